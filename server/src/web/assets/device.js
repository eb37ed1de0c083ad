/** Letting a device in: whose code it is, by password or by the secret of a letter's link, then yes or no. Secrets go in bodies only. */
import { ask, onSent, say, show } from './ask.js';

const [userCode = '', link] = location.hash.slice(1).split('.');
let decision;

const fill = (name, text) => {
  for (const place of document.querySelectorAll(`[data-fill="${name}"]`)) place.textContent = text;
};

function look(asks) {
  if (!asks) return;
  ({ decision } = asks);
  fill('code', asks.userCode);
  fill('email', asks.email);
  const device = document.querySelector('[data-fill="device"]');
  const { browser, system } = asks.device;
  device.textContent = [browser ?? device.dataset.unknown, system].filter(Boolean).join(' · ');
  document.querySelector('[data-first-proof]').hidden = !asks.isFirstProof;
  document.querySelector('[data-new]').hidden = asks.member !== undefined;
  show('question');
}

onSent('who', async ({ code, email, password }) =>
  look(await ask('/v1/device-codes/by-password', { userCode: code.trim(), email: email.trim(), password })),
);
for (const button of document.querySelectorAll('[data-approve]'))
  button.addEventListener('click', async () => {
    const approve = button.dataset.approve === 'yes';
    if (await ask('/v1/device-codes/decision', { decision, approve })) show(approve ? 'allowed' : 'refused');
  });

const code = document.querySelector('#code');
if (link) {
  show('looking');
  const asks = await ask('/v1/device-codes/by-link', { userCode, link });
  if (asks) look(asks);
  else show('ended');
} else {
  code.value = userCode;
  document.querySelector(userCode ? '#email' : '#code').focus();
}
code.addEventListener('invalid', () => say('code'));

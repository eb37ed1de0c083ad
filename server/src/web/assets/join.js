/** Asks what the invitation behind # leads to, and accepts it. What comes from people is written as text. */
const page = document.querySelector('#join');
const form = page.querySelector('form');
const [name, password, email] = ['#name', '#password', '#email'].map((one) => form.querySelector(one));
const secret = location.hash.slice(1);

function show(state) {
  for (const section of page.querySelectorAll('[data-state]')) section.hidden = section.dataset.state !== state;
  page.querySelector(`[data-state="${state}"] h1`)?.focus();
}

function fill(values) {
  for (const gap of page.querySelectorAll('[data-fill]')) gap.textContent = values[gap.dataset.fill] ?? gap.textContent;
}

function complain(code) {
  const known = page.querySelector(`[data-problem="${code}"]`) ? code : 'other';
  for (const problem of page.querySelectorAll('[data-problem]')) problem.hidden = code === undefined || problem.dataset.problem !== known;
}

/** The answer, the code of what was refused, or `away`. */
async function ask(path, body) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      credentials: 'omit',
    });
    const answer = await response.json();
    return response.ok ? { answer } : { code: response.status >= 500 ? 'away' : answer.code };
  } catch {
    return { code: 'away' };
  }
}

const isNew = () => form.elements.who.value === 'new';

function choose() {
  for (const part of form.querySelectorAll('[data-for]')) part.hidden = !isNew();
  password.autocomplete = isNew() ? 'new-password' : 'current-password';
  complain();
}

async function look() {
  show('looking');
  const { answer, code } = await ask('/v1/invitations/shown', { secret });
  if (code) return show(code === 'away' || code === 'too-many-requests' ? 'away' : 'unknown');
  fill({ ...answer, server: location.origin });
  if (answer.state !== 'open') return show(answer.state);
  email.value = answer.email;
  for (const role of page.querySelectorAll('[data-role]')) role.hidden = role.dataset.role !== answer.role;
  return show('open');
}

function mistake() {
  if (isNew() && name.value.trim() === '') return [name, 'name-missing'];
  return password.value.length < 8 ? [password, isNew() ? 'password-short' : 'wrong-credentials'] : undefined;
}

form.addEventListener('change', (event) => event.target.name === 'who' && choose());
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const [field, wrong] = mistake() ?? [];
  complain(wrong);
  if (field) return field.focus();
  const button = form.querySelector('button');
  button.disabled = true;
  const body = { secret, password: password.value, ...(isNew() && { name: name.value.trim() }) };
  const { code } = await ask('/v1/invitations/accepted', body);
  button.disabled = false;
  if (!code) return show('joined');
  // Revoked, sent again or over meanwhile.
  if (code === 'wrong-state' || code === 'not-found') return look();
  complain(code);
  return password.focus();
});
addEventListener('hashchange', () => location.reload());
choose();
await look();

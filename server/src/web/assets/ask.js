/** What forms of these pages have in common: a question to this server, and what went wrong with it in the page's own words. */
const sheet = document.querySelector('[data-troubles]');
const wrong = sheet.querySelector('[role="alert"]');

/** The answer, or undefined where there is none: then the page has said why. Nothing is asked twice at once. */
export async function ask(path, body) {
  wrong.textContent = '';
  const pressed = document.activeElement;
  const buttons = [...sheet.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const answer = response.status === 204 ? {} : await response.json();
    if (response.ok) return answer;
    say(answer.code);
  } catch {
    say('unreachable');
  } finally {
    for (const button of buttons) button.disabled = false;
    // What cannot be pressed for a while has lost it.
    if (document.activeElement === document.body) pressed.focus();
  }
  return undefined;
}

/** Of what went wrong, in words; what has none of its own has those for anything. */
export function say(code) {
  const words = JSON.parse(sheet.dataset.troubles);
  // Above what one presses: below it, it is overlooked.
  sheet.querySelector('[data-part]:not([hidden]) .button')?.before(wrong);
  wrong.textContent = words[code] ?? words.other;
}

/** One part of the page at a time; its heading is read out. */
export function show(name) {
  for (const part of sheet.querySelectorAll('[data-part]')) part.hidden = part.dataset.part !== name;
  sheet.querySelector(`[data-part="${name}"] h1`)?.focus();
}

/** What a form says, when it is sent; from now on it can be. */
export function onSent(name, then) {
  const form = document.querySelector(`form[name="${name}"]`);
  form.querySelector('button').disabled = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void then(Object.fromEntries(new FormData(form)));
  });
}

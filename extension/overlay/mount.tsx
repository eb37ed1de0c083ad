/**
 * Puts our button into the page and keeps it in step with in-app navigation. What the page's scripts can see of us is one element without a
 * name, attribute or address of the extension, and what it shows: its root is open, for screen readers and tests. They cannot press anything
 * in it: only what a person does counts. Keys end at the element, so that LinkedIn's shortcuts do not act on them (listeners of the page that
 * capture at its window still hear them: they were there first).
 */
import { createRoot } from 'react-dom/client';
import type { Identifiers } from '@wellmet/shared/identity';
import { shareAnIdentifier } from '@wellmet/shared/identity';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { languageFor, wordsFrom, type Words } from '../i18n/words.ts';
import { settingsItem, type Settings } from '../settings.ts';
import { actsOn } from './acts.ts';
import { ask } from './ask.ts';
import { overlay, untouched } from './panel.ts';
import { watchTheme } from './theme.ts';
import css from './views/overlay.css?inline';
import { OverlayView } from './views/Overlay.tsx';

const keyEvents = ['keydown', 'keyup', 'keypress', 'input', 'paste', 'copy', 'cut'] as const;

/** A click may spend a credit, and what is typed is a name that others read. */
const presses = ['click', 'keydown', 'pointerdown', 'mousedown', 'input', 'change'] as const;

function refuseScripts(event: Event): void {
  if (event.isTrusted) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}

export async function mountOverlay(): Promise<void> {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = css;
  const stage = document.createElement('div');
  shadow.append(style, stage);
  for (const type of keyEvents) shadow.addEventListener(type, (event) => event.stopPropagation());
  for (const type of presses) shadow.addEventListener(type, refuseScripts, { capture: true });

  let settings = await settingsItem.getValue();
  let pageTheme: 'light' | 'dark' = 'light';
  let subject: Identifiers | undefined;
  let person = new AbortController();
  const acts = actsOn(() => person.signal);
  const root = createRoot(stage);
  let words = await wordsOf(settings);

  const draw = () => root.render(<OverlayView acts={acts} words={words} theme={settings.theme === 'auto' ? pageTheme : settings.theme} />);

  /** Another person or another page: what was begun for the last one ends, and nothing of it stays on screen. */
  const turn = () => {
    const page = pageAt(linkedinUrlOf(location.href));
    if (page && host.isConnected && subject && page.subject && shareAnIdentifier(subject, page.subject)) return;
    person.abort();
    person = new AbortController();
    subject = page?.subject;
    overlay.setState(untouched);
    if (!page) return host.remove();
    document.documentElement.append(host);
    if (subject) void markKnown(subject, person.signal);
  };

  settingsItem.watch((changed) => {
    settings = changed;
    // Without a background the words stay as they are.
    void wordsOf(changed)
      .then((told) => (words = told))
      .finally(draw);
  });
  watchTheme((theme) => {
    pageTheme = theme;
    draw();
  });
  navigation.addEventListener('currententrychange', turn);
  draw();
  turn();
}

async function wordsOf(settings: Settings): Promise<Words> {
  const language = languageFor(settings.language, navigator.languages);
  return wordsFrom(await ask('words', language), language);
}

/** The quiet mark of a person who was analysed before, from this device's cache alone. */
async function markKnown(subject: Identifiers, signal: AbortSignal): Promise<void> {
  // Without a background there is no mark; a click will tell.
  const known = await ask('lookUp', subject).catch(() => undefined);
  if (known && !signal.aborted) overlay.setState({ known: known.firstAnalysis });
}

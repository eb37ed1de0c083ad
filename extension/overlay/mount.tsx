/**
 * Puts our button into the page and keeps it in step with in-app navigation. What the page's scripts can see of us is one element without a
 * name, attribute or address of the extension, and what it shows: its root is open, for screen readers and tests. They cannot press anything
 * in it: only what a person does counts. Keys end at the element, so that LinkedIn's shortcuts do not act on them (listeners of the page that
 * capture at its window still hear them: they were there first).
 */
import { createRoot } from 'react-dom/client';
import { identifiersFromUrl, shareAnIdentifier, type Identifiers } from '@wellmet/shared/identity';
import type { PageKind } from '@wellmet/shared/sighting';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { readerOf } from '../linkedin/readers.ts';
import { useRules } from '../linkedin/selectors.ts';
import { languageFor } from '../i18n/language.ts';
import { wordsFrom, type Words } from '../i18n/words.ts';
import { onMessage, type PageKey, type PageTold } from '../messages.ts';
import { settingsItem, type Settings } from '../settings.ts';
import { actsOn } from './acts.ts';
import { ask } from './ask.ts';
import { openList, type ListPage } from './listPage.ts';
import { overlay, untouched, type ListPerson } from './panel.ts';
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
  // Before anything is drawn: what comes after is another task.
  let settings = await settingsItem.getValue();
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = css;
  const stage = document.createElement('div');
  shadow.append(style, stage);
  for (const type of keyEvents) shadow.addEventListener(type, (event) => event.stopPropagation());
  for (const type of presses) shadow.addEventListener(type, refuseScripts, { capture: true });

  let pageTheme: 'light' | 'dark' = 'light';
  let subject: Identifiers | undefined;
  let person = new AbortController();
  let list: { url: string; page: ListPage; leave: AbortController } | undefined;
  const acts = actsOn(() => person.signal);
  const root = createRoot(stage);
  let words = await wordsOf(settings);
  // Without a background, as it is built in.
  useRules(await ask('pageRules').catch(() => undefined));

  const look = () => ({ theme: settings.theme === 'auto' ? pageTheme : settings.theme, words });
  const draw = () => {
    root.render(<OverlayView acts={acts} {...look()} />);
    list?.page.redraw();
  };

  /** Another person or another page: what was begun for the last one ends, and nothing of it stays on screen. Lists share the basket: there it goes on. */
  const turn = () => {
    const url = linkedinUrlOf(location.href);
    const page = pageAt(url);
    if (page && host.isConnected && subject && page.subject && shareAnIdentifier(subject, page.subject)) return;
    if (list?.url === url && host.isConnected) return;
    const isList = page !== undefined && readerOf(page.kind).rows !== undefined;
    list?.leave.abort();
    if (!isList || !list) {
      person.abort();
      person = new AbortController();
      overlay.setState(untouched);
    }
    list = undefined;
    subject = page?.subject;
    if (!page) return host.remove();
    document.documentElement.append(host);
    if (isList) list = listAt(url, page.kind);
    else if (subject) void markKnown(subject, person.signal);
  };

  function listAt(url: string, kind: PageKind): NonNullable<typeof list> {
    const leave = new AbortController();
    return { url, leave, page: openList({ reader: readerOf(kind), url, acts: acts.list, look, signal: leave.signal }) };
  }

  settingsItem.watch((changed) => {
    settings = changed;
    // Without a background the words stay as they are.
    void wordsOf(changed)
      .then((told) => (words = told))
      .finally(draw);
  });
  watchTheme((seen) => {
    pageTheme = seen;
    draw();
  });
  navigation.addEventListener('currententrychange', turn);
  onMessage('press', ({ data: { key } }) => pressed(key));
  onMessage('basketLink', ({ data }) => basketLink(data.url));
  onMessage('tellOffer', offer);
  onMessage('openOffer', () => {
    pressed('select-new');
    pressed('open-panel');
  });
  draw();
  turn();

  function pressed(key: PageKey): void {
    if (!host.isConnected) return;
    if (!list) return key === 'open-panel' ? acts.open() : undefined;
    if (key === 'select-row') return list.page.togglePointed();
    if (key === 'select-new') return acts.list.pickNew();
    acts.list.foldBar(false);
    requestAnimationFrame(() => shadow.querySelector<HTMLElement>('.list-bar button, .panel')?.focus());
  }

  function offer(): PageTold | undefined {
    const url = linkedinUrlOf(location.href);
    const page = host.isConnected ? pageAt(url) : undefined;
    if (!page) return undefined;
    if (list) return countsOf(overlay.getState().list?.people ?? []);
    const reading = page.own ? ({ kind: 'own' } as const) : readerOf(page.kind).read(document, url);
    const shown = reading.kind === 'people' ? reading.sightings[0] : undefined;
    return { shows: 'person', identifiers: shown?.identifiers ?? page.subject, reading: reading.kind, name: shown?.name };
  }

  /** Of a row of this page, or of the person whose page this is; a link alone does not tell who somebody is. */
  function basketLink(url: string): void {
    if (!host.isConnected) return;
    const who = identifiersFromUrl(linkedinUrlOf(url));
    const inList = who && list?.page.rowOf(who);
    if (inList) return acts.list.pick([inList]);
    if (who && subject && shareAnIdentifier(subject, who)) return acts.pickSubject();
    overlay.setState({ panel: { shows: 'noPerson', because: 'elsewhere' } });
  }
}

function countsOf(people: readonly ListPerson[]): PageTold {
  const fresh = people.filter(({ mark }) => !mark.known && !mark.isErased);
  return { shows: 'people', here: people.length, fresh: fresh.length, unpicked: fresh.filter(({ isInBasket }) => !isInBasket).length };
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

/**
 * Puts our button into the page and keeps it in step with in-app navigation. All that the page can see of us is one element without a name:
 * no attribute, no class, no address of the extension. Keys pressed inside stay inside, so that LinkedIn's shortcuts do not act on them.
 */
import { createRoot } from 'react-dom/client';
import type { Identifiers } from '@wellmet/shared/identity';
import { shareAnIdentifier } from '@wellmet/shared/identity';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { languageFor } from '../i18n/words.ts';
import { settingsItem } from '../settings.ts';
import { actsOn } from './acts.ts';
import { ask } from './ask.ts';
import { overlay } from './panel.ts';
import { watchTheme } from './theme.ts';
import css from './views/overlay.css?inline';
import { OverlayView } from './views/Overlay.tsx';

const keyEvents = ['keydown', 'keyup', 'keypress', 'input', 'paste', 'copy', 'cut'] as const;

export async function mountOverlay(): Promise<void> {
  const host = document.createElement('div');
  const shadow = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = css;
  const stage = document.createElement('div');
  shadow.append(style, stage);
  for (const type of keyEvents) shadow.addEventListener(type, (event) => event.stopPropagation());

  let settings = await settingsItem.getValue();
  let pageTheme: 'light' | 'dark' = 'light';
  let subject: Identifiers | undefined;
  let person = new AbortController();
  const acts = actsOn(() => person.signal);
  const root = createRoot(stage);

  const draw = () =>
    root.render(
      <OverlayView
        acts={acts}
        language={languageFor(settings.language, navigator.languages)}
        theme={settings.theme === 'auto' ? pageTheme : settings.theme}
      />,
    );

  /** Another person or another page: what was begun for the last one ends, and nothing of it stays on screen. */
  const turn = () => {
    const page = pageAt(linkedinUrlOf(location.href));
    if (page && host.isConnected && subject && page.subject && shareAnIdentifier(subject, page.subject)) return;
    person.abort();
    person = new AbortController();
    subject = page?.subject;
    overlay.setState({ panel: { shows: 'nothing' }, known: undefined });
    if (!page) return host.remove();
    document.documentElement.append(host);
    if (subject) void markKnown(subject, person.signal);
  };

  settingsItem.watch((changed) => {
    settings = changed;
    draw();
  });
  watchTheme((theme) => {
    pageTheme = theme;
    draw();
  });
  navigation.addEventListener('currententrychange', turn);
  draw();
  turn();
}

/** The quiet mark of a person who was analysed before, from this device's cache alone. */
async function markKnown(subject: Identifiers, signal: AbortSignal): Promise<void> {
  const known = await ask('lookUp', subject);
  if (known && !signal.aborted) overlay.setState({ known: known.firstAnalysis });
}

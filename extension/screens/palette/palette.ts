/** What the palette offers, and what leads to it. Vanishes with the page. */
import type { Campaign } from '@wellmet/shared/campaign';
import { createStore } from 'zustand/vanilla';
import type { Key, T } from '../../i18n/words.ts';
import type { Settings } from '../../settings.ts';
import { askNow } from '../app/freshness.ts';
import { addressOf, type Room } from '../app/route.ts';
import { stateInWords } from '../campaigns/stateWords.ts';
import { find, folded, noFilters, type Entry } from '../contacts/find.ts';

export const palette = createStore<{ open: 'palette' | 'keys' | undefined }>(() => ({ open: undefined }));

/** Something that one press on Enter does. */
export interface Offer {
  id: string;
  group: Key;
  label: string;
  /** Beside the label: what it is, or what it is set to. */
  more?: string | undefined;
  /** Keys that do the same without the palette. */
  keys?: string;
  act: () => void;
}

export const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K';

/** The letter that leads to a room, after `g`. */
export const roomKeys = {
  c: 'contacts',
  k: 'campaigns',
  d: 'discover',
  t: 'templates',
  r: 'credits',
  p: 'plan',
  m: 'team',
  w: 'waiting',
  s: 'settings',
} as const;

/** What they are called. */
export const roomNames = {
  contacts: 'app.contacts',
  campaigns: 'app.campaigns',
  discover: 'discover.title',
  templates: 'templates.title',
  credits: 'app.creditsRoom',
  plan: 'ledger.plan',
  team: 'team.title',
  waiting: 'app.waiting',
  settings: 'app.settings',
} as const satisfies Record<(typeof roomKeys)[keyof typeof roomKeys], Key>;

/** As many people, and as many campaigns. */
const manyEnough = 7;

export interface Known {
  contacts: readonly Entry[];
  campaigns: readonly Campaign[];
  settings: Settings;
  change: (changed: Partial<Settings>) => void;
}

/** Whatever each word of the query begins a word of; without a query the rooms, the acts, and who was analysed last. */
export function offers(query: string, { contacts, campaigns, settings, change }: Known, t: T): Offer[] {
  const words = folded(query).split(/(?= )/).filter(Boolean);
  const fits = ({ label, more = '' }: Pick<Offer, 'label' | 'more'>): boolean =>
    words.every((word) => `${folded(label)}${folded(more)}`.includes(word));
  const people = words.length > 0 ? find(contacts, { ...noFilters, query }) : contacts.slice(0, 3);
  return [
    ...[...roomOffers(t), ...actOffers(settings, change, t)].filter(fits),
    ...people.slice(0, manyEnough).map(({ row, shown }): Offer => ({
      id: row.id,
      group: 'palette.contacts',
      label: shown.name,
      more: [shown.headline, shown.company].filter(Boolean)[0],
      act: go({ room: 'contact', id: row.id }),
    })),
    ...campaigns
      .map((campaign): Offer => ({
        id: campaign.id,
        group: 'palette.campaigns',
        label: campaign.name,
        more: stateInWords(campaign, t),
        act: go({ room: 'campaign', id: campaign.id }),
      }))
      .filter(fits)
      .slice(0, words.length > 0 ? manyEnough : 3),
  ];
}

function roomOffers(t: T): Offer[] {
  return Object.entries(roomKeys).map(([key, room]) => ({
    id: room,
    group: 'palette.go',
    label: t(roomNames[room]),
    keys: `g ${key}`,
    act: go({ room }),
  }));
}

function actOffers(settings: Settings, change: Known['change'], t: T): Offer[] {
  const act = (id: string, label: string, does: () => void, rest: Pick<Offer, 'more' | 'keys'> = {}): Offer => ({
    id,
    group: 'palette.do',
    label,
    act: does,
    ...rest,
  });
  const theme = (to: Settings['theme'], name: Key): Offer[] =>
    settings.theme === to ? [] : [act(`theme-${to}`, `${t('settings.theme')}: ${t(name)}`, () => change({ theme: to }))];
  return [
    act('ask', t('asOf.ask'), () => void askNow()),
    act('keys', t('palette.keys'), () => palette.setState({ open: 'keys' }), { keys: '?' }),
    ...theme('light', 'settings.themeLight'),
    ...theme('dark', 'settings.themeDark'),
    ...theme('auto', 'settings.themeAuto'),
    ...(settings.language === 'en' ? [] : [act('english', 'English', () => change({ language: 'en' }), { more: t('settings.language') })]),
    ...(settings.language === 'fr' ? [] : [act('french', 'Français', () => change({ language: 'fr' }), { more: t('settings.language') })]),
  ];
}

const go = (room: Room) => () => {
  location.hash = addressOf(room);
};

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input:not([type="checkbox"]), textarea, select, [contenteditable]');

/** How long the letter after `g` is waited for. */
const chordMs = 1200;

/** Ctrl or ⌘ K anywhere; elsewhere than in fields `?` for the keys, and `g` with a letter for a room. */
export function listenForKeys(signal: AbortSignal): void {
  let chordUntil = 0;
  const press = (event: KeyboardEvent): void => {
    const { key, altKey } = event;
    const hasControl = event.ctrlKey || event.metaKey;
    if (hasControl && !altKey && key.toLowerCase() === 'k') {
      event.preventDefault();
      palette.setState(({ open }) => ({ open: open === 'palette' ? undefined : 'palette' }));
      return;
    }
    if (hasControl || altKey || event.defaultPrevented || isTyping(event.target) || palette.getState().open) return;
    const room = event.timeStamp < chordUntil ? roomKeys[key as keyof typeof roomKeys] : undefined;
    chordUntil = key === 'g' ? event.timeStamp + chordMs : 0;
    if (room) {
      event.preventDefault();
      go({ room })();
    } else if (key === '?') {
      event.preventDefault();
      palette.setState({ open: 'keys' });
    }
  };
  addEventListener('keydown', press, { signal });
}

import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import type { Settings } from '../../settings.ts';
import { book } from '../contacts/book.ts';
import { entryOf } from '../contacts/find.ts';
import { contactRow, ids } from '../contacts/testing.ts';
import { listenForKeys, offers, palette } from './palette.ts';
import { Palette } from './Palette.tsx';

const settings = { language: 'en', theme: 'light', confirmProfiles: true } as Settings;
const change = vi.fn<(changed: Partial<Settings>) => void>();
const contacts = [
  entryOf(contactRow(1, { name: 'Maren Okafor', company: 'Nordlys' })),
  entryOf(contactRow(2, { name: 'Zoé Quill', headline: 'Weaver' })),
];
const spring = {
  id: ids(91),
  name: 'Looms in spring',
  state: 'ongoing' as const,
  paused: true,
  createdAt: '2026-11-01T08:00:00Z',
  createdBy: 'Ana',
  counts: {},
  waiting: 0,
};
/** Without a window there is nothing to be above of. */
function showModal(this: HTMLDialogElement): void {
  this.open = true;
}

const known = { contacts, campaigns: [spring], settings, change };
let ending: AbortController;

beforeEach(() => {
  HTMLDialogElement.prototype.showModal = showModal;
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal('CSS', { escape: String });
  book.setState({ entries: contacts });
  location.hash = '';
  ending = new AbortController();
  listenForKeys(ending.signal);
});

afterEach(() => {
  ending.abort();
  palette.setState({ open: undefined });
  book.setState({ entries: undefined });
  change.mockReset();
  cleanup();
});

function open(language: 'en' | 'fr' = 'en') {
  render(
    <WordsContext value={appWordsIn(language)}>
      <Palette settings={settings} change={change} />
    </WordsContext>,
  );
  return userEvent.setup();
}

const { t } = appWordsIn('en');
const found = (query: string) => offers(query, known, t).map(({ label }) => label);

test.each([
  ['camp', ['Campaigns']],
  ['marEN', ['Maren Okafor']],
  ['zoe weav', ['Zoé Quill']],
  ['looms', ['Looms in spring']],
  ['paused', ['Looms in spring']],
  ['arch', []],
  ['theme dark', ['Theme: Dark']],
  ['theme', ['Theme: Dark', 'Theme: As the system']],
  ['francais', ['Français']],
])('“%s” finds %j', (query, labels) => {
  expect(found(query)).toEqual(labels);
});

test('before a word is typed: every room, and who was analysed last', () => {
  expect(found('').slice(0, 9)).toEqual([
    'Contacts',
    'Campaigns',
    'Discover',
    'Templates',
    'Credits',
    'Plan',
    'Team',
    'Waiting',
    'Settings',
  ]);
  expect(found('')).toContain('Maren Okafor');
});

test('opened by its keys, it finds, goes there and is gone', async () => {
  const user = open();
  await user.keyboard('{Control>}k{/Control}');
  const box = await screen.findByRole('combobox');
  expect(document.activeElement).toBe(box);
  await user.keyboard('maren');
  expect(screen.getAllByRole('option').map((option) => option.getAttribute('aria-selected'))).toEqual(['true']);
  await user.keyboard('{Enter}');
  expect(location.hash).toBe(`#/contacts/${ids(1)}`);
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('up from the first is the last; what is pointed at is what is pressed', async () => {
  const user = open();
  await user.keyboard('{Meta>}k{/Meta}{ArrowUp}');
  const box = await screen.findByRole('combobox');
  const last = screen.getAllByRole('option').at(-1);
  expect(box.getAttribute('aria-activedescendant')).toBe(last?.id);
  await user.click(screen.getByRole('option', { name: /^Theme: Dark/ }));
  expect(change).toHaveBeenCalledWith({ theme: 'dark' });
});

test('says that nothing fits', async () => {
  const user = open('fr');
  await user.keyboard('{Control>}k{/Control}xyzzy');
  expect(await screen.findByText('Rien ne commence ainsi.')).toBeTruthy();
});

test.each([
  ['gk', '#/campaigns'],
  ['gr', '#/credits'],
  ['gd', '#/discover'],
  ['gx', ''],
  ['k', ''],
])('“%s” leads to “%s”', async (keys, hash) => {
  const user = open();
  await user.keyboard(keys);
  expect(location.hash).toBe(hash);
});

test('in a field letters are letters', async () => {
  const user = open();
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  await user.keyboard('gk?');
  expect(field.value).toBe('gk?');
  expect(location.hash).toBe('');
  field.remove();
});

test('the keys are listed', async () => {
  const user = open();
  await user.keyboard('?');
  expect(await screen.findByText('Go to: Campaigns')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByText('Go to: Campaigns')).toBeNull();
});

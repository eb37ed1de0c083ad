import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Engagement } from '@wellmet/shared/engagement';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../../cache/database.ts';
import { sendMessage, type Trouble } from '../../messages.ts';
import { settingsItem } from '../../settings.ts';
import { card, contactRow, ids, wish, workspaceId } from '../contacts/testing.ts';
import { App } from './App.tsx';
import { freshness } from './freshness.ts';
import { addressOf, roomAt } from './route.ts';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

vi.mock(import('../events.ts'), () => ({ followEvents: vi.fn<() => void>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'owner' as const };
const unreachable: Trouble = { trouble: 'unreachable' };
const minuteMs = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * minuteMs).toISOString();

/** What the background answers, by message; whatever else is asked is done. */
let told: Partial<Record<string, unknown>>;

beforeAll(() => {
  // A window that has a height, so that a list of rows that are drawn when they are seen draws some.
  for (const [side, px] of [
    ['offsetHeight', 600],
    ['offsetWidth', 1000],
    ['clientHeight', 600],
  ] as const)
    Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => px });
  Element.prototype.scrollTo = () => undefined;
});

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  told = {
    storageUse: { usedBytes: 12_300_000, quotaBytes: 10_000_000_000, isPersistent: false },
    sessions: { sessions: [] },
    apiKeys: { keys: [] },
    peopleTerms: unreachable,
  };
  answers.mockImplementation(async (type) => told[type] ?? 'done');
  location.hash = '';
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Wellmet', version: '1.2.3' });
  fakeBrowser.commands.getAll = async () => [];
  freshness.setState({ isAsking: false, trouble: undefined, isOffline: false });
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.sync.put({ workspaceId, memberId: member.id, cursor: '1', asOf: ago(3) });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  fakeBrowser.reset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(address = '', language: 'en' | 'fr' = 'en') {
  location.hash = address;
  render(<App savedSettings={{ ...(await settingsItem.getValue()), language }} />);
  return userEvent.setup();
}

const rows = () => screen.getAllByRole('row').slice(1);
const rowOf = async (name: string) => (await screen.findByRole('link', { name })).closest<HTMLElement>('[role="row"]') as HTMLElement;

test.each([
  ['', { room: 'contacts' }],
  ['#/contacts', { room: 'contacts' }],
  [`#/contacts/${ids(7)}`, { room: 'contact', id: ids(7) }],
  ['#/contacts/<script>', { room: 'contacts' }],
  ['#/waiting', { room: 'waiting' }],
  ['#/settings', { room: 'settings' }],
  ['#/elsewhere', { room: 'contacts' }],
] as const)('%j leads to %j', (hash, room) => {
  expect(roomAt(hash)).toEqual(room);
  expect(roomAt(addressOf(room))).toEqual(room);
});

describe('how old it is', () => {
  test('as of when, how long ago, and what waits; the server is asked once on opening', async () => {
    await cache.wishes.put(wish({ route: 'engage', contactId: ids(1), body: { requestId: ids(500), what: 'met', doneAt: ago(1) } }));
    await open();
    expect(await screen.findByText(/^As of \d\d:\d\d, 3 minutes ago/)).toBeTruthy();
    expect(await screen.findByRole('link', { name: '1 waiting' })).toBeTruthy();
    expect(said('refresh')).toHaveLength(1);
    expect(document.body.textContent).not.toMatch(/up to date/i);
  });

  test('says that the server does not answer, and asks again when told to', async () => {
    told['refresh'] = unreachable;
    const user = await open();
    expect(await screen.findByText(/3 minutes ago · the server does not answer/)).toBeTruthy();
    told['refresh'] = 'done';
    await user.click(screen.getByRole('button', { name: 'Ask the server now' }));
    await waitFor(() => expect(screen.queryByText(/does not answer/)).toBeNull());
  });

  test('says that there is no network, and asks when there is again', async () => {
    await open('', 'fr');
    await screen.findByText(/il y a 3 minutes/);
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    expect(await screen.findByText(/il y a 3 minutes · hors ligne/)).toBeTruthy();
    const before = said('refresh').length;
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await waitFor(() => expect(said('refresh')).toHaveLength(before + 1));
    online.mockRestore();
  });

  test('the first time, what has come is counted and not called all', async () => {
    await cache.sync.put({ workspaceId, memberId: member.id });
    await cache.contacts.bulkPut([contactRow(1), contactRow(2)]);
    await open();
    expect(await screen.findByText(/^nothing brought yet · bringing your contacts: 2 so far$/i)).toBeTruthy();
  });
});

describe('contacts', () => {
  const people = [
    contactRow(1, { name: 'Maren Okafor', headline: 'VP Sales', company: 'Nordlys', lastAnalysedAt: '2026-11-03T08:00:00Z' }),
    contactRow(2, { name: 'Anne-Marie Œuvrard', company: 'Tissages', lastAnalysedAt: '2026-11-02T08:00:00Z', firstAnalysedByYou: false }),
    contactRow(3, { name: 'Zoé Quill', company: 'Acier', lastAnalysedAt: '2026-11-01T08:00:00Z' }),
  ];
  beforeEach(() => cache.contacts.bulkPut(people));

  test('found by the beginnings of words, ordered, counted', async () => {
    const user = await open();
    await screen.findByText('3 contacts');
    expect(rows().map((row) => within(row).getByRole('link').textContent)).toEqual(['Maren Okafor', 'Anne-Marie Œuvrard', 'Zoé Quill']);
    await user.selectOptions(screen.getByLabelText('Order'), 'By company');
    await waitFor(() => expect(within(rows()[0] as HTMLElement).getByRole('link').textContent).toBe('Zoé Quill'));
    await user.keyboard('/');
    await user.keyboard('MARIE oeu');
    expect(await screen.findByText('1 of 3 contacts', { selector: 'strong' })).toBeTruthy();
    expect(rows()).toHaveLength(1);
    await user.clear(screen.getByRole('searchbox'));
    await user.type(screen.getByRole('searchbox'), 'nobody');
    await user.click(await screen.findByRole('button', { name: 'Show everybody' }));
    await screen.findByText('3 contacts');
    await user.selectOptions(screen.getByLabelText('First analysed by', { selector: 'select' }), 'First by Ana Prieto');
    expect(await screen.findByText('1 of 3 contacts', { selector: 'strong' })).toBeTruthy();
  });

  test('by keyboard: into the list, down, up and out, chosen, opened', async () => {
    const user = await open();
    await screen.findByText('3 contacts');
    await user.keyboard('/{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Maren'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Anne'));
    await user.keyboard(' ');
    expect(await screen.findByText('1 selected')).toBeTruthy();
    await user.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(await screen.findByText('2 selected')).toBeTruthy();
    await user.keyboard('{Control>}a{/Control}');
    expect(await screen.findByText('3 selected')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(await screen.findByText('3 contacts')).toBeTruthy();
    await user.keyboard('{Home}{ArrowUp}');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
    await user.keyboard('{ArrowDown}{End}{Enter}');
    expect(await screen.findByRole('heading', { name: 'Zoé Quill' })).toBeTruthy();
    await waitFor(() => expect(document.title).toBe('Zoé Quill · Wellmet'));
  });

  test('chosen by click and by range, and kept on this device', async () => {
    const user = await open();
    await user.click(await screen.findByRole('checkbox', { name: 'Select Maren Okafor' }));
    await user.keyboard('{Shift>}');
    await user.click(screen.getByRole('checkbox', { name: 'Select Zoé Quill' }));
    await user.keyboard('{/Shift}');
    await screen.findByText('3 selected');
    await user.click(screen.getByRole('button', { name: 'Keep on this device' }));
    expect(said('pin')).toEqual([{ ids: [ids(1), ids(2), ids(3)], isPinned: true }]);
    await cache.pins.bulkPut([1, 2, 3].map((n) => ({ id: ids(n) })));
    await user.click(await screen.findByRole('button', { name: 'No longer keep' }));
    expect(said('pin')).toHaveLength(2);
  });

  test('a selection outlasts another question, and is what is exported', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => (files.push(file as Blob), 'blob:1'));
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined);
    const user = await open();
    await user.click(await screen.findByRole('checkbox', { name: 'Select Maren Okafor' }));
    await user.type(screen.getByRole('searchbox'), 'zoe');
    await screen.findByText('1 selected');
    await user.click(screen.getByRole('button', { name: 'Export 1 contact as CSV' }));
    expect(await screen.findByText(/^Saved: wellmet-contacts-\d{4}-\d\d-\d\d\.csv$/)).toBeTruthy();
    const text = await files[0]?.text();
    expect(text).toContain('Maren Okafor');
    expect(text).not.toContain('Zoé');
    expect(click).toHaveBeenCalledTimes(1);
    vi.restoreAllMocks();
  });

  test('what waits for somebody is marked, and a corrected name is shown and found', async () => {
    const body = { requestId: ids(500), fields: { name: 'Maren Okafor-Lund' } };
    await cache.wishes.put(wish({ route: 'editContact', contactId: ids(1), body }, { memberId: member.id }));
    await cache.pins.put({ id: ids(3) });
    const user = await open();
    expect(within(await rowOf('Maren Okafor-Lund')).getByText('something waits')).toBeTruthy();
    expect(within(await rowOf('Zoé Quill')).getByText('kept on this device')).toBeTruthy();
    expect(within(await rowOf('Zoé Quill')).queryByText('something waits')).toBeNull();
    await user.type(screen.getByRole('searchbox'), 'lund');
    expect(await screen.findByText('1 of 3 contacts', { selector: 'strong' })).toBeTruthy();
  });
});

describe('no contact', () => {
  test('in the workspace: what to do first', async () => {
    await open();
    expect(await screen.findByText('No contact yet.')).toBeTruthy();
  });

  test('on this device, because the server has never answered: that, and the way on', async () => {
    await cache.sync.clear();
    told['refresh'] = unreachable;
    const user = await open();
    expect(await screen.findByText('Your contacts have not been brought to this device yet.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(said('refresh')).toHaveLength(2);
  });
});

describe('a contact', () => {
  const address = addressOf({ room: 'contact', id: ids(1) });
  const done: Engagement = { id: ids(700), what: 'sent', doneAt: ago(60), by: 'Paul Adeyemi', byYou: false, at: ago(59) };
  const mine: Engagement = {
    id: ids(701),
    what: 'noted',
    text: 'Met at the fair',
    doneAt: ago(30),
    by: 'Ana Prieto',
    byYou: true,
    at: ago(29),
  };
  const row = contactRow(1, { name: 'John Reed', headline: 'Buyer', edits: { name: { by: 'Paul Adeyemi', at: ago(0) } } });
  const kept = card(1, { sighting: { ...card(1).contact.sighting, name: 'Jon Reed' }, engagements: [mine, done] });

  test('says who corrected what, and what the page says; back to it is one press', async () => {
    await cache.contacts.put(row);
    await cache.cards.put(kept);
    const user = await open(address);
    expect(await screen.findByRole('heading', { name: 'John Reed' })).toBeTruthy();
    expect(screen.getByText(/^Corrected today by Paul Adeyemi · the page says “Jon Reed”/)).toBeTruthy();
    await waitFor(() => expect(said('bringCard')).toEqual([{ id: ids(1) }]));
    await user.click(screen.getByRole('button', { name: 'Back to the page’s: name' }));
    expect(said('editContact')).toMatchObject([{ contact: { id: ids(1), name: 'John Reed' }, fields: { name: null } }]);
  });

  test('a correction that waits is shown as such, and can be discarded', async () => {
    await cache.contacts.put(row);
    await cache.cards.put(kept);
    const body = { requestId: ids(500), fields: { headline: 'Head of buying' } };
    await cache.wishes.put(wish({ route: 'editContact', contactId: ids(1), body }));
    const user = await open(address);
    const value = await screen.findByText('Head of buying');
    expect(value.parentElement?.textContent).toContain('Waits until the server is back');
    await user.click(screen.getByRole('button', { name: 'Discard' }));
    expect(said('dropWish')).toEqual([{ requestId: ids(500) }]);
  });

  test('a field is corrected by keyboard; what the page says is no correction', async () => {
    await cache.contacts.put(row);
    await cache.cards.put(kept);
    const user = await open(address);
    await user.click(await screen.findByRole('button', { name: 'Correct: company' }));
    await user.keyboard('Nordlys{Enter}');
    await user.click(screen.getByRole('button', { name: 'Correct: name' }));
    await user.keyboard('Jon Reed{Enter}');
    await user.click(screen.getByRole('button', { name: 'Correct: location' }));
    await user.keyboard('Paris{Escape}');
    expect(said('editContact')).toMatchObject([{ fields: { company: 'Nordlys' } }, { fields: { name: null } }]);
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Correct: location' }));
  });

  test('what was done is said, noted, and taken back by who did it alone', async () => {
    await cache.contacts.put(row);
    await cache.cards.put(kept);
    const user = await open(address);
    const list = await screen.findByRole('region', { name: 'What was done' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.querySelector('p')?.textContent),
    ).toEqual(['Met at the fair', expect.stringMatching(/^Message sent by Paul Adeyemi · /)]);
    await user.click(within(list).getByRole('button', { name: 'Replied' }));
    await user.type(within(list).getByLabelText('Write a note…'), 'Call on Monday');
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect(said('engage')).toMatchObject([
      { what: 'replied', contact: { id: ids(1) } },
      { what: 'noted', text: 'Call on Monday' },
    ]);
    const back = within(list).getAllByRole('button', { name: /^Take back/ });
    expect(back).toHaveLength(1);
    await user.click(back[0] as HTMLElement);
    expect(said('withdrawEngagement')).toMatchObject([{ engagementId: ids(701) }]);
  });

  test('a note that waits stands in the list, marked; one the server said no to gives the reason', async () => {
    await cache.contacts.put(row);
    await cache.cards.put(kept);
    const note = { requestId: ids(500), what: 'noted' as const, text: 'From the train', doneAt: ago(5) };
    const call = { requestId: ids(501), what: 'called' as const, doneAt: ago(4) };
    const problem = { type: '', code: 'request-too-old' as const, title: '', status: 409 };
    await cache.wishes.bulkPut([
      wish({ route: 'engage', contactId: ids(1), body: note }),
      wish({ route: 'engage', contactId: ids(1), body: call }, { state: 'question', refusal: { problem } }),
    ]);
    const user = await open(address);
    const list = await screen.findByRole('region', { name: 'What was done' });
    await within(list).findByText('From the train');
    const [called, noted] = within(list).getAllByRole('listitem');
    expect(called?.textContent).toContain('Too much time has passed');
    expect(noted?.textContent).toContain('Waits until the server is back');
    await user.click(within(noted as HTMLElement).getByRole('button', { name: 'Take back: Note' }));
    expect(said('dropWish')).toEqual([{ requestId: ids(500) }]);
    expect(said('withdrawEngagement')).toEqual([]);
  });

  test('whose card is not here and cannot be had: said, and asked for again when the server is back', async () => {
    await cache.contacts.put(row);
    told['bringCard'] = unreachable;
    told['refresh'] = unreachable;
    const user = await open(address);
    expect(await screen.findByText('They come when there is network.')).toBeTruthy();
    expect(screen.getByText('John Reed')).toBeTruthy();
    const before = said('bringCard').length;
    told = {};
    await user.click(screen.getByRole('button', { name: 'Ask the server now' }));
    await waitFor(() => expect(said('bringCard').length).toBeGreaterThan(before));
  });

  test('whose card is older than its line says so, with its time', async () => {
    await cache.contacts.put({ ...row, seq: 9 });
    await cache.cards.put(kept);
    told['bringCard'] = unreachable;
    await open(address);
    expect(await screen.findByText(/^from this device, as of .* · something has changed since/)).toBeTruthy();
  });

  test('who is not there is not made up', async () => {
    await open(address);
    expect(await screen.findByRole('heading', { name: 'This contact is not on this device' })).toBeTruthy();
  });

  test('its history comes when it is opened, and only from the server', async () => {
    await cache.contacts.put(row);
    await cache.cards.put(kept);
    told['timeline'] = {
      entries: [
        { seq: 4, at: ago(40), by: 'Paul', what: 'edited', edit: { field: 'name', value: 'John Reed' } },
        { seq: 3, at: ago(45), by: 'Ana', what: 'edited', edit: { field: 'name', value: null } },
        { seq: 1, at: ago(90), by: 'Ana', what: 'firstAnalysis' },
      ],
    };
    const user = await open(address);
    await user.click(await screen.findByText('History'));
    expect(await screen.findByText('Corrected, name: “John Reed”')).toBeTruthy();
    expect(screen.getByText('Back to the page’s, name')).toBeTruthy();
    expect(said('timeline')).toHaveLength(1);
  });
});

test('what waits stands in one room: each with what it is, the reason, and the ways on', async () => {
  const problem = { type: '', code: 'request-too-old' as const, title: '', status: 409 };
  await cache.wishes.bulkPut([
    wish({ route: 'editContact', contactId: ids(1), body: { requestId: ids(500), fields: { name: 'Jon', company: null } } }),
    wish(
      { route: 'engage', contactId: ids(1), body: { requestId: ids(501), what: 'noted', text: 'Late', doneAt: ago(9) } },
      { state: 'question', refusal: { problem } },
    ),
    wish({ route: 'withdrawEngagement', contactId: ids(1), engagementId: ids(7), body: { requestId: ids(502) } }),
    wish(
      { route: 'engage', contactId: ids(2), body: { requestId: ids(504), what: 'called', doneAt: ago(9) } },
      { state: 'question', refusal: { problem: { ...problem, code: 'not-found' } } },
    ),
    wish({ route: 'engage', contactId: ids(1), body: { requestId: ids(503), what: 'met', doneAt: ago(8) } }, { state: 'sending' }),
  ]);
  const user = await open('#/waiting');
  const asked = within(await screen.findByRole('region', { name: 'To decide (2)' })).getAllByRole('listitem');
  expect(asked.map((item) => item.querySelector('p')?.textContent)).toEqual([
    '“Late” · Too much time has passed to be sure that this was not done before. Please look, and decide again.',
    'Called · The server does not know this.',
  ]);
  // Tried again it is a new one; who is not there any more is not there either then.
  expect(asked.map((item) => within(item).queryAllByRole('button', { name: /^Try now/ }).length)).toEqual([1, 0]);
  expect(asked.map((item) => within(item).queryAllByRole('button', { name: /^Discard/ }).length)).toEqual([1, 1]);
  const waiting = within(screen.getByRole('region', { name: 'Goes out by itself (3)' })).getAllByRole('listitem');
  expect(waiting.map((item) => item.querySelector('p')?.textContent)).toEqual([
    'name: Jon, company: as on the page · Waits until the server is back',
    'Take back what was done · Waits until the server is back',
    'Met · On its way…',
  ]);
  expect(
    within(waiting[0] as HTMLElement)
      .getByRole('link')
      .getAttribute('href'),
  ).toBe(addressOf({ room: 'contact', id: ids(1) }));
  await user.click(within(waiting[0] as HTMLElement).getByRole('button', { name: /Try now/ }));
  expect(said('retryWish')).toEqual([{ requestId: ids(500) }]);
});

test('this device: how much of what is here, as of when, and repairing only when asked twice', async () => {
  await cache.contacts.bulkPut([contactRow(1), contactRow(2)]);
  await cache.cards.put(card(1));
  await cache.pins.bulkPut([{ id: ids(1) }, { id: ids(2) }]);
  told['repair'] = unreachable;
  const user = await open('#/settings');
  expect(await screen.findByText(/^12\.3 MB used, of 10 GB/)).toBeTruthy();
  expect(await screen.findByText('insights of 1 here; the others come when there is network')).toBeTruthy();
  expect(screen.getByText(/^The browser may clear it/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Repair…' }));
  expect(said('repair')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Throw away and bring again' }));
  expect(said('repair')).toHaveLength(1);
  expect((await screen.findByRole('alert')).textContent).toContain('does not answer');
});

test('signed out, one signs in', async () => {
  await cache.account.clear();
  await open('', 'fr');
  expect(await screen.findByRole('button', { name: 'Se connecter', pressed: true })).toBeTruthy();
});

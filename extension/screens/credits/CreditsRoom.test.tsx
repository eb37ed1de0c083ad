import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Balance } from '@wellmet/shared/credits';
import type { LedgerPage, LedgerRow } from '@wellmet/shared/ledger';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage, type Spent, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { contactRow, ids, workspaceId } from '../contacts/testing.ts';
import CreditsRoom from './CreditsRoom.tsx';
import { asked, forgetAsked } from './question.ts';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const unreachable: Trouble = { trouble: 'unreachable' };
const ana = { id: ids(1), name: 'Ana Prieto' };
const bob = { id: ids(2), name: 'Bob Weir' };
const spring = { id: ids(5), name: 'Looms in spring' };

const balance: Balance = {
  available: 183,
  used: 17,
  allotment: 200,
  periodStart: '2026-10-31T23:00:00.000Z',
  periodEnd: '2026-11-30T23:00:00.000Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'starter', name: 'Starter', seats: 2 },
  at: '2026-11-20T10:57:00.000Z',
};

const debit: LedgerRow = {
  kind: 'debit',
  amount: -1,
  at: '2026-11-03T13:02:00.000Z',
  periodStart: balance.periodStart,
  seq: 40,
  balanceAfter: 183,
  contact: { id: ids(100), name: 'Maren Okafor' },
  member: ana,
  source: 'people_search',
  page: 'peopleSearch',
  searchContext: 'keywords: VP, 2nd degree, Paris',
  campaign: spring,
  requestId: ids(900),
};
const without = (...keys: (keyof LedgerRow)[]): LedgerRow =>
  Object.fromEntries(Object.entries(debit).filter(([key]) => !keys.includes(key as keyof LedgerRow))) as LedgerRow;
const plain = without('contact', 'member', 'source', 'page', 'searchContext', 'campaign', 'requestId');

const total = (key: string | undefined, name: string | undefined, debits: number, restored = 0) => ({
  ...(key !== undefined && { key }),
  ...(name !== undefined && { name }),
  debits,
  restored,
  credits: debits - restored,
});
const spent: Spent = {
  totals: {
    day: [total('2026-11-03', undefined, 12), total('2026-11-19', undefined, 6, 1)],
    source: [total('people_search', undefined, 14, 1), total('profile', undefined, 4)],
    member: [total(ana.id, ana.name, 15, 1), total(bob.id, bob.name, 3)],
    campaign: [total(spring.id, spring.name, 12), total(undefined, undefined, 6, 1)],
  },
  members: [
    { ...ana, role: 'owner', usedCredits: 14 },
    { ...bob, role: 'member', usedCredits: 3, capCredits: 3 },
    { id: ids(3), name: 'Cole Ash', role: 'member', usedCredits: 0, capCredits: 20 },
  ],
};

let told: Record<string, unknown>;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T11:00:00Z'), toFake: ['Date'] });
  told = { ledger: { rows: [debit] } satisfies LedgerPage, spent, ledgerFile: 'Number,Day\r\n' };
  answers.mockImplementation(async (type) => told[type] ?? 'done');
  forgetAsked();
  freshness.setState({ isAsking: false, trouble: undefined, isOffline: false });
  const member = { ...ana, email: 'ana@example.com' };
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'owner' as const };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.balances.put({ workspaceId, balance });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  vi.useRealTimers();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

function open(language: 'en' | 'fr' = 'en') {
  render(
    <WordsContext value={appWordsIn(language)}>
      <CreditsRoom />
    </WordsContext>,
  );
  return userEvent.setup();
}

const entries = async () => within(await screen.findByRole('region', { name: /^(Ledger|Relevé)$/ })).findAllByRole('listitem');
const textOf = (element: HTMLElement | undefined) => element?.querySelector('.entry-line p')?.textContent;
const november = { from: balance.periodStart, before: balance.periodEnd };

describe('the period', () => {
  test('available, used, allotment, plan, reset, pace and age', async () => {
    open();
    const period = await screen.findByRole('region', { name: 'Period' });
    expect([...period.querySelectorAll('dd')].map(({ textContent }) => textContent)).toEqual(['183', '17', '200', 'Starter · 2 seats']);
    expect(within(period).getByRole('progressbar', { name: '183 of 200 credits left' })).toBeTruthy();
    expect(period.textContent).toContain('resets in 11 days, 1 Dec 00:00 Europe/Paris');
    expect(period.textContent).toContain('At this pace they last until the reset');
    expect(period.textContent).toContain('as of 3 minutes ago');
  });

  test('in French, and running out', async () => {
    await cache.balances.put({ workspaceId, balance: { ...balance, used: 150, available: 50 } });
    open('fr');
    expect(await screen.findByText('À ce rythme, ils seront épuisés vers le 26 nov.')).toBeTruthy();
    expect(screen.getByText('Dotation')).toBeTruthy();
  });

  test('what has never been told is said', async () => {
    await cache.balances.clear();
    freshness.setState({ trouble: unreachable });
    open();
    expect(await screen.findByText('The server has not told the balance yet.')).toBeTruthy();
    expect(answers).not.toHaveBeenCalled();
  });
});

const cells = (table: HTMLElement) =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => [...row.querySelectorAll('th, td')].map(({ textContent }) => textContent));

describe('charts', () => {
  test('are tables that add up, with a day of none as zero and none of the days to come', async () => {
    open();
    const days = cells(await screen.findByRole('table', { name: 'By day' }));
    expect(days).toHaveLength(20);
    expect(days.slice(0, 3)).toEqual([
      ['1 Nov', '0', '0'],
      ['2 Nov', '0', '0'],
      ['3 Nov', '12', '0'],
    ]);
    expect(days[18]).toEqual(['19 Nov', '6', '1']);
    expect(document.querySelectorAll('.columns-of-days li')).toHaveLength(30);
    expect(cells(screen.getByRole('table', { name: 'By source' }))).toEqual([
      ['People search', '13'],
      ['Profile', '4'],
    ]);
    expect(cells(screen.getByRole('table', { name: 'By campaign' }))).toEqual([
      ['Looms in spring', '12'],
      ['Without campaign', '5'],
    ]);
    expect(screen.getByText('18 taken, 1 given back')).toBeTruthy();
  });

  test('members have their limits, and who took nothing is there', async () => {
    open();
    expect(cells(await screen.findByRole('table', { name: 'By member' }))).toEqual([
      ['Ana Prieto', '14', 'no limit'],
      ['Bob Weir', '3', 'limit 3reached'],
      ['Cole Ash', '0', 'limit 2020\u00a0left'],
    ]);
  });

  test('show as table, and no longer', async () => {
    const user = open();
    await user.click(await screen.findByRole('button', { name: 'Show as table' }));
    expect(screen.getByRole('table', { name: 'By day' }).closest('.unseen')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Hide the table' }));
    expect(screen.getByRole('table', { name: 'By day' }).closest('.unseen')).not.toBeNull();
  });

  test('a name narrows all of it, and no longer at another press', async () => {
    const user = open();
    const name = await screen.findByRole('button', { name: 'Looms in spring' });
    await user.click(name);
    await waitFor(() => expect(said('spent')).toHaveLength(2));
    expect(said('spent')[1]).toEqual({ ...november, campaignId: spring.id });
    expect(said('ledger').at(-1)).toEqual({ ...november, campaignId: spring.id });
    expect(screen.getByRole('button', { name: 'Looms in spring', pressed: true })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Looms in spring' }));
    await waitFor(() => expect(said('spent')).toHaveLength(3));
    expect(said('spent')[2]).toEqual(november);
  });

  test('nothing taken yet: what to do first', async () => {
    told['spent'] = { ...spent, totals: { day: [], source: [], member: [], campaign: [] } };
    await cache.server.put({ key: 'now', url: 'http://127.0.0.1:4310' });
    open();
    expect(await screen.findByText('No credit was taken in this period yet.')).toBeTruthy();
    expect(screen.getByText('Open a LinkedIn profile and click Wellmet’s button.')).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'Try it on a practice page' })).toBeTruthy();
  });
});

describe('filters', () => {
  test('are asked together, kept with the room, and cleared by one press', async () => {
    const user = open();
    await screen.findByRole('table', { name: 'By member' });
    await user.selectOptions(screen.getByRole('combobox', { name: 'Period' }), 'Last period');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Member' }), 'Bob Weir');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Source' }), 'Recommendation');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Given back');
    const october = { from: '2026-09-30T22:00:00.000Z', before: balance.periodStart };
    const filter = { ...october, memberId: bob.id, source: 'recommendation' };
    await waitFor(() => expect(said('ledger').at(-1)).toEqual({ ...filter, kind: 'restoration' }));
    expect(said('spent').at(-1)).toEqual(filter);
    cleanup();
    open();
    expect(await screen.findByDisplayValue('Bob Weir')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Clear filters' }));
    await waitFor(() => expect(said('ledger').at(-1)).toEqual(november));
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Period' }));
  });

  test('days that are chosen are days of the workspace; two that are none are not asked about', async () => {
    const user = open();
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Period' }), 'Chosen days');
    const first = screen.getByLabelText('From');
    expect([first, screen.getByLabelText('to')].map((input) => (input as HTMLInputElement).value)).toEqual(['2026-11-01', '2026-11-20']);
    await user.clear(first);
    expect(screen.getByRole('alert').textContent).toBe('Choose two days, the earlier one first.');
    const before = said('ledger').length;
    await user.type(first, '2026-07-14');
    await waitFor(() => expect(said('ledger').at(-1)).toEqual({ from: '2026-07-13T22:00:00.000Z', before: '2026-11-20T23:00:00.000Z' }));
    expect(said('ledger')).toHaveLength(before + 1);
    expect(screen.getByText(/Europe\/Paris$/, { selector: '.hint' })).toBeTruthy();
  });

  test('where nothing fits it is said, with the way back', async () => {
    const user = open();
    await entries();
    told['ledger'] = { rows: [] };
    told['spent'] = { ...spent, totals: { day: [], source: [], member: [], campaign: [] } };
    await user.selectOptions(screen.getByRole('combobox', { name: 'Source' }), 'Recommendation');
    expect(await screen.findByText('No entry fits all of this.')).toBeTruthy();
    expect(screen.getByText('No credit taken fits all of this.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save as CSV' }).disabled).toBe(true);
  });

  test('an answer that comes too late is not shown', async () => {
    const user = open();
    await entries();
    const { promise, resolve } = Promise.withResolvers<LedgerPage>();
    told['ledger'] = promise;
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Granted');
    told['ledger'] = { rows: [{ ...debit, contact: { id: ids(101), name: 'Aïcha Benmoussa' } }] };
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Credits taken');
    await screen.findByText('Aïcha Benmoussa');
    resolve({ rows: [{ ...plain, kind: 'grant', amount: 25 }] });
    await waitFor(() => expect(asked.getState().rows.isAsking).toBe(false));
    expect(screen.queryByText('25 credits granted')).toBeNull();
  });
});

describe('a row', () => {
  test.each<[string, LedgerRow, string, RegExp]>([
    [
      'a debit',
      debit,
      '1 credit · Maren Okafor · from a people search · by Ana Prieto · for “Looms in spring” · 3 Nov, 14:02',
      /^First analysis of this person in the workspace\. Every later one is free\./,
    ],
    [
      'of an erased person',
      { ...without('campaign', 'searchContext'), contact: { id: ids(100) } },
      '1 credit · an erased person · from a people search · by Ana Prieto · 3 Nov, 14:02',
      /Erased: nothing is kept/,
    ],
    [
      'a restoration',
      {
        ...without('campaign'),
        kind: 'restoration',
        amount: 1,
        member: bob,
        reason: 'merged',
        restores: { seq: 3, at: debit.at, member: ana, requestId: ids(901) },
      },
      '1 credit given back · Maren Okafor · by Bob Weir · 3 Nov, 14:02',
      /the later one, which Ana Prieto took on 3 Nov, 14:02, came back/,
    ],
    [
      'a restoration of nothing',
      {
        ...without('campaign'),
        kind: 'restoration',
        amount: 0,
        reason: 'merged after its period',
        restores: { seq: 3, at: debit.at, member: { id: ids(7), name: '' }, requestId: ids(901) },
      },
      'No credit given back · Maren Okafor · by Ana Prieto · 3 Nov, 14:02',
      /a former member took the later credit on 3 Nov, 14:02; its period had ended/,
    ],
    [
      'a grant',
      { ...plain, kind: 'grant', amount: 25, reason: 'period', plan: { code: 'free', version: 2, seats: 1 } },
      '25 credits granted · 3 Nov, 14:02',
      /The plan’s credits for the period.*free, version 2, 1 seat/,
    ],
    [
      'an upgrade',
      { ...plain, kind: 'grant', amount: 175, reason: 'upgrade', member: ana },
      '175 credits from an upgrade · by Ana Prieto · 3 Nov, 14:02',
      /adds its difference at once/,
    ],
    ['an end', { ...plain, kind: 'expire', amount: -18 }, '18 credits ended with their period · 3 Nov, 14:02', /Nothing rolls over/],
    [
      'an adjustment',
      { ...plain, kind: 'adjustment', amount: 5, reason: '=sorry' },
      '5 credits added · 3 Nov, 14:02',
      /Whoever runs the server.*“=sorry”/,
    ],
    [
      'an adjustment downwards',
      { ...plain, kind: 'adjustment', amount: -5 },
      '5 credits taken away · 3 Nov, 14:02',
      /Whoever runs the server/,
    ],
  ])('%s says what it is, and why', async (_name, row, line, why) => {
    told['ledger'] = { rows: [row] };
    const user = open();
    const [entry] = await entries();
    expect(textOf(entry)).toBe(line);
    if (!entry) throw new Error('no entry');
    const ask = within(entry).getByRole('button', { name: row.kind === 'debit' ? 'Why was this charged?' : 'What is this?' });
    expect(ask.getAttribute('aria-expanded')).toBe('false');
    await user.click(ask);
    expect(entry.querySelector('.entry-more')?.textContent).toMatch(why);
    await user.click(ask);
    expect(entry.querySelector('.entry-more')).toBeNull();
  });

  test('everything that is known of a debit, with its links, and its request to copy', async () => {
    const user = open();
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(await screen.findByRole('button', { name: 'Why was this charged?' }));
    const facts = [...document.querySelectorAll('.entry-more dl > div')].map((fact) =>
      [...fact.children].map(({ textContent }) => textContent),
    );
    expect(facts).toEqual([
      ['When', '3 Nov 14:02 Europe/Paris'],
      ['Who', 'Ana Prieto'],
      ['Contact', 'Maren Okafor'],
      ['Source', 'People search'],
      ['Page', 'People search'],
      ['Search', 'keywords: VP, 2nd degree, Paris'],
      ['Campaign', 'Looms in spring'],
      ['Balance after', '183 credits'],
      ['Request', ids(900)],
    ]);
    expect(screen.queryByRole('link', { name: 'Maren Okafor' })).toBeNull();
    await cache.contacts.put(contactRow(100));
    expect((await screen.findByRole('link', { name: 'Maren Okafor' })).getAttribute('href')).toBe(`#/contacts/${ids(100)}`);
    await user.click(screen.getByRole('button', { name: 'Copy the request’s number' }));
    expect(writeText).toHaveBeenCalledWith(ids(900));
    expect(await screen.findByText('Copied')).toBeTruthy();
  });

  test('a search that was kept as an address reads as its filters', async () => {
    told['ledger'] = { rows: [{ ...debit, searchContext: 'keywords=head%20of%20sales&network=%5B%22S%22%5D' }] };
    const user = open();
    await user.click(await screen.findByRole('button', { name: 'Why was this charged?' }));
    expect(screen.getByText('keywords: head of sales, 2nd degree')).toBeTruthy();
  });

  test('earlier ones come at a press, after those that are there; what does not come is said', async () => {
    told['ledger'] = { rows: [debit], next: '40' };
    const user = open();
    const earlier = await screen.findByRole('button', { name: 'Earlier' });
    told['ledger'] = unreachable;
    await user.click(earlier);
    expect((await screen.findByRole('alert')).textContent).toBe('The server does not answer');
    told['ledger'] = { rows: [debit, { ...debit, seq: 39, contact: { id: ids(102), name: 'Noor van der Velde' } }] };
    await user.click(screen.getByRole('button', { name: 'Earlier' }));
    await screen.findByText('Noor van der Velde');
    expect(said('ledger').at(-1)).toEqual({ ...november, cursor: '40' });
    expect(await entries()).toHaveLength(2);
    expect(screen.queryByRole('button', { name: 'Earlier' })).toBeNull();
  });

  test('what is new comes before what is there, earlier pages included', async () => {
    told['ledger'] = { rows: [debit], next: '40' };
    const user = open();
    await screen.findByRole('button', { name: 'Earlier' });
    told['ledger'] = { rows: [{ ...debit, seq: 39, contact: { id: ids(102), name: 'Noor van der Velde' } }] };
    await user.click(screen.getByRole('button', { name: 'Earlier' }));
    await screen.findByText('Noor van der Velde');
    told['ledger'] = { rows: [{ ...debit, seq: 41, contact: { id: ids(103), name: 'Aïcha Benmoussa' } }, debit], next: '40' };
    await cache.balances.put({ workspaceId, balance: { ...balance, used: 18, available: 182 } });
    await screen.findByText('Aïcha Benmoussa');
    expect((await entries()).map((entry) => entry.querySelector('.entry-person')?.textContent)).toEqual([
      'Aïcha Benmoussa',
      'Maren Okafor',
      'Noor van der Velde',
    ]);
    expect(screen.queryByRole('button', { name: 'Earlier' })).toBeNull();
  });
});

/** What the browser is given to save. */
function saves() {
  let saved: { name: string; file: Blob } | undefined;
  const files = new Map<string, Blob>();
  URL.createObjectURL = (file) => (files.set('blob:1', file as Blob), 'blob:1');
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved = { name: this.download, file: files.get(this.href) ?? new Blob() };
  });
  return () => saved;
}

describe('the file', () => {
  test('has what is filtered, and says so', async () => {
    const saved = saves();
    const user = open();
    await entries();
    await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Credits taken');
    await user.click(screen.getByRole('button', { name: 'Save as CSV' }));
    expect(await screen.findByText('Saved: wellmet-ledger-2026-11-20.csv')).toBeTruthy();
    expect(said('ledgerFile')).toEqual([{ ...november, kind: 'debit' }]);
    expect(saved()?.name).toBe('wellmet-ledger-2026-11-20.csv');
    const bytes = new Uint8Array((await saved()?.file.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toBe('Number,Day\r\n');
  });

  test('while it is made that is seen, and one press makes one', async () => {
    const saved = saves();
    const { promise, resolve } = Promise.withResolvers<string>();
    told['ledgerFile'] = promise;
    const user = open();
    await user.click(await screen.findByRole('button', { name: 'Save as CSV' }));
    expect(await screen.findByRole('progressbar', { name: 'Writing the file' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save as CSV' }));
    resolve('Number\r\n');
    await screen.findByText(/^Saved/);
    expect(said('ledgerFile')).toHaveLength(1);
    expect(saved()).toBeTruthy();
  });

  test('where it cannot be made it is said, and nothing is saved', async () => {
    const saved = saves();
    told['ledgerFile'] = unreachable;
    const user = open();
    await user.click(await screen.findByRole('button', { name: 'Save as CSV' }));
    expect(await screen.findByText('The file could not be made: the server does not answer.')).toBeTruthy();
    expect(saved()).toBeUndefined();
  });
});

describe('without a server', () => {
  test('the figures are there with their age; what is not says so, and comes when it is tried again', async () => {
    told = { ledger: unreachable, spent: unreachable };
    freshness.setState({ trouble: unreachable });
    const user = open();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('The server does not answer');
    expect(screen.getByText('183')).toBeTruthy();
    expect(screen.getByText('as of 3 minutes ago').className).toContain('is-old');
    expect(screen.queryByRole('table')).toBeNull();
    told = { ledger: { rows: [debit] }, spent };
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('table', { name: 'By source' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('it comes by itself when the server has answered', async () => {
    told = { ledger: unreachable, spent: unreachable };
    open();
    await screen.findByRole('alert');
    told = { ledger: { rows: [debit] }, spent };
    await cache.balances.put({ workspaceId, balance: { ...balance, at: '2026-11-20T11:00:00.000Z' } });
    expect(await screen.findByRole('table', { name: 'By source' })).toBeTruthy();
  });

  test('what was shown stays while it is asked again without an answer', async () => {
    open();
    await screen.findByRole('table', { name: 'By source' });
    told = { ledger: unreachable, spent: unreachable };
    await cache.balances.put({ workspaceId, balance: { ...balance, used: 18, available: 182 } });
    await screen.findByRole('alert');
    expect(screen.getByRole('table', { name: 'By source' })).toBeTruthy();
    expect(screen.getByText('Maren Okafor')).toBeTruthy();
  });

  test('a background that was replaced is no answer', async () => {
    answers.mockRejectedValue(new Error('Receiving end does not exist'));
    open();
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer');
  });
});

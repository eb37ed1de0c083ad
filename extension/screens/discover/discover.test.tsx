import 'fake-indexeddb/auto';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import type { FoundPerson } from '@wellmet/shared/discover';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { sendMessage } from '../../messages.ts';
import { addressOf } from '../app/route.ts';
import { keepBook } from '../contacts/book.ts';
import { contactRow, ids, workspaceId } from '../contacts/testing.ts';
import DiscoverRoom from './DiscoverRoom.tsx';
import { findAlike, forgetLooking, mostExamples } from './looking.ts';
import { openRoom, signIn } from './testing.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
interface Said {
  wanted: { facets: Record<string, unknown>; weights: object; examples?: object; isEverybody: boolean };
  requestId: string;
  [more: string]: unknown;
}
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data as Said);
const lastAsked = () => said('discover').at(-1)?.wanted;
const at = '2026-11-20T10:00:00.000Z';
const spring = ids(201);
const unreachable = { trouble: 'unreachable' };

const person = (n: number, more: Partial<FoundPerson> = {}): FoundPerson => ({
  poolId: ids(100),
  personId: ids(n),
  name: `Person ${n}`,
  title: 'Head of buying',
  company: 'Nordlys',
  companySize: 51,
  place: 'Lyon, FR',
  source: 'Fair 2026',
  seenAt: at,
  class: 'new',
  isDismissed: false,
  points: 2.25,
  reasons: [
    { signal: 'seniority', points: 1, value: 'vp' },
    { signal: 'companySize', points: 0.75, value: '51' },
    {
      signal: 'alike',
      points: 0.5,
      alike: { shared: [{ signal: 'industry', value: '48', of: 3, all: 4 }], nearest: { contactId: ids(7), name: 'Ana Prieto' } },
    },
  ],
  ...more,
});
const balance = (available: number) => ({
  available,
  used: 0,
  allotment: 25,
  periodStart: at,
  periodEnd: '2026-11-30T23:00:00.000Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free', seats: 1 },
  at,
});
const found = (...people: FoundPerson[]) => ({ people, total: { count: people.length, isMore: false }, isPoolEmpty: false });

/** What the background answers, by message. */
let told: Partial<Record<string, unknown>>;

const shows = (isShown: boolean) =>
  function show(this: HTMLDialogElement) {
    this.open = isShown;
    if (!isShown) this.dispatchEvent(new Event('close'));
  };

beforeAll(() => {
  HTMLDialogElement.prototype.showModal = shows(true);
  HTMLDialogElement.prototype.close = shows(false);
});

beforeEach(async () => {
  forgetLooking();
  told = { discover: found(person(1), person(2)), idealProfiles: { profiles: [] }, suggestFound: { values: [] } };
  answers.mockImplementation(async (type, data) => {
    const answer = told[type];
    return typeof answer === 'function' ? (answer as (asked: unknown) => unknown)(data) : (answer ?? 'done');
  });
  await signIn('owner');
  await cache.campaigns.put({
    workspaceId,
    asOf: at,
    campaigns: [
      {
        id: spring,
        name: 'Looms in spring',
        state: 'ongoing',
        paused: false,
        createdAt: at,
        createdBy: 'Ana Prieto',
        launchedAt: at,
        counts: {},
        waiting: 0,
      },
    ],
  });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

const open = (language: 'en' | 'fr' = 'en') => openRoom(<DiscoverRoom />, language);
const cardOf = async (name: string) => within((await screen.findByRole('heading', { name })).closest('li') as HTMLElement);

test('what is chosen is asked for, once the user has stopped; it survives leaving the room', async () => {
  const user = open();
  await screen.findByText('About 2 people');
  expect(lastAsked()?.facets).toMatchObject({ titles: [], keywords: '' });
  await user.type(screen.getByRole('combobox', { name: 'Titles' }), 'Head of buying{Enter}');
  await user.click(screen.getByText('Level'));
  await user.click(screen.getByRole('checkbox', { name: 'Vice president' }));
  await user.click(screen.getByText('Industry'));
  await user.type(screen.getByRole('combobox', { name: 'Industry' }), 'hôtelle');
  await user.click(await screen.findByRole('option', { name: /^Hospitality/ }));
  await user.click(screen.getByText('Place'));
  await user.type(screen.getByRole('combobox', { name: 'Country' }), 'allem');
  await user.click(await screen.findByRole('option', { name: 'Germany' }));
  await waitFor(() =>
    expect(lastAsked()?.facets).toMatchObject({
      titles: ['Head of buying'],
      seniorities: ['vp'],
      industries: [31],
      places: [{ country: 'DE' }],
    }),
  );
  cleanup();
  const again = open();
  expect(await screen.findByText('Germany')).toBeTruthy();
  await again.click(screen.getByRole('button', { name: 'Clear all' }));
  await waitFor(() => expect(lastAsked()?.facets).toMatchObject({ titles: [], places: [] }));
});

test('the last question’s answer is what is shown', async () => {
  const late = Promise.withResolvers<unknown>();
  told['discover'] = ({ wanted }: Said) => (wanted.isEverybody ? found(person(9)) : late.promise);
  const user = open();
  await user.click(screen.getByRole('checkbox', { name: 'Known and dismissed people, too' }));
  await screen.findByRole('heading', { name: 'Person 9' });
  late.resolve(found(person(1)));
  await late.promise;
  expect(screen.queryByRole('heading', { name: 'Person 1' })).toBeNull();
});

test('a card says who, what they are to the workspace, and why, with the points when asked', async () => {
  told['discover'] = found(person(1, { profileUrl: 'https://www.linkedin.com/in/one/', probably: { contactId: ids(8), name: 'One' } }));
  const user = open();
  const card = await cardOf('Person 1');
  expect(card.getByText('New · 1 credit')).toBeTruthy();
  expect(card.getByText('Head of buying, Nordlys')).toBeTruthy();
  expect(card.getByText(/Vice president · 51–200 people · same industry as 3 of your 4 who replied or were met/)).toBeTruthy();
  expect(card.getByRole('link', { name: 'Ana Prieto' }).getAttribute('href')).toBe(addressOf({ room: 'contact', id: ids(7) }));
  expect(card.getByText('Lyon, France · 51–200 people')).toBeTruthy();
  expect(card.getByText('Fair 2026, as of 20 Nov')).toBeTruthy();
  await user.click(card.getByRole('button', { name: 'Why Person 1' }));
  expect(card.getByText('+0.75')).toBeTruthy();
  expect(card.getByText('+2.25')).toBeTruthy();
  await user.click(card.getByRole('button', { name: 'Does not matter: 51–200 people' }));
  await waitFor(() => expect(lastAsked()?.weights).toEqual({ companySize: 0 }));
  expect(screen.getByText('“Company size” no longer counts.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await waitFor(() => expect(lastAsked()?.weights).toEqual({}));
  expect(screen.queryByText('“Company size” no longer counts.')).toBeNull();
});

test('a card says what most are alike in first, together, and what is near last', async () => {
  const alike = {
    shared: [
      { signal: 'companySize' as const, value: '51', of: 2, all: 3, isNear: true },
      { signal: 'function' as const, value: 'sales', of: 1, all: 3 },
      { signal: 'industry' as const, value: '48', of: 2, all: 3 },
      { signal: 'place' as const, value: 'FR', of: 2, all: 3 },
    ],
  };
  told['discover'] = found(person(1, { reasons: [{ signal: 'alike', points: 0.5, alike }] }));
  open();
  expect(
    await screen.findByText(
      'same industry and country as 2 of your 3 who replied or were met, same function as 1 of your 3 who replied or were met, company size near that of 2 of your 3 who replied or were met',
    ),
  ).toBeTruthy();
});

test('somebody dismissed goes in their place, and comes back; without an answer it is the same request', async () => {
  const user = open();
  told['dismissFound'] = unreachable;
  await user.click((await cardOf('Person 1')).getByRole('button', { name: 'Dismiss Person 1' }));
  await screen.findByText(/No answer came/);
  told['dismissFound'] = 'done';
  await user.click(screen.getByRole('button', { name: 'Dismiss Person 1' }));
  await screen.findByText('Person 1 dismissed, for your workspace.');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByRole('heading', { name: 'Person 1' });
  const [first, again, back] = said('dismissFound');
  expect(again).toEqual(first);
  expect(back).toMatchObject({ personId: ids(1), isDismissed: false });
  expect(back?.requestId).not.toBe(first?.requestId);
});

const quote = {
  people: [
    { class: 'new', costCredits: 1 },
    {
      class: 'blocked',
      costCredits: 0,
      firstAnalysis: { contactId: ids(2), at, by: 'Paul', byYou: false },
      holder: { campaignId: ids(202), campaignName: 'Autumn yarn', by: 'Paul', byYou: false, since: at },
    },
  ],
  costCredits: 1,
  balance: balance(20),
  availableAfter: 19,
  waysOn: [],
};

async function toQuote() {
  const user = open();
  await screen.findByRole('heading', { name: 'Person 1' });
  await user.click(screen.getByRole('button', { name: 'Select all 2 shown' }));
  await user.click(screen.getByRole('button', { name: 'Add 2 to a campaign…' }));
  await user.click(await screen.findByRole('button', { name: /^Looms in spring/ }));
  return user;
}

test('several are quoted person by person and added once, however often it is said', async () => {
  told['quoteFound'] = quote;
  told['addFound'] = unreachable;
  const user = await toQuote();
  const dialog = within(await screen.findByRole('dialog'));
  await dialog.findByText(/20.left now, 19.left after/);
  expect(dialog.getByText(/Held by campaign “Autumn yarn”, by Paul/)).toBeTruthy();
  await user.click(dialog.getByRole('radio', { name: 'Move here' }));
  await user.click(dialog.getByRole('button', { name: 'Add 2' }));
  await dialog.findByText(/not known whether they were added/);
  told['addFound'] = {
    outcome: 'done',
    people: [
      { class: 'new', costCredits: 1, contact: { id: ids(31) }, enrolment: 'enrolled' },
      { class: 'known', costCredits: 0, contact: { id: ids(2) }, enrolment: 'moved' },
    ],
    costCredits: 1,
    balance: balance(19),
    replayed: true,
  };
  await user.click(dialog.getByRole('button', { name: 'Try again' }));
  await dialog.findByText('“Looms in spring”: 1 added, 1 moved here.');
  expect(dialog.getByText(/1 credit taken, 19.left\./)).toBeTruthy();
  const [first, again] = said('addFound');
  expect(first).toMatchObject({ ceilingCredits: 1, campaignId: spring, choices: [{ contactId: ids(2), choice: 'move' }] });
  expect(first?.['people']).toEqual([person(1), person(2)].map(({ poolId, personId }) => ({ poolId, personId })));
  expect(again).toEqual(first);
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  expect((await cardOf('Person 1')).getByRole('link', { name: 'Known' }).getAttribute('href')).toBe(
    addressOf({ room: 'contact', id: ids(31) }),
  );
});

test('where credits are short the first ones are added, and the others stay selected', async () => {
  const both = [
    { class: 'new', costCredits: 1 },
    { class: 'new', costCredits: 1 },
  ];
  told['quoteFound'] = ({ people }: { people: unknown[] }) =>
    people.length === 2
      ? {
          people: both,
          costCredits: 2,
          balance: balance(1),
          waysOn: [
            { way: 'firstN', count: 1 },
            { way: 'wait', until: balance(1).periodEnd },
          ],
        }
      : { people: both.slice(0, 1), costCredits: 1, balance: balance(1), availableAfter: 0, waysOn: [] };
  told['addFound'] = {
    outcome: 'done',
    people: [{ class: 'new', costCredits: 1, contact: { id: ids(31) }, enrolment: 'enrolled' }],
    costCredits: 1,
    balance: balance(0),
    replayed: false,
  };
  const user = await toQuote();
  await user.click(await screen.findByRole('button', { name: /^Only the first/ }));
  await user.click(await screen.findByRole('button', { name: 'Add 1' }));
  await screen.findByText('“Looms in spring”: 1 added.');
  expect(said('addFound').map(({ people }) => people)).toEqual([[{ poolId: ids(100), personId: ids(1) }]]);
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.getByText('1 selected')).toBeTruthy();
  expect((await cardOf('Person 2')).getByRole<HTMLInputElement>('checkbox').checked).toBe(true);
});

test('what would cost more by now is asked about anew', async () => {
  told['quoteFound'] = quote;
  told['addFound'] = { outcome: 'overCeiling', quote: { ...quote, costCredits: 2, availableAfter: 18 } };
  const user = await toQuote();
  await user.click(await screen.findByRole('button', { name: 'Add 2' }));
  await screen.findByText(/It would cost more by now \(2 credits\)/);
  await user.click(screen.getByRole('button', { name: 'Add 2' }));
  await waitFor(() => expect(said('addFound').map((wish) => wish['ceilingCredits'])).toEqual([1, 2]));
  const [first, second] = said('addFound');
  expect(second?.requestId).not.toBe(first?.requestId);
});

test.each([
  ['owner', /Import a table of people to begin/, ['Import people', 'Import people']],
  ['member', /Ask an owner or admin/, ['People to discover']],
] as const)('an empty pool tells the %s what to do, and leads there', async (role, words, ways) => {
  await signIn(role);
  told['discover'] = { ...found(), isPoolEmpty: true };
  open();
  expect(await screen.findByText(words)).toBeTruthy();
  const links = screen.getAllByRole('link').filter((link) => link.getAttribute('href') === addressOf({ room: 'pool' }));
  expect(links.map(({ textContent }) => textContent)).toEqual(ways);
});

test('where nobody fits, the filter that keeps them away can be taken off', async () => {
  told['discover'] = found();
  told['countFound'] = ({ facets }: { facets: { keywords: string } }) => ({ count: facets.keywords === '' ? 340 : 0, isMore: false });
  const user = open();
  await user.type(screen.getByRole('searchbox', { name: 'Keywords' }), 'zebra');
  await user.type(screen.getByRole('combobox', { name: 'Titles' }), 'Buyer{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Without “Keywords”: About 340 people' }));
  await waitFor(() => expect(lastAsked()?.facets).toMatchObject({ keywords: '', titles: ['Buyer'] }));
});

test('without the server it says so, keeps what is looked for, and asks again', async () => {
  told['discover'] = unreachable;
  const user = open();
  await screen.findByText('Discover needs the server');
  told['discover'] = found(person(1));
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByRole('heading', { name: 'Person 1' })).toBeTruthy();
  expect(screen.queryByText('Discover needs the server')).toBeNull();
});

test('a search is kept under a name, opened, and removed with a way back', async () => {
  told['keepIdealProfile'] = ({ id, name, wanted }: Said) => ({ id, name, wanted, changedAt: at, changedBy: 'Ana' });
  told['countFound'] = { count: 12, isMore: false };
  const user = open();
  await user.type(screen.getByRole('combobox', { name: 'Titles' }), 'Buyer{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Keep this search…' }));
  await user.type(screen.getByRole('textbox', { name: 'Name of the ideal profile' }), 'Buyers{Enter}');
  await screen.findByText('“Buyers” is kept.');
  expect(await screen.findByRole('button', { name: /^Buyers\s*About 12 people$/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Keep this search…' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  await user.click(screen.getByRole('button', { name: /^Buyers/ }));
  await waitFor(() => expect(lastAsked()?.facets).toMatchObject({ titles: ['Buyer'] }));
  await user.click(screen.getByRole('button', { name: 'Remove “Buyers”' }));
  await screen.findByText('“Buyers” is removed.');
  await user.click(screen.getByRole('button', { name: 'Undo' }));
  await screen.findByRole('button', { name: /^Buyers/ });
  const [first, back] = said('keepIdealProfile');
  expect(back).toMatchObject({ id: first?.['id'], name: 'Buyers' });
});

test('like those of a campaign', async () => {
  const user = open();
  await screen.findByRole('option', { name: 'Those in “Looms in spring”' });
  await user.selectOptions(screen.getByRole('combobox', { name: 'More like these' }), 'Those in “Looms in spring”');
  await waitFor(() => expect(lastAsked()?.examples).toEqual({ of: 'campaign', campaignId: spring }));
});

test('like contacts that are chosen one by one: by keyboard, with their names, and taken out again', async () => {
  await cache.contacts.bulkPut([contactRow(41, { name: 'Maren Okafor', company: 'Nordlys' }), contactRow(42, { name: 'Søren Brandt' })]);
  const ending = new AbortController();
  keepBook(ending.signal);
  const user = open();
  await user.selectOptions(await screen.findByRole('combobox', { name: 'More like these' }), 'Contacts that you choose');
  const box = screen.getByRole('combobox', { name: 'Contacts as examples' });
  await user.type(box, 'mar');
  await screen.findByRole('option', { name: /^Maren Okafor/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(lastAsked()?.examples).toEqual({ of: 'contacts', contactIds: [ids(41)] }));
  await user.type(box, 'soren');
  await screen.findByRole('option', { name: /^Søren Brandt/ });
  await user.keyboard('{Enter}');
  await waitFor(() => expect(lastAsked()?.examples).toEqual({ of: 'contacts', contactIds: [ids(41), ids(42)] }));
  await user.click(screen.getByRole('button', { name: 'Remove: Maren Okafor' }));
  await waitFor(() => expect(lastAsked()?.examples).toEqual({ of: 'contacts', contactIds: [ids(42)] }));
  await user.click(box);
  await user.keyboard('{Backspace}');
  await waitFor(() => expect(lastAsked()?.examples).toBeUndefined());
  // It stays open for the next one.
  expect(screen.getByRole('combobox', { name: 'Contacts as examples' })).toBeTruthy();
  await user.selectOptions(screen.getByRole('combobox', { name: 'More like these' }), 'Those in “Looms in spring”');
  expect(screen.queryByRole('combobox', { name: 'Contacts as examples' })).toBeNull();
  ending.abort();
});

test('from another room it is a search of its own; who is no contact any more is said to be', async () => {
  const user = open();
  await user.type(screen.getByRole('combobox', { name: 'Titles' }), 'Buyer{Enter}');
  await waitFor(() => expect(lastAsked()?.facets).toMatchObject({ titles: ['Buyer'] }));
  const ending = new AbortController();
  keepBook(ending.signal);
  findAlike({ of: 'contacts', contactIds: [ids(43)] });
  expect(location.hash).toBe(addressOf({ room: 'discover' }));
  await waitFor(() => expect(lastAsked()).toMatchObject({ facets: { titles: [] }, examples: { of: 'contacts', contactIds: [ids(43)] } }));
  expect(await screen.findByRole('button', { name: 'Remove: No longer a contact here' })).toBeTruthy();
  expect(screen.getByText(`Contacts on this device, ${mostExamples} at most`)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Clear all' }));
  await waitFor(() => expect(lastAsked()?.examples).toBeUndefined());
  expect(screen.queryByRole('combobox', { name: 'Contacts as examples' })).toBeNull();
  ending.abort();
});

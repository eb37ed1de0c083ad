import 'fake-indexeddb/auto';
import { act, cleanup, configure, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser, type Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../../cache/database.ts';
import { sayChanged } from '../../changes.ts';
import { sendMessage, type Basket, type PersonMark } from '../../messages.ts';
import { settingsItem } from '../../settings.ts';
import { card, contactRow, ids, workspaceId } from '../contacts/testing.ts';
import { followed } from './followedTab.ts';
import { SidePanel } from './SidePanel.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));
vi.mock(import('../events.ts'), () => ({ followEvents: vi.fn<() => void>() }));

const answers = vi.mocked<(type: string, data?: unknown, tabId?: number) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
// The first one waits for all of the app to be brought.
configure({ asyncUtilTimeout: 4000 });

const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'owner' as const };
const nobody: Basket = { people: [], balance: undefined };
const unknownMark: PersonMark = { known: undefined, campaign: undefined, isErased: false };
const profile = (n: number) => `https://www.linkedin.com/in/person-${n}/`;

/** What the background answers, by message; whatever else is asked is done. */
let told: Partial<Record<string, unknown>>;
/** The window's tabs, the panel's own one, if it is in a tab, last. */
let tabs: Partial<Browser.tabs.Tab>[];
let own: Partial<Browser.tabs.Tab> | undefined;
const updated = vi.fn<(id: number, change: object) => Promise<void>>(async () => undefined);
const moved = new Set<() => void>();

const never = { addListener: () => undefined, removeListener: () => undefined };

beforeEach(async () => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  told = { basket: nobody, bulk: undefined, marks: [unknownMark] };
  answers.mockImplementation(async (type) => (type in told ? told[type] : 'done'));
  own = undefined;
  Object.assign(browser.tabs, {
    query: async () => tabs,
    getCurrent: async () => own,
    update: updated,
    onActivated: {
      addListener: (listener: () => void) => moved.add(listener),
      removeListener: (listener: () => void) => moved.delete(listener),
    },
    onUpdated: never,
    onRemoved: never,
  });
  followed.setState({ tab: undefined });
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.contacts.put(contactRow(1, { name: 'Maren Okafor', headline: 'VP Sales', firstAnalysedByYou: false }));
  await cache.cards.put(card(1));
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  updated.mockClear();
  moved.clear();
  fakeBrowser.reset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(url: string, language: 'en' | 'fr' = 'en') {
  tabs = [{ id: 7, active: true, url }];
  render(<SidePanel savedSettings={{ ...(await settingsItem.getValue()), language }} />);
  return userEvent.setup();
}

async function goTo(url: string) {
  tabs = [{ id: 7, active: true, url }];
  await act(async () => moved.forEach((listener) => listener()));
}

describe('a person', () => {
  test('who is known is shown from this device: the server does not learn who is looked at', async () => {
    await open(profile(1));
    expect(await screen.findByRole('heading', { name: 'Maren Okafor' })).toBeTruthy();
    expect(screen.getByText('VP Sales')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open in the app' }).getAttribute('href')).toBe(`/app.html#/contacts/${ids(1)}`);
    expect(said('bringCard')).toEqual([]);
  });

  test('is marked sent and replied', async () => {
    const user = await open(profile(1));
    await user.click(await screen.findByRole('button', { name: 'Replied' }));
    expect(said('engage')).toMatchObject([{ contact: { id: ids(1), name: 'Maren Okafor' }, what: 'replied' }]);
  });

  test('whose insights are not here: they come when the user asks', async () => {
    await cache.cards.clear();
    const user = await open(profile(1));
    await user.click(await screen.findByRole('button', { name: 'Show insights' }));
    expect(said('bringCard')).toEqual([{ id: ids(1) }]);
  });

  test('who has changed since is brought when the user asks', async () => {
    await cache.contacts.update(ids(1), { seq: 9 });
    const user = await open(profile(1));
    expect(await screen.findByText(/something has changed since/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Show the newest' }));
    expect(said('bringCard')).toEqual([{ id: ids(1) }]);
  });

  test('who was read in a list only: their page says more, and is analysed there', async () => {
    const { contact } = card(1);
    const { page } = contact.sighting;
    await cache.cards.put(card(1, { sighting: { ...contact.sighting, page: { ...page, kind: 'companyPeople', generation: 'sdui' } } }));
    const user = await open(profile(1));
    expect(await screen.findByText(/Read from a list of people only/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'This page says more: analyse it · free' }));
    await waitFor(() => expect(answers).toHaveBeenCalledWith('openOffer', undefined, 7));
    expect(updated).toHaveBeenCalledWith(7, { active: true });
  });

  test('who has not been analysed: the page tells the cost', async () => {
    const user = await open(profile(2));
    expect(await screen.findByRole('heading', { name: 'This person has not been analysed yet' })).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Analyse on the page' }));
    expect(await screen.findByText('The page shows what it would cost.')).toBeTruthy();
    expect(updated).toHaveBeenCalledWith(7, { active: true });
    expect(answers).toHaveBeenCalledWith('openOffer', undefined, 7);
    expect(document.body.textContent).not.toContain('person-2');
  });

  test('where the page does not hear: it is loaded again', async () => {
    const reloaded = vi.fn<(id: number) => Promise<void>>(async () => undefined);
    Object.assign(browser.tabs, { reload: reloaded });
    const user = await open(profile(2));
    answers.mockImplementation(async (type) => {
      if (type === 'openOffer') throw new Error('Could not establish connection');
      return type in told ? told[type] : 'done';
    });
    await user.click(await screen.findByRole('button', { name: 'Analyse on the page' }));
    await user.click(await screen.findByRole('button', { name: 'Reload' }));
    expect(reloaded).toHaveBeenCalledWith(7);
  });

  test('who was erased is not offered', async () => {
    told['marks'] = [{ ...unknownMark, isErased: true }];
    await open(profile(2));
    expect(await screen.findByRole('heading', { name: 'Your workspace has erased this person' })).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Analyse on the page' })).toBeNull();
  });

  test('analysed on the page, appears at once; another page, another person', async () => {
    await open(profile(2));
    await screen.findByRole('heading', { name: /not been analysed/ });
    await cache.contacts.put(contactRow(2, { name: 'Zoé Quill' }));
    expect(await screen.findByRole('heading', { name: 'Zoé Quill' })).toBeTruthy();
    await goTo(profile(1));
    expect(await screen.findByRole('heading', { name: 'Maren Okafor' })).toBeTruthy();
    expect(document.body.textContent).not.toContain('Quill');
    await goTo('https://www.linkedin.com/in/me/');
    expect(await screen.findByRole('heading', { name: 'This is your own profile' })).toBeTruthy();
  });

  test('in a tab of its own, of the page that was looked at last', async () => {
    own = { id: 9 };
    tabs = [
      { id: 6, active: false, url: profile(2), lastAccessed: 1 },
      { id: 7, active: false, url: profile(1), lastAccessed: 5 },
      { id: 8, active: false, url: 'https://example.com/', lastAccessed: 8 },
      { id: 9, active: true, lastAccessed: 9 },
    ];
    render(<SidePanel savedSettings={await settingsItem.getValue()} />);
    expect(await screen.findByRole('heading', { name: 'Maren Okafor' })).toBeTruthy();
  });
});

describe('the basket', () => {
  const ada = {
    id: 1,
    name: 'Ada Byron',
    headline: 'Analyst',
    identifiers: { slug: 'ada' },
    pageKind: 'peopleSearch' as const,
    searchContext: undefined,
    mark: unknownMark,
  };
  const list = 'https://www.linkedin.com/search/results/people/?keywords=sales';

  test('is what a list’s page brings up: who is in it, how many are new, one out again', async () => {
    told['basket'] = { people: [ada], balance: undefined } satisfies Basket;
    const user = await open(list);
    expect(await screen.findByText('Ada Byron')).toBeTruthy();
    expect(screen.getByText('1 new = 1 credit')).toBeTruthy();
    expect(screen.getByRole('button', { name: /^Basket/, pressed: true }).textContent).toBe('Basket1');
    await user.click(screen.getByRole('button', { name: 'Remove Ada Byron' }));
    expect(said('deselect')).toEqual([[ada.identifiers]]);
  });

  test('is quoted before anything is spent', async () => {
    told['basket'] = { people: [ada], balance: undefined } satisfies Basket;
    const balance = {
      available: 25,
      used: 0,
      allotment: 25,
      periodStart: '2026-11-01T00:00:00Z',
      periodEnd: '2026-12-01T00:00:00Z',
      timeZone: 'Europe/Paris',
      plan: { code: 'free', name: 'Free', seats: 1 },
      at: new Date().toISOString(),
    };
    told['quoteBasket'] = { people: [{ class: 'new', costCredits: 1 }], costCredits: 1, availableAfter: 24, balance, waysOn: [] };
    const running = { id: ids(9), campaign: undefined, state: 'running', costCredits: 0, balance, refusal: undefined };
    told['startBulk'] = { ...running, people: [{ name: ada.name, url: profile(1), outcome: undefined }] };
    const user = await open(list);
    await user.click(await screen.findByRole('button', { name: 'Analyse' }));
    expect(await screen.findByText('1 credit, 24 left after', { selector: 'p' })).toBeTruthy();
    expect(said('startBulk')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Analyse 1' }));
    await waitFor(() => expect(said('startBulk')).toMatchObject([{ people: [{ id: 1, costCredits: 1 }] }]));
    expect(await screen.findByRole('heading', { name: '0 of 1 done…' })).toBeTruthy();
  });

  test('emptied comes back', async () => {
    told['basket'] = { people: [ada], balance: undefined } satisfies Basket;
    const sighting = { identifiers: ada.identifiers, name: ada.name };
    const user = await open(list);
    await screen.findByText('Ada Byron');
    told['basket'] = nobody;
    told['emptyBasket'] = [sighting];
    told['select'] = { leftOut: 0 };
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    await user.click(await screen.findByRole('button', { name: 'Put 1 back' }));
    expect(said('select')).toEqual([[sighting]]);
  });

  test('follows what is picked on the page, and the campaigns lead to their rooms', async () => {
    const campaign = { id: ids(50), name: 'Spring', paused: false, createdAt: '2026-11-01T08:00:00Z', createdBy: 'Ana', waiting: 1 };
    await cache.campaigns.put({
      workspaceId,
      asOf: '2026-11-22T10:00:00Z',
      campaigns: [
        { ...campaign, id: ids(51), name: 'Later', state: 'draft', counts: {}, waiting: 0 },
        { ...campaign, state: 'ongoing', counts: { active: 3, replied: 2, removed: 7 } },
        { ...campaign, id: ids(52), name: 'Long ago', state: 'archived', counts: {} },
      ],
    });
    await open('https://www.linkedin.com/feed/');
    expect(await screen.findByRole('heading', { name: 'The basket is empty' })).toBeTruthy();
    const lines = await within(await screen.findByRole('region', { name: 'Campaigns' })).findAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual(['Spring6 people · 2 replied', 'Laterdraft · 0 people']);
    expect(
      within(lines[0] as HTMLElement)
        .getByRole('link')
        .getAttribute('href'),
    ).toBe(`/app.html#/campaigns/${ids(50)}`);
    told['basket'] = { people: [ada], balance: undefined } satisfies Basket;
    await act(() => sayChanged());
    expect(await screen.findByText('Ada Byron')).toBeTruthy();
  });

  test('no person in the tab: where to find one', async () => {
    const user = await open('https://www.linkedin.com/feed/', 'fr');
    await user.click(await screen.findByRole('button', { name: 'Personne' }));
    expect(screen.getByRole('heading', { name: 'Aucun profil dans cet onglet' })).toBeTruthy();
  });
});

test('signed out: signing in comes first', async () => {
  await cache.account.clear();
  await open(profile(1));
  expect(await screen.findByLabelText('E-mail')).toBeTruthy();
  expect(screen.getByText('Wellmet is not affiliated with LinkedIn.')).toBeTruthy();
});

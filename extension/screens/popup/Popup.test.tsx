import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Balance } from '@wellmet/shared/credits';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache, type ContactRow, type WishRow } from '../../cache/database.ts';
import { sendMessage } from '../../messages.ts';
import { settingsItem } from '../../settings.ts';
import { wordsIn } from '../../i18n/wordsIn.ts';
import { reasonInWords } from '../wishes/OpenWishes.tsx';
import { Popup } from './Popup.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

/** The library's types relate a message to its data only where the message is known by name. */
const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const id = '0198f2c4-0000-7000-8000-000000000001';
const minuteMs = 60_000;
const member = { id, name: 'Ana Prieto', email: 'ana@example.com' };
const workspace = { id, name: 'Prieto Conseil', role: 'owner' as const };
const sighting = {
  identifiers: { slug: 'maren' },
  name: 'Maren Okafor',
  readFrom: {},
  page: { kind: 'profile' as const, url: 'https://www.linkedin.com/in/maren/', generation: 'sdui' as const },
};

function balanceNow(): Balance {
  return {
    available: 24,
    used: 1,
    allotment: 25,
    periodStart: new Date(Date.now() - 20 * 24 * 60 * minuteMs).toISOString(),
    periodEnd: new Date(Date.now() + 5 * 60 * minuteMs + minuteMs).toISOString(),
    timeZone: 'Europe/Paris',
    plan: { code: 'free', name: 'Free', seats: 1 },
    at: new Date(Date.now() - 7 * minuteMs).toISOString(),
  };
}

function contact(name: string, at: string): ContactRow {
  return {
    id: name,
    seq: 1,
    workspaceId: id,
    name,
    headline: `${name}’s headline`,
    identifiers: [
      { kind: 'slug', value: `${name.toLowerCase()}-new` },
      { kind: 'slug', value: `${name.toLowerCase()}-old` },
    ],
    keys: [],
    firstAnalysedAt: at,
    firstAnalysedBy: 'Ana',
    firstAnalysedByYou: false,
    campaigns: [],
    lastAnalysedAt: at,
    asOf: at,
  };
}

function wish(requestId: string, rest: Pick<WishRow, 'state' | 'refusal'>): WishRow {
  return {
    requestId,
    workspaceId: id,
    memberId: member.id,
    madeAt: `2026-11-22T10:00:00Z ${requestId}`,
    asked: { route: 'analyse', body: { requestId, source: 'profile', ceilingCredits: 1, sightings: [sighting] } },
    about: { name: sighting.name, url: sighting.page.url },
    ...rest,
  };
}

async function signedIn(): Promise<void> {
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
}

async function open(language: 'en' | 'fr' = 'en') {
  const saved = { ...(await settingsItem.getValue()), language };
  return render(<Popup savedSettings={saved} />);
}

function lineUnder(label: string): string | null | undefined {
  const input = screen.getByLabelText(label);
  expect(input.getAttribute('aria-invalid')).toBe('true');
  return document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent;
}

async function serverField(user: ReturnType<typeof userEvent.setup>): Promise<HTMLElement> {
  const change = await screen.findByRole<HTMLButtonElement>('button', { name: 'change' });
  await waitFor(() => expect(change.disabled).toBe(false));
  await user.click(change);
  return screen.getByLabelText('Address of the server');
}

/** What the background answers, by message; whatever else is asked is done. */
let told: Partial<Record<string, unknown>>;

const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubEnv('WXT_SERVER_URL', 'http://127.0.0.1:4310');
  answers.mockImplementation(async (type) => (type in told ? told[type] : 'done'));
  // No sign-in is waited for in a tab, and there is no way by a letter.
  told = { pageOffer: { shows: 'elsewhere' }, pendingSignIn: undefined, signInWays: { link: false } };
  fakeBrowser.windows.getCurrent = async () => ({ id: 1, focused: true, incognito: false, alwaysOnTop: false });
});

afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  answers.mockReset();
  fakeBrowser.reset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function createAccount(): Promise<void> {
  const user = userEvent.setup();
  await open();
  await user.click(await screen.findByRole('button', { name: 'Create account', pressed: false }));
  await user.type(screen.getByLabelText('Your name'), 'Ana Prieto');
  await user.type(screen.getByLabelText('E-mail'), 'ana@example.com');
  await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
}

describe('signed out', () => {
  test('signs in', async () => {
    const user = userEvent.setup();
    await open();
    await user.type(await screen.findByLabelText('E-mail'), ' ana@example.com ');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    expect(said('signIn')).toEqual([{ email: 'ana@example.com', password: 'long enough' }]);
    await signedIn();
    expect(await screen.findByText('Prieto Conseil · owner')).toBeTruthy();
  });

  test('creates an account in the time zone of this device, without a workspace name where none is given', async () => {
    await createAccount();
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    expect(said('signUp')).toEqual([{ name: 'Ana Prieto', email: 'ana@example.com', password: 'long enough', timeZone, language: 'en' }]);
  });

  test('where the account is made by a letter, waits for its link', async () => {
    told['signUp'] = { userCode: 'BCDF-2345', email: 'ana@example.com', state: 'waiting' };
    await createAccount();
    expect(await screen.findByRole('heading', { name: 'Open the link in your mail' })).toBeTruthy();
    expect(screen.getByText('BCDF-2345')).toBeTruthy();
    expect(screen.queryByLabelText('Password')).toBeNull();
  });

  test('says what is missing beside the field, and asks nobody', async () => {
    const user = userEvent.setup();
    await open('fr');
    await user.click(await screen.findByRole('button', { name: 'Créer un compte', pressed: false }));
    await user.type(screen.getByLabelText('E-mail'), 'ana@');
    await user.type(screen.getByLabelText('Mot de passe'), 'court{Enter}');
    expect(lineUnder('Votre nom')).toBe('Saisissez votre nom.');
    expect(lineUnder('E-mail')).toBe('Saisissez une adresse e-mail complète.');
    expect(lineUnder('Mot de passe')).toBe('Le mot de passe doit compter au moins 8 caractères.');
    expect([...said('signUp'), ...said('signIn')]).toEqual([]);
  });

  test.each([
    [{ trouble: 'unreachable' }, 'The server at 127.0.0.1:4310 does not answer.'],
    [{ trouble: 'updateNeeded' }, 'The server is newer than this extension. Please update the extension.'],
    [{ trouble: 'refused', problem: { type: '', code: 'wrong-credentials', title: '', status: 401 } }, 'E-mail or password is not right.'],
    [
      { trouble: 'refused', problem: { type: '', code: 'too-many-requests', title: '', status: 429, retryAfterSeconds: 1 } },
      'Too many tries. Please wait 1 second.',
    ],
  ])('%j is told in plain words', async (trouble, words) => {
    told['signIn'] = trouble;
    const user = userEvent.setup();
    await open();
    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(words);
  });

  test('an e-mail that is taken is said beside it, with the way on', async () => {
    told['signUp'] = { trouble: 'refused', problem: { type: '', code: 'email-taken', title: '', status: 409 } };
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByRole('button', { name: 'Create account', pressed: false }));
    await user.type(screen.getByLabelText('Your name'), 'Ana');
    await user.type(screen.getByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    expect(await screen.findByText('There is already an account with this e-mail.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Sign in instead' }));
    expect(screen.queryByLabelText('Your name')).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>('E-mail').value).toBe('ana@example.com');
  });

  test('changes the server, asking the browser first', async () => {
    const request = vi.spyOn(browser.permissions, 'request').mockResolvedValue(true as never);
    const user = userEvent.setup();
    await open();
    const input = await serverField(user);
    expect(screen.getByDisplayValue('http://127.0.0.1:4310')).toBe(document.activeElement);
    await user.clear(input);
    await user.type(input, 'http://wellmet.example{Enter}');
    expect(screen.getByText('A server on another machine needs https.')).toBeTruthy();
    expect(request).not.toHaveBeenCalled();
    await user.clear(input);
    await user.type(input, 'https://wellmet.example:8443{Enter}');
    expect(request).toHaveBeenCalledWith({ origins: ['https://wellmet.example/*'] });
    expect(said('useServer')).toEqual([{ url: 'https://wellmet.example:8443' }]);
  });

  test('a server that the browser may not contact is not used', async () => {
    vi.spyOn(browser.permissions, 'request').mockResolvedValue(false as never);
    const user = userEvent.setup();
    await open();
    const input = await serverField(user);
    await user.clear(input);
    await user.type(input, 'https://wellmet.example{Enter}');
    expect(await screen.findByText('The browser was not allowed to contact this server.')).toBeTruthy();
    expect(said('useServer')).toEqual([]);
  });
});

describe('signed in', () => {
  beforeEach(signedIn);

  test('paints figures and contacts from the cache and asks the server once', async () => {
    await cache.balances.put({ workspaceId: id, balance: balanceNow() });
    await cache.contacts.bulkPut([contact('Older', '2020-03-01T10:00:00Z'), contact('Newer', new Date().toISOString())]);
    await open();
    const credits = await screen.findByRole('region', { name: 'Credits left' });
    await within(credits).findByText('24');
    expect(credits.textContent).toContain('of 25');
    expect(credits.textContent).toContain('Free plan');
    expect(credits.textContent).toMatch(/1 used · resets in 5 hours, .+ Europe\/Paris/);
    expect(credits.textContent).not.toContain('as of');
    expect(screen.getByRole('progressbar', { name: '24 of 25 credits left' })).toBeTruthy();
    expect(credits.textContent).toContain('At this pace they last until the reset');
    const list = await screen.findByRole('region', { name: 'Last contacts' });
    const links = within(list).getAllByRole('link');
    expect(links.map((link) => link.textContent || link.getAttribute('aria-label'))).toEqual([
      'All contacts',
      'NewertodayNewer’s headline',
      'Open profile: Newer',
      'Older1 Mar 2020Older’s headline',
      'Open profile: Older',
    ]);
    expect(links.slice(0, 3).map((link) => link.getAttribute('href'))).toEqual([
      '/app.html',
      '/app.html#/contacts/Newer',
      'https://www.linkedin.com/in/newer-new/',
    ]);
    const rooms = within(screen.getByRole('navigation', { name: 'Rooms of the app' })).getAllByRole('link');
    expect(rooms.map((link) => link.getAttribute('href'))).toEqual([
      '/app.html#/contacts',
      '/app.html#/campaigns',
      '/app.html#/credits',
      '/app.html#/settings',
    ]);
    expect(said('refresh')).toHaveLength(1);
  });

  test('says how old the figures are when the server does not answer, and when their period has ended', async () => {
    answers.mockResolvedValue({ trouble: 'unreachable' });
    await cache.balances.put({ workspaceId: id, balance: { ...balanceNow(), periodEnd: new Date(Date.now() - minuteMs).toISOString() } });
    await open();
    expect((await screen.findByRole('alert')).textContent).toBe('The server does not answer. Shown is what this device knows.');
    expect(await screen.findByText('as of 7 minutes ago')).toBeTruthy();
    expect(screen.getByText(/a new period has begun/)).toBeTruthy();
  });

  test('no contact yet: what to do, and the practice pages of a server on this machine only', async () => {
    await open();
    expect(await screen.findByText('No contact yet.')).toBeTruthy();
    const practice = await screen.findByRole('link', { name: 'Try it on a practice page' });
    expect(practice.getAttribute('href')).toBe('http://127.0.0.1:4310/practice/');
    await cache.server.put({ key: 'now', url: 'https://wellmet.example' });
    await waitFor(() => expect(screen.queryByRole('link', { name: 'Try it on a practice page' })).toBeNull());
  });

  test('open wishes say why, and can be tried or discarded', async () => {
    const short = {
      outcome: 'notEnoughCredits' as const,
      quote: { people: [], costCredits: 1, balance: { ...balanceNow(), available: 0 }, waysOn: [] },
    };
    const dearer = {
      outcome: 'overCeiling' as const,
      quote: { people: [], costCredits: 1, balance: balanceNow(), availableAfter: 23, waysOn: [] },
    };
    await cache.wishes.bulkPut([
      wish('a', { state: 'waiting' }),
      wish('b', { state: 'stopped' }),
      wish('c', { state: 'question', refusal: dearer }),
      wish('d', { state: 'question', refusal: short }),
      wish('e', { state: 'question', refusal: { problem: { type: '', code: 'body-too-large', title: '', status: 413 } } }),
      wish('f', { state: 'sending' }),
    ]);
    const user = userEvent.setup();
    await open();
    const list = await screen.findByRole('region', { name: 'To decide (5)' });
    const items = within(list).getAllByRole('listitem');
    expect(items.map((item) => item.querySelector('p')?.textContent)).toEqual([
      'Waits until the server is back',
      'No answer came: nothing is confirmed',
      'Would cost 1 credit now',
    ]);
    // The others are where all are.
    expect(within(list).getByRole('link', { name: 'All that waits' }).getAttribute('href')).toBe('/app.html#/waiting');
    const [waiting, stopped, asking] = items;
    if (!waiting || !stopped || !asking) throw new Error('no items');
    await user.click(within(waiting).getByRole('button', { name: 'Try now: Maren Okafor' }));
    await user.click(within(stopped).getByRole('button', { name: 'Discard: Maren Okafor' }));
    expect(said('retryWish')).toEqual([{ requestId: 'a' }]);
    expect(said('dropWish')).toEqual([{ requestId: 'b' }]);
    expect(within(asking).getByRole('link').getAttribute('href')).toBe(sighting.page.url);
    expect(within(asking).queryByRole('button', { name: /Try now/ })).toBeNull();
  });

  test('wishes about campaigns say which, and what stands in the way', async () => {
    const asked = { route: 'enrol' as const, campaignId: 'c', body: { requestId: 'a', contactIds: ['x'] } };
    const holder = { campaignId: 'y', campaignName: 'Yarn', by: 'Ana', byYou: false, since: '2026-09-12T08:00:00Z' };
    const about = { name: 'Maren Okafor', url: sighting.page.url, campaignName: 'Spring' };
    const capped = {
      outcome: 'notEnoughCredits' as const,
      quote: {
        people: [],
        costCredits: 1,
        balance: balanceNow(),
        shortOf: 'memberCap' as const,
        memberCap: { capCredits: 10, usedCredits: 10, availableCredits: 0 },
        waysOn: [],
      },
    };
    await cache.wishes.bulkPut([
      { ...wish('a', { state: 'waiting' }), asked, about },
      { ...wish('b', { state: 'question', refusal: { outcome: 'held', holder } }), asked, about },
      {
        ...wish('c', { state: 'stopped' }),
        asked: { route: 'changeEnrolments', campaignId: 'c', body: { requestId: 'c', contactIds: ['x'], state: 'removed' } },
        about,
      },
      { ...wish('d', { state: 'question', refusal: capped }), about },
    ]);
    await open();
    const items = within(await screen.findByRole('region', { name: 'To decide (4)' })).getAllByRole('listitem');
    expect(items.map((item) => item.querySelector('p')?.textContent)).toEqual([
      'Add to “Spring” · Waits until the server is back',
      'Add to “Spring” · Held by campaign “Yarn”',
      'Remove from “Spring” · No answer came: nothing is confirmed',
    ]);
    const [, held] = items;
    expect(
      within(held as HTMLElement)
        .getByRole('link')
        .getAttribute('href'),
    ).toBe(sighting.page.url);
    expect(within(held as HTMLElement).queryByRole('button', { name: /Try now/ })).toBeNull();
  });

  test.each([
    ['en', 'change', /^Changes to Free on .+: 25 credits$/],
    ['fr', 'change', /^Passe à Free le .+\s: 25 crédits$/],
    ['en', 'lapse', /^No longer paid: Free from .+, 25 credits\. Ongoing campaigns pause then\.$/],
    ['fr', 'lapse', /^Formule impayée\s: Free dès le .+, 25 crédits\./],
  ] as const)('in %s what comes next is said: %s', async (language, because, words) => {
    const plan = { code: 'team', name: 'Team', seats: 3 };
    const next = { code: 'free', name: 'Free', seats: 1, allotment: 25, because };
    await cache.balances.put({ workspaceId: id, balance: { ...balanceNow(), plan, next } });
    await open(language);
    expect(await screen.findByText(words)).toBeTruthy();
    expect(screen.getByText(language === 'en' ? 'Team plan · 3 seats' : 'Formule Team · 3 postes')).toBeTruthy();
  });

  test('signs out', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(said('signOut')).toHaveLength(1);
  });
});

test('why a wish is refused is said of each', async () => {
  const { t } = wordsIn('en');
  const quote = { people: [], costCredits: 1, balance: { ...balanceNow(), available: 0 }, waysOn: [] };
  const memberCap = { capCredits: 10, usedCredits: 10, availableCredits: 0 };
  const tooLarge = { type: '', code: 'body-too-large' as const, title: '', status: 413 };
  const refusals = [
    { outcome: 'notEnoughCredits' as const, quote },
    { outcome: 'notEnoughCredits' as const, quote: { ...quote, shortOf: 'memberCap' as const, memberCap } },
    { problem: tooLarge },
  ].map((refusal) => reasonInWords(wish('a', { state: 'question', refusal }), t));
  expect(refusals).toEqual([
    'Not enough credits: 0\u00a0left',
    'Your own limit is reached: 10 of 10 used',
    'This profile is too long to be sent.',
  ]);
});

const offer = () => screen.findByRole('region', { name: 'This page' });

describe('what the page offers', () => {
  const closed = vi.fn<() => void>();
  beforeEach(async () => {
    await signedIn();
    vi.stubGlobal('close', closed);
    closed.mockReset();
    fakeBrowser.tabs.update = vi.fn<() => Promise<never>>();
    fakeBrowser.tabs.reload = vi.fn<() => Promise<never>>();
  });

  test.each([
    [{ shows: 'new', tabId: 7, name: 'Maren Okafor' }, 'Profile: Maren OkaforNot analysed yet', 'Analyse · 1 credit'],
    [
      { shows: 'known', tabId: 7, name: 'Maren Okafor', contactId: id, lastAnalysedAt: '2020-11-03T08:00:00Z' },
      'Profile: Maren OkaforKnown, analysed on 3 Nov 2020 · contact',
      'Show insights',
    ],
    [{ shows: 'people', tabId: 7, here: 10, fresh: 6, unpicked: 6 }, '10 people here6 new', 'Select the 6 new'],
    [{ shows: 'people', tabId: 7, here: 10, fresh: 6, unpicked: 0 }, '10 people here6 new', 'Show the basket'],
    [{ shows: 'people', tabId: 7, here: 10, fresh: 0, unpicked: 0 }, '10 people hereAll of them known', 'Show the basket'],
  ])('%j is done on the page, and the popup is out of the way', async (told1, words, button) => {
    told['pageOffer'] = told1;
    await open();
    const region = await offer();
    await waitFor(() => expect(region.textContent).toContain(words));
    expect(said('pageOffer')).toEqual([{ windowId: 1 }]);
    await userEvent.setup().click(within(region).getByRole('button', { name: button }));
    expect(answers).toHaveBeenCalledWith('openOffer', undefined, 7);
    await waitFor(() => expect(closed).toHaveBeenCalledTimes(1));
    expect(fakeBrowser.tabs.update).toHaveBeenCalledWith(7, { active: true });
  });

  test.each([
    [{ shows: 'erased', tabId: 7, name: 'Maren Okafor' }, /refuses them/],
    [{ shows: 'nobody', tabId: 7, because: 'own' }, /your own profile/],
    [{ shows: 'people', tabId: 7, here: 0, fresh: 0, unpicked: 0 }, /Nobody can be read here/],
  ])('%j offers nothing, and says why', async (nothing, words) => {
    told['pageOffer'] = nothing;
    await open();
    const region = await offer();
    await within(region).findByText(words);
    expect(within(region).queryByRole('button')).toBeNull();
  });

  test('elsewhere, where to go; what is refused is no offer', async () => {
    told['pageOffer'] = { trouble: 'refused' };
    await open();
    const link = await within(await offer()).findByRole('link', { name: 'People search' });
    expect(link.getAttribute('href')).toBe('https://www.linkedin.com/search/results/people/');
  });

  test('a page that was open before the extension is said so only when it has had its time', async () => {
    told['pageOffer'] = { shows: 'unread', tabId: 7 };
    await open();
    const region = await offer();
    expect(region.textContent).toBe('This page');
    await userEvent.setup().click(await within(region).findByRole('button', { name: 'Reload it' }, { timeout: 3000 }));
    expect(fakeBrowser.tabs.reload).toHaveBeenCalledWith(7);
  });
});

describe('workspaces', () => {
  test('one of several is chosen; its role is said', async () => {
    await signedIn();
    const other = { id: '0198f2c4-0000-7000-8000-000000000002', name: 'Yarn Ltd', role: 'member' as const };
    await cache.account.update('now', { workspaces: [workspace, other] });
    await open();
    const choice = await screen.findByLabelText<HTMLSelectElement>('Workspace');
    expect([...choice.options].map(({ text }) => text)).toEqual(['Prieto Conseil', 'Yarn Ltd']);
    expect(screen.getByText('owner')).toBeTruthy();
    expect(choice.value).toBe(workspace.id);
    expect(said('workspaces')).toHaveLength(1);
    await userEvent.setup().selectOptions(choice, 'Yarn Ltd');
    expect(said('useWorkspace')).toEqual([{ id: other.id }]);
  });

  test('with one alone there is nothing to choose', async () => {
    await signedIn();
    await open('fr');
    expect(await screen.findByText('Prieto Conseil · propriétaire')).toBeTruthy();
    expect(screen.queryByLabelText('Espace de travail')).toBeNull();
  });
});

describe('credits that run low', () => {
  beforeEach(signedIn);

  test.each([
    [5, 'A fifth of this period’s credits is left, or less'],
    [0, 'All of this period’s credits are used'],
  ])('%d left is said once in a period, until it is put away', async (available, words) => {
    await cache.balances.put({ workspaceId: id, balance: { ...balanceNow(), available, used: 25 - available } });
    await open();
    const notice = await screen.findByText(words, { selector: 'strong' });
    expect(notice.closest('output')?.textContent).toContain('A larger plan adds its credits at once.');
    expect(screen.getByRole('link', { name: 'See plan and credits' }).getAttribute('href')).toBe('/app.html#/plan');
    await userEvent.setup().click(screen.getByRole('button', { name: 'Put this notice away' }));
    await waitFor(() => expect(screen.queryByText(words, { selector: 'strong' })).toBeNull());
    cleanup();
    await open();
    await screen.findByText('of 25');
    expect(screen.queryByText(words, { selector: 'strong' })).toBeNull();
  });

  test.each([
    ['never', 0],
    ['empty', 5],
    ['both', 6],
  ] as const)('set to %s, with %d left, nothing is said', async (creditNotices, available) => {
    await settingsItem.setValue({ ...(await settingsItem.getValue()), creditNotices });
    await cache.balances.put({ workspaceId: id, balance: { ...balanceNow(), available } });
    await open();
    await screen.findByText('of 25');
    await new Promise((settled) => setTimeout(settled, 50));
    expect(screen.queryByRole('button', { name: 'Put this notice away' })).toBeNull();
  });

  test('who may not change the plan is told whom to ask', async () => {
    await cache.account.update('now', { workspace: { ...workspace, role: 'member' } });
    await cache.balances.put({ workspaceId: id, balance: { ...balanceNow(), available: 0 } });
    await open();
    expect(await screen.findByText(/An owner or admin can change/)).toBeTruthy();
  });
});

test('the basket is told, emptied and put back', async () => {
  await signedIn();
  await cache.basket.add({ workspaceId: id, memberId: member.id, keys: ['slug:ada'], sighting, addedAt: '2026-11-22T10:00:00Z' });
  await open();
  expect(await screen.findByText('1 selected')).toBeTruthy();
  answers.mockImplementation(async (type) => {
    if (type === 'emptyBasket') await cache.basket.clear();
    return type === 'emptyBasket' ? [sighting] : type in told ? told[type] : 'done';
  });
  await userEvent.setup().click(screen.getByRole('button', { name: 'Clear' }));
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Put 1 back' }));
  expect(said('select')).toEqual([[sighting]]);
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Basket' })).toBeNull());
});

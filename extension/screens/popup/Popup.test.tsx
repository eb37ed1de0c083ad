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

const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubEnv('WXT_SERVER_URL', 'http://127.0.0.1:4310');
  answers.mockResolvedValue('done');
  fakeBrowser.commands.getAll = async () => [
    { name: 'select-new', shortcut: 'Alt+Shift+N' },
    { name: 'select-row', shortcut: '' },
  ];
});

afterEach(async () => {
  cleanup();
  vi.restoreAllMocks();
  answers.mockReset();
  fakeBrowser.reset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

describe('signed out', () => {
  test('signs in', async () => {
    const user = userEvent.setup();
    await open();
    await user.type(await screen.findByLabelText('E-mail'), ' ana@example.com ');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    expect(said('signIn')).toEqual([{ email: 'ana@example.com', password: 'long enough' }]);
    await signedIn();
    expect(await screen.findByText('Ana Prieto · Prieto Conseil')).toBeTruthy();
  });

  test('creates an account in the time zone of this device, without a workspace name where none is given', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByRole('button', { name: 'Create account', pressed: false }));
    await user.type(screen.getByLabelText('Your name'), 'Ana Prieto');
    await user.type(screen.getByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    expect(said('signUp')).toEqual([{ name: 'Ana Prieto', email: 'ana@example.com', password: 'long enough', timeZone }]);
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
    expect(answers).not.toHaveBeenCalled();
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
    answers.mockResolvedValue(trouble);
    const user = userEvent.setup();
    await open();
    await user.type(await screen.findByLabelText('E-mail'), 'ana@example.com');
    await user.type(screen.getByLabelText('Password'), 'long enough{Enter}');
    expect((await screen.findByRole('alert')).textContent).toBe(words);
  });

  test('an e-mail that is taken is said beside it, with the way on', async () => {
    answers.mockResolvedValue({ trouble: 'refused', problem: { type: '', code: 'email-taken', title: '', status: 409 } });
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
    const links = await screen.findAllByRole('link');
    expect(links.map((link) => link.textContent)).toEqual([
      'All contacts',
      'NewertodayNewer’s headline',
      'Older1 Mar 2020Older’s headline',
    ]);
    expect(links[0]?.getAttribute('href')).toBe('/app.html');
    expect(links[1]?.getAttribute('href')).toBe('https://www.linkedin.com/in/newer-new/');
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
      wish('c', { state: 'question', refusal: short }),
      wish('d', { state: 'question', refusal: dearer }),
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
      'Not enough credits: 0\u00a0left',
      'Would cost 1 credit now',
      'This profile is too long to be sent.',
    ]);
    const [waiting, stopped, , asking] = items;
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
      'Add to “Spring” · Your own limit is reached: 10 of 10 used',
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

  test('settings take effect at once and are kept', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByText('Settings'));
    await user.click(screen.getByRole('switch', { name: 'Ask before spending a credit' }));
    await user.selectOptions(screen.getByLabelText('Theme'), 'Dark');
    await user.selectOptions(screen.getByLabelText('Language'), 'Français');
    expect(await screen.findByText('Réglages')).toBeTruthy();
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(document.documentElement.lang).toBe('fr');
    await waitFor(async () => expect(await settingsItem.getValue()).toEqual({ language: 'fr', theme: 'dark', confirmProfiles: false }));
  });

  test('signs out', async () => {
    const user = userEvent.setup();
    await open();
    await user.click(await screen.findByRole('button', { name: 'Sign out' }));
    expect(said('signOut')).toHaveLength(1);
  });
});

test('the shortcuts are listed as the browser has them', async () => {
  await signedIn();
  await open();
  await userEvent.setup().click(await screen.findByText('Settings'));
  expect(await screen.findByText('Alt+Shift+N')).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Shortcuts' }).textContent).toContain('Select the row under the pointernone');
});

test('the basket is told, emptied and put back', async () => {
  await signedIn();
  await cache.basket.add({ workspaceId: id, memberId: member.id, keys: ['slug:ada'], sighting, addedAt: '2026-11-22T10:00:00Z' });
  await open();
  expect(await screen.findByText('1 selected')).toBeTruthy();
  answers.mockImplementation(async (type) => {
    if (type === 'emptyBasket') await cache.basket.clear();
    return type === 'emptyBasket' ? [sighting] : 'done';
  });
  await userEvent.setup().click(screen.getByRole('button', { name: 'Clear' }));
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Put 1 back' }));
  expect(said('select')).toEqual([[sighting]]);
  await waitFor(() => expect(screen.queryByRole('heading', { name: 'Basket' })).toBeNull());
});

import 'fake-indexeddb/auto';
import { act, cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../../cache/database.ts';
import { sendMessage } from '../../messages.ts';
import { settingsItem } from '../../settings.ts';
import { ids, workspaceId } from '../contacts/testing.ts';
import { openSidePanel } from '../sidePanel/open.ts';
import { Welcome } from './Welcome.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));
vi.mock(import('../sidePanel/open.ts'), () => ({ openSidePanel: vi.fn<() => Promise<boolean>>(async () => true) }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'owner' as const };

/** Whether our button is in the toolbar, and who wants to know when that changes. */
let isOnToolbar: boolean;
let toolbarChanged: (() => void) | undefined;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubEnv('WXT_SERVER_URL', 'http://127.0.0.1:4310');
  answers.mockResolvedValue('done');
  isOnToolbar = true;
  Object.assign(browser.action, {
    getUserSettings: async () => ({ isOnToolbar }),
    onUserSettingsChanged: { addListener: (listener: () => void) => (toolbarChanged = listener), removeListener: () => undefined },
  });
  fakeBrowser.commands.getAll = async () => [{ name: 'select-new', shortcut: 'Alt+Shift+N' }];
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  vi.mocked(openSidePanel).mockClear();
  fakeBrowser.reset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(language: 'en' | 'fr' = 'en') {
  render(<Welcome savedSettings={{ ...(await settingsItem.getValue()), language }} />);
  return userEvent.setup();
}

async function signedIn() {
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.balances.put({
    workspaceId,
    balance: {
      available: 25,
      used: 0,
      allotment: 25,
      periodStart: '2099-11-01T00:00:00Z',
      periodEnd: '2099-11-30T23:00:00Z',
      timeZone: 'Europe/Paris',
      plan: { code: 'free', name: 'Free', seats: 1 },
      at: '2099-11-22T10:00:00Z',
    },
  });
}

test('says what it reads, sends and never does, and to which server', async () => {
  await open();
  expect(await screen.findByText(/To your workspace’s server alone: 127\.0\.0\.1:4310/)).toBeTruthy();
  const lists = within(screen.getByRole('region', { name: 'What Wellmet does with what it sees' }));
  expect(lists.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
    'What it reads',
    'What it sends',
    'What it never does',
  ]);
  expect(screen.getByText('Wellmet is not affiliated with LinkedIn.')).toBeTruthy();
  expect(document.title).toBe('Welcome · Wellmet');
});

test('one signs in right there; the first useful act takes its place', async () => {
  await open();
  // Most who come here have no account yet.
  expect(await screen.findByLabelText('Your name')).toBeTruthy();
  await signedIn();
  expect(await screen.findByRole('heading', { name: 'Your first profile' })).toBeTruthy();
  expect(await screen.findByText('25 credits are yours until 1 Dec 2099')).toBeTruthy();
  expect(screen.queryByLabelText('E-mail')).toBeNull();
  expect(await screen.findByText('Alt+Shift+N')).toBeTruthy();
});

test.each([
  ['http://127.0.0.1:4310', 1],
  ['https://wellmet.example', 0],
])('on %s practice pages are offered: %d', async (url, count) => {
  await cache.server.put({ key: 'now', url });
  await open('fr');
  await screen.findByText(new RegExp(`équipe.: ${new URL(url).host}`));
  await screen.findByLabelText('E-mail');
  await waitFor(() => expect(screen.queryAllByRole('link', { name: 'Essayer sur une page d’exercice' })).toHaveLength(count));
});

test('while it is not in the toolbar: how to pin it; then that it is', async () => {
  isOnToolbar = false;
  await open();
  expect(await screen.findByText('Pin Wellmet to the toolbar')).toBeTruthy();
  isOnToolbar = true;
  await act(async () => toolbarChanged?.());
  expect(await screen.findByText('Wellmet is in your toolbar.')).toBeTruthy();
  expect(screen.queryByText('Pin Wellmet to the toolbar')).toBeNull();
});

test('in the toolbar already, or in a browser that does not tell: nothing is said of it', async () => {
  Object.assign(browser.action, { getUserSettings: undefined, onUserSettingsChanged: undefined });
  await open();
  await screen.findByRole('heading', { name: 'What it reads' });
  expect(screen.queryByText(/toolbar/)).toBeNull();
});

test('the side panel is opened from here, or where to look for it is said', async () => {
  await signedIn();
  const user = await open();
  await user.click(await screen.findByRole('button', { name: 'Open the side panel' }));
  expect(openSidePanel).toHaveBeenCalledTimes(1);
  expect(screen.queryByText(/did not open it/)).toBeNull();
  vi.mocked(openSidePanel).mockResolvedValueOnce(false);
  await user.click(screen.getByRole('button', { name: 'Open the side panel' }));
  expect(await screen.findByText(/The browser did not open it/)).toBeTruthy();
});

import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { settingsItem } from '../../settings.ts';
import { freshness } from '../app/freshness.ts';
import { contactRow, ids, wish, workspaceId } from '../contacts/testing.ts';
import { browserOf, diagnostics } from './diagnostics.ts';
import SettingsRoom from './SettingsRoom.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'admin' as const };

beforeEach(async () => {
  const told: Record<string, unknown> = {
    storageUse: { usedBytes: 12_300_000, quotaBytes: 10_000_000_000, isPersistent: true },
    peopleTerms: { trouble: 'unreachable' },
    sessions: { sessions: [] },
    apiKeys: { keys: [] },
  };
  answers.mockImplementation(async (type) => told[type] ?? 'done');
  fakeBrowser.runtime.getManifest = () => ({ manifest_version: 3, name: 'Wellmet', version: '1.2.3' });
  fakeBrowser.commands.getAll = async () => [
    { name: 'open-panel', shortcut: 'Alt+Shift+W' },
    { name: 'select-row', shortcut: '' },
  ];
  freshness.setState({ isAsking: false, trouble: undefined, isOffline: false });
  await cache.account.put({ key: 'now', token: 'secret-token', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  fakeBrowser.reset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

function open(language: 'en' | 'fr' = 'en') {
  render(
    <WordsContext value={appWordsIn(language)}>
      <SettingsRoom />
    </WordsContext>,
  );
  return userEvent.setup();
}

const part = (name: string) => screen.findByRole('region', { name });

test('each part is one press away, and takes the focus', async () => {
  const user = open();
  const links = within(await screen.findByRole('navigation', { name: 'Parts of the settings' })).getAllByRole('link');
  Element.prototype.scrollIntoView = vi.fn<() => void>();
  for (const link of links) {
    await user.click(link);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: link.textContent, level: 2 }));
  }
  expect(links).toHaveLength(11);
});

test('what is set takes effect at once, and is kept', async () => {
  const user = open();
  await user.selectOptions(await screen.findByLabelText('Language'), 'Français');
  await user.selectOptions(screen.getByLabelText('Theme'), 'Dark');
  await user.click(screen.getByRole('switch', { name: 'Ask before spending a credit' }));
  await user.selectOptions(screen.getByLabelText('Tell me when credits run low'), 'Only when none is left');
  const chosen = { language: 'fr', theme: 'dark', confirmProfiles: false, creditNotices: 'empty' };
  await waitFor(async () => expect(await settingsItem.getValue()).toEqual(chosen));
});

test('what is set elsewhere is shown', async () => {
  open();
  const theme = await screen.findByLabelText<HTMLSelectElement>('Theme');
  await settingsItem.setValue({ ...(await settingsItem.getValue()), theme: 'light' });
  await waitFor(() => expect(theme.value).toBe('light'));
});

test('the shortcuts are listed as the browser has them, and changed there', async () => {
  fakeBrowser.tabs.create = vi.fn<() => Promise<never>>();
  const user = open();
  const keys = await part('Shortcuts');
  expect(await within(keys).findByText('Alt+Shift+W')).toBeTruthy();
  expect(keys.textContent).toContain('Select the row under the pointernone');
  await user.click(within(keys).getByRole('button', { name: 'Change shortcuts' }));
  expect(fakeBrowser.tabs.create).toHaveBeenCalledWith({ url: 'chrome://extensions/shortcuts' });
});

test('who is signed in, where and as what; and out again', async () => {
  const user = open('fr');
  const account = await part('Compte');
  expect(await within(account).findByText('Prieto Conseil · administrateur')).toBeTruthy();
  expect(account.textContent).toContain('ana@example.com');
  await user.click(within(account).getByRole('button', { name: 'Se déconnecter' }));
  expect(said('signOut')).toHaveLength(1);
});

test('what helps whoever helps is shown before it is copied, and names nobody', async () => {
  await cache.contacts.bulkPut([contactRow(1, { name: 'Maren Okafor' }), contactRow(2)]);
  const problem = { type: '', code: 'request-too-old' as const, title: '', status: 409 };
  const asked = {
    route: 'engage' as const,
    contactId: ids(1),
    body: { requestId: ids(9), what: 'noted' as const, text: 'Secret note', doneAt: '2026-11-01T00:00:00Z' },
  };
  await cache.wishes.put(wish(asked, { memberId: member.id, state: 'question', refusal: { problem } }));
  freshness.setState({ trouble: { trouble: 'unreachable' } });
  const user = open();
  const written = vi.fn<(text: string) => Promise<void>>(async () => undefined);
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(written);
  await user.click(await screen.findByText('Show what would be copied'));
  const shown = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: 'Diagnostics' });
  await waitFor(() => expect(shown.value).toContain('Wellmet: 1.2.3'));
  expect(shown.value).toContain(`Workspace: ${workspaceId}`);
  expect(shown.value).toContain('Contacts: 2');
  expect(shown.value).toContain('Troubles: unreachable, engage: request-too-old');
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(written).toHaveBeenCalledWith(shown.value);
  expect(await screen.findByText('Copied')).toBeTruthy();
  expect(await diagnostics()).not.toMatch(/Ana|Prieto|Maren|Okafor|secret|example\.com/i);
});

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36', 'Chrome/142.0.0.0'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0', 'Firefox/147.0'],
  ['Mozilla/5.0 (Windows NT 10.0) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.1.2', 'Edg/142.0.1.2'],
  ['', 'unknown'],
])('%s is %s', (userAgent, name) => {
  expect(browserOf(userAgent)).toBe(name);
});

test('what is read, sent and never done is said in plain sentences, with the way to people’s rights', async () => {
  open();
  const privacy = await part('Privacy');
  await within(privacy).findByText(/to 127\.0\.0\.1:4310 alone/);
  expect(within(privacy).getByRole('link', { name: 'To the contacts' }).getAttribute('href')).toBe('#/contacts');
});

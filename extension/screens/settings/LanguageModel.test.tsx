import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { consentVersion, type LanguageModel as Told } from '@wellmet/shared/languageModel';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { ids, workspaceId } from '../contacts/testing.ts';
import { LanguageModel } from './LanguageModel.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const url = 'https://models.example/v1';
const off: Told = { isOn: false, usage: { requests: 0, rejected: 0 }, mayBePrivate: false };
const on: Told = {
  ...off,
  isOn: true,
  setting: { url, model: 'loom-7b', hasKey: true, budgetRequests: 1000, timeoutSeconds: 30 },
  consent: { by: 'Ana Prieto', at: '2026-11-29T10:00:00Z', version: consentVersion },
};
/** What the server says, by message. */
let told: Record<string, unknown> = {};

beforeEach(() => {
  told = { languageModel: off };
  answers.mockImplementation(async (type) => told[type]);
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(role: 'owner' | 'admin' | 'member' = 'owner') {
  const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role };
  await cache.account.put({ key: 'now', token: 'secret-token', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  render(
    <WordsContext value={appWordsIn('en')}>
      <LanguageModel />
    </WordsContext>,
  );
  return userEvent.setup();
}

async function enter(user: ReturnType<typeof userEvent.setup>, address = url) {
  await user.type(await screen.findByLabelText('Address'), address);
  await user.type(screen.getByLabelText('Model'), 'loom-7b');
  await user.type(screen.getByLabelText('Key'), 'sk-hush');
}
const agree = () => screen.getByRole('checkbox', { name: /^I agree/ });
const turnOn = () => screen.getByRole('button', { name: 'Turn on' });

test('the key goes out with a consent to that very address and model, and is in no field after', async () => {
  const user = await open();
  await enter(user);
  await user.click(turnOn());
  await user.keyboard('{Enter}');
  expect(turnOn()).toHaveProperty('disabled', true);
  expect(said('setLanguageModel')).toEqual([]);

  await user.click(agree());
  await user.type(screen.getByLabelText('Model'), '-large');
  expect(agree()).toHaveProperty('checked', false);
  expect(turnOn()).toHaveProperty('disabled', true);
  expect(said('setLanguageModel')).toEqual([]);

  told['setLanguageModel'] = on;
  await user.click(agree());
  await user.click(turnOn());
  expect(said('setLanguageModel')).toMatchObject([{ url, model: 'loom-7b-large', key: 'sk-hush', isOn: true, consentVersion }]);
  await waitFor(() => expect(screen.getByLabelText('Key')).toHaveProperty('value', ''));
  expect(screen.getByText('On: loom-7b at models.example')).toBeTruthy();
  expect(document.body.innerHTML).not.toContain('sk-hush');
});

test.each(['admin', 'member'] as const)('a colleague who is %s sees what is on and what leaves, and no form', async (role) => {
  told['languageModel'] = on;
  await open(role);
  expect(await screen.findByText('On: loom-7b at models.example')).toBeTruthy();
  expect(screen.getByText('The exact text that is sent, with an invented person')).toBeTruthy();
  expect(screen.queryAllByRole('textbox')).toEqual([]);
  expect(screen.queryAllByRole('button')).toEqual([]);
  expect(screen.queryByLabelText('Key')).toBeNull();
});

test('an address that is not secure goes nowhere, and its field says so', async () => {
  const user = await open();
  await enter(user, 'http://models.example/v1');
  await user.click(agree());
  await user.click(turnOn());
  expect(said('setLanguageModel')).toEqual([]);
  expect(wrongAddress()).toContain('It must begin with https://.');
});

test('an address that the server refuses is named at its field; what was typed stays', async () => {
  const errors = [{ pointer: '/url', detail: 'not public' }];
  told['setLanguageModel'] = { trouble: 'refused', problem: { type: '', code: 'invalid-request', title: '', status: 400, errors } };
  const user = await open();
  await enter(user);
  await user.click(agree());
  await user.click(turnOn());
  await waitFor(() => expect(wrongAddress()).toContain('This address cannot be used'));
  expect(screen.getByLabelText('Key')).toHaveProperty('value', 'sk-hush');
  await user.type(screen.getByLabelText('Address'), '/');
  expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).not.toBe('true');
});

/** What a screen reader says of the field. */
function wrongAddress(): string {
  const field = screen.getByLabelText('Address');
  expect(field.getAttribute('aria-invalid')).toBe('true');
  return (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ');
}

import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import type { View } from '../../savedView.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { ask, finding, forgetFinding, questionOf } from './finding.ts';
import { ids, workspaceId } from './testing.ts';
import { Views } from './Views.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const sent = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const owner = { workspaceId, memberId: ids(0) };
const member = { id: ids(0), name: 'Ana', email: 'ana@example.com' };

beforeEach(async () => {
  await cache.account.put({ key: 'now', token: 't', expiresAt: '2099', member, workspace: { id: workspaceId, name: 'W', role: 'owner' } });
  sent.mockImplementation(async (type, data) => {
    if (type === 'saveView') await cache.views.put({ ...(data as View), ...owner });
    if (type === 'dropView') await cache.views.delete((data as View).id);
  });
});

afterEach(async () => {
  cleanup();
  forgetFinding();
  sent.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

function open() {
  render(
    <WordsContext value={appWordsIn('en')}>
      <Views />
    </WordsContext>,
  );
  return userEvent.setup();
}

test('a question is kept under a name, asked again by one press, removed and put back', async () => {
  const user = open();
  expect(await screen.findByRole('button', { name: 'Everybody', pressed: true })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Save as a view…' })).toBeNull();

  ask({ query: 'loom', by: 'you', days: 30, order: 'company' });
  await user.click(await screen.findByRole('button', { name: 'Save as a view…' }));
  await user.keyboard('Weavers{Enter}');
  expect(await screen.findByRole('button', { name: 'Weavers', pressed: true })).toBeTruthy();
  expect(await cache.views.toArray()).toMatchObject([{ ...owner, name: 'Weavers', question: { query: 'loom', by: 'you', days: 30 } }]);

  await user.click(screen.getByRole('button', { name: 'Everybody' }));
  expect(questionOf(finding.getState())).toMatchObject({ query: '' });
  await user.click(screen.getByRole('button', { name: 'Weavers', pressed: false }));
  expect(finding.getState()).toMatchObject({ query: 'loom', by: 'you', days: 30, order: 'company', campaign: undefined });

  await user.click(screen.getByRole('button', { name: 'Remove the view “Weavers”' }));
  await user.click(await screen.findByRole('button', { name: 'Undo' }));
  expect(await screen.findByRole('button', { name: 'Weavers' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});

test('a view without a name is not saved; Escape ends the naming', async () => {
  ask({ query: 'loom' });
  const user = open();
  await user.click(await screen.findByRole('button', { name: 'Save as a view…' }));
  await user.keyboard('  {Enter}');
  expect(sent).not.toHaveBeenCalled();
  await user.keyboard('{Escape}');
  expect(screen.queryByLabelText('Name of the view')).toBeNull();
});

test('which columns there are is chosen, and stays in their order', async () => {
  const user = open();
  await user.click(await screen.findByRole('checkbox', { name: 'First analysed by', hidden: true }));
  await user.click(screen.getByRole('checkbox', { name: 'Campaign', hidden: true }));
  await waitFor(() => expect(finding.getState().columns).toEqual(['work', 'firstBy', 'analysed']));
});

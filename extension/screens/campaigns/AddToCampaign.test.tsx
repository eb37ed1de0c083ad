import 'fake-indexeddb/auto';
import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Campaign, EnrolmentResult } from '@wellmet/shared/campaign';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage, type Trouble } from '../../messages.ts';
import { contactRow, ids, workspaceId } from '../contacts/testing.ts';
import { AddToCampaign } from './AddToCampaign.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data as Record<string, unknown>);
const at = '2026-09-12T08:00:00.000Z';
const [spring, yarn] = [ids(201), ids(202)] as const;
const base = { paused: false, createdAt: at, createdBy: 'Ana', counts: {}, waiting: 0 };
const holder = { campaignId: yarn, campaignName: 'Yarn', by: 'Paul', byYou: false, since: at };

interface Asked {
  campaign: { id: string };
  contactIds: string[];
  choices?: { contactId: string; choice: 'wait' | 'move' }[];
}
/** What becomes of somebody whom nothing is chosen for. */
let becomes: (contactId: string) => EnrolmentResult;
let trouble: Trouble | undefined;
let onDone: ReturnType<typeof vi.fn<(words: string) => void>>;

beforeAll(() => {
  // The environment draws dialogs, and does not open them.
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function () {
    this.open = false;
    this.dispatchEvent(new Event('close'));
  };
});

beforeEach(async () => {
  becomes = () => 'enrolled';
  trouble = undefined;
  onDone = vi.fn<(words: string) => void>();
  answers.mockImplementation(async (type, data) => {
    if (trouble) return trouble;
    const { contactIds, choices } = data as Asked;
    if (type === 'changeMany') return { contactIds, notWaiting: [], replayed: false };
    if (type !== 'enrolMany') return 'done';
    const result = (contactId: string) => {
      const choice = choices?.find((one) => one.contactId === contactId)?.choice;
      return choice ? ({ wait: 'waiting', move: 'moved' } as const)[choice] : becomes(contactId);
    };
    const people = contactIds.map((contactId) => ({
      contactId,
      enrolment: result(contactId),
      ...(becomes(contactId) === 'skipped' && { holder }),
    }));
    return { people, replayed: false };
  });
  const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'owner' as const };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  const campaigns: Campaign[] = [
    { ...base, id: spring, name: 'Spring', state: 'ongoing' },
    { ...base, id: yarn, name: 'Yarn', state: 'draft' },
    { ...base, id: ids(203), name: 'Over', state: 'completed' },
  ];
  await cache.campaigns.put({ workspaceId, asOf: at, campaigns });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(contactIds: string[]) {
  render(
    <WordsContext value={appWordsIn('en')}>
      <AddToCampaign contactIds={contactIds} onDone={onDone} />
    </WordsContext>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Add to campaign' }));
  const dialog = within(await screen.findByRole('dialog', { name: /^Add [\d,]+ contacts? to a campaign$/ }));
  await dialog.findByRole('button', { name: /^Spring/ });
  return { user, dialog };
}

const people = (count: number) => Array.from({ length: count }, (_, n) => ids(n + 1));

test('only those that take people are offered; what became of whom is said, and the held may wait or move', async () => {
  becomes = (id) => (id === ids(1) ? 'inCampaign' : id === ids(2) || id === ids(3) ? 'skipped' : 'enrolled');
  const { user, dialog } = await open(people(6));
  expect(dialog.queryByText('Over')).toBeNull();
  await user.click(dialog.getByRole('button', { name: /^Spring/ }));
  const words = '“Spring”: 3 added, 1 already in it, 2 held by “Yarn”.';
  expect(await dialog.findByText(words)).toBeTruthy();
  expect(onDone).toHaveBeenLastCalledWith(words);
  await user.click(dialog.getByRole('button', { name: 'Move here' }));
  expect(await dialog.findByText('“Spring”: 3 added, 2 moved here, 1 already in it.')).toBeTruthy();
  expect(said('enrolMany')[1]).toMatchObject({ contactIds: [ids(2), ids(3)], choices: [{ choice: 'move' }, { choice: 'move' }] });
  // Out of it again: those it has put there, and nobody else; who was moved goes back.
  await user.click(dialog.getByRole('button', { name: 'Undo' }));
  expect(await dialog.findByText('5 taken out of “Spring” again.')).toBeTruthy();
  expect(said('changeMany')).toMatchObject([
    { campaignId: spring, contactIds: [ids(4), ids(5), ids(6), ids(2), ids(3)], state: 'removed' },
  ]);
  expect(said('enrolMany')[2]).toMatchObject({ campaign: { id: yarn, name: 'Yarn' }, contactIds: [ids(2), ids(3)] });
  await user.click(dialog.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('many go in parts, and those that no answer came for go again as the same request', async () => {
  const { user, dialog } = await open(people(1100));
  const tell = answers.getMockImplementation();
  let count = 0;
  answers.mockImplementation(async (type, data) =>
    type === 'enrolMany' && ++count === 2 ? { trouble: 'unreachable' } : tell?.(type, data),
  );
  await user.click(dialog.getByRole('button', { name: /^Spring/ }));
  expect(await dialog.findByText('“Spring”: 500 added.')).toBeTruthy();
  expect(dialog.getByRole('alert').textContent).toMatch(/^No answer came for 600 contacts/);
  await user.click(dialog.getByRole('button', { name: 'Try again' }));
  expect(await dialog.findByText('“Spring”: 1,100 added.')).toBeTruthy();
  const asked = said('enrolMany') as unknown as (Asked & { requestId: string })[];
  expect(asked.map(({ contactIds }) => contactIds.length)).toEqual([500, 500, 500, 100]);
  expect(asked[2]?.requestId).toBe(asked[1]?.requestId);
});

test('whoever had replied in it before has replied again when it is undone', async () => {
  const campaigns = [{ id: spring, name: 'Spring', campaignState: 'ongoing' as const, state: 'replied' as const }];
  await cache.contacts.put(contactRow(1, { campaigns }));
  const { user, dialog } = await open(people(2));
  await user.click(dialog.getByRole('button', { name: /^Spring/ }));
  await user.click(await dialog.findByRole('button', { name: 'Undo' }));
  await dialog.findByText(/taken out/);
  expect(said('changeMany')).toMatchObject([
    { contactIds: [ids(1)], state: 'replied' },
    { contactIds: [ids(2)], state: 'removed' },
  ]);
});

test('a new one is made on the way, by keyboard', async () => {
  const { user, dialog } = await open(people(1));
  await user.click(dialog.getByRole('button', { name: 'New campaign…' }));
  await user.keyboard('Felt{Enter}');
  expect(await dialog.findByText('“Felt”: 1 added.')).toBeTruthy();
  const [made] = said('createCampaign');
  expect(said('enrolMany')).toMatchObject([{ campaign: made }]);
});

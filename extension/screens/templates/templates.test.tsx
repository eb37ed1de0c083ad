import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { TemplateContent } from '@wellmet/shared/template';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { ContactRoom } from '../contact/ContactRoom.tsx';
import { writings } from '../contact/writing.ts';
import { card, contactRow, ids, workspaceId } from '../contacts/testing.ts';
import TemplateRoom from './TemplateRoom.tsx';
import TemplatesRoom from './TemplatesRoom.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const id = ids(9);
const content: TemplateContent = { name: 'First words', channel: 'note', language: 'en', text: 'Hello {first name}, how is {company}?' };
const row = {
  ...content,
  id,
  seq: 4,
  createdBy: 'Paul',
  createdByYou: false,
  changedBy: 'Paul',
  changedAt: '2026-11-20T10:00:00Z',
  workspaceId,
  asOf: '2026-11-20T10:00:00Z',
};
/** What the background answers; drafts are kept as it keeps them. */
let told: Partial<Record<string, unknown>>;

beforeEach(async () => {
  told = {};
  answers.mockImplementation(async (type, data) => {
    const key = { workspaceId, memberId: member.id, keptAt: '2026-11-29T10:00:00Z' };
    if (type === 'keepTemplateDraft') await cache.templateDrafts.put({ ...(data as { id: string; content: TemplateContent }), ...key });
    if (type === 'dropTemplateDraft') await cache.templateDrafts.delete([workspaceId, member.id, (data as { id: string }).id]);
    return told[type] ?? 'done';
  });
  writings.setState({}, true);
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'member' as const };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.sync.put({ workspaceId, memberId: member.id, asOf: '2026-11-29T10:00:00Z' });
  for (const [n, company] of [
    [1, 'Brumelac'],
    [2, undefined],
  ] as const) {
    const name = n === 1 ? 'Yannick Kerdantrec' : 'Léa Morvan';
    const sighting = { ...card(n).contact.sighting, name, company };
    await cache.contacts.put({ ...contactRow(n, { name }), company });
    await cache.cards.put(
      card(n, { name, sighting, insights: { engine: 'local', version: 1, language: 'en', facts: [], hooks: [] } } as never),
    );
  }
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

const show = (room: React.ReactNode) => {
  render(<WordsContext value={appWordsIn('en')}>{room}</WordsContext>);
  return userEvent.setup();
};

test('where there is none one begins with one of ours; nothing is saved by that', async () => {
  const user = show(<TemplatesRoom />);
  await user.click(await screen.findByText('A first note'));
  expect(said('keepTemplateDraft')).toMatchObject([{ content: { name: 'A first note', channel: 'note', language: 'en' } }]);
  expect(said('saveTemplate')).toEqual([]);
});

describe('the editor', () => {
  test('keeps every key, names what is no field, and saves only what is whole, based on what it was', async () => {
    await cache.templates.put(row);
    const user = show(<TemplateRoom id={id} />);
    const area = await screen.findByLabelText<HTMLTextAreaElement>('Text');
    await user.type(area, ' {{nothing}');
    expect(await screen.findByText('{nothing} is not a field. Choose one under “Insert a field”.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(said('saveTemplate')).toEqual([]);
    expect(said('keepTemplateDraft').at(-1)).toMatchObject({ id, basedOn: 4, content: { text: `${content.text} {nothing}` } });
    await user.clear(area);
    await user.click(screen.getByRole('button', { name: 'Insert a field' }));
    await user.click(screen.getByRole('menuitem', { name: 'Company' }));
    expect(area.value).toBe('{company}');
    told['saveTemplate'] = { trouble: 'unreachable' };
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(said('saveTemplate')).toMatchObject([{ id, basedOn: 4, content: { text: '{company}' } }]);
    expect((await screen.findByRole('alert')).textContent).toContain('Your text is kept on this device');
  });

  test('shows what it says to each contact, and for whom something is missing', async () => {
    await cache.templates.put(row);
    const user = show(<TemplateRoom id={id} />);
    expect(await screen.findByText('Complete for 1 of the 2 contacts opened here last')).toBeTruthy();
    expect(screen.getByText('Company: missing for 1 contact')).toBeTruthy();
    await user.selectOptions(screen.getByLabelText('Contact'), 'Yannick Kerdantrec');
    expect(screen.getByText('Brumelac').className).toBe('value');
    await user.click(screen.getByRole('button', { name: 'Next contact' }));
    expect(screen.getByText('[company?]').className).toBe('missing');
  });

  test('of two members who write at once neither loses a word', async () => {
    await cache.templates.put({ ...row, seq: 7, text: 'Theirs' });
    await cache.templateDrafts.put({ workspaceId, memberId: member.id, id, content, basedOn: 4, keptAt: '2026-11-29T10:00:00Z' });
    const user = show(<TemplateRoom id={id} />);
    expect((await screen.findByRole('alert')).textContent).toContain('Paul changed this template');
    await user.click(screen.getByRole('button', { name: 'Take theirs' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Text').value).toBe('Theirs'));
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(screen.getByLabelText<HTMLTextAreaElement>('Text').value).toBe(content.text));
  });
});

test('a message that lacks something is neither copied nor marked until it is there', async () => {
  await cache.templates.put(row);
  const user = show(<ContactRoom id={ids(2)} />);
  const copied: string[] = [];
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (words) => void copied.push(words));
  const opener = await screen.findByRole('button', { name: 'Write' });
  await waitFor(() => expect(opener).toHaveProperty('disabled', false));
  await user.click(opener);
  await user.selectOptions(await screen.findByLabelText('Template'), id);
  const area = screen.getByLabelText<HTMLTextAreaElement>('Draft');
  expect(area.value).toBe('Hello Léa, how is [company?]?');
  expect(screen.getByRole('heading', { name: 'Missing: Company' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  await user.click(screen.getByRole('button', { name: 'Mark as sent' }));
  expect([copied, said('engage')]).toEqual([[], []]);
  await user.type(screen.getByRole('textbox', { name: 'Company' }), 'Nordlys');
  await user.click(screen.getByRole('button', { name: 'Fill in' }));
  expect(area.value).toBe('Hello Léa, how is Nordlys?');
  await user.click(screen.getByRole('button', { name: 'Copy' }));
  expect(copied).toEqual(['Hello Léa, how is Nordlys?']);
});

import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { MemberUsage, Role } from '@wellmet/shared/account';
import type { AuditEntry } from '@wellmet/shared/audit';
import type { Invitation } from '@wellmet/shared/team';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { ids, workspaceId } from '../contacts/testing.ts';
import TeamRoom from './TeamRoom.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const requestId = expect.any(String) as string;

const ana = { id: ids(1), name: 'Ana Prieto', email: 'ana@example.com' };
const paul: MemberUsage = { id: ids(2), name: 'Paul Adeyemi', email: 'paul@example.com', role: 'member', usedCredits: 3 };
const maren: MemberUsage = { id: ids(3), name: 'Maren Quill', email: 'maren@example.com', role: 'owner', usedCredits: 0, capCredits: 10 };
const invitation: Invitation = {
  id: ids(7),
  email: 'zoe@example.com',
  role: 'admin',
  language: 'en',
  invitedBy: 'Ana Prieto',
  sentAt: '2026-11-20T09:00:00.000Z',
  expiresAt: '2099-12-04T09:00:00.000Z',
};
const link = 'https://wellmet.example/join#secret';
const refused = (code: string) => ({ trouble: 'refused', problem: { type: '', code, title: '', status: 409 } });

/** What the background answers: a function is asked each time. */
let told: Record<string, unknown>;

beforeEach(() => {
  told = {
    members: { members: [{ ...ana, role: 'owner', usedCredits: 12 }, paul] },
    invitations: { invitations: [] },
    webhooks: { webhooks: [], mayBePrivate: false },
    audit: { entries: [] },
  };
  answers.mockImplementation(async (type, data) => {
    const answer = told[type] ?? 'done';
    return typeof answer === 'function' ? (answer as (data: unknown) => unknown)(data) : answer;
  });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(role: Role = 'owner', language: 'en' | 'fr' = 'en') {
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member: ana, workspace });
  render(
    <WordsContext value={appWordsIn(language)}>
      <TeamRoom />
    </WordsContext>,
  );
  return userEvent.setup();
}

const part = (name: string) => screen.findByRole('region', { name });
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const rowOf = async (name: string) => (await screen.findByRole('rowheader', { name: new RegExp(name) })).closest('tr') as HTMLElement;

describe('who sees what', () => {
  test.each<[Role, string[]]>([
    ['owner', ['Members', 'Invitations', 'Workspace', 'Webhooks', 'Audit log']],
    ['admin', ['Members', 'Invitations', 'Workspace', 'Webhooks', 'Audit log']],
    ['member', ['Members', 'Workspace']],
  ])('%s: %j', async (role, parts) => {
    await open(role);
    await rowOf('Paul');
    expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(parts);
    // What is not shown is not asked for, either.
    await waitFor(() => expect(said('webhooks')).toHaveLength(role === 'member' ? 0 : 1));
    expect(said('invitations').length + said('audit').length).toBe(role === 'member' ? 0 : 2);
  });

  test('a member changes nothing, and is told who can', async () => {
    told['members'] = { members: [{ ...ana, email: undefined, role: 'member', usedCredits: 1 }, maren] };
    await open('member', 'fr');
    const row = await rowOf('Maren');
    expect(await screen.findByText(/Les propriétaires et les administrateurs invitent/)).toBeTruthy();
    expect(within(row).queryAllByRole('button')).toHaveLength(0);
    expect(screen.queryAllByRole('combobox')).toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Renommer' })).toBeNull();
  });

  test('an admin touches no owner, and makes nobody one', async () => {
    told['members'] = { members: [{ ...ana, role: 'admin', usedCredits: 1 }, paul, maren] };
    await open('admin');
    expect(within(await rowOf('Maren')).queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove Maren Quill' })).toBeNull();
    const roles = within(screen.getByLabelText('Role of Paul Adeyemi')).getAllByRole<HTMLOptionElement>('option');
    expect(roles.map(({ value }) => value)).toEqual(['admin', 'member']);
    const invites = within(within(await part('Invitations')).getByLabelText('Role')).getAllByRole<HTMLOptionElement>('option');
    expect(invites.map(({ value }) => value)).toEqual(['member', 'admin']);
  });

  test('nobody takes the role of the only owner, or removes themselves', async () => {
    await open();
    const row = await rowOf('Ana');
    expect(row.textContent).toContain('the only owner');
    expect(within(row).queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Remove Ana Prieto' })).toBeNull();
  });
});

test.each([
  ['Members', 'members', 'Paul Adeyemi'],
  ['Invitations', 'invitations', 'Nobody is invited at the moment.'],
  ['Audit log', 'audit', 'Nothing is noted yet.'],
])('%s: where the server does not answer, that is said there alone, and asked again by a press', async (name, type, later) => {
  const fine = told[type];
  told[type] = { trouble: 'unreachable' };
  const user = await open();
  const section = await part(name);
  expect((await within(section).findByRole('alert')).textContent).toContain('The server does not answer');
  expect(screen.getAllByRole('alert')).toHaveLength(1);
  told[type] = fine;
  await user.click(within(section).getByRole('button', { name: 'Try again' }));
  expect(await within(section).findByText(later)).toBeTruthy();
  expect(within(section).queryByRole('alert')).toBeNull();
});

describe('members', () => {
  test('another role, and back', async () => {
    const user = await open();
    await user.selectOptions(await screen.findByLabelText('Role of Paul Adeyemi'), 'admin');
    expect(await screen.findByText(/Paul Adeyemi is .* now\./)).toBeTruthy();
    await user.click(await button('Undo'));
    await waitFor(() => expect(said('changeRole')).toHaveLength(2));
    const [there, back] = said('changeRole') as { requestId: string }[];
    expect(there).toEqual({ requestId, memberId: paul.id, role: 'admin' });
    expect(back).toEqual({ requestId, memberId: paul.id, role: 'member' });
    expect(back?.requestId).not.toBe(there?.requestId);
  });

  test('a role that is not confirmed is tried again as the same request', async () => {
    told['changeRole'] = { trouble: 'unreachable' };
    const user = await open();
    await user.selectOptions(await screen.findByLabelText('Role of Paul Adeyemi'), 'admin');
    expect((await screen.findByRole('alert')).textContent).toContain('Trying again never does it twice');
    await user.click(await button('Try again'));
    await waitFor(() => expect(said('changeRole')).toHaveLength(2));
    expect(said('changeRole')[1]).toEqual(said('changeRole')[0]);
  });

  test('nobody is removed before one has been asked, and Escape takes it back', async () => {
    const user = await open();
    (await button('Remove Paul Adeyemi')).focus();
    await user.keyboard('{Enter}');
    expect(await screen.findByText(/They lose this workspace at once/)).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(await button('Remove Paul Adeyemi'));
    expect(said('removeMember')).toEqual([]);
    await user.keyboard('{Enter}');
    told['members'] = { members: [{ ...ana, role: 'owner', usedCredits: 12 }] };
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Paul Adeyemi is in the workspace no more.')).toBeTruthy();
    expect(said('removeMember')).toEqual([{ requestId, memberId: paul.id }]);
    expect(screen.queryByRole('rowheader', { name: /Paul/ })).toBeNull();
  });

  test('a removal that is refused says why, and the member stays', async () => {
    told['removeMember'] = refused('forbidden');
    const user = await open();
    await user.click(await button('Remove Paul Adeyemi'));
    await user.click(await button('Remove'));
    const row = await rowOf('Paul');
    expect(await within(row).findByRole('alert')).toBeTruthy();
    expect(screen.queryByText(/no more/)).toBeNull();
  });
});

const opener = () => button('Change the cap of Paul Adeyemi: No cap');
const field = () => screen.getByLabelText<HTMLInputElement>(/^Cap of Paul Adeyemi/);

describe('caps', () => {
  test('set by keyboard, and taken back', async () => {
    const user = await open();
    (await opener()).focus();
    await user.keyboard('{Enter}');
    await user.type(field(), '25{Enter}');
    expect(await screen.findByText('Paul Adeyemi may spend 25 credits a period.')).toBeTruthy();
    expect(document.activeElement).toBe(await opener());
    await user.click(await button('Undo'));
    await waitFor(() => expect(said('setMemberCap')).toHaveLength(2));
    expect(said('setMemberCap')).toEqual([
      { requestId, memberId: paul.id, capCredits: 25 },
      { requestId, memberId: paul.id, capCredits: null },
    ]);
  });

  test('nothing is no cap', async () => {
    told['members'] = {
      members: [
        { ...ana, role: 'owner', usedCredits: 12 },
        { ...paul, capCredits: 10 },
      ],
    };
    const user = await open();
    await user.click(await button('Change the cap of Paul Adeyemi: 10'));
    await user.clear(field());
    await user.keyboard('{Enter}');
    expect(await screen.findByText('Paul Adeyemi may spend what the workspace has.')).toBeTruthy();
    expect(said('setMemberCap')).toEqual([{ requestId, memberId: paul.id, capCredits: null }]);
  });

  test.each(['-1', '1.5', 'ten', '1000001'])('%s is no cap, and is not sent', async (typed) => {
    const user = await open();
    await user.click(await opener());
    await user.type(field(), `${typed}{Enter}`);
    expect((await screen.findByRole('alert')).textContent).toBe('A whole number, or nothing.');
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(said('setMemberCap')).toEqual([]);
  });

  test('Escape leaves it as it was', async () => {
    const user = await open();
    await user.click(await opener());
    await user.type(field(), '25{Escape}');
    expect(document.activeElement).toBe(await opener());
    expect(said('setMemberCap')).toEqual([]);
  });
});

const invite = async (user: ReturnType<typeof userEvent.setup>, email: string) => {
  await user.type(within(await part('Invitations')).getByLabelText('E-mail'), `${email}{Enter}`);
};

describe('invitations', () => {
  test('the link is shown to be copied, and that no mail went', async () => {
    told['invite'] = () => {
      told['invitations'] = { invitations: [invitation] };
      return { invitation, link, isSent: false };
    };
    const user = await open();
    await invite(user, ' Zoe@Example.com ');
    expect(await screen.findByText(/sends no mail: copy the link for zoe@example.com/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Link of the invitation').value).toBe(link);
    expect(said('invite')).toEqual([{ requestId, email: 'zoe@example.com', role: 'member', language: 'en' }]);
    expect(await screen.findByText(/invited by Ana Prieto/)).toBeTruthy();
    const refuse = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await user.click(await button('Copy'));
    expect((await screen.findByRole('alert')).textContent).toContain('did not let it be copied');
    refuse.mockRestore();
  });

  test.each([
    ['zoe', undefined, /An e-mail has the form/],
    ['zoe@example.com', undefined, /They are invited already/],
    ['paul@example.com', 'wrong-state', /They are in the workspace already/],
    ['maren@example..com', 'invalid-request', /An e-mail has the form/],
    ['theo@example.com', 'forbidden', /Your role/],
  ])('%s, which the server answers with %s', async (email, code, says) => {
    told['invitations'] = { invitations: [invitation] };
    if (code) told['invite'] = refused(code);
    const user = await open();
    await screen.findByText('zoe@example.com');
    await invite(user, email);
    await waitFor(async () => expect((await part('Invitations')).textContent).toMatch(says));
    expect(said('invite')).toHaveLength(code ? 1 : 0);
    expect(screen.queryByLabelText('Link of the invitation')).toBeNull();
  });

  test('one whose time is over says so; sent again it has a new link', async () => {
    told['invitations'] = { invitations: [{ ...invitation, expiresAt: '2026-01-01T00:00:00.000Z' }] };
    told['resendInvitation'] = { invitation, link: `${link}2`, isSent: true };
    const user = await open();
    expect(await screen.findByText('its time is over')).toBeTruthy();
    await user.click(await button('Send the invitation to zoe@example.com again'));
    expect(await screen.findByText(/has a new link/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLTextAreaElement>('Link of the invitation').value).toBe(`${link}2`);
    expect(said('resendInvitation')).toEqual([{ requestId, id: invitation.id }]);
  });

  test('revoked, its link is gone; taken back, it has a new one', async () => {
    told['invitations'] = { invitations: [invitation] };
    told['resendInvitation'] = { invitation, link, isSent: false };
    const user = await open();
    await user.click(await button('Send the invitation to zoe@example.com again'));
    await screen.findByLabelText('Link of the invitation');
    await user.click(await button('Revoke the invitation to zoe@example.com'));
    expect(await screen.findByText('The invitation to zoe@example.com is revoked.')).toBeTruthy();
    expect(screen.queryByLabelText('Link of the invitation')).toBeNull();
    await user.click(await button('Undo'));
    expect(await screen.findByLabelText('Link of the invitation')).toBeTruthy();
    expect(said('resendInvitation')).toHaveLength(2);
  });

  test('an admin does not touch one that makes an owner', async () => {
    told['invitations'] = { invitations: [{ ...invitation, role: 'owner' }] };
    await open('admin');
    await screen.findByText('zoe@example.com');
    expect(screen.queryByRole('button', { name: /zoe@example\.com/ })).toBeNull();
  });
});

describe('the workspace', () => {
  test('renamed by its owner, and back', async () => {
    const user = await open();
    await user.click(await button('Rename'));
    await user.clear(screen.getByLabelText('Name'));
    await user.type(screen.getByLabelText('Name'), 'Prieto & Sons{Enter}');
    expect(await screen.findByText('The workspace is called Prieto & Sons now.')).toBeTruthy();
    await user.click(await button('Undo'));
    await waitFor(() => expect(said('renameWorkspace')).toHaveLength(2));
    expect(said('renameWorkspace')).toEqual([
      { requestId, name: 'Prieto & Sons' },
      { requestId, name: 'Prieto Conseil' },
    ]);
  });

  test('its only owner cannot leave, and is told what to do first', async () => {
    told['leaveWorkspace'] = refused('wrong-state');
    const user = await open();
    await user.click(await button('Leave Prieto Conseil'));
    expect(said('leaveWorkspace')).toEqual([]);
    // Nothing is lost: whoever left can be invited again.
    expect((await button('Leave')).className).toBe('button primary');
    await user.click(await button('Leave'));
    expect((await screen.findByRole('alert')).textContent).toContain('make somebody else an owner');
  });

  test('another one: too many are refused in words', async () => {
    told['createWorkspace'] = refused('wrong-state');
    const user = await open('member');
    await user.click(await screen.findByText('Another workspace'));
    await user.type(await screen.findByLabelText('Name of the new workspace'), 'Second');
    await user.click(await button('Make a workspace'));
    expect((await screen.findByRole('alert')).textContent).toContain('five workspaces');
    expect(said('createWorkspace')).toEqual([{ id: expect.any(String), name: 'Second' }]);
  });
});

describe('the audit log', () => {
  const by = { id: ana.id, name: ana.name };
  const entry = (n: number, rest: Partial<AuditEntry>): AuditEntry => ({
    id: ids(n),
    at: '2026-11-20T09:00:00.000Z',
    act: 'role-changed',
    by,
    about: {},
    ...rest,
  });

  test.each<[Partial<AuditEntry>, string]>([
    [{ about: { memberName: 'Paul', from: 'member', to: 'admin' } }, 'Role changedPaul · member → adminAna Prieto'],
    [{ act: 'cap-changed', about: { memberName: 'Paul', to: '10' } }, 'Cap changedPaul · No cap → 10'],
    [{ act: 'member-invited', about: { email: 'zoe@example.com' } }, 'Invitedzoe@example.com'],
    [{ act: 'contact-erased', about: { keyId: ids(5) } }, 'Ana Prieto, by an API key'],
    [{ act: 'key-revoked', about: { keyId: ids(5), name: 'Nightly' } }, 'API key revokedNightlyAna Prieto ·'],
    [{ act: 'webhook-paused', by: undefined, about: { name: 'crm.example' } }, 'crm.exampleby itself'],
    [{ act: 'plan-changed', by: undefined }, 'The operator'],
    [{ by: { id: ids(4), name: '' } }, 'somebody'],
  ])('%j', async (rest, says) => {
    told['audit'] = { entries: [entry(9, rest)] };
    await open();
    const line = await within(await part('Audit log')).findByRole('listitem');
    expect(line.textContent).toContain(says);
  });

  test('narrowed by what and by whom, and shown whole again', async () => {
    told['audit'] = (question: object) => ({ entries: Object.keys(question).length > 0 ? [] : [entry(9, {})] });
    const user = await open();
    const section = within(await part('Audit log'));
    await user.selectOptions(section.getByLabelText('What'), 'cap-changed');
    expect(await section.findByText('Nothing of that kind is noted.')).toBeTruthy();
    await user.selectOptions(section.getByLabelText('Who'), 'Paul Adeyemi');
    await waitFor(() => expect(said('audit').at(-1)).toEqual({ act: 'cap-changed', memberId: paul.id }));
    await user.click(await section.findByRole('button', { name: 'Show everything' }));
    expect(await section.findByRole('listitem')).toBeTruthy();
    expect(section.getByLabelText<HTMLSelectElement>('What').value).toBe('');
  });

  test('what is earlier comes by a press; where that fails, what is shown stays', async () => {
    told['audit'] = ({ cursor }: { cursor?: string }) =>
      cursor === undefined ? { entries: [entry(9, {})], next: ids(9) } : { trouble: 'unreachable' };
    const user = await open();
    const section = within(await part('Audit log'));
    await user.click(await section.findByRole('button', { name: 'Show earlier' }));
    await section.findByRole('alert');
    expect(section.getAllByRole('listitem')).toHaveLength(1);
    told['audit'] = { entries: [entry(8, {})] };
    await user.click(section.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(section.getAllByRole('listitem')).toHaveLength(2));
    expect(said('audit').at(-1)).toEqual({ cursor: ids(9) });
    expect(section.queryByRole('button', { name: 'Show earlier' })).toBeNull();
  });
});

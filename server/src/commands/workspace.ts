import { z } from 'zod';
import { allWorkspaces, type WorkspaceOverview } from '../accounts/workspaces.ts';
import { ProblemError } from '../http/problem.ts';
import { command, Flag, say, tableOf, withServer, WorkspaceId } from './command.ts';

export const workspaceList = command({
  words: 'workspace list',
  about: 'every workspace with its id, owners, plan and credits, the oldest first',
  usage: '[--json]',
  options: z.strictObject({ json: Flag }),
  work: async (config, { json }) => {
    const workspaces = await withServer(config, ({ accounts }) => allWorkspaces(accounts));
    const heading = ['id', 'name', 'owners', 'members', 'plan', 'credits left', ''];
    say(json, { workspaces }, tableOf([heading, ...workspaces.map(rowOf)]));
  },
});

export const workspaceShow = command({
  words: 'workspace show',
  about: 'one workspace: its owners, plan, credits and what is to be known of it',
  usage: '--workspace <id> [--json]',
  options: z.strictObject({ workspace: WorkspaceId, json: Flag }),
  work: async (config, { workspace, json }) => {
    const one = await withServer(config, async ({ accounts }) => (await allWorkspaces(accounts)).find(({ id }) => id === workspace));
    if (!one) throw new ProblemError('not-found');
    const titles = ['id', 'name', 'owners', 'members', 'plan', 'credits left', 'to be known'];
    const cells = rowOf(one);
    say(json, one, tableOf(titles.map((title, at) => [title, cells[at] || '-'])));
  },
});

function rowOf({ id, name, ownerEmails, members, isLapsed, isStopped, balance }: WorkspaceOverview): string[] {
  const { available, allotment, plan, next } = balance;
  const notes = [
    ...(next ? [`then ${next.code} × ${next.seats}${next.because === 'lapse' ? ', not paid' : ''}`] : []),
    ...(isLapsed ? ['not paid: campaigns paused'] : []),
    ...(isStopped ? ['stopped: the ledger does not add up'] : []),
  ];
  return [
    id,
    name,
    ownerEmails.join(' '),
    String(members),
    `${plan.code} × ${plan.seats}`,
    `${available} of ${allotment}`,
    notes.join('; '),
  ];
}

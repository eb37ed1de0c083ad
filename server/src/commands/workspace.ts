import { z } from 'zod';
import { allWorkspaces, type WorkspaceOverview } from '../accounts/workspaces.ts';
import { command, Flag, say, tableOf, withServer } from './command.ts';

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

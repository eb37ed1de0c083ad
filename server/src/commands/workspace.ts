import { Language } from '@wellmet/shared/account';
import { invitationDays } from '@wellmet/shared/team';
import { z } from 'zod';
import { allWorkspaces, type WorkspaceOverview } from '../accounts/workspaces.ts';
import { ProblemError } from '../http/problem.ts';
import { freePlan } from '../plans/plans.ts';
import { joinLink } from '../team/invitations.ts';
import { openWorkspaceFor } from '../team/workspaces.ts';
import { addressOf, command, Flag, say, tableOf, withServer, WorkspaceId } from './command.ts';

export const workspaceCreate = command({
  words: 'workspace create',
  about: 'make a workspace on a plan, and print the link by which its owner comes in',
  usage: '--name <name> --email <of the owner> [--plan <code>] [--time-zone <zone>] [--lang en|fr] [--json]',
  options: z.strictObject({
    name: z.string('--name is missing').trim().min(1, '--name is missing').max(100, '--name must have 100 characters or less'),
    email: z.email('--email must be the address of the owner').max(254).toLowerCase(),
    plan: z.string().min(1).default(freePlan),
    'time-zone': z.string().default('UTC'),
    lang: Language.default('en'),
    json: Flag,
  }),
  work: async (config, { name, email, plan, 'time-zone': timeZone, lang, json }) => {
    const { workspaceId, secret } = await withServer(config, ({ accounts }) =>
      openWorkspaceFor(accounts, { name, email, planCode: plan, timeZone, language: lang }),
    );
    const link = joinLink(addressOf(config), lang, secret);
    say(
      json,
      { workspaceId, link },
      `workspace ${workspaceId} is made; ${email} becomes its owner by this link, within ${invitationDays} days:\n${link}`,
    );
  },
});

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

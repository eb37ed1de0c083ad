/** The ledger, as the screens ask for it. Not kept: it is long, and only the server knows what it adds up to. */
import { totalsBy, type LedgerFilter, type LedgerPage } from '@wellmet/shared/ledger';
import { isTrouble, type Spent, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';

const pageSize = 50;

export async function ledger({ cursor, ...filter }: LedgerFilter & { cursor?: string | undefined }): Promise<LedgerPage | Trouble> {
  const told = await askAsMember('ledger', (workspaceId) => ({ params: { workspaceId }, query: { ...filter, limit: pageSize, cursor } }));
  return isTrouble(told) ? told : told.answer;
}

/** All of it or what is in its way: figures of which some are missing would not add up. */
export async function spent(filter: LedgerFilter): Promise<Spent | Trouble> {
  const [members, ...sums] = await Promise.all([
    askAsMember('members', (workspaceId) => ({ params: { workspaceId } })),
    ...totalsBy.map((by) => askAsMember('ledgerTotals', (workspaceId) => ({ params: { workspaceId }, query: { ...filter, by } }))),
  ]);
  if (isTrouble(members)) return members;
  const totals: Spent['totals'] = { day: [], source: [], member: [], campaign: [] };
  for (const [place, by] of totalsBy.entries()) {
    const told = sums[place];
    if (told === undefined || isTrouble(told)) return told ?? { trouble: 'unreachable' };
    totals[by] = told.answer.totals;
  }
  return { totals, members: members.answer.members };
}

/** The rows that fit, as a table for a spreadsheet. */
export async function ledgerFile(filter: LedgerFilter): Promise<string | Trouble> {
  const told = await askAsMember('ledgerFile', (workspaceId) => ({ params: { workspaceId }, query: filter }));
  return isTrouble(told) ? told : told.answer;
}

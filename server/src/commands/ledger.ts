import { z } from 'zod';
import { verifyAndLift, type Lifted } from '../credits/stop.ts';
import type { LedgerReport } from '../credits/verify.ts';
import { command, counted, Flag, say, withServer, WorkspaceId } from './command.ts';

export const ledgerVerify = command({
  words: 'ledger verify',
  about:
    'recompute every balance, number and debit from the rows; status 1 when they do not add up. A stopped workspace that is clean goes on',
  usage: '[--workspace <id>] [--json]',
  options: z.strictObject({ workspace: WorkspaceId.optional(), json: Flag }),
  work: async (config, { workspace, json }) => {
    const report = await withServer(config, ({ database }) => verifyAndLift(database.db, workspace));
    say(json, report, [verifiedInWords(report), ...stopsInWords(report)].join('\n'));
    if (report.faults.length > 0) process.exitCode = 1;
  },
});

/** What a verification found. */
export function verifiedInWords({ workspaces, entries, debits, invariants, faults, more }: LedgerReport): string {
  const counts = `${counted(workspaces, 'workspace')}, ${counted(entries, 'ledger entry', 'ledger entries')}, ${counted(debits, 'debit')}`;
  if (faults.length === 0) return `clean: ${counts}; ${invariants.length} invariants hold`;
  const lines = [...Map.groupBy(faults, ({ workspaceId }) => workspaceId)].flatMap(([workspaceId, own]) => [
    `workspace ${workspaceId}`,
    ...own.flatMap(({ invariant, times, found }) => [
      `  not so: ${invariant}`,
      times === 1 ? `    ${found}` : `    in ${times} places, one of them: ${found}`,
    ]),
  ]);
  const rest = more > 0 ? [`and ${counted(more, 'fault')} of the same kinds in other workspaces`] : [];
  return [`WRONG: ${counts}; not all of ${invariants.length} invariants hold`, ...lines, ...rest].join('\n');
}

const stopsInWords = ({ lifted, stopped }: Lifted): string[] => [
  ...lifted.map((workspaceId) => `workspace ${workspaceId} was stopped and is clean: it takes debits again`),
  ...stopped.map((workspaceId) => `workspace ${workspaceId} is stopped: it takes no debits`),
];

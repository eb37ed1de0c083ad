/** The server's commands; each is described where it is done, in commands/. */
import { parseArgs } from 'node:util';
import { BackupError } from './backup/archive.ts';
import { backup, restore } from './commands/backup.ts';
import { UsageError } from './commands/command.ts';
import { doctor } from './commands/doctor.ts';
import { erase } from './commands/erase.ts';
import { ledgerVerify } from './commands/ledger.ts';
import { grant, planAnswer, planChange, planLapse, planList, planRequests } from './commands/plan.ts';
import { memberAdd, memberReset } from './commands/member.ts';
import { poolFetch, poolImport, poolImports, poolList, poolOffer, poolRemove, poolWithdraw } from './commands/pool.ts';
import { rulesKey, rulesPublish, rulesReports, rulesShow, rulesSign, rulesWithdraw } from './commands/rules.ts';
import { migrate, serve } from './commands/serve.ts';
import { syncReset } from './commands/sync.ts';
import { workspaceCreate, workspaceList, workspaceShow } from './commands/workspace.ts';
import { ConfigError } from './config.ts';
import { EmbeddedDatabaseError } from './db/embedded.ts';
import { ProblemError } from './http/problem.ts';

const commands = [
  serve,
  migrate,
  doctor,
  workspaceList,
  workspaceShow,
  workspaceCreate,
  memberAdd,
  memberReset,
  planList,
  planChange,
  planLapse,
  planRequests,
  planAnswer,
  grant,
  ledgerVerify,
  erase,
  backup,
  restore,
  syncReset,
  poolImport,
  poolFetch,
  poolList,
  poolImports,
  poolRemove,
  poolOffer,
  poolWithdraw,
  rulesKey,
  rulesSign,
  rulesPublish,
  rulesShow,
  rulesWithdraw,
  rulesReports,
];

const usage = `Usage: node server/src/cli.ts <command>

${commands.map(({ words, about, usage: options }) => `  ${words.padEnd(16)}${about}\n${options && `    ${options}\n`}`).join('')}
The environment says the rest: HOST, PORT, DATABASE_URL, WELLMET_DATA … (docs/operator.md).
`;

async function run(typed: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { positionals, values } = parseArgs({
    args: typed,
    allowPositionals: true,
    options: {
      help: { ...flag, short: 'h' },
      demo: flag,
      json: flag,
      workspace: text,
      name: text,
      email: text,
      lang: text,
      'time-zone': text,
      password: text,
      role: text,
      plan: text,
      seats: text,
      credits: text,
      reason: text,
      key: text,
      file: text,
      shared: text,
      source: text,
      licence: text,
      basis: text,
      map: text,
      'dry-run': flag,
      'from-start': flag,
      'secret-lost': flag,
      yes: flag,
      person: text,
      request: text,
      accept: flag,
      decline: flag,
      import: text,
      pool: text,
    },
  });
  const { help = false, ...given } = values;
  const asked = positionals.join(' ');
  if (help || asked === 'help') {
    process.stdout.write(usage);
    return;
  }
  const behind = positionals.slice(0, -1).join(' ');
  const command =
    commands.find(({ words }) => words === asked) ?? commands.find(({ words, takes }) => takes !== undefined && words === behind);
  if (!command) throw new UsageError(asked === '' ? 'A command is missing.' : `There is no command "${asked}".`);
  await command.run(command.takes !== undefined && command.words === behind ? { ...given, [command.takes]: positionals.at(-1) } : given);
}

/** One clear paragraph for what the operator can mend; status 2 for what they typed or set, 1 for the rest. */
function explain(error: unknown): { text: string; status: number } {
  if (error instanceof ConfigError) return { text: error.message, status: 2 };
  if (error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
    return { text: `${error.message}\n\n${usage}`, status: 2 };
  if (error instanceof EmbeddedDatabaseError || error instanceof BackupError) return { text: error.message, status: 1 };
  if (error instanceof ProblemError && error.extra.detail !== undefined) return { text: error.extra.detail, status: 1 };
  if (error instanceof ProblemError && error.code === 'not-found') return { text: 'There is no workspace with this id.', status: 1 };
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return { text: `${error.message}\nAnother program uses this address: stop it, or choose another with PORT.`, status: 1 };
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), status: 1 };
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const { text, status } = explain(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = status;
}

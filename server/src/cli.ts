/** The server's commands. */
import { parseArgs } from 'node:util';
import closeWithGrace from 'close-with-grace';
import { Role } from '@wellmet/shared/account';
import { z } from 'zod';
import { addMember } from './accounts/accounts.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { verifyLedger, type LedgerReport } from './credits/verify.ts';
import { EmbeddedDatabaseError } from './db/embedded.ts';
import { checkDemo, makeDemo, type Demo } from './demo.ts';
import { ProblemError } from './http/problem.ts';
import { openLog } from './log.ts';
import { listen, openServer } from './serve.ts';

const usage = `Usage: node server/src/cli.ts <command>

  serve [--demo]      start the server; --demo makes a workspace to try it with, and says what to do next
  migrate             bring the tables up to date and end
  member add          add somebody to a workspace:
    --workspace <id> --name <name> --email <address> --password <password> [--role owner|admin|member]
  ledger verify       recompute every balance, number and debit from the rows; status 1 when they do not add up:
    [--workspace <id>] [--json]

The environment says the rest: HOST, PORT, DATABASE_URL, WELLMET_DATA … (docs/operator.md).
`;

/** The command line is wrong. */
class UsageError extends Error {}

async function serve(config: Config, options: { demo: boolean }): Promise<void> {
  if (options.demo) checkDemo(config);
  const log = openLog(config.logLevel);
  const opened = await openServer(config, log);
  try {
    const demo = options.demo ? await makeDemo(config, opened) : undefined;
    const listening = await listen(config, opened, log);
    closeWithGrace({ delay: 15_000, logger: false }, async ({ err, signal }) => {
      if (err) log.fatal({ error: err.name }, 'the server ends after an error that nobody caught');
      else log.info({ signal }, 'stopping');
      await listening.close();
      await opened.close();
    });
    log.info({ url: listening.url }, 'listening');
    if (demo) process.stdout.write(`\n${nextSteps(listening.url, config, demo)}\n`);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

function nextSteps(url: string, config: Config, { email, colleagueEmail, password }: Demo): string {
  const page = config.practice ? `\n  2. Open a practice profile     ${url}/practice/` : '';
  return `  Wellmet is ready at ${url}  (API: ${url}/docs)

  1. Load the extension
     Chrome    chrome://extensions → Developer mode → Load unpacked → .output/chrome-mv3
     Firefox   about:debugging → This Firefox → Load Temporary Add-on → .output/firefox-mv3/manifest.json${page}
  3. Sign in from Wellmet's popup
     ${email}  or, to see it as a colleague,  ${colleagueEmail}
     password  ${password}

  Ctrl-C stops it.`;
}

async function withServer<T>(config: Config, work: (opened: Awaited<ReturnType<typeof openServer>>) => Promise<T>): Promise<T> {
  // Standard output is the command's answer, which another program may read.
  const log = openLog(config.logLevel === 'info' ? 'warn' : config.logLevel, process.stderr);
  const opened = await openServer(config, log, 'a running server');
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

const WorkspaceId = z.uuid('--workspace must be the id of a workspace');

const NewMember = z.object({
  workspace: WorkspaceId,
  name: z.string('--name is missing').trim().min(1).max(100),
  email: z.email('--email must be an address'),
  password: z.string('--password is missing').min(8, '--password must have 8 characters or more').max(128),
  role: Role.default('member'),
});

function parsed<T>(schema: z.ZodType<T>, given: unknown): T {
  const { data, error } = schema.safeParse(given);
  if (error) throw new UsageError([...new Set(error.issues.map(({ message }) => message))].join('\n'));
  return data;
}

async function memberAdd(config: Config, given: Record<string, unknown>): Promise<void> {
  const { workspace, ...person } = parsed(NewMember, given);
  const { isNewAccount, isNewMember } = await withServer(config, ({ accounts }) =>
    addMember(accounts, { workspaceId: workspace, ...person }),
  );
  const account = isNewAccount ? 'A new account was made' : 'There was an account already; its password is unchanged';
  process.stdout.write(`${account}. ${isNewMember ? `Added as ${person.role}.` : 'Was a member of the workspace already.'}\n`);
}

async function ledgerVerify(config: Config, given: { workspace: string | undefined; json: boolean }): Promise<void> {
  const workspaceId = parsed(WorkspaceId.optional(), given.workspace);
  const report = await withServer(config, ({ database }) => verifyLedger(database.db, workspaceId));
  process.stdout.write(given.json ? `${JSON.stringify(report, null, 2)}\n` : ledgerInWords(report));
  if (report.faults.length > 0) process.exitCode = 1;
}

function ledgerInWords({ workspaces, entries, debits, invariants, faults, more }: LedgerReport): string {
  const counts = `${counted(workspaces, 'workspace')}, ${counted(entries, 'ledger entry', 'ledger entries')}, ${counted(debits, 'debit')}`;
  if (faults.length === 0) return `clean: ${counts}; ${invariants.length} invariants hold\n`;
  const lines = [...Map.groupBy(faults, ({ workspaceId }) => workspaceId)].flatMap(([workspaceId, own]) => [
    `workspace ${workspaceId}`,
    ...own.flatMap(({ invariant, times, found }) => [
      `  not so: ${invariant}`,
      times === 1 ? `    ${found}` : `    in ${times} places, one of them: ${found}`,
    ]),
  ]);
  const rest = more > 0 ? [`and ${counted(more, 'fault')} of the same kinds in other workspaces`] : [];
  return [`WRONG: ${counts}; not all of ${invariants.length} invariants hold`, ...lines, ...rest, ''].join('\n');
}

const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

async function run(words: string[]): Promise<void> {
  const text = { type: 'string' } as const;
  const { positionals, values } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      demo: { type: 'boolean' },
      workspace: text,
      name: text,
      email: text,
      password: text,
      role: text,
      json: { type: 'boolean' },
    },
  });
  const command = positionals.join(' ');
  if (values.help === true || command === 'help') {
    process.stdout.write(usage);
    return;
  }
  if (command === 'serve') return serve(readConfig(process.env), { demo: values.demo === true });
  if (command === 'migrate') return withServer(readConfig(process.env), async () => {});
  if (command === 'member add') return memberAdd(readConfig(process.env), values);
  if (command === 'ledger verify')
    return ledgerVerify(readConfig(process.env), { workspace: values.workspace, json: values.json === true });
  throw new UsageError(command === '' ? 'A command is missing.' : `There is no command "${command}".`);
}

/** One clear paragraph for what the operator can mend; status 2 for what they typed or set, 1 for the rest. */
function explain(error: unknown): { text: string; status: number } {
  if (error instanceof ConfigError) return { text: error.message, status: 2 };
  if (error instanceof UsageError || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')))
    return { text: `${error.message}\n\n${usage}`, status: 2 };
  if (error instanceof EmbeddedDatabaseError) return { text: error.message, status: 1 };
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

/** A workspace to try Wellmet with: two accounts, made once, on a server that only this machine can reach. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { addMember, signUp, type Accounts } from './accounts/accounts.ts';
import { ConfigError, isLoopback, type Config } from './config.ts';
import { ProblemError } from './http/problem.ts';
import { keptText } from './keptText.ts';
import type { OpenedServer } from './serve.ts';

export interface Demo {
  email: string;
  colleagueEmail: string;
  password: string;
}

const email = 'demo@wellmet.example';
const colleagueEmail = 'colleague@wellmet.example';

/** @throws ConfigError unless the server is on loopback with its own database: the password is printed. */
export function checkDemo(config: Config): void {
  if (config.databaseUrl !== undefined || !isLoopback(config.host))
    throw new ConfigError('--demo prints a password: it is for a server with the embedded database that listens on this machine only.');
}

/**
 * Makes the demo workspace where it is missing; doing it again changes nothing. The password lets both accounts in, also when the file
 * that kept it was lost while the database was not.
 * @throws ConfigError as `checkDemo` does, and when that file cannot be read.
 */
export async function makeDemo(config: Config, { accounts }: Pick<OpenedServer, 'accounts'>): Promise<Demo> {
  checkDemo(config);
  const password = await keptText(join(config.dataFolder, 'demo-password'), 8, () => `demo-${randomBytes(6).toString('hex')}`);
  try {
    const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    await signUp(accounts, { name: 'Dana Demo', email, password, workspaceName: 'Demo workspace', timeZone });
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'email-taken')) throw error;
  }
  const { organizationId } = await accounts.db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.userId')
    .select('member.organizationId')
    .where('user.email', '=', email)
    .executeTakeFirstOrThrow();
  await addMember(accounts, { workspaceId: organizationId, name: 'Cole Colleague', email: colleagueEmail, password, role: 'member' });
  for (const account of [email, colleagueEmail]) await letIn(accounts, account, password);
  return { email, colleagueEmail, password };
}

/** Gives an account of the demo this password, if it has another. */
async function letIn({ auth }: Accounts, accountEmail: string, password: string): Promise<void> {
  const { internalAdapter, password: hashing } = await auth.$context;
  const found = await internalAdapter.findUserByEmail(accountEmail, { includeAccounts: true });
  if (!found) throw new Error('an account of the demo is missing');
  const hash = found.accounts.find(({ providerId }) => providerId === 'credential')?.password;
  if (typeof hash === 'string' && (await hashing.verify({ hash, password }))) return;
  await internalAdapter.updatePassword(found.user.id, await hashing.hash(password));
}

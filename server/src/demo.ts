/** A workspace to try Wellmet with: two accounts, made once, on a server that only this machine can reach. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { addMember, signUp } from './accounts/accounts.ts';
import { ConfigError, isLoopback, type Config } from './config.ts';
import { ProblemError } from './http/problem.ts';
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
 * Makes the demo workspace where it is missing; doing it again changes nothing.
 * @throws ConfigError as `checkDemo` does.
 */
export async function makeDemo(config: Config, { accounts }: OpenedServer): Promise<Demo> {
  checkDemo(config);
  const password = await keptPassword(join(config.dataFolder, 'demo-password'));
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
  return { email, colleagueEmail, password };
}

async function keptPassword(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept.length >= 8) return kept;
  await mkdir(dirname(path), { recursive: true });
  const password = `demo-${randomBytes(6).toString('hex')}`;
  await writeFile(path, password, { mode: 0o600 });
  return password;
}

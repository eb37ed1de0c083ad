/** Sessions of members: one a device, kept as the hash of its token, listed and ended by whom they are of. */
import type { DeviceName, SignedInDevice } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { ProblemError } from '../http/problem.ts';
import type { Accounts } from './accounts.ts';
import { atRest, newSecret } from './secret.ts';

/** As much of what a browser says of itself as is kept. */
const userAgentLength = 300;

/** @returns the token, which is nowhere else from now on. */
export async function issueSession(
  { auth }: Pick<Accounts, 'auth'>,
  memberId: string,
  userAgent: string | undefined,
): Promise<{ token: string; expiresAt: Date }> {
  const { internalAdapter } = await auth.$context;
  const token = newSecret();
  const kept = { token: atRest(token), userAgent: (userAgent ?? '').slice(0, userAgentLength) };
  const { expiresAt } = await internalAdapter.createSession(memberId, false, kept, true);
  return { token, expiresAt };
}

/** Where somebody is signed in, the latest used first. */
export async function sessionsOf({ db }: Pick<Accounts, 'db'>, memberId: string, token: string): Promise<SignedInDevice[]> {
  const rows = await db
    .selectFrom('session')
    .select(['id', 'token', 'userAgent', 'createdAt', 'updatedAt'])
    .where('userId', '=', memberId)
    .where('expiresAt', '>', sql<Date>`now()`)
    .orderBy('updatedAt', 'desc')
    .orderBy('id')
    .execute();
  const mine = atRest(token);
  return rows.map((row) => ({
    id: row.id,
    device: deviceOf(row.userAgent),
    signedInAt: row.createdAt.toISOString(),
    lastUsedAt: row.updatedAt.toISOString(),
    isThis: row.token === mine,
  }));
}

/** Ends a session of the member's own; one that has ended is no error. @throws ProblemError `not-found` where it is nobody's or somebody else's. */
export async function endSession({ db }: Pick<Accounts, 'db'>, memberId: string, sessionId: string): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('session')
    .where('id', '=', sessionId)
    .where('userId', '=', memberId)
    .executeTakeFirstOrThrow();
  if (numDeletedRows === 0n) throw new ProblemError('not-found');
}

/** Ends all sessions of a member but the one of the token; without a token all of them. */
export async function endSessions({ db }: Pick<Accounts, 'db'>, memberId: string, but?: string): Promise<void> {
  await db
    .deleteFrom('session')
    .where('userId', '=', memberId)
    .$if(but !== undefined, (query) => query.where('token', '<>', atRest(but ?? '')))
    .execute();
}

/** Browsers before those that they are made from, which they name, too. */
const browsers: [RegExp, DeviceName['browser']][] = [
  [/Firefox\//, 'Firefox'],
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, DeviceName['system']][] = [
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/CrOS/, 'ChromeOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/Linux/, 'Linux'],
];

/** What a browser says it is; nothing where it says something else. From a closed list: whoever asks to be let in does not choose the words for it. */
export function deviceOf(userAgent: string | null | undefined): DeviceName {
  const named = <Name>(list: [RegExp, Name][]): Name | undefined => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  return { browser: named(browsers), system: named(systems) };
}

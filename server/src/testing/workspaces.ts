/** Workspaces made at once, for tests that need many: signing up hashes a password each time. */
import type { Role } from '@wellmet/shared/account';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { openCredits } from '../credits/head.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';

/** A new workspace of members who exist, on a plan. @returns its id. */
export async function openWorkspace(
  { db, clock }: Pick<Ledger, 'db' | 'clock'>,
  members: readonly { memberId: string; role: Role }[],
  planCode = 'free',
  timeZone = 'UTC',
): Promise<string> {
  const workspaceId = uuidv7();
  await sql`insert into organization (id, name, slug, "createdAt") values (${workspaceId}, 'Looms', ${workspaceId}, now())`.execute(db);
  for (const { memberId, role } of members)
    await sql`insert into member (id, "organizationId", "userId", role, "createdAt")
      values (${uuidv7()}, ${workspaceId}, ${memberId}, ${role}, now())`.execute(db);
  await openCredits(db, workspaceId, planCode, timeZone, clock);
  return workspaceId;
}

/** What a seat of a plan has a month, from now on. @param owner may change plans. */
export async function setPlanCredits(owner: Kysely<Database>, planCode: string, credits: number): Promise<void> {
  await sql`update plan set monthly_credits_per_seat = ${credits} where code = ${planCode}`.execute(owner);
}

/** Requests that were done and keep their answers, in the order of their commit. */
export async function doneRequests(db: Kysely<Database>, workspaceId: string): Promise<string[]> {
  const rows = await db.selectFrom('op_result').select('request_id').where('workspace_id', '=', workspaceId).orderBy('seq').execute();
  return rows.map((row) => row.request_id);
}

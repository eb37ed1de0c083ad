/** Keys for programs of a workspace: made, listed, revoked, and looked up with every request that brings one. */
import { createHmac } from 'node:crypto';
import type { ApiKey, ApiScope, MadeApiKey, NewApiKey } from '@wellmet/shared/apiKey';
import type { Member, Role } from '@wellmet/shared/account';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { atRest, idAt, idsInBytes } from '../accounts/secret.ts';
import { noteInAudit } from '../audit/note.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';

/** The id is the workspace's and the key's own, so that a key is looked for where its workspace is. */
const form = /^wm_([\w-]{43})_([\w-]{43})$/;
export const isApiKey = (token: string): boolean => token.startsWith('wm_');

/**
 * Worked out from the server's secret, so that asking again with the same request id gives the same key, and no answer that is kept has it.
 */
function keyOf(serverSecret: string, workspaceId: string, keyId: string): string {
  const id = idsInBytes(workspaceId, keyId).toString('base64url');
  const secret = createHmac('sha256', serverSecret).update(`api key ${workspaceId} ${keyId}`).digest('base64url');
  return `wm_${id}_${secret}`;
}

/** @throws ProblemError as of `once`; `forbidden` for who is no admin any more. */
export async function makeApiKey(ledger: Ledger, actor: Actor, asked: NewApiKey): Promise<MadeApiKey> {
  const { requestId: keyId, name, scopes, days } = asked;
  const { workspaceId, memberId } = actor;
  const secret = keyOf(ledger.secret, workspaceId, keyId);
  await once(ledger, actor, keyId, asked, async ({ trx }) => {
    await trx
      .insertInto('api_key')
      .values({
        workspace_id: workspaceId,
        key_id: keyId,
        member_id: memberId,
        name,
        scopes,
        secret_hash: atRest(secret),
        expires_at: days === null ? null : sql<Date>`now() + make_interval(days => ${days}::integer)`,
      })
      .execute();
    await noteInAudit(trx, { by: actor, act: 'key-made', about: { keyId, name } });
    return { done: {} };
  });
  const key = (await keysOf(ledger.db, workspaceId, keyId))[0];
  // Made before, and revoked or over since.
  if (!key) throw new ProblemError('wrong-state');
  return { key, secret };
}

/** Those that work, the newest first. */
export async function keysOf(db: Kysely<Database>, workspaceId: string, only?: string): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_key')
    .leftJoin('user', 'user.id', 'api_key.member_id')
    .select(['key_id', 'api_key.name', 'scopes', 'member_id', 'user.name as member_name', 'made_at', 'expires_at', 'last_used_at'])
    .where('workspace_id', '=', workspaceId)
    .where(works)
    .$if(only !== undefined, (query) => query.where('key_id', '=', only ?? ''))
    .orderBy('made_at', 'desc')
    .orderBy('key_id')
    .execute();
  return rows.map((row) => ({
    id: row.key_id,
    name: row.name,
    scopes: row.scopes,
    madeBy: { id: row.member_id, name: row.member_name ?? '' },
    madeAt: row.made_at.toISOString(),
    ...(row.expires_at && { expiresAt: row.expires_at.toISOString() }),
    ...(row.last_used_at && { lastUsedAt: row.last_used_at.toISOString() }),
  }));
}

const works: RawBuilder<boolean> = sql`revoked_at is null and (expires_at is null or expires_at > now())`;

/** From then on it opens nothing; revoking it again changes nothing. @throws ProblemError `not-found`, and as of `once`. */
export async function revokeApiKey(ledger: Ledger, actor: Actor, keyId: string, requestId: string): Promise<void> {
  const { workspaceId } = actor;
  await once(ledger, actor, requestId, { revoke: keyId }, async ({ trx }) => {
    const those = trx
      .selectFrom('api_key')
      .select(['name', 'revoked_at'])
      .where('workspace_id', '=', workspaceId)
      .where('key_id', '=', keyId);
    const row = await those.executeTakeFirst();
    if (!row) throw new ProblemError('not-found');
    if (row.revoked_at !== null) return { done: {} };
    await trx
      .updateTable('api_key')
      .set({ revoked_at: sql<Date>`now()` })
      .where('workspace_id', '=', workspaceId)
      .where('key_id', '=', keyId)
      .execute();
    await noteInAudit(trx, { by: actor, act: 'key-revoked', about: { keyId, name: row.name } });
    return { done: {} };
  });
}

/** Whose name a key acts in, where, and what it may do there. */
export interface KeyHolder {
  member: Member;
  role: Role;
  key: { id: string; workspaceId: string; scopes: readonly ApiScope[] };
}

/** Undefined for a key that is none, revoked or over, or whose member has left the workspace. Nothing is remembered: what is revoked is out at once. */
export async function holderOf(db: Kysely<Database>, token: string): Promise<KeyHolder | undefined> {
  const [, id] = form.exec(token) ?? [];
  if (id === undefined) return undefined;
  const bytes = Buffer.from(id, 'base64url');
  const [workspaceId, keyId] = [idAt(bytes, 0), idAt(bytes, 16)];
  const { rows } = await sql<Member & { role: Role; scopes: ApiScope[]; is_due: boolean }>`/* api key */
    select u.id, u.name, u.email, m.role, k.scopes, coalesce(k.last_used_at < date_trunc('hour', now()), true) as is_due
    from api_key k
    join member m on m."organizationId" = k.workspace_id and m."userId" = k.member_id
    join "user" u on u.id = k.member_id
    where k.workspace_id = ${workspaceId}::uuid and k.key_id = ${keyId}::uuid and k.secret_hash = ${atRest(token)} and ${works}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { role, scopes, is_due: isDue, ...member } = row;
  if (isDue)
    await db
      .updateTable('api_key')
      .set({ last_used_at: sql<Date>`date_trunc('hour', now())` })
      .where('workspace_id', '=', workspaceId)
      .where('key_id', '=', keyId)
      .execute();
  return { member, role, key: { id: keyId, workspaceId, scopes } };
}

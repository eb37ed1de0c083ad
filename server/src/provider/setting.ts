/** The provider of a workspace's pool as it is set: by owners and admins, seen by everybody but for its key. product.md 6. */
import type { PoolProvider, PoolProviderSetting } from '@wellmet/shared/provider';
import type { Kysely } from 'kysely';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { mayBeSet } from '../outside/address.ts';
import { sealKey, type KeyUse } from '../outside/key.ts';

export const keyUse: KeyUse = 'keys of providers';

/** What providers stand on. */
export interface ProviderGround extends Ledger {
  /** Whether providers may be in this server's own network. */
  mayBeOwn: boolean;
}

export const settingOf = (db: Kysely<Database>, workspaceId: string) =>
  db.selectFrom('pool_provider').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

export async function poolProviderOf({ db, mayBeOwn }: ProviderGround, workspaceId: string): Promise<PoolProvider> {
  const row = await settingOf(db, workspaceId);
  return {
    ...(row && {
      setting: {
        url: row.url,
        hasKey: row.sealed_key !== null,
        terms: row.terms,
        goesOn: row.cursor !== null,
        ...(row.import_id !== null && { importId: row.import_id }),
      },
    }),
    mayBePrivate: mayBeOwn,
  };
}

/**
 * Sets the provider. The key is in no answer, and not in what is kept of the request. A fetch that is under way ends with its page.
 * @throws ProblemError `invalid-request` for an address that must not be; `request-id-reused`.
 */
export async function setPoolProvider(ground: ProviderGround, actor: Actor, asked: PoolProviderSetting): Promise<PoolProvider> {
  const { requestId, key, ...content } = asked;
  const { url, ...terms } = content;
  const { workspaceId } = actor;
  if (!mayBeSet(url, ground.mayBeOwn))
    throw new ProblemError('invalid-request', { errors: [{ pointer: '/url', message: 'must be a public address, over https' }] });
  await once(ground, actor, requestId, { poolProvider: content, hasKey: key !== undefined }, async ({ trx }) => {
    const before = await settingOf(trx, workspaceId);
    // Who has another address gets neither the key nor the place of this one.
    const kept = before?.url === url ? before : undefined;
    const row = {
      url,
      sealed_key: key === undefined ? (kept?.sealed_key ?? null) : sealKey(ground.secret, keyUse, workspaceId, key),
      terms: JSON.stringify(terms),
      cursor: kept?.cursor ?? null,
      import_id: null,
      rest_until: kept?.rest_until ?? null,
    };
    await trx
      .insertInto('pool_provider')
      .values({ workspace_id: workspaceId, ...row })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
      .execute();
    return { done: {} };
  });
  return poolProviderOf(ground, workspaceId);
}

/** Forgets address, key and place. What was fetched stays, as imports that can be taken out. */
export async function removePoolProvider(ground: ProviderGround, actor: Actor, requestId: string): Promise<PoolProvider> {
  const { workspaceId } = actor;
  await once(ground, actor, requestId, { removePoolProvider: true }, async ({ trx }) => {
    await trx.deleteFrom('pool_provider').where('workspace_id', '=', workspaceId).execute();
    return { done: {} };
  });
  return poolProviderOf(ground, workspaceId);
}

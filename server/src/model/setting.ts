/** The language model of a workspace as it is set: by owners, with their consent, and seen by everybody but for its key. product.md 5.5. */
import type { LanguageModel, LanguageModelSetting, ModelToTry } from '@wellmet/shared/languageModel';
import { sql, type Kysely, type RawBuilder } from 'kysely';
import { once, type Act, type Actor } from '../credits/act.ts';
import type { Clock } from '../credits/period.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { mayBeSet } from '../outside/address.ts';
import { sealKey, type KeyUse } from '../outside/key.ts';

export const keyUse: KeyUse = 'keys of language models';

/** What language models stand on. */
export interface ModelGround extends Ledger {
  /** Whether models may be in this server's own network. */
  mayBeOwn: boolean;
}

/** The first day of the month that it is in a workspace, of its head as `h`. */
export const monthOf = (clock: Clock): RawBuilder<unknown> => sql`date_trunc('month', ${clock} at time zone h.time_zone)::date`;

interface Row {
  url: string | null;
  model: string;
  hasKey: boolean;
  budgetRequests: number;
  timeoutSeconds: number;
  isOn: boolean;
  consentBy: string | null;
  consentAt: Date | null;
  consentVersion: number | null;
  requests: number;
  rejected: number;
}

export async function languageModelOf({ db, clock, mayBeOwn }: ModelGround, workspaceId: string): Promise<LanguageModel> {
  const { rows } = await sql<Row>`
    select m.url, m.model, m.sealed_key is not null as "hasKey", m.budget_requests as "budgetRequests", m.timeout_seconds as "timeoutSeconds",
      coalesce(m.is_on, false) as "isOn", coalesce(who.name, '') as "consentBy", m.consent_at as "consentAt", m.consent_version as "consentVersion",
      coalesce(used.requests, 0) as requests, coalesce(used.rejected, 0) as rejected
    from credit_head h
    left join language_model m on m.workspace_id = h.workspace_id
    left join "user" who on who.id = m.consent_by
    left join model_usage used on used.workspace_id = h.workspace_id and used.month = ${monthOf(clock)}
    where h.workspace_id = ${workspaceId}`.execute(db);
  const [row] = rows;
  if (!row) throw new ProblemError('not-found');
  const { url, model, hasKey, budgetRequests, timeoutSeconds, isOn, requests, rejected } = row;
  return {
    isOn,
    ...(url !== null && { setting: { url, model, hasKey, budgetRequests, timeoutSeconds } }),
    ...(row.consentAt !== null && {
      consent: { by: row.consentBy ?? '', at: row.consentAt.toISOString(), version: row.consentVersion ?? 0 },
    }),
    usage: { requests, rejected },
    mayBePrivate: mayBeOwn,
  };
}

/**
 * Sets the model, and turns it on or off. The key is in no answer, and not in what is kept of the request. Turned off, nothing that was asked for is
 * read any more.
 * @throws ProblemError `invalid-request` for an address that must not be, and for turning on without consent; `request-id-reused`.
 */
export async function setLanguageModel(ground: ModelGround, actor: Actor, asked: LanguageModelSetting): Promise<LanguageModel> {
  const { requestId, key, ...content } = asked;
  const { workspaceId, memberId } = actor;
  checkAddress(ground, asked);
  await once(ground, actor, requestId, { languageModel: content, hasKey: key !== undefined }, async (act) => {
    const { trx, now } = act;
    const before = await settingOf(trx, workspaceId);
    const isSame = before !== undefined && before.url === asked.url && before.model === asked.model;
    const isAgreed = asked.consentVersion !== undefined || (isSame && before.is_on);
    if (asked.isOn && !isAgreed) throw refused('/consentVersion', 'must say which text was agreed to');
    // Who has another address gets no key that was entered for this one.
    const kept = before?.url === asked.url ? before.sealed_key : null;
    const consent =
      asked.isOn && asked.consentVersion !== undefined
        ? { consent_by: memberId, consent_at: now, consent_version: asked.consentVersion }
        : isSame && before.consent_by !== null
          ? { consent_by: before.consent_by, consent_at: before.consent_at, consent_version: before.consent_version }
          : { consent_by: null, consent_at: null, consent_version: null };
    const row = {
      url: asked.url,
      model: asked.model,
      sealed_key: key === undefined ? kept : sealKey(ground.secret, keyUse, workspaceId, key),
      budget_requests: asked.budgetRequests,
      timeout_seconds: asked.timeoutSeconds,
      is_on: asked.isOn,
      ...consent,
    };
    await trx
      .insertInto('language_model')
      .values({ workspace_id: workspaceId, ...row })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
      .execute();
    if (!asked.isOn) await askNoMore(act);
    return { done: {} };
  });
  return languageModelOf(ground, workspaceId);
}

/** Forgets address, key and consent. What was read stays. */
export async function removeLanguageModel(ground: ModelGround, actor: Actor, requestId: string): Promise<LanguageModel> {
  const { workspaceId } = actor;
  await once(ground, actor, requestId, { removeLanguageModel: true }, async (act) => {
    await act.trx.deleteFrom('language_model').where('workspace_id', '=', workspaceId).execute();
    await askNoMore(act);
    return { done: {} };
  });
  return languageModelOf(ground, workspaceId);
}

/** Nobody waits for a model that is off. What it had read of a contact before it was asked again stays. */
async function askNoMore({ trx, actor: { workspaceId }, changed }: Act): Promise<void> {
  const { rows } = await sql<{ contact_id: string }>`
    with left_over as (delete from model_reading where workspace_id = ${workspaceId} and state = 'asked' and found is null returning contact_id),
    as_before as (
      update model_reading set state = 'done', claimed_until = null where workspace_id = ${workspaceId} and state = 'asked' and found is not null
      returning contact_id
    )
    select contact_id from left_over union all select contact_id from as_before`.execute(trx);
  for (const row of rows) changed.contacts.add(row.contact_id);
}

export const settingOf = (db: Kysely<Database>, workspaceId: string) =>
  db.selectFrom('language_model').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

/** @throws ProblemError `invalid-request`. */
export function checkAddress({ mayBeOwn }: ModelGround, { url }: Pick<ModelToTry, 'url'>): void {
  if (!mayBeSet(url, mayBeOwn)) throw refused('/url', 'must be a public address, over https');
}

const refused = (pointer: string, message: string) => new ProblemError('invalid-request', { errors: [{ pointer, message }] });

/** Counts a request before it is made, in one statement. @returns false when the month's are used. */
export async function mayAsk(
  { db, clock }: Pick<ModelGround, 'db' | 'clock'>,
  workspaceId: string,
  budgetRequests: number,
): Promise<boolean> {
  const { rows } = await sql`
    insert into model_usage (workspace_id, month, requests, rejected)
    select h.workspace_id, ${monthOf(clock)}, 1, 0 from credit_head h where h.workspace_id = ${workspaceId}
    on conflict (workspace_id, month) do update set requests = model_usage.requests + 1 where model_usage.requests < ${budgetRequests}
    returning 1`.execute(db);
  return rows.length > 0;
}

/** Counts what was rejected, in the month that has it. */
export async function countRejected(
  { db, clock }: Pick<ModelGround, 'db' | 'clock'>,
  workspaceId: string,
  rejected: number,
): Promise<void> {
  if (rejected === 0) return;
  await sql`
    update model_usage u set rejected = u.rejected + ${rejected}::integer from credit_head h
    where h.workspace_id = ${workspaceId} and u.workspace_id = h.workspace_id and u.month = ${monthOf(clock)}`.execute(db);
}

/**
 * Readings of contacts by the workspace's language model. The row of a reading is its place in the queue: the statement that writes a snapshot writes it
 * (credits/write.ts), so no server can die between the two. Whoever claims it has it for a time; nothing of it can be debited.
 */
import type { Contact } from '@wellmet/shared/contact';
import type { ModelTrouble } from '@wellmet/shared/languageModel';
import { modelTextVersion } from '@wellmet/shared/modelText';
import type { Sighting } from '@wellmet/shared/sighting';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { contactOf, theContact } from '../contacts/contacts.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import { ProblemError } from '../http/problem.ts';
import type { Found } from './stand.ts';

/** A reading that somebody has claimed. */
export interface Claimed {
  workspaceId: string;
  contactId: string;
  snapshotSeq: number;
  memberId: string;
  /** The one that it is now, from 1. */
  attempts: number;
  url: string;
  model: string;
  sealedKey: string | null;
  budgetRequests: number;
  timeoutSeconds: number;
  sighting: Sighting;
}

/** The most that one workspace has read at once: no other one waits for it. */
const atOnceInWorkspace = 2;
/** How much longer than its time a question may take before somebody else takes it for dead. */
const graceSeconds = 30;

/** Claims what is due, the longest due first, at most `limit`. */
export async function claimReadings({ db }: Pick<Ledger, 'db'>, limit: number): Promise<Claimed[]> {
  const { rows } = await sql<Claimed>`
    with due as (
      select m.*, r.contact_id from language_model m
      cross join lateral (
        select contact_id, row_number() over (order by due_at, contact_id) as place from model_reading
        where workspace_id = m.workspace_id and state = 'asked' and due_at <= now() and (claimed_until is null or claimed_until < now())
        order by due_at, contact_id limit ${atOnceInWorkspace}
      ) as r
      where m.is_on and r.place <= ${atOnceInWorkspace} - (
        select count(*) from model_reading where workspace_id = m.workspace_id and state = 'asked' and claimed_until >= now()
      )
      limit ${limit}
    ), claimed as (
      update model_reading r
      set attempts = r.attempts + 1, claimed_until = now() + (due.timeout_seconds + ${graceSeconds}::integer) * interval '1 second'
      from due
      where r.workspace_id = due.workspace_id and r.contact_id = due.contact_id and r.state = 'asked' and r.due_at <= now()
        -- Another server may have been quicker.
        and (r.claimed_until is null or r.claimed_until < now())
      returning r.*, due.url, due.model as model_name, due.sealed_key, due.budget_requests, due.timeout_seconds
    )
    select c.workspace_id as "workspaceId", c.contact_id as "contactId", c.snapshot_seq as "snapshotSeq", c.member_id as "memberId", c.attempts,
      c.url, c.model_name as model, c.sealed_key as "sealedKey", c.budget_requests as "budgetRequests", c.timeout_seconds as "timeoutSeconds", s.sighting
    from claimed c
    join contact_snapshot s on s.workspace_id = c.workspace_id and s.taken_as = c.contact_id and s.seq = c.snapshot_seq`.execute(db);
  return rows;
}

/** Puts a reading back, to be tried again after a while. */
export async function postpone({ db }: Pick<Ledger, 'db'>, claimed: Claimed, afterMs: number): Promise<void> {
  await sql`
    update model_reading set claimed_until = null, due_at = now() + ${afterMs}::double precision * interval '1 millisecond'
    where ${isStill(claimed)}`.execute(db);
}

/** A newer snapshot, another try, an erasure or an owner who turned it off has come in between: then it is no longer this one's to end. */
const isStill = ({ workspaceId, contactId, snapshotSeq, attempts }: Claimed) => sql<boolean>`
  workspace_id = ${workspaceId} and contact_id = ${contactId} and snapshot_seq = ${snapshotSeq} and attempts = ${attempts} and state = 'asked'`;

/** What a reading came to. */
export type Ended = { found: Found; rejected: number } | { trouble: ModelTrouble };

/** Ends a reading, as an act of the workspace: devices hear of it. @returns whether it still was this one's to end. */
export async function endReading(ledger: Ledger, claimed: Claimed, ended: Ended): Promise<boolean> {
  const { workspaceId, memberId, contactId, model } = claimed;
  const came = await once<object, true, { workspaceId: string; memberId: string }>(
    ledger,
    { workspaceId, memberId },
    uuidv7(),
    { reading: contactId },
    async ({ trx, now, changed }) => {
      const outcome =
        'found' in ended
          ? sql`state = 'done', found = ${JSON.stringify(ended.found)}::jsonb, rejected = ${ended.rejected}, engine = ${model}, version = ${modelTextVersion}`
          : sql`state = 'failed', trouble = ${ended.trouble}`;
      const { numAffectedRows } = await sql`
        update model_reading set ${outcome}, at = ${now}, claimed_until = null where ${isStill(claimed)}`.execute(trx);
      if (numAffectedRows !== 1n) return { instead: true };
      changed.contacts.add(contactId);
      return { done: {} };
    },
  );
  return 'done' in came;
}

/**
 * Asks the model about a contact once more; takes no credit. What it read before stays until it has answered.
 * @throws ProblemError `not-found`; `wrong-state` where no model is on.
 */
export async function readAgain(ledger: Ledger, actor: Actor, contactId: string, requestId: string): Promise<Contact> {
  const { workspaceId, memberId } = actor;
  await once(ledger, actor, requestId, { readAgain: contactId }, async ({ trx, now, changed }) => {
    const one = await theContact(trx, workspaceId, contactId);
    const { numAffectedRows } = await sql`
      insert into model_reading (workspace_id, contact_id, snapshot_seq, state, at, member_id, due_at)
      select c.workspace_id, c.contact_id, c.snapshot_seq, 'asked', ${now}, ${memberId}, now()
      from contact c join language_model m on m.workspace_id = c.workspace_id and m.is_on
      where c.workspace_id = ${workspaceId} and c.contact_id = ${one}
      on conflict (workspace_id, contact_id) do update
      set state = 'asked', trouble = null, at = excluded.at, member_id = excluded.member_id, due_at = excluded.due_at, attempts = 0,
        claimed_until = null, ${foundOfSame}, snapshot_seq = excluded.snapshot_seq`.execute(trx);
    if (numAffectedRows !== 1n) throw new ProblemError('wrong-state', { detail: 'No language model is on.' });
    changed.contacts.add(one);
    return { done: {} };
  });
  return contactOf(ledger.db, actor, contactId);
}

/** What was found of another snapshot is nothing of this one. */
const foundOfSame = sql.join(
  ['found', 'engine', 'version', 'rejected'].map(
    (column) =>
      sql`${sql.id(column)} = case when model_reading.snapshot_seq = excluded.snapshot_seq then model_reading.${sql.id(column)} end`,
  ),
);

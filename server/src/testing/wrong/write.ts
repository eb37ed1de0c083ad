/** What the wrong versions share: everything but their fault is the product's. */
import { sql, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { contactsById } from '../../contacts/contacts.ts';
import { passesOn } from '../../contacts/merge.ts';
import { analyseContacts, asked } from '../../credits/analyse.ts';
import type { Actor } from '../../credits/act.ts';
import { decide, type Asked, type Decision } from '../../credits/decide.ts';
import { readSituation, type Ledger, type Situation } from '../../credits/situation.ts';
import { write } from '../../credits/write.ts';
import type { Database } from '../../db/schema.ts';
import { toldBalance, type PaidAct, type Told } from '../model/act.ts';
import { paidBy, refusedAs } from '../model/analysing.ts';

/** What a request rests on, as the product reads it. */
export async function situationOf(ledger: Ledger, { actor, people, request }: Asked, db = ledger.db): Promise<Situation> {
  const situation = await readSituation(
    ledger,
    { workspaceId: actor.workspaceId, people, requestIds: [request.requestId], memberIds: [actor.memberId] },
    db,
  );
  if (!situation) throw new Error('no workspace');
  return situation;
}

/**
 * A wrong version of the paid act. Requests about campaigns, and those by which identifiers pass on, are left to the product: the fault has to
 * show in plain debits.
 * @param act decides and writes; `undefined` leaves a request to the product after all.
 */
export function wrongly(act: (ledger: Ledger, one: Asked) => Promise<Decision | undefined>): PaidAct {
  const right = paidBy(analyseContacts);
  return async (ledger, actor: Actor, request) => {
    const one = asked(actor, request);
    const decision = request.campaignId === undefined ? await act(ledger, one) : undefined;
    return decision ? told(ledger, decision, actor) : right(ledger, actor, request);
  };
}

/** What was decided, as it is answered. */
async function told(ledger: Ledger, { verdicts: [verdict] }: Decision, { workspaceId, memberId }: Actor): Promise<Told> {
  switch (verdict?.says) {
    case 'problem':
      throw verdict.problem;
    case 'refused':
      return refusedAs(verdict.outcome, ledger, verdict.estimate, memberId);
    case 'reply': {
      const { people, costCredits, balance } = verdict.reply;
      const shown = await contactsById(
        ledger.db,
        workspaceId,
        people.flatMap(({ contactId = [] }) => contactId),
      );
      return {
        people: people.map((person) => ({
          class: person.class,
          costCredits: person.costCredits,
          contact: person.contactId,
          heldIn: person.holder?.campaignId,
        })),
        costCredits,
        balance: toldBalance(balance),
        replayed: verdict.replayed,
        later: people.map(({ contactId }) => contactId && shown.get(contactId)?.contact.id),
      };
    }
    default:
      throw new Error('a request that is alone has its turn');
  }
}

/** Decided on a situation, as the product does; undefined for what is left to it. */
export function decided(situation: Situation, one: Asked): Decision | undefined {
  const decision = decide(situation, [one], uuidv7, true);
  return decision.changes.some(({ people }) => passesOn(people)) ? undefined : decision;
}

/**
 * Writes what was decided, whatever has happened since: numbers are taken anew, so that no key is in the way, and identifiers that somebody has
 * by now are left out. What the decision says of the balance stays.
 * @returns what was written; undefined where the request was answered meanwhile: it is left to the product, which repeats the answer.
 */
export async function writeAnyway(trx: Transaction<Database>, decision: Decision): Promise<Decision | undefined> {
  const { workspace_id: workspaceId, stored_seq: storedSeq, seq } = decision.head;
  const { rows } = await sql<{ seq: number }>`select seq from credit_head where workspace_id = ${workspaceId} for no key update`.execute(
    trx,
  );
  const { rows: kept } = await sql`
    select 1 from op_result where workspace_id = ${workspaceId}
      and request_id = any (${decision.changes.map(({ asked: { request } }) => request.requestId)}::uuid[])`.execute(trx);
  if (kept.length > 0) return undefined;
  const by = (rows[0]?.seq ?? 0) - storedSeq;
  const moved = <T extends { seq: number }>(row: T): T => ({ ...row, seq: row.seq + by });
  const { rows: held } = await sql<{ key: string }>`
    select kind || ' ' || value as key from contact_identifier where workspace_id = ${workspaceId}`.execute(trx);
  const taken = new Set(held.map(({ key }) => key));
  await write(trx, {
    ...decision,
    head: { ...decision.head, seq: seq + by, stored_seq: storedSeq + by, rolls: decision.head.rolls.map(moved) },
    changes: decision.changes.map((change) => ({
      ...moved(change),
      entries: change.entries.map(moved),
      contacts: change.contacts.map(moved),
      identifiers: change.identifiers.filter(({ kind, value }) => !taken.has(`${kind} ${value}`)).map(moved),
    })),
  });
  return decision;
}

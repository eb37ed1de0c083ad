/** Faults planted in ledgers, each with the invariants that must bite: whoever adds an invariant shows here that it can fail. */
import { sql, type RawBuilder } from 'kysely';
import type { Busy } from './verify.workspaces.ts';

export const balance = 'the balance of the present period is the sum of its entries';
const granted = 'granted is the sum of the grants and adjustments of the present period';
const used = 'used is the number of debits of the present period less those restored in it';
const past = 'any other period has nothing left';
const grant = 'a period begins with the grant of its plan, and has no other such grant';
const next = 'what the next period begins with is another plan, and a plan is no longer paid from the end of a period on';
const sign = 'each entry has the sign of its kind';
const chain = 'each balance follows from the one before';
const taken = 'each debit entry takes as many credits as there are debits with its number';
const agree = 'each debit and its entry tell the same member, request, source and period';
const told = 'each answer tells as many credits as there are debits of its request';
const restored = 'a restoration gives back a debit before it: one credit in its period, none after';
const numbers = 'every number up to the head is an entry’s or an answer’s, but for answers that are forgotten, and none is beyond it';
const beyond = 'nothing is numbered beyond the head';
const campaignOf = 'the campaign that a debit names exists';
const same = 'contacts and debits are the same people';
const restoredOf = 'the debits restored are those of contacts that are merged, or were and are separated again';
const mergedInto = 'a contact is merged into one that is not, and both are erased or neither';
const identified = 'a contact has an identifier; one that is merged or erased has none';
const newest = 'every contact shows its newest snapshot; one that is merged or erased has none';
const erased = 'of an erased person hashes are left and no identifier of before, and hashes are of nobody else';
const byHand = 'what was done with a contact, and corrected of it, is with the one that stands for it, and gone with an erased one';
const held = 'an ongoing campaign holds those who are in it in a holding state, and nobody else is held';
const closed = 'a campaign that was closed has let everyone go';
const standing = 'whoever is in a campaign or waits for one is a contact that stands for itself; an erased one was let go';
const waiting = 'who waits is held by another campaign, and waits for an ongoing one without being in it';

/** `own` is the condition that a row is of the workspace. */
type Plant<W> = (own: RawBuilder<unknown>, workspace: W) => RawBuilder<unknown>;
export type Planted<W> = [fault: string, plant: Plant<W>, broken: string[], found: string];

/** In a workspace as `plainWorkspace` makes it. */
export const plainFaults: Planted<unknown>[] = [
  ['the head is gone', (own) => sql`delete from credit_head where ${own}`, ['every workspace has credits'], 'no head'],
  [
    'a credit more on the head',
    (own) => sql`update credit_head set granted = granted + 1 where ${own}`,
    [balance, granted],
    '23 left by the entries, 24 by the head',
  ],
  [
    'a credit carried over',
    (own) => sql`update credit_entry set amount = -22, balance_after = 1 where ${own} and seq = 3`,
    [past],
    '1 left in the period that began 2026-10-31 23:00:00 UTC',
  ],
  [
    'a credit counted as used',
    (own) => sql`update credit_head set granted = granted + 1, used = used + 1 where ${own}`,
    [granted, used],
    '26 granted by the head, 25 by the entries',
  ],
  [
    'two people for the price of one',
    (
      own,
    ) => sql`update credit_entry set amount = amount + case seq when 2 then 1 else -1 end, balance_after = case seq when 2 then 24 else 0 end
      where ${own} and seq in (2, 3)`,
    [taken],
    'number 2: 1 taken, 2 debits',
  ],
  ['somebody else’s debit', (own) => sql`update debit set member_id = gen_random_uuid() where ${own} and seq = 5`, [agree], 'number 5'],
  ['another source', (own) => sql`update debit set source = 'people_search' where ${own} and seq = 6`, [agree], 'number 6'],
  ['a debit in the wrong month', (own) => sql`update debit set period_start = now() where ${own} and seq = 2`, [agree], 'number 2'],
  [
    'an answer that told nothing',
    (own) => sql`update op_result set reply = jsonb_set(reply, '{costCredits}', '0') where ${own} and seq = 5`,
    [told],
    '0 told, 1 debits',
  ],
  ['an answer forgotten', (own) => sql`delete from op_result where ${own} and seq = 7`, [numbers], '6 numbers from 1 to 6'],
  [
    'an answer forgotten that was to be kept',
    (own) => sql`with gone as (delete from op_result where ${own} and seq = 6)
      update credit_head set answers_forgotten_seq = 5 where ${own}`,
    [told],
    '0 told, 1 debits',
  ],
  [
    'more answers forgotten than were given',
    (own) => sql`update credit_head set answers_forgotten_seq = 8 where ${own}`,
    [numbers],
    'the head is at 7, 0 numbers from 9 to',
  ],
  [
    'a debit that gives',
    (own) => sql`update credit_entry set amount = case seq when 5 then 1 else -3 end, balance_after = case seq when 5 then 26 else 23 end
      where ${own} and seq in (5, 6)`,
    [sign, taken],
    'number 5: debit of 1',
  ],
  [
    'a period without its grant',
    (own) => sql`update credit_entry set kind = 'adjustment' where ${own} and seq = 4`,
    [grant],
    '0 in the period',
  ],
  [
    'a balance written wrong',
    (own) => sql`update credit_entry set balance_after = 20 where ${own} and seq = 5`,
    [chain],
    'number 5: 20 written, 24 by the entries',
  ],
  [
    'an entry taken out',
    (own) => sql`delete from credit_entry where ${own} and seq = 3`,
    [past, numbers],
    '23 left in the period that began 2026-10-31 23:00:00 UTC',
  ],
  [
    'a head that ran ahead',
    (own) => sql`update credit_head set seq = 9 where ${own}`,
    [numbers],
    'the head is at 9, 7 numbers from 1 to 7',
  ],
  ['a head that fell back', (own) => sql`update credit_head set seq = 6 where ${own}`, [numbers, beyond], 'the head is at 6'],
  ['a contact from the future', (own) => sql`update contact set seq = 99 where ${own}`, [beyond], '99 of a contact, the head is at 7'],
  [
    'a contact that nobody paid for',
    (own) => sql`delete from debit where ${own} and seq = 2`,
    [taken, told, same],
    'number 2: 2 taken, 0 debits',
  ],
  ['a paid contact that is gone', (own) => sql`delete from contact where ${own} and snapshot_seq = 6`, [same], 'no contact'],
  [
    'a debit without an entry',
    (own) => sql`insert into debit
      select workspace_id, gen_random_uuid(), 7, member_id, source, page_kind, gen_random_uuid(), plan_code, plan_version, period_start, at
      from debit where ${own} and seq = 6`,
    [used, taken, told, same],
    '2 used by the head, 3 debits',
  ],
  ['a contact nobody can find', (own) => sql`delete from contact_identifier where ${own} and seq = 5`, [identified], 'contact'],
  [
    'an old snapshot on top',
    (own) => sql`update contact set snapshot_seq = 2 where ${own} and snapshot_seq = 7`,
    [newest],
    'shows 2, the newest is 7',
  ],
  [
    'a restoration that gives nothing',
    (own) => sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, restored_contact_id)
      select workspace_id, 7, 'restoration', 0, 23, period_start, contact_id from debit where ${own} and seq = 6`,
    [restored, restoredOf],
    'number 7: 0 given back',
  ],
  [
    'a merge that gives nothing back and moves nothing',
    (own) => sql`update contact c set merged_into = one.contact_id from contact one
      where c.${own} and c.snapshot_seq = 5 and one.workspace_id = c.workspace_id and one.snapshot_seq = 6`,
    [restoredOf, identified, newest],
    'not restored',
  ],
  ['a contact without a snapshot', (own) => sql`delete from contact_snapshot where ${own} and seq = 5`, [newest], 'the newest is none'],
  [
    'an end in the wrong month',
    (
      own,
    ) => sql`update credit_entry set period_start = (select period_start from credit_head h where h.workspace_id = credit_entry.workspace_id)
      where ${own} and seq = 3`,
    [balance, past, grant, chain],
    '0 left by the entries, 23 by the head',
  ],
  [
    'an adjustment of nothing',
    (own) => sql`insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start)
      select workspace_id, 7, 'adjustment', 0, 23, period_start from credit_head where ${own}`,
    [sign],
    'number 7: adjustment of 0',
  ],
  [
    'the next plan is the present one',
    (own) => sql`update credit_head set next_plan_code = plan_code, next_plan_version = plan_version, next_seats = seats where ${own}`,
    [next],
    'free version 1 with 1 seats',
  ],
  [
    'no longer paid in the middle of a period',
    (own) => sql`update credit_head set lapsed_from = period_start + interval '1 day' where ${own}`,
    [next],
    'unpaid from 2026-12-01 23:00:00 UTC',
  ],
  [
    'a campaign that there is not',
    (own) => sql`update debit set campaign_id = gen_random_uuid() where ${own} and seq = 6`,
    [campaignOf],
    'debit',
  ],
  [
    'separated, never merged',
    (own) => sql`update contact set unmerged_seq = 1 where ${own} and snapshot_seq = 5`,
    [restoredOf],
    'not restored',
  ],
];

const enrolmentOf = (campaign: string, contact: string): RawBuilder<unknown> => sql`
  insert into enrolment (workspace_id, campaign_id, contact_id, state, enrolled_at, enrolled_by, state_at, seq)
  select workspace_id, campaign_id, ${contact}::uuid, 'queued', created_at, created_by, created_at, seq from campaign where campaign_id = ${campaign}`;
const leaseOf = (campaign: string, contact: string): RawBuilder<unknown> => sql`
  insert into campaign_lease (workspace_id, campaign_id, contact_id, held_by, since, seq)
  select workspace_id, campaign_id, ${contact}::uuid, created_by, created_at, seq from campaign where campaign_id = ${campaign}`;
const waitOf = (campaign: string, contact: string): RawBuilder<unknown> => sql`
  insert into campaign_wait (workspace_id, campaign_id, contact_id, asked_by, at, seq)
  select workspace_id, campaign_id, ${contact}::uuid, created_by, created_at, seq from campaign where campaign_id = ${campaign}`;

const engagementOf = (contact: string, seq = 1): RawBuilder<unknown> => sql`
  insert into engagement (workspace_id, engagement_id, contact_id, taken_as, what, done_at, member_id, at, seq)
  select workspace_id, gen_random_uuid(), contact_id, contact_id, 'called', first_analysed_at, first_analysed_by, first_analysed_at, ${seq}::bigint
  from contact where contact_id = ${contact}`;
const correctionOf = (contact: string, seq = 1): RawBuilder<unknown> => sql`
  insert into contact_edit (workspace_id, contact_id, field, seq, taken_as, value, member_id, at)
  select workspace_id, contact_id, 'name', ${seq}::bigint, contact_id, 'Another', first_analysed_by, first_analysed_at
  from contact where contact_id = ${contact}`;

const fromTheFuture: [what: string, table: string, column: string][] = [
  ['a contact', 'contact', 'unmerged_seq'],
  ['an identifier', 'contact_identifier', 'seq'],
  ['a former identifier', 'contact_former_identifier', 'until_seq'],
  ['a cap', 'member_cap', 'seq'],
  ['a campaign', 'campaign', 'seq'],
  ['an enrolment', 'enrolment', 'seq'],
  ['a lease', 'campaign_lease', 'seq'],
  ['a wait', 'campaign_wait', 'seq'],
];

/** In a workspace as `busyWorkspace` makes it. */
export const busyFaults: Planted<Busy>[] = [
  ...fromTheFuture.map(([what, table, column]): Planted<Busy> => [
    `${what} from the future`,
    (own) => sql`update ${sql.table(table)} set ${sql.id(column)} = 999 where ${own} and ${sql.id(column)} is not null`,
    [beyond],
    `999 of ${what}`,
  ]),
  [
    'an event from the future',
    (own) => sql`insert into campaign_event select workspace_id, 999, place, what, campaign_id, contact_id, state, member_id, at
      from campaign_event where ${own} order by seq, place limit 1`,
    [beyond],
    '999 of an event',
  ],
  [
    'a snapshot from the future',
    (own, { free }) => sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
      select workspace_id, contact_id, 999, taken_as, sighting, insights, member_id, at from contact_snapshot where ${own} and contact_id = ${free}`,
    [beyond, newest],
    '999 of a snapshot',
  ],
  ['an engagement from the future', (_, { free }) => engagementOf(free, 999), [beyond], '999 of an engagement'],
  ['a correction from the future', (_, { free }) => correctionOf(free, 999), [beyond], '999 of a correction'],
  ['an engagement with an erased person', (_, { gone }) => engagementOf(gone), [byHand], 'an engagement of contact'],
  ['a correction of a merged contact', (_, { merged: [one] }) => correctionOf(one), [byHand], 'a correction of contact'],
  [
    'an upgrade that says it is the plan’s grant',
    (own) => sql`update credit_entry set reason = 'period' where ${own} and reason = 'upgrade'`,
    [grant],
    '2 in the period that began',
  ],
  [
    'an adjustment that says it is an end',
    (own) => sql`update credit_entry set kind = 'expire' where ${own} and kind = 'adjustment'`,
    [granted],
    '95 granted by the head, 100 by the entries',
  ],
  [
    'separated, without a word of it',
    (own, { separated }) => sql`update contact set unmerged_seq = null where ${own} and contact_id = ${separated}`,
    [restoredOf],
    'restored, never merged',
  ],
  [
    'merged into one that is merged',
    (own, { merged: [one, other] }) => sql`update contact set merged_into = ${other} where ${own} and contact_id = ${one}`,
    [mergedInto],
    'contact',
  ],
  [
    'merged into one that is erased',
    (own, { gone, merged: [one] }) => sql`update contact set merged_into = ${gone} where ${own} and contact_id = ${one}`,
    [mergedInto],
    'contact',
  ],
  [
    'an erased person who answers to something',
    (own, { gone }) =>
      sql`insert into contact_identifier select workspace_id, 'slug', 'gone', contact_id, seq from contact where ${own} and contact_id = ${gone}`,
    [identified],
    'contact',
  ],
  [
    'an erased person of whom a page is left',
    (own, { gone, free }) => sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
      select workspace_id, ${gone}::uuid, seq, ${gone}::uuid, sighting, insights, member_id, at from contact_snapshot where ${own} and contact_id = ${free}`,
    [newest],
    'shows',
  ],
  [
    'an erased person who answered to something',
    (own, { gone }) => sql`insert into contact_former_identifier (workspace_id, contact_id, kind, value, seq, until_seq)
      select workspace_id, contact_id, 'slug', 'gone', seq, seq from contact where ${own} and contact_id = ${gone}`,
    [erased],
    'formerly known',
  ],
  [
    'an erased person with the search that found them',
    (own, { gone }) => sql`update contact set search_context = 'the quill' where ${own} and contact_id = ${gone}`,
    [erased],
    'what was read of it',
  ],
  ['an erased person without a hash', (own) => sql`delete from erased_identifier where ${own}`, [erased], 'contact'],
  [
    'a hash of somebody known',
    (own, { free }) => sql`insert into erased_identifier select workspace_id, 'slug', decode('00', 'hex'), contact_id
    from contact where ${own} and contact_id = ${free}`,
    [erased],
    'contact',
  ],
  [
    'somebody not held',
    (own, { held: [, other] }) => sql`delete from campaign_lease where ${own} and contact_id = ${other}`,
    [held],
    'not held',
  ],
  [
    'somebody not held for whom somebody waits',
    (own, { held: [one] }) => sql`delete from campaign_lease where ${own} and contact_id = ${one}`,
    [held, waiting],
    'not held',
  ],
  ['a draft that holds somebody', (_, { draft, drafted }) => leaseOf(draft, drafted), [held], ': held'],
  ['a completed campaign that holds somebody', (_, { completed, finished }) => leaseOf(completed, finished), [held], ': held'],
  [
    'somebody held who has replied',
    (own, { held: [, other] }) => sql`update enrolment set state = 'replied' where ${own} and contact_id = ${other}`,
    [held],
    ': held',
  ],
  [
    'a campaign that was completed and holds on',
    (own, { ongoing }) => sql`update campaign set state = 'completed' where ${own} and campaign_id = ${ongoing}`,
    [held, closed],
    ': held',
  ],
  [
    'a completed campaign with somebody queued',
    (own, { completed }) => sql`update enrolment set state = 'queued' where ${own} and campaign_id = ${completed}`,
    [closed],
    ': queued',
  ],
  ['a stranger in a draft', (_, { draft }) => enrolmentOf(draft, '01990000-0000-7000-8000-000000000000'), [standing], 'contact'],
  ['a merged contact in a draft', (_, { draft, merged: [one] }) => enrolmentOf(draft, one), [standing], 'contact'],
  [
    'an erased person in a draft',
    (own, { draft, gone }) => sql`update enrolment set state = 'queued' where ${own} and campaign_id = ${draft} and contact_id = ${gone}`,
    [standing],
    'contact',
  ],
  ['an erased person waited for', (_, { awaiting, gone }) => waitOf(awaiting, gone), [standing, waiting], 'contact'],
  ['somebody free waited for', (_, { awaiting, free }) => waitOf(awaiting, free), [waiting], 'held by none'],
  ['a wait for who is there', (_, { ongoing, held: [one] }) => waitOf(ongoing, one), [waiting], 'they are queued'],
  [
    'a draft that waits',
    (own, { awaiting }) => sql`update campaign set state = 'draft' where ${own} and campaign_id = ${awaiting}`,
    [waiting],
    'it is draft',
  ],
  [
    'in two campaigns, and waiting for one of them',
    (_, { awaiting, held: [one] }) => enrolmentOf(awaiting, one),
    [held, waiting],
    'not held',
  ],
];

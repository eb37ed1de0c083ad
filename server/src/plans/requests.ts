/** A workspace asks for another plan, and the operator answers: the way to upgrade where no payment is set up. */
import type { PlanAsked, PlanRequest } from '@wellmet/shared/plan';
import { randomUUID } from 'node:crypto';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { noteInAudit } from '../audit/note.ts';
import { once, type Act, type Actor, type Who } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { letterWords } from '../mail/letter.ts';
import type { Mail } from '../mail/mail.ts';
import { putOnPlan, type PlanChanged } from './change.ts';
import { balanceOf } from '../credits/head.ts';
import { planOnOffer, seatsOf } from './plans.ts';

type Stand = Pick<Ledger, 'db' | 'clock'>;

/** Whom to write to when somebody asks. */
export interface Operator {
  mail: Mail;
  address: string | undefined;
}

/**
 * Puts it into the operator's queue, in place of what is open there, and writes to the operator.
 * @throws ProblemError `not-found` for a plan that is none; `wrong-state` for what is in force anyway, not sold by the year or not for as many seats; `request-id-reused`.
 */
export async function askForPlan(stand: Stand, actor: Actor, asked: PlanAsked, operator: Operator): Promise<PlanRequest> {
  const { requestId, plan: code, seats, every } = asked;
  const { workspaceId, memberId } = actor;
  const { replayed } = await once(stand, actor, requestId, { code, seats, every }, async ({ trx, head, now }) => {
    const plan = await planOnOffer(trx, code);
    if (every === 'year' && plan.annualPricePerSeatCents === undefined)
      throw new ProblemError('wrong-state', { detail: 'This plan is paid by the month only.' });
    if (seatsOf(plan, seats) !== seats) throw new ProblemError('wrong-state', { detail: 'This plan has one seat.' });
    if (head.plan_code === code && head.seats === seats && head.next_plan_code === null)
      throw new ProblemError('wrong-state', { detail: 'This plan is in force already.' });
    await close(trx, workspaceId, sql`state = 'open'`, { state: 'withdrawn', now });
    const row = { workspace_id: workspaceId, request_id: requestId, plan_code: code, seats, every };
    await trx
      .insertInto('plan_request')
      .values({ ...row, state: 'open', asked_by: memberId, asked_at: now })
      .execute();
    await noteInAudit(trx, { by: actor, act: 'plan-asked', about: { to: `${code} × ${seats}` } });
    return { done: {} };
  });
  const request = await requestOf(stand.db, workspaceId, memberId, requestId);
  if (!replayed) await tellOperator(stand.db, workspaceId, memberId, request, operator);
  return request;
}

/** @throws ProblemError `not-found`; `wrong-state` for what is answered; `request-id-reused`. */
export async function withdrawPlanRequest(stand: Stand, actor: Actor, id: string, requestId: string): Promise<PlanRequest> {
  const { workspaceId, memberId } = actor;
  await once(stand, actor, requestId, { withdraw: id }, async ({ trx, now }) => {
    await requireOpen(trx, workspaceId, id);
    await close(trx, workspaceId, sql`request_id = ${id}`, { state: 'withdrawn', now });
    return { done: {} };
  });
  return requestOf(stand.db, workspaceId, memberId, id);
}

/**
 * The operator's answer. Accepting changes the plan in the same transaction.
 * @throws ProblemError `not-found`, `wrong-state` for what is answered or withdrawn.
 */
export async function answerRequest(stand: Stand, id: string, isAccepted: boolean, answer: string | undefined): Promise<PlanChanged> {
  const asked = await stand.db.selectFrom('plan_request').select('workspace_id').where('request_id', '=', id).executeTakeFirst();
  if (!asked) throw new ProblemError('not-found', { detail: 'There is no request with this id.' });
  const who: Who = { workspaceId: asked.workspace_id };
  const requestId = randomUUID();
  const { done } = await once<PlanChanged, never, Who>(stand, who, requestId, { answer: id, isAccepted }, async (act) => {
    const { trx, head, now } = act;
    const { plan_code: planCode, seats } = await requireOpen(trx, who.workspaceId, id);
    const addedCredits = isAccepted ? await putOnPlan(act, { planCode, seats }, { requestId }) : 0;
    await close(trx, who.workspaceId, sql`request_id = ${id}`, { state: isAccepted ? 'accepted' : 'declined', now, answer });
    return { done: { addedCredits, balance: balanceOf(head) } };
  });
  return done;
}

/** What is paid by card is not waited for: an open request has been granted by it, or is no longer wanted. */
export async function answerByPaying(
  { trx, actor, now }: Act<Who>,
  { planCode, seats }: { planCode: string; seats: number },
): Promise<void> {
  const state = sql`case when plan_code = ${planCode} and seats = ${seats} then 'accepted' else 'withdrawn' end`;
  await sql`
    update plan_request set state = ${state}, answered_at = ${now}::timestamptz
    where workspace_id = ${actor.workspaceId} and state = 'open'`.execute(trx);
}

/** Everything that waits for the operator, the oldest first. */
export async function openRequests(
  db: Kysely<Database>,
): Promise<
  { id: string; workspaceId: string; workspace: string; plan: string; seats: number; every: string; askedAt: string; by: string }[]
> {
  const { rows } = await sql<{
    id: string;
    workspace_id: string;
    workspace: string;
    plan: string;
    seats: number;
    every: string;
    at: Date;
    by: string;
  }>`
    select r.request_id as id, r.workspace_id, o.name as workspace, r.plan_code as plan, r.seats, r.every, r.asked_at as at, coalesce(u.email, '') as by
    from plan_request r
    join organization o on o.id = r.workspace_id
    left join "user" u on u.id = r.asked_by
    where r.state = 'open' order by r.asked_at`.execute(db);
  return rows.map(({ workspace_id: workspaceId, at, ...row }) => ({ ...row, workspaceId, askedAt: at.toISOString() }));
}

/** What was asked for last, whatever became of it. */
export const lastRequest = (db: Kysely<Database>, workspaceId: string, memberId: string): Promise<PlanRequest | undefined> =>
  readRequest(db, workspaceId, memberId, sql`true`);

async function requestOf(db: Kysely<Database>, workspaceId: string, memberId: string, id: string): Promise<PlanRequest> {
  const request = await readRequest(db, workspaceId, memberId, sql`r.request_id = ${id}`);
  if (!request) throw new ProblemError('not-found');
  return request;
}

interface Row {
  id: string;
  code: string;
  name: string | null;
  seats: number;
  every: PlanRequest['every'];
  state: PlanRequest['state'];
  asked_by: string;
  asked_at: Date;
  member: string | null;
  answered_at: Date | null;
  answer: string | null;
}

async function readRequest(
  db: Kysely<Database>,
  workspaceId: string,
  memberId: string,
  which: RawBuilder<unknown>,
): Promise<PlanRequest | undefined> {
  const { rows } = await sql<Row>`
    select r.request_id as id, r.plan_code as code, p.name, r.seats, r.every, r.state, r.asked_by, r.asked_at, u.name as member, r.answered_at, r.answer
    from plan_request r
    left join plan p on p.code = r.plan_code and p.offered
    left join "user" u on u.id = r.asked_by
    where r.workspace_id = ${workspaceId} and ${which} order by r.asked_at desc, r.request_id desc limit 1`.execute(db);
  const [row] = rows;
  return (
    row && {
      id: row.id,
      plan: { code: row.code, name: row.name ?? row.code },
      seats: row.seats,
      every: row.every,
      state: row.state,
      askedAt: row.asked_at.toISOString(),
      askedBy: row.member ?? '',
      byYou: row.asked_by === memberId,
      ...(row.answered_at && { answeredAt: row.answered_at.toISOString() }),
      ...(row.answer !== null && { answer: row.answer }),
    }
  );
}

async function requireOpen(trx: Transaction<Database>, workspaceId: string, id: string): Promise<{ plan_code: string; seats: number }> {
  const row = await trx
    .selectFrom('plan_request')
    .select(['plan_code', 'seats', 'state'])
    .where('workspace_id', '=', workspaceId)
    .where('request_id', '=', id)
    .executeTakeFirst();
  if (!row) throw new ProblemError('not-found');
  if (row.state !== 'open') throw new ProblemError('wrong-state', { detail: `This request is ${row.state} already.` });
  return row;
}

async function close(
  trx: Transaction<Database>,
  workspaceId: string,
  which: RawBuilder<unknown>,
  { state, now, answer }: { state: PlanRequest['state']; now: Date; answer?: string | undefined },
): Promise<void> {
  await sql`
    update plan_request set state = ${state}, answered_at = ${now}::timestamptz, answer = ${answer ?? null}::text
    where workspace_id = ${workspaceId} and ${which}`.execute(trx);
}

/** Whether the letter comes or not: what is asked stands in the queue. */
async function tellOperator(
  db: Kysely<Database>,
  workspaceId: string,
  memberId: string,
  { id, plan, seats, every }: PlanRequest,
  { mail, address }: Operator,
): Promise<void> {
  if (address === undefined) return;
  const workspace = await db.selectFrom('organization').select('name').where('id', '=', workspaceId).executeTakeFirst();
  const member = await db.selectFrom('user').select(['name', 'email']).where('id', '=', memberId).executeTakeFirst();
  const language = 'en';
  const gaps = {
    id,
    plan: plan.name,
    seats: String(seats),
    every: letterWords(language, `plan.${every}`),
    workspace: workspace?.name ?? workspaceId,
    member: member?.name ?? '',
    email: member?.email ?? '',
  };
  const say = (key: Parameters<typeof letterWords>[1]): string => letterWords(language, key, gaps);
  await mail.send(address, { language, subject: say('plan.subject'), paragraphs: [say('plan.asked'), say('plan.answer')] });
}

/**
 * Many people at once: written down whole before anything is sent, then carried out part after part. A part is one request, and what it has done
 * is written down in one transaction, so that the worker may die at any line: the same request id goes out again and the server repeats its answer.
 * product.md 2.4 to 2.6.
 */
import { v7 as uuidv7 } from 'uuid';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import { cache, type BulkPart, type BulkRow } from '../cache/database.ts';
import { keeping } from '../cache/keep.ts';
import { isDue, isTheirs, lastBalance, lastBulk, whoOwns } from '../cache/read.ts';
import { takeOutOfBasket } from '../cache/writeBasket.ts';
import { answerTables } from '../cache/writeErased.ts';
import { isTrouble, type Bulk, type BulkWish, type Trouble } from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { rowsOf, someoneLeft } from './basket.ts';
import { partsOf } from './bulkParts.ts';
import { leaveNext, planLeaving } from './bulkUndo.ts';
import { askFor, insistently, isNo, oneAtATime, watchOver, type When } from './carrying.ts';
import { erasuresOf, rememberAnalyses, type Analyses } from './deeds.ts';
import { afterTry, waitOf } from './patience.ts';
import { pullSoon } from './pull.ts';
import { refused } from './refused.ts';

/** Answers as soon as the action is written down. */
export async function startBulk(wish: BulkWish): Promise<Bulk | Trouble> {
  const begun = await cache.transaction('rw', cache.account, cache.basket, cache.bulk, () => writeDown(wish));
  if ('trouble' in begun) return begun;
  await watchOver();
  void carryOutBulk('now');
  return told(begun);
}

async function writeDown({ id, people, campaign, choices }: BulkWish): Promise<BulkRow | Trouble> {
  const owner = await whoOwns();
  if (!owner) return { trouble: 'signedOut' };
  const earlier = await lastBulk();
  if (earlier?.id === id) return earlier;
  if ((earlier && isDue(earlier)) || (await cache.bulk.get(id))) return refused('wrong-state', 'Another bulk action is under way');
  const rows = await rowsOf(
    owner,
    people.map((person) => person.id),
  );
  if (!rows) return someoneLeft;
  if (earlier) await cache.bulk.delete(earlier.id);
  const parts = partsOf(rows, { people, choices: campaign && choices });
  const row: BulkRow = {
    ...owner,
    id,
    ...(campaign && { campaign }),
    parts,
    state: 'running',
    leaving: [],
    madeAt: new Date().toISOString(),
  };
  await cache.bulk.add(row);
  return row;
}

export async function bulk(): Promise<Bulk | undefined> {
  const row = await lastBulk();
  return row && told(row);
}

async function told({ id, campaign, state, parts, refusal }: BulkRow): Promise<Bulk> {
  const people = parts.flatMap((part) => part.people).toSorted((a, b) => a.position - b.position);
  return {
    id,
    campaign,
    state,
    people: people.map(({ name, url, outcome }) => ({ name, url, outcome })),
    costCredits: people.reduce((sum, { outcome }) => sum + (outcome?.costCredits ?? 0), 0),
    balance: (await lastBalance()) ?? undefined,
    refusal,
  };
}

export async function cancelBulk({ id }: { id: string }): Promise<void> {
  await change(id, (row) => {
    const isOnItsWay = row.state === 'running' && row.parts.some((part) => part.isSent && isUnanswered(part));
    if (isOnItsWay) row.isCancelling = true;
    else if (row.state !== 'done') row.state = 'cancelled';
  });
  await watchOver();
}

/** The user says: now. A refusal changed nothing, so the same part goes out again under its id. */
export async function retryBulk({ id }: { id: string }): Promise<void> {
  await change(id, (row) => {
    if (row.state !== 'stopped' && row.state !== 'refused') return;
    row.state = 'running';
    // What the server no longer takes under its id the user has decided anew.
    if (isTooOld(row)) for (const part of row.parts.filter(isUnanswered)) part.requestId = uuidv7();
    delete row.refusal;
  });
  await watchOver();
  void carryOutBulk('now');
}

function isTooOld({ refusal }: BulkRow): boolean {
  return refusal !== undefined && 'problem' in refusal && refusal.problem.code === 'request-too-old';
}

export async function putBulkAway({ id }: { id: string }): Promise<void> {
  await cache.transaction('rw', cache.account, cache.bulk, async () => {
    const row = await lastBulk();
    if (row?.id === id && !isDue(row)) await cache.bulk.delete(id);
  });
}

/** Free, and as safe as the action itself: what is not confirmed now is, when the server is back. */
export async function undoEnrolments({ id }: { id: string }): Promise<Bulk | Trouble> {
  const planned = await cache.transaction('rw', cache.account, cache.bulk, async () => {
    const row = await lastBulk();
    if (row?.id !== id) return refused('not-found', 'No such bulk action');
    if (isUnderWay(row)) return refused('wrong-state', 'The bulk action is under way');
    // Said twice it is done once.
    if (row.leaving.length === 0) await cache.bulk.put({ ...row, leaving: planLeaving(row) });
    return row;
  });
  if ('trouble' in planned) return planned;
  await watchOver();
  const trouble = await oneAtATime(`bulk ${id}`, () => leaveAll(id));
  await watchOver();
  const row = await cache.bulk.get(id);
  return trouble ?? (row ? told(row) : { trouble: 'signedOut' });
}

async function leaveAll(id: string): Promise<Trouble | undefined> {
  for (;;) {
    const row = await cache.bulk.get(id);
    const [first] = row?.leaving ?? [];
    if (!row || !first) return undefined;
    const trouble = await leaveNext(row, first);
    if (trouble) return trouble;
  }
}

/** Only the member's own. */
async function change(id: string, how: (row: BulkRow) => void): Promise<void> {
  await cache.transaction('rw', cache.account, cache.bulk, async () => {
    const row = await lastBulk();
    if (row?.id !== id) return;
    how(row);
    await cache.bulk.put(row);
  });
}

/** Goes on where the action stands, until it is done or the server gives no answer. */
export async function carryOutBulk(when: When): Promise<void> {
  await keeping(() => carryOutLast(when));
}

async function carryOutLast(when: When): Promise<void> {
  const row = await lastBulk();
  if (row)
    await oneAtATime(`bulk ${row.id}`, async () => {
      const kept = await cache.bulk.get(row.id);
      if (kept && when === 'due' && waitOf(kept) > 0) return;
      while ((await next(row.id)) === 'goOn') await watchOver();
    });
  await watchOver();
}

type Next = 'goOn' | 'stop';
type Sent = BulkPart & Required<Pick<BulkPart, 'sightings'>>;

/** While it waited for its turn much may have changed: nobody but its member carries it out. */
async function next(id: string): Promise<Next> {
  const row = await cache.bulk.get(id);
  if (!row || !isTheirs(await signedIn(), row)) return 'stop';
  if (row.leaving[0]) return (await leaveNext(row, row.leaving[0])) === undefined ? 'goOn' : 'stop';
  const part = await takePart(id);
  return part ? analysePart(row, part) : 'stop';
}

/** The next part without an answer, if the user still wants it: from here on it counts as on its way. */
async function takePart(id: string): Promise<Sent | undefined> {
  return cache.transaction('rw', cache.bulk, async () => {
    const row = await cache.bulk.get(id);
    const part = row && isUnderWay(row) ? row.parts.find(isUnanswered) : undefined;
    if (!row || !part) return undefined;
    if (!part.isSent) await cache.bulk.put({ ...row, parts: row.parts.map((one) => (one === part ? { ...one, isSent: true } : one)) });
    return part;
  });
}

const isUnanswered = (part: BulkPart): part is Sent => part.sightings !== undefined;
const isUnderWay = ({ state }: BulkRow): boolean => state === 'running' || state === 'stopped';

async function analysePart(row: BulkRow, part: Sent): Promise<Next> {
  const { workspaceId, campaign } = row;
  const { requestId, source, ceilingCredits, choices, sightings } = part;
  const inCampaign = campaign && { campaignId: campaign.id, ...(choices.length > 0 && { choices }) };
  const body = { requestId, source, ceilingCredits, sightings, ...inCampaign };
  const answered = await insistently(() => askFor(row, 'analyse', { params: { workspaceId }, body }));
  if (isTrouble(answered)) return halt(row.id, answered);
  const { answer, at } = answered;
  const settled = await settle(row.id, part, { answer, at, erasures: await erasuresOf(answer, workspaceId, sightings) });
  pullSoon();
  return settled;
}

/** No answer, or a problem: nothing has been done that we know of. Without its member it waits for them. */
async function halt(id: string, trouble: Trouble): Promise<Next> {
  if (trouble.trouble !== 'signedOut')
    await cache.bulk.update(id, (row) => {
      if (isNo(trouble)) refuse(row, { problem: trouble.problem });
      else if (isUnderWay(row)) Object.assign(row, { state: row.isCancelling ? 'cancelled' : 'stopped' }, afterTry(row, trouble));
    });
  return 'stop';
}

/** What the part has done, who is therefore out of the basket, and how the action stands: all of it or none. */
async function settle(id: string, { requestId, sightings }: Sent, analyses: Analyses): Promise<Next> {
  return cache.transaction('rw', answerTables, async () => {
    const row = await cache.bulk.get(id);
    // Signed out meanwhile.
    if (!row) return 'stop';
    const { answer } = analyses;
    const part = row.parts.find((one) => one.requestId === requestId);
    // While it was under way somebody of it was erased: the others are asked for anew, by another request.
    if (!part) return 'goOn';
    delete row.tries;
    delete row.notBefore;
    if (answer.outcome === 'done') endPart(row, part, answer);
    else refuse(row, answer);
    await cache.bulk.put(row);
    if (answer.outcome === 'done')
      await takeOutOfBasket(
        row,
        sightings.map(({ identifiers }) => identifiers),
      );
    // The last: who was erased is named no more, by this action neither.
    if (isTheirs(await cache.account.get('now'), row)) await rememberAnalyses(row.workspaceId, sightings, analyses);
    return row.state === 'running' ? 'goOn' : 'stop';
  });
}

function endPart(row: BulkRow, part: BulkPart, { people }: Extract<AnalyseOutcome, { outcome: 'done' }>): void {
  delete part.sightings;
  // Whoever was erased before it was sent has an outcome, and no place in the answer.
  for (const [i, person] of part.people.filter(({ outcome }) => outcome === undefined).entries()) {
    const { class: personClass = 'unidentifiable', costCredits = 0, contact, enrolment, holder } = people[i] ?? {};
    person.outcome = { class: personClass, costCredits, contactId: contact?.id, enrolment, holder };
  }
  if (!row.parts.some(isUnanswered)) row.state = 'done';
  else row.state = row.isCancelling || row.state === 'cancelled' ? 'cancelled' : 'running';
}

/** The user who wants no further part is not asked about this one. */
function refuse(row: BulkRow, refusal: NonNullable<BulkRow['refusal']>): void {
  if (isUnderWay(row)) row.state = row.isCancelling ? 'cancelled' : 'refused';
  row.refusal = refusal;
}

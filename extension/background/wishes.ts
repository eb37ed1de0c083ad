/**
 * A wish is written down before it is sent and forgotten when its answer is written down, so that the worker may die at any line:
 * the same request id goes out again and the server repeats its answer. product.md 2.5, docs/architecture.md ("A wish gets its id when the finger lifts").
 */
import { browser } from 'wxt/browser';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import { cache, type WishRow } from '../cache/database.ts';
import { isWishOf } from '../cache/read.ts';
import { forgetWish, markWish, rememberBalance, rememberContacts, rememberWish } from '../cache/write.ts';
import { isTrouble, type AnalyseWish, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';

export const wishesAlarm = 'wishes';
/** The shortest that browsers allow. */
const alarmMinutes = 0.5;
const retryDelayMs = 600;

type Answered = AnalyseOutcome | Trouble;

/** The user has confirmed and is looking: carry it out and say what happened. */
export async function analyse({ requestId, sighting, ceilingCredits }: AnalyseWish): Promise<Answered> {
  const account = await signedIn();
  if (!account) return { trouble: 'signedOut' };
  return oneAtATime(requestId, async () => {
    const wish: WishRow = {
      requestId,
      workspaceId: account.workspace.id,
      memberId: account.member.id,
      request: { requestId, source: 'profile', ceilingCredits, sightings: [sighting] },
      madeAt: new Date().toISOString(),
      state: 'sending',
    };
    await rememberWish(wish);
    await watchOverWishes();
    const answered = await send(wish);
    await settleWatched(wish, answered);
    await watchOverWishes();
    return answered;
  });
}

/** What was cut off by the worker's death, and what waits for the server: try it now. Nobody is looking. */
export async function carryOutWishes(): Promise<void> {
  for (const { requestId } of await dueWishes()) await carryOut(requestId, due);
  await watchOverWishes();
}

/** @returns false when there is nothing to keep any more: its answer has come meanwhile, and asking again tells it. */
export async function keepWish({ requestId }: { requestId: string }): Promise<boolean> {
  const isThere = await markWish(requestId, { state: 'waiting' });
  await watchOverWishes();
  return isThere;
}

/** A wish on its way can no longer be dropped: its answer is about to be written down. */
export async function dropWish({ requestId }: { requestId: string }): Promise<void> {
  await oneAtATime(requestId, () => forgetWish(requestId));
}

/** The user says: now. */
export async function retryWish({ requestId }: { requestId: string }): Promise<void> {
  await carryOut(requestId, ['waiting', 'stopped', 'question']);
  await watchOverWishes();
}

/**
 * Sends a wish that is in one of these states once its turn has come: while it waited for its turn the user may have been asked,
 * and what they are being asked about is not sent behind their back. A wish is its member's: nobody else carries it out.
 */
async function carryOut(requestId: string, states: readonly WishRow['state'][]): Promise<void> {
  await oneAtATime(requestId, async () => {
    const wish = await cache.wishes.get(requestId);
    if (wish && states.includes(wish.state) && isWishOf(await signedIn(), wish)) await settleUnwatched(wish, await send(wish));
  });
}

/** States that need nobody's word any more. */
const due = ['sending', 'waiting'] as const satisfies WishRow['state'][];

/** Those of who is signed in, oldest first; others' wait for their member without waking anybody. */
async function dueWishes(): Promise<WishRow[]> {
  const account = await signedIn();
  return (await cache.wishes.where('state').anyOf(due).sortBy('madeAt')).filter((wish) => isWishOf(account, wish));
}

/** A lost answer is asked for once more: the request id makes that harmless. */
async function send(wish: WishRow): Promise<Answered> {
  const ask = () => askAsMember('analyse', (workspaceId) => ({ params: { workspaceId }, body: wish.request }));
  let asked = await ask();
  if (isTrouble(asked) && asked.trouble === 'unreachable') {
    await new Promise((wait) => setTimeout(wait, retryDelayMs));
    asked = await ask();
  }
  return isTrouble(asked) ? asked : asked.answer;
}

/** Whoever looks sees the answer and decides; only a spending that has no answer is kept, as `stopped`, until they do. */
async function settleWatched(wish: WishRow, answered: Answered): Promise<void> {
  const unanswered = isTrouble(answered) && (answered.trouble === 'unreachable' || answered.trouble === 'updateNeeded');
  if (unanswered && wish.request.ceilingCredits > 0) {
    await markWish(wish.requestId, { state: 'stopped' });
  } else {
    await writeDown(wish, answered);
  }
}

/** Nobody looks: a refusal becomes a question in the popup, never a silent drop. */
async function settleUnwatched(wish: WishRow, answered: Answered): Promise<void> {
  if (isTrouble(answered)) {
    if (answered.trouble === 'refused') await markWish(wish.requestId, { state: 'question', refusal: { problem: answered.problem } });
    else if (wish.state === 'sending') await markWish(wish.requestId, { state: 'stopped' });
  } else if (answered.outcome === 'done') {
    await writeDown(wish, answered);
  } else {
    await rememberBalance(wish.workspaceId, answered.quote.balance);
    await markWish(wish.requestId, { state: 'question', refusal: answered });
  }
}

/** Answer and end of the wish in one transaction. */
async function writeDown(wish: WishRow, answered: Answered): Promise<void> {
  await cache.transaction('rw', cache.account, cache.contacts, cache.balances, cache.wishes, async () => {
    if (!isTrouble(answered)) {
      await rememberBalance(wish.workspaceId, answered.outcome === 'done' ? answered.balance : answered.quote.balance);
      if (answered.outcome === 'done') {
        for (const { contact, firstAnalysis } of answered.people) {
          await rememberContacts(wish.workspaceId, answered.balance.at, [contact], firstAnalysis.byYou);
        }
      }
    }
    await forgetWish(wish.requestId);
  });
}

/** While something is due, an alarm brings the worker back, however it ended. */
async function watchOverWishes(): Promise<void> {
  if ((await dueWishes()).length > 0)
    await browser.alarms.create(wishesAlarm, { delayInMinutes: alarmMinutes, periodInMinutes: alarmMinutes });
  else await browser.alarms.clear(wishesAlarm);
}

function oneAtATime<T>(requestId: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(`wish ${requestId}`, act) as Promise<T>;
}

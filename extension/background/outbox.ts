/** Carries out what was wished and nobody looks at: in the order in which it was made where it is about the same person, else side by side. */
import { cache, type WishRow } from '../cache/database.ts';
import { nameless } from '../cache/forgetPeople.ts';
import { keeping } from '../cache/keep.ts';
import { dueStates, dueWishes, isTheirs } from '../cache/read.ts';
import { forgetWish, markWish } from '../cache/write.ts';
import { answerTables } from '../cache/writeErased.ts';
import { isTrouble } from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { carryOutBulk } from './bulk.ts';
import { insistently, isNo, oneAtATime, watchOver, type When } from './carrying.ts';
import { deedOf, type Done } from './deeds.ts';
import { earlierThan, lanesOf } from './lanes.ts';
import { afterTry, waitOf } from './patience.ts';
import { pullSoon } from './pull.ts';

const atOnce = 4;

/** What was cut off by the worker's death, and what waits for the server, for one person or for many: try it. Nobody is looking. */
export async function carryOutWishes(when: When = 'due'): Promise<void> {
  await keeping(async () => {
    await Promise.all([carryOutBulk(when), carryOutDue(when)]);
    await watchOver();
  });
}

/** Everything of who is signed in that needs nobody's word any more. */
async function carryOutDue(when: When): Promise<void> {
  const lanes = await lanesOf(await dueWishes());
  const workers = Array.from({ length: atOnce }, async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) await inOrder(lane, when);
  });
  await Promise.all(workers);
}

/** What is due of the same person and was made before. @returns false where one of those has no answer yet: what comes after it waits. */
export async function carryOutEarlier(wish: WishRow): Promise<boolean> {
  return inOrder(await earlierThan(wish), 'now');
}

async function inOrder(lane: readonly WishRow[], when: When): Promise<boolean> {
  for (const { requestId } of lane) if (!(await carryOut(requestId, dueStates, when))) return false;
  return true;
}

/**
 * Sends a wish that is in one of these states once its turn has come: while it waited for its turn the user may have been asked,
 * and what they are being asked about is not sent behind their back. A wish is its member's: nobody else carries it out.
 * @returns false while it has no answer: what comes after it waits.
 */
export async function carryOut(requestId: string, states: readonly WishRow['state'][], when: When): Promise<boolean> {
  return oneAtATime(`wish ${requestId}`, async () => {
    const wish = await cache.wishes.get(requestId);
    if (!wish) return true;
    if (!isTheirs(await signedIn(), wish)) return false;
    if (!states.includes(wish.state)) return true;
    if (when === 'due' && waitOf(wish) > 0) return false;
    return settle(wish);
  });
}

/** Nobody looks: a refusal becomes a question in the popup, never a silent drop. */
async function settle(wish: WishRow): Promise<boolean> {
  const done = await insistently(() => deedOf(wish));
  if (!isTrouble(done)) await end(wish, done, done.question);
  else if (isNo(done)) await markWish(wish.requestId, { state: 'question', refusal: { problem: done.problem } });
  else {
    const state = isFree(wish) ? 'waiting' : wish.state === 'sending' ? 'stopped' : wish.state;
    await markWish(wish.requestId, { state, ...afterTry(wish, done) });
    return state !== 'waiting';
  }
  return true;
}

/** What a member does by their own hand is never charged: it may wait without a word. */
function isFree({ asked: { route } }: WishRow): boolean {
  return route === 'engage' || route === 'withdrawEngagement' || route === 'editContact' || route === 'analyseAgain';
}

/** The answer is written down and the wish forgotten, or made a question, in one transaction. */
export async function end(wish: WishRow, { writeDown }: Done, question?: Done['question']): Promise<void> {
  await cache.transaction('rw', answerTables, async () => {
    await writeDown();
    if (question === undefined) await forgetWish(wish.requestId);
    else if (question !== 'erased') await markWish(wish.requestId, { state: 'question', refusal: question });
    // Signed out meanwhile it is no more.
    else if (await cache.wishes.get(wish.requestId)) await cache.wishes.put(nameless(wish));
  });
  pullSoon();
}

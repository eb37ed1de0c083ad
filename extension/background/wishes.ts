/**
 * A wish is written down before it is sent and forgotten when its answer is written down, so that the worker may die at any line:
 * the same request id goes out again and the server repeats its answer. product.md 2.5, docs/architecture.md ("A wish gets its id when the finger lifts").
 */
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import { cache, type WishRow } from '../cache/database.ts';
import { dueStates, dueWishes, isTheirs, profileOf } from '../cache/read.ts';
import { forgetWish, markWish, rememberWish } from '../cache/write.ts';
import { isTrouble, type AnalyseWish, type Enrolled, type EnrolmentWish, type Trouble } from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { carryOutBulk } from './bulk.ts';
import { insistently, oneAtATime, watchOver } from './carrying.ts';
import { analysing, enrolling, leaving, type AskedBy, type Deed } from './deeds.ts';

export { wishesAlarm } from './carrying.ts';

export async function analyse(wish: AnalyseWish): Promise<AnalyseOutcome | Trouble> {
  const { requestId, sighting, ceilingCredits, campaign, choices } = wish;
  const inCampaign = campaign && { campaignId: campaign.id, choices };
  const asked: AskedBy<'analyse'> = {
    route: 'analyse',
    body: { requestId, source: 'profile', ceilingCredits, sightings: [sighting], ...inCampaign },
  };
  const about = { name: sighting.name, url: sighting.page.url, ...(campaign && { campaignName: campaign.name }) };
  // A refresh is worth no second try: the next click is one.
  const mayBeKept = ceilingCredits > 0 || campaign !== undefined;
  return watched({ requestId, asked, about }, mayBeKept, (row) => analysing(row, asked));
}

export async function enrol({ choice, ...wish }: EnrolmentWish & { choice?: 'wait' | 'move' | undefined }): Promise<Enrolled | Trouble> {
  const { requestId, contact, campaign } = wish;
  const choices = choice && [{ contactId: contact.id, choice }];
  const asked: AskedBy<'enrol'> = { route: 'enrol', campaignId: campaign.id, body: { requestId, contactIds: [contact.id], choices } };
  const answered = await watched({ requestId, asked, about: await aboutOf(wish) }, true, (row) => enrolling(row, asked));
  if (isTrouble(answered)) return answered;
  const [first] = answered.people;
  return first ? { enrolment: first.enrolment, holder: first.holder, contact: answered.contact } : { trouble: 'updateNeeded' };
}

export async function leaveCampaign(wish: EnrolmentWish): Promise<Enrolled | Trouble> {
  const { requestId, contact, campaign } = wish;
  const body = { requestId, contactIds: [contact.id], state: 'removed' as const };
  const asked: AskedBy<'changeEnrolments'> = { route: 'changeEnrolments', campaignId: campaign.id, body };
  const answered = await watched({ requestId, asked, about: await aboutOf(wish) }, true, (row) => leaving(row, asked));
  return isTrouble(answered) ? answered : { enrolment: 'left', holder: undefined, contact: answered.contact };
}

async function aboutOf({ contact, campaign }: EnrolmentWish): Promise<WishRow['about']> {
  const known = await cache.contacts.get(contact.id);
  return { name: contact.name, ...(known && { url: profileOf(known) }), campaignName: campaign.name };
}

/**
 * The user has decided and is looking: carry it out and say what happened.
 * @param mayBeKept whether it is kept, as `stopped`, when no answer comes: the user decides then.
 */
async function watched<A extends object>(
  wish: Pick<WishRow, 'requestId' | 'asked' | 'about'>,
  mayBeKept: boolean,
  deedOf: (row: WishRow) => Deed<A>,
): Promise<A | Trouble> {
  const account = await signedIn();
  if (!account) return { trouble: 'signedOut' };
  return oneAtATime(`wish ${wish.requestId}`, async () => {
    const row: WishRow = {
      ...wish,
      workspaceId: account.workspace.id,
      memberId: account.member.id,
      madeAt: new Date().toISOString(),
      state: 'sending',
    };
    await rememberWish(row);
    await watchOver();
    const deed = deedOf(row);
    const answered = await insistently(deed.ask);
    const isUnanswered = isTrouble(answered) && (answered.trouble === 'unreachable' || answered.trouble === 'updateNeeded');
    if (isUnanswered && mayBeKept) await markWish(row.requestId, { state: 'stopped' });
    else await end(row, deed, answered);
    await watchOver();
    return answered;
  });
}

/** What was cut off by the worker's death, and what waits for the server, for one person or for many: try it now. Nobody is looking. */
export async function carryOutWishes(): Promise<void> {
  await Promise.all([carryOutBulk(), carryOutAll(await dueWishes())]);
}

async function carryOutAll(wishes: readonly WishRow[]): Promise<void> {
  for (const { requestId } of wishes) await carryOut(requestId, dueStates);
  await watchOver();
}

/** @returns false when there is nothing to keep any more: its answer has come meanwhile, and asking again tells it. */
export async function keepWish({ requestId }: { requestId: string }): Promise<boolean> {
  const isThere = await markWish(requestId, { state: 'waiting' });
  await watchOver();
  return isThere;
}

/** A wish on its way can no longer be dropped: its answer is about to be written down. */
export async function dropWish({ requestId }: { requestId: string }): Promise<void> {
  await oneAtATime(`wish ${requestId}`, () => forgetWish(requestId));
}

/** The user says: now. */
export async function retryWish({ requestId }: { requestId: string }): Promise<void> {
  await carryOut(requestId, ['waiting', 'stopped', 'question']);
  await watchOver();
}

/**
 * Sends a wish that is in one of these states once its turn has come: while it waited for its turn the user may have been asked,
 * and what they are being asked about is not sent behind their back. A wish is its member's: nobody else carries it out.
 */
async function carryOut(requestId: string, states: readonly WishRow['state'][]): Promise<void> {
  await oneAtATime(`wish ${requestId}`, async () => {
    const wish = await cache.wishes.get(requestId);
    if (!wish || !states.includes(wish.state) || !isTheirs(await signedIn(), wish)) return;
    const { asked } = wish;
    switch (asked.route) {
      case 'analyse':
        return settleUnwatched(wish, analysing(wish, asked));
      case 'enrol':
        return settleUnwatched(wish, enrolling(wish, asked));
      case 'changeEnrolments':
        return settleUnwatched(wish, leaving(wish, asked));
      default:
        return asked satisfies never;
    }
  });
}

/** Nobody looks: a refusal becomes a question in the popup, never a silent drop. */
async function settleUnwatched<A extends object>(wish: WishRow, deed: Deed<A>): Promise<void> {
  const answered = await insistently(deed.ask);
  if (!isTrouble(answered)) return end(wish, deed, answered, deed.questionIn(answered));
  if (answered.trouble === 'refused') await markWish(wish.requestId, { state: 'question', refusal: { problem: answered.problem } });
  else if (wish.state === 'sending') await markWish(wish.requestId, { state: 'stopped' });
}

/** The answer is written down and the wish forgotten, or made a question, in one transaction. */
async function end<A extends object>(wish: WishRow, deed: Deed<A>, answered: A | Trouble, refusal?: WishRow['refusal']): Promise<void> {
  await cache.transaction('rw', cache.account, cache.contacts, cache.balances, cache.wishes, async () => {
    if (!isTrouble(answered)) await deed.writeDown(answered);
    if (refusal) await markWish(wish.requestId, { state: 'question', refusal });
    else await forgetWish(wish.requestId);
  });
}

/**
 * A wish is written down before it is sent and forgotten when its answer is written down, so that the worker may die at any line:
 * the same request id goes out again and the server repeats its answer. product.md 2.5, docs/architecture.md ("A wish gets its id when the finger lifts").
 */
import { v7 as uuidv7 } from 'uuid';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type { ProblemCode } from '@wellmet/shared/problem';
import { cache, type Asked, type WishRow } from '../cache/database.ts';
import { isTheirs, profileOf } from '../cache/read.ts';
import { forgetWish, markWish, rememberWish } from '../cache/write.ts';
import {
  isTrouble,
  type AnalyseWish,
  type EditWish,
  type EngagementWish,
  type Enrolled,
  type EnrolmentWish,
  type Kept,
  type Messages,
  type Trouble,
} from '../messages.ts';
import { signedIn } from './askAsMember.ts';
import { insistently, isNo, oneAtATime, watchOver } from './carrying.ts';
import { analysing, deedOf, enrolling, leaving, type AskedBy, type Done } from './deeds.ts';
import { carryOut, carryOutEarlier, end } from './outbox.ts';
import { afterTry } from './patience.ts';

export async function analyse(wish: AnalyseWish): Promise<AnalyseOutcome | Trouble> {
  const { requestId, sighting, ceilingCredits, campaign, choices } = wish;
  const inCampaign = campaign && { campaignId: campaign.id, choices };
  const asked: AskedBy<'analyse'> = {
    route: 'analyse',
    body: { requestId, source: 'profile', ceilingCredits, sightings: [sighting], ...inCampaign },
  };
  const about = { name: sighting.name, url: sighting.page.url, ...(campaign && { campaignName: campaign.name }) };
  // A refresh is worth no second try: the next click is one.
  const unanswered = ceilingCredits > 0 || campaign !== undefined ? 'stopped' : 'forgotten';
  return watched({ requestId, asked, about }, unanswered, ({ workspaceId }) => analysing(workspaceId, asked));
}

export async function enrol({ choice, ...wish }: EnrolmentWish & { choice?: 'wait' | 'move' | undefined }): Promise<Enrolled | Trouble> {
  const { requestId, contact, campaign } = wish;
  const choices = choice && [{ contactId: contact.id, choice }];
  const asked: AskedBy<'enrol'> = { route: 'enrol', campaignId: campaign.id, body: { requestId, contactIds: [contact.id], choices } };
  const about = await aboutOf(contact, campaign.name);
  const answered = await watched({ requestId, asked, about }, 'stopped', ({ workspaceId }) => enrolling(workspaceId, asked));
  if (isTrouble(answered)) return answered;
  const [first] = answered.people;
  return first ? { enrolment: first.enrolment, holder: first.holder, contact: answered.contact } : { trouble: 'updateNeeded' };
}

export async function leaveCampaign({ requestId, contact, campaign }: EnrolmentWish): Promise<Enrolled | Trouble> {
  const body = { requestId, contactIds: [contact.id], state: 'removed' as const };
  const asked: AskedBy<'changeEnrolments'> = { route: 'changeEnrolments', campaignId: campaign.id, body };
  const about = await aboutOf(contact, campaign.name);
  const answered = await watched({ requestId, asked, about }, 'stopped', ({ workspaceId }) => leaving(workspaceId, asked));
  return isTrouble(answered) ? answered : { enrolment: 'left', holder: undefined, contact: answered.contact };
}

export async function engage({ requestId, contact, what, text, doneAt }: EngagementWish): Promise<Kept> {
  const body = { requestId, what, doneAt, ...(text !== undefined && { text }) };
  return keptAnyhow(requestId, contact, { route: 'engage', contactId: contact.id, body });
}

export async function withdrawEngagement(wish: Parameters<Messages['withdrawEngagement']>[0]): Promise<Kept> {
  const { requestId, contact, engagementId } = wish;
  return keptAnyhow(requestId, contact, { route: 'withdrawEngagement', contactId: contact.id, engagementId, body: { requestId } });
}

export async function editContact({ requestId, contact, fields, words }: EditWish): Promise<Kept> {
  const body = { requestId, ...(fields && { fields }), ...(words && { words }) };
  return keptAnyhow(requestId, contact, { route: 'editContact', contactId: contact.id, body });
}

export async function analyseAgain({ requestId, contact }: Parameters<Messages['analyseAgain']>[0]): Promise<Kept> {
  return keptAnyhow(requestId, contact, { route: 'analyseAgain', contactId: contact.id, body: { requestId } });
}

async function aboutOf(contact: EnrolmentWish['contact'], campaignName?: string): Promise<WishRow['about']> {
  const known = await cache.contacts.get(contact.id);
  return { name: contact.name, ...(known && { url: profileOf(known) }), ...(campaignName !== undefined && { campaignName }) };
}

/** It costs nothing, so nobody is asked whether it may wait. */
async function keptAnyhow(requestId: string, contact: EnrolmentWish['contact'], asked: Asked): Promise<Kept> {
  const answered = await watched({ requestId, asked, about: await aboutOf(contact) }, 'waiting', deedOf);
  if (!isTrouble(answered)) return 'done';
  return (await cache.wishes.get(requestId)) ? 'waiting' : answered;
}

/**
 * The user has decided and is looking: carry it out and say what happened.
 * @param unanswered what becomes of it when no answer comes. `stopped`: the user decides then.
 */
async function watched<A extends object>(
  wish: Pick<WishRow, 'requestId' | 'asked' | 'about'>,
  unanswered: 'stopped' | 'waiting' | 'forgotten',
  ask: (row: WishRow) => Promise<Done<A> | Trouble>,
): Promise<A | Trouble> {
  const account = await signedIn();
  if (!account) return { trouble: 'signedOut' };
  return oneAtATime(`wish ${wish.requestId}`, async () => {
    const owner = { workspaceId: account.workspace.id, memberId: account.member.id };
    const row = await rememberWish({ ...wish, ...owner, state: 'sending' });
    await watchOver();
    const isFirst = await carryOutEarlier(row);
    const done: Done<A> | Trouble = isFirst ? await insistently(() => ask(row)) : { trouble: 'unreachable' };
    if (!isTrouble(done)) await end(row, done);
    else if (unanswered === 'waiting' && !isNo(done)) await markWish(row.requestId, { state: 'waiting', ...afterTry(row, done) });
    else if (unanswered === 'stopped' && isUnanswered(done)) await markWish(row.requestId, { state: 'stopped' });
    else await forgetWish(row.requestId);
    await watchOver();
    return isTrouble(done) ? done : done.answer;
  });
}

/** What no answer is: the user is asked whether it may wait. */
function isUnanswered({ trouble }: Trouble): boolean {
  return trouble === 'unreachable' || trouble === 'updateNeeded';
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

/** The user says: now. What is due of the same person and was made before goes before. */
export async function retryWish({ requestId }: { requestId: string }): Promise<void> {
  const wish = await cache.wishes.get(requestId);
  if (!wish || !isTheirs(await signedIn(), wish)) return;
  const again = isSpent(wish) ? await underNewId(wish) : wish;
  if (again && (await carryOutEarlier(again))) await carryOut(again.requestId, ['waiting', 'stopped', 'question'], 'now');
  await watchOver();
}

/** The server no longer takes this request id: the user has decided anew. */
function isSpent({ refusal }: WishRow): boolean {
  return refusal !== undefined && 'problem' in refusal && spent.includes(refusal.problem.code);
}

const spent: readonly string[] = ['request-too-old', 'request-id-reused'] satisfies ProblemCode[];

/** Said twice it is done once. */
async function underNewId(spentWish: WishRow): Promise<WishRow | undefined> {
  const { refusal: _, ...wish } = spentWish;
  const requestId = uuidv7();
  const again: WishRow = {
    ...wish,
    requestId,
    asked: { ...wish.asked, body: { ...wish.asked.body, requestId } } as Asked,
    state: 'waiting',
  };
  return cache.transaction('rw', cache.wishes, async () => {
    const isThere = (await cache.wishes.where('requestId').equals(wish.requestId).delete()) > 0;
    if (isThere) await cache.wishes.add(again);
    return isThere ? again : undefined;
  });
}

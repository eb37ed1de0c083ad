/**
 * Everything that moves a ledger or a campaign: how it is sent to the server, and what a world says to it. An act in the world is done on a copy
 * that is the caller's to throw away.
 */
import type { CampaignAct, Choice, EnrolmentState } from '@wellmet/shared/campaign';
import type { AnalyseOutcome, AnalyseRequest, Balance, Quote } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { ProblemCode } from '@wellmet/shared/problem';
import { sql } from 'kysely';
import { actOnCampaign, createCampaign } from '../../campaigns/campaigns.ts';
import { changeEnrolments, enrolContacts } from '../../campaigns/enrolments.ts';
import { eraseContact } from '../../contacts/erase.ts';
import type { Actor } from '../../credits/act.ts';
import { capRoutes } from '../../credits/caps.ts';
import { quoteOf, quotePeople, type Estimate } from '../../credits/quote.ts';
import type { Ledger } from '../../credits/situation.ts';
import { ProblemError } from '../../http/problem.ts';
import { adjustCredits, changePlan, lapsePlan } from '../../plans/change.ts';
import {
  availableIn,
  erase,
  isHolding,
  isKnown,
  letGo,
  personOf,
  queue,
  see,
  spendable,
  usedIn,
  type CampaignInWorld,
  type Person,
  type PlanInWorld,
  type World,
} from './world.ts';

/** Analyses for somebody: the act that is paid for. Wrong versions take its place (testing/wrong/). */
export type PaidAct = (ledger: Ledger, actor: Actor, request: AnalyseRequest) => Promise<Told>;

/** A server with the clock of its periods in the test's hands. */
export interface Real {
  ledger: Ledger;
  workspaceId: string;
  /** An owner and a member. */
  actors: readonly [Actor, Actor];
  /** How each client analyses. */
  paid: readonly PaidAct[];
  setClock(instant: number): Promise<void>;
}

/** What was answered, without what no model knows (instants, names). `later` was read after the act: others may have come between. */
export type Told = Record<string, unknown> & { later?: unknown };

interface Came {
  told: Told;
  world: World;
}

export interface Act {
  /** For the report of a failure. */
  says: unknown;
  /** Of what may be repeated. */
  requestId?: string;
  send(real: Real): Promise<Told>;
  /** @param told for the ids that only the server makes. */
  expect(world: World, told: Told): Came;
}

const problem = (code: ProblemCode): Told => ({ problem: code });

/** An answer, or the problem that there was; anything else is nothing that a client should see. */
export async function outcome(answer: Promise<Told>): Promise<Told> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError) return problem(error.code);
    throw error;
  }
}

/** A balance without its instants. */
export const toldBalance = ({ available, used, allotment, periodStart, periodEnd, plan, next }: Balance): unknown => ({
  available,
  used,
  allotment,
  period: [periodStart, periodEnd],
  plan: [plan.code, plan.seats],
  next: next && [next.code, next.seats, next.allotment, next.because],
});

/** The balance as every answer should carry it. */
export const balanceIn = (world: World): unknown => ({
  available: availableIn(world),
  used: usedIn(world),
  allotment: world.granted,
  period: [world.periodStart, world.periodEnd].map((instant) => new Date(instant).toISOString()),
  plan: [world.plan.code, world.plan.seats],
  next: world.next && [
    world.next.code,
    world.next.seats,
    world.next.credits * world.next.seats,
    world.lapsedFrom !== undefined && world.now < world.lapsedFrom ? 'lapse' : 'change',
  ],
});

/**
 * Said again under the same id: what was answered is repeated, or refused when it is something else that is asked.
 * @param later what is shown with an answer, as it is now.
 */
function once(world: World, requestId: string, content: unknown, told: Told, work: () => Came, later?: (kept: Told) => unknown): Came {
  const text = JSON.stringify(content);
  const kept = world.kept.get(requestId);
  const isSame = kept?.content === text;
  // What had changed nothing may be kept or not; then the answer says whether it was.
  if (kept && (kept.isCertain || (isSame ? told['replayed'] === true : told['problem'] === 'request-id-reused'))) {
    if (!isSame) return { told: problem('request-id-reused'), world };
    const again = kept.told as Told;
    return { told: { ...again, ...('replayed' in again && { replayed: true }), ...(later && { later: later(again) }) }, world };
  }
  const came = work();
  if ('problem' in came.told || 'refused' in came.told) return came;
  const { isCertain = true, later: _, ...kind } = came.told as Told & { isCertain?: boolean };
  came.world.kept.set(requestId, { content: text, told: kind, isCertain });
  return { told: { ...kind, ...(later && { later: later(kind) }) }, world: came.world };
}

// — analysing and quoting —

export interface ToldPerson {
  class: string;
  costCredits: number;
  /** Of the contact, as it was when it was decided; null where that is not known any more. */
  contact: string | null | undefined;
  enrolment: string | undefined;
  heldIn: string | undefined;
}

const toldQuote = (quote: Quote): Told => ({
  people: quote.people.map((person) => ({ class: person.class, costCredits: person.costCredits, heldIn: person.holder?.campaignId })),
  costCredits: quote.costCredits,
  balance: toldBalance(quote.balance),
  availableAfter: quote.availableAfter,
  shortOf: quote.shortOf,
  firstN: quote.waysOn.flatMap((way) => (way.way === 'firstN' ? [way.count] : []))[0],
});

/** A refusal, as a client is told it. */
export const refusedAs = async (refused: string, ledger: Ledger, estimate: Estimate, memberId: string): Promise<Told> => ({
  refused,
  ...toldQuote(await quoteOf(ledger.db, estimate, memberId)),
});

/** Analyses by the product. @param analyse as a route does it, or one by one. */
export const paidBy =
  (analyse: (ledger: Ledger, actor: Actor, request: AnalyseRequest) => Promise<AnalyseOutcome>): PaidAct =>
  async (ledger, actor, request) => {
    const answer = await analyse(ledger, actor, request);
    if (answer.outcome !== 'done') return { refused: answer.outcome, ...toldQuote(answer.quote) };
    // The answer shows contacts as they are when it is given; what was decided is kept under the request's id.
    const { rows } = await sql<{ ids: (string | null)[] }>`
      select (select array_agg(one ->> 'contactId' order by place) from jsonb_array_elements(reply -> 'people') with ordinality as p (one, place)) as ids
      from op_result where workspace_id = ${actor.workspaceId} and request_id = ${request.requestId}`.execute(ledger.db);
    const ids = rows[0]?.ids;
    return {
      people: answer.people.map((person, position): ToldPerson => ({
        class: person.class,
        costCredits: person.costCredits,
        contact: ids ? (ids[position] ?? undefined) : person.contact ? null : undefined,
        enrolment: person.enrolment,
        heldIn: person.holder?.campaignId,
      })),
      costCredits: answer.costCredits,
      balance: toldBalance(answer.balance),
      replayed: answer.replayed,
      later: answer.people.map(({ contact }) => (ids ? contact?.id : contact && null)),
    };
  };

/** Who is who in a request, and what each is. */
function sorted(world: World, sightings: readonly Identifiers[], campaign: CampaignInWorld | undefined, campaignId: string | undefined) {
  const seen = see(world, sightings);
  const { people } = seen;
  const list = people.map((person, position) => {
    const heldIn = person && world.held.get(person)?.campaignId;
    const kind = (): string => {
      if (!person) return 'erased';
      if (people.indexOf(person) < position) return 'duplicate';
      if (!isKnown(person)) return 'new';
      if (!campaign) return 'known';
      if (campaign.state === 'ongoing' && heldIn !== undefined && heldIn !== campaignId) return 'blocked';
      return isHolding(campaign.enrolled.get(person)?.state) ? 'inCampaign' : 'known';
    };
    const personClass = kind();
    return { class: personClass, costCredits: personClass === 'new' ? 1 : 0, heldIn };
  });
  return { seen, list, costCredits: list.filter(({ costCredits }) => costCredits > 0).length };
}

/** Ids that identify nobody are not in a model's requests. */
function quoteIn(before: World, after: World, memberId: string, { seen, list, costCredits }: ReturnType<typeof sorted>): Told {
  const available = spendable(before, memberId);
  const isEnough = costCredits <= available;
  const firstN = seen.newUpTo.findLastIndex((cost) => cost <= available) + 1;
  return {
    people: list,
    costCredits,
    balance: balanceIn(before),
    availableAfter: isEnough ? availableIn(after) - costCredits : undefined,
    shortOf: isEnough ? undefined : costCredits > availableIn(before) ? 'balance' : 'memberCap',
    firstN: !isEnough && available > 0 && firstN > 0 ? firstN : undefined,
  };
}

/** The campaign that people are to be put in, or why it takes nobody. */
function target(world: World, campaignId: string | undefined): ProblemCode | undefined {
  if (campaignId === undefined) return undefined;
  const campaign = world.campaigns.get(campaignId);
  if (!campaign) return 'not-found';
  return campaign.state === 'draft' || campaign.state === 'ongoing' ? undefined : 'wrong-state';
}

export const quoteAct = (who: 0 | 1, people: readonly Identifiers[], campaignId: string | undefined): Act => ({
  says: { quote: people, who, campaignId },
  send: async (real) => outcome(quotePeople(real.ledger, real.actors[who], { people: [...people], campaignId }).then(toldQuote)),
  expect(world) {
    const wrong = target(world, campaignId);
    if (wrong) return { told: problem(wrong), world };
    const after = structuredClone(world);
    const list = sorted(after, people, after.campaigns.get(campaignId ?? ''), campaignId);
    return { told: quoteIn(world, after, memberIds[who], list), world };
  },
});

/** Worlds name members by these; the workspace's are in the same places. */
export const memberIds = ['the owner', 'the member'] as const;

export const analyseAct = (who: 0 | 1, client: number, request: AnalyseRequest): Act => {
  const { requestId, ...content } = request;
  return {
    says: {
      analyse: request.sightings.map(({ identifiers, headline }) => ({ ...identifiers, headline })),
      who,
      client,
      requestId,
      ...about(request),
    },
    requestId,
    send: async (real) => {
      const paid = real.paid[client % real.paid.length];
      if (!paid) throw new Error('nobody analyses');
      return outcome(paid(real.ledger, real.actors[who], request));
    },
    expect(world, told) {
      const came = once(world, requestId, { content }, told, () => analysedIn(world, who, request, told));
      return { ...came, told: { ...came.told, ...('replayed' in came.told && { later: shownWith(came) }) } };
    },
  };
};

/** The contacts that an answer shows: as they are now, none where somebody was erased since. */
function shownWith({ told, world }: Came): unknown[] {
  const decided = (told as { people?: ToldPerson[] }).people ?? [];
  return decided.map(({ contact }) => (contact ? personOf(world, contact)?.contacts[0] : contact));
}

const about = ({ ceilingCredits, campaignId, choices, source }: AnalyseRequest): object => ({
  ceilingCredits,
  campaignId,
  choices,
  source,
});

function analysedIn(world: World, who: 0 | 1, request: AnalyseRequest, told: Told): Came {
  const { campaignId } = request;
  const wrong = target(world, campaignId);
  if (wrong) return { told: problem(wrong), world };
  const after = structuredClone(world);
  const campaign = after.campaigns.get(campaignId ?? '');
  const estimate = sorted(
    after,
    request.sightings.map(({ identifiers }) => identifiers),
    campaign,
    campaignId,
  );
  const { seen, list, costCredits } = estimate;
  const refused = (outcomeOf: string): Came => ({
    told: { refused: outcomeOf, ...quoteIn(world, after, memberIds[who], estimate) },
    world,
  });
  if (costCredits > request.ceilingCredits) return refused('overCeiling');
  if (costCredits > spendable(world, memberIds[who])) return refused('notEnoughCredits');

  const saying = (told as { people?: ToldPerson[] }).people ?? [];
  const distinct = [...new Set(seen.people.filter((person) => person !== undefined))];
  for (const person of distinct)
    if (!isKnown(person)) {
      const given = saying[seen.people.indexOf(person)]?.contact;
      const isOwn = typeof given === 'string' && !after.debits.has(given);
      const contactId = isOwn ? given : `an id that nobody has (${after.count++})`;
      person.contacts.push(contactId);
      after.debits.set(contactId, { memberId: memberIds[who], periodStart: after.periodStart, isRestored: false });
    }
  const results = campaign && campaignId !== undefined ? enrolIn(after, campaignId, distinct, choicesOf(request), who) : undefined;
  if (results === 'forbidden') return { told: problem('forbidden'), world };
  const isCertain = seen.isChanged || costCredits > 0 || campaignId !== undefined;
  const contactIds = seen.people.map((person) => person?.contacts[0]);
  return {
    told: {
      people: list.map((one, position): ToldPerson => {
        const person = seen.people[position];
        const isUntold = !isCertain && saying[position]?.contact === null;
        return { ...one, contact: isUntold && person ? null : contactIds[position], enrolment: person && results?.get(person) };
      }),
      costCredits,
      balance: balanceIn(after),
      replayed: false,
      isCertain,
    },
    world: after,
  };
}

const choicesOf = ({ choices = [] }: { choices?: AnalyseRequest['choices'] }): Map<string, Choice> =>
  new Map(choices.map(({ contactId, choice }) => [contactId, choice]));

// — campaigns —

/** What becomes of people who are to be in a campaign; done at once, unless a member would move somebody. */
function enrolIn(
  world: World,
  campaignId: string,
  people: readonly Person[],
  choices: ReadonlyMap<string, Choice>,
  who: 0 | 1,
): Map<Person, string> | 'forbidden' {
  const campaign = world.campaigns.get(campaignId);
  const results = new Map<Person, string>();
  for (const person of people) {
    const heldIn = world.held.get(person)?.campaignId;
    if (campaign?.state === 'ongoing' && heldIn !== undefined && heldIn !== campaignId) {
      const choice = choices.get(person.contacts[0] ?? '') ?? 'skip';
      results.set(person, { skip: 'skipped', wait: 'waiting', move: 'moved' }[choice]);
    } else results.set(person, isHolding(campaign?.enrolled.get(person)?.state) ? 'inCampaign' : 'enrolled');
  }
  if (who === 1 && [...results.values()].includes('moved')) return 'forbidden';
  for (const [person, result] of results) {
    if (result === 'moved') {
      const from = world.held.get(person)?.campaignId ?? '';
      world.campaigns.get(from)?.enrolled.set(person, { state: 'removed', atClosing: undefined });
      world.held.delete(person);
    }
    if (result === 'moved' || result === 'enrolled') queue(world, campaignId, person, memberIds[who]);
    if (result === 'waiting' && !world.waiting.some((wait) => wait.person === person && wait.campaignId === campaignId))
      world.waiting.push({ person, campaignId, by: memberIds[who], n: world.count++ });
  }
  return results;
}

export const createAct = (who: 0 | 1, id: string): Act => ({
  says: { create: id, who },
  requestId: id,
  send: async ({ ledger, actors }) =>
    outcome(createCampaign(ledger, actors[who], { id, name: 'Autumn' }).then(() => ({ done: 'created' }))),
  expect: (world, told) =>
    once(world, id, { create: id }, told, () => {
      world.campaigns.set(id, { state: 'draft', paused: false, wasLaunched: false, enrolled: new Map() });
      return { told: { done: 'created' }, world };
    }),
});

export type CampaignVerb = CampaignAct['act'];

export const campaignAct = (who: 0 | 1, campaignId: string, { requestId, ...asked }: CampaignAct): Act => ({
  says: { ...asked, campaignId, who, requestId },
  requestId,
  send: async ({ ledger, actors }) =>
    outcome(
      actOnCampaign(ledger, actors[who], campaignId, { requestId, ...asked }).then((answer) =>
        answer.outcome === 'done'
          ? {
              results: answer.results,
              replayed: answer.replayed,
              later: [answer.campaign.state, answer.campaign.paused, answer.campaign.pausedBecause],
            }
          : {
              refused: 'conflicts',
              conflicts: answer.conflicts.map(({ contactId, holder }) => `${contactId} ${holder.campaignId}`).toSorted(),
            },
      ),
    ),
  expect: (world, told) =>
    once(
      world,
      requestId,
      { campaignId, asked },
      told,
      () => {
        const campaign = world.campaigns.get(campaignId);
        if (!campaign) return { told: problem('not-found'), world };
        if (!mayBecome[asked.act].includes(campaign.state)) return { told: problem('wrong-state'), world };
        const came = actIn(world, campaignId, campaign, asked, who);
        return { told: { ...came, ...('results' in came && { replayed: false }) }, world };
      },
      () => {
        const campaign = world.campaigns.get(campaignId);
        return campaign && shownIn(world, campaign);
      },
    ),
});

const mayBecome: Record<CampaignVerb, CampaignInWorld['state'][]> = {
  launch: ['draft'],
  pause: ['ongoing'],
  resume: ['ongoing'],
  complete: ['ongoing'],
  archive: ['draft', 'completed'],
  reopen: ['completed', 'archived'],
};

/** State, whether it is paused, and why. */
export function shownIn({ lapsedFrom, now }: World, { state, paused }: CampaignInWorld): unknown[] {
  const isLapsed = state === 'ongoing' && lapsedFrom !== undefined && lapsedFrom <= now;
  return [state, paused || isLapsed, paused ? 'member' : isLapsed ? 'lapse' : undefined];
}

function actIn(world: World, campaignId: string, campaign: CampaignInWorld, asked: Omit<CampaignAct, 'requestId'>, who: 0 | 1): Told {
  switch (asked.act) {
    case 'launch':
    case 'reopen':
      return beginIn(world, campaignId, campaign, asked, who);
    case 'pause':
    case 'resume':
      campaign.paused = asked.act === 'pause';
      return { results: {} };
    case 'complete': {
      world.waiting = world.waiting.filter((wait) => wait.campaignId !== campaignId);
      const holding = [...campaign.enrolled].filter(([, { state }]) => isHolding(state));
      for (const [person, { state }] of holding) campaign.enrolled.set(person, { state: 'finished', atClosing: state });
      campaign.state = 'completed';
      campaign.paused = false;
      letGo(
        world,
        campaignId,
        holding.map(([person]) => person),
      );
      return { results: {} };
    }
    case 'archive':
      campaign.state = 'archived';
      return { results: {} };
    default:
      return asked.act satisfies never;
  }
}

/** Whoever is free is held from now on; what becomes of the others is chosen. */
function beginIn(world: World, campaignId: string, campaign: CampaignInWorld, asked: Omit<CampaignAct, 'requestId'>, who: 0 | 1): Told {
  if (asked.act === 'reopen' && !campaign.wasLaunched) {
    campaign.state = 'draft';
    return { results: {} };
  }
  const before = new Map(
    [...campaign.enrolled].flatMap(([person, { state, atClosing }]) => {
      const comes = asked.act === 'launch' ? (isHolding(state) ? 'queued' : undefined) : atClosing;
      return comes === undefined ? [] : [[person, comes] as const];
    }),
  );
  const conflicts = [...before.keys()].flatMap((person) => {
    const heldIn = world.held.get(person)?.campaignId;
    return heldIn === undefined ? [] : [{ contactId: person.contacts[0] ?? '', heldIn }];
  });
  const choices = choicesOf(asked);
  if (conflicts.some(({ contactId }) => !choices.has(contactId)))
    return { refused: 'conflicts', conflicts: conflicts.map(({ contactId, heldIn }) => `${contactId} ${heldIn}`).toSorted() };
  if (who === 1 && conflicts.some(({ contactId }) => choices.get(contactId) === 'move')) return problem('forbidden');
  campaign.state = 'ongoing';
  campaign.paused = false;
  campaign.wasLaunched = true;
  for (const person of before.keys()) campaign.enrolled.set(person, { state: 'removed', atClosing: undefined });
  const results = enrolIn(world, campaignId, [...before.keys()], choices, who);
  if (results === 'forbidden') throw new Error('asked before');
  const counts: Record<string, number> = {};
  for (const [person, result] of results) {
    counts[result] = (counts[result] ?? 0) + 1;
    const state = before.get(person);
    if (state && (result === 'enrolled' || result === 'moved')) campaign.enrolled.set(person, { state, atClosing: undefined });
  }
  return { results: counts };
}

export const enrolAct = (
  who: 0 | 1,
  campaignId: string,
  asked: { requestId: string; contactIds: string[]; choices?: { contactId: string; choice: Choice }[] },
): Act => ({
  says: { enrol: asked, campaignId, who },
  requestId: asked.requestId,
  send: async ({ ledger, actors }) =>
    outcome(
      enrolContacts(ledger, actors[who], campaignId, asked).then(({ people, replayed }) => ({
        people: people.map(({ contactId, enrolment, holder }) => [contactId, enrolment, holder?.campaignId]),
        replayed,
      })),
    ),
  expect: (world, told) =>
    once(world, asked.requestId, { campaignId, enrol: asked.contactIds, choices: asked.choices }, told, () => {
      const wrong = target(world, campaignId);
      if (wrong) return { told: problem(wrong), world };
      const named = asked.contactIds.map((id) => personOf(world, id));
      const people = [...new Set(named.filter((person) => person !== undefined))];
      if (named.includes(undefined)) return { told: problem('not-found'), world };
      const heldIn = new Map(people.map((person) => [person, world.held.get(person)?.campaignId]));
      const results = enrolIn(world, campaignId, people, choicesOf(asked), who);
      if (results === 'forbidden') return { told: problem('forbidden'), world };
      const elsewhere = (person: Person): string | undefined => (heldIn.get(person) === campaignId ? undefined : heldIn.get(person));
      return {
        told: { people: people.map((person) => [person.contacts[0], results.get(person), elsewhere(person)]), replayed: false },
        world,
      };
    }),
});

export const changeAct = (
  who: 0 | 1,
  campaignId: string,
  asked: { requestId: string; contactIds: string[]; state: EnrolmentState },
): Act => ({
  says: { change: asked, campaignId, who },
  requestId: asked.requestId,
  send: async ({ ledger, actors }) =>
    outcome(
      changeEnrolments(ledger, actors[who], campaignId, asked).then(({ contactIds, notWaiting, replayed }) => ({
        contactIds: contactIds.toSorted(),
        notWaiting: notWaiting.toSorted(),
        replayed,
      })),
    ),
  expect: (world, told) =>
    once(world, asked.requestId, { campaignId, change: asked.contactIds, state: asked.state }, told, () => {
      const campaign = world.campaigns.get(campaignId);
      if (!campaign) return { told: problem('not-found'), world };
      // Somebody who was erased is in it still, removed and without a name.
      const people = [...new Set([...world.people, ...campaign.enrolled.keys()])].filter(({ contacts }) =>
        asked.contactIds.includes(contacts[0] ?? ''),
      );
      const changing = people.filter((person) => {
        const state = campaign.enrolled.get(person)?.state;
        return state !== undefined && state !== asked.state;
      });
      if (isHolding(asked.state) && changing.some((person) => !isHolding(campaign.enrolled.get(person)?.state)))
        return { told: problem('wrong-state'), world };
      for (const person of changing) campaign.enrolled.set(person, { state: asked.state, atClosing: undefined });
      if (!isHolding(asked.state)) letGo(world, campaignId, changing);
      const notWaiting = asked.state === 'removed' ? people.filter((one) => isWaiting(world, campaignId, one)) : [];
      world.waiting = world.waiting.filter((wait) => wait.campaignId !== campaignId || !notWaiting.includes(wait.person));
      return { told: { contactIds: standingIds(changing), notWaiting: standingIds(notWaiting), replayed: false }, world };
    }),
});

const standingIds = (people: readonly Person[]): string[] => people.map(({ contacts }) => contacts[0] ?? '').toSorted();

const isWaiting = ({ waiting }: World, campaignId: string, person: Person): boolean =>
  waiting.some((wait) => wait.campaignId === campaignId && wait.person === person);

export const eraseAct = (contactId: string, requestId: string): Act => ({
  says: { erase: contactId, requestId },
  requestId,
  send: async ({ ledger, actors }) => outcome(eraseContact(ledger, actors[0], contactId, requestId).then(() => ({ done: 'erased' }))),
  expect: (world, told) =>
    once(world, requestId, { erase: contactId }, told, () => {
      const person = personOf(world, contactId);
      if (!person) return { told: problem('not-found'), world };
      erase(world, person);
      return { told: { done: 'erased' }, world };
    }),
});

// — credits that come and go otherwise —

export const planAct = (plan: PlanInWorld, requestId: string): Act => ({
  says: { plan: plan.code, seats: plan.seats, requestId },
  requestId,
  send: async ({ ledger, workspaceId }) =>
    outcome(changePlan(ledger, { workspaceId, requestId, planCode: plan.code, seats: plan.seats }).then(toldChange)),
  expect: (world, told) =>
    once(world, requestId, { plan }, told, () => {
      const addedCredits = plan.credits * plan.seats - world.plan.credits * world.plan.seats;
      if (addedCredits < 0) world.next = plan;
      else {
        world.plan = plan;
        world.next = undefined;
        world.granted += addedCredits;
      }
      if (plan.code !== freePlan.code || addedCredits > 0) world.lapsedFrom = undefined;
      return { told: { addedCredits: Math.max(0, addedCredits), balance: balanceIn(world) }, world };
    }),
});

const toldChange = ({ addedCredits, balance }: { addedCredits: number; balance: Balance }): Told => ({
  addedCredits,
  balance: toldBalance(balance),
});

export const freePlan: PlanInWorld = { code: 'free', credits: 2, seats: 1 };

export const lapseAct = (requestId: string): Act => ({
  says: { lapse: requestId },
  requestId,
  send: async ({ ledger, workspaceId }) => outcome(lapsePlan(ledger, { workspaceId, requestId }).then(toldChange)),
  expect: (world, told) =>
    once(world, requestId, { lapse: true }, told, () => {
      if (world.plan.code === freePlan.code && world.lapsedFrom === undefined) return { told: problem('wrong-state'), world };
      if (world.plan.code !== freePlan.code) {
        world.next = freePlan;
        world.lapsedFrom = world.periodEnd;
      }
      return { told: { addedCredits: 0, balance: balanceIn(world) }, world };
    }),
});

export const adjustAct = (credits: number, requestId: string): Act => ({
  says: { adjust: credits, requestId },
  requestId,
  send: async ({ ledger, workspaceId }) =>
    outcome(
      adjustCredits(ledger, { workspaceId, requestId, credits, reason: 'by hand' }).then((balance) => ({ balance: toldBalance(balance) })),
    ),
  expect: (world, told) =>
    once(world, requestId, { adjust: credits }, told, () => {
      if (availableIn(world) + credits < 0) return { told: problem('wrong-state'), world };
      world.granted += credits;
      return { told: { balance: balanceIn(world) }, world };
    }),
});

export const capAct = (whose: 0 | 1, capCredits: number | null, requestId: string): Act => ({
  says: { cap: capCredits, whose, requestId },
  requestId,
  send: async ({ ledger, workspaceId, actors }) =>
    outcome(
      capRoutes(ledger)
        .setMemberCap(
          { params: { workspaceId, memberId: actors[whose].memberId }, body: { requestId, capCredits } },
          { workspaceId, member: { id: actors[0].memberId, name: '', email: '' }, role: 'owner', token: '', address: '' },
        )
        .then((usage) => ({ cap: usage.capCredits, used: usage.usedCredits })),
    ),
  expect: (world, told) =>
    once(world, requestId, { cap: capCredits, whose }, told, () => {
      if (capCredits === null) world.caps.delete(memberIds[whose]);
      else world.caps.set(memberIds[whose], capCredits);
      return { told: { cap: capCredits ?? undefined, used: usedIn(world, memberIds[whose]) }, world };
    }),
});

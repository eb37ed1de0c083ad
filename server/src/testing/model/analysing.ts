/** Analysing people, quoting it, and forgetting them. */
import type { AnalyseOutcome, AnalyseRequest, Quote } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import { sql } from 'kysely';
import { eraseContact } from '../../contacts/erase.ts';
import type { Actor } from '../../credits/act.ts';
import { quoteOf, quotePeople, type Estimate } from '../../credits/quote.ts';
import type { Ledger } from '../../credits/situation.ts';
import { balanceIn, memberIds, once, outcome, problem, toldBalance, type Act, type Came, type PaidAct, type Told } from './act.ts';
import { choicesOf, enrolIn, target } from './enrolling.ts';
import { availableIn, erase, isHolding, isKnown, personOf, see, spendable, type CampaignInWorld, type World } from './world.ts';

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

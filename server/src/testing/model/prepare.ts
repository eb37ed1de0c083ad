/** From a wish in general words to an act on what there is. */
import type { Choice, Choices } from '@wellmet/shared/campaign';
import { v7 as uuidv7 } from 'uuid';
import { analysisOf, sightingOf } from '../sightings.ts';
import type { Act } from './act.ts';
import { analyseAct, eraseAct, quoteAct } from './analysing.ts';
import { campaignAct, changeAct, createAct, enrolAct } from './campaigning.ts';
import { adjustAct, capAct, freePlan, lapseAct, planAct } from './spending.ts';
import type { Wish } from './steps.ts';
import { isKnown, see, type World } from './world.ts';

/** An act of a run, and one with the same request id that asks for something else. */
export interface Prepared {
  act: Act;
  other?: Act;
}

/** The plans that a workspace changes between, the smallest first. */
export const plans = [freePlan, { code: 'starter', credits: 4, seats: 1 }, { code: 'growth', credits: 6, seats: 1 }] as const;

/** @returns undefined where there is nothing yet that the wish could be about. */
export function prepare(world: World, done: readonly Prepared[], wish: Wish): Prepared | undefined {
  const requestId = uuidv7({ msecs: world.now });
  const campaignId = (which: number | undefined | null): string | undefined => pick([...world.campaigns.keys()], which);
  const contactIds = (all: readonly number[]): string[] => all.flatMap((which) => pick([...world.debits.keys()], which) ?? []);
  switch (wish.wish) {
    case 'analyse': {
      const sightings = wish.people.map((ids) => sightingOf(ids, { headline: `Weaver ${wish.headline}` }));
      const wanted = campaignId(wish.campaign);
      const choices = choicesFor(world, wish.choice);
      const request = {
        ...analysisOf(sightings, { requestId, ceilingCredits: ceilingOf(world, wish) }),
        ...(wanted !== undefined && { campaignId: wanted, ...(choices && { choices }) }),
      };
      return {
        act: analyseAct(wish.who, wish.client, request),
        other: analyseAct(wish.who, wish.client, { ...request, ceilingCredits: request.ceilingCredits + 1 }),
      };
    }
    case 'quote':
      return { act: quoteAct(wish.who, wish.people, campaignId(wish.campaign)) };
    case 'again': {
      const prepared = pick(done, wish.which);
      return prepared && { act: (wish.isOther && prepared.other) || prepared.act };
    }
    case 'create':
      return { act: createAct(wish.who, requestId) };
    case 'act': {
      const campaign = campaignId(wish.campaign);
      const choices = wish.act === 'launch' || wish.act === 'reopen' ? choicesFor(world, wish.choice) : undefined;
      return campaign === undefined
        ? undefined
        : { act: campaignAct(wish.who, campaign, { requestId, act: wish.act, ...(choices && { choices }) }) };
    }
    case 'enrol': {
      const campaign = campaignId(wish.campaign);
      const ids = contactIds(wish.whom);
      const choices = choicesFor(world, wish.choice);
      if (campaign === undefined || ids.length === 0) return undefined;
      return { act: enrolAct(wish.who, campaign, { requestId, contactIds: ids, ...(choices && { choices }) }) };
    }
    case 'change': {
      const campaign = campaignId(wish.campaign);
      const ids = contactIds(wish.whom);
      if (campaign === undefined || ids.length === 0) return undefined;
      return { act: changeAct(wish.who, campaign, { requestId, contactIds: ids, state: wish.state }) };
    }
    case 'erase': {
      const [contactId] = contactIds([wish.whom]);
      return contactId === undefined ? undefined : { act: eraseAct(contactId, requestId) };
    }
    case 'plan': {
      const plan = pick(plans, wish.which);
      return plan && { act: planAct({ ...plan, seats: wish.seats }, requestId) };
    }
    case 'lapse':
      return { act: lapseAct(requestId) };
    case 'adjust':
      return { act: adjustAct(wish.credits, requestId) };
    case 'cap':
      return { act: capAct(wish.whose, wish.capCredits, requestId) };
    default:
      return wish satisfies never;
  }
}

function pick<T>(list: readonly T[], which: number | undefined | null): T | undefined {
  return which === undefined || which === null ? undefined : list[which % Math.max(list.length, 1)];
}

/** The same choice about everybody. */
function choicesFor({ people }: World, choice: Choice | undefined): Choices | undefined {
  if (choice === undefined) return undefined;
  return people.flatMap(({ contacts: [contactId] }) => (contactId === undefined ? [] : [{ contactId, choice }]));
}

/** What was quoted just before, one less, or whatever it costs. */
function ceilingOf(world: World, { people, ceiling }: Extract<Wish, { wish: 'analyse' }>): number {
  if (ceiling === 'all') return people.length;
  const quoted = see(structuredClone(world), people);
  const costCredits = new Set(quoted.people.filter((person) => person && !isKnown(person))).size;
  return Math.max(0, ceiling === 'quoted' ? costCredits : costCredits - 1);
}

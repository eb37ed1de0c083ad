/** What is done to campaigns, and to people in them. */
import type { CampaignAct, Choice, EnrolmentState } from '@wellmet/shared/campaign';
import { actOnCampaign, createCampaign } from '../../campaigns/campaigns.ts';
import { changeEnrolments, enrolContacts } from '../../campaigns/enrolments.ts';
import { once, outcome, problem, type Act, type Told } from './act.ts';
import { choicesOf, enrolIn, target } from './enrolling.ts';
import { isHolding, letGo, personOf, type CampaignInWorld, type Person, type World } from './world.ts';

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

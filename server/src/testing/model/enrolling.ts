/** What becomes of people who are to be in a campaign, by whichever act. */
import type { Choice, Choices } from '@wellmet/shared/campaign';
import type { ProblemCode } from '@wellmet/shared/problem';
import { memberIds } from './act.ts';
import { isHolding, queue, type Person, type World } from './world.ts';

/** The campaign that people are to be put in, or why it takes nobody. */
export function target(world: World, campaignId: string | undefined): ProblemCode | undefined {
  if (campaignId === undefined) return undefined;
  const campaign = world.campaigns.get(campaignId);
  if (!campaign) return 'not-found';
  return campaign.state === 'draft' || campaign.state === 'ongoing' ? undefined : 'wrong-state';
}

export const choicesOf = ({ choices = [] }: { choices?: Choices | undefined }): Map<string, Choice> =>
  new Map(choices.map(({ contactId, choice }) => [contactId, choice]));

/** What becomes of people who are to be in a campaign; done at once, unless a member would move somebody. */
export function enrolIn(
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
      world.waiting.push({ person, campaignId, by: memberIds[who], since: world.now, n: world.count++ });
  }
  return results;
}

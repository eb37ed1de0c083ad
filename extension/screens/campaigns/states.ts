/**
 * Another state for people of a campaign, and back: as few requests as it takes, each with its own id, so that all of it can be said again.
 * Whoever was let go is put in again and not changed, as the server has it; whoever another campaign holds by now stays there.
 */
import { v7 as uuidv7 } from 'uuid';
import type { EnrolmentState } from '@wellmet/shared/campaign';
import type { T } from '../../i18n/words.ts';
import { isTrouble, sendMessage, type CampaignRef, type Trouble } from '../../messages.ts';
import { inParts } from './acts.ts';
import { asked, type Deed } from './doing.ts';
import { countInWords, isHeld, type Standing } from './people.ts';

export interface Person {
  contactId: string;
  state: Standing;
}

/** A few people: put in again first, where `enrol` says so, then changed. */
export interface Step {
  contactIds: string[];
  enrol?: { requestId: string; isWaiting: boolean };
  change?: { requestId: string; state: EnrolmentState };
}

export function stepsTo(people: readonly Person[], to: Standing): Step[] {
  const moving = people.filter(({ state }) => state !== to);
  if (to === 'waiting') return steps(moving, () => ({ enrol: enrol(true) }));
  if (to === 'removed') return steps(moving, () => ({ change: change(to) }));
  const inIt = moving.filter(({ state }) => state !== 'waiting');
  if (!isHeld(to)) return steps(inIt, () => ({ change: change(to) }));
  return [
    ...steps(
      inIt.filter(({ state }) => isHeld(state)),
      () => ({ change: change(to) }),
    ),
    ...steps(
      inIt.filter(({ state }) => !isHeld(state)),
      () => ({ enrol: enrol(false), ...(to !== 'queued' && { change: change(to) }) }),
    ),
  ];
}

const change = (state: EnrolmentState) => ({ requestId: uuidv7(), state });
const enrol = (isWaiting: boolean) => ({ requestId: uuidv7(), isWaiting });

function steps(people: readonly Person[], how: () => Omit<Step, 'contactIds'>): Step[] {
  const ids = [...new Set(people.map(({ contactId }) => contactId))];
  return inParts(ids).map((contactIds) => ({ contactIds, ...how() }));
}

interface Taken {
  changed: ReadonlySet<string>;
  /** Held by another campaign by now. */
  heldElsewhere: number;
}

async function take(campaign: CampaignRef, all: readonly Step[]): Promise<Taken | Trouble> {
  const changed = new Set<string>();
  let heldElsewhere = 0;
  for (const { contactIds, enrol: putting, change: changing } of all) {
    let ids = contactIds;
    if (putting) {
      const { requestId, isWaiting } = putting;
      const choices = isWaiting ? contactIds.map((contactId) => ({ contactId, choice: 'wait' as const })) : undefined;
      const answer = await asked(sendMessage('enrolMany', { requestId, campaign, contactIds, choices }));
      if (isTrouble(answer)) return answer;
      const isIn = answer.people.filter(({ enrolment }) => enrolment !== 'skipped');
      heldElsewhere += answer.people.length - isIn.length;
      ids = isIn.map(({ contactId }) => contactId);
      for (const id of ids) changed.add(id);
    }
    if (changing && ids.length > 0) {
      const answer = await asked(sendMessage('changeMany', { campaignId: campaign.id, contactIds: ids, ...changing }));
      if (isTrouble(answer)) return answer;
      for (const id of [...answer.contactIds, ...answer.notWaiting]) changed.add(id);
    }
  }
  return { changed, heldElsewhere };
}

/** Back is the state that each of them had. */
export function setting(campaign: CampaignRef, people: readonly Person[], to: EnrolmentState, t: T): Deed {
  const there = stepsTo(people, to);
  const waiting = to === 'removed' ? 0 : people.filter(({ state }) => state === 'waiting').length;
  let back: Step[] | undefined;
  return async () => {
    const taken = await take(campaign, there);
    if (isTrouble(taken)) return taken;
    const { changed, heldElsewhere } = taken;
    const said = [
      to === 'removed'
        ? t('campaignRoom.removed', { count: changed.size })
        : t('campaignRoom.set', { what: countInWords(to, changed.size, t) }),
      heldElsewhere > 0 && t('campaignRoom.heldElsewhere', { count: heldElsewhere }),
      waiting > 0 && t('campaignRoom.waitsStill', { count: waiting }),
    ];
    if (changed.size > 0)
      back ??= backFor(
        people.filter(({ contactId }) => changed.has(contactId)),
        to,
      );
    return { said: said.filter(Boolean).join(' '), undo: back && takingBack(campaign, back, t) };
  };
}

function backFor(people: readonly Person[], to: EnrolmentState): Step[] {
  const now = (own: readonly Person[]) => own.map(({ contactId }) => ({ contactId, state: to }));
  // Who was in it and waited for it, too, is put in: nobody waits for a campaign that has them.
  return [...Map.groupBy(people, ({ state }) => state)].flatMap(([before, own]) => stepsTo(now(own), before));
}

function takingBack(campaign: CampaignRef, back: readonly Step[], t: T): Deed {
  return async () => {
    const taken = await take(campaign, back);
    if (isTrouble(taken)) return taken;
    const { changed, heldElsewhere } = taken;
    const said = [
      t('campaignRoom.putBack', { count: changed.size }),
      heldElsewhere > 0 && t('campaignRoom.heldElsewhere', { count: heldElsewhere }),
    ];
    return { said: said.filter(Boolean).join(' ') };
  };
}

/** Putting the person of the panel in a campaign, and out again. What the panel shows beside it stays. */
import { v7 as uuidv7 } from 'uuid';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type { Campaign, Choice } from '@wellmet/shared/campaign';
import type { Contact } from '@wellmet/shared/contact';
import { isTrouble, type CampaignRef, type EnrolmentWish, type Trouble } from '../messages.ts';
import { ask, BackgroundGone, ownFault } from './ask.ts';
import { overlay, type Adding, type CampaignActs, type Overlay } from './panel.ts';

/** How long the server may take before the list of this device is shown: one that is soon another one is hard to choose from. */
const patienceMs = 600;

const after = (delayMs: number): Promise<true> => new Promise((resume) => setTimeout(resume, delayMs, true));

interface Surroundings {
  /** Aborts when the tab shows another person. */
  page: () => AbortSignal;
  /** Before the analysis: what it would cost with this campaign. */
  quoteFor: (campaign: CampaignRef) => void;
  /** Before the analysis: what becomes of somebody whom another campaign holds. */
  decide: (choice: Choice) => void;
}

/** The same id for every retry of one click. */
type Pending =
  { type: 'enrol'; wish: EnrolmentWish & { choice?: 'wait' | 'move' | undefined } } | { type: 'leaveCampaign'; wish: EnrolmentWish };

type Show = (adding: Adding | undefined) => void;

export function campaignActs({ page, quoteFor, decide }: Surroundings): CampaignActs & {
  /** What was begun here is shown no more. */
  end: () => void;
} {
  let pending: Pending | undefined;
  /** The campaign being created: trying the same name again is the same campaign. */
  let draft: CampaignRef | undefined;
  let turn = new AbortController();

  function act<A extends unknown[]>(does: (show: Show, signal: AbortSignal, ...given: A) => Promise<void>): (...given: A) => void {
    return (...given) => {
      turn.abort();
      turn = new AbortController();
      const signal = AbortSignal.any([page(), turn.signal]);
      const show: Show = (adding) => {
        if (!signal.aborted) overlay.setState(adding ? begunWith(adding) : { adding });
      };
      does(show, signal, ...given).catch((error: unknown) => {
        if (signal.aborted) return;
        const gone = error instanceof BackgroundGone;
        overlay.setState({ adding: undefined, panel: gone ? { shows: 'reloadNeeded' } : { shows: 'refused', problem: ownFault } });
      });
    };
  }

  const open = act(async (show) => {
    const choosing = { step: 'choosing', campaigns: undefined, asOf: undefined, trouble: undefined, isCreating: false } as const;
    show(choosing);
    const known = await ask('lastCampaigns');
    const telling = ask('campaigns');
    const isSlow = known !== undefined && (await Promise.race([telling.then(() => false), after(patienceMs)]));
    if (isSlow) {
      overlay.setState({ mayMove: known.mayMove });
      show({ ...choosing, campaigns: known.campaigns, asOf: known.asOf });
    }
    const told = await telling;
    const { mayMove, campaigns, asOf } = isTrouble(told) ? { mayMove: false, campaigns: undefined, asOf: undefined, ...known } : told;
    overlay.setState({ mayMove });
    if (isTrouble(told)) return show({ ...choosing, campaigns, asOf, trouble: told });
    return show({ ...choosing, campaigns: isSlow ? inPlace(known.campaigns, told.campaigns) : told.campaigns });
  });

  async function carryOut(asked: Pending, show: Show): Promise<void> {
    const { contact, campaign } = asked.wish;
    pending = asked;
    const isLeaving = asked.type === 'leaveCampaign';
    show({ step: isLeaving ? 'leaving' : 'adding', campaign });
    const answered = isLeaving ? await ask('leaveCampaign', asked.wish) : await ask('enrol', asked.wish);
    if (isTrouble(answered)) return show({ step: 'failed', campaign, isLeaving, trouble: answered });
    if (pending === asked) pending = undefined;
    if (answered.contact) showContact(contact.id, answered.contact);
    const { enrolment, holder } = answered;
    if (enrolment === 'left') return show({ step: 'left', campaign });
    if (enrolment !== 'skipped') return show({ step: 'added', campaign, result: enrolment });
    return show(holder && { step: 'held', campaign, holder });
  }

  const add = act(async (show, _, campaign: CampaignRef, choice?: 'wait' | 'move') => {
    const contact = contactShown();
    if (contact) await carryOut({ type: 'enrol', wish: { requestId: uuidv7(), contact, campaign, choice } }, show);
  });

  function choose({ id, name }: CampaignRef): void {
    const campaign = { id, name };
    if (contactShown()) add(campaign);
    else quoteFor(campaign);
  }

  return {
    end() {
      turn.abort();
      overlay.setState({ adding: undefined, undoable: [] });
    },
    list() {
      if (overlay.getState().adding?.step !== 'choosing') return open();
      turn.abort();
      overlay.setState({ adding: undefined });
    },
    choose,
    create: act(async (show, signal, name: string) => {
      const { adding } = overlay.getState();
      if (adding?.step !== 'choosing' || adding.isCreating) return;
      if (draft?.name !== name) draft = { id: uuidv7(), name };
      show({ ...adding, trouble: undefined, isCreating: true });
      const created = await ask('createCampaign', draft);
      if (isTrouble(created)) return show({ ...adding, trouble: created, isCreating: false });
      draft = undefined;
      // Somebody else may be on the page by now.
      if (!signal.aborted) choose(created);
    }),
    decide(choice) {
      const { panel, adding } = overlay.getState();
      if (panel.shows === 'quote') decide(choice);
      else if (choice === 'skip') overlay.setState({ adding: undefined });
      else if (adding?.step === 'held') add(adding.campaign, choice);
    },
    leave: act(async (show, _, { id, name }: CampaignRef) => {
      const contact = contactShown();
      if (contact) await carryOut({ type: 'leaveCampaign', wish: { requestId: uuidv7(), contact, campaign: { id, name } } }, show);
    }),
    retry: act(async (show) => {
      if (pending) await carryOut(pending, show);
    }),
    keep: act(async (show) => {
      if (!pending) return;
      const { requestId, campaign } = pending.wish;
      const isKept = await ask('keepWish', { requestId });
      return isKept ? show({ step: 'kept', campaign }) : carryOut(pending, show);
    }),
    drop: act(async (show) => {
      show(undefined);
      if (pending) await ask('dropWish', { requestId: pending.wish.requestId });
      pending = undefined;
    }),
  };
}

/**
 * What was shown already stays where it is, for a finger may be on its way to it: new ones come last this time. One that takes nobody any more
 * says so when it is chosen.
 */
function inPlace(shown: readonly Campaign[], told: readonly Campaign[]): Campaign[] {
  const now = new Map(told.map((campaign) => [campaign.id, campaign]));
  const known = new Set(shown.map(({ id }) => id));
  return [...shown.map((campaign) => now.get(campaign.id) ?? campaign), ...told.filter(({ id }) => !known.has(id))];
}

/** The store with this step in it. */
export function begunWith(adding: Adding): Partial<Overlay> {
  if (adding.step !== 'added' || !isUndoable(adding)) return { adding };
  return { adding, undoable: [...overlay.getState().undoable, adding.campaign.id] };
}

/** Somebody who was in it before, or who came from another campaign, is not where they were when they are taken out. */
function isUndoable({ result }: Extract<Adding, { step: 'added' }>): boolean {
  return result === 'enrolled' || result === 'waiting';
}

/** What an analysis that was to put the person in a campaign has come to. */
export function addingAfter(answered: AnalyseOutcome | Trouble, campaign: CampaignRef): Adding | undefined {
  const [first] = !isTrouble(answered) && answered.outcome === 'done' ? answered.people : [];
  if (!first?.enrolment) return undefined;
  if (first.enrolment !== 'skipped') return { step: 'added', campaign, result: first.enrolment };
  return first.holder && { step: 'held', campaign, holder: first.holder };
}

function contactShown(): EnrolmentWish['contact'] | undefined {
  const { panel } = overlay.getState();
  return panel.shows === 'card' ? { id: panel.contact.id, name: panel.contact.name } : undefined;
}

/** The card of this contact, if it is still shown, as the server has the contact now. */
function showContact(contactId: string, contact: Contact): void {
  overlay.setState(({ panel }) => (panel.shows === 'card' && panel.contact.id === contactId ? { panel: { ...panel, contact } } : {}));
}

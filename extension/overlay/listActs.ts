/** What the user does on a page of many people: select, see what it would cost, confirm, follow, undo. */
import { v7 as uuidv7 } from 'uuid';
import type { Choice } from '@wellmet/shared/campaign';
import { profileUrl, type Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { isTrouble, messageLimit, type BasketPerson, type Bulk, type BulkWish, type CampaignRef, type Trouble } from '../messages.ts';
import { ask } from './ask.ts';
import { overlay, type List, type ListActs, type Panel, type QuoteOfMany, type Selection } from './panel.ts';

interface Surroundings {
  /** Runs an act of which only the last one is shown; what goes wrong is said in the panel. */
  act: (does: (show: (panel: Panel) => void, signal: AbortSignal) => Promise<void>) => void;
  panelOf: (trouble: Trouble) => Panel;
  /** The list of campaigns, open or closed. */
  toggleCampaigns: () => void;
}

export function listActs({ act, panelOf, toggleCampaigns }: Surroundings): ListActs & { retry: () => void } {
  /** What `retry` repeats. */
  let tried: (() => void) | undefined;

  async function pick(people: readonly Sighting[]): Promise<void> {
    let leftOut = 0;
    for (let i = 0; i < people.length; i += messageLimit) {
      const told = await ask('select', people.slice(i, i + messageLimit));
      if (isTrouble(told)) return overlay.setState({ panel: panelOf(told) });
      leftOut += told.leftOut;
    }
    await showBasketAgain({ leftOut, emptied: [] });
  }

  function quote(campaign: CampaignRef | undefined, given?: Partial<Pick<QuoteOfMany, 'people' | 'removed' | 'ofBlocked'>>): void {
    tried = () => quote(campaign, given);
    act(async (show) => {
      const people = given?.people ?? (await ask('basket')).people;
      if (people.length === 0) return show({ shows: 'nothing' });
      show({ shows: 'quotingMany', count: people.length });
      const told = await ask('quoteBasket', { ids: people.map(({ id }) => id), campaignId: campaign?.id });
      if (isTrouble(told)) {
        // Somebody may have left the basket elsewhere: another try begins with who is in it.
        if (told.trouble === 'refused') tried = () => quote(campaign, undefined);
        return show(panelOf(told));
      }
      const { ofBlocked = 'skip', removed = [] } = given ?? {};
      show({ shows: 'quoteMany', people, quote: told, campaign, ofBlocked, removed });
    });
  }

  /** Said again, the same wish is the same action. */
  function carryOut(wish: BulkWish, begun: Bulk): void {
    tried = () => carryOut(wish, begun);
    act(async (show) => {
      show({ shows: 'bulk', bulk: begun });
      const bulk = await ask('startBulk', wish);
      if (isTrouble(bulk) && bulk.trouble === 'refused') tried = () => quote(wish.campaign, undefined);
      show(isTrouble(bulk) ? panelOf(bulk) : { shows: 'bulk', bulk });
      await showBasketAgain();
    });
  }

  /** About the action that is shown. */
  function onBulk(does: (bulk: Bulk) => Promise<unknown>): void {
    const { panel } = overlay.getState();
    if (panel.shows !== 'bulk') return;
    act(async (show) => {
      const told = await does(panel.bulk);
      if (told !== null && typeof told === 'object' && isTrouble(told)) return show(panelOf(told));
      const bulk = await ask('bulk');
      if (bulk) show({ shows: 'bulk', bulk });
    });
  }

  return {
    pick: (people) => quietly(() => pick(people)),
    pickOne: (sighting) =>
      act(async (show) => {
        await pick([sighting]);
        if (overlay.getState().panel.shows === 'nothing') show({ shows: 'picked', name: sighting.name });
      }),
    unpick: (people) => quietly(() => unpick(people)),
    pickAll: () => quietly(() => pick(onPage(() => true))),
    pickNew: () => quietly(() => pick(onPage(({ mark }) => !mark.known))),
    foldBar: (isBarFolded) => overlay.setState({ isBarFolded }),
    showBasket: () =>
      act(async (show) => {
        show({ shows: 'basket' });
        await showBasketAgain();
      }),
    empty: () =>
      quietly(async () => {
        const emptied = await ask('emptyBasket');
        await showBasketAgain({ emptied, leftOut: 0 });
      }),
    putBack: () => {
      const { panel, selection } = overlay.getState();
      const people = panel.shows === 'quoteMany' ? panel.removed : selection.emptied;
      quietly(async () => {
        await pick(people);
        if (panel.shows === 'quoteMany') quote(panel.campaign);
      });
    },
    quote: (campaign) => quote(campaign, quoted()),
    chooseCampaign() {
      const { panel } = overlay.getState();
      if (panel.shows !== 'quoteMany') overlay.setState({ panel: { shows: 'basket' } });
      toggleCampaigns();
    },
    remove(people) {
      const shown = quoted();
      if (!shown) return quietly(() => unpick(people.map(({ identifiers }) => identifiers)));
      const out = new Set(people.map(({ id }) => id));
      const left = shown.people.filter(({ id }) => !out.has(id));
      tried = undefined;
      quietly(async () => {
        const removed = await ask(
          'deselect',
          people.map(({ identifiers }) => identifiers),
        );
        await showBasketAgain();
        quote(shown.campaign, { people: left, removed: [...shown.removed, ...removed], ofBlocked: shown.ofBlocked });
      });
    },
    only(count) {
      const shown = quoted();
      if (shown) quote(shown.campaign, { ...shown, people: shown.people.slice(0, count) });
    },
    decide(ofBlocked) {
      const shown = quoted();
      if (shown) overlay.setState({ panel: { ...shown, ofBlocked } });
    },
    confirm() {
      const shown = quoted();
      if (!shown || shown.quote.availableAfter === undefined) return;
      const wish = wishOf(shown);
      carryOut(wish, begunBulk(wish, shown));
    },
    cancel: () => onBulk(({ id }) => ask('cancelBulk', { id })),
    goOn: () => onBulk(({ id }) => ask('retryBulk', { id })),
    undo: () => onBulk(({ id }) => ask('undoEnrolments', { id })),
    putAway: (bulk) =>
      act(async (show) => {
        show({ shows: 'nothing' });
        // One that is under way goes on.
        await ask('putBulkAway', { id: bulk.id });
      }),
    retry: () => tried?.(),
  };
}

/** Beside the panel: selecting closes nothing. */
function quietly(does: () => Promise<void>): void {
  does().catch(() => overlay.setState({ panel: { shows: 'reloadNeeded' } }));
}

async function unpick(people: readonly Identifiers[]): Promise<void> {
  if (people.length > 0) await ask('deselect', [...people]);
  await showBasketAgain({ leftOut: 0 });
}

async function showBasketAgain(change: Partial<Selection> = {}): Promise<void> {
  const basket = await ask('basket');
  overlay.setState(({ selection }) => ({ selection: { ...selection, basket, ...change } }));
}

/** What is quoted on screen. */
function quoted(): QuoteOfMany | undefined {
  const { panel } = overlay.getState();
  return panel.shows === 'quoteMany' ? panel : undefined;
}

/** Who of the page may be selected, as far as there is room. */
function onPage(isWanted: (person: List['people'][number]) => boolean): Sighting[] {
  const people = overlay.getState().list?.people ?? [];
  return people.filter((person) => !person.mark.isErased && isWanted(person)).map(({ sighting }) => sighting);
}

function wishOf({ people, quote, campaign, ofBlocked }: QuoteOfMany): BulkWish {
  return {
    id: uuidv7(),
    people: people.map(({ id }: BasketPerson, i) => ({ id, costCredits: quote.people[i]?.costCredits ?? 0 })),
    campaign,
    choices: campaign && ofBlocked !== 'skip' ? choicesFor(quote, ofBlocked) : undefined,
  };
}

/** As it is before the background has said a word. */
function begunBulk({ id, campaign }: BulkWish, { people, quote: { balance } }: QuoteOfMany): Bulk {
  const waiting = people.map(({ name, identifiers }) => ({ name, url: profileUrl(identifiers), outcome: undefined }));
  return { id, campaign, state: 'running', people: waiting, costCredits: 0, balance, refusal: undefined };
}

function choicesFor(quote: QuoteOfMany['quote'], choice: Exclude<Choice, 'skip'>): BulkWish['choices'] {
  return quote.people.flatMap(({ class: what, firstAnalysis }) =>
    what === 'blocked' && firstAnalysis ? { contactId: firstAnalysis.contactId, choice } : [],
  );
}

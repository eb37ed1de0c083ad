/** From a click to a card: reads the page, asks the background, and sets what the panel shows. Each act ends with the page it was begun on. */
import { v7 as uuidv7 } from 'uuid';
import { browser } from 'wxt/browser';
import type { Contact } from '@wellmet/shared/contact';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type { Sighting } from '@wellmet/shared/sighting';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { readerOf } from '../linkedin/readers.ts';
import { reportOf } from '../linkedin/report.ts';
import { whenReady } from '../linkedin/watch.ts';
import { isTrouble, type AnalyseWish, type CampaignRef, type KnownContact, type Trouble } from '../messages.ts';
import { settingsItem } from '../settings.ts';
import { ask, BackgroundGone, ownFault } from './ask.ts';
import { addingAfter, begunWith, campaignActs } from './campaignActs.ts';
import { listActs } from './listActs.ts';
import { overlay, type Acts, type Adding, type Panel } from './panel.ts';

/** How long a half-loaded page is waited for before the honest line. */
const patienceMs = 6000;

type Show = (panel: Panel, adding?: Adding) => void;

/** @param page aborts when the tab shows another person. */
export function actsOn(page: () => AbortSignal): Acts {
  /** The wish that the panel is about: the same id for every retry of one click. */
  let pending: AnalyseWish | undefined;
  let person: Sighting | undefined;
  /** What was begun last was about the basket. */
  let isAboutMany = false;
  /** The campaign that the last quote was asked for. */
  let quotedFor: CampaignRef | undefined;
  /** Aborts when the next act begins or the panel is closed: what comes later from this one is not shown. */
  let turn = new AbortController();

  const act =
    (does: (show: Show, signal: AbortSignal) => Promise<void>, isPossible = () => true) =>
    () => {
      if (!isPossible()) return;
      turn.abort();
      turn = new AbortController();
      campaigns.end();
      const signal = AbortSignal.any([page(), turn.signal]);
      const show: Show = (panel, adding) => {
        if (!signal.aborted) overlay.setState(adding ? { panel, ...begunWith(adding) } : { panel });
      };
      does(show, signal).catch((error: unknown) => {
        show(error instanceof BackgroundGone ? { shows: 'reloadNeeded' } : { shows: 'refused', problem: ownFault });
      });
    };

  const open = act(async (show, signal) => {
    pending = person = undefined;
    isAboutMany = false;
    show({ shows: 'reading' });
    const read = await readPerson(signal);
    if (signal.aborted) return;
    if ('shows' in read) return show((await cardFromHere()) ?? read);
    person = read;
    const known = await ask('lookUp', read.identifiers);
    if (signal.aborted) return;
    if (!known) return quoteFirst(read, show, signal);
    const refresh = newWish(read, 0);
    if (!known.contact) return carryOut(refresh, show);
    const card = cardOf(known, known.contact);
    show({ ...card, refreshing: true });
    const answered = await analyse(refresh);
    // The card is paid for: only the end of the sign-in takes it away, or that the person is not kept any more.
    if (!isTrouble(answered) || answered.trouble === 'signedOut') return show(answerPanel(answered, refresh));
    // What was done about campaigns meanwhile stays.
    const { panel } = overlay.getState();
    return show(panel.shows === 'card' ? { ...panel, refreshing: false } : card);
  });

  /** Quotes; what is free is done at once, what costs is confirmed unless the user has set that away. */
  async function quoteFirst(read: Sighting, show: Show, signal: AbortSignal, campaign?: CampaignRef): Promise<void> {
    const { name, identifiers } = read;
    quotedFor = campaign;
    show({ shows: 'quoting', name });
    const quote = await ask('quote', { person: identifiers, campaignId: campaign?.id });
    if (isTrouble(quote)) return show(troublePanel(quote, name, false));
    const { confirmProfiles } = await settingsItem.getValue();
    // Nothing is spent for a panel that was closed or a page that was left.
    if (signal.aborted) return;
    const what = quote.people[0]?.class;
    if (what === 'erased' || what === 'unidentifiable') return show(refusedPanel(what, name));
    const free = quote.costCredits === 0 && what !== 'blocked';
    if (free || (!confirmProfiles && quote.availableAfter !== undefined && what !== 'blocked'))
      return carryOut({ ...newWish(read, quote.costCredits), campaign }, show);
    return show({ shows: 'quote', name, quote, campaign });
  }

  async function carryOut(wish: AnalyseWish, show: Show): Promise<void> {
    show({ shows: 'analysing', name: wish.sighting.name });
    pending = wish;
    const answered = await analyse(wish);
    if (!isTrouble(answered) && pending === wish) pending = undefined;
    show(answerPanel(answered, wish), wish.campaign && addingAfter(answered, wish.campaign));
  }

  /** Whether anybody still looks or not, the button then says that the person of this page is known. */
  async function analyse(wish: AnalyseWish): Promise<AnalyseOutcome | Trouble> {
    const signal = page();
    const answered = await ask('analyse', wish);
    const [first] = !isTrouble(answered) && answered.outcome === 'done' ? answered.people : [];
    if (first && !signal.aborted) overlay.setState({ known: first.contact && first.firstAnalysis });
    return answered;
  }

  // A second click finds the quote gone.
  const confirm = act(
    async (show) => {
      const { panel } = overlay.getState();
      if (panel.shows === 'quote' && person)
        return carryOut({ ...newWish(person, panel.quote.costCredits), campaign: panel.campaign }, show);
    },
    () => overlay.getState().panel.shows === 'quote',
  );

  const pickSubject = act(async (show, signal) => {
    const read = await readPerson(signal);
    if (signal.aborted) return;
    if ('shows' in read) show(read);
    else list.pickOne(read);
  });

  const report = act(async (show) => {
    const url = linkedinUrlOf(location.href);
    const kind = pageAt(url)?.kind;
    const { version: extensionVersion } = browser.runtime.getManifest();
    if (kind) show({ shows: 'report', report: { extensionVersion, ...reportOf(kind, document, url) }, isSent: false });
  });

  /** What was shown, and nothing else. */
  const sendReport = act(async (show) => {
    const { panel } = overlay.getState();
    if (panel.shows !== 'report') return;
    const told = await ask('reportPage', panel.report);
    show(told === 'done' ? { ...panel, isSent: true } : troublePanel(told, undefined, false));
  });

  const retryPerson = act(async (show, signal) => {
    if (!person) return open();
    return pending ? carryOut(pending, show) : quoteFirst(person, show, signal, quotedFor);
  });

  const { retry: retryList, ...list } = listActs({
    act(does) {
      isAboutMany = true;
      act(does)();
    },
    panelOf: (trouble) => troublePanel(trouble, undefined, false),
    toggleCampaigns: () => campaigns.list(),
  });

  const campaigns = campaignActs({
    page,
    quoteFor(campaign) {
      const { shows } = overlay.getState().panel;
      if (shows === 'basket' || shows === 'quoteMany') list.quote(campaign);
      else act(async (show, signal) => person && quoteFirst(person, show, signal, campaign))();
    },
    decide: (choice) =>
      act(async (show) => {
        const { panel } = overlay.getState();
        if (panel.shows !== 'quote' || !person) return;
        const wish = newWish(person, panel.quote.costCredits);
        const contactId = panel.quote.people[0]?.firstAnalysis?.contactId;
        if (choice === 'skip' || contactId === undefined) return carryOut(wish, show);
        return carryOut({ ...wish, campaign: panel.campaign, choices: [{ contactId, choice }] }, show);
      })(),
  });

  const keep = act(async (show) => {
    if (!pending || !person) return;
    const isKept = await ask('keepWish', { requestId: pending.requestId });
    return isKept ? show({ shows: 'waiting', name: person.name }) : carryOut(pending, show);
  });

  const drop = act(async (show) => {
    show({ shows: 'nothing' });
    if (pending) await ask('dropWish', { requestId: pending.requestId });
    pending = undefined;
  });

  return {
    open,
    confirm,
    retry: () => (isAboutMany ? retryList() : retryPerson()),
    keep,
    drop,
    close: () => {
      const { panel } = overlay.getState();
      turn.abort();
      campaigns.end();
      overlay.setState({ panel: { shows: 'nothing' } });
      if (panel.shows === 'bulk') list.putAway(panel.bulk);
    },
    openAccount: act(() => ask('openAccount')),
    report,
    sendReport,
    pickSubject,
    campaigns,
    list,
  };
}

function newWish(sighting: Sighting, ceilingCredits: number): AnalyseWish {
  return { requestId: uuidv7(), sighting, ceilingCredits };
}

/** The person of this page, or why there is none. */
async function readPerson(signal: AbortSignal): Promise<Sighting | Extract<Panel, { shows: 'noPerson' }>> {
  const url = linkedinUrlOf(location.href);
  const page = pageAt(url);
  if (page?.own) return { shows: 'noPerson', because: 'own' };
  const reader = page && readerOf(page.kind);
  if (!reader) return { shows: 'noPerson', because: 'notYet' };
  await whenReady(reader, url, AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]));
  const reading = reader.read(document, url);
  switch (reading.kind) {
    case 'people': {
      const [sighting] = reading.sightings;
      return sighting ?? { shows: 'noPerson', because: 'notYet' };
    }
    case 'changed':
      return { shows: 'noPerson', because: 'changed', field: reading.field };
    default:
      return { shows: 'noPerson', because: reading.kind };
  }
}

/** Part of a known person's profile that does not show them: their card is on this device all the same. */
async function cardFromHere(): Promise<Panel | undefined> {
  const subject = pageAt(linkedinUrlOf(location.href))?.subject;
  const known = subject && (await ask('lookUp', subject));
  return known?.contact && cardOf(known, known.contact);
}

function cardOf({ firstAnalysis, balance, asOf }: KnownContact, contact: Contact): Extract<Panel, { shows: 'card' }> {
  return { shows: 'card', contact, firstAnalysis, balance, costCredits: 0, asOf, refreshing: false };
}

function answerPanel(answered: AnalyseOutcome | Trouble, { sighting: { name }, ceilingCredits, campaign }: AnalyseWish): Panel {
  if (isTrouble(answered)) return troublePanel(answered, name, ceilingCredits > 0 || campaign !== undefined);
  switch (answered.outcome) {
    case 'done': {
      const [first] = answered.people;
      if (!first) return { shows: 'updateNeeded' };
      const { contact, firstAnalysis, costCredits } = first;
      // Without a contact for one who is neither: erased since the answer was given.
      if (!contact || !firstAnalysis) return refusedPanel(first.class === 'unidentifiable' ? 'unidentifiable' : 'erased', name);
      return { shows: 'card', contact, firstAnalysis, costCredits, balance: answered.balance, asOf: undefined, refreshing: false };
    }
    case 'overCeiling':
      return { shows: 'quote', name, quote: answered.quote, campaign };
    case 'notEnoughCredits':
      return { shows: 'short', name, quote: answered.quote };
    default:
      return answered satisfies never;
  }
}

function refusedPanel(what: 'erased' | 'unidentifiable', name: string): Panel {
  return what === 'erased' ? { shows: 'erased', name } : { shows: 'noPerson', because: 'unidentifiable' };
}

function troublePanel(trouble: Trouble, name: string | undefined, canKeep: boolean): Panel {
  switch (trouble.trouble) {
    case 'signedOut':
      return { shows: 'signedOut' };
    case 'unreachable':
      return { shows: 'unreachable', canKeep, name };
    case 'updateNeeded':
      return { shows: 'updateNeeded' };
    case 'refused':
      return { shows: 'refused', problem: trouble.problem };
    default:
      return trouble satisfies never;
  }
}

/** From a click to a card: reads the page, asks the background, and sets what the panel shows. Each act ends with the page it was begun on. */
import { v7 as uuidv7 } from 'uuid';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type { Sighting } from '@wellmet/shared/sighting';
import { pageAt } from '../linkedin/pages.ts';
import { linkedinUrlOf } from '../linkedin/practice.ts';
import { readerOf } from '../linkedin/readers.ts';
import { whenReady } from '../linkedin/watch.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { settingsItem } from '../settings.ts';
import { ask, BackgroundGone } from './ask.ts';
import { overlay, type Acts, type Panel } from './panel.ts';

/** How long a half-loaded page is waited for before the honest line. */
const patienceMs = 6000;

/** The wish that the panel is about: the same id for every retry of one click. */
interface Pending {
  requestId: string;
  sighting: Sighting;
  ceilingCredits: number;
}

/** @param page aborts when the tab shows another person. */
export function actsOn(page: () => AbortSignal): Acts {
  let pending: Pending | undefined;
  let person: Sighting | undefined;

  const act = (does: (show: (panel: Panel) => void, signal: AbortSignal) => Promise<void>) => () => {
    const signal = page();
    const show = (panel: Panel) => {
      if (!signal.aborted) overlay.setState({ panel });
    };
    does(show, signal).catch((error: unknown) => {
      if (error instanceof BackgroundGone) show({ shows: 'reloadNeeded' });
      else throw error;
    });
  };

  const open = act(async (show, signal) => {
    pending = person = undefined;
    show({ shows: 'reading' });
    const read = await readPerson(signal);
    if (signal.aborted) return;
    if ('shows' in read) return show(read);
    person = read;
    const known = await ask('lookUp', read.identifiers);
    if (!known) return quoteFirst(read, show);
    if (known.contact) {
      const { contact, firstAnalysis, balance, asOf } = known;
      show({ shows: 'card', contact, firstAnalysis, balance, costCredits: 0, asOf, refreshing: true });
      const answered = await analyse(newWish(read, 0));
      if (!isTrouble(answered)) return showAnswer(answered, read, show);
      return answered.trouble === 'unreachable'
        ? show({ shows: 'card', contact, firstAnalysis, balance, costCredits: 0, asOf, refreshing: false })
        : show(troublePanel(answered, read, false));
    }
    return analyseFor(read, 0, show);
  });

  /** Quotes; what is free is done at once, what costs is confirmed unless the user has set that away. */
  async function quoteFirst(read: Sighting, show: (panel: Panel) => void): Promise<void> {
    show({ shows: 'quoting', name: read.name });
    const quote = await ask('quote', read.identifiers);
    if (isTrouble(quote)) return show(troublePanel(quote, read, false));
    const { confirmProfiles } = await settingsItem.getValue();
    const free = quote.costCredits === 0;
    if (free || (!confirmProfiles && quote.availableAfter !== undefined)) return analyseFor(read, quote.costCredits, show);
    return show({ shows: 'quote', name: read.name, quote });
  }

  async function analyseFor(read: Sighting, ceilingCredits: number, show: (panel: Panel) => void): Promise<void> {
    show({ shows: 'analysing', name: read.name, costCredits: ceilingCredits });
    pending = newWish(read, ceilingCredits);
    return showAnswer(await analyse(pending), read, show);
  }

  function analyse(wish: Pending): Promise<AnalyseOutcome | Trouble> {
    return ask('analyse', wish);
  }

  function showAnswer(answered: AnalyseOutcome | Trouble, read: Sighting, show: (panel: Panel) => void): void {
    if (isTrouble(answered)) return show(troublePanel(answered, read, pending !== undefined && pending.ceilingCredits > 0));
    pending = undefined;
    switch (answered.outcome) {
      case 'done': {
        const [first] = answered.people;
        if (!first) return show({ shows: 'updateNeeded' });
        const { contact, firstAnalysis, costCredits } = first;
        overlay.setState({ known: firstAnalysis });
        return show({ shows: 'card', contact, firstAnalysis, costCredits, balance: answered.balance, asOf: undefined, refreshing: false });
      }
      case 'overCeiling':
        return show({ shows: 'quote', name: read.name, quote: answered.quote });
      case 'notEnoughCredits':
        return show({ shows: 'short', name: read.name, quote: answered.quote });
      default:
        return answered satisfies never;
    }
  }

  const confirm = act(async (show) => {
    const { panel } = overlay.getState();
    if (panel.shows !== 'quote' || !person) return;
    return analyseFor(person, panel.quote.costCredits, show);
  });

  const retry = act(async (show) => {
    if (!person) return open();
    if (!pending) return quoteFirst(person, show);
    show({ shows: 'analysing', name: person.name, costCredits: pending.ceilingCredits });
    return showAnswer(await analyse(pending), person, show);
  });

  const keep = act(async (show) => {
    if (!pending || !person) return;
    await ask('keepWish', { requestId: pending.requestId });
    return show({ shows: 'waiting', name: person.name });
  });

  const drop = act(async (show) => {
    show({ shows: 'nothing' });
    if (pending) await ask('dropWish', { requestId: pending.requestId });
    pending = undefined;
  });

  return {
    open,
    confirm,
    retry,
    keep,
    drop,
    close: () => overlay.setState({ panel: { shows: 'nothing' } }),
    openAccount: act(() => ask('openAccount')),
  };
}

function newWish(sighting: Sighting, ceilingCredits: number): Pending {
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

function troublePanel(trouble: Trouble, { name }: Sighting, canKeep: boolean): Panel {
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

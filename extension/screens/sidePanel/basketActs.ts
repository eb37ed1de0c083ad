/** What the user does with the basket beside the page: as on a list's own page (overlay/listActs.ts), without a page. */
// oxlint-disable no-restricted-imports -- quote, confirmation and progress of many are built once; they ask the background alone
import { browser } from 'wxt/browser';
import { watchChanges } from '../../changes.ts';
import { isTrouble, type Trouble } from '../../messages.ts';
import { ask, BackgroundGone, ownFault } from '../../overlay/ask.ts';
import { campaignActs } from '../../overlay/campaignActs.ts';
import { listActs } from '../../overlay/listActs.ts';
import { overlay, untouched, type Acts, type Panel } from '../../overlay/panel.ts';
import { inApp } from './inApp.ts';

/** @param signal ends it with the panel. */
export function basketActs(signal: AbortSignal): Acts {
  let turn = new AbortController();

  function act(does: (show: (panel: Panel) => void, signal: AbortSignal) => Promise<void>): void {
    turn.abort();
    turn = new AbortController();
    campaigns.end();
    const mine = AbortSignal.any([signal, turn.signal]);
    const show = (panel: Panel) => {
      if (!mine.aborted) overlay.setState({ panel });
    };
    does(show, mine).catch((error: unknown) => {
      show(error instanceof BackgroundGone ? { shows: 'reloadNeeded' } : { shows: 'refused', problem: ownFault });
    });
  }

  const { retry, ...list } = listActs({ act, panelOf, toggleCampaigns: () => campaigns.list() });
  const campaigns = campaignActs({ page: () => signal, quoteFor: (campaign) => list.quote(campaign), decide: nothing });

  return {
    retry,
    list,
    campaigns,
    close() {
      const { panel } = overlay.getState();
      turn.abort();
      campaigns.end();
      overlay.setState({ panel: { shows: 'nothing' } });
      if (panel.shows === 'bulk') list.putAway(panel.bulk);
    },
    openAccount: () => void browser.tabs.create({ url: inApp({ room: 'contacts' }) }),
    // These are a page's own, and its views are not shown here.
    open: nothing,
    confirm: nothing,
    keep: nothing,
    drop: () => overlay.setState({ panel: { shows: 'nothing' } }),
    report: nothing,
    sendReport: nothing,
    pickSubject: nothing,
  };
}

function nothing(): void {}

function panelOf(trouble: Trouble): Panel {
  switch (trouble.trouble) {
    case 'signedOut':
      return { shows: 'signedOut' };
    case 'unreachable':
      return { shows: 'unreachable', canKeep: false, name: undefined };
    case 'updateNeeded':
      return { shows: 'updateNeeded' };
    case 'refused':
      return { shows: 'refused', problem: trouble.problem };
    default:
      return trouble satisfies never;
  }
}

/** Bulk actions that this panel has shown by itself; closed, they stay closed. */
const shownBulks = new Set<string>();

/** Keeps what the panel shows of the basket, and of what is being done with it, in step with what pages and other screens do. */
export function followBasket(signal: AbortSignal): void {
  overlay.setState(untouched);
  let asking: Promise<void> | undefined;
  const look = async (): Promise<void> => {
    const [basket, bulk] = await Promise.all([ask('basket'), ask('bulk')]);
    if (signal.aborted || isTrouble(basket)) return;
    overlay.setState(({ selection, panel }) => ({
      selection: { ...selection, basket },
      panel: bulk && (panel.shows === 'bulk' || (panel.shows === 'nothing' && !shownBulks.has(bulk.id))) ? { shows: 'bulk', bulk } : panel,
    }));
    if (bulk && overlay.getState().panel.shows === 'bulk') shownBulks.add(bulk.id);
  };
  // One at a time; what changes meanwhile is seen by the next. Without a background all stays as it is.
  const soon = (): void => {
    asking = (asking ?? Promise.resolve()).then(look).catch(() => undefined);
  };
  signal.addEventListener('abort', watchChanges(soon));
  soon();
}

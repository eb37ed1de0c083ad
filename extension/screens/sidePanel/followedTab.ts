/** Which page the panel stands beside, followed as the user goes from tab to tab and from page to page. */
import { browser, type Browser } from 'wxt/browser';
import { createStore } from 'zustand/vanilla';
import { keysOf } from '../../cache/read.ts';
import { pageAt, type Page } from '../../linkedin/pages.ts';
import { linkedinUrlOf } from '../../linkedin/practice.ts';

export interface FollowedTab {
  tabId: number | undefined;
  /** If it is one that we read. */
  page: Page | undefined;
}

/** `undefined` before the browser has told. */
export const followed = createStore<{ tab: FollowedTab | undefined }>(() => ({ tab: undefined }));

/** The same for all addresses of one person, or of one kind of page without a person. */
export function nameOf({ page }: FollowedTab): string {
  return page ? [page.kind, ...(page.subject ? keysOf(page.subject) : [])].join(' ') : '';
}

type Updated = Parameters<typeof browser.tabs.onUpdated.addListener>[0];

/** @param signal ends it with the panel. */
export function followTab(signal: AbortSignal): void {
  let asked = 0;
  /** Of two questions on their way, the later one counts. */
  const look = async (): Promise<void> => {
    asked += 1;
    const turn = asked;
    const tab = await tabBeside();
    if (turn === asked && !signal.aborted) followed.setState({ tab });
  };
  const soon = (): void => void look();
  const updated: Updated = (_id, { url, status }) => {
    if (url !== undefined || status === 'complete') soon();
  };
  browser.tabs.onActivated.addListener(soon);
  browser.tabs.onUpdated.addListener(updated);
  browser.tabs.onRemoved.addListener(soon);
  signal.addEventListener('abort', () => {
    browser.tabs.onActivated.removeListener(soon);
    browser.tabs.onUpdated.removeListener(updated);
    browser.tabs.onRemoved.removeListener(soon);
  });
  soon();
}

/** The tab that is seen in this window; where the panel's page is a tab itself, the last one that shows a page we read. */
async function tabBeside(): Promise<FollowedTab> {
  const [tabs, ownTab] = await Promise.all([browser.tabs.query({ currentWindow: true }), browser.tabs.getCurrent()]);
  const tab = ownTab ? lastRead(tabs) : tabs.find(({ active }) => active);
  return { tabId: tab?.id, page: tab && pageOf(tab) };
}

function lastRead(tabs: readonly Browser.tabs.Tab[]): Browser.tabs.Tab | undefined {
  return tabs.filter(pageOf).toSorted((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0))[0];
}

/** The browser tells addresses of LinkedIn's pages and of our server's alone. */
function pageOf({ url }: Browser.tabs.Tab): Page | undefined {
  return url === undefined ? undefined : pageAt(linkedinUrlOf(url));
}

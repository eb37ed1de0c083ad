/** Opens the panel beside the page. Both browsers do so only within the user's own click, so nothing is awaited before. */
import { browser } from 'wxt/browser';

/** What Chrome must be told; known before anybody clicks. */
let windowId: number | undefined;
void browser.windows
  ?.getCurrent()
  .then(({ id }) => (windowId = id))
  .catch(() => undefined);

/** Firefox calls it the sidebar. */
type Firefox = typeof browser & { sidebarAction?: { open(): Promise<void> } };

/** Call it in a click's handler, first of all. @returns false where the browser did not open it. */
export async function openSidePanel(): Promise<boolean> {
  try {
    const { sidebarAction }: Firefox = browser;
    if (sidebarAction) await sidebarAction.open();
    else await browser.sidePanel.open({ windowId: windowId ?? (await browser.windows.getCurrent()).id ?? -1 });
    return true;
  } catch {
    return false;
  }
}

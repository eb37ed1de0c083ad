/** What happens once, when the extension has just been installed. */
import { browser } from 'wxt/browser';

export function welcomeNewcomers(): void {
  browser.runtime.onInstalled.addListener(({ reason, ...details }) => {
    keepPopupOnButton();
    // Firefox says so of what is there for one session only, as in tests.
    const isTemporary = 'temporary' in details && details.temporary === true;
    if (reason === 'install' && !isTemporary) void browser.tabs.create({ url: browser.runtime.getURL('/welcome.html') });
  });
}

/** Chrome could open the side panel in place of the popup, and remembers what it was told. */
function keepPopupOnButton(): void {
  const { sidePanel }: Partial<Pick<typeof browser, 'sidePanel'>> = browser;
  // The default anyway: nothing is lost where it cannot be set.
  sidePanel?.setPanelBehavior({ openPanelOnActionClick: false }).catch(() => undefined);
}

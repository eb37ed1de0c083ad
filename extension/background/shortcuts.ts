/** What reaches a page through the browser rather than through the page: keys, and the menu on links to people. */
import { browser } from 'wxt/browser';
import { catalogues } from '../i18n/catalogues.ts';
import { languageFor } from '../i18n/language.ts';
import { pageKeys, sendMessage, type PageKey } from '../messages.ts';
import { settingsItem } from '../settings.ts';

const menuId = 'addToBasket';

/** Links to people, on pages that we read. */
const links = [
  '*://*.linkedin.com/in/*',
  '*://*.linkedin.com/sales/lead/*',
  'http://127.0.0.1/practice/in/*',
  'http://127.0.0.1/practice/sales/lead/*',
];
const pages = ['in/*', 'search/results/*', 'company/*', 'school/*', 'sales/*'].flatMap((path) => [
  `*://*.linkedin.com/${path}`,
  `http://127.0.0.1/practice/${path}`,
]);

export function offerShortcuts(): void {
  browser.commands.onCommand.addListener((command, tab) => {
    const key = pageKeys.find((one) => one === command);
    if (key && tab?.id !== undefined) press(key, tab.id);
  });
  browser.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }, tab) => {
    if (menuItemId === menuId && linkUrl !== undefined && tab?.id !== undefined)
      sendMessage('basketLink', { url: linkUrl }, tab.id).catch(nobodyThere);
  });
  browser.runtime.onInstalled.addListener(() => void offerMenu());
  browser.runtime.onStartup.addListener(() => void offerMenu());
  settingsItem.watch(() => void offerMenu());
}

function press(key: PageKey, tabId: number): void {
  sendMessage('press', { key }, tabId).catch(nobodyThere);
}

/** A page that we do not read, or one of before an update. */
function nobodyThere(): void {}

/** In the language of the user; made anew when they choose another one. */
async function offerMenu(): Promise<void> {
  const { language } = await settingsItem.getValue();
  const title = catalogues[languageFor(language, navigator.languages)]['menu.addToBasket'] ?? '';
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({ id: menuId, title, contexts: ['link'], targetUrlPatterns: links, documentUrlPatterns: pages });
}

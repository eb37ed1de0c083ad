import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { welcomeNewcomers } from './firstMinutes.ts';

const opened = async () => (await browser.tabs.query({})).map(({ url }) => url).filter((url) => url?.endsWith('welcome.html'));
const behaviour = vi.fn<(behaviour: object) => Promise<void>>(async () => undefined);

beforeEach(() => {
  fakeBrowser.reset();
  Object.assign(browser, { sidePanel: { setPanelBehavior: behaviour } });
  welcomeNewcomers();
});
afterEach(() => behaviour.mockClear());

test('a new user is welcomed once, in a tab', async () => {
  await fakeBrowser.runtime.onInstalled.trigger({ reason: 'install' });
  expect(await opened()).toHaveLength(1);
});

test.each([{ reason: 'update', previousVersion: '1.0.0' }, { reason: 'chrome_update' }, { reason: 'install', temporary: true }] as const)(
  'nobody is welcomed on %j',
  async (details) => {
    await fakeBrowser.runtime.onInstalled.trigger(details);
    expect(await opened()).toEqual([]);
  },
);

test('the button in the toolbar keeps opening the popup', async () => {
  await fakeBrowser.runtime.onInstalled.trigger({ reason: 'install' });
  expect(behaviour).toHaveBeenCalledWith({ openPanelOnActionClick: false });
});

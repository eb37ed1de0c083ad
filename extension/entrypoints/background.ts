import '../zodWithoutEval.ts';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { listen } from '../background/listen.ts';
import { offerShortcuts } from '../background/shortcuts.ts';
import { carryOutWishes, wishesAlarm } from '../background/wishes.ts';

export default defineBackground(() => {
  listen();
  offerShortcuts();
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === wishesAlarm) void carryOutWishes();
  });
  self.addEventListener('online', () => void carryOutWishes());
  // Every start of the worker may follow a death: what was on its way goes on.
  void carryOutWishes();
});

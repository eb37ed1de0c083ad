import '../zodWithoutEval.ts';
import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { wishesAlarm } from '../background/carrying.ts';
import { listen } from '../background/listen.ts';
import { carryOutWishes } from '../background/outbox.ts';
import { offerShortcuts } from '../background/shortcuts.ts';

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

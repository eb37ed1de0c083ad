import '../zodWithoutEval.ts';
import { defineBackground } from 'wxt/utils/define-background';
import { stayFresh } from '../background/freshness.ts';
import { listen } from '../background/listen.ts';
import { offerShortcuts } from '../background/shortcuts.ts';

export default defineBackground(() => {
  listen();
  offerShortcuts();
  stayFresh();
});

import '../zodWithoutEval.ts';
import { defineBackground } from 'wxt/utils/define-background';
import { welcomeNewcomers } from '../background/firstMinutes.ts';
import { keepBadge } from '../background/badge.ts';
import { stayFresh } from '../background/freshness.ts';
import { listen } from '../background/listen.ts';
import { offerShortcuts } from '../background/shortcuts.ts';

export default defineBackground(() => {
  listen();
  offerShortcuts();
  keepBadge();
  welcomeNewcomers();
  stayFresh();
});

/** When this device asks what is new: by the clock, with the network, when somebody looks, and when an open screen is told (events.ts). */
import { browser } from 'wxt/browser';
import { keeping } from '../cache/keep.ts';
import { signedIn } from './askAsMember.ts';
import { wishesAlarm } from './carrying.ts';
import { listenAgain } from './events.ts';
import { carryOutWishes } from './outbox.ts';
import { pullIfOlderThan, pullSoon } from './pull.ts';
import { askToKeep } from './storage.ts';

export const syncAlarm = 'sync';
const periodInMinutes = 5;
/** Whoever scrolls through a list does not ask for each row. */
const glanceMs = 10_000;

/** At the worker's first breath, which may follow a death: what was on its way goes on. */
export function stayFresh(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === wishesAlarm) void carryOutWishes();
    if (name === syncAlarm) void followByTheClock();
  });
  self.addEventListener('online', () => {
    void carryOutWishes('now');
    pullSoon();
    listenAgain();
  });
  void carryOutWishes();
  void keeping(watchFreshness);
}

/** Somebody looks at a page that we read. That the changes are asked for says nothing about whom. product.md 4.1. */
export function lookedAt(): void {
  pullIfOlderThan(glanceMs);
}

/** While somebody is signed in; and what is kept is to stay. Alarms outlive the worker, but not every update; one that is there is not begun anew. */
export async function watchFreshness(): Promise<void> {
  if (!(await signedIn())) return;
  if (!(await browser.alarms.get(syncAlarm))) await browser.alarms.create(syncAlarm, { delayInMinutes: periodInMinutes, periodInMinutes });
  await askToKeep();
}

async function followByTheClock(): Promise<void> {
  if (!(await signedIn())) return void (await browser.alarms.clear(syncAlarm));
  pullSoon();
  await carryOutWishes();
}

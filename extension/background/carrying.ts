/** How what a member wants is carried out however often the worker dies: one after the other, insistently, and with an alarm that brings it back. */
import { browser } from 'wxt/browser';
import type { Question, RouteName } from '@wellmet/shared/api';
import type { Answered } from '../callServer.ts';
import type { Owned } from '../cache/database.ts';
import { dueWishes, isDue, isTheirs, lastBulk } from '../cache/read.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';
import { waitOf } from './patience.ts';

export const wishesAlarm = 'wishes';
/** The shortest that browsers allow. */
const alarmMinutes = 0.5;
const retryDelayMs = 600;

/** `now`: the user, the network or a screen says so; `due`: what was tried lately has its time. */
export type When = 'due' | 'now';

/** A lost answer is asked for once more: the request id makes that harmless. Not from a server that asks for patience. */
export async function insistently<A extends object>(ask: () => Promise<A | Trouble>): Promise<A | Trouble> {
  const answered = await ask();
  if (!isTrouble(answered) || answered.trouble !== 'unreachable' || answered.retryAfterSeconds !== undefined) return answered;
  await new Promise((wait) => setTimeout(wait, retryDelayMs));
  return ask();
}

/** In the name of whose it is: while the first answer was waited for somebody else may have signed in. */
export async function askFor<N extends RouteName>(owner: Owned, name: N, question: Question<N>): Promise<Answered<N> | Trouble> {
  if (!isTheirs(await signedIn(), owner)) return { trouble: 'signedOut' };
  return askAsMember(name, () => question);
}

/** The server has said no, and would say it again; neither "later" nor that something broke. */
export function isNo(trouble: Trouble): trouble is Extract<Trouble, { trouble: 'refused' }> {
  return trouble.trouble === 'refused' && trouble.problem.code !== 'too-many-requests' && trouble.problem.status < 500;
}

export function oneAtATime<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, act) as Promise<T>;
}

/** While something of who is signed in is due, an alarm brings the worker back when it is, however it ended. */
export async function watchOver(): Promise<void> {
  const bulk = await lastBulk();
  const due = [...(bulk && isDue(bulk) ? [bulk] : []), ...(await dueWishes())];
  if (due.length === 0) return void (await browser.alarms.clear(wishesAlarm));
  const minutes = Math.min(...due.map(waitOf)) / 60_000;
  await browser.alarms.create(wishesAlarm, { delayInMinutes: Math.max(alarmMinutes, minutes), periodInMinutes: alarmMinutes });
}

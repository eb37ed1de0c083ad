/** How what a member wants is carried out however often the worker dies: one after the other, insistently, and with an alarm that brings it back. */
import { browser } from 'wxt/browser';
import type { Answer, Question, RouteName } from '@wellmet/shared/api';
import type { Owned } from '../cache/database.ts';
import { dueWishes, isDue, isTheirs, lastBulk } from '../cache/read.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';

export const wishesAlarm = 'wishes';
/** The shortest that browsers allow. */
const alarmMinutes = 0.5;
const retryDelayMs = 600;

/** A lost answer is asked for once more: the request id makes that harmless. */
export async function insistently<A extends object>(ask: () => Promise<A | Trouble>): Promise<A | Trouble> {
  const answered = await ask();
  if (!isTrouble(answered) || answered.trouble !== 'unreachable') return answered;
  await new Promise((wait) => setTimeout(wait, retryDelayMs));
  return ask();
}

/** In the name of whose it is: while the first answer was waited for somebody else may have signed in. */
export async function askFor<N extends RouteName>(owner: Owned, name: N, question: Question<N>): Promise<Answer<N> | Trouble> {
  if (!isTheirs(await signedIn(), owner)) return { trouble: 'signedOut' };
  const asked = await askAsMember(name, () => question);
  return isTrouble(asked) ? asked : asked.answer;
}

/** The server has said no, and not merely "later". */
export function isNo(trouble: Trouble): trouble is Extract<Trouble, { trouble: 'refused' }> {
  return trouble.trouble === 'refused' && trouble.problem.code !== 'too-many-requests';
}

export function oneAtATime<T>(name: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(name, act) as Promise<T>;
}

/** While something of who is signed in is due, an alarm brings the worker back, however it ended. */
export async function watchOver(): Promise<void> {
  const bulk = await lastBulk();
  if ((bulk && isDue(bulk)) || (await dueWishes()).length > 0)
    await browser.alarms.create(wishesAlarm, { delayInMinutes: alarmMinutes, periodInMinutes: alarmMinutes });
  else await browser.alarms.clear(wishesAlarm);
}

/**
 * Signing this device in from a page of the server: the device shows a code, somebody says yes on the page, and the background asks until it hears.
 * The secret stays in memory that outlives the worker and ends with the browser, out of reach of pages; an alarm goes on where a worker has died.
 */
import { browser } from 'wxt/browser';
import { z } from 'zod';
import type { DeviceRequest } from '@wellmet/shared/account';
import { callServer } from '../callServer.ts';
import { serverUrl } from '../cache/read.ts';
import { isTrouble, type Data, type DeviceSignIn, type Trouble } from '../messages.ts';
import { enter } from './account.ts';
import { signedIn } from './askAsMember.ts';

const key = 'signIn';
const alarm = 'signIn';

const Pending = z.object({
  deviceCode: z.string(),
  userCode: z.string(),
  /** Its server: another one is not asked. */
  url: z.string(),
  email: z.string().optional(),
  expiresAt: z.number(),
  intervalMs: z.number(),
  state: z.enum(['waiting', 'denied', 'expired']),
});
type Pending = z.infer<typeof Pending>;

async function pending(): Promise<Pending | undefined> {
  return Pending.safeParse((await browser.storage.session.get(key))[key]).data;
}

const keep = (row: Pending): Promise<void> => browser.storage.session.set({ [key]: row });

export function goOnSigningIn(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === alarm) void ask();
  });
}

export async function signInWays(): Promise<{ link: boolean } | Trouble> {
  const told = await callServer('signInWays', {}, { url: await serverUrl() });
  return isTrouble(told) ? told : told.answer;
}

/** With an e-mail: by a link in a letter, which makes the account where there is none and `signUp` says what it is to be; without: in a tab, which is opened. */
export async function beginSignIn(asked: Data<typeof DeviceRequest>): Promise<DeviceSignIn | Trouble> {
  const { email, language } = asked;
  const url = await serverUrl();
  const told = await callServer('askForDevice', { body: asked }, { url });
  if (isTrouble(told)) return told;
  const { deviceCode, userCode, expiresInSeconds, interval } = told.answer;
  const row: Pending = {
    deviceCode,
    userCode,
    url,
    email,
    expiresAt: Date.now() + expiresInSeconds * 1000,
    intervalMs: interval * 1000,
    state: 'waiting',
  };
  await keep(row);
  // Twice a minute is as often as browsers wake a worker; while it lives, it asks more often by itself.
  await browser.alarms.create(alarm, { periodInMinutes: 0.5 });
  goOn(row);
  if (email === undefined) await browser.tabs.create({ url: `${url}/device?lang=${language}#${userCode}` });
  return shown(row);
}

/** What is asked for at the moment; undefined where nothing is. */
export async function pendingSignIn(): Promise<DeviceSignIn | undefined> {
  const row = await pending();
  if (!row) return undefined;
  goOn(row);
  return shown(row);
}

export async function cancelSignIn(): Promise<void> {
  await browser.storage.session.remove(key);
  await browser.alarms.clear(alarm);
}

const shown = ({ userCode, email, state }: Pending): DeviceSignIn => ({ userCode, email, state });

let next: ReturnType<typeof setTimeout> | undefined;

function goOn({ state, intervalMs }: Pending): void {
  if (state === 'waiting') next ??= setTimeout(() => void ask(), intervalMs);
}

async function ask(): Promise<void> {
  clearTimeout(next);
  next = undefined;
  const row = await pending();
  if (row?.state !== 'waiting' || row.url !== (await serverUrl()) || (await signedIn())) return cancelUnlessTold(row);
  const told = await callServer('deviceOutcome', { body: { deviceCode: row.deviceCode } }, { url: row.url });
  // Cancelled, or begun anew, while the question was on its way.
  if ((await pending())?.deviceCode !== row.deviceCode) return;
  const outcome = isTrouble(told) ? undefined : told.answer;
  if (outcome?.outcome === 'approved') {
    await cancelSignIn();
    await enter({ answer: outcome.session });
  } else if (outcome?.outcome === 'denied' || outcome?.outcome === 'expired') {
    await browser.alarms.clear(alarm);
    await keep({ ...row, state: outcome.outcome });
  } else if (row.expiresAt < Date.now()) {
    await browser.alarms.clear(alarm);
    await keep({ ...row, state: 'expired' });
  } else goOn(row);
}

/** What came to nothing stays until it has been seen. */
async function cancelUnlessTold(row: Pending | undefined): Promise<void> {
  await (row && row.state !== 'waiting' ? browser.alarms.clear(alarm) : cancelSignIn());
}

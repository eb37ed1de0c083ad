/**
 * How the server's operator says that pages are to be read for the moment. Asked for at sign-in and every six hours by the clock, never because of
 * a page or a person. What the server says counts only under the operator's signature: a server that was taken over cannot change how pages are read.
 */
import { browser } from 'wxt/browser';
import { parseRules, SignedRules, type PageReport, type PageRules } from '@wellmet/shared/pageRules';
import { callServer } from '../callServer.ts';
import { pageRulesCache, type PageRulesRow } from '../cache/pageRules.ts';
import { serverUrl } from '../cache/read.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askAsMember, signedIn } from './askAsMember.ts';

export const rulesAlarm = 'pageRules';
const periodInMinutes = 6 * 60;

/** At the worker's first breath. */
export function keepRulesFresh(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === rulesAlarm) void askWhileSignedIn();
  });
  void setAlarm();
}

/** Alarms outlive the worker, but not every update. */
async function setAlarm(): Promise<void> {
  if (!(await browser.alarms.get(rulesAlarm))) await browser.alarms.create(rulesAlarm, { delayInMinutes: 1, periodInMinutes });
}

async function askWhileSignedIn(): Promise<void> {
  if (await signedIn()) await askForRules();
}

/** The rules in force; undefined: as it is built in. Checked again: whatever is kept, only what the operator signed gets to a page. */
export async function pageRules(): Promise<PageRules | undefined> {
  const kept = await keptOf(await serverUrl());
  const rules = await verified(kept.signed, trustedKey(kept));
  return rules && rules.version >= kept.version ? rules : undefined;
}

/** Tells the server that a page no longer fits: what the user was shown, and nothing else. */
export async function reportPage(report: PageReport): Promise<'done' | Trouble> {
  const told = await askAsMember('reportPage', (workspaceId) => ({ params: { workspaceId }, body: report }));
  return isTrouble(told) ? told : 'done';
}

/** Another server, another operator: their key is learnt at the first contact. */
export async function forgetRules(): Promise<void> {
  await pageRulesCache.kept.clear();
}

let last: Promise<void> = Promise.resolve();

/** Asks the server, one question after the other, so that no older answer comes last. What cannot be believed changes nothing. */
export function askForRules(): Promise<void> {
  last = last.catch(() => undefined).then(ask);
  return last;
}

async function ask(): Promise<void> {
  const url = await serverUrl();
  const answered = await callServer('pageRules', {}, { url });
  if (isTrouble(answered)) return;
  const { publicKey, signed } = answered.answer;
  const kept = await keptOf(url);
  const next: PageRulesRow = { ...kept, publicKey: kept.publicKey ?? publicKey };
  if (signed) {
    const rules = await verified(signed, trustedKey(next));
    if (rules && rules.version >= kept.version) Object.assign(next, { signed, version: rules.version });
  } else {
    // Withdrawn. Which version it was is kept: no older one comes back.
    delete next.signed;
  }
  // The user may have chosen another server meanwhile.
  if ((await serverUrl()) === url) await pageRulesCache.kept.put(next);
}

async function keptOf(url: string): Promise<PageRulesRow> {
  const row = await pageRulesCache.kept.get('now');
  return row?.url === url ? row : { key: 'now', url, version: 0 };
}

/** The key that is built in for the server that is; for any other the first one that it named. */
function trustedKey({ url, publicKey }: PageRulesRow): string | undefined {
  const builtIn = import.meta.env.WXT_RULES_KEY;
  return url === import.meta.env.WXT_SERVER_URL && builtIn ? builtIn : publicKey;
}

async function verified(signed: SignedRules | undefined, publicKey: string | undefined): Promise<PageRules | undefined> {
  const { data } = SignedRules.safeParse(signed);
  if (!data || publicKey === undefined) return undefined;
  try {
    const key = await crypto.subtle.importKey('raw', bytesOf(publicKey), 'Ed25519', false, ['verify']);
    const fits = await crypto.subtle.verify('Ed25519', key, bytesOf(data.signature), new TextEncoder().encode(data.rules));
    return fits ? parseRules(data.rules) : undefined;
  } catch {
    // Chrome before 137 has no Ed25519: it reads by what is built in.
    return undefined;
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (byte) => byte.charCodeAt(0));
}

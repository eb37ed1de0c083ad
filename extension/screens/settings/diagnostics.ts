/** What helps whoever helps: versions, counts and codes. Nobody's name, no address of a page, no token. In English, for whoever reads it. */
import { browser } from 'wxt/browser';
import { pageRulesCache } from '../../cache/pageRules.ts';
import { basketCount, lastBulk, serverUrl, syncState, unconfirmedWishes, whoIsSignedIn } from '../../cache/read.ts';
import { keptHere } from '../../cache/readContacts.ts';
import type { Refusal } from '../../cache/database.ts';
import { isTrouble, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';

export async function diagnostics(): Promise<string> {
  const [account, server, kept, sync] = await Promise.all([whoIsSignedIn(), serverUrl(), keptHere(), syncState()]);
  const [wishes, bulk, inBasket, rules] = await Promise.all([
    unconfirmedWishes(),
    lastBulk(),
    basketCount(),
    pageRulesCache.kept.get('now'),
  ]);
  const troubles = [
    troubleCode(freshness.getState().trouble),
    ...wishes.map(({ asked, state, refusal }) => (refusal ? `${asked.route}: ${refusalCode(refusal)}` : `${asked.route}: ${state}`)),
    bulk?.refusal && `bulk: ${refusalCode(bulk.refusal)}`,
  ].filter((code) => code !== undefined);
  const lines: [string, string | number][] = [
    ['Wellmet', browser.runtime.getManifest().version],
    ['Browser', browserOf(navigator.userAgent)],
    ['Language', navigator.language],
    ['Server', new URL(server).host],
    ['Workspace', account?.workspace.id ?? '-'],
    ['Role', account?.workspace.role ?? '-'],
    ['As of', sync?.asOf ?? 'never'],
    ['Contacts', kept.contacts],
    ['Insights', kept.cards],
    ['Kept', `${kept.pinnedHere} of ${kept.pinned}`],
    ['Basket', inBasket],
    ['Waiting', wishes.length],
    ['Bulk action', bulk?.state ?? 'none'],
    ['Page rules', rules?.version ?? 'built in'],
    ['Network', navigator.onLine ? 'online' : 'offline'],
    ['Troubles', troubles.length > 0 ? [...new Set(troubles)].join(', ') : 'none'],
  ];
  return lines.map(([name, value]) => `${name}: ${value}`).join('\n');
}

/** "Chrome/142.0.0.0", without what else a browser tells of its machine. */
export function browserOf(userAgent: string): string {
  return /(?:Firefox|Edg|OPR)\/[\d.]+/.exec(userAgent)?.[0] ?? /Chrome\/[\d.]+/.exec(userAgent)?.[0] ?? 'unknown';
}

function troubleCode(trouble: Trouble | undefined): string | undefined {
  if (!trouble || !isTrouble(trouble)) return undefined;
  return trouble.trouble === 'refused' ? trouble.problem.code : trouble.trouble;
}

function refusalCode(refusal: Refusal): string {
  return 'problem' in refusal ? refusal.problem.code : refusal.outcome;
}

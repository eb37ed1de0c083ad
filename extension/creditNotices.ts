/** Telling that credits run low: once for each threshold and period, as the member wants it. Where each was put away is kept on this device. */
import { browser } from 'wxt/browser';
import type { Balance } from '@wellmet/shared/credits';
import type { Settings } from './settings.ts';

/** A fifth of the period's credits is left, or nothing. */
export type CreditNotice = 'low' | 'empty';

/** Words of the common catalogue. */
export const noticeWords = { low: 'low.says', empty: 'forecast.gone' } as const satisfies Record<CreditNotice, string>;

const lowShare = 0.2;

/** The threshold that a balance has reached, if its period is not over and the member wants to be told. */
export function thresholdOf(
  { available, allotment, periodEnd }: Balance,
  wanted: Settings['creditNotices'],
  now: Date,
): CreditNotice | undefined {
  if (wanted === 'never' || new Date(periodEnd) <= now) return undefined;
  if (available === 0) return 'empty';
  return wanted === 'both' && available <= allotment * lowShare ? 'low' : undefined;
}

/** What a notice is put away by: it is another one in another workspace and in another period. */
export function nameOf(notice: CreditNotice, workspaceId: string, { periodStart }: Balance): string {
  return `${workspaceId} ${periodStart} ${notice}`;
}

const key = 'noticesPutAway';
/** More than anybody's workspaces have thresholds in a period. */
const kept = 40;

export const noticesPutAway = {
  async getValue(): Promise<readonly string[]> {
    return parse((await browser.storage.local.get(key))[key]);
  },
  async add(name: string): Promise<void> {
    const others = (await this.getValue()).filter((one) => one !== name);
    await browser.storage.local.set({ [key]: [...others, name].slice(-kept) });
  },
  /** @returns what ends the watching. */
  watch(onChange: (names: readonly string[]) => void): () => void {
    const listener: Parameters<typeof browser.storage.local.onChanged.addListener>[0] = (changes) => {
      if (changes[key]) onChange(parse(changes[key].newValue));
    };
    browser.storage.local.onChanged.addListener(listener);
    return () => browser.storage.local.onChanged.removeListener(listener);
  },
};

/** Pages may write this area, too. */
function parse(stored: unknown): readonly string[] {
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
}

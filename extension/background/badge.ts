/**
 * The sign on the toolbar's button: how many are in the basket, or that credits run low until that was read (screens/credits/LowCredits.tsx). Its
 * title says the same in words. Kept right whatever changes it, on this device or on another one.
 */
import { browser } from 'wxt/browser';
import { cache } from '../cache/database.ts';
import { basketCount, lastBalance, whoIsSignedIn } from '../cache/read.ts';
import { nameOf, noticesPutAway, noticeWords, thresholdOf, type CreditNotice } from '../creditNotices.ts';
import { catalogues } from '../i18n/catalogues.ts';
import { languageFor } from '../i18n/language.ts';
import { settingsItem } from '../settings.ts';
import { whenChanged } from './announceChanges.ts';

/** As in shared/src/tokens.css: the accent, and the warning's text; white is readable on both. */
const colours = { basket: '#0f766e', warning: '#7a4b00' };

/** At the worker's first breath. */
export function keepBadge(): void {
  whenChanged([cache.account, cache.basket, cache.balances], showBadge);
  settingsItem.watch(() => void showBadge());
  noticesPutAway.watch(() => void showBadge());
  void showBadge();
}

export async function showBadge(): Promise<void> {
  const said = catalogues[languageFor((await settingsItem.getValue()).language, navigator.languages)];
  const [notice, selected] = [await openNotice(), await basketCount()];
  const parts = [notice && said[noticeWords[notice]], selected > 0 && `${said['list.title']} (${selected})`];
  await browser.action.setTitle({ title: ['Wellmet', ...parts].filter(Boolean).join(' · ') });
  await browser.action.setBadgeBackgroundColor({ color: notice ? colours.warning : colours.basket });
  await browser.action.setBadgeText({ text: notice ? '!' : selected > 0 ? String(selected) : '' });
}

/** What the member is to be told of their credits and has not put away. */
async function openNotice(): Promise<CreditNotice | undefined> {
  const [account, balance, { creditNotices }] = [await whoIsSignedIn(), await lastBalance(), await settingsItem.getValue()];
  const notice = balance && thresholdOf(balance, creditNotices, new Date());
  if (!account || !notice) return undefined;
  return (await noticesPutAway.getValue()).includes(nameOf(notice, account.workspace.id, balance)) ? undefined : notice;
}

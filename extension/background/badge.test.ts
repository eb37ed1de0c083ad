// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { cache } from '../cache/database.ts';
import { nameOf, noticesPutAway } from '../creditNotices.ts';
import { settingsItem } from '../settings.ts';
import { keepBadge, showBadge } from './badge.ts';
import { emptyBasket, select } from './basket.ts';
import { balanceOf, begin, crowd, workspace } from './testing.ts';

const shown = { text: '', title: '', color: '' };

beforeAll(() => {
  browser.action.setBadgeText = async ({ text }: { text?: string | null | undefined }) => void (shown.text = text ?? '');
  browser.action.setTitle = async ({ title }: { title?: string | null | undefined }) => void (shown.title = title ?? '');
  browser.action.setBadgeBackgroundColor = async ({ color }: { color?: unknown }) => void (shown.color = String(color));
});

beforeEach(async () => {
  await begin();
  await settingsItem.setValue({ language: 'en', theme: 'auto', confirmProfiles: true, creditNotices: 'both' });
});

/** Of 25, in a period that is not over. */
function left(available: number, rest: object = {}) {
  const balance = { ...balanceOf(25), available, used: 25 - available, periodEnd: '2099-01-01T00:00:00.000Z', ...rest };
  return { workspaceId: workspace.id, balance };
}

test.each([
  ['nothing selected, enough left', 0, 25, '', 'Wellmet'],
  ['somebody selected', 3, 25, '3', 'Wellmet · Basket (3)'],
  ['a fifth left', 0, 5, '!', 'Wellmet · A fifth of this period’s credits is left, or less'],
  ['more than a fifth', 0, 6, '', 'Wellmet'],
  ['nothing left, somebody selected', 2, 0, '!', 'Wellmet · All of this period’s credits are used · Basket (2)'],
])('%s', async (_name, selected, available, text, title) => {
  await select(crowd(selected));
  await cache.balances.put(left(available));
  await showBadge();
  expect(shown).toMatchObject({ text, title });
});

describe('a warning', () => {
  const row = left(2);
  beforeEach(async () => {
    await cache.balances.put(row);
    await select(crowd(4));
  });

  test('that was put away gives its place to the basket, until nothing is left', async () => {
    await noticesPutAway.add(nameOf('low', workspace.id, row.balance));
    await showBadge();
    expect(shown.text).toBe('4');
    await cache.balances.put(left(0));
    await showBadge();
    expect(shown.text).toBe('!');
  });

  test('is another one in the next period', async () => {
    await noticesPutAway.add(nameOf('low', workspace.id, row.balance));
    await cache.balances.put(left(2, { periodStart: '2026-11-30T23:00:00.000Z' }));
    await showBadge();
    expect(shown.text).toBe('!');
  });

  test('is none of a period that is over', async () => {
    await cache.balances.put(left(2, { periodEnd: '2020-01-01T00:00:00.000Z' }));
    await showBadge();
    expect(shown.text).toBe('4');
  });

  test.each([
    ['never', 0, '4'],
    ['empty', 2, '4'],
    ['empty', 0, '!'],
  ] as const)('with notices set to %s and %d left', async (creditNotices, available, text) => {
    await settingsItem.setValue({ ...(await settingsItem.getValue()), creditNotices });
    await cache.balances.put(left(available));
    await showBadge();
    expect(shown.text).toBe(text);
  });
});

test('it is shown at the first breath, follows the cache, the settings and what is put away, and speaks the user’s language', async () => {
  await select(crowd(1));
  keepBadge();
  await vi.waitFor(() => expect(shown).toMatchObject({ text: '1' }));
  await select(crowd(3));
  await vi.waitFor(() => expect(shown).toMatchObject({ text: '3' }));
  await cache.balances.put(left(1));
  await vi.waitFor(() => expect(shown).toMatchObject({ text: '!' }));
  await noticesPutAway.add(nameOf('low', workspace.id, left(1).balance));
  await vi.waitFor(() => expect(shown).toMatchObject({ text: '3' }));
  await settingsItem.setValue({ ...(await settingsItem.getValue()), language: 'fr' });
  await vi.waitFor(() => expect(shown).toMatchObject({ title: 'Wellmet · Panier (3)' }));
  await emptyBasket();
  await vi.waitFor(() => expect(shown).toMatchObject({ text: '', title: 'Wellmet' }));
});

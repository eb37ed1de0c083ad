// @vitest-environment node
import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { watchChanges } from '../changes.ts';
import { cache } from '../cache/database.ts';
import { settingsItem } from '../settings.ts';
import { announceChanges } from './announceChanges.ts';
import { select } from './basket.ts';
import { balanceOf, begin, crowd, seen, workspace } from './testing.ts';

const onChange = vi.fn<() => void>();
const ends: (() => void)[] = [];
const pause = (ms: number) => new Promise((wait) => setTimeout(wait, ms));

beforeEach(async () => {
  await begin();
  await pause(20);
  onChange.mockReset();
  ends.push(announceChanges(), watchChanges(onChange));
});
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

test.each<[string, () => Promise<unknown>]>([
  ['the basket', () => select([seen({ slug: 'ada' })])],
  [
    'a bulk action',
    () => cache.bulk.put({ id: 'b', workspaceId: 'w', memberId: 'm', parts: [], state: 'done', leaving: [], madeAt: 'now' }),
  ],
  ['a balance', () => cache.balances.put({ workspaceId: workspace.id, balance: balanceOf(1) })],
  ['campaigns', () => cache.campaigns.put({ workspaceId: workspace.id, campaigns: [], asOf: 'now' })],
  ['who was erased', () => cache.erased.put({ hash: 'h' })],
])('a change of %s is announced', async (_, change) => {
  await change();
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
});

test('many changes at once are one, and the next one is another', async () => {
  for (const person of crowd(30)) await select([person]);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalled());
  await pause(150);
  expect(onChange.mock.calls.length).toBeLessThan(4);
  const before = onChange.mock.calls.length;
  await select([seen({ slug: 'ada' })]);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(before + 1));
});

test('reading, wishes, settings and what ended are not; and the signal says nothing but that', async () => {
  await cache.contacts.toArray();
  await cache.wishes.delete('r');
  await cache.server.put({ key: 'now', url: 'https://wellmet.example' });
  await settingsItem.setValue({ language: 'fr', theme: 'auto', confirmProfiles: true, creditNotices: 'both' });
  await pause(150);
  expect(onChange).not.toHaveBeenCalled();
  await select([seen({ slug: 'ada-lovelace' })]);
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1));
  const { settings, changes, ...rest } = await browser.storage.local.get(null);
  expect([typeof settings, typeof changes, rest]).toEqual(['object', 'number', {}]);
  ends.pop()?.();
  await select([seen({ slug: 'bob' })]);
  await pause(150);
  expect(onChange).toHaveBeenCalledTimes(1);
  fakeBrowser.reset();
});

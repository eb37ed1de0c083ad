import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { cache } from '../cache/database.ts';
import { savedViews } from '../cache/readContacts.ts';
import { View } from '../savedView.ts';
import { dropView, saveView } from './views.ts';

const id = (n: number) => `0198f2c4-0000-7000-8000-${String(n).padStart(12, '0')}`;
const question = { query: '', order: 'name' as const, columns: ['work' as const] };

async function signedInAs(member: number, workspace: number): Promise<void> {
  await cache.account.put({
    key: 'now',
    token: 'secret',
    expiresAt: '2099-01-01T00:00:00Z',
    member: { id: id(member), name: 'Ana', email: 'ana@example.com' },
    workspace: { id: id(workspace), name: 'Ana', role: 'owner' },
  });
}

beforeEach(() => signedInAs(1, 2));
afterEach(() => Promise.all(cache.tables.map((table) => table.clear())));

const names = async () => (await savedViews()).map(({ name }) => name);

test('in the order of their names; the same name is the same view, changed', async () => {
  await saveView({ id: id(11), name: 'Weavers', question });
  await saveView({ id: id(12), name: 'Dyers', question });
  await saveView({ id: id(13), name: 'Weavers', question: { ...question, query: 'loom' } });
  expect(await names()).toEqual(['Dyers', 'Weavers']);
  expect((await savedViews())[1]?.question.query).toBe('loom');
  await dropView({ id: id(13) });
  expect(await names()).toEqual(['Dyers']);
});

test('each member has their own, in each workspace', async () => {
  await saveView({ id: id(11), name: 'Weavers', question });
  await signedInAs(1, 3);
  expect(await names()).toEqual([]);
  await saveView({ id: id(12), name: 'Weavers', question });
  await signedInAs(4, 2);
  expect(await names()).toEqual([]);
  await signedInAs(1, 2);
  expect(await names()).toEqual(['Weavers']);
  expect(await cache.views.count()).toBe(2);
});

test('nobody is signed in: nothing is kept', async () => {
  await cache.account.clear();
  await saveView({ id: id(11), name: 'Weavers', question });
  expect(await cache.views.count()).toBe(0);
});

test.each([
  [{ name: '  ' }, false],
  [{ name: ' Weavers ' }, true],
  [{ question: { ...question, columns: ['shoeSize'] } }, false],
  [{ question: { ...question, state: 'removed' } }, false],
  [{ question: { ...question, campaign: 'x' } }, false],
  [{ question: { ...question, campaign: 'none', state: 'waiting', by: 'you', days: 30 } }, true],
])('%j fits: %s', (changed, fits) => {
  expect(View.safeParse({ id: id(1), name: 'Weavers', question, ...changed }).success).toBe(fits);
});

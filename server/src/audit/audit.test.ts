/** Who did what: noted with the act or not at all, read by owners and admins, page after page, and forgotten after two years. */
import type { AuditEntry } from '@wellmet/shared/audit';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Session } from '@wellmet/shared/account';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { forgetAudit } from './forget.ts';
import { noteInAudit, type Noted } from './note.ts';

let app: TestApp;
let owner: Session;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  owner = await app.signUp({ name: 'Ines Carvalhon' });
});

const note = (noted: Partial<Noted> = {}): Promise<void> =>
  app.database.db
    .transaction()
    .execute((trx) => noteInAudit(trx, { by: { workspaceId: workspaceOf(owner), memberId: owner.member.id }, act: 'key-made', ...noted }));
const read = async (query = ''): Promise<{ entries: AuditEntry[]; next?: string }> =>
  (await app.ask('GET', `/v1/workspaces/${workspaceOf(owner)}/audit${query}`, { token: owner.token })).body;

test('says who did what to whom, the newest first, by the names of now', async () => {
  await note({ act: 'role-changed', about: { memberId: owner.member.id, from: 'admin', to: 'owner' } });
  await note({ by: { workspaceId: workspaceOf(owner) }, act: 'plan-changed', about: { to: 'team' } });
  await app.database.db.updateTable('user').set({ name: 'Ines Lund' }).where('id', '=', owner.member.id).execute();
  const { entries, next } = await read();
  expect(entries).toMatchObject([
    { act: 'plan-changed', about: { to: 'team' } },
    {
      act: 'role-changed',
      by: { id: owner.member.id, name: 'Ines Lund' },
      about: { memberId: owner.member.id, memberName: 'Ines Lund', from: 'admin', to: 'owner' },
    },
  ]);
  expect(entries[0]).not.toHaveProperty('by');
  expect(next).toBeUndefined();
});

test('an act by a key says which one; one about a key, whom it was about', async () => {
  const [keyId, other] = [uuidv7(), uuidv7()];
  const by = { workspaceId: workspaceOf(owner), memberId: owner.member.id, keyId };
  await note({ by, act: 'workspace-renamed', about: { from: 'Looms', to: 'Looms & Co' } });
  await note({ by, act: 'key-revoked', about: { keyId: other } });
  expect((await read()).entries).toMatchObject([{ about: { keyId: other } }, { about: { keyId, from: 'Looms' } }]);
});

test('is not there when the act is not', async () => {
  const failed = app.database.db.transaction().execute(async (trx) => {
    await noteInAudit(trx, { by: { workspaceId: workspaceOf(owner), memberId: owner.member.id }, act: 'key-made' });
    throw new Error('the act failed');
  });
  await expect(failed).rejects.toThrow('the act failed');
  expect((await read()).entries).toEqual([]);
});

test('page after page, each entry once, whatever is noted meanwhile; by member and act', async () => {
  for (let i = 0; i < 7; i++) await note({ about: { name: `key ${i}` } });
  await note({ act: 'key-revoked' });
  const names: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(`?limit=3&act=key-made${cursor === undefined ? '' : `&cursor=${cursor}`}`);
    names.push(...page.entries.map(({ about }) => about.name));
    cursor = page.next;
    await note({ about: { name: 'meanwhile' } });
  } while (cursor !== undefined);
  expect(names).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `key ${i}`));
  expect((await read(`?memberId=${uuidv7()}`)).entries).toEqual([]);
  expect((await read(`?memberId=${owner.member.id}&act=key-revoked`)).entries).toHaveLength(1);
});

test('entries of one instant are told apart', async () => {
  await app.database.db.transaction().execute(async (trx) => {
    for (let i = 0; i < 4; i++)
      await noteInAudit(trx, { by: { workspaceId: workspaceOf(owner), memberId: owner.member.id }, act: 'key-made' });
  });
  const first = await read('?limit=2');
  const second = await read(`?limit=2&cursor=${first.next}`);
  expect(new Set([...first.entries, ...second.entries].map(({ id }) => id)).size).toBe(4);
  expect(second.next).toBeUndefined();
});

test('of another workspace nothing is seen, neither by its address nor by a cursor of it', async () => {
  await note();
  const [{ id } = { id: '' }] = (await read()).entries;
  const other = await app.signUp();
  const ask = (query: string) => app.ask('GET', `/v1/workspaces/${workspaceOf(other)}/audit${query}`, { token: other.token });
  expect((await ask('')).body).toEqual({ entries: [] });
  expect((await ask(`?cursor=${id}`)).body).toEqual({ entries: [] });
  expect(await app.ask('GET', `/v1/workspaces/${workspaceOf(owner)}/audit`, { token: other.token })).toMatchObject({ status: 404 });
});

test('what is older than two years is forgotten, however much it is, and nothing else', async () => {
  await sql`
    insert into audit_entry (workspace_id, entry_id, at, act, about)
    select ${workspaceOf(owner)}::uuid, gen_random_uuid(), now() - interval '24 months 1 day', 'key-made', '{}'::jsonb from generate_series(1, 1200)
    union all select ${workspaceOf(owner)}::uuid, gen_random_uuid(), now() - interval '24 months' + interval '1 day', 'key-revoked', '{}'::jsonb`.execute(
    app.database.db,
  );
  await forgetAudit(app.database.db, app.accounts.clock);
  const { rows } = await sql<{ act: string }>`select act from audit_entry where workspace_id = ${workspaceOf(owner)}`.execute(
    app.database.db,
  );
  expect(rows).toEqual([{ act: 'key-revoked' }]);
});

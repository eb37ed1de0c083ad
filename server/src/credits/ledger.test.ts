import type { Session } from '@wellmet/shared/account';
import type { AnalyseRequest } from '@wellmet/shared/credits';
import { entryKinds, LedgerPage, LedgerTotals, totalsBy, type LedgerRow } from '@wellmet/shared/ledger';
import { Problem } from '@wellmet/shared/problem';
import type { Sighting } from '@wellmet/shared/sighting';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { analyseContacts } from './analyse.ts';
import { adjustCredits, changePlan } from '../plans/change.ts';
import { pageQuery } from './ledger.ts';
import { ledgerFile } from './ledgerFile.ts';
import { ledgerTotals } from './ledgerTotals.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

type Filter = Record<string, string | number>;

/** A workspace with its own story. */
async function opened(at: string, timeZone = 'Europe/Paris') {
  await app.setClock(at);
  const ines = await app.signUp({ timeZone });
  const id = workspaceOf(ines);
  const path = `/v1/workspaces/${id}`;
  const get = (rest: string, query: Filter = {}, by = ines): Promise<Told> =>
    app.ask(
      'GET',
      `${path}${rest}?${new URLSearchParams(Object.entries(query).map(([key, value]): [string, string] => [key, String(value)])).toString()}`,
      {
        token: by.token,
      },
    );
  return {
    id,
    path,
    ines,
    get,
    colleague: async (name: string): Promise<Session> => {
      const email = `ledger-${uuidv7()}@people.example`;
      await addMember(app.accounts, { workspaceId: id, name, email, password: 'correct horse', role: 'member' });
      return (await app.ask('POST', '/v1/sign-in', { body: { email, password: 'correct horse' }, token: null })).body as Session;
    },
    /** @returns the contacts' ids, in the order of the sightings. */
    analyse: async (by: Session, sightings: Sighting[], more: Partial<AnalyseRequest> = {}): Promise<string[]> => {
      const { body } = await app.ask('POST', `${path}/analyses`, { body: analysisOf(sightings, more), token: by.token });
      expect(body).toMatchObject({ outcome: 'done' });
      return (body.people as { contact: { id: string } }[]).map(({ contact }) => contact.id);
    },
    page: async (query: Filter = {}): Promise<LedgerPage> => {
      const { status, body } = await get('/ledger', query);
      expect(status).toBe(200);
      return LedgerPage.parse(body);
    },
    totals: async (query: Filter): Promise<LedgerTotals['totals']> => LedgerTotals.parse((await get('/ledger/totals', query)).body).totals,
    used: async (): Promise<number> => (await get('/balance')).body.used as number,
  };
}
type Opened = Awaited<ReturnType<typeof opened>>;

async function walk({ page }: Opened, query: Filter = {}, between: () => Promise<unknown> = async () => {}): Promise<LedgerRow[]> {
  const all: LedgerRow[] = [];
  let cursor: string | undefined;
  do {
    const { rows, next } = await page({ ...query, ...(cursor !== undefined && { cursor }) });
    expect(rows.length > 0 || cursor === undefined).toBe(true);
    all.push(...rows);
    cursor = next;
    await between();
  } while (cursor !== undefined);
  return all;
}

const person = (n: number, name: string, searchContext?: string): Sighting => {
  const sighting = sightingOf({ member: memberId(n) }, { name });
  return { ...sighting, page: { ...sighting.page, ...(searchContext !== undefined && { searchContext }) } };
};
/** Whose credit it was: of a restoration, who had taken it. */
const spender = (row: LedgerRow): string | undefined => (row.restores ?? row).member?.id;
const nameIn = ({ contact }: LedgerRow): string | undefined => contact?.name;

/** Two months, three members, two sources, a campaign, an upgrade, an adjustment, two merges, one of them after its period. */
async function story() {
  const workspace = await opened('2026-10-10T09:00:00Z');
  const { ines, analyse, path } = workspace;
  const [bob, cole] = [await workspace.colleague('Bob Bellwether'), await workspace.colleague('Cole Colleague')];
  const { body: campaign } = await app.ask('POST', `${path}/campaigns`, {
    body: { id: uuidv7(), name: 'Loom owners' },
    token: ines.token,
  });
  const campaignId = campaign.id as string;

  await analyse(ines, [person(1, 'Ada Amber')]);
  const search = 'keywords: VP, 2nd degree, Paris';
  const [, , erased] = await analyse(bob, [person(2, 'Bea Birch', search), person(3, 'Cy Cedar', search), person(4, 'Di Dune', search)], {
    source: 'people_search',
  });
  // 10 October in Paris, 9 in UTC: the day is the workspace's.
  await app.setClock('2026-10-10T22:30:00Z');
  await analyse(cole, [sightingOf({ slug: 'eve-elder' }, { name: 'Eve Elder' })]);
  await analyse(ines, [sightingOf({ member: memberId(5) }, { name: 'Eve Elder' })], { campaignId });
  // What Cole and Ines took is one person: Ines's, the later one, comes back.
  await app.setClock('2026-10-12T09:00:00Z');
  await analyse(bob, [sightingOf({ slug: 'eve-elder', member: memberId(5) }, { name: 'Eve Elder-Fox' })]);
  await analyse(cole, [sightingOf({ slug: 'flo-fern' }, { name: 'Flo Fern' }), sightingOf({ member: memberId(6) }, { name: 'Flo Fern' })]);

  await app.setClock('2026-11-03T09:00:00Z');
  await analyseContacts(
    { ...app.accounts },
    { workspaceId: workspace.id, memberId: ines.member.id, role: 'owner' },
    { ...analysisOf([person(7, 'Gil Grove')], { campaignId }), source: 'recommendation' },
  );
  // Flo is one person, too, but October has ended: nothing comes back.
  await analyse(ines, [sightingOf({ slug: 'flo-fern', member: memberId(6) }, { name: 'Flo Fern' })]);
  await app.setClock('2026-11-04T09:00:00Z');
  await changePlan(app.accounts, { workspaceId: workspace.id, memberId: ines.member.id, planCode: 'starter', seats: 2 });
  await adjustCredits(app.accounts, { workspaceId: workspace.id, credits: 5, reason: '=sorry for the trouble' });
  await app.setClock('2026-11-05T09:00:00Z');
  await analyse(bob, [person(8, 'Hal Heath, "Hal"'), person(9, 'Ida Iris')]);
  await app.ask('POST', `${path}/contacts/${erased ?? ''}/erase`, { body: { requestId: uuidv7() }, token: ines.token });
  return { workspace, bob, cole, campaignId, erased: erased ?? '' };
}

describe('a ledger with a story', () => {
  let workspace: Opened;
  let bob: Session;
  let cole: Session;
  let campaignId: string;
  let erased: string;
  let rows: LedgerRow[];
  beforeAll(async () => {
    ({ workspace, bob, cole, campaignId, erased } = await story());
    ({ rows } = await workspace.page({ limit: 200 }));
  });

  test('has every credit, the newest first: one row a person, each with the balance after its request', () => {
    expect(new Set(rows.slice(0, 2).map(nameIn))).toEqual(new Set(['Hal Heath, "Hal"', 'Ida Iris']));
    expect(rows.map((row) => `${row.kind} ${row.amount} → ${row.balanceAfter}`)).toEqual([
      'debit -1 → 202',
      'debit -1 → 202',
      'adjustment 5 → 204',
      'grant 175 → 199',
      'restoration 0 → 24',
      'debit -1 → 24',
      'grant 25 → 25',
      'expire -18 → 0',
      'debit -1 → 18',
      'debit -1 → 18',
      'restoration 1 → 20',
      'debit -1 → 19',
      'debit -1 → 20',
      'debit -1 → 21',
      'debit -1 → 21',
      'debit -1 → 21',
      'debit -1 → 24',
      'grant 25 → 25',
    ]);
    expect(rows.reduce((sum, { amount }) => sum + amount, 0)).toBe(202);
  });

  test('a debit says who, whom, how it came to it, for which campaign and by which request', () => {
    expect(rows.find(({ contact }) => contact?.name === 'Gil Grove')).toEqual({
      kind: 'debit',
      amount: -1,
      at: '2026-11-03T09:00:00.000Z',
      periodStart: '2026-10-31T23:00:00.000Z',
      seq: expect.any(Number),
      balanceAfter: 24,
      contact: { id: expect.any(String), name: 'Gil Grove' },
      member: { id: workspace.ines.member.id, name: 'Ines Invented' },
      source: 'recommendation',
      page: 'profile',
      campaign: { id: campaignId, name: 'Loom owners' },
      requestId: expect.any(String),
    });
    expect(rows.find(({ contact }) => contact?.name === 'Cy Cedar')).toMatchObject({
      member: { name: 'Bob Bellwether' },
      source: 'people_search',
      searchContext: 'keywords: VP, 2nd degree, Paris',
    });
  });

  test('a restoration says whose debit comes back, and who found out', () => {
    const restoration = rows.find(({ kind, amount }) => kind === 'restoration' && amount === 1);
    const given = rows.find(({ seq }) => seq === restoration?.restores?.seq);
    expect(restoration).toMatchObject({
      reason: 'merged',
      member: { id: bob.member.id, name: 'Bob Bellwether' },
      contact: { id: given?.contact?.id, name: 'Eve Elder-Fox' },
      source: 'profile',
      page: 'profile',
      campaign: { id: campaignId, name: 'Loom owners' },
      restores: { at: given?.at, member: { id: workspace.ines.member.id, name: 'Ines Invented' }, requestId: given?.requestId },
    });
    expect(restoration?.requestId).not.toBe(given?.requestId);
    expect(rows.find(({ kind, amount }) => kind === 'restoration' && amount === 0)).toMatchObject({
      reason: 'merged after its period',
      restores: { at: '2026-10-12T09:00:00.000Z', member: { name: 'Cole Colleague' } },
    });
  });

  test('grants and adjustments say what for; what time does has no member', () => {
    expect(rows.find(({ reason }) => reason === 'upgrade')).toMatchObject({
      plan: { code: 'starter', version: 1, seats: 2 },
      member: { name: 'Ines Invented' },
    });
    const adjustment = rows.find(({ kind }) => kind === 'adjustment');
    expect(adjustment).toMatchObject({ reason: '=sorry for the trouble' });
    expect(adjustment).not.toHaveProperty('plan');
    expect(adjustment).not.toHaveProperty('member');
    expect(rows.find(({ kind }) => kind === 'expire')).not.toHaveProperty('member');
  });

  test('a person who was erased is an id, and the search is not told', () => {
    const row = rows.find(({ contact }) => contact?.id === erased);
    expect(row).toMatchObject({ kind: 'debit', contact: { id: erased }, source: 'people_search', member: { name: 'Bob Bellwether' } });
    expect(row?.contact).not.toHaveProperty('name');
    expect(row).not.toHaveProperty('searchContext');
  });

  const someRow = (name: string): LedgerRow => rows.find((row) => nameIn(row) === name) ?? expect.fail(name);
  // Two ids stand for Eve: hers that stays, and the merged one.
  const eve = (): string => rows.findLast((row) => nameIn(row) === 'Eve Elder-Fox')?.contact?.id ?? '';

  const filters: [string, () => Filter, (row: LedgerRow) => boolean][] = [
    ['nothing', () => ({}), () => true],
    ...entryKinds.map((kind): [string, () => Filter, (row: LedgerRow) => boolean] => [kind, () => ({ kind }), (row) => row.kind === kind]),
    ['a source', () => ({ source: 'people_search' }), (row) => row.source === 'people_search'],
    ['a source that gave credits back', () => ({ source: 'profile' }), (row) => row.source === 'profile'],
    ['a source of nothing', () => ({ source: 'company_people' }), () => false],
    ['a member', () => ({ memberId: workspace.ines.member.id }), (row) => spender(row) === workspace.ines.member.id],
    ['another member', () => ({ memberId: bob.member.id }), (row) => spender(row) === bob.member.id],
    ['one whose period ended', () => ({ memberId: cole.member.id }), (row) => spender(row) === cole.member.id],
    ['a campaign', () => ({ campaignId }), (row) => row.campaign?.id === campaignId],
    [
      'a request of several',
      () => ({ requestId: someRow('Cy Cedar').requestId ?? '' }),
      (row) => row.requestId === someRow('Cy Cedar').requestId,
    ],
    ['a contact', () => ({ contactId: someRow('Cy Cedar').contact?.id ?? '' }), (row) => nameIn(row) === 'Cy Cedar'],
    ['a contact that others were merged into', () => ({ contactId: eve() }), (row) => nameIn(row) === 'Eve Elder-Fox'],
    ['an erased contact', () => ({ contactId: erased }), (row) => row.contact?.id === erased],
    ['from an instant', () => ({ from: '2026-11-03T09:00:00Z' }), (row) => row.at >= '2026-11-03T09:00:00.000Z'],
    ['before an instant', () => ({ before: '2026-11-03T10:00:00+01:00' }), (row) => row.at < '2026-11-03T09:00:00.000Z'],
    [
      'all of it together',
      () => ({ kind: 'debit', source: 'profile', memberId: bob.member.id, from: '2026-11-01T00:00:00Z', before: '2026-12-01T00:00:00Z' }),
      (row) => row.kind === 'debit' && row.source === 'profile' && spender(row) === bob.member.id && row.at >= '2026-11-01',
    ],
    [
      'a campaign’s restorations',
      () => ({ kind: 'restoration', campaignId, memberId: workspace.ines.member.id }),
      (row) => row.kind === 'restoration' && row.campaign !== undefined,
    ],
  ];

  test.each(filters)('filtered by %s: the rows that fit, on pages of any size', async (_, query, fits) => {
    const expected = rows.filter(fits);
    for (const limit of [1, 2, 3, 7, 200]) expect(await walk(workspace, { ...query(), limit })).toEqual(expected);
  });

  test.each(filters)('filtered by %s: the totals are those of the rows', async (_, query, fits) => {
    const dayOf = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });
    for (const by of totalsBy) {
      const expected = new Map<string | undefined, { name: string | undefined; debits: number; restored: number }>();
      for (const row of rows.filter((one) => fits(one) && (one.kind === 'debit' || one.kind === 'restoration'))) {
        const [key, name] = {
          day: [dayOf.format(new Date(row.at)), undefined],
          source: [row.source, undefined],
          member: [spender(row), (row.restores ?? row).member?.name],
          campaign: [row.campaign?.id, row.campaign?.name],
        }[by];
        const total = expected.get(key) ?? { name, debits: 0, restored: 0 };
        if (row.kind === 'debit') total.debits -= row.amount;
        else total.restored += row.amount;
        expected.set(key, total);
      }
      const totals = await workspace.totals({ ...query(), by });
      expect(new Map(totals.map(({ key, name, debits, restored }) => [key, { name, debits, restored }]))).toEqual(expected);
      for (const { credits, debits, restored } of totals) expect(credits).toBe(debits - restored);
      const order = totals.map(({ key, credits }) => (by === 'day' ? (key ?? '') : -credits));
      expect(order).toEqual(order.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    }
  });

  test('by day in the workspace’s zone, with what came back on the day when it did', async () => {
    expect(await workspace.totals({ by: 'day' })).toEqual([
      { key: '2026-10-10', debits: 4, restored: 0, credits: 4 },
      { key: '2026-10-11', debits: 2, restored: 0, credits: 2 },
      { key: '2026-10-12', debits: 2, restored: 1, credits: 1 },
      { key: '2026-11-03', debits: 1, restored: 0, credits: 1 },
      { key: '2026-11-05', debits: 2, restored: 0, credits: 2 },
    ]);
  });

  test('by member and campaign, less what came back for them', async () => {
    expect(await workspace.totals({ by: 'member' })).toEqual([
      { key: bob.member.id, name: 'Bob Bellwether', debits: 5, restored: 0, credits: 5 },
      { key: cole.member.id, name: 'Cole Colleague', debits: 3, restored: 0, credits: 3 },
      { key: workspace.ines.member.id, name: 'Ines Invented', debits: 3, restored: 1, credits: 2 },
    ]);
    expect(await workspace.totals({ by: 'campaign' })).toEqual([
      { debits: 9, restored: 0, credits: 9 },
      { key: campaignId, name: 'Loom owners', debits: 2, restored: 1, credits: 1 },
    ]);
  });

  test('the credits of the period are what the balance calls used', async () => {
    const { body: balance } = await workspace.get('/balance');
    for (const by of totalsBy) {
      const totals = await workspace.totals({ by, from: balance.periodStart as string });
      expect(totals.reduce((sum, { credits }) => sum + credits, 0)).toBe(balance.used);
    }
  });

  test('as a file: what the pages show, for a spreadsheet', async () => {
    const { status, headers, body } = await workspace.get('/ledger.csv');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="wellmet-ledger.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    const [header, ...lines] = parsed(String(body).replace(/^\uFEFF/, ''));
    expect(header?.slice(0, 8)).toEqual([
      'Number',
      'Day',
      'Time (UTC)',
      'Kind',
      'Credits',
      'Balance after',
      'Period began (UTC)',
      'Contact',
    ]);
    const read = lines.map((line) => Object.fromEntries(line.map((cell, position) => [header?.[position] ?? '', cell])));
    expect(
      read.map((line) => [line['Number'], line['Kind'], line['Credits'], line['Contact'], line['Contact id'], line['Member']]),
    ).toEqual(
      rows.map((row) => [String(row.seq), row.kind, String(row.amount), nameIn(row) ?? '', row.contact?.id ?? '', row.member?.name ?? '']),
    );
    expect(read.find((line) => line['Kind'] === 'adjustment')).toMatchObject({
      Reason: "'=sorry for the trouble",
      Credits: '5',
      Day: '2026-11-04',
    });
    expect(read.find((line) => line['Contact'] === 'Eve Elder-Fox' && line['Kind'] === 'debit')).toMatchObject({
      Day: '2026-10-11',
      'Time (UTC)': '2026-10-10T22:30:00.000Z',
    });
    expect(read.find((line) => line['Kind'] === 'restoration' && line['Credits'] === '1')).toMatchObject({
      Campaign: 'Loom owners',
      'Which was taken by': 'Ines Invented',
    });
    expect(read.find((line) => line['Reason'] === 'upgrade')).toMatchObject({ Plan: 'starter 1', Seats: '2' });
    const filtered = await workspace.get('/ledger.csv', { memberId: cole.member.id });
    expect(parsed(String(filtered.body)).length).toBe(1 + rows.filter((row) => spender(row) === cole.member.id).length);
    expect(parsed(String((await workspace.get('/ledger.csv', { source: 'company_people' })).body))).toHaveLength(1);
  });

  test('is the ledger that adds up', async () => {
    expect(await broken(app.database.db, workspace.id)).toEqual([]);
  });

  test('another workspace sees none of it', async () => {
    const other = await app.signUp();
    for (const rest of ['/ledger', '/ledger/totals?by=day', '/ledger.csv'])
      expect(await app.ask('GET', `${workspace.path}${rest}`, { token: other.token })).toMatchObject({
        status: 404,
        body: { code: 'not-found' },
      });
    const own = async (rest: string): Promise<Told['body']> =>
      (await app.ask('GET', `/v1/workspaces/${workspaceOf(other)}${rest}`, { token: other.token })).body;
    expect((await own('/ledger')).rows).toHaveLength(1);
    for (const query of [`contactId=${eve()}`, `campaignId=${campaignId}`, `memberId=${bob.member.id}`]) {
      expect(await own(`/ledger?${query}`)).toEqual({ rows: [] });
      expect(await own(`/ledger/totals?by=member&${query}`)).toEqual({ totals: [] });
    }
    expect(parsed(String(await own('/ledger.csv')))).toHaveLength(2);
  });

  // prettier-ignore
  test.each([
    ['/ledger', { limit: 0 }, '/limit'],
    ['/ledger', { limit: 201 }, '/limit'],
    ['/ledger', { cursor: 'next' }, '/cursor'],
    ['/ledger', { cursor: '-1' }, '/cursor'],
    ['/ledger', { cursor: `5.${'-'.repeat(36)}` }, '/cursor'],
    ['/ledger', { kind: 'gift' }, '/kind'],
    ['/ledger', { source: 'guess' }, '/source'],
    ['/ledger', { memberId: 'ines' }, '/memberId'],
    ['/ledger', { from: 'yesterday' }, '/from'],
    ['/ledger', { from: '2026-02-30T00:00:00Z' }, '/from'],
    ['/ledger', { membre: 'ines' }, ''],
    ['/ledger/totals', {}, '/by'],
    ['/ledger/totals', { by: 'month' }, '/by'],
    ['/ledger.csv', { before: '1 Nov' }, '/before'],
    ['/ledger.csv', { limit: 5 }, ''],
  ])('%s with %j: 400', async (rest, query, pointer) => {
    const { status, headers, body } = await workspace.get(rest, query);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toMatch('application/problem+json');
    expect(Problem.parse(body)).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
  });

  test.each([
    [{ cursor: '999999999999999' }, 18],
    [{ cursor: '0' }, 0],
    [{ from: '0000-01-01T00:00:00Z' }, 18],
    [{ before: '9999-12-31T23:59:59.999-23:59' }, 18],
    [{ from: '2026-11-03T09:00:00.0000000001Z' }, 8],
  ])('%j is far off, or oddly written, and no error', async (query, count) => {
    expect((await workspace.page(query)).rows).toHaveLength(count);
  });
});

test('pages walk every row once, while new credits are taken', async () => {
  const workspace = await opened('2026-11-10T09:00:00Z');
  const { ines, analyse } = workspace;
  for (const [from, count] of [
    [100, 4],
    [110, 1],
    [120, 3],
    [130, 2],
  ] as const)
    await analyse(
      ines,
      Array.from({ length: count }, (_, n) => person(from + n, `Person ${from + n}`)),
    );
  const { rows: before } = await workspace.page({ limit: 200 });
  expect(before).toHaveLength(11);
  const keys = before.map(({ seq, contact }) => `${String(seq).padStart(3, '0')} ${contact?.id ?? ''}`);
  expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? 1 : -1)));
  let more = 200;
  const walked = await walk(workspace, { limit: 3 }, () => analyse(ines, [person(++more, 'Somebody else')]));
  expect(walked).toEqual(before);
  expect(await workspace.used()).toBe(more - 200 + 10);
  expect(await broken(app.database.db, workspace.id)).toEqual([]);
});

test('a debit that is missing shows: its entry stands there with its amount, and the pages go on', async () => {
  const workspace = await opened('2026-11-10T09:00:00Z');
  await workspace.analyse(workspace.ines, [person(301, 'Ada Amber'), person(302, 'Bea Birch')]);
  await sql`
    insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason, member_id, request_id, at)
    select h.workspace_id, h.seq + n, 'debit', -2, 20, h.period_start, 'profile', ${workspace.ines.member.id}::uuid, gen_random_uuid(), now()
    from credit_head h, generate_series(1, 3) as n where h.workspace_id = ${workspace.id}`.execute(app.database.db);
  const rows = await walk(workspace, { limit: 2 });
  expect(rows.map(({ kind, amount, contact }) => `${kind} ${amount}${contact ? ' of somebody' : ''}`)).toEqual([
    ...Array.from({ length: 3 }, () => 'debit -2'),
    'debit -1 of somebody',
    'debit -1 of somebody',
    'grant 25',
  ]);
});

/** Reads RFC 4180. */
function parsed(text: string): string[][] {
  expect(text.endsWith('\r\n')).toBe(true);
  const lines: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') lines.push([]);
  }
  return lines.slice(0, -1);
}

describe('a workspace with 50,000 debits, beside another one', () => {
  let ids: string[];
  beforeAll(async () => {
    ids = [];
    for (const _ of [1, 2]) {
      const workspace = await opened('2026-11-10T09:00:00Z');
      ids.push(workspace.id);
      // Numbers 2 to 30,001 took one credit each, the next forty 500 each.
      await sql`
        with h as (update credit_head set granted = 60000, used = 50000, seq = 30041 where workspace_id = ${workspace.id} returning *), entered as (
          insert into credit_entry (workspace_id, seq, kind, amount, balance_after, period_start, reason, member_id, request_id, at)
          select h.workspace_id, n, 'debit', case when n <= 30001 then -1 else -500 end, 1000, h.period_start, 'profile',
            ${workspace.ines.member.id}::uuid, gen_random_uuid(), h.period_start + n * interval '1 second'
          from h, generate_series(2, 30041) as n
          returning *
        ), people as (
          select e.*, gen_random_uuid() as contact_id from entered e, generate_series(1, -e.amount)
        ), debited as (
          insert into debit (workspace_id, contact_id, seq, member_id, source, page_kind, request_id, plan_code, plan_version, period_start, at)
          select workspace_id, contact_id, seq, member_id, 'profile', 'profile', request_id, 'free', 1, period_start, at from people
        )
        insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
        select workspace_id, contact_id, seq, at, member_id, at, seq from people`.execute(app.database.db);
      await sql`
        insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
        select workspace_id, contact_id, snapshot_seq, contact_id, jsonb_build_object('name', 'Person ' || left(contact_id::text, 6)), '{}',
          first_analysed_by, first_analysed_at
        from contact where workspace_id = ${workspace.id}`.execute(app.database.db);
    }
  }, 120_000);

  interface Node {
    'Node Type': string;
    'Relation Name'?: string;
    'Index Cond'?: string;
    'Actual Rows': number;
    'Actual Loops': number;
    'Rows Removed by Filter'?: number;
    Plans?: Node[];
  }
  const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
  const large = new Set(['credit_entry', 'debit', 'contact', 'contact_snapshot']);

  /** How many rows of the large tables a page takes, and the index conditions by which they were found. */
  async function cost(...asked: Parameters<typeof pageQuery>): Promise<{ rowsRead: number; conditions: string[] }> {
    const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (analyze, format json) ${pageQuery(...asked)}`.execute(
      app.database.db,
    );
    const scans = rows.flatMap((row) => nodes(row['QUERY PLAN'][0].Plan)).filter((node) => large.has(node['Relation Name'] ?? ''));
    return {
      rowsRead: scans.reduce((sum, node) => sum + (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0)) * node['Actual Loops'], 0),
      conditions: scans.map((node) => nodes(node).find((one) => one['Index Cond'] !== undefined)?.['Index Cond'] ?? node['Node Type']),
    };
  }

  async function questions(): Promise<Parameters<typeof pageQuery>[]> {
    const [id = ''] = ids;
    const { contact_id: contactId, member_id: memberIdOf } = await app.database.db
      .selectFrom('debit')
      .select(['contact_id', 'member_id'])
      .where('workspace_id', '=', id)
      .where('seq', '=', 30010)
      .limit(1)
      .executeTakeFirstOrThrow();
    return [
      [id, {}, 50],
      [id, {}, 50, '20000'],
      [id, {}, 50, `30010.${contactId}`],
      [id, { memberId: memberIdOf }, 50, '20000'],
      [id, { source: 'profile', kind: 'debit' }, 50, '20000'],
      [id, { contactId }, 50],
    ];
  }

  test('a page stays within the workspace, before the tables have statistics', async () => {
    for (const question of await questions()) {
      const { rowsRead, conditions } = await cost(...question);
      expect(rowsRead).toBeLessThan(50_000);
      expect(conditions.filter((condition) => !condition.includes('(workspace_id = '))).toEqual([]);
    }
  });

  test('a page of 50 reads few rows', async () => {
    await sql`analyze`.execute(app.database.owner);
    for (const question of await questions()) {
      const { rowsRead, conditions } = await cost(...question);
      // A name takes three rows; an entry of 500 debits is read to the end.
      expect(rowsRead).toBeLessThan(question[3] === '20000' ? 400 : 1_300);
      expect(conditions.filter((condition) => !condition.includes('(workspace_id = '))).toEqual([]);
    }
  });

  test('all of it as a file, every row once', async () => {
    const [id = ''] = ids;
    let text = '';
    let parts = 0;
    for await (const part of ledgerFile(app.database.db, id, {})) {
      text += part;
      parts++;
    }
    expect(parts).toBe(101);
    const contacts = text
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[8]);
    expect(contacts).toHaveLength(50_001);
    expect(new Set(contacts).size).toBe(50_001);
  });

  test('its totals are its own', async () => {
    const [id = ''] = ids;
    const { totals } = await ledgerTotals(app.database.db, id, { by: 'member' });
    expect(totals).toMatchObject([{ debits: 50_000, restored: 0, credits: 50_000 }]);
  });
});

/** How long an answer is repeated, what is refused when it cannot be told any more whether it was done, and that nothing lies between. */
import { sql } from 'kysely';
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';
import { dailyForgetting, forgetAnswers } from './forget.ts';
import { answersKeptMs, idAt, isTooOld, oldestRequestMs } from './requestAge.ts';

const dayMs = 86_400_000;
const noon = Date.UTC(2027, 2, 15, 12);
const idMade = (instant: number): string => uuidv7({ msecs: instant });

describe('a request’s age', () => {
  test.each([
    ['made now', noon, false],
    ['by a clock that is a day ahead', noon + dayMs, false],
    ['by one that is years ahead', noon + 1000 * dayMs, false],
    ['a month ago by a clock that is a day slow', noon - 31 * dayMs, false],
    ['a moment earlier', noon - 31 * dayMs - 1, true],
    ['in 1970', 0, true],
  ])('%s', (_, at, tooOld) => {
    expect([isTooOld(idMade(at), new Date(noon)), isTooOld(idMade(at).toUpperCase(), new Date(noon))]).toEqual([tooOld, tooOld]);
  });

  test('ids of other versions carry no time', () => {
    expect(isTooOld(uuidv4(), new Date(noon))).toBe(false);
    expect(isTooOld('00000000-0000-1000-8000-000000000000', new Date(noon))).toBe(false);
  });

  test('the least id of an instant', () => {
    for (const at of [0, 1, noon, noon + 1]) {
      expect(idMade(at) > idAt(at)).toBe(true);
      expect(idMade(Math.max(0, at - 1)) < idAt(at)).toBe(at > 0);
    }
  });

  test('whoever is forgotten is too old, whatever its clock and however long its device was away', () => {
    for (const aheadDays of [-1, 0, 1])
      for (const awayDays of [0, 30, 31 + aheadDays]) {
        const made = noon + aheadDays * dayMs;
        const answered = noon + awayDays * dayMs;
        if (isTooOld(idMade(made), new Date(answered))) continue;
        expect(isTooOld(idMade(made), new Date(Math.max(made, answered) + answersKeptMs))).toBe(true);
      }
    expect(answersKeptMs).toBeGreaterThan(oldestRequestMs);
  });
});

describe('on a server', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await testApp();
  });
  afterAll(() => app.close());

  let token: string;
  let workspace: string;
  let contactId: string;
  let n = 0;
  beforeEach(async () => {
    await app.setClock(new Date(noon));
    const session = await app.signUp();
    token = session.token;
    workspace = workspaceOf(session);
    contactId = (await analyse(idMade(noon))).body.people[0].contact.id as string;
  });
  afterEach(async () => {
    await invariantsHold();
    await app.setClock(undefined);
  });
  const invariantsHold = async (): Promise<void> => expect(await broken(app.database.db, workspace)).toEqual([]);

  const ask = (method: string, path: string, body: object): Promise<Told> =>
    app.ask(method, `/v1/workspaces/${workspace}${path}`, { body, token });
  const analyse = (requestId: string, slug = `quill-${++n}`): Promise<Told> =>
    ask('POST', '/analyses', analysisOf([sightingOf({ slug })], { requestId }));
  const passTo = (instant: number): Promise<void> => app.setClock(new Date(instant));
  const forget = (): Promise<void> => forgetAnswers(app.database.db, app.accounts.clock);
  const called = { what: 'called', doneAt: new Date(noon).toISOString() };
  const head = async () => {
    const { seq, used } = await app.database.db
      .selectFrom('credit_head')
      .select(['seq', 'used'])
      .where('workspace_id', '=', workspace)
      .executeTakeFirstOrThrow();
    return { seq, used };
  };
  const keptIds = async (): Promise<string[]> => {
    const rows = await app.database.db.selectFrom('op_result').select('request_id').where('workspace_id', '=', workspace).execute();
    return rows.map((row) => row.request_id);
  };

  /** Acts of each family, by the id of their request. */
  const acts: [what: string, act: (requestId: string) => Promise<Told>][] = [
    ['an analysis that costs', (requestId) => analyse(requestId, 'weaver')],
    ['an analysis of somebody known', (requestId) => analyse(requestId, `quill-${n}`)],
    ['an engagement', (requestId) => ask('POST', `/contacts/${contactId}/engagements`, { requestId, ...called })],
    ['a correction', (requestId) => ask('PATCH', `/contacts/${contactId}`, { requestId, fields: { name: 'Y. Quill' } })],
    ['a campaign', (id) => ask('POST', '/campaigns', { id, name: 'Looms' })],
  ];

  test.each(acts)('%s: made too long ago it is refused and nothing is done; made a moment later it is', async (_, act) => {
    const before = await head();
    const refused = await act(idMade(noon - oldestRequestMs - 1));
    expect([refused.status, refused.body.code]).toEqual([409, 'request-too-old']);
    expect(await head()).toEqual(before);
    expect((await act(idMade(noon - oldestRequestMs))).status).toBe(200);
    expect((await act(idMade(noon + dayMs))).status).toBe(200);
    expect((await act(uuidv4())).status).toBe(200);
  });

  test('the same request again is repeated as long as its answer is kept, and refused from then on', async () => {
    const requestId = idMade(noon);
    const engagement = uuidv7({ msecs: noon });
    const both = async () => [
      await ask('POST', '/analyses', analysisOf([sightingOf({ slug: 'weaver' })], { requestId })),
      await ask('POST', `/contacts/${contactId}/engagements`, { requestId: engagement, ...called }),
    ];
    expect((await both()).map(({ status, body }) => [status, body.replayed])).toEqual([
      [200, false],
      [200, undefined],
    ]);
    const done = await head();
    for (const days of [0, 30, 32, 39, 40]) {
      await passTo(noon + days * dayMs);
      await forget();
      expect((await both()).map(({ status }) => status)).toEqual([200, 200]);
    }
    await passTo(noon + 40 * dayMs + 1);
    expect((await both()).map(({ status }) => status)).toEqual([200, 200]);
    await forget();
    expect((await both()).map(({ body }) => body.code as string)).toEqual(['request-too-old', 'request-too-old']);
    expect(await head()).toEqual(done);
    expect((await app.ask('GET', `/v1/workspaces/${workspace}/contacts/${contactId}`, { token })).body.engagements).toHaveLength(1);
  });

  test('what was made long before it was answered goes by its answer, what was made by a fast clock by its id, and some stay for ever', async () => {
    const [late, ahead, timeless] = [idMade(noon - 30 * dayMs), idMade(noon + 400 * dayMs), uuidv4()];
    for (const id of [late, ahead, timeless]) expect((await analyse(id)).status).toBe(200);
    await passTo(noon + 39 * dayMs);
    await forget();
    expect(await keptIds()).toEqual(expect.arrayContaining([late, ahead, timeless]));
    await passTo(noon + 41 * dayMs);
    await forget();
    expect((await keptIds()).toSorted()).toEqual([ahead, timeless].toSorted());
    await invariantsHold();
    await passTo(noon + 441 * dayMs);
    await forget();
    expect(await keptIds()).toEqual([timeless]);
  });

  test('step by step through many, of this workspace and others, and again for nothing', async () => {
    const other = await app.signUp();
    for (const id of [workspace, workspaceOf(other)])
      await sql`
        insert into op_result (workspace_id, request_id, request_hash, reply, seq, at)
        select ${id}, overlay(gen_random_uuid()::text placing left(${idAt(noon)}, 15) from 1)::uuid, '\\x00', '{}', h.seq, ${new Date(noon)}::timestamptz
        from credit_head h, generate_series(1, 1234) where h.workspace_id = ${id}`.execute(app.database.owner);
    const young = idMade(noon + 30 * dayMs);
    await passTo(noon + 30 * dayMs);
    await analyse(young);
    await passTo(noon + 41 * dayMs);
    const stopped = AbortSignal.abort();
    await expect(forgetAnswers(app.database.db, app.accounts.clock, stopped)).rejects.toThrow('aborted');
    expect(await keptIds()).toHaveLength(1236);
    await Promise.all([forget(), forget()]);
    await dailyForgetting(app.database.db, app.accounts.clock).work(new AbortController().signal);
    expect(await keptIds()).toEqual([young]);
    const { rows } = await sql`select 1 from op_result where workspace_id = ${workspaceOf(other)}`.execute(app.database.db);
    expect(rows).toEqual([]);
    expect(await broken(app.database.db, workspaceOf(other))).toEqual([]);
  });

  test('while it forgets, others go on', async () => {
    await passTo(noon + 41 * dayMs);
    const now = noon + 41 * dayMs;
    const answers = await Promise.all([
      ...Array.from({ length: 8 }, () => analyse(idMade(now))),
      ...Array.from({ length: 4 }, () => forget()).map(async (forgotten) => {
        await forgotten;
        return { status: 200 };
      }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await head()).used).toBe(8);
    expect(await keptIds()).toHaveLength(8);
  });
});

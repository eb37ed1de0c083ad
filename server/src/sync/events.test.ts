/** Members hear of each other's changes over a real connection, for as long as they listen and may. */
import type { Session } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { listening, type ListeningApp } from '../testing/listening.ts';
import { analysisOf, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
let served: ListeningApp;
let colleague: Session;
beforeAll(async () => {
  app = await testApp({ eventTimes: { askEveryMs: 20, heartbeatMs: 50, lastMs: 1_000, perMember: 3 } });
  served = await listening(app.app);
  const account = { email: 'colleague@people.example', password: 'correct horse' };
  await addMember(app.accounts, { workspaceId: app.workspaceId, name: 'Col League', ...account, role: 'member' });
  colleague = (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body as Session;
});
afterAll(async () => {
  await served.close();
  await app.close();
});

interface Listening {
  status: number;
  headers: Headers;
  heard: () => string;
  over: Promise<string>;
  goAway: () => void;
}
const open: Listening[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) one.goAway();
});

async function listen(session: Session, workspaceId = app.workspaceId): Promise<Listening> {
  const going = new AbortController();
  const response = await fetch(`${served.url}/v1/workspaces/${workspaceId}/events`, {
    headers: { authorization: `Bearer ${session.token}` },
    signal: going.signal,
  });
  let heard = '';
  const read = async (): Promise<string> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) heard += decoder.decode(chunk, { stream: true });
    return heard;
  };
  const listener = {
    status: response.status,
    headers: response.headers,
    heard: () => heard,
    over: read().catch(() => 'broken off'),
    goAway: () => going.abort(),
  };
  open.push(listener);
  return listener;
}

const seqNow = async (): Promise<number> =>
  (await app.database.db.selectFrom('credit_head').select('seq').where('workspace_id', '=', app.workspaceId).executeTakeFirstOrThrow()).seq;

let people = 0;
const analyse = (workspaceId = app.workspaceId, { token } = app.session) =>
  app.ask('POST', `/v1/workspaces/${workspaceId}/analyses`, { body: analysisOf([sightingOf({ slug: `person-${++people}` })]), token });

const changed = (seq: number): string => `event: changed\ndata: ${seq}\n\n`;

test('what one analyses the other hears of, by its number and nothing more; another workspace does not', async () => {
  const stranger = await app.signUp();
  const [theirs, strangers] = [await listen(colleague), await listen(stranger, workspaceOf(stranger))];
  expect(theirs.status).toBe(200);
  expect(Object.fromEntries(theirs.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  expect(theirs.headers.get('content-encoding')).toBeNull();
  // How it stands is told first: something may have happened between the last pull and now.
  const before = await seqNow();
  await expect.poll(theirs.heard).toContain(changed(before));
  await expect.poll(strangers.heard).toContain(changed(1));
  await analyse();
  const after = await seqNow();
  expect(after).toBeGreaterThan(before);
  await expect.poll(theirs.heard).toContain(changed(after));
  expect(strangers.heard().match(/changed/g)).toHaveLength(1);
  expect(theirs.heard().replaceAll(/^:.*\n\n|^event: changed\ndata: \d+\n\n/gm, '')).toBe('');
});

test('a connection on which nothing happens says that it lives', async () => {
  const theirs = await listen(colleague);
  await expect.poll(() => theirs.heard().match(/^:\n\n/gm)?.length ?? 0).toBeGreaterThan(2);
});

describe('it ends', () => {
  test('by itself; whoever was removed meanwhile is not let in again', async () => {
    const theirs = await listen(colleague);
    const membership = sql`"organizationId" = ${app.workspaceId} and "userId" = ${colleague.member.id}`;
    const { rows } = await sql<Record<string, unknown>>`delete from member where ${membership} returning *`.execute(app.database.owner);
    try {
      expect(await theirs.over).toMatch(/^: listening/);
      expect((await listen(colleague)).status).toBe(404);
    } finally {
      const [{ id, role } = {}] = rows;
      await sql`insert into member (id, "organizationId", "userId", role, "createdAt")
        values (${id}, ${app.workspaceId}, ${colleague.member.id}, ${role}, now())`.execute(app.database.owner);
    }
  });

  test('and says so in the log, with how long it was', async () => {
    app.logged.length = 0;
    const theirs = await listen(colleague);
    theirs.goAway();
    const lines = () =>
      app.logged.map((line) => JSON.parse(line) as Record<string, unknown>).filter(({ msg }) => msg === 'events are over');
    await expect.poll(lines).toMatchObject([{ workspaceId: app.workspaceId, memberId: colleague.member.id, ms: expect.any(Number) }]);
  });
});

/** Whether the database was asked, a moment ago, what has changed. */
const asks = async (): Promise<boolean> => {
  const statements = await sql<{ query: string }>`
    select query from pg_stat_activity where datname = ${app.database.name} and query like '/* watch */%' and state_change > now() - interval '150 milliseconds'`.execute(
    app.database.owner,
  );
  return statements.rows.length > 0;
};

describe('the question that is asked of the database', () => {
  test('is one for all who listen, and none when they have gone away', async () => {
    const all = [await listen(colleague), await listen(app.session)];
    await expect.poll(asks).toBe(true);
    for (const one of all) one.goAway();
    await expect.poll(asks).toBe(false);
    await listen(colleague);
    await expect.poll(asks).toBe(true);
  });
});

test('a member has a handful at once, and more when others have ended', async () => {
  const all = [await listen(colleague), await listen(colleague), await listen(colleague)];
  const refused = await listen(colleague);
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('30');
  expect((await listen(app.session)).status).toBe(200);
  all[0]?.goAway();
  await expect.poll(async () => (await listen(colleague)).status).toBe(200);
});

test('a workspace whose listeners fill every line still answers', async () => {
  await Promise.all([listen(colleague), listen(colleague), listen(app.session), listen(app.session)]);
  expect((await analyse()).status).toBe(200);
});

test('when the server stops, every stream ends at once, and is whole', async () => {
  const theirs = await listen(colleague);
  app.stop();
  expect(await theirs.over).toMatch(/^: listening/);
  expect(await (await listen(colleague)).over).toBe(': listening\n\n');
});

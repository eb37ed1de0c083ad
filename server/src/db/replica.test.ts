/**
 * Reading aside, with a real streaming replica: what may be answered by it is, and nothing that it answers is older than its question. Its replay is
 * stopped, it is killed, silenced and asked in the wrong place; nobody who asks the server notices.
 */
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contact } from '@wellmet/shared/contact';
import type { Discovered } from '@wellmet/shared/discover';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../config.ts';
import { fill, newPool } from '../discover/testing.ts';
import { learnPool } from '../discover/learn.ts';
import { examine } from '../doctor/doctor.ts';
import { openLog } from '../log.ts';
import { resetCursors } from '../sync/reset.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { withTemplate, type Cluster } from '../testing/cluster.ts';
import { newDevice, shownBy, toldByServer, type Device } from '../testing/device.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { startStandby } from '../testing/standby.ts';
import { startEmbedded, type EmbeddedDatabase } from './embedded.ts';
import { inWorkspace } from './fence.ts';
import { databaseCode, openDatabase, type OpenedDatabase } from './open.ts';
import { openReplica, type Replica } from './replica.ts';

const ended: (() => Promise<unknown> | void)[] = [];
let root: string;
let cluster: Cluster;
let standby: EmbeddedDatabase;
let wire: Wire;
let app: TestApp;
let replica: Replica;
/** Both as the owner of everything, who may stop the replay. */
let onPrimary: OpenedDatabase;
let onStandby: OpenedDatabase;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'wellmet-replica-'));
  ended.push(() => rm(root, { recursive: true, force: true }));
  await chmod(root, 0o755);
  const home = join(root, 'primary');
  // Nothing on it outlives the test; the log of a moment ago is there for a replica that was away.
  const primary = await startEmbedded({ folder: home, settings: { fsync: 'off', autovacuum: 'off', wal_keep_size: '512MB' } });
  ended.push(() => primary.stop());
  cluster = await withTemplate(primary);
  standby = await startStandby({ ...primary, home }, join(root, 'standby'), { fsync: 'off', log_statement: 'all' });
  ended.push(() => standby.stop());
  wire = await openWire(standby.port);
  ended.push(() => wire.close());
  app = await testApp({ on: cluster, metricsToken: 'a token of the operator', replicaOf: atReplica, replicaTimes: patient });
  ended.push(() => app.close());
  if (!app.replica) throw new Error('no replica');
  replica = app.replica;
  const { user, password, host, port } = cluster;
  onPrimary = openDatabase({ host, port, user, password, database: app.database.name }, { max: 2 });
  onStandby = openDatabase({ host, port: standby.port, user, password, database: 'postgres' }, { max: 2 });
  ended.push(
    () => onPrimary.close(),
    () => onStandby.close(),
  );
}, 180_000);
afterAll(async () => {
  for (const end of ended.toReversed()) await end();
}, 60_000);

/** Times that no slow machine exceeds, and a look often enough not to be waited for. */
const patient = { everyMs: 50, restMs: 200, mostLagMs: 600_000, patienceMs: 30_000 };

const atReplica = (database: string) => ({ host: '127.0.0.1', port: wire.port, ...cluster.application, database });

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  for (let attempt = 0; attempt < 1200; attempt++) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error('did not come true');
}

/** Until the replica has all that the primary has, and is asked. */
async function followed(): Promise<void> {
  const { rows } = await sql<{ lsn: string }>`select pg_current_wal_lsn()::text as lsn`.execute(onPrimary.db);
  await until(async () => {
    const found = await sql<{ is: boolean }>`select pg_last_wal_replay_lsn() >= ${rows[0]?.lsn}::pg_lsn as is`.execute(onStandby.db);
    return found.rows[0]?.is === true;
  });
}

async function paused(): Promise<void> {
  await sql`select pg_wal_replay_pause()`.execute(onStandby.db);
  await until(async () => {
    const { rows } = await sql<{ state: string }>`select pg_get_wal_replay_pause_state() as state`.execute(onStandby.db);
    return rows[0]?.state === 'paused';
  });
}
const resumed = (): Promise<unknown> => sql`select pg_wal_replay_resume()`.execute(onStandby.db);

/** Who answered what was asked in `work`. */
async function answeredIn(work: () => Promise<unknown>): Promise<Partial<Replica['counts']>> {
  const before = { ...replica.counts };
  await work();
  const names = Object.keys(before) as (keyof typeof before)[];
  return Object.fromEntries(names.map((name) => [name, replica.counts[name] - before[name]] as const).filter(([, times]) => times > 0));
}

interface Room {
  id: string;
  token: string;
  ask: (method: string, path: string, body?: object) => Promise<Told>;
  done: (method: string, path: string, body?: object) => Promise<Told>;
  device: Device;
  poolId: string;
  /** @returns the contact's id. */
  analyse: (slug: string) => Promise<string>;
  erase: (contactId: string) => Promise<Told>;
  found: (facets?: object) => Promise<string[]>;
  /** What a device has after a pull is what the primary tells. */
  isComplete: () => Promise<void>;
}

let people = 0;
async function opened(): Promise<Room> {
  const session = await app.signUp();
  const id = workspaceOf(session);
  const ask: Room['ask'] = (method, path, body) => app.ask(method, `/v1/workspaces/${id}${path}`, { body, token: session.token });
  const done: Room['done'] = async (method, path, body) => {
    const told = await ask(method, path, body);
    if (told.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(told.body)}`);
    return told;
  };
  const poolId = await newPool(app.database.db, id);
  await fill(app.database.db, poolId, [
    { name: 'Anna Schneider', title: 'VP Sales', company: 'Nimbus Looms', city: 'Lyon' },
    { name: 'Bea Birch', title: 'Sales Director', company: 'Harbour Dyeworks', city: 'Brest' },
  ]);
  const device = newDevice(ask);
  return {
    id,
    token: session.token,
    ask,
    done,
    device,
    poolId,
    analyse: async (slug) => {
      const { body } = await done('POST', '/analyses', analysisOf([sightingOf({ slug, member: memberId(++people) }, { name: slug })]));
      return (body.people as { contact: Contact }[])[0]?.contact.id ?? '';
    },
    erase: (contactId) => done('POST', `/contacts/${contactId}/erase`, { requestId: uuidv7() }),
    found: async (facets = {}) => {
      const { body } = await done('POST', '/discover/searches', { wanted: { facets } });
      return (body as Discovered).people.map(({ name }) => name).toSorted();
    },
    isComplete: async () => {
      await device.pull(3);
      expect(shownBy(device)).toEqual(await toldByServer(ask, session.member.name));
    },
  };
}

/** A pool of the operator's, of nobody yet, that the workspace may search. */
async function offered({ id }: Room): Promise<string> {
  const poolId = await newPool(app.database.db, null);
  await sql`insert into pool_access (workspace_id, pool_id, since) values (${id}, ${poolId}, now())`.execute(app.database.db);
  return poolId;
}

let room: Room;
beforeEach(async () => {
  room = await opened();
  await room.analyse('ash');
  await room.analyse('birch');
  await followed();
  await until(async () => (await answeredIn(() => room.done('GET', '/changes'))).replica === 1);
});

describe('a replica that follows', () => {
  test('answers pulls and rankings, and the primary does neither', async () => {
    const before = await asked();
    const by = await answeredIn(async () => {
      await room.device.pull();
      expect(await room.found({ titles: ['sales'] })).toEqual(['Anna Schneider', 'Bea Birch']);
      await room.done('POST', '/discover/counts', { wanted: { facets: {} } });
      await room.done('GET', '/discover/suggestions?facet=cities&text=ly');
    });
    expect(by).toEqual({ replica: 4 });
    // The replica’s own log says so, too.
    const after = await asked();
    for (const name of ['changes', 'candidatesofall', 'countsofall']) expect([name, after[name]]).toEqual([name, (before[name] ?? 0) + 1]);
    await room.isComplete();
    const { body } = await app.ask('GET', '/metrics', { token: 'a token of the operator' });
    expect(body).toMatch(new RegExp(String.raw`^wellmet_replica_reads_total\{answered="replica"\} ${replica.counts.replica}$`, 'm'));
    expect(body).toMatch(/^wellmet_replica_lag_seconds [\d.e-]+$/m);
  });

  test('the same answer as the primary’s, to the letter; what has not changed is not sent again', async () => {
    const aside = await room.done('GET', '/changes?limit=1');
    const next = await room.done('GET', `/changes?limit=1&cursor=${aside.body.cursor}`);
    await paused();
    // An act that shows nothing: the primary answers from now on.
    await room.done('PUT', `/discover/profiles/${uuidv7()}`, { requestId: uuidv7(), name: 'Buyers', wanted: { facets: {} } });
    const own = await room.done('GET', `/changes?limit=1&cursor=${aside.body.cursor}`);
    expect(own.body.contacts).toEqual(next.body.contacts);
    await resumed();
    await followed();
    const { headers } = await room.done('GET', `/changes?cursor=${own.body.cursor}`);
    const again = (token: string): Promise<Told> =>
      app.ask('GET', `/v1/workspaces/${room.id}/changes?cursor=${own.body.cursor}`, {
        token,
        headers: { 'if-none-match': headers.get('etag') ?? '' },
      });
    expect(await answeredIn(async () => expect(await again(room.token)).toMatchObject({ status: 304 }))).toEqual({ replica: 1 });
    // Another workspace’s member gets nothing, whoever would answer.
    expect(await answeredIn(async () => expect(await again(app.session.token)).toMatchObject({ status: 404 }))).toEqual({});
  });

  test('the second fence stands there, and nothing can be written', async () => {
    const other = await opened();
    await other.analyse('cedar');
    await followed();
    const direct = openDatabase(atReplica(app.database.name), { max: 1 });
    try {
      const workspaces = async () =>
        (await direct.db.selectFrom('contact').select('workspace_id').distinct().execute()).map((row) => row.workspace_id);
      expect(await inWorkspace(room.id, workspaces)).toEqual([room.id]);
      expect(await inWorkspace(other.id, workspaces)).toEqual([other.id]);
      const refused = await inWorkspace(room.id, () => sql`update contact set seq = seq`.execute(direct.db)).catch(databaseCode);
      expect(refused).toBe('25006');
    } finally {
      await direct.close();
    }
  });
});

describe('a replica that is behind', () => {
  test('own acts are seen at once; what is unchanged is still answered by it; then all is again', async () => {
    const quiet = await opened();
    await quiet.analyse('dune');
    await followed();
    await quiet.device.pull();
    await room.device.pull();
    await paused();
    try {
      await room.analyse('elder');
      expect(await answeredIn(room.isComplete)).toEqual({ behind: 1 });
      // A cursor that is newer than all that the replica has.
      expect(await answeredIn(room.isComplete)).toEqual({ behind: 1 });
      const fresh = newDevice(room.ask);
      expect(await answeredIn(() => fresh.pull())).toEqual({ behind: 1 });
      expect(shownBy(fresh)).toEqual(shownBy(room.device));
      expect(await answeredIn(quiet.isComplete)).toEqual({ replica: 1 });
    } finally {
      await resumed();
    }
    await followed();
    expect(await answeredIn(room.isComplete)).toEqual({ replica: 1 });
  });

  test('whoever was erased is given by nobody from then on', async () => {
    const anna = await room.analyse('anna-schneider');
    await followed();
    await room.device.pull();
    const everybody = async (): Promise<Discovered> =>
      (await room.done('POST', '/discover/searches', { wanted: { facets: {}, isEverybody: true } })).body as Discovered;
    expect((await everybody()).people.map(({ name }) => name).toSorted()).toEqual(['Anna Schneider', 'Bea Birch']);
    await paused();
    try {
      await room.erase(anna);
      const pages = await room.device.pull();
      expect(pages.flatMap(({ gone }) => gone.map(({ id }) => id))).toEqual([anna]);
      const fresh = newDevice(room.ask);
      await fresh.pull();
      expect(fresh.contacts.has(anna)).toBe(false);
      expect(JSON.stringify(await everybody())).not.toContain('Schneider');
    } finally {
      await resumed();
    }
  });

  test('what a pool has, whom it has not any more, and who was dismissed', async () => {
    const shared = await offered(room);
    await followed();
    await paused();
    try {
      await fill(app.database.db, shared, [{ name: 'Cy Cedar', title: 'Buyer' }]);
      expect(await room.found()).toContain('Cy Cedar');
      await sql`delete from pool_person where pool_id = ${room.poolId} and name = 'Bea Birch'`.execute(app.database.db);
      await learnPool(app.database.db, room.poolId);
      expect(await room.found()).toEqual(['Anna Schneider', 'Cy Cedar']);
      const { body } = await room.done('POST', '/discover/searches', { wanted: { facets: {} } });
      const [one] = (body as Discovered).people;
      await room.done('PUT', `/discover/people/${one?.poolId}/${one?.personId}/dismissal`, { requestId: uuidv7(), isDismissed: true });
      expect(await room.found()).not.toContain(one?.name);
    } finally {
      await resumed();
    }
  });

  test('a pool that was withdrawn is searched no more, a member who has left gets nothing', async () => {
    await fill(app.database.db, await offered(room), [{ name: 'Dora Dune', title: 'Buyer' }]);
    await followed();
    expect(await answeredIn(async () => expect(await room.found()).toContain('Dora Dune'))).toEqual({ replica: 1 });
    await paused();
    try {
      await sql`delete from pool_access where workspace_id = ${room.id}`.execute(app.database.db);
      expect(await room.found()).not.toContain('Dora Dune');
      await sql`delete from member where "organizationId" = ${room.id}`.execute(app.database.owner);
      expect(await room.ask('GET', '/changes')).toMatchObject({ status: 404 });
    } finally {
      await resumed();
    }
  });

  test('cursors that were made to lead nowhere lead nowhere', async () => {
    await room.device.pull();
    const { cursor } = room.device;
    await paused();
    try {
      await resetCursors(app.database.db, room.id);
      const { status, body } = await room.ask('GET', `/changes?cursor=${cursor}`);
      expect([status, body.code]).toEqual([410, 'resync-needed']);
    } finally {
      await resumed();
    }
    await followed();
    // Now it would know, too; but to refuse is not its to do.
    const by = await answeredIn(async () => expect(await room.ask('GET', `/changes?cursor=${cursor}`)).toMatchObject({ status: 410 }));
    expect(by).toEqual({ refused: 1 });
  });

  test('acts, pauses and pulls in any order: after each pull a device has what the primary tells', async () => {
    const devices = [room.device, newDevice(room.ask), newDevice(room.ask)];
    const contacts: string[] = [];
    let isPaused = false;
    // Each act comes after each of the others, paused and not, whoever asks next.
    for (let step = 0; step < 48; step++) {
      if (step % 5 === 3) {
        await (isPaused ? resumed() : paused());
        isPaused = !isPaused;
      }
      if (step % 3 === 0) contacts.push(await room.analyse(`person-${step}`));
      else if (step % 7 === 4) await room.erase(contacts.shift() ?? '');
      else if (step % 4 === 1) await room.done('POST', '/campaigns', { id: uuidv7(), name: `Looms ${step}` });
      room.device = devices[(step * 2) % 3] ?? room.device;
      const device = devices[step % 3] ?? room.device;
      await device.pull(3);
      const fresh = newDevice(room.ask);
      await fresh.pull(1000);
      expect([step, shownBy(device)]).toEqual([step, shownBy(fresh)]);
      expect([step, [...device.contacts.keys()].filter((id) => contacts.includes(id)).toSorted()]).toEqual([step, contacts.toSorted()]);
    }
    if (isPaused) await resumed();
    await followed();
    await room.isComplete();
  });
});

describe('a replica that is away', () => {
  test('killed: answers go on, whole; come back, it is asked again', async () => {
    await room.device.pull();
    const lines = said(app.logged).length;
    const notAsked = (): number => replica.counts.failed + replica.counts.resting;
    const before = notAsked();
    process.kill(Number((await readFile(join(root, 'standby/data/postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL');
    await until(async () => {
      await room.done('POST', '/campaigns', { id: uuidv7(), name: 'In need' });
      await room.isComplete();
      return notAsked() > before;
    });
    // Whoever has started it starts it again, on its port.
    const { replica: answered } = replica.counts;
    await until(async () => {
      await room.isComplete();
      return replica.counts.replica > answered;
    });
    const told = said(app.logged).slice(lines);
    expect(told[0]).toMatch(/^the replica is not asked.* it does not answer \(/);
    expect(told.at(-1)).toBe('the replica is asked');
    await followed();
    expect(await answeredIn(room.isComplete)).toEqual({ replica: 1 });
  });

  test('silent: nobody waits for it longer than once, and it is said once', async () => {
    const own = watching({ patienceMs: 8000, restMs: 100 });
    await until(() => own.lines().includes('the replica is asked'));
    expect(await own.read()).toBe('replica');
    wire.freeze();
    try {
      expect(await own.read()).toBe('primary');
      expect(own.replica.counts.failed).toBe(1);
      for (let n = 0; n < 20; n++) expect(await own.read()).toBe('primary');
      expect(own.replica.counts).toMatchObject({ failed: 1, resting: 20 });
      expect(own.lines()).toHaveLength(2);
    } finally {
      wire.thaw();
    }
    await until(async () => (await own.read()) === 'replica');
    await own.end();
  });

  test('refusing: the primary answers', async () => {
    const own = watching({}, { ...atReplica(app.database.name), password: 'another one' });
    await until(() => own.lines().length > 0);
    expect(own.lines()).toEqual([expect.stringContaining('it does not answer (28P01)')]);
    expect(await own.read()).toBe('primary');
    await own.end();
  });

  test('too far behind for too long: it is left alone until it has caught up', async () => {
    const own = watching({ mostLagMs: 300 });
    await until(() => own.lines().includes('the replica is asked'));
    await paused();
    try {
      await room.analyse('fern');
      await until(() => own.lines().some((line) => line.includes('it is too far behind')));
      expect(own.replica.lagSeconds()).toBeGreaterThan(0.3);
      expect(await own.read()).toBe('primary');
      expect(own.replica.counts).toMatchObject({ behind: 0, resting: 1 });
    } finally {
      await resumed();
    }
    await until(async () => (await own.read()) === 'replica');
    expect(own.lines()).toHaveLength(3);
    await own.end();
  });

  test('what is no replica is not taken for one', async () => {
    const own = watching({}, { ...atReplica(app.database.name), port: cluster.port });
    await until(() => own.lines().length > 0);
    expect(own.lines()).toEqual([expect.stringContaining('it is no replica')]);
    expect(await own.read()).toBe('primary');
    await own.end();
  });
});

test('doctor tells how far it is behind, or why it is not asked', async () => {
  const { application } = app.database.urls;
  const replicaOf = (port: number, url = application): string => url.replace(`:${cluster.port}/`, `:${port}/`);
  const found = async (url: string) => {
    const config = readConfig({ DATABASE_URL: application, DATABASE_REPLICA_URL: url, WELLMET_SECRET: app.accounts.secret });
    const { state, found: told } = (await examine(config, app.database.db)).find(({ about }) => about === 'replica') ?? {};
    return `${state}: ${told}`;
  };
  expect(await found(replicaOf(standby.port))).toMatch(/^ok: at most \d+ ms behind$/);
  expect(await found(replicaOf(standby.port, app.database.urls.owner))).toBe('warn: is asked as another user than the primary');
  expect(await found(application)).toBe('warn: is no replica');
  expect(await found(replicaOf(1))).toBe('warn: does not answer (ECONNREFUSED)');
  await paused();
  try {
    await room.analyse('gorse');
    expect(await found(replicaOf(standby.port))).toBe('warn: more than 5 s behind');
  } finally {
    await resumed();
  }
});

/** How often each named statement is in the replica’s own log. */
async function asked(): Promise<Record<string, number>> {
  const log = await readFile(join(root, 'standby/postgres.log'), 'utf8');
  const names = [...log.matchAll(/\/\* ([a-z]+) \*\//g)].map(([, name]) => name ?? '');
  return Object.fromEntries([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));
}

/** What the log says of the replica. */
const said = (logged: readonly string[]): string[] =>
  logged
    .map((line) => JSON.parse(line) as { msg?: string; why?: string })
    .flatMap(({ msg = '', why }) => (msg.startsWith('the replica') ? [why === undefined ? msg : `${msg}: ${why}`] : []));

/** A replica of a server of its own, beside the app’s: who answers a read says so. */
function watching(times: Partial<typeof patient>, address = atReplica(app.database.name)) {
  const logged: string[] = [];
  const stopping = new AbortController();
  const primary = { db: app.database.db, clock: app.accounts.clock };
  const log = openLog('trace', { write: (line: string) => void logged.push(line) });
  const own = openReplica(address, primary, log, stopping.signal, { ...patient, ...times });
  return {
    replica: own,
    lines: () => said(logged),
    read: () =>
      inWorkspace(room.id, () =>
        own.read({ workspaceId: room.id }, async ({ db }) => {
          const { rows } = await sql<{ is: boolean }>`select pg_is_in_recovery() as is`.execute(db);
          return rows[0]?.is === true ? 'replica' : 'primary';
        }),
      ),
    end: async () => {
      stopping.abort();
      await own.close();
    },
  };
}

/** A wire that can fall silent: what is sent is kept until it is told on. */
interface Wire {
  port: number;
  freeze(): void;
  thaw(): void;
  close(): void;
}

function openWire(toPort: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port: toPort });
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      if (isFrozen) from.pause();
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  return new Promise((done) => {
    server.listen(0, '127.0.0.1', () =>
      done({
        port: (server.address() as AddressInfo).port,
        freeze: () => {
          isFrozen = true;
          for (const socket of sockets) socket.pause();
        },
        thaw: () => {
          isFrozen = false;
          for (const socket of sockets) socket.resume();
        },
        close: () => {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      }),
    );
  });
}

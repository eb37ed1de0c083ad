/**
 * A real server with its database, over a line that loses, delays and doubles; database, server and connections are killed in turn. Clients keep
 * their request ids and ask until they are answered. Then: the ledger is clean, and what was answered is there, once.
 * `FAULT_MINUTES=30` makes a long run. Only time in which the server is up counts.
 */
import type { AnalyseOutcome, AnalyseRequest } from '@wellmet/shared/credits';
import type { Session } from '@wellmet/shared/account';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, expect, test } from 'vitest';
import { joinEmbedded } from '../db/embedded.ts';
import { openDatabase } from '../db/open.ts';
import { adjustCredits } from '../plans/change.ts';
import { openBadLine, type BadLine } from '../testing/badLine.ts';
import { openKillable, type KillableServer } from '../testing/killable.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { databaseClock } from './period.ts';

const minutes = Number(process.env['FAULT_MINUTES'] ?? 0.75);
/** Each with a member of its own, who may ask ten times a second. */
const workspaces = 6;
const clientsPerWorkspace = 3;
const people = 20_000;

let server: KillableServer | undefined;
let badLine: BadLine | undefined;
afterEach(async () => {
  await badLine?.close();
  await server?.remove();
});

/** What was answered to a request: credits taken, people in order. */
interface Acknowledged {
  workspaceId: string;
  costCredits: number;
  contactIds: string[];
}

const acknowledged = new Map<string, Acknowledged>();
const asked = { requests: 0, tries: 0 };

/** Asks until there is an answer. */
async function insist(url: string, { token, workspaceId }: Own, request: AnalyseRequest): Promise<AnalyseOutcome> {
  for (let attempt = 0; ; attempt++) {
    asked.tries++;
    try {
      const response = await fetch(`${url}/v1/workspaces/${workspaceId}/analyses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(request),
        signal: AbortSignal.timeout(5_000),
      });
      if (response.status === 200) return (await response.json()) as AnalyseOutcome;
      // Anything but these is an answer that no fault explains.
      expect([429, 500, 502, 503]).toContain(response.status);
    } catch (error) {
      if (error instanceof Error && error.name === 'AssertionError') throw error;
    }
    await sleep(Math.min(1_000, 50 * 2 ** attempt) * (0.5 + Math.random()));
  }
}

interface Own {
  token: string;
  workspaceId: string;
}

async function signUp(url: string, n: number): Promise<Own> {
  const response = await fetch(`${url}/v1/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ines Invented', email: `ines${n}@people.example`, password: 'correct horse', timeZone: 'UTC' }),
  });
  const { token, workspaces: own } = (await response.json()) as Session;
  return { token, workspaceId: own[0]?.id ?? '' };
}

/** The database of the running server, as its owner. */
async function asOwner<T>(folder: string, work: (db: ReturnType<typeof openDatabase>['db']) => Promise<T>): Promise<T> {
  const address = await joinEmbedded(join(folder, 'database'));
  if (!address) throw new Error('no database');
  const { host, port, user, password, database } = address;
  const opened = openDatabase({ host, port, user, password, database }, { max: 1 });
  try {
    return await work(opened.db);
  } finally {
    await opened.close();
  }
}

async function client(url: string, own: Own, until: () => boolean): Promise<void> {
  while (!until()) {
    const sightings = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => {
      // Half of them come again and again.
      const n = Math.floor(Math.random() * (Math.random() < 0.5 ? 50 : people));
      return sightingOf(Math.random() < 0.5 ? { member: memberId(n) } : { member: memberId(n), slug: `person-${n}` });
    });
    const request = analysisOf(sightings);
    asked.requests++;
    const answer = await insist(url, own, request);
    expect(answer.outcome).toBe('done');
    if (answer.outcome !== 'done') return;
    const contactIds = answer.people.map(({ contact }) => contact?.id ?? '');
    acknowledged.set(request.requestId, { workspaceId: own.workspaceId, costCredits: answer.costCredits, contactIds });
  }
}

test(
  `${minutes} minutes of faults: what was answered is there once, and the ledger is clean`,
  async () => {
    const running = await openKillable();
    server = running;
    await running.start();
    const line = await openBadLine(Math.random);
    badLine = line;
    line.leadTo(running.url);
    const owns = await Promise.all(Array.from({ length: workspaces }, (_, n) => signUp(running.url, n)));
    await asOwner(running.folder, async (db) => {
      for (const { workspaceId } of owns)
        await adjustCredits({ db, clock: databaseClock }, { workspaceId, requestId: uuidv7(), credits: 1_000_000, reason: 'for the test' });
    });

    const state: { isOver: boolean; failure?: unknown } = { isOver: false };
    const clients = owns.flatMap((own) => Array.from({ length: clientsPerWorkspace }, () => client(line.url, own, () => state.isOver)));
    // A client that fails ends the test, and not only itself.
    const ended = Promise.all(clients).catch((error: unknown) => (state.failure = error));

    const faults = { database: 0, server: 0, backends: 0, line: 0 };
    let countedMs = 0;
    for (let round = 0; countedMs < minutes * 60_000 && state.failure === undefined; round++) {
      const began = performance.now();
      await sleep(1_000 + Math.random() * 2_000);
      countedMs += performance.now() - began;
      const kinds = ['backends', 'line', 'database', 'backends', 'server'] as const;
      const kind = kinds[round % kinds.length] ?? 'line';
      faults[kind]++;
      if (kind === 'line') line.cut();
      // It may be on its way back from the round before.
      if (kind === 'database') await running.killDatabase();
      if (kind === 'backends')
        await asOwner(running.folder, (db) =>
          sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' and random() < 0.5`.execute(
            db,
          ),
        ).catch(() => {});
      if (kind === 'server') {
        await running.kill();
        await running.start();
        line.leadTo(running.url);
      }
    }
    state.isOver = true;
    line.mend();
    await ended;
    if (state.failure !== undefined) throw state.failure;
    await line.close();
    console.log(`${asked.requests} requests, ${asked.tries} tries; faults`, faults, '; the line', line.happened);

    expect(await running.command('ledger', 'verify')).toMatchObject({ status: 0, out: expect.stringMatching(/^clean: /) });
    const stored = await asOwner(running.folder, async (db) => {
      const { rows } = await sql<{ request_id: string; debits: number }>`
      select request_id, count(*) as debits from debit group by request_id`.execute(db);
      const { rows: people_ } = await sql<{
        contact_id: string;
        workspace_id: string;
      }>`select contact_id, workspace_id from contact`.execute(db);
      return {
        debits: new Map(rows.map((row) => [row.request_id, row.debits])),
        contacts: new Map(people_.map((row) => [row.contact_id, row.workspace_id])),
      };
    });
    const wrong = [...acknowledged].filter(
      ([requestId, { costCredits, contactIds, workspaceId }]) =>
        (stored.debits.get(requestId) ?? 0) !== costCredits || contactIds.some((id) => stored.contacts.get(id) !== workspaceId),
    );
    expect(wrong).toEqual([]);
    // Every request was answered in the end: no debit is anybody else's.
    expect([...stored.debits.keys()].filter((requestId) => !acknowledged.has(requestId))).toEqual([]);
    expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
  },
  minutes * 60_000 * 6 + 540_000,
);

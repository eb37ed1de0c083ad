/**
 * Two real servers on one database, each over a line that loses, delays and doubles; database, servers and connections are killed in turn. Clients
 * keep their request ids and ask, either server, until they are answered: for people to be analysed, also into a campaign, for others to be enrolled,
 * for what has changed, for the balance. Then: the ledger is clean, and what was answered is there, once.
 * `FAULT_MINUTES=30` makes a long run. Only time in which the servers are up counts.
 */
import type { EnrolOutcome } from '@wellmet/shared/campaign';
import type { AnalyseOutcome } from '@wellmet/shared/credits';
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

/** The first one brings the database. */
const servers: KillableServer[] = [];
const lines: BadLine[] = [];
afterEach(async () => {
  await Promise.all(lines.map((line) => line.close()));
  for (const server of servers.toReversed()) await server.remove();
});

/** What was answered to a request: credits taken, people in order. */
interface Acknowledged {
  workspaceId: string;
  costCredits: number;
  contactIds: string[];
}

const acknowledged = new Map<string, Acknowledged>();
/** Contacts that were said to be in the campaign of their workspace. */
const enrolled = new Map<string, Set<string>>();
const asked = { requests: 0, tries: 0 };

/** Asks until there is an answer, each time one of the servers. */
async function insist({ token, workspaceId }: Own, path: string, body?: object): Promise<unknown> {
  asked.requests++;
  for (let attempt = 0; ; attempt++) {
    asked.tries++;
    try {
      const line = lines[Math.floor(Math.random() * lines.length)]?.url ?? '';
      const response = await fetch(`${line}/v1/workspaces/${workspaceId}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(5_000),
      });
      if (response.status === 200) return await response.json();
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

async function signUp(url: string, n: number): Promise<Own & { campaignId: string }> {
  const response = await fetch(`${url}/v1/sign-up`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Ines Invented', email: `ines${n}@people.example`, password: 'correct horse', timeZone: 'UTC' }),
  });
  const { token, workspaces: own } = (await response.json()) as Session;
  const signedUp = { token, workspaceId: own[0]?.id ?? '' };
  const campaignId = uuidv7();
  await insist(signedUp, '/campaigns', { id: campaignId, name: 'Autumn' });
  await insist(signedUp, `/campaigns/${campaignId}/acts`, { requestId: uuidv7(), act: 'launch' });
  return { ...signedUp, campaignId };
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

async function client(own: Own & { campaignId: string }, until: () => boolean): Promise<void> {
  const seen: string[] = [];
  const inCampaign = enrolled.get(own.workspaceId) ?? new Set();
  enrolled.set(own.workspaceId, inCampaign);
  while (!until()) {
    const kind = Math.random();
    if (kind < 0.1) await insist(own, '/changes');
    else if (kind < 0.15) await insist(own, '/balance');
    else if (kind < 0.3 && seen.length > 0) {
      const contactIds = [...new Set(seen.slice(-3))];
      const told = (await insist(own, `/campaigns/${own.campaignId}/enrolments`, { requestId: uuidv7(), contactIds })) as EnrolOutcome;
      for (const { contactId } of told.people) inCampaign.add(contactId);
    } else {
      const sightings = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => {
        // Half of them come again and again.
        const n = Math.floor(Math.random() * (Math.random() < 0.5 ? 50 : people));
        return sightingOf(Math.random() < 0.5 ? { member: memberId(n) } : { member: memberId(n), slug: `person-${n}` });
      });
      const request = analysisOf(sightings, kind < 0.5 ? { campaignId: own.campaignId } : {});
      const answer = (await insist(own, '/analyses', request)) as AnalyseOutcome;
      // There are credits for all.
      if (answer.outcome !== 'done') throw new Error(answer.outcome);
      const contactIds = answer.people.map(({ contact }) => contact?.id ?? '');
      seen.push(...contactIds);
      if (request.campaignId !== undefined) for (const id of contactIds) inCampaign.add(id);
      acknowledged.set(request.requestId, { workspaceId: own.workspaceId, costCredits: answer.costCredits, contactIds });
    }
  }
}

test(
  `${minutes} minutes of faults: what was answered is there once, and the ledger is clean`,
  async () => {
    const running = await openKillable();
    servers.push(running);
    await running.start();
    const second = await openKillable(running);
    servers.push(second);
    await second.start();
    for (const { url } of servers) {
      const line = await openBadLine(Math.random);
      line.leadTo(url);
      lines.push(line);
    }
    const owns = await Promise.all(Array.from({ length: workspaces }, (_, n) => signUp(running.url, n)));
    await asOwner(running.folder, async (db) => {
      for (const { workspaceId } of owns)
        await adjustCredits({ db, clock: databaseClock }, { workspaceId, requestId: uuidv7(), credits: 1_000_000, reason: 'for the test' });
    });

    const state: { isOver: boolean; failure?: unknown } = { isOver: false };
    const clients = owns.flatMap((own) => Array.from({ length: clientsPerWorkspace }, () => client(own, () => state.isOver)));
    // A client that fails ends the test, and not only itself.
    const ended = Promise.all(clients).catch((error: unknown) => (state.failure = error));

    const faults = { database: 0, server: 0, second: 0, backends: 0, line: 0 };
    let countedMs = 0;
    for (let round = 0; countedMs < minutes * 60_000 && state.failure === undefined; round++) {
      const began = performance.now();
      await sleep(1_000 + Math.random() * 2_000);
      countedMs += performance.now() - began;
      const kinds = ['second', 'line', 'database', 'backends', 'second', 'server', 'backends'] as const;
      const kind = kinds[round % kinds.length] ?? 'line';
      faults[kind]++;
      if (kind === 'line') for (const line of lines) line.cut();
      // It may be on its way back from the round before.
      if (kind === 'database') await running.killDatabase();
      if (kind === 'backends')
        await asOwner(running.folder, (db) =>
          sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend' and random() < 0.5`.execute(
            db,
          ),
        ).catch(() => {});
      if (kind === 'server' || kind === 'second') {
        const killed = kind === 'server' ? running : second;
        await killed.kill();
        await killed.start();
        lines[servers.indexOf(killed)]?.leadTo(killed.url);
      }
    }
    state.isOver = true;
    for (const line of lines) line.mend();
    await ended;
    if (state.failure !== undefined) throw state.failure;
    await Promise.all(lines.map((line) => line.close()));
    const happened = lines.map((line) => line.happened);
    console.log(`${asked.requests} requests, ${asked.tries} tries; faults`, faults, '; the lines', ...happened);

    expect(await running.command('ledger', 'verify')).toMatchObject({ status: 0, out: expect.stringMatching(/^clean: /) });
    const stored = await asOwner(running.folder, async (db) => {
      const { rows } = await sql<{ request_id: string; debits: number }>`
      select request_id, count(*) as debits from debit group by request_id`.execute(db);
      const { rows: people_ } = await sql<{
        contact_id: string;
        workspace_id: string;
      }>`select contact_id, workspace_id from contact`.execute(db);
      const { rows: enrolments } = await sql<{ contact_id: string; workspace_id: string }>`
        select c.contact_id, c.workspace_id from contact c join enrolment e
          on e.workspace_id = c.workspace_id and e.contact_id = coalesce(c.merged_into, c.contact_id)`.execute(db);
      return {
        enrolments: new Set(enrolments.map((row) => `${row.workspace_id} ${row.contact_id}`)),
        debits: new Map(rows.map((row) => [row.request_id, row.debits])),
        contacts: new Map(people_.map((row) => [row.contact_id, row.workspace_id])),
      };
    });
    const wrong = [...acknowledged].filter(
      ([requestId, { costCredits, contactIds, workspaceId }]) =>
        (stored.debits.get(requestId) ?? 0) !== costCredits || contactIds.some((id) => stored.contacts.get(id) !== workspaceId),
    );
    expect(wrong).toEqual([]);
    // Whoever was merged meanwhile is in it as who they are now.
    const missing = [...enrolled].flatMap(([id, contacts]) =>
      [...contacts].filter((contact) => !stored.enrolments.has(`${id} ${contact}`)),
    );
    expect(missing).toEqual([]);
    // Every request was answered in the end: no debit is anybody else's.
    expect([...stored.debits.keys()].filter((requestId) => !acknowledged.has(requestId))).toEqual([]);
    expect(Math.min(...Object.values(faults))).toBeGreaterThan(0);
  },
  minutes * 60_000 * 6 + 540_000,
);

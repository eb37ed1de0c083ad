/**
 * `node server/src/bench/capacity.ts`: what work costs the processors, in time that processes spent on them, so that what else the machine does counts
 * little; what contacts take of the disk and of the log; and what that makes of so many workspaces (docs/scaling.md). Linux: it reads /proc.
 * `BENCH_CONTACTS` is how many contacts of each kind are made.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { profileUrl } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { halves } from '../analysis/evaluation/halves.ts';
import { sightingOf as pageOf } from '../analysis/evaluation/profile.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { onGround, type Ground, type Own } from './ground.ts';
import { Connection } from './http.ts';

const contacts = Number(process.env['BENCH_CONTACTS'] ?? 4000);
const width = 16;
const rowsAtOnce = 25;
const [megabyte, gigabyte] = [1e6, 1e9];

/** How a workspace is taken to work, for what is scaled up. */
const assumed = { members: 5, newContactsAMonth: 1000, pullsAMemberAndHour: 60, hoursADay: 8, daysAMonth: 20, peak: 4 };

/** Processor time of one piece of work, in milliseconds. */
interface Cost {
  server: number;
  database: number;
}

/** A member of a workspace with a campaign, who asks one thing after the other. */
interface Caller {
  post: (to: string, body: object) => Promise<string>;
  get: (from: string) => Promise<string>;
  campaignId: string;
}

async function measure(ground: Ground): Promise<void> {
  const { own, httpPort, serverPid } = ground;
  const connections = Array.from({ length: width }, () => new Connection(httpPort));
  const callers = await Promise.all(connections.map((connection, n) => callerOf(connection, own[n + 10])));
  const databasePid = await postmasterOf(ground);
  /** Of `count` pieces of work in all, of all callers at once. */
  const costOf = async (count: number, work: (caller: Caller) => Promise<unknown>): Promise<Cost> => {
    const before = { server: cpuMs(serverPid), database: cpuOfFamily(databasePid) };
    let left = count;
    const goOn = async (caller: Caller): Promise<void> => {
      while (left-- > 0) await work(caller);
    };
    await Promise.all(callers.map(goOn));
    return { server: (cpuMs(serverPid) - before.server) / count, database: (cpuOfFamily(databasePid) - before.database) / count };
  };

  const profile = ({ post }: Caller): Promise<string> => post('/analyses', analysisOf([nextPage()]));
  const rows = ({ post, campaignId }: Caller): Promise<string> =>
    post('/analyses', analysisOf(Array.from({ length: rowsAtOnce }, nextRow), { source: 'people_search', campaignId }));
  // Statements are planned, and the program is compiled, before anything counts.
  await costOf(width * 15, profile);
  await costOf(width * 8, rows);

  console.log(`\nprocessor time, over HTTP, ${width} workspaces at once`);
  const room = { before: await sizesOf(ground), wal: await walOf(ground) };
  const ofProfile = tell('a debit of a whole profile', await costOf(contacts, profile));
  const between = { sizes: await sizesOf(ground), wal: await walOf(ground) };
  const ofRows = tell(
    `a debit of a row, ${rowsAtOnce} at once, into a campaign`,
    each(await costOf(contacts / rowsAtOnce, rows), rowsAtOnce),
  );
  const after = { sizes: await sizesOf(ground), wal: await walOf(ground) };
  const people = Array.from({ length: rowsAtOnce }, () => nextRow().identifiers);
  const quote = tell(`a quote of ${rowsAtOnce} people`, await costOf(640, ({ post }) => post('/quotes', { people })));
  let pulled = 0;
  const ends = new Map<Caller, string>();
  const pulls = await costOf(width * 4, async (caller) => {
    const page = await pageOfChanges(caller);
    pulled += page.contacts.length;
    ends.set(caller, page.cursor);
  });
  const ofPulled = tell('a contact that is pulled, many a page', each(pulls, pulled / (width * 4)));
  for (const caller of callers) while (await isMore(caller, ends));
  const nothingNew = tell('a pull when nothing is new', await costOf(3200, (caller) => pageOfChanges(caller, ends.get(caller))));
  for (const connection of connections) connection.close();

  const ofPages = perContact(room.before, between.sizes, contacts);
  const ofSearch = perContact(between.sizes, after.sizes, contacts);
  const wal = { profile: (between.wal - room.wal) / contacts, row: (after.wal - between.wal) / contacts };
  tellStorage('a contact read from a whole profile', ofPages, wal.profile);
  tellStorage('a contact of a row, in a campaign', ofSearch, wal.row);
  console.log(`\nmemory of the server's process after it: ${memoryOf(serverPid)}`);

  const bytes = (sumOf(ofPages) + sumOf(ofSearch)) / 2;
  const walBytes = (wal.profile + wal.row) / 2;
  tellScaled({ debit: mean(ofProfile, ofRows), quote, ofPulled, nothingNew, bytes, walBytes });
}

async function callerOf(connection: Connection, own: Own | undefined): Promise<Caller> {
  if (!own) throw new Error('too few workspaces');
  const path = `/v1/workspaces/${own.id}`;
  const post: Caller['post'] = (to, body) => connection.post(`${path}${to}`, own.token, JSON.stringify(body));
  const campaignId = uuidv7();
  await post('/campaigns', { id: campaignId, name: 'Looms' });
  await post(`/campaigns/${campaignId}/acts`, { requestId: uuidv7(), act: 'launch', choices: [] });
  return { post, get: (from) => connection.get(`${path}${from}`, own.token), campaignId };
}

interface Page {
  cursor: string;
  hasMore: boolean;
  contacts: unknown[];
}

const pageOfChanges = async ({ get }: Caller, cursor?: string): Promise<Page> =>
  JSON.parse(await get(`/changes?limit=1000${cursor === undefined ? '' : `&cursor=${cursor}`}`)) as Page;

/** One page further. */
async function isMore(caller: Caller, ends: Map<Caller, string>): Promise<boolean> {
  const { cursor, hasMore } = await pageOfChanges(caller, ends.get(caller));
  ends.set(caller, cursor);
  return hasMore;
}

// ── whom ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const written = halves.flatMap(({ profiles }) => profiles).map(pageOf);
let people = 0;

/** Somebody new, with the page of somebody who was invented in full. */
function nextPage(): Sighting {
  const page = written[++people % written.length];
  if (!page) throw new Error('nobody was invented');
  const identifiers = { slug: `person-${people}`, member: memberId(people) };
  return { ...page, identifiers, page: { kind: 'profile', url: profileUrl(identifiers), generation: 'sdui' } };
}

/** Somebody new, as a row of a search shows them. */
const nextRow = (): Sighting => sightingOf({ slug: `person-${++people}`, member: memberId(people) }, { name: `Ysolde Quill ${people}` });

// ── what the system says ────────────────────────────────────────────────────────────────────────────────────────────

/** Fields of /proc/<pid>/stat behind the name, which may have spaces: 0 is the state. */
const statOf = (pid: number): string[] => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};
/** A tick is a hundredth of a second wherever Linux runs Node. */
const cpuMs = (pid: number): number => ticksOf(pid, 11, 12) * 10;
const ticksOf = (pid: number, ...fields: number[]): number => fields.reduce((sum, field) => sum + Number(statOf(pid)[field]), 0);

/** Of a process, those that it has made, and those that have ended. */
function cpuOfFamily(parent: number): number {
  const own = ticksOf(parent, 11, 12, 13, 14) * 10;
  const children = readdirSync('/proc').flatMap((name) => {
    const pid = Number(name);
    try {
      return pid > 0 && Number(statOf(pid)[1]) === parent ? [cpuMs(pid)] : [];
    } catch {
      // It has ended meanwhile, and counts with its parent.
      return [];
    }
  });
  return own + children.reduce((sum, one) => sum + one, 0);
}

async function postmasterOf({ owner }: Ground): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(owner.db);
  return Number(statOf(rows[0]?.pid ?? 0)[1]);
}

function memoryOf(pid: number): string {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const [now, most] = ['VmRSS', 'VmHWM'].map((name) => Number(new RegExp(String.raw`${name}:\s+(\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return `${now?.toFixed(0)} MB, at most ${most?.toFixed(0)} MB`;
}

interface Sizes {
  [table: string]: { table: number; indexes: number };
}

/** With what is kept beside the tables. */
async function sizesOf({ owner }: Ground): Promise<Sizes> {
  const { rows } = await sql<{ name: string; table: number; indexes: number }>`
    select relname as name, pg_table_size(oid) as "table", pg_indexes_size(oid) as indexes from pg_class
    where relkind = 'r' and relnamespace = current_schema()::regnamespace`.execute(owner.db);
  return Object.fromEntries(rows.map(({ name, ...size }) => [name, size]));
}

async function walOf({ owner }: Ground): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as bytes`.execute(owner.db);
  return rows[0]?.bytes ?? 0;
}

// ── telling ─────────────────────────────────────────────────────────────────────────────────────────────────────────

const each = ({ server, database }: Cost, of: number): Cost => ({ server: server / of, database: database / of });
const mean = (a: Cost, b: Cost): Cost => each({ server: a.server + b.server, database: a.database + b.database }, 2);

const shown = (ms: number): string => ms.toFixed(ms < 0.1 ? 4 : 2).padStart(7);

function tell(what: string, cost: Cost): Cost {
  const { server, database } = cost;
  const perCore = 1000 / (server + database);
  console.log(`  ${what.padEnd(48)} server ${shown(server)} ms, database ${shown(database)} ms: ${perCore.toFixed(0)} a second and core`);
  return cost;
}

const perContact = (before: Sizes, after: Sizes, count: number): Sizes =>
  Object.fromEntries(
    Object.entries(after).map(([name, { table, indexes }]) => {
      const then = before[name] ?? { table: 0, indexes: 0 };
      return [name, { table: (table - then.table) / count, indexes: (indexes - then.indexes) / count }];
    }),
  );

const sumOf = (sizes: Sizes): number => Object.values(sizes).reduce((sum, { table, indexes }) => sum + table + indexes, 0);

function tellStorage(what: string, sizes: Sizes, wal: number): void {
  const all = sumOf(sizes);
  const indexes = Object.values(sizes).reduce((sum, one) => sum + one.indexes, 0);
  console.log(`\n${what}: ${all.toFixed(0)} bytes, ${indexes.toFixed(0)} of them indexes; ${wal.toFixed(0)} bytes of log`);
  console.log(`  a million of them: ${((all * 1e6) / gigabyte).toFixed(1)} GB, 100,000: ${((all * 1e5) / gigabyte).toFixed(2)} GB`);
  const large = Object.entries(sizes)
    .map(([name, { table, indexes: own }]) => ({ name, bytes: table + own }))
    .filter(({ bytes }) => bytes >= all / 50)
    .toSorted((a, b) => b.bytes - a.bytes);
  console.log(`  ${large.map(({ name, bytes }) => `${name} ${bytes.toFixed(0)}`).join(', ')}`);
}

interface Costs {
  debit: Cost;
  quote: Cost;
  ofPulled: Cost;
  nothingNew: Cost;
  bytes: number;
  walBytes: number;
}

/** Each new contact comes by half a whole profile and half a row, has a quote of its own, and is pulled by each member. */
function tellScaled({ debit, quote, ofPulled, nothingNew, bytes, walBytes }: Costs): void {
  const { members, newContactsAMonth, pullsAMemberAndHour, hoursADay, daysAMonth, peak } = assumed;
  const debitsASecond = newContactsAMonth / (daysAMonth * hoursADay * 3600);
  const pullsASecond = (members * pullsAMemberAndHour) / 3600;
  const idle = (of: keyof Cost): number => (nothingNew[of] * pullsASecond) / 1000;
  const cores = (of: keyof Cost): number => ((debit[of] + quote[of] + ofPulled[of] * members) * debitsASecond) / 1000 + idle(of);
  console.log(
    `\nworkspaces of ${members} members and ${newContactsAMonth} new contacts a month, each member pulling ${pullsAMemberAndHour} times an hour,`,
  );
  console.log(`${hoursADay} hours on ${daysAMonth} days a month, at a peak of ${peak} times the mean; contacts half profiles, half rows`);
  for (const workspaces of [10, 1000, 50_000]) {
    const busy = workspaces * peak;
    console.log(
      [
        `  ${workspaces.toLocaleString('en').padStart(6)}`,
        `${(busy * debitsASecond).toFixed(2)} debits and ${(busy * pullsASecond).toFixed(1)} pulls a second`,
        `${(busy * cores('server')).toFixed(3)} cores of servers, ${(busy * cores('database')).toFixed(3)} of the database (${(busy * idle('database')).toFixed(3)} for pulls without news)`,
        `${((workspaces * newContactsAMonth * 12 * bytes) / gigabyte).toFixed(1)} GB a year`,
        `${((workspaces * newContactsAMonth * walBytes) / daysAMonth / megabyte).toFixed(0)} MB of log a day`,
      ].join('; '),
    );
  }
}

// A figure that fails leaves callers under way: nothing is waited for then.
await onGround(measure).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});

/** What the figures stand on: a database of their own, a server in a process of its own, workspaces with credits without end. */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { signUp, type Accounts } from '../accounts/accounts.ts';
import { openAuth } from '../accounts/auth.ts';
import type { Actor } from '../credits/act.ts';
import { databaseClock } from '../credits/period.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { openDatabase, type DatabaseAddress, type OpenedDatabase } from '../db/open.ts';
import { applicationRole, openToApplication } from '../db/roles.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { Connection } from './http.ts';
import { makeIdeal } from './ideal.ts';

export const workspaces = 100;
const secret = 'a secret of the bench, as long as one has to be';

export type Parts = Exclude<DatabaseAddress, string>;

/** A workspace with its one member. */
export interface Own {
  id: string;
  token: string;
  actor: Actor;
}

export interface Ground {
  owner: OpenedDatabase;
  application: OpenedDatabase;
  /** As whom the application connects, and as whom the owner of the tables does. */
  addresses: { application: Parts; owner: Parts };
  /** Where the server answers. */
  httpPort: number;
  serverPid: number;
  accounts: Accounts;
  own: Own[];
  /** One that everybody asks of, one that little is asked of, one without credits. */
  hot: Own;
  quiet: Own;
  poor: Own;
  /** The workspace whose turn it is with a caller, of all but those three. */
  ofMany: (caller: number) => Own;
  /** One debit over HTTP: as the product does it, without riding together, and an answer that does nothing. */
  debit: (one: Own, caller: number) => Promise<string>;
  debitAlone: (one: Own, caller: number) => Promise<string>;
  nothing: (caller: number) => Promise<string>;
}

let people = 0;
export const someoneNew = (): ReturnType<typeof sightingOf> => sightingOf({ member: memberId(++people), slug: `person-${people}` });
export const oneNew = (): ReturnType<typeof analysisOf> => analysisOf([someoneNew()], { ceilingCredits: 1 });

/** Makes the ground, gives it to `work`, and takes it away again. */
export async function onGround(work: (ground: Ground) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wellmet-bench-'));
  chmodSync(folder, 0o755);
  const embedded = await startEmbedded({ folder: join(folder, 'database') });
  let server: ChildProcess | undefined;
  try {
    const { host, port, user, password, database } = embedded;
    const ownerAddress = { host, port, user, password, database };
    const owner = openDatabase(ownerAddress, { max: 40 });
    await migrate(owner.db);
    const role = applicationRole(password);
    await openToApplication(owner.db, role);
    const address = { host, port, user: role.name, password: role.password, database };
    const application = openDatabase(address, { max: 40 });
    server = spawn(process.execPath, [join(import.meta.dirname, 'server.ts')], {
      env: { ...process.env, BENCH_DATABASE: JSON.stringify(address) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const httpPort = await portOf(server);
    const accounts: Accounts = { db: application.db, auth: openAuth(application.db, secret), secret, clock: databaseClock };
    const own = await signUpAll(accounts);
    await grantWithoutEnd(owner, own);
    await makeIdeal(owner.pool, workspaces);
    const { close, ...callers } = callersOf(httpPort, own);
    const addresses = { application: address, owner: ownerAddress };
    await work({ owner, application, addresses, httpPort, serverPid: server.pid ?? 0, accounts, own, ...callers });
    close();
    await application.close();
    await owner.close();
  } finally {
    server?.kill('SIGTERM');
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function portOf(server: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    server.stdout?.once('data', (chunk: Buffer) => done(Number(chunk.toString())));
    server.once('exit', () => fail(new Error('the server of the bench ended')));
  });
}

async function signUpAll(accounts: Accounts): Promise<Own[]> {
  const own: Own[] = [];
  for (let n = 0; n < workspaces; n++) {
    const person = { name: `Member ${n}`, email: `member${n}@people.example`, password: 'correct horse battery', timeZone: 'UTC' };
    const { token, workspaces: theirs, member } = await signUp(accounts, person);
    const id = theirs[0]?.id ?? '';
    own.push({ id, token, actor: { workspaceId: id, memberId: member.id, role: 'owner' } });
  }
  return own;
}

/** Credits that no bench spends, and for one workspace none at all, written so that the ledger adds up. */
async function grantWithoutEnd({ db }: OpenedDatabase, own: readonly Own[]): Promise<void> {
  const plenty = 500_000_000;
  const ids = own.map(({ id }) => id);
  await sql`update credit_head set granted = ${plenty} where workspace_id = any (${ids}::uuid[])`.execute(db);
  await sql`update credit_entry set amount = ${plenty}, balance_after = ${plenty} where workspace_id = any (${ids}::uuid[])`.execute(db);
  const poor = ids[2] ?? '';
  await sql`update credit_head set granted = used where workspace_id = ${poor}`.execute(db);
  await sql`update credit_entry set amount = 0, balance_after = 0 where workspace_id = ${poor}`.execute(db);
}

type Callers = Pick<Ground, 'hot' | 'quiet' | 'poor' | 'ofMany' | 'debit' | 'debitAlone' | 'nothing'> & { close: () => void };

function callersOf(httpPort: number, own: readonly Own[]): Callers {
  const [hot, quiet, poor, ...many] = own;
  if (!hot || !quiet || !poor) throw new Error('too few workspaces');
  const connections = Array.from({ length: 256 }, () => new Connection(httpPort));
  const over = (caller: number): Connection => connections[caller] ?? new Connection(httpPort);
  let spread = 0;
  return {
    hot,
    quiet,
    poor,
    ofMany: (caller) => many[(caller * 7919 + ++spread) % many.length] ?? hot,
    debit: (one, caller) => over(caller).post(`/v1/workspaces/${one.id}/analyses`, one.token, JSON.stringify(oneNew())),
    // By themselves so many wait for a connection that some are told to come again: that is part of what it takes.
    debitAlone: async (one, caller) => {
      const body = JSON.stringify(oneNew());
      for (;;)
        try {
          return await over(caller).post(`/bench/alone/${one.id}`, one.token, body);
        } catch (error) {
          if (!String(error).includes('503')) throw error;
        }
    },
    nothing: (caller) => over(caller).post('/bench/nothing', hot.token, JSON.stringify(oneNew())),
    close: () => {
      for (const connection of connections) connection.close();
    },
  };
}

/** The whole application on an empty database, asked as over HTTP, with its log and its clock in the test's hands. */
import type { Session } from '@wellmet/shared/account';
import { sql } from 'kysely';
import { inject } from 'vitest';
import { openAuth } from '../accounts/auth.ts';
import type { DatabaseAddress } from '../db/open.ts';
import { openReplica, type Replica } from '../db/replica.ts';
import { allowances, openLimits, type Allowances } from '../accounts/limits.ts';
import { signUp as makeAccount, type Accounts } from '../accounts/accounts.ts';
import { createApp, type App, type Ground } from '../app.ts';
import { openLog } from '../log.ts';
import { openMail } from '../mail/mail.ts';
import { openMetrics } from '../metrics/metrics.ts';
import { openFetching } from '../provider/fetching.ts';
import type { Patience } from '../provider/fetch.ts';
import type { Cluster } from './cluster.ts';
import { emptyDatabase, type TestDatabase } from './database.ts';

/** Where a test says that a request comes from. */
export const addressHeader = 'x-test-address';

export const extensionOrigin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';

/** An answer, read. */
export interface Told {
  status: number;
  headers: Headers;
  // Tests look into answers of every shape.
  // oxlint-disable-next-line no-explicit-any
  body: any;
}

export interface TestApp {
  app: App;
  database: TestDatabase;
  accounts: Accounts;
  /** Every line logged so far. */
  logged: string[];
  /** What answers aside, where a replica was given. */
  replica: Replica | undefined;
  /** A signed-up member and their workspace. */
  session: Session;
  workspaceId: string;
  /** Sends JSON; `token: null` sends none, absent is the first member's. */
  ask(method: string, path: string, options?: { body?: unknown; token?: string | null; headers?: Record<string, string> }): Promise<Told>;
  signUp(overrides?: Partial<Record<'name' | 'email' | 'password' | 'timeZone' | 'workspaceName', string>>): Promise<Session>;
  /** Stops the clock of periods at an instant; undefined lets it go again. */
  setClock(instant: Date | string | undefined): Promise<void>;
  /** What a server that stops does first: nothing goes on. */
  stop(): void;
  close(): Promise<void>;
}

const generous = Object.fromEntries(Object.keys(allowances).map((name) => [name, { points: 1e6, seconds: 60 }])) as Allowances;

/** The workspace that signing up made. */
export const workspaceOf = ({ workspaces }: Session): string => workspaces[0]?.id ?? '';

let emails = 0;

/** @param options.allowed limits of tries; without them nobody is ever told to wait. */
export async function testApp({
  allowed = {},
  max = 20,
  timeZone = 'Europe/Paris',
  rulesPublicKey,
  signUpIs = 'open',
  modelsInOwnNetwork = false,
  providersInOwnNetwork = false,
  webhooksInOwnNetwork = false,
  fetchPatience = {},
  eventTimes = {},
  smtpUrl,
  payments,
  metricsToken,
  on = inject('cluster'),
  replicaOf,
  replicaTimes = {},
}: {
  allowed?: Partial<Allowances>;
  max?: number;
  timeZone?: string;
  rulesPublicKey?: string;
  /** Where it is closed, or by letter, `signUp` makes accounts beside the API. */
  signUpIs?: 'open' | 'closed';
  modelsInOwnNetwork?: boolean;
  providersInOwnNetwork?: boolean;
  webhooksInOwnNetwork?: boolean;
  fetchPatience?: Partial<Patience>;
  eventTimes?: Ground['eventTimes'];
  metricsToken?: string;
  /** Where letters go; without it none are sent. */
  smtpUrl?: string;
  on?: Cluster;
  /** Where a replica of the database is, as the application asks it. */
  replicaOf?: (database: string) => DatabaseAddress;
  replicaTimes?: Parameters<typeof openReplica>[4];
  payments?: Ground['payments'];
} = {}): Promise<TestApp> {
  const database = await emptyDatabase({ max, on });
  const { db, pool, owner } = database;
  await sql`create table test_clock (at timestamptz)`.execute(owner);
  await sql`grant select on test_clock to ${sql.id(on.application.user)}`.execute(owner);
  const clock = sql<Date>`coalesce((select at from test_clock), now())`;
  const secret = 'a secret for tests, as long as one has to be';
  const accounts: Accounts = { db, auth: openAuth(db, secret), secret, clock };
  const logged: string[] = [];
  const stopping = new AbortController();
  const log = openLog('trace', { write: (line: string) => void logged.push(line) });
  const fetching = openFetching({ db, clock, secret, mayBeOwn: providersInOwnNetwork }, log, stopping.signal, fetchPatience);
  const replica = replicaOf && openReplica(replicaOf(database.name), { db, clock }, log, stopping.signal, replicaTimes);
  const app = createApp({
    aside: replica?.read,
    config: {
      extensionOrigins: [extensionOrigin, 'moz-extension://*'],
      practice: false,
      publicUrl: undefined,
      host: '127.0.0.1',
      modelsInOwnNetwork,
      providersInOwnNetwork,
      webhooksInOwnNetwork,
      rulesPublicKey,
      operatorEmail: 'operator@server.example',
      signUp: signUpIs,
    },
    accounts,
    limits: openLimits(pool, secret, { ...generous, ...allowed }),
    mail: openMail({ smtpUrl, mailFrom: 'Wellmet <wellmet@server.example>', publicUrl: 'https://wellmet.example' }, log),
    payments,
    log,
    addressOf: (context) => context.req.header(addressHeader) ?? '203.0.113.7',
    stopping: stopping.signal,
    fetching,
    metrics: metricsToken === undefined ? undefined : openMetrics(pool, metricsToken, replica),
    eventTimes,
  });

  const send = async (
    method: string,
    path: string,
    token: string | null,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Told> => {
    const response = await app.request(path, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
  };
  const signUp: TestApp['signUp'] = async (overrides = {}) => {
    const body = { name: 'Ines Invented', email: `member${++emails}@people.example`, password: 'correct horse', timeZone, ...overrides };
    if (signUpIs === 'closed' || smtpUrl !== undefined) return makeAccount(accounts, body);
    const answer = await send('POST', '/v1/sign-up', null, body);
    if (answer.status !== 200) throw new Error(`sign-up: ${JSON.stringify(answer.body)}`);
    return answer.body as Session;
  };
  const session = await signUp();
  return {
    app,
    database,
    accounts,
    logged,
    replica,
    session,
    workspaceId: workspaceOf(session),
    ask: (method, path, { body, token = session.token, headers } = {}) => send(method, path, token, body, headers),
    signUp,
    setClock: async (instant) => {
      await sql`delete from test_clock`.execute(owner);
      if (instant !== undefined) await sql`insert into test_clock values (${instant}::timestamptz)`.execute(owner);
    },
    stop: () => stopping.abort(),
    close: async () => {
      stopping.abort();
      await fetching.ended();
      await replica?.close();
      await database.close();
    },
  };
}

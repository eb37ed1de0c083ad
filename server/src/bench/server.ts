/**
 * The server that the bench asks, in a process of its own: the whole application, with limits that never stop it and, for comparison, the same act
 * without riding together, a look-up by a primary key, and an answer that does nothing. Prints its port when it listens.
 */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { AnalyseOutcome, AnalyseRequest } from '@wellmet/shared/credits';
import { openAuth } from '../accounts/auth.ts';
import { openCallers } from '../accounts/callers.ts';
import { allowances, openLimits, type Allowances } from '../accounts/limits.ts';
import { createApp } from '../app.ts';
import { analyseContacts } from '../credits/analyse.ts';
import { databaseClock } from '../credits/period.ts';
import { openDatabase, type DatabaseAddress } from '../db/open.ts';
import { openLog } from '../log.ts';
import { openMail } from '../mail/mail.ts';
import { openFetching } from '../provider/fetching.ts';

const address = JSON.parse(process.env['BENCH_DATABASE'] ?? '') as DatabaseAddress;
const secret = 'a secret of the bench, as long as one has to be';
const database = openDatabase(address, { max: 20 });
const accounts = { db: database.db, auth: openAuth(database.db, secret), secret, clock: databaseClock };
const generous = Object.fromEntries(Object.keys(allowances).map((name) => [name, { points: 1e9, seconds: 60 }])) as Allowances;
const [log, stopping] = [openLog('silent'), new AbortController().signal];
const app = createApp({
  config: {
    extensionOrigins: [],
    practice: false,
    publicUrl: undefined,
    host: '127.0.0.1',
    modelsInOwnNetwork: false,
    providersInOwnNetwork: false,
    webhooksInOwnNetwork: false,
    rulesPublicKey: undefined,
    operatorEmail: undefined,
    signUp: 'open',
  },
  accounts,
  limits: openLimits(database.pool, secret, generous),
  mail: openMail({ smtpUrl: undefined, mailFrom: undefined, publicUrl: undefined }, log),
  log,
  addressOf: () => '127.0.0.1',
  stopping,
  fetching: openFetching({ ...accounts, mayBeOwn: false }, log, stopping),
});

const findCaller = openCallers(accounts);
app.post('/bench/alone/:workspaceId', async (context) => {
  const workspaceId = context.req.param('workspaceId');
  const caller = await findCaller(context.req.header('authorization')?.slice(7) ?? '', workspaceId);
  if (!caller?.role) return context.body(null, 401);
  const request = AnalyseRequest.parse(await context.req.json());
  const outcome = await analyseContacts(accounts, { workspaceId, memberId: caller.member.id, role: caller.role }, request);
  return context.json(AnalyseOutcome.parse(outcome));
});
app.get('/bench/workspaces/:workspaceId/people/:poolId/:importId/:line', async (context) => {
  const { workspaceId, poolId, importId, line } = context.req.param();
  const caller = await findCaller(context.req.header('authorization')?.slice(7) ?? '', workspaceId);
  if (!caller?.role) return context.body(null, 401);
  const person = await database.db
    .selectFrom('pool_person')
    .select(['person_id', 'name', 'title', 'company'])
    .where('pool_id', '=', poolId)
    .where('import_id', '=', importId)
    .where('line', '=', Number(line))
    .executeTakeFirstOrThrow();
  return context.json(person);
});
app.post('/bench/nothing', async (context) => {
  await context.req.json();
  return context.json({});
});

const server = createAdaptorServer({ fetch: app.fetch });
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.once('SIGTERM', () => process.exit());

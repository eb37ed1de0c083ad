/** The server's rooms put together: what is asked of every request, the contract's routes, and what stands beside them. */
import { OpenAPIHono } from '@hono/zod-openapi';
import { contractHeader } from '@wellmet/shared/contract';
import type { ProblemCode } from '@wellmet/shared/problem';
import { except } from 'hono/combine';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { routePath } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Accounts } from './accounts/accounts.ts';
import { openCallers } from './accounts/callers.ts';
import type { Limits } from './accounts/limits.ts';
import { accountPages } from './accounts/pages.ts';
import { accountRoutes } from './accounts/routes.ts';
import { apiKeyRoutes } from './apiKeys/routes.ts';
import { auditRoutes } from './audit/read.ts';
import { stripeEvents } from './billing/events.ts';
import { paidPage } from './billing/paidPage.ts';
import type { Payments } from './billing/stripe.ts';
import type { Config } from './config.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { contactRoutes } from './contacts/routes.ts';
import { capRoutes } from './credits/caps.ts';
import { ledgerRoutes } from './credits/ledgerRoutes.ts';
import { creditRoutes } from './credits/routes.ts';
import { answersAtAll, isDatabaseAway } from './db/open.ts';
import { fromPrimary, type ReadAside } from './db/replica.ts';
import { discoverRoutes } from './discover/routes.ts';
import { apiDocuments } from './http/documents.ts';
import { openEventStreams, type EventTimes } from './http/events.ts';
import { isServed } from './http/contractVersion.ts';
import { answersTo } from './http/host.ts';
import { ProblemError, problemResponse } from './http/problem.ts';
import { serveContract, type AddressOf, type Env } from './http/serveContract.ts';
import type { Mail } from './mail/mail.ts';
import type { Metrics } from './metrics/metrics.ts';
import { inRequestSpan } from './metrics/tracing.ts';
import { modelRoutes } from './model/routes.ts';
import { pageRuleRoutes } from './pageRules/routes.ts';
import { planRoutes } from './plans/routes.ts';
import { poolRoutes } from './pool/routes.ts';
import { practiceRoutes } from './practice/routes.ts';
import type { Fetching } from './provider/fetching.ts';
import { providerRoutes } from './provider/routes.ts';
import { rightsRoutes } from './rights/routes.ts';
import { joinPage } from './team/joinPage.ts';
import { teamRoutes } from './team/routes.ts';
import { syncRoutes } from './sync/routes.ts';
import { templateRoutes } from './templates/routes.ts';
import { openWatch } from './sync/watch.ts';
import { webhookRoutes } from './webhooks/routes.ts';
import { pricingPage } from './plans/pricing.ts';
import { webFiles } from './web/files.ts';

/** What the application stands on. */
export interface Ground {
  config: Pick<
    Config,
    | 'extensionOrigins'
    | 'host'
    | 'modelsInOwnNetwork'
    | 'operatorEmail'
    | 'practice'
    | 'providersInOwnNetwork'
    | 'publicUrl'
    | 'rulesPublicKey'
    | 'signUp'
    | 'webhooksInOwnNetwork'
  >;
  accounts: Accounts;
  limits: Limits;
  mail: Mail;
  /** Absent: plans are asked for, not paid by card. */
  payments?: Payments | undefined;
  log: Logger;
  addressOf: AddressOf;
  /** Ends what would go on: streams of events. */
  stopping: AbortSignal;
  /** Answers what may be answered by a replica; absent: there is none. */
  aside?: ReadAside | undefined;
  /** Carries out the fetches that members begin. */
  fetching: Fetching;
  /** Counts what is asked, for whoever has the operator's token; absent: nothing is counted. */
  metrics?: Metrics | undefined;
  /** How long streams of events live, and how many; absent: as is usual. */
  eventTimes?: Partial<EventTimes & { askEveryMs: number }>;
}

export type App = OpenAPIHono<Env>;

/** Seconds after which to try again when the database is away. */
const retryAfterSeconds = 2;

/** Shorter answers take longer to compress than to send. */
const compressFromBytes = 4096;

/** @returns the whole application; it listens to nothing yet. */
export function createApp(ground: Ground): App {
  const { config, accounts, limits, mail, payments, log, addressOf, stopping, fetching, metrics, eventTimes } = ground;
  const app: App = new OpenAPIHono<Env>();
  const { db, clock } = accounts;
  const aside = ground.aside ?? fromPrimary({ db, clock });

  app.use(async (context, next) => {
    const startedAt = performance.now();
    const requestId = uuidv7();
    const { method } = context.req;
    context.set('requestId', requestId);
    context.set('seen', {});
    context.set('told', {});
    // The pattern, not the address: addresses name contacts.
    const answered = () => ({ method, route: routePath(context, -1), status: context.res.status });
    await inRequestSpan(context.req.raw.headers, next, () => {
      const { route, status } = answered();
      const attributes = { 'http.request.method': method, 'http.route': route, 'http.response.status_code': status };
      return { name: `${method} ${route}`, attributes, isFailed: status >= 500 };
    });
    context.header('x-request-id', requestId);
    const ms = performance.now() - startedAt;
    metrics?.answered({ ...answered(), seconds: ms / 1000, ...context.get('told') });
    // Never a header, a body, an e-mail, a token.
    const line = { ...answered(), ms: Math.round(ms), requestId, ...context.get('seen') };
    if (line.status >= 500) log.error(line, 'request');
    else log.info(line, 'request');
  });
  const isMeantForUs = answersTo(config);
  app.use(async (context, next) => {
    const { host } = new URL(context.req.url);
    if (!isMeantForUs(host)) throw new ProblemError('misdirected');
    await next();
  });
  const isHttps = config.publicUrl?.startsWith('https:') === true;
  const secure = secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    strictTransportSecurity: isHttps,
  });
  // Practice pages and the documentation are pages: they say themselves what they may load.
  app.use(
    except(['/practice/*', '/docs', '/docs/*'], async (context, next) => {
      await next();
      // A page of ours says itself what it may load (web/page.ts).
      const ofPage = context.res.headers.get('content-security-policy');
      // Where nothing has changed there is nothing to keep a browser from, and what is asked most often is to stay small.
      if (context.res.status !== 304) await secure(context, () => Promise.resolve());
      if (ofPage !== null) context.header('content-security-policy', ofPage);
    }),
  );
  app.use(
    '/v1/*',
    cors({
      origin: (origin) => (config.extensionOrigins.some((allowed) => matches(origin, allowed)) ? origin : null),
      allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      allowHeaders: ['authorization', 'content-type', 'if-none-match', contractHeader],
      exposeHeaders: ['x-request-id', 'retry-after', 'etag', 'date'],
      maxAge: 600,
    }),
  );
  app.use('/v1/*', async (context, next) => {
    if (!isServed(context.req.header(contractHeader))) throw new ProblemError('upgrade-required');
    await next();
  });
  // Never events, which would be held back, nor files: what broke off must be seen to have.
  app.use('/v1/*', compress({ threshold: compressFromBytes, contentTypeFilter: /^application\/json/ }));

  const ledger = { db, clock, secret: accounts.secret };
  const handlers = {
    ...planRoutes(ledger, { mail, address: config.operatorEmail }, payments),
    ...accountRoutes(accounts, limits, mail, config.signUp),
    ...creditRoutes(ledger),
    ...ledgerRoutes(db),
    ...capRoutes(ledger),
    ...auditRoutes(db),
    ...teamRoutes(accounts, limits, mail, config.publicUrl),
    ...apiKeyRoutes(ledger),
    ...contactRoutes(ledger),
    ...rightsRoutes(ledger),
    ...campaignRoutes(ledger),
    ...poolRoutes(ledger),
    ...providerRoutes({ ...ledger, mayBeOwn: config.providersInOwnNetwork }, fetching),
    ...modelRoutes({ ...ledger, mayBeOwn: config.modelsInOwnNetwork }, stopping),
    ...webhookRoutes({ ...ledger, mayBeOwn: config.webhooksInOwnNetwork }),
    ...templateRoutes(ledger),
    ...discoverRoutes(ledger, aside),
    ...pageRuleRoutes(db, config.rulesPublicKey),
    ...syncRoutes(ledger, aside, openWatch(db, log, stopping, eventTimes?.askEveryMs)),
  };
  serveContract(app, handlers, openCallers(accounts), limits, addressOf, {
    onBrokenFile: (error, requestId) => {
      const known = error instanceof Error ? { error: nameOf(error), at: placeOf(error) } : {};
      log.error({ requestId, ...known }, 'a file broke off');
    },
    events: openEventStreams(stopping, eventTimes),
    onEventsBegun: () => metrics?.streamOpened(),
    onEventsOver: (line) => {
      metrics?.streamOver();
      log.info(line, 'events are over');
    },
  });

  app.get('/health', (context) => context.json({ status: 'ok' }));
  app.get('/ready', async (context) =>
    (await answersAtAll(db))
      ? context.json({ status: 'ready' })
      : problemResponse('unavailable', context.get('requestId'), { retryAfterSeconds }),
  );
  if (metrics)
    app.get('/metrics', async (context) => {
      if (!metrics.isOpenTo(context.req.header('authorization'))) throw new ProblemError('unauthenticated');
      const { type, text } = await metrics.read();
      return context.body(text, 200, { 'content-type': type, 'cache-control': 'no-store' });
    });
  app.route('/', apiDocuments(app, config.publicUrl));
  app.route('/', webFiles());
  app.route('/', pricingPage(db));
  if (payments) app.route('/', stripeEvents(ledger, payments)).route('/', paidPage());
  app.route('/', joinPage());
  app.route('/', accountPages());
  if (config.practice) app.route('/practice', practiceRoutes());

  const methods = new Map<string, Set<string>>();
  for (const { method, path } of app.routes) if (method !== 'ALL') methods.set(path, (methods.get(path) ?? new Set()).add(method));
  for (const [path, allowed] of methods)
    if (!path.includes('*'))
      app.all(path, (context) => problemResponse('method-not-allowed', context.get('requestId'), {}, { allow: [...allowed].join(', ') }));
  app.notFound((context) => problemResponse('not-found', context.get('requestId')));

  app.onError(async (error, context) => {
    const requestId = context.get('requestId');
    const answer = (code: ProblemCode, extra: ProblemError['extra'] = {}): Response => {
      context.get('told').problem = code;
      return problemResponse(code, requestId, extra);
    };
    if (error instanceof ProblemError) return answer(error.code, error.extra);
    if (isDatabaseAway(error) || !(await answersAtAll(db))) {
      log.error({ requestId, code: nameOf(error) }, 'the database does not answer');
      return answer('unavailable', { retryAfterSeconds });
    }
    // The message of an error may hold data of people; its kind and place do not.
    log.error({ requestId, error: nameOf(error), at: placeOf(error) }, 'unexpected error');
    return answer('internal');
  });
  return app;
}

const matches = (origin: string, allowed: string): boolean =>
  allowed.endsWith('://*') ? origin.startsWith(allowed.slice(0, -1)) && origin.length > allowed.length - 1 : origin === allowed;

const nameOf = (error: Error): string => ('code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name);

const placeOf = (error: Error): string[] =>
  (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());

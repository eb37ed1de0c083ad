/** Every route of shared/src/api.ts, served: who may call, what may come in, what goes out. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { Role } from '@wellmet/shared/account';
import type { ApiScope } from '@wellmet/shared/apiKey';
import { api, commonProblems, type Route, type RouteName } from '@wellmet/shared/api';
import { Problem, problemStatus, type ProblemCode } from '@wellmet/shared/problem';
import type { Context } from 'hono';
import { z } from 'zod';
import type { FindCaller } from '../accounts/callers.ts';
import type { Limits } from '../accounts/limits.ts';
import { inWorkspace, partsInWorkspace } from '../db/fence.ts';
import type { EventStreams, Telling } from './events.ts';
import { fileResponse } from './file.ts';
import type { Handlers, MemberCaller, Visitor, WorkspaceCaller } from './handlers.ts';
import { ProblemError } from './problem.ts';
import { openTurns } from './turns.ts';
import { readParams, readQuestion } from './question.ts';
import { isAmong, tagOf } from './version.ts';

/** What the log knows of a request besides the request. */
export interface Seen {
  workspaceId?: string;
  memberId?: string;
  /** The key that acts in the member’s name. */
  keyId?: string;
}
/** What is counted of an answer. */
export interface Told {
  problem?: ProblemCode;
  outcome?: string;
  debits?: number;
}
export interface Env {
  Variables: { requestId: string; seen: Seen; told: Told };
}

/** How to tell where a request came from. */
export type AddressOf = (context: Context) => string;

/** Its requests share one connection and have a bounded queue of their own (together.ts). */
const ridesTogether: RouteName = 'analyse';

/** How what is not one answer is sent, and who hears of its end. */
export interface Streaming {
  /** Hears of a file that broke off after it had begun: there is no answer left to say so. */
  onBrokenFile: (error: unknown, requestId: string) => void;
  events: EventStreams;
  onEventsBegun: () => void;
  onEventsOver: (line: Seen & { route: string; requestId: string; ms: number }) => void;
}

/** Registers the contract's routes, and their description for the OpenAPI document, with their handlers. */
export function serveContract(
  app: OpenAPIHono<Env>,
  handlers: Handlers,
  findCaller: FindCaller,
  limits: Limits,
  addressOf: AddressOf,
  { onBrokenFile, events, onEventsBegun, onEventsOver }: Streaming,
): void {
  app.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'http',
    scheme: 'bearer',
    description: 'The `token` of a sign-in.',
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'A key of a workspace, `wm_…`. It acts in the name of the member who made it, within its scopes.',
  });
  const turns = openTurns();
  for (const name of Object.keys(api) as RouteName[]) {
    const route: Route = api[name];
    // The map is checked route by route where it is written; here any handler serves any route.
    const handler = handlers[name] as (question: unknown, caller: Visitor) => Promise<unknown> | AsyncIterable<string> | Telling;
    const handle = (question: unknown, caller: Visitor | WorkspaceCaller): ReturnType<typeof handler> =>
      'workspaceId' in caller ? inWorkspace(caller.workspaceId, () => handler(question, caller)) : handler(question, caller);
    app.openAPIRegistry.registerPath(describe(name, route));
    app.on(route.method.toUpperCase(), route.path.replaceAll(/\{(\w+)\}/g, ':$1'), async (context) => {
      const caller = await callerOf(route, context, findCaller, limits, addressOf);
      const question = await readQuestion(route, context);
      // A file asks the database in short steps of its own, between which others have theirs.
      if (route.file && 'workspaceId' in caller)
        return fileResponse(route.file, partsInWorkspace(caller.workspaceId, handle(question, caller) as AsyncIterable<string>), (error) =>
          onBrokenFile(error, context.get('requestId')),
        );
      // Nor a file that comes, which is written in short steps.
      const isLong = route.upload !== undefined;
      // Not in turn either: a stream lasts.
      if (route.events && 'member' in caller) {
        const startedAt = performance.now();
        const response = events(caller.member.id, handle(question, caller) as Telling, () =>
          onEventsOver({
            route: route.path,
            requestId: context.get('requestId'),
            ms: Math.round(performance.now() - startedAt),
            ...context.get('seen'),
          }),
        );
        onEventsBegun();
        return response;
      }
      const work = (): Promise<unknown> => handle(question, caller) as Promise<unknown>;
      const answer = await ('workspaceId' in caller && name !== ridesTogether && !isLong ? turns(caller.workspaceId, work) : work());
      if (!route.answer) return context.body(null, 204);
      // Nothing leaves that the contract does not name.
      const told = route.answer.parse(answer) as object;
      Object.assign(context.get('told'), toldOf(told));
      const headers = { 'cache-control': 'no-store', ...(route.isVersioned && { etag: tagOf(told) }) };
      if (headers.etag !== undefined && isAmong(context.req.header('if-none-match'), headers.etag)) return context.body(null, 304, headers);
      const text = JSON.stringify(told);
      return context.body(text, 200, {
        ...headers,
        'content-type': 'application/json',
        // Whoever compresses has to know whether it is worth it.
        'content-length': String(Buffer.byteLength(text)),
      });
    });
  }
}

/** A repeated answer takes nothing. */
function toldOf(answer: { outcome?: unknown; costCredits?: unknown; replayed?: unknown }): Told {
  if (typeof answer.outcome !== 'string') return {};
  const isPaid = answer.outcome === 'done' && answer.replayed !== true && typeof answer.costCredits === 'number';
  return { outcome: answer.outcome, ...(isPaid && { debits: Number(answer.costCredits) }) };
}

/** Who may do more. */
const rank: Record<Role, number> = { member: 0, admin: 1, owner: 2 };

/** @throws ProblemError `unauthenticated`; `not-found` for a workspace that the member is not in, as for one that is not; `forbidden` for their role. */
async function callerOf(
  route: Route,
  context: Context<Env>,
  findCaller: FindCaller,
  limits: Limits,
  addressOf: AddressOf,
): Promise<Visitor | MemberCaller | WorkspaceCaller> {
  const visitor: Visitor = { address: addressOf(context), userAgent: context.req.header('user-agent') };
  if (route.access === 'public') return visitor;
  const token = /^Bearer ([\w.~+/%=-]{1,512})$/i.exec(context.req.header('authorization') ?? '')?.[1];
  const named = route.access === 'workspace' ? z.uuid().safeParse(context.req.param('workspaceId')).data : undefined;
  const found = token === undefined ? undefined : await findCaller(token, named);
  if (!found) throw new ProblemError('unauthenticated');
  const { role, key, ...signedIn } = found;
  const seen = context.get('seen');
  seen.memberId = signedIn.member.id;
  if (key) seen.keyId = key.id;
  await (key ? limits.apiKey(key.id) : limits.member(signedIn.member.id));
  const caller: MemberCaller = { ...visitor, ...signedIn };
  if (route.access === 'member') {
    // A key is of a workspace: it opens nothing of the account of whoever made it.
    if (key) throw new ProblemError('forbidden');
    return caller;
  }
  const workspaceId = readParams(route, context)['workspaceId'] as string;
  if (!role) throw new ProblemError('not-found');
  seen.workspaceId = workspaceId;
  await limits.workspace(workspaceId);
  if (route.role !== undefined && rank[role] < rank[route.role]) throw new ProblemError('forbidden');
  if (key && !isWithin(route, key.scopes)) throw new ProblemError('forbidden');
  return { ...caller, workspaceId, role, ...(key && { keyId: key.id }) };
}

/** A route that names no scope takes no key. */
const isWithin = ({ scope }: Route, scopes: readonly ApiScope[]): boolean =>
  scope !== undefined && scope !== 'none' && scopes.includes(scope);

function describe(name: RouteName, route: Route): ReturnType<typeof createRoute> {
  const codes = [...new Set([...route.problems, ...commonProblems.filter((code) => applies(code, route))])];
  const byStatus = Map.groupBy(codes, (code) => problemStatus[code]);
  return createRoute({
    method: route.method,
    path: route.path,
    operationId: name,
    summary: route.summary,
    tags: [route.tag],
    security: securityOf(route),
    request: {
      ...(route.params && { params: route.params }),
      ...(route.query && { query: route.query }),
      ...(route.isVersioned && { headers: z.object({ 'if-none-match': z.string().optional() }) }),
      ...(route.body && { body: { required: true, content: { 'application/json': { schema: route.body } } } }),
      ...(route.upload && {
        body: {
          required: true,
          content: Object.fromEntries(route.upload.types.map((type) => [type, { schema: z.string().meta({ format: 'binary' }) }])),
        },
      }),
    },
    responses: {
      ...doneOf(route),
      ...Object.fromEntries(
        [...byStatus].map(([status, ofStatus]) => [
          status,
          { description: ofStatus.map((code) => `\`${code}\``).join(' or '), content: { 'application/problem+json': { schema: Problem } } },
        ]),
      ),
    },
  });
}

function securityOf({ access, scope }: Route): Record<string, string[]>[] {
  if (access === 'public') return [];
  return [{ session: [] }, ...(scope === undefined || scope === 'none' ? [] : [{ apiKey: [scope] }])];
}

function doneOf({ answer, file, events, isVersioned }: Route): Parameters<typeof createRoute>[0]['responses'] {
  if (events)
    return { 200: { description: 'Events, until either side has enough', content: { 'text/event-stream': { schema: z.string() } } } };
  if (file) return { 200: { description: `The file \`${file.name}\``, content: { [file.type]: { schema: z.string() } } } };
  if (!answer) return { 204: { description: 'Done' } };
  return {
    200: {
      description: 'Done',
      content: { 'application/json': { schema: answer } },
      ...(isVersioned && { headers: z.object({ etag: z.string() }) }),
    },
    ...(isVersioned && { 304: { description: 'Nothing has changed since the answer that `If-None-Match` names' } }),
  };
}

function applies(code: ProblemCode, route: Route): boolean {
  if (code === 'unauthenticated' || code === 'forbidden') return route.access !== 'public';
  if (code === 'not-found') return route.params !== undefined;
  if (code === 'body-too-large' || code === 'unsupported-media-type') return (route.body ?? route.upload) !== undefined;
  if (code === 'invalid-request') return route.body !== undefined || route.query !== undefined;
  return true;
}

/**
 * The contract: each route once. The server registers its routes and draws its OpenAPI document from this list;
 * the extension calls and parses by it. A new route is one entry here, one handler there.
 */
import { z } from 'zod';
import { Me, Session, SignInRequest, SignUpRequest } from './account.ts';
import { Contact, ContactSummary } from './contact.ts';
import { AnalyseOutcome, AnalyseRequest, Balance, Quote, QuoteRequest } from './credits.ts';
import { Plan } from './plan.ts';
import type { ProblemCode } from './problem.ts';

export interface Route {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI spelling: `/v1/workspaces/{workspaceId}/balance`. */
  path: `/v1/${string}`;
  summary: string;
  tag: 'account' | 'credits' | 'contacts' | 'plans';
  /** Who may call: anyone, a signed-in member, or a member of the workspace that the path names (others get `not-found`). */
  access: 'public' | 'member' | 'workspace';
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** Status 200 with this body; absent: 204 without one. */
  answer?: z.ZodType;
  /** What it may answer besides what every route may (see `commonProblems`). */
  problems: readonly ProblemCode[];
}

/** Problems that any route may answer; `unauthenticated` only where `access` is not `public`. */
export const commonProblems = [
  'invalid-request',
  'unauthenticated',
  'not-found',
  'body-too-large',
  'unsupported-media-type',
  'misdirected',
  'too-many-requests',
  'internal',
  'unavailable',
] as const satisfies readonly ProblemCode[];

const inWorkspace = z.object({ workspaceId: z.uuid() });
const route = <const R extends Route>(r: R): R => r;

// prettier-ignore: one route a paragraph
export const api = {
  signUp: route({
    method: 'post',
    path: '/v1/sign-up',
    tag: 'account',
    access: 'public',
    summary: 'Create an account and its workspace on the free plan',
    body: SignUpRequest,
    answer: Session,
    problems: ['email-taken'],
  }),
  signIn: route({
    method: 'post',
    path: '/v1/sign-in',
    tag: 'account',
    access: 'public',
    summary: 'Sign in with e-mail and password',
    body: SignInRequest,
    answer: Session,
    problems: ['wrong-credentials'],
  }),
  signOut: route({
    method: 'post',
    path: '/v1/sign-out',
    tag: 'account',
    access: 'member',
    summary: 'End the session whose token is sent',
    problems: [],
  }),
  me: route({
    method: 'get',
    path: '/v1/me',
    tag: 'account',
    access: 'member',
    summary: 'The signed-in member and their workspaces',
    answer: Me,
    problems: [],
  }),
  plans: route({
    method: 'get',
    path: '/v1/plans',
    tag: 'plans',
    access: 'public',
    summary: 'The plans on offer, smallest first',
    answer: z.object({ plans: z.array(Plan) }),
    problems: [],
  }),
  balance: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/balance',
    tag: 'credits',
    access: 'workspace',
    summary: 'Credits left in the present period',
    params: inWorkspace,
    answer: Balance,
    problems: [],
  }),
  quote: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/quotes',
    tag: 'credits',
    access: 'workspace',
    summary: 'What analysing these people would cost; changes nothing',
    params: inWorkspace,
    body: QuoteRequest,
    answer: Quote,
    problems: [],
  }),
  analyse: route({
    method: 'post',
    path: '/v1/workspaces/{workspaceId}/analyses',
    tag: 'credits',
    access: 'workspace',
    summary: 'Analyse people: one credit for each new one, none for the others, never more than the ceiling',
    params: inWorkspace,
    body: AnalyseRequest,
    answer: AnalyseOutcome,
    problems: ['request-id-reused'],
  }),
  contacts: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/contacts',
    tag: 'contacts',
    access: 'workspace',
    summary: 'Contacts, the one analysed last first',
    params: inWorkspace,
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ contacts: z.array(ContactSummary) }),
    problems: [],
  }),
  contact: route({
    method: 'get',
    path: '/v1/workspaces/{workspaceId}/contacts/{contactId}',
    tag: 'contacts',
    access: 'workspace',
    summary: 'One contact with its newest snapshot and insights',
    params: z.object({ workspaceId: z.uuid(), contactId: z.uuid() }),
    answer: Contact,
    problems: [],
  }),
} as const;

export type Api = typeof api;
export type RouteName = keyof Api;

type InputOf<S> = S extends z.ZodType ? z.input<S> : undefined;
type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type Part<R, K extends string> = R extends { [P in K]: infer S } ? S : undefined;

/** What a caller sends. */
export type Question<N extends RouteName> = {
  [K in 'params' | 'query' | 'body' as Part<Api[N], K> extends undefined ? never : K]: InputOf<Part<Api[N], K>>;
};
/** What a handler gets. */
export type Parsed<N extends RouteName> = {
  [K in 'params' | 'query' | 'body' as Part<Api[N], K> extends undefined ? never : K]: OutputOf<Part<Api[N], K>>;
};
/** What comes back; `undefined` for a 204. */
export type Answer<N extends RouteName> = OutputOf<Part<Api[N], 'answer'>>;

/** The address of a question, below the server's origin: parameters in their places, the query behind. */
export function addressOf<N extends RouteName>(name: N, question: Question<N>): string {
  const { params = {}, query = {} }: { params?: object; query?: object } = question;
  let path: string = api[name].path;
  for (const [key, value] of Object.entries(params)) path = path.replace(`{${key}}`, encodeURIComponent(String(value)));
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  return search.length > 0 ? `${path}?${search.join('&')}` : path;
}

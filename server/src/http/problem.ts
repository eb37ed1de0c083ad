/** Errors over HTTP: RFC 9457 problem details, from the one union of codes in shared/src/problem.ts. */
import { problemStatus, type Problem, type ProblemCode } from '@wellmet/shared/problem';

const titles: Record<ProblemCode, string> = {
  'invalid-request': 'The request is not of the form that this route takes',
  'password-too-common': 'This password is among those that are tried first',
  unauthenticated: 'Sign in first',
  'wrong-credentials': 'E-mail or password is wrong',
  forbidden: 'Your role does not allow this',
  'sign-up-closed': 'Accounts are made by invitation only here',
  'sign-up-by-letter': 'Accounts are made by a letter here: ask for one',
  'not-found': 'There is nothing here',
  'method-not-allowed': 'This address does not take that method',
  'email-taken': 'There is already an account with this e-mail',
  'request-id-reused': 'This request id was used before, with other content',
  'request-too-old': 'This request was made too long ago to know whether it was done: decide anew',
  'wrong-state': 'It is not in a state that allows this',
  'ledger-stopped': 'The credits of this workspace are stopped until its ledger has been looked at',
  'link-ended': 'This link or code was used before, or is too old',
  'resync-needed': 'This cursor is of another database, or too old: begin from the start',
  'body-too-large': 'The request is too large',
  'unsupported-media-type': 'The body must be application/json',
  misdirected: 'This server is not known under the host that the request names',
  'upgrade-required': 'This extension is too old for the server: update it',
  'too-many-requests': 'Too many requests',
  internal: 'Something went wrong on the server',
  unavailable: 'The server cannot answer for the moment',
  'no-room': 'There is no room on this device',
};

type Extra = Partial<Pick<Problem, 'detail' | 'errors' | 'retryAfterSeconds'>>;

/** Thrown by a handler for what its route's `problems` name; becomes the answer. The message names the code only: it may be logged. */
export class ProblemError extends Error {
  override name = 'ProblemError';
  readonly code: ProblemCode;
  readonly extra: Extra;

  constructor(code: ProblemCode, extra: Extra = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

/** The answer for a problem, with `Retry-After` and `WWW-Authenticate` where they belong. */
export function problemResponse(
  code: ProblemCode,
  requestId: string | undefined,
  extra: Extra = {},
  headers: Record<string, string> = {},
): Response {
  const status = problemStatus[code];
  const problem: Problem = {
    type: `/problems/${code}`,
    code,
    title: titles[code],
    status,
    ...(requestId !== undefined && { requestId }),
    ...extra,
  };
  return new Response(JSON.stringify(problem), {
    status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
      ...(extra.retryAfterSeconds !== undefined && { 'retry-after': String(extra.retryAfterSeconds) }),
      ...(code === 'unauthenticated' && { 'www-authenticate': 'Bearer' }),
      ...headers,
    },
  });
}

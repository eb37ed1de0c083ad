/** One fetch: the question typed, the answer parsed, both by the contract in shared/src/api.ts. */
import { addressOf, api, type Answer, type Api, type Question, type Route, type RouteName } from '@wellmet/shared/api';
import { Problem } from '@wellmet/shared/problem';
import type { Trouble } from './messages.ts';

const timeoutMs = 12_000;

export interface Caller {
  /** Origin of the server. */
  url: string;
  token?: string | undefined;
}

/** What a route answers that knows versions, asked with the one it still has. */
type NotModified<N extends RouteName> = Api[N] extends { isVersioned: true } ? 'notModified' : never;

export interface Answered<N extends RouteName> {
  answer: Answer<N> | NotModified<N>;
  /** When the server said so, by its own clock: devices' clocks are not to be compared. */
  at: string;
}

/**
 * Asks the server. Never throws for what a network or a server does: no answer, a refusal, the end of the sign-in and an answer
 * that this version does not understand are values. The answer of a 204 is `undefined`.
 * @param version of the answer that is here already: where it still holds, `notModified` is all that comes.
 */
export async function callServer<N extends RouteName>(
  name: N,
  question: Question<N>,
  caller: Caller,
  version?: string,
): Promise<Answered<N> | Trouble> {
  const route: Route = api[name];
  const { body }: { body?: unknown } = question;

  let response: Response | undefined;
  let json: unknown;
  try {
    response = await fetch(new URL(addressOf(name, question), caller.url), {
      method: route.method.toUpperCase(),
      headers: {
        ...(caller.token && { authorization: `Bearer ${caller.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(version !== undefined && { 'if-none-match': `"${version}"` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (response.status === 204) return { answer: undefined as Answer<N>, at: momentOf(response) };
    if (response.status === 304 && version !== undefined) return { answer: 'notModified' as NotModified<N>, at: momentOf(response) };
    json = await response.json();
  } catch {
    // No answer, half an answer, or a page of something that stands before the server.
    return { trouble: 'unreachable', ...patienceOf(response) };
  }

  if (response.status === 200) {
    const parsed = route.answer?.safeParse(json);
    return parsed?.success ? { answer: parsed.data as Answer<N>, at: momentOf(response) } : { trouble: 'updateNeeded' };
  }
  const problem = Problem.safeParse(json);
  if (!problem.success) return response.status >= 500 ? { trouble: 'unreachable', ...patienceOf(response) } : { trouble: 'updateNeeded' };
  switch (problem.data.code) {
    case 'unauthenticated':
      return { trouble: 'signedOut' };
    case 'unavailable':
      return { trouble: 'unreachable', ...patienceOf(response) };
    default:
      return { trouble: 'refused', problem: problem.data };
  }
}

/** A server that does not tell the time, or may not be heard telling it, said it now. */
function momentOf({ headers }: Response): string {
  const told = new Date(headers.get('date') ?? Number.NaN);
  return (Number.isNaN(told.getTime()) ? new Date() : told).toISOString();
}

function patienceOf(response: Response | undefined): { retryAfterSeconds?: number } {
  const told = response?.headers.get('retry-after');
  return told && /^\d{1,6}$/.test(told) ? { retryAfterSeconds: Number(told) } : {};
}

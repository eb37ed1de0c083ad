/** One fetch: the question typed, the answer parsed, both by the contract in shared/src/api.ts. */
import { addressOf, api, type Answer, type Question, type Route, type RouteName } from '@wellmet/shared/api';
import { Problem } from '@wellmet/shared/problem';
import type { Trouble } from './messages.ts';

const timeoutMs = 12_000;

export interface Caller {
  /** Origin of the server. */
  url: string;
  token?: string | undefined;
}

/**
 * Asks the server. Never throws for what a network or a server does: no answer, a refusal, the end of the sign-in and an answer
 * that this version does not understand are values. The answer of a 204 is `undefined`.
 */
export async function callServer<N extends RouteName>(
  name: N,
  question: Question<N>,
  caller: Caller,
): Promise<{ answer: Answer<N> } | Trouble> {
  const route: Route = api[name];
  const { body }: { body?: unknown } = question;

  let status: number;
  let json: unknown;
  try {
    const response = await fetch(new URL(addressOf(name, question), caller.url), {
      method: route.method.toUpperCase(),
      headers: {
        ...(caller.token && { authorization: `Bearer ${caller.token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(timeoutMs),
    });
    status = response.status;
    if (status === 204) return { answer: undefined as Answer<N> };
    json = await response.json();
  } catch {
    // No answer, half an answer, or a page of something that stands before the server.
    return { trouble: 'unreachable' };
  }

  if (status === 200) {
    const parsed = route.answer?.safeParse(json);
    return parsed?.success ? { answer: parsed.data as Answer<N> } : { trouble: 'updateNeeded' };
  }
  const problem = Problem.safeParse(json);
  if (!problem.success) return { trouble: status >= 500 ? 'unreachable' : 'updateNeeded' };
  switch (problem.data.code) {
    case 'unauthenticated':
      return { trouble: 'signedOut' };
    case 'unavailable':
      return { trouble: 'unreachable' };
    default:
      return { trouble: 'refused', problem: problem.data };
  }
}

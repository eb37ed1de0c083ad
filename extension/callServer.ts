/** One fetch: the question typed, the answer parsed, both by the contract in shared/src/api.ts. */
import { addressOf, api, type Answer, type Api, type Question, type Route, type RouteName, type UploadName } from '@wellmet/shared/api';
import { contractHeader, contractVersion } from '@wellmet/shared/contract';
import { Problem } from '@wellmet/shared/problem';
import type { Trouble } from './messages.ts';

const timeoutMs = 12_000;
/** A file is made while it is sent, however many rows it has; a language model may take its time, too. */
const longTimeoutMs = 130_000;
/** The server gives a sign of life every twenty seconds. */
const silenceMs = 50_000;
const longestLine = 10_000;

export interface Caller {
  /** Origin of the server. */
  url: string;
  token?: string | undefined;
}

/** What a route answers that knows versions, asked with the one it still has. */
type NotModified<N extends RouteName> = Api[N] extends { isVersioned: true } ? 'notModified' : never;
/** The text of a file, or what the contract says. */
type Told<N extends RouteName> = Api[N] extends { file: object } ? string : Answer<N> | NotModified<N>;

export interface Answered<N extends RouteName> {
  answer: Told<N>;
  /** When the server said so, by its own clock: devices' clocks are not to be compared. */
  at: string;
}

/**
 * Asks the server. Never throws for what a network or a server does: no answer, a refusal, the end of the sign-in and an answer
 * that this version does not understand are values. The answer of a 204 is `undefined`, that of a file its text without a byte order mark.
 * @param version of the answer that is here already: where it still holds, `notModified` is all that comes.
 */
export async function callServer<N extends RouteName>(
  name: N,
  question: Question<N>,
  caller: Caller,
  version?: string,
): Promise<Answered<N> | Trouble> {
  const { file, isSlow }: Route = api[name];
  let response: Response | undefined;
  let json: unknown;
  try {
    response = await send(name, question, caller, AbortSignal.timeout(file || isSlow ? longTimeoutMs : timeoutMs), { version });
    if (response.status === 204) return { answer: undefined as Told<N>, at: momentOf(response) };
    if (response.status === 304 && version !== undefined) return { answer: 'notModified' as Told<N>, at: momentOf(response) };
    // Anything else is a page of something that stands before the server, and no JSON either.
    if (response.status === 200 && file && response.headers.get('content-type')?.startsWith(file.type))
      return { answer: (await response.text()) as Told<N>, at: momentOf(response) };
    json = await response.json();
  } catch {
    // No answer, half an answer, or a page of something that stands before the server.
    return { trouble: 'unreachable', ...patienceOf(response) };
  }
  return saidBy(name, response, json);
}

/**
 * Sends a file as it is on the disk, piece after piece: it is never in memory whole. As `callServer` it never throws for what a network or a server does.
 * Nothing but `signal` ends it: the server itself gives up a file of which nothing comes.
 */
export async function sendToServer<N extends UploadName>(
  name: N,
  question: Question<N>,
  file: Blob,
  caller: Caller,
  signal: AbortSignal,
): Promise<Answered<N> | Trouble> {
  let response: Response | undefined;
  try {
    response = await send(name, question, caller, signal, { file });
    return saidBy(name, response, await response.json());
  } catch {
    return { trouble: 'unreachable', ...patienceOf(response) };
  }
}

function saidBy<N extends RouteName>(name: N, response: Response, json: unknown): Answered<N> | Trouble {
  if (response.status !== 200) return troubleOf(response, json);
  const { answer: schema }: Route = api[name];
  const parsed = schema?.safeParse(json);
  return parsed?.success ? { answer: parsed.data as Told<N>, at: momentOf(response) } : { trouble: 'updateNeeded' };
}

/**
 * Listens to what the server tells until either side has enough. As `callServer` it never throws for what a network or a server does.
 * @param signal ends it. @param hear gets the name of each event. @returns why it is over; undefined where the server has ended it.
 */
export async function listenToServer(
  question: Question<'events'>,
  caller: Caller,
  signal: AbortSignal,
  hear: (event: string) => void,
): Promise<Trouble | undefined> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), timeoutMs);
  let response: Response | undefined;
  try {
    response = await send('events', question, caller, AbortSignal.any([signal, silence.signal]));
    if (response.status !== 200 || !response.body) return troubleOf(response, await response.json());
    const hearLines = eventsIn(hear);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMs);
      const { done, value } = await reader.read();
      if (done) return undefined;
      hearLines(value);
    }
  } catch {
    return { trouble: 'unreachable', ...patienceOf(response) };
  } finally {
    clearTimeout(timer);
  }
}

/** Server-sent events of the HTML standard, as far as ours go: a name, and an empty line that ends it. */
function eventsIn(hear: (event: string) => void): (text: string) => void {
  let rest = '';
  let event = '';
  return (text) => {
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) throw new RangeError('a line without an end');
    for (const line of lines) {
      const [, name] = /^event: ?(.*)$/.exec(line) ?? [];
      if (name !== undefined) event = name;
      if (line === '' && event !== '') hear(event);
      if (line === '') event = '';
    }
  };
}

async function send<N extends RouteName>(
  name: N,
  question: Question<N>,
  { url, token }: Caller,
  signal: AbortSignal,
  { version, file }: { version?: string | undefined; file?: Blob } = {},
): Promise<Response> {
  const { body }: { body?: unknown } = question;
  return fetch(new URL(addressOf(name, question), url), {
    method: api[name].method.toUpperCase(),
    headers: {
      [contractHeader]: String(contractVersion),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      // Browsers know the type of few files, and the server looks into them anyway.
      ...(file && { 'content-type': 'application/octet-stream' }),
      ...(version !== undefined && { 'if-none-match': `"${version}"` }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(file && { body: file }),
    credentials: 'omit',
    redirect: 'error',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
    signal,
  });
}

function troubleOf(response: Response, json: unknown): Trouble {
  const problem = Problem.safeParse(json);
  if (!problem.success) return response.status >= 500 ? { trouble: 'unreachable', ...patienceOf(response) } : { trouble: 'updateNeeded' };
  switch (problem.data.code) {
    case 'unauthenticated':
      return { trouble: 'signedOut' };
    case 'upgrade-required':
      return { trouble: 'updateNeeded' };
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

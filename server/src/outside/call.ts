/** One call of somebody else's server, within its time and size. What comes back is text that nobody believes yet. */
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { bare, ForbiddenAddressError, guardedLookup, isOpenTo } from './address.ts';

export interface OutsideCall {
  /** Sent as a bearer token, and nowhere else. */
  key: string | undefined;
  /** JSON. Absent: it is only asked. */
  body?: string;
  /** Besides those that every call has. */
  headers?: Record<string, string>;
  /** For all of it. */
  timeoutMs: number;
  /** Who sends more is not read to the end. */
  mostBytes: number;
}

/** Why there is no answer. */
export type OutsideTrouble =
  /** The address leads where it must not, or elsewhere. */
  | 'address'
  /** Not in time. */
  | 'noAnswer'
  /** Nobody is there, or they broke off. */
  | 'unreachable'
  /** They do not want to. */
  | 'refused'
  /** Not now. */
  | 'busy'
  /** Too much, or packed although that was not asked for. */
  | 'unusable';

export type OutsideAnswer = { text: string; status: number } | { trouble: OutsideTrouble; status?: number; retryAfterMs?: number };

/** @param stopping ends it with `noAnswer`. */
export async function callOutside(url: URL, call: OutsideCall, mayBeOwn: boolean, stopping: AbortSignal): Promise<OutsideAnswer> {
  const host = bare(url.hostname);
  // A name is looked at when it is resolved; numbers are resolved by nobody.
  if (isIP(host) !== 0 && !isOpenTo(url, host, mayBeOwn)) return { trouble: 'address' };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(call.timeoutMs)]);
  try {
    const response = await send(url, call, mayBeOwn, signal);
    const status = response.statusCode ?? 0;
    const trouble = troubleOf(status);
    if (trouble !== undefined) {
      response.destroy();
      return { trouble, status, ...retryAfterOf(response) };
    }
    const text = await textOf(response, call.mostBytes);
    return text === undefined ? { trouble: 'unusable', status } : { text, status };
  } catch (error) {
    if (signal.aborted) return { trouble: 'noAnswer' };
    return { trouble: error instanceof ForbiddenAddressError ? 'address' : 'unreachable' };
  }
}

function send(url: URL, { key, body, headers }: OutsideCall, mayBeOwn: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((done, fail) => {
    // No agent: a connection of its own each time, so that each time it is looked at where it goes. No redirect is followed: Node's does not.
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: body === undefined ? 'GET' : 'POST',
      agent: false,
      signal,
      lookup: guardedLookup(url, mayBeOwn),
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        accept: 'application/json',
        ...headers,
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
    });
    request.once('response', done);
    // Also after the answer has begun: an error that nobody hears would end the process.
    request.on('error', fail);
    request.end(body);
  });
}

function troubleOf(status: number): OutsideTrouble | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) return 'address';
  return status === 408 || status === 429 || status >= 500 ? 'busy' : 'refused';
}

/** Seconds or a date. */
function retryAfterOf({ headers }: IncomingMessage): { retryAfterMs?: number } {
  const told = headers['retry-after'];
  if (told === undefined) return {};
  const ms = /^\d+$/.test(told) ? Number(told) * 1000 : Date.parse(told) - Date.now();
  return Number.isFinite(ms) ? { retryAfterMs: Math.max(0, ms) } : {};
}

/** @returns undefined for one that is too large, or packed. */
async function textOf(response: IncomingMessage, mostBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const { 'content-encoding': packed = 'identity', 'content-length': length } = response.headers;
  if (packed !== 'identity' || Number(length ?? 0) > mostBytes) {
    response.destroy();
    return undefined;
  }
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop ends the connection.
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** One question to a language model over an OpenAI-compatible API, within its time and size. What comes back is text that nobody believes yet. */
import { request as overHttp, type IncomingMessage } from 'node:http';
import { request as overHttps } from 'node:https';
import { isIP } from 'node:net';
import { ModelAnswer, type ModelTrouble } from '@wellmet/shared/languageModel';
import { z } from 'zod';
import { bare, ForbiddenAddressError, guardedLookup, isOpenTo } from './address.ts';

/** A model with its key, as it is asked. */
export interface Model {
  url: string;
  model: string;
  key: string | undefined;
  timeoutMs: number;
}

export interface ModelQuestion {
  instructions: string;
  profile: string;
}

export type Told = { text: string } | { trouble: ModelTrouble; retryAfterMs?: number };

/** A reading is some kilobytes. Who sends more is not read to the end. */
const mostBytes = 256 * 1024;

const { $schema: _, ...answerSchema } = z.toJSONSchema(ModelAnswer);

const Completion = z.object({ choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1) });

/** @param stopping ends it with `noAnswer`. */
export async function askModel(model: Model, question: ModelQuestion, mayBeOwn: boolean, stopping: AbortSignal): Promise<Told> {
  const url = new URL(`${model.url.replace(/\/+$/, '')}/chat/completions`);
  const host = bare(url.hostname);
  // A name is looked at when it is resolved; numbers are resolved by nobody.
  if (isIP(host) !== 0 && !isOpenTo(url, host, mayBeOwn)) return { trouble: 'address' };
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(model.timeoutMs)]);
  try {
    const response = await send(url, model, question, mayBeOwn, signal);
    const trouble = troubleOf(response.statusCode ?? 0);
    if (trouble !== undefined) {
      response.destroy();
      return { trouble, ...retryAfterOf(response) };
    }
    const body = await textOf(response);
    const completion = body === undefined ? undefined : Completion.safeParse(jsonOf(body)).data;
    const text = completion?.choices[0]?.message.content;
    return text === undefined ? { trouble: 'unusable' } : { text };
  } catch (error) {
    if (signal.aborted) return { trouble: 'noAnswer' };
    return { trouble: error instanceof ForbiddenAddressError ? 'address' : 'unreachable' };
  }
}

function send(url: URL, { model, key }: Model, question: ModelQuestion, mayBeOwn: boolean, signal: AbortSignal): Promise<IncomingMessage> {
  const body = JSON.stringify({
    model,
    temperature: 0,
    messages: [
      { role: 'system', content: question.instructions },
      { role: 'user', content: question.profile },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'reading', strict: true, schema: answerSchema } },
  });
  return new Promise((done, fail) => {
    // No agent: a connection of its own each time, so that each time it is looked at where it goes. No redirect is followed: Node's does not.
    const request = (url.protocol === 'https:' ? overHttps : overHttp)(url, {
      method: 'POST',
      agent: false,
      signal,
      lookup: guardedLookup(url, mayBeOwn),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        accept: 'application/json',
        ...(key !== undefined && { authorization: `Bearer ${key}` }),
      },
    });
    request.once('response', done);
    // Also after the answer has begun: an error that nobody hears would end the process.
    request.on('error', fail);
    request.end(body);
  });
}

function troubleOf(status: number): ModelTrouble | undefined {
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

/** @returns undefined for one that is too large. */
async function textOf(response: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Leaving the loop ends the connection.
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What a text is as JSON; undefined where it is none. Models like to put a fence around it. */
export function jsonOf(text: string): unknown {
  const inner = /^\s*```(?:json)?\s*\n([\s\S]*?)\n?```\s*$/.exec(text)?.[1] ?? text;
  try {
    return JSON.parse(inner) as unknown;
  } catch {
    return undefined;
  }
}

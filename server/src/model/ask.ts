/** One question to a language model over an OpenAI-compatible API, within its time and size. What comes back is text that nobody believes yet. */
import { ModelAnswer, type ModelTrouble } from '@wellmet/shared/languageModel';
import { z } from 'zod';
import { callOutside } from '../outside/call.ts';

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
export async function askModel(
  { url, model, key, timeoutMs }: Model,
  { instructions, profile }: ModelQuestion,
  mayBeOwn: boolean,
  stopping: AbortSignal,
): Promise<Told> {
  const body = JSON.stringify({
    model,
    temperature: 0,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: profile },
    ],
    response_format: { type: 'json_schema', json_schema: { name: 'reading', strict: true, schema: answerSchema } },
  });
  const address = new URL(`${url.replace(/\/+$/, '')}/chat/completions`);
  const told = await callOutside(address, { key, body, timeoutMs, mostBytes }, mayBeOwn, stopping);
  if ('trouble' in told) return told;
  const text = Completion.safeParse(jsonOf(told.text)).data?.choices[0]?.message.content;
  return text === undefined ? { trouble: 'unusable' } : { text };
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

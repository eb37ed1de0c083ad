/** One page of a provider's people, as docs/operator.md describes it to providers. */
import { z } from 'zod';
import { callOutside, type OutsideAnswer } from '../outside/call.ts';

export interface Provider {
  url: string;
  key: string | undefined;
  timeoutMs: number;
}

export interface Page {
  /** Nobody has looked at them yet. */
  people: unknown[];
  /** Where the next page begins; null: the next fetch begins anew. */
  cursor: string | null;
  more: boolean;
  bytes: number;
}

export const mostPeople = 1000;
const mostBytes = 4 * 1024 ** 2;

const Answer = z
  .object({
    people: z.array(z.unknown()).max(mostPeople),
    cursor: z
      .string()
      .regex(/^[\x21-\x7e]{1,500}$/)
      .nullish(),
    more: z.boolean(),
  })
  .refine(({ cursor, more }) => !more || typeof cursor === 'string');

/** @param cursor null: from the beginning. @param stopping ends it with `noAnswer`. */
export async function askPage(
  { url, ...provider }: Provider,
  cursor: string | null,
  mayBeOwn: boolean,
  stopping: AbortSignal,
): Promise<Page | Exclude<OutsideAnswer, { text: string }>> {
  const address = new URL(url);
  address.searchParams.set('limit', String(mostPeople));
  if (cursor !== null) address.searchParams.set('cursor', cursor);
  const told = await callOutside(address, { ...provider, mostBytes }, mayBeOwn, stopping);
  if ('trouble' in told) return told;
  const { data } = Answer.safeParse(jsonOf(told.text));
  // Who names the same place again would be asked for ever.
  if (!data || (data.more && data.cursor === cursor)) return { trouble: 'unusable' };
  return { people: data.people, cursor: data.cursor ?? null, more: data.more, bytes: Buffer.byteLength(told.text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

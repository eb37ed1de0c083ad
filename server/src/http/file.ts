/** Files over HTTP, sent as they are made. */
import type { Route } from '@wellmet/shared/api';

/** Browsers' types, by which tests of both sides are checked, do not have it yet. */
const streams = ReadableStream as unknown as { from(parts: AsyncIterable<Uint8Array>): ReadableStream };

/**
 * The answer of a route with `file`. What fails before the first part is the caller's to answer; after it, the connection breaks, so that no
 * part of a file passes for the whole. Nobody waits any more: `parts` is told to end.
 * @param onBroken hears why it broke; the one who asked does not.
 * @throws what the first part throws.
 */
export async function fileResponse(
  { type, name }: NonNullable<Route['file']>,
  parts: AsyncIterable<string>,
  onBroken: (error: unknown) => void,
): Promise<Response> {
  const rest = parts[Symbol.asyncIterator]();
  const first = await rest.next();
  const encoder = new TextEncoder();
  async function* bytes(): AsyncGenerator<Uint8Array, void> {
    let isBroken = false;
    try {
      for (let part = first; !part.done; part = await rest.next()) yield encoder.encode(part.value);
    } catch (error) {
      isBroken = true;
      onBroken(error);
    } finally {
      await rest.return?.();
    }
    // Without its cause: the adapter prints what breaks an answer, and the cause may hold data of people.
    if (isBroken) throw new Error('the file broke off');
  }
  return new Response(streams.from(bytes()), {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  });
}

/** From a request to a parsed question: form, size, type, schema. What is wrong is told by JSON pointer, never with the value. */
import type { Route } from '@wellmet/shared/api';
import type { Context } from 'hono';
import type { z } from 'zod';
import { ProblemError } from './problem.ts';

export const bodyLimitBytes = 1024 * 1024;

/**
 * @throws ProblemError `unsupported-media-type`, `body-too-large` or `invalid-request`.
 */
export async function readQuestion(
  route: Route,
  context: Context,
): Promise<{ params?: unknown; query?: unknown; body?: unknown; upload?: AsyncIterable<Uint8Array> }> {
  return {
    ...(route.params && { params: readParams(route, context) }),
    ...(route.query && { query: parse(route.query, context.req.query(), '') }),
    ...(route.body && { body: parse(route.body, await readJson(context.req.raw), '') }),
    ...(route.upload && { upload: uploaded(route.upload, context.req.raw) }),
  };
}

/** The path's own parameters; one that cannot be names nothing, so the answer is `not-found`. */
export function readParams(route: Route, context: Context): Record<string, unknown> {
  if (!route.params) return {};
  const { data } = route.params.safeParse(context.req.param());
  if (!data) throw new ProblemError('not-found');
  return data;
}

/** The body as it comes; what is longer breaks off. */
function uploaded({ types, maxBytes }: NonNullable<Route['upload']>, request: Request): AsyncIterable<Uint8Array> {
  if (!types.includes(typeOf(request)))
    throw new ProblemError('unsupported-media-type', { detail: `The body must be ${types.join(', ')}.` });
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw new ProblemError('body-too-large');
  return (async function* () {
    let size = 0;
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new ProblemError('body-too-large');
      yield chunk;
    }
  })();
}

const typeOf = (request: Request): string => (request.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

async function readJson(request: Request): Promise<unknown> {
  if (typeOf(request) !== 'application/json') throw new ProblemError('unsupported-media-type');
  const text = await readText(request);
  try {
    return JSON.parse(text);
  } catch {
    throw new ProblemError('invalid-request', { errors: [{ pointer: '', message: 'not JSON' }] });
  }
}

/** A body that is not a file has come by then: the server itself bounds no request, since files may take hours (http/server.ts). */
const bodyMs = 60_000;

/** @throws ProblemError `body-too-large`, `invalid-request`. */
export async function readText(request: Request, withinMs = bodyMs): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > bodyLimitBytes) throw new ProblemError('body-too-large');
  if (!request.body) return '';
  const reader = request.body.getReader();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    // Ends the loop below; what the sender's end says to that is nobody's business.
    reader.cancel().catch(() => {});
  }, withinMs);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      size += next.value.byteLength;
      if (size > bodyLimitBytes) throw new ProblemError('body-too-large');
      chunks.push(next.value);
    }
  } finally {
    clearTimeout(timer);
    // What has not been read is not wanted, whatever becomes of it.
    reader.cancel().catch(() => {});
  }
  if (isLate) throw new ProblemError('invalid-request', { errors: [{ pointer: '', message: 'did not come in time' }] });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    throw new ProblemError('invalid-request', { errors: [{ pointer: '', message: 'not UTF-8' }] });
  }
}

function parse<S extends z.ZodType>(schema: S, given: unknown, base: string): z.output<S> {
  const { data, error } = schema.safeParse(given);
  if (error)
    throw new ProblemError('invalid-request', {
      errors: error.issues.slice(0, 20).map((issue) => ({ pointer: base + pointerTo(issue.path), message: wording(issue) })),
    });
  const unstorable = firstUnstorable(data, base);
  if (unstorable !== undefined)
    throw new ProblemError('invalid-request', { errors: [{ pointer: unstorable, message: 'has a character that is no text' }] });
  return data;
}

const pointerTo = (path: readonly PropertyKey[]): string =>
  path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Names of unknown fields come from the caller: they are no better than values. */
function wording(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.length === 1 ? 'has a field that is not known' : 'has fields that are not known';
  return issue.message;
}

/** PostgreSQL keeps no NUL and no half of a surrogate pair, and neither is text. */
function firstUnstorable(value: unknown, pointer: string): string | undefined {
  if (typeof value === 'string') return value.includes('\0') || !value.isWellFormed() ? pointer : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = firstUnstorable(inner, `${pointer}/${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

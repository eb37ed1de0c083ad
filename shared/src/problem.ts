/** Errors over HTTP: RFC 9457 problem details (`application/problem+json`), one union of codes. */
import { z } from 'zod';

/** Every code with its HTTP status. */
export const problemStatus = {
  'invalid-request': 400,
  'password-too-common': 400,
  unauthenticated: 401,
  'wrong-credentials': 401,
  forbidden: 403,
  /** The operator lets in whoever is invited, and nobody else. */
  'sign-up-closed': 403,
  /** Accounts are made by a letter here (`askForDevice`). */
  'sign-up-by-letter': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'email-taken': 409,
  'request-id-reused': 409,
  /** Made too long ago to be told from one that was done and forgotten: decide anew. */
  'request-too-old': 409,
  'wrong-state': 409,
  'ledger-stopped': 409,
  'resync-needed': 410,
  /** A link or a code: used, too old, or never handed out. */
  'link-ended': 410,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  misdirected: 421,
  /** The extension is older than what the server still answers (contract.ts). */
  'upgrade-required': 426,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
  /** Said by a device of itself, never by the server: something could not be written down. */
  'no-room': 507,
} as const;
export type ProblemCode = keyof typeof problemStatus;
export const problemCodes = Object.keys(problemStatus) as [ProblemCode, ...ProblemCode[]];

/**
 * `code` is for programs, `title` and `detail` for people (English), `requestId` for the operator's log.
 * `type` is `/problems/<code>`, relative to the server. `errors` lists what is wrong with an `invalid-request`, by JSON pointer, without the values.
 */
export const Problem = z.object({
  type: z.string(),
  code: z.enum(problemCodes),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), message: z.string() })).optional(),
  /** Seconds, with `too-many-requests` and `unavailable`; also the header `Retry-After`. */
  retryAfterSeconds: z.int().min(0).optional(),
});
export type Problem = z.infer<typeof Problem>;

/** Keys for programs of a workspace. A key acts in the name of the member who made it, and may do no more than they, and than its scopes. */
import { z } from 'zod';

/**
 * read: see contacts, campaigns, the pool, the ledger, and ask what something would cost;
 * analyse: take credits; campaigns: campaigns, engagements, templates, corrections; manage: imports, caps, merges and erasures.
 * Members, plans, keys and language models are for people alone.
 */
export const apiScopes = ['read', 'analyse', 'campaigns', 'manage'] as const;
export const ApiScope = z.enum(apiScopes);
export type ApiScope = z.infer<typeof ApiScope>;

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(ApiScope),
  madeBy: z.object({ id: z.uuid(), name: z.string() }),
  madeAt: z.iso.datetime({ offset: true }),
  /** Absent: until it is revoked. */
  expiresAt: z.iso.datetime({ offset: true }).optional(),
  /** To the hour. */
  lastUsedAt: z.iso.datetime({ offset: true }).optional(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const NewApiKey = z.strictObject({
  /** Also the key's id. */
  requestId: z.uuid(),
  name: z.string().trim().min(1).max(60),
  scopes: z
    .array(ApiScope)
    .min(1)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'a scope twice'),
  /** Null: until it is revoked. */
  days: z.literal([30, 90, 365]).nullable(),
});
export type NewApiKey = z.infer<typeof NewApiKey>;

/** `secret` is what a program sends as its bearer token; it appears in this answer and nowhere else. */
export const MadeApiKey = z.object({ key: ApiKey, secret: z.string() });
export type MadeApiKey = z.infer<typeof MadeApiKey>;

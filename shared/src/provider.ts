/** A provider of people behind the workspace's own key, from whom its pool is fed. What it is asked and answers: docs/operator.md. product.md 6. */
import { z } from 'zod';
import { OutsideKey, OutsideUrl } from './outside.ts';
import { ImportTerms } from './pool.ts';

/** The setting as members see it: never the key. */
export const PoolProvider = z.object({
  /** Absent: nothing is set. */
  setting: z
    .object({
      url: z.string(),
      hasKey: z.boolean(),
      terms: ImportTerms,
      /** Whether the next fetch goes on behind the last one, instead of beginning anew. */
      goesOn: z.boolean(),
      /** The import of the last fetch. */
      importId: z.uuid().optional(),
    })
    .optional(),
  /** Whether the operator lets providers be on this server's own network, over http too. */
  mayBePrivate: z.boolean(),
});
export type PoolProvider = z.infer<typeof PoolProvider>;

/** What an owner or admin sets. Without `key` the one that is kept stays, as long as the address is the same. */
export const PoolProviderSetting = ImportTerms.extend({ requestId: z.uuid(), url: OutsideUrl, key: OutsideKey.optional() });
export type PoolProviderSetting = z.infer<typeof PoolProviderSetting>;

export const FetchRequest = z.strictObject({
  requestId: z.uuid(),
  /** Everything once more, wherever the last fetch came to. */
  fromStart: z.boolean().default(false),
});
export type FetchRequest = z.infer<typeof FetchRequest>;

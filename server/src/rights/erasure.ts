/** What erasing somebody would take away, for who is about to. */
import type { ErasurePreview } from '@wellmet/shared/rights';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { gather } from './gather.ts';

/** Campaigns in which erasing somebody changes nothing: they are out of them. */
const isOut = ({ state }: { state: string }): boolean => state === 'removed';

/** @throws ProblemError `not-found`. */
export async function erasurePreview(db: Kysely<Database>, workspaceId: string, contactId: string): Promise<ErasurePreview> {
  const { snapshots, engagements, corrections, campaigns, pool } = await gather(db, workspaceId, contactId, new Date());
  return {
    snapshots: snapshots.length,
    engagements: engagements.length,
    corrections: corrections.length,
    campaigns: [...new Set(campaigns.filter((one) => !isOut(one)).map(({ name }) => name))],
    poolRows: pool.filter(({ isOperators }) => !isOperators).length,
  };
}

/** What is told of a contact's reading. Apart from `reading.ts`, which reads contacts itself. */
import type { ModelReading, ModelTrouble } from '@wellmet/shared/languageModel';
import { sql } from 'kysely';
import type { Found } from './stand.ts';

/** Of a contact `c`, what its model has read of the snapshot that it shows; a row or none. */
export const readingOf = sql`
  select state, trouble, at, engine, version, found, rejected from model_reading r
  where r.workspace_id = c.workspace_id and r.contact_id = c.contact_id and r.snapshot_seq = c.snapshot_seq limit 1`;

/** Such a row, as JSON of the database. */
export interface StoredReading {
  state: ModelReading['state'];
  trouble: ModelTrouble | null;
  at: string;
  engine: string | null;
  version: number | null;
  found: Found | null;
  rejected: number | null;
}

/** As members see it. */
export const toldReading = ({ state, trouble, at, rejected }: StoredReading): ModelReading => ({
  state,
  at: new Date(at).toISOString(),
  ...(trouble !== null && { trouble }),
  ...(state === 'done' && rejected !== null && { rejected }),
});

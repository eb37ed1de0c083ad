/**
 * Everybody in a pool by keys of that pool alone (discover/keys.ts writes the same expression): a search reads nothing of other pools. Two parts
 * of everybody have indexes of their own. Until its servers are replaced, the version before searches without an index.
 */
import { sql, type Kysely } from 'kysely';
import { isInPart, keysOfPerson, partsWithIndex } from '../../discover/keys.ts';

export async function up(db: Kysely<never>): Promise<void> {
  await sql`drop index if exists pool_person_keys`.execute(db);
  await sql`create index pool_person_keys on pool_person using gin (${keysOfPerson}) where is_current`.execute(db);
  for (const part of partsWithIndex)
    await sql`create index ${sql.id(`pool_person_keys_${part}`)} on pool_person using gin (${keysOfPerson}) where is_current and ${isInPart(part)}`.execute(
      db,
    );
}

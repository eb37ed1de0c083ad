import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/**
 * The zone's name in its usual spelling, if it is an IANA zone that both this program and the database know; a fixed offset ("+01:00")
 * is not a zone.
 * @returns undefined for anything else.
 */
export async function knownTimeZone(db: Kysely<Database>, name: string): Promise<string | undefined> {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return undefined;
  let spelt: string;
  try {
    spelt = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
  const { rows } = await sql`select 1 from pg_timezone_names where name in (${spelt}, ${name}) limit 1`.execute(db);
  return rows.length > 0 ? spelt : undefined;
}

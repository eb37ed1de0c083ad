/** Invented people in a pool, for tests. */
import { plain } from '@wellmet/shared/plain';
import { sql, type Kysely } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { readTitle } from '../analysis/titles.ts';
import type { Database } from '../db/schema.ts';
import { learnPool } from './learn.ts';

export interface Invented {
  name: string;
  slug?: string | null;
  title?: string;
  company?: string;
  companySize?: number;
  industry?: number;
  country?: string;
  region?: string;
  city?: string;
  languages?: string[];
  about?: string;
  roleSince?: string;
  seenAt?: string;
}

/** A pool of a workspace's own, or the operator's. @returns its id. */
export async function newPool(db: Kysely<Database>, workspaceId: string | null): Promise<string> {
  const poolId = uuidv7();
  await sql`insert into pool (pool_id, owned_by, name, created_at) values (${poolId}, ${workspaceId}, ${`A fair ${poolId}`}, now())`.execute(
    db,
  );
  await sql`insert into pool_import (pool_id, import_id, file_name, terms, mapping, state, progress, bad_rows, started_at, alive_at)
    values (${poolId}, ${poolId}, 'fair.csv', '{"source": "Looms fair 2026"}', '[]', 'done', '{}', '[]', now(), now())`.execute(db);
  return poolId;
}

const or = <T>(value: T | undefined): T | null => value ?? null;
const foldedOr = (text: string | undefined): string | null => (text === undefined ? null : plain(text));

/** @returns their ids, by name. */
export async function fill(db: Kysely<Database>, poolId: string, people: readonly Invented[]): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { name, slug = plain(name).replaceAll(' ', '-'), title, company, about, city, ...one } of people) {
    const personId = uuidv7();
    ids.set(name, personId);
    const { seniority, function: fn } = title === undefined ? {} : readTitle(title);
    const words = [name, title, company, city]
      .filter((part) => part !== undefined)
      .map(plain)
      .join(' ');
    await sql`insert into pool_person (pool_id, person_id, import_id, line, digest, is_current, name, slug, title, about, company, company_size, industry, country, region, city,
        languages, seniority, function, role_since, seen_at, name_plain, title_plain, company_plain, city_plain, words)
      values (${poolId}, ${personId}, ${poolId}, ${ids.size}, '', true, ${name}, ${slug}, ${or(title)}, ${or(about)}, ${or(company)}, ${or(one.companySize)}, ${or(one.industry)},
        ${or(one.country)}, ${or(one.region)}, ${or(city)}, ${one.languages ?? []}, ${or(seniority)}, ${or(fn)}, ${or(one.roleSince)}, ${one.seenAt ?? '2026-11-01'},
        ${plain(name)}, ${foldedOr(title)}, ${foldedOr(company)}, ${foldedOr(city)},
        to_tsvector('simple', ${words}) || to_tsvector('english', ${plain(about ?? '')}) || to_tsvector('french', ${plain(about ?? '')}))`.execute(
      db,
    );
  }
  await learnPool(db, poolId);
  return ids;
}

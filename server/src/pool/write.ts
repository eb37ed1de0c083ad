/** Rows of an import into the pool: one short transaction a batch, under the pool's row, so that whoever dies leaves whole batches. */
import type { PoolImport } from '@wellmet/shared/pool';
import { rowProblems } from '@wellmet/shared/poolProblems';
import { sql, type Kysely, type Transaction } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { erasedHash } from '../credits/situation.ts';
import { anyLength, columnsOf, transact } from '../db/open.ts';
import type { Database } from '../db/schema.ts';
import type { BadRow, PoolRowSaid } from './normalise.ts';
import { Crowd, type IdentifyingRow } from './people.ts';

/** A pool, and whose erased people are kept out of it. */
export interface OwnPool {
  poolId: string;
  /** Undefined: the operator's. */
  workspaceId: string | undefined;
}

export type Counts = PoolImport['counts'];

/** A row that is in the pool or comes into it. */
interface Row extends IdentifyingRow {
  isStored: boolean;
  wasCurrent: boolean;
  said?: PoolRowSaid;
}

/** Whoever writes to a pool takes its row first. */
export const lockPool = (trx: Transaction<Database>, poolId: string): Promise<unknown> =>
  sql`select 1 from pool where pool_id = ${poolId} for no key update`.execute(trx);

/**
 * Writes a batch and what `about` says of the import, or nothing.
 * @returns what became of the rows; those that are ambiguous are bad.
 */
export async function writeBatch(
  db: Kysely<Database>,
  { poolId, workspaceId }: OwnPool,
  secret: string,
  importId: string,
  startedAt: Date,
  said: readonly PoolRowSaid[],
  keepProgress: (trx: Transaction<Database>, counts: Counts, bad: BadRow[]) => Promise<void>,
): Promise<void> {
  await transact(db, async (trx) => {
    await lockPool(trx, poolId);
    const counts: Counts = { rows: said.length, added: 0, updated: 0, unchanged: 0, bad: 0, erased: 0 };
    const bad: BadRow[] = [];
    const erased = workspaceId === undefined ? new Set<number>() : await erasedAmong(trx, workspaceId, secret, said);
    const crowd = new Crowd<Row>(uuidv7);
    for (const [personId, rows] of await knownRows(trx, poolId, said)) crowd.know(personId, rows);
    const inserted: Row[] = [];
    for (const one of said) {
      if (erased.has(one.line)) {
        counts.erased++;
        continue;
      }
      const row: Row = {
        slug: one.slug,
        member: one.member,
        email: one.emailHash?.toString('hex') ?? null,
        seenAt: (one.seenAt ?? startedAt).getTime(),
        importId,
        line: one.line,
        digest: one.digest.toString('hex'),
        isStored: false,
        wasCurrent: false,
        said: one,
      };
      const met = crowd.meet(row);
      if (met.outcome === 'ambiguous') {
        counts.bad++;
        bad.push({ line: one.line, problem: rowProblems.two });
      } else {
        counts[met.outcome === 'repeated' ? 'unchanged' : met.outcome]++;
        if (met.outcome !== 'repeated') inserted.push(row);
      }
    }
    await writePeople(trx, poolId, crowd, inserted);
    await keepProgress(trx, counts, bad);
  });
}

async function erasedAmong(
  trx: Transaction<Database>,
  workspaceId: string,
  secret: string,
  said: readonly PoolRowSaid[],
): Promise<Set<number>> {
  const asked = said.flatMap((row) => [
    ...(row.slug === null
      ? []
      : [{ line: row.line, kind: 'slug', hash: erasedHash(secret, workspaceId, { kind: 'slug', value: row.slug }) }]),
    ...(row.member === null
      ? []
      : [{ line: row.line, kind: 'member', hash: erasedHash(secret, workspaceId, { kind: 'member', value: row.member }) }]),
    ...(row.emailHash === null ? [] : [{ line: row.line, kind: 'email', hash: row.emailHash }]),
  ]);
  const key = columnsOf(asked);
  const { rows } = await sql<{ line: number }>`
    select asked.line from unnest(${key('integer', ({ line }) => line)}, ${key('text', ({ kind }) => kind)}, ${key('bytea', ({ hash }) => hash)})
      as asked (line, kind, hash)
    where exists (select 1 from erased_identifier e where e.workspace_id = ${workspaceId} and e.kind = asked.kind and e.hash = asked.hash)`.execute(
    trx,
  );
  return new Set(rows.map(({ line }) => line));
}

interface StoredRow {
  person_id: string;
  import_id: string;
  line: number;
  is_current: boolean;
  slug: string | null;
  member: string | null;
  email_hash: Buffer | null;
  seen_at: Date;
  digest: Buffer;
}

const rowOf = (stored: StoredRow): Row => ({
  slug: stored.slug,
  member: stored.member,
  email: stored.email_hash?.toString('hex') ?? null,
  seenAt: stored.seen_at.getTime(),
  importId: stored.import_id,
  line: stored.line,
  digest: stored.digest.toString('hex'),
  isStored: true,
  wasCurrent: stored.is_current,
});

const byPerson = (rows: readonly StoredRow[]): Map<string, Row[]> => {
  const found = new Map<string, Row[]>();
  for (const stored of rows) found.set(stored.person_id, [...(found.get(stored.person_id) ?? []), rowOf(stored)]);
  return found;
};

const stored = sql`p.person_id, p.import_id, p.line, p.is_current, p.slug, p.member, p.email_hash, p.seen_at, p.digest`;

/** All rows of everybody who has an identifier in common with these. */
async function knownRows(trx: Transaction<Database>, poolId: string, said: readonly PoolRowSaid[]): Promise<Map<string, Row[]>> {
  const of = <T>(valueOf: (row: PoolRowSaid) => T | null): T[] => said.flatMap((row) => valueOf(row) ?? []);
  const { rows } = await sql<StoredRow>`
    with asked as materialized (
      select i.person_id from unnest(${anyLength(
        of(({ slug }) => slug),
        'text',
      )}) as k (value)
        cross join lateral (select person_id from pool_person where pool_id = ${poolId} and slug = k.value offset 0) as i
      union select i.person_id from unnest(${anyLength(
        of(({ member }) => member),
        'text',
      )}) as k (value)
        cross join lateral (select person_id from pool_person where pool_id = ${poolId} and member = k.value offset 0) as i
      union select i.person_id from unnest(${anyLength(
        of(({ emailHash }) => emailHash),
        'bytea',
      )}) as k (value)
        cross join lateral (select person_id from pool_person where pool_id = ${poolId} and email_hash = k.value offset 0) as i
    )
    select r.* from asked
    cross join lateral (select ${stored} from pool_person p where p.pool_id = ${poolId} and p.person_id = asked.person_id offset 0) as r`.execute(
    trx,
  );
  return byPerson(rows);
}

async function writePeople(trx: Transaction<Database>, poolId: string, crowd: Crowd<Row>, inserted: readonly Row[]): Promise<void> {
  const people = [...crowd.people.values()];
  const counting = new Set(people.map(({ current }) => current));
  const over = people.flatMap(({ rows }) => rows.filter((row) => row.isStored && row.wasCurrent && !counting.has(row)));
  await setCurrent(trx, poolId, over, false);
  const moved = people.flatMap(({ personId, merged }) => merged.map((from) => ({ from, personId })));
  if (moved.length > 0) {
    const move = columnsOf(moved);
    await sql`update pool_person p set person_id = m.person_id
      from unnest(${move('uuid', ({ from }) => from)}, ${move('uuid', ({ personId }) => personId)}) as m (merged_id, person_id)
      where p.pool_id = ${poolId} and p.person_id = m.merged_id`.execute(trx);
  }
  await insertRows(trx, poolId, crowd, inserted, counting);
}

async function setCurrent(trx: Transaction<Database>, poolId: string, rows: readonly Row[], isCurrent: boolean): Promise<void> {
  if (rows.length === 0) return;
  const row = columnsOf(rows);
  await sql`update pool_person p set is_current = ${isCurrent}
    from unnest(${row('uuid', ({ importId }) => importId)}, ${row('integer', ({ line }) => line)}) as r (import_id, line)
    where p.pool_id = ${poolId} and p.import_id = r.import_id and p.line = r.line`.execute(trx);
}

async function insertRows(
  trx: Transaction<Database>,
  poolId: string,
  crowd: Crowd<Row>,
  inserted: readonly Row[],
  counting: ReadonlySet<Row>,
): Promise<void> {
  const personOf = new Map([...crowd.people.values()].flatMap(({ personId, rows }) => rows.map((row) => [row, personId] as const)));
  const all = inserted.flatMap((row) => (row.said ? [{ row, said: row.said, personId: personOf.get(row) }] : []));
  if (all.length === 0) return;
  const of = columnsOf(all);
  const text = (valueOf: (said: PoolRowSaid) => unknown) => of('text', ({ said }) => valueOf(said));
  await sql`
    insert into pool_person (
      pool_id, person_id, import_id, line, is_current, digest, name, slug, member, email_hash, title, headline, about, company, company_size, industry,
      country, region, city, languages, seniority, function, role_since, seen_at, name_plain, title_plain, company_plain, city_plain, words
    )
    select ${poolId}::uuid, person_id, import_id, line, is_current, digest, name, slug, member, email_hash, title, headline, about, company, company_size,
      industry, country, region, city, string_to_array(languages, ' '), seniority, function, role_since, to_timestamp(seen_at), name_plain, title_plain,
      company_plain, city_plain, ${wordsOf}
    from unnest(
      ${of('uuid', ({ personId }) => personId)}, ${of('uuid', ({ row }) => row.importId)}, ${of('integer', ({ row }) => row.line)},
      ${of('boolean', ({ row }) => counting.has(row))}, ${of('bytea', ({ said }) => said.digest)}, ${text(({ name }) => name)},
      ${text(({ slug }) => slug)}, ${text(({ member }) => member)}, ${of('bytea', ({ said }) => said.emailHash)}, ${text(({ title }) => title)},
      ${text(({ headline }) => headline)}, ${text(({ about }) => about)}, ${text(({ company }) => company)},
      ${of('smallint', ({ said }) => said.companySize)}, ${of('smallint', ({ said }) => said.industry)}, ${text(({ country }) => country)},
      ${text(({ region }) => region)}, ${text(({ city }) => city)}, ${text(({ languages }) => languages.join(' '))},
      ${text(({ seniority }) => seniority)}, ${text((said) => said.function)}, ${of('date', ({ said }) => said.roleSince)},
      ${of('double precision', ({ row }) => row.seenAt / 1000)}, ${text(({ namePlain }) => namePlain)}, ${text(({ titlePlain }) => titlePlain)},
      ${text(({ companyPlain }) => companyPlain)}, ${text(({ cityPlain }) => cityPlain)}, ${text(plainOfLong)}, ${text(languageOfLong)}
    ) as said (
      person_id, import_id, line, is_current, digest, name, slug, member, email_hash, title, headline, about, company, company_size, industry, country,
      region, city, languages, seniority, function, role_since, seen_at, name_plain, title_plain, company_plain, city_plain, long_plain, long_language
    )`.execute(trx);
}

const plainOfLong = ({ headline, about }: PoolRowSaid): string => foldedWords(`${headline ?? ''} ${about ?? ''}`);
const foldedWords = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
/** The few words that tell the two apart; a person's text is long enough for one of them. */
const french = /(?<!\p{L})(?:je|et|des|les|une|pour|avec|dans|chez|est|mon|nos|notre)(?!\p{L})/giu;
const languageOfLong = ({ about }: PoolRowSaid): string => ((about?.match(french)?.length ?? 0) >= 2 ? 'french' : 'english');

/** Names and titles count most, then the company, then what they write of themselves, by the dictionary of its language, too. */
const wordsOf = sql`
  setweight(to_tsvector('simple', coalesce(title_plain, '')), 'A')
  || setweight(to_tsvector('simple', coalesce(company_plain, '') || ' ' || name_plain), 'B')
  || setweight(to_tsvector('simple', long_plain), 'C')
  || setweight(to_tsvector(case long_language when 'french' then 'french'::regconfig else 'english'::regconfig end, coalesce(about, '')), 'D')`;

/**
 * Takes an import's rows out, of some of its people.
 * @returns whether there are more.
 */
export async function removeSome(trx: Transaction<Database>, poolId: string, importId: string): Promise<boolean> {
  await lockPool(trx, poolId);
  const { rows: people } = await sql<{ person_id: string }>`
    select distinct person_id from (
      select person_id from pool_person where pool_id = ${poolId} and import_id = ${importId} order by line limit 2000
    ) as of_some`.execute(trx);
  if (people.length === 0) return false;
  const ids = anyLength(
    people.map((row) => row.person_id),
    'uuid',
  );
  // Person by person: an import that nothing is known of yet would be gone through whole for each of them.
  await sql`delete from pool_person p using (
      select r.import_id, r.line from unnest(${ids}) as o (person_id)
      cross join lateral (
        select x.import_id, x.line from pool_person x where x.pool_id = ${poolId} and x.person_id = o.person_id offset 0
      ) as r
      where r.import_id = ${importId} offset 0
    ) as gone
    where p.pool_id = ${poolId} and p.import_id = gone.import_id and p.line = gone.line`.execute(trx);
  const { rows } = await sql<StoredRow>`
    select ${stored} from unnest(${ids}) as o (person_id) join pool_person p on p.pool_id = ${poolId} and p.person_id = o.person_id
    order by p.import_id, p.line`.execute(trx);
  const again: Row[] = [];
  const moved: { row: Row; personId: string }[] = [];
  for (const [personId, left] of byPerson(rows)) {
    // Whom only this import made one are several again; the first of them keeps the id.
    let given = 0;
    const crowd = new Crowd<Row>(() => (given++ === 0 ? personId : uuidv7()));
    for (const row of left) if (crowd.meet(row).outcome === 'ambiguous') crowd.know(uuidv7(), [row]);
    for (const person of crowd.people.values()) {
      again.push(person.current);
      if (person.personId !== personId) moved.push(...person.rows.map((row) => ({ row, personId: person.personId })));
    }
  }
  if (moved.length > 0) {
    const move = columnsOf(moved);
    await sql`update pool_person p set person_id = m.person_id from unnest(
        ${move('uuid', ({ row }) => row.importId)}, ${move('integer', ({ row }) => row.line)}, ${move('uuid', ({ personId }) => personId)}
      ) as m (import_id, line, person_id)
      where p.pool_id = ${poolId} and p.import_id = m.import_id and p.line = m.line`.execute(trx);
  }
  await setCurrent(
    trx,
    poolId,
    again.filter(({ wasCurrent }) => !wasCurrent),
    true,
  );
  return true;
}

/**
 * What Discover costs: two hundred searches of every kind over HTTP beside a look-up of one person by the primary key, as the pool grows to
 * `BENCH_PEOPLE`; and what the indexes take of the disk.
 */
import { AnalyseOutcome } from '@wellmet/shared/credits';
import { Wanted, type Examples } from '@wellmet/shared/discover';
import { identifiersFromUrl } from '@wellmet/shared/identity';
import { sql } from 'kysely';
import type { z } from 'zod';
import { importFile } from '../../pool/import.ts';
import { offerPool, operatorsPool } from '../../pool/pools.ts';
import { analysisOf, sightingOf } from '../../testing/sightings.ts';
import type { Ground, Own } from '../ground.ts';
import { Connection } from '../http.ts';
import { median, percentile } from '../load.ts';
import { invented, populationCsv } from '../population.ts';
import { note, tell, wanted } from '../telling.ts';

const people = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);
const sizes = [10_000, 100_000].filter((size) => size < people).concat(people);
const searches = 200;

/** Leaves a large table behind. */
export async function finding(ground: Ground): Promise<void> {
  if (!wanted('find')) return;
  const own = ground.own[8];
  if (!own) throw new Error('too few workspaces');
  const { application, accounts } = ground;
  const pool = await operatorsPool(application.db, 'to be searched');
  await offerPool(application.db, pool.poolId, own.id);
  const connection = new Connection(ground.httpPort);
  const examples = await someContacts(connection, own);
  const asked = Array.from({ length: searches }, (_, n) => JSON.stringify({ wanted: searchOf(n, examples), limit: 20 }));
  const terms = { source: 'invented', licence: 'none', lawfulBasis: 'legitimateInterest' } as const;
  for (const [at, size] of sizes.entries()) {
    const order = { pool, fileName: 'people.csv', terms };
    const { id } = await importFile({ db: application.db, secret: accounts.secret }, order, bytes(populationCsv(size, sizes[at - 1])));
    await settle(ground);
    const search = (body: string): Promise<string> => connection.post(`/v1/workspaces/${own.id}/discover/searches`, own.token, body);
    const lookUp = (n: number): Promise<string> =>
      connection.get(`/bench/workspaces/${own.id}/people/${pool.poolId}/${id}/${2 + ((n * 7919) % 5000)}`, own.token);
    const times = { search: [] as number[], lookUp: [] as number[] };
    let found = 0;
    // In turn, so that what else the machine does falls on both. Statements are planned in the first round, which does not count.
    for (const isCounted of [false, true])
      for (const [n, body] of asked.entries()) {
        const from = performance.now();
        const answer = await search(body);
        const between = performance.now();
        await lookUp(n);
        if (!isCounted) continue;
        times.search.push(between - from);
        times.lookUp.push(performance.now() - between);
        if ((JSON.parse(answer) as { people: unknown[] }).people.length > 0) found++;
      }
    const told = { name: 'find', theirs: median(times.lookUp), unit: 'ms' };
    const [middle, slow] = [median(times.search), percentile(times.search, 0.95)];
    const of = `${size} people searched`;
    tell({ ...told, what: `${of}, median / a look-up by key`, ours: middle, ...(size === people && { goal: { atMost: 10 } }) });
    tell({ ...told, what: `${of}, 95th percentile / the same`, ours: slow, ...(size === people && { goal: { atMost: 40 } }) });
    note(`${found} of ${searches} searches found somebody; ${await bytesAPerson(ground, size)}`);
  }
  connection.close();
}

/** As it is some minutes after an import: the database has looked at the table, and nothing waits to be sorted into an index. */
async function settle({ owner }: Ground): Promise<void> {
  await sql`set statement_timeout = 0`.execute(owner.db);
  await sql`vacuum analyze pool_person`.execute(owner.db);
  await sql`vacuum analyze pool_value`.execute(owner.db);
}

/** Some of the first people, as contacts of the workspace. */
async function someContacts(connection: Connection, own: Own): Promise<Examples> {
  const sightings = Array.from({ length: 12 }, (_, n) => {
    const { name, headline, profileUrl } = invented(n * 11);
    return sightingOf(identifiersFromUrl(profileUrl) ?? {}, { name, headline });
  });
  const answer = await connection.post(`/v1/workspaces/${own.id}/analyses`, own.token, JSON.stringify(analysisOf(sightings)));
  const outcome = AnalyseOutcome.parse(JSON.parse(answer));
  const contactIds = outcome.outcome === 'done' ? outcome.people.flatMap(({ contact }) => contact?.id ?? []) : [];
  return { of: 'contacts', contactIds };
}

/** The `n`th search: each kind in turn, about somebody else of the pool each time. */
function searchOf(n: number, examples: Examples): Wanted {
  const person = invented(n * 37);
  const word = person.headline.split(' ')[0] ?? '';
  const [country, region, city] = [person.country, person.region, person.city];
  const kinds: z.input<typeof Wanted>[] = [
    {},
    { facets: { titles: [person.title] } },
    { facets: { titles: ['head of sales'], places: [{ country }] } },
    { facets: { keywords: 'contracts -intern' } },
    { facets: { keywords: `"${word} ${person.company.split(' ')[0] ?? ''}"` } },
    { facets: { keywords: 'suplier contracts' } },
    { facets: { titles: ['sale manger'], companySizes: [51, 201] } },
    { facets: { seniorities: ['director', 'vp'], functions: ['sales', 'marketing'] } },
    { facets: { industries: [Number(person.industry)], places: [{ country, region }] } },
    { facets: { companies: [person.company] } },
    { facets: { places: [{ city }], languages: ['fr'] } },
    { facets: { seniorities: ['manager'], exclude: { places: [{ country: 'FR' }], titles: ['marketing'], companies: [person.company] } } },
    { facets: { keywords: 'somebody nobody ever heard of' } },
    { facets: { seniorities: ['executive'], companySizes: [10001], industries: [Number(person.industry)], places: [{ city }] } },
    { examples },
    { examples, facets: { functions: ['engineering'], places: [{ country }] } },
  ];
  return Wanted.parse(kinds[n % kinds.length]);
}

async function bytesAPerson({ owner }: Ground, size: number): Promise<string> {
  const { rows } = await sql<{ name: string; bytes: number }>`
    select indexrelid::regclass::text as name, pg_relation_size(indexrelid) as bytes from pg_index where indrelid = 'pool_person'::regclass
    order by 2 desc`.execute(owner.db);
  const all = rows.reduce((sum, { bytes: one }) => sum + one, 0);
  const [largest] = rows;
  return `indexes ${Math.round(all / size)} bytes a person, of which ${largest?.name ?? ''} ${Math.round((largest?.bytes ?? 0) / size)}`;
}

async function* bytes(texts: Iterable<string>): AsyncGenerator<Uint8Array, void> {
  for (const text of texts) yield Buffer.from(text);
}

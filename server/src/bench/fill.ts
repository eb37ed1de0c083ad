/**
 * `node server/src/bench/fill.ts <e-mail> <count>`: that many invented contacts for the workspace of a member, beside a running server of
 * `WELLMET_DATA`. Rows as the product writes them; it would take an hour to analyse so many.
 */
import { sql, type Kysely } from 'kysely';
import { withServer } from '../commands/command.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../db/schema.ts';
import { nameKey } from '../discover/names.ts';

const [email = '', count = '50000'] = process.argv.slice(2);

const firstNames = ['Ysolde', 'Marcus', 'Théo', 'Hannah', 'Ines', 'Okke', 'Brigid', 'Lucien', 'Saoirse', 'Émile', 'Noor', 'Paavo', 'Zélie'];
const lastNames = [
  'Quill',
  'Lindmoor',
  'Brassard',
  'Oyelowe',
  'Fenwick',
  'Marchetti',
  'Delacour',
  'Nakagawa',
  'Thornbury',
  'Vasquez',
  'Äkäslompolo',
];
const titles = ['Head of Sales', 'VP Engineering', 'Directrice commerciale', 'Buyer', 'Chief Weaver', 'Responsable des achats', 'Founder'];
const companies = ['Nimbus Looms', 'Oak & Co', 'Tissages du Rhône', 'Harbour Dyeworks', 'Spindle', 'Ateliers Mercier', 'Northern Twine'];
const places = ['Lyon, France', 'Leeds, United Kingdom', 'Ghent, Belgium', 'Montréal, Canada', 'Porto, Portugal'];

/** One of these names for the number `n` of a person. */
const one = (names: string[], step: number) => sql`(${names}::text[])[1 + (n / ${step}::integer) % ${names.length}::integer]`;

await withServer(readConfig(process.env), async ({ accounts: { db } }) => {
  await sql`set statement_timeout = 0`.execute(db);
  await db.transaction().execute((trx) => fill(trx, Number(count)));
});

async function fill(db: Kysely<Database>, people: number): Promise<void> {
  const { rows } = await sql<{ workspace_id: string; member_id: string; seq: number }>`
    select h.workspace_id, u.id as member_id, h.seq from "user" u join member m on m."userId" = u.id
    join credit_head h on h.workspace_id = m."organizationId" where u.email = ${email} for no key update of h`.execute(db);
  const [own] = rows;
  if (!own) throw new Error(`no workspace of ${email}`);
  const { workspace_id: workspaceId, member_id: memberId, seq } = own;
  // Twenty-five at a time, as bulk actions come.
  const made = sql`
    select overlay(overlay(md5(${workspaceId} || n) placing '8' from 13) placing '8' from 17)::uuid as contact_id, n, ${seq}::bigint + 1 + n / 25 as seq, now() - n * interval '1 minute' as at,
      jsonb_build_object(
        'identifiers', jsonb_build_object('slug', 'invented-' || n, 'member', 'ACoAA' || lpad(n::text, 34, 'B')),
        'name', ${one(firstNames, 1)} || ' ' || ${one(lastNames, firstNames.length)} || ' ' || n,
        'headline', ${one(titles, 3)} || ' at ' || ${one(companies, 5)},
        'company', ${one(companies, 5)}, 'location', ${one(places, 7)},
        'readFrom', jsonb_build_object('name', 'card'),
        'page', jsonb_build_object('kind', 'peopleSearch', 'url', 'https://www.linkedin.com/search/results/people/', 'generation', 'sdui')
      ) as sighting
    from generate_series(0, ${people - 1}::integer) as n`;
  await sql`insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
    select ${workspaceId}::uuid, contact_id, seq, at, ${memberId}::uuid, at, seq from (${made}) as made`.execute(db);
  for (const kind of ['slug', 'member'])
    await sql`insert into contact_identifier (workspace_id, kind, value, contact_id, seq)
      select ${workspaceId}::uuid, ${kind}, sighting -> 'identifiers' ->> ${kind}, contact_id, seq from (${made}) as made`.execute(db);
  await sql`insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at, name_key)
    select ${workspaceId}::uuid, contact_id, seq, contact_id, sighting,
      jsonb_build_object('engine', 'local', 'version', 1, 'facts', '[]'::jsonb, 'hooks', '[]'::jsonb), ${memberId}::uuid, at, ${nameKey}
    from (${made}) as made`.execute(db);
  await sql`update credit_head set seq = ${seq}::bigint + 1 + ${people}::bigint / 25 where workspace_id = ${workspaceId}`.execute(db);
}

/**
 * What the server may do with its own tables. It is not their owner: what was written of the ledger it can neither change nor remove, and so
 * nobody can who speaks through it. Migrations run as the owner. product.md 1 ("debit") and 2.11.
 */
import { createHmac } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { fenceTables } from './fence.ts';
import { databaseCode } from './open.ts';
import type { Database } from './schema.ts';

/** Whom the application connects as. */
export interface Role {
  name: string;
  /** The role is made where it is missing, and given this password; without one it is the operator's to make. */
  password?: string;
}

type Right = 'insert' | 'update' | 'delete';

/**
 * What is refused. Whoever may remove a row may remove what hangs on it: the ledger hangs on the workspace, its head and, where one is given
 * back, on its debits.
 */
const refused = {
  credit_entry: ['update', 'delete'],
  debit: ['update', 'delete'],
  campaign_event: ['update', 'delete'],
  erased_identifier: ['update', 'delete'],
  op_result: ['update'],
  // It is forgotten when it is old.
  audit_entry: ['update'],
  // Who is erased is forgotten in them, too: they can be removed.
  engagement: ['update'],
  contact_edit: ['update'],
  organization: ['delete'],
  credit_head: ['delete'],
  contact: ['delete'],
  plan: ['insert', 'update', 'delete'],
  // Which version was the last is what keeps an older one from being published again.
  page_rules: ['delete'],
  kysely_migration: ['insert', 'update', 'delete'],
  kysely_migration_lock: ['insert', 'update', 'delete'],
} as const satisfies Partial<Record<keyof Database | 'kysely_migration' | 'kysely_migration_lock', Right[]>>;

/** Columns that change all the same: whose a row is, after a merge, and that an engagement was taken back. */
const changing = {
  engagement: ['contact_id', 'withdrawn_at', 'withdrawn_by', 'withdrawn_seq'],
  contact_edit: ['contact_id'],
} as const satisfies { [T in keyof typeof refused & keyof Database]?: (keyof Database[T])[] };

/** For the embedded database: whoever has the owner's password needs no other one, and nobody gets back from this one to it. */
export const applicationRole = (ownerPassword: string): Role & { password: string } => ({
  name: 'wellmet_app',
  password: createHmac('sha256', ownerPassword).update('the application').digest('base64url'),
});

/**
 * Opens the tables to the application, and takes from it what it must not do. Doing it again changes nothing; servers that start together
 * take turns. The owner itself is never the application: nothing is taken from it.
 * @param owner a connection as the owner of the tables.
 * @throws the database's error, when the role is missing and no password is given, or the owner may not make roles.
 */
export async function openToApplication(owner: Kysely<Database>, role: Role): Promise<void> {
  for (let attempt = 1; ; attempt++)
    try {
      return await owner.transaction().execute((trx) => grantTo(trx, role));
    } catch (error) {
      if (attempt === 10 || !isLostRace(error)) throw error;
      await new Promise((done) => setTimeout(done, Math.random() * 20 * attempt));
    }
}

/** Roles are shared by all databases of a server, so somebody at another one may have been quicker: it was made, or changed, meanwhile. */
const isLostRace = (error: unknown): boolean =>
  ['42710', '23505', '40001', '40P01'].includes(databaseCode(error) ?? '') ||
  (error instanceof Error && error.message === 'tuple concurrently updated');

async function grantTo(trx: Kysely<Database>, { name, password }: Role): Promise<void> {
  if (name === (await userOf(trx))) return;
  const role = sql.id(name);
  await sql`select 1 from kysely_migration_lock for no key update`.execute(trx);
  if (password !== undefined) {
    const { rows } = await sql`select 1 from pg_roles where rolname = ${name}`.execute(trx);
    if (rows.length === 0) await sql`create role ${role}`.execute(trx);
    await sql`alter role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password ${sql.lit(password)}`.execute(
      trx,
    );
  }
  const { rows } = await sql<{ database: string; schema: string }>`
    select current_database() as database, current_schema() as schema`.execute(trx);
  const [database, schema] = [sql.id(rows[0]?.database ?? ''), sql.id(rows[0]?.schema ?? '')];
  // Everybody may make temporary tables where nothing else is said, and in older databases real ones, too.
  await sql`revoke all on database ${database} from public, ${role}`.execute(trx);
  await sql`revoke all on schema ${schema} from public, ${role}`.execute(trx);
  await sql`revoke all on all tables in schema ${schema} from public, ${role}`.execute(trx);
  await sql`grant connect on database ${database} to ${role}`.execute(trx);
  await sql`grant usage on schema ${schema} to ${role}`.execute(trx);
  await sql`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`.execute(trx);
  await fenceTables(trx);
  for (const [table, rights] of Object.entries(refused))
    await sql`revoke ${sql.join(rights.map((right) => sql.raw(right)))} on ${sql.table(table)} from ${role}`.execute(trx);
  for (const [table, columns] of Object.entries(changing))
    await sql`grant update (${sql.join(columns.map((column) => sql.id(column)))}) on ${sql.table(table)} to ${role}`.execute(trx);
}

/** As whom a connection acts. */
export async function userOf(db: Kysely<Database>): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_user as name`.execute(db);
  return rows[0]?.name ?? '';
}

/**
 * What the user of a connection may do that the application must not.
 * @returns sentences without a subject; none, when the database itself keeps the ledger as it was written.
 */
export async function excessOf(db: Kysely<Database>): Promise<string[]> {
  const rights = Object.entries(refused).flatMap(([table, those]) => [...those, 'truncate'].map((right) => ({ table, right })));
  const allowed = Object.entries(changing).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
  const { rows } = await sql<{ excess: string }>`
    with tables as (
      select asked.name, asked.right, c.oid, c.relowner
      from unnest(${rights.map(({ table }) => table)}::text[], ${rights.map(({ right }) => right)}::text[]) as asked (name, "right")
      join pg_class c on c.relname = asked.name and c.relnamespace = current_schema()::regnamespace
    )
    select 'is a superuser' as excess from pg_roles where rolname = current_user and rolsuper
    union all select 'is not bound by row security' from pg_roles where rolname = current_user and rolbypassrls
    union all select distinct 'acts as the owner of the tables' from tables where pg_has_role(current_user, relowner, 'member')
    union all select 'makes tables' where has_schema_privilege(current_schema(), 'create')
    union all select 'makes temporary tables' where has_database_privilege(current_database(), 'temporary')
    union all select 'makes schemas' where has_database_privilege(current_database(), 'create')
    union all select format('may %s %s', "right", name) from tables where has_table_privilege(oid, "right")
    union all select format('may %s %s of %s', "right", c.attname, name)
      from tables join pg_attribute c on c.attrelid = oid and c.attnum > 0 and not c.attisdropped
      where "right" in ('insert', 'update') and not has_table_privilege(oid, "right") and has_column_privilege(oid, c.attnum, "right")
        and name || '.' || c.attname <> all (${allowed}::text[])`.execute(db);
  return rows.map(({ excess }) => excess);
}

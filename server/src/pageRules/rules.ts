/** The rules of pages that this server hands out: the last ones published, unless they were withdrawn. A server can neither make nor change any. */
import { parseRules, type PageRules, type SignedRules } from '@wellmet/shared/pageRules';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ProblemError } from '../http/problem.ts';
import { keyIdOf, signatureFits } from './signing.ts';

/** Rules with when they were published. */
export interface Published {
  signed: SignedRules;
  version: number;
  publishedAt: Date;
  /** Extensions read by their built-in selectors since. */
  withdrawnAt: Date | null;
}

/** The last rules that were published, withdrawn or not. */
export async function lastPublished(db: Kysely<Database>): Promise<Published | undefined> {
  const row = await db.selectFrom('page_rules').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return (
    row && {
      signed: { rules: row.rules, signature: row.signature, keyId: row.key_id },
      version: row.version,
      publishedAt: row.published_at,
      withdrawnAt: row.withdrawn_at,
    }
  );
}

/** What extensions are told. Older rules do not come back when newer ones are withdrawn: extensions never go back. */
export async function rulesInForce(db: Kysely<Database>): Promise<SignedRules | undefined> {
  const last = await lastPublished(db);
  return last && !last.withdrawnAt ? last.signed : undefined;
}

/**
 * Hands these rules out from now on.
 * @param publicKey whose signature counts.
 * @throws ProblemError `invalid-request` with the reason, for another key's signature, another text than was signed, what are no rules, or a
 * version that is not greater than all before; nothing has changed then.
 */
export async function publishRules(db: Kysely<Database>, signed: SignedRules, publicKey: string): Promise<PageRules> {
  const own = keyIdOf(publicKey);
  if (signed.keyId !== own) throw refusal(`It is signed with the key ${signed.keyId}; the key of RULES_PUBLIC_KEY is ${own}.`);
  if (!signatureFits(signed, publicKey)) throw refusal('The signature is not of this text.');
  const rules = parseRules(signed.rules);
  if (!rules) throw refusal('What is signed are no rules that this version knows.');
  const { rows } = await sql`
    insert into page_rules (version, rules, signature, key_id, published_at)
    select ${rules.version}::integer, ${signed.rules}, ${signed.signature}, ${signed.keyId}, now()
    where not exists (select 1 from page_rules where version >= ${rules.version}::integer)
    on conflict do nothing returning version`.execute(db);
  if (rows.length > 0) return rules;
  const last = await lastPublished(db);
  throw refusal(`The version must be greater than ${last?.version}, which was published before.`);
}

/** Takes back what is handed out. @returns its version; undefined where there was nothing. */
export async function withdrawRules(db: Kysely<Database>): Promise<number | undefined> {
  const { rows } = await sql<{ version: number }>`
    update page_rules set withdrawn_at = now()
    where withdrawn_at is null and version = (select max(version) from page_rules) returning version`.execute(db);
  return rows[0]?.version;
}

const refusal = (detail: string): ProblemError => new ProblemError('invalid-request', { detail });

/** Why a workspace may have people, and how long it keeps them: its owner's word. product.md 7. */
import { usualTerms, type PeopleTerms, type PeopleTermsRequest } from '@wellmet/shared/rights';
import type { Kysely } from 'kysely';
import { noteInAudit } from '../audit/note.ts';
import { once, type Actor } from '../credits/act.ts';
import type { Ledger } from '../credits/situation.ts';
import type { Database } from '../db/schema.ts';
import { announcePurge } from './purge.ts';

export async function termsOf(db: Kysely<Database>, workspaceId: string): Promise<PeopleTerms> {
  const row = await db
    .selectFrom('people_terms')
    .leftJoin('user', 'user.id', 'people_terms.changed_by')
    .select(['lawful_basis', 'months_kept', 'months_if_never', 'changed_at', 'user.name as by'])
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirst();
  if (!row) return usualTerms;
  const { lawful_basis: lawfulBasis, months_kept: monthsKept, months_if_never: monthsIfNever, changed_at: at, by } = row;
  return { lawfulBasis, monthsKept, monthsIfNever, ...(at && { changed: { by: by ?? '', at: at.toISOString() } }) };
}

/**
 * Sets them. Whoever is due under them goes after a whole notice, however short the time has become.
 * @throws ProblemError `request-id-reused`, `request-too-old`.
 */
export async function setTerms(ledger: Ledger, actor: Actor, { requestId, ...terms }: PeopleTermsRequest): Promise<PeopleTerms> {
  const { workspaceId, memberId } = actor;
  await once(ledger, actor, requestId, { peopleTerms: terms }, async ({ trx, now }) => {
    const before = await termsOf(trx, workspaceId);
    const row = {
      lawful_basis: terms.lawfulBasis,
      months_kept: terms.monthsKept,
      months_if_never: terms.monthsIfNever,
      changed_at: now,
      changed_by: memberId,
      purge_at: null,
    };
    await trx
      .insertInto('people_terms')
      .values({ workspace_id: workspaceId, ...row })
      .onConflict((conflict) => conflict.column('workspace_id').doUpdateSet(row))
      .execute();
    await announcePurge(trx, workspaceId, now);
    await noteInAudit(trx, { by: actor, act: 'retention-changed', about: { from: monthsIn(before), to: monthsIn(terms) } });
    return { done: {} };
  });
  return termsOf(ledger.db, workspaceId);
}

const monthsIn = ({ monthsKept, monthsIfNever }: Pick<PeopleTerms, 'monthsKept' | 'monthsIfNever'>): string =>
  `${monthsKept}/${monthsIfNever}`;

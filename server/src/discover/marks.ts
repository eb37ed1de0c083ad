/** What people of the pool are to the workspace, by the same code as a quote. By a name alone nobody is anybody: that is only said. */
import type { FoundPerson } from '@wellmet/shared/discover';
import { canonicalIdentifiers, type Identifiers } from '@wellmet/shared/identity';
import { sql } from 'kysely';
import { holderFor, resolvePeople, verdicts } from '../contacts/people.ts';
import { ProblemError } from '../http/problem.ts';
import { readSituation, type Ledger } from '../credits/situation.ts';
import { folded } from './ask.ts';

export interface Somebody {
  slug: string | null;
  member: string | null;
  name: string;
  company: string | null;
}

export const identifiersOf = ({ slug, member }: Pick<Somebody, 'slug' | 'member'>): Identifiers | undefined =>
  canonicalIdentifiers({ ...(slug !== null && { slug }), ...(member !== null && { member }) });

export type Mark = Pick<FoundPerson, 'class' | 'contactId' | 'holder' | 'probably'>;

export async function marksOf(
  ledger: Ledger,
  { workspaceId, memberId }: { workspaceId: string; memberId: string },
  people: readonly Somebody[],
): Promise<Mark[]> {
  const identifiers = people.map(identifiersOf);
  const [situation, probable] = await Promise.all([
    readSituation(ledger, { workspaceId, people: identifiers }),
    sql<{ place: number; contact_id: string; name: string; company: string | null }>`/* namesakes */
      with asked as materialized (
        -- In lower case as the database has it, and before anything is compared: row-level security lets an index be asked by values alone.
        select lower(name) as name_key, place::integer from unnest(${people.map(({ name }) => name)}::text[]) with ordinality as asked (name, place)
      )
      select asked.place, s.contact_id, s.sighting ->> 'name' as name, s.sighting ->> 'company' as company
      from asked
      cross join lateral (
        select * from contact_snapshot
        where workspace_id = ${workspaceId} and name_key = asked.name_key order by contact_id, seq limit 20
      ) as s
      join contact c on c.workspace_id = ${workspaceId} and c.contact_id = s.contact_id and c.snapshot_seq = s.seq and c.erased_at is null and c.merged_into is null`.execute(
      ledger.db,
    ),
  ]);
  if (!situation) throw new ProblemError('not-found');
  const byPlace = Map.groupBy(probable.rows, ({ place }) => place - 1);
  return people.map(({ company }, place): Mark => {
    // Each by itself: that two rows are one person is no duplicate of anybody's selection.
    const [verdict] = verdicts(resolvePeople(situation.contacts, situation.erased, [identifiers[place]]), 1);
    const contactId = verdict?.person?.known?.contactId;
    const personClass = verdict?.class;
    const alike =
      company === null ? undefined : byPlace.get(place)?.find((one) => one.company !== null && folded(one.company) === folded(company));
    return {
      class:
        personClass === 'known' && verdict?.holder
          ? 'blocked'
          : personClass === 'known' || personClass === 'erased' || personClass === 'new'
            ? personClass
            : 'unidentifiable',
      ...(contactId !== undefined && { contactId }),
      ...(verdict?.holder && { holder: holderFor(verdict.holder, memberId) }),
      ...(contactId === undefined && alike && { probably: { contactId: alike.contact_id, name: alike.name } }),
    };
  });
}

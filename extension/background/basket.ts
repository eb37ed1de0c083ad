/** The basket: whom the member has selected, on this device. The server learns of them when a quote is asked for. */
import type { Quote } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import type { Sighting } from '@wellmet/shared/sighting';
import { cache, type BasketRow, type Owned } from '../cache/database.ts';
import { basketOf, lastBalance, whoOwns } from '../cache/read.ts';
import { rememberBalance } from '../cache/write.ts';
import { nameInBasket, putInBasket, takeOutOfBasket } from '../cache/writeBasket.ts';
import { basketLimit, isTrouble, type Basket, type BasketPerson, type Messages, type PersonMark, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { learnErased } from './erased.ts';
import { marksOf } from './marks.ts';
import { refused } from './refused.ts';

export async function basket(): Promise<Basket> {
  const rows = await basketOf();
  const [marks, balance] = await Promise.all([marksOf(rows.map(({ keys }) => keys)), lastBalance()]);
  return { people: rows.flatMap((row, i) => personOf(row, marks[i])), balance: balance ?? undefined };
}

function personOf({ id, sighting }: BasketRow, mark: PersonMark | undefined): BasketPerson | [] {
  if (!mark) return [];
  const { name, headline, identifiers, page } = sighting;
  return { id, name, headline, identifiers, pageKind: page.kind, searchContext: page.searchContext, mark };
}

export async function select(sightings: readonly Sighting[]): Promise<{ leftOut: number } | Trouble> {
  const owner = await whoOwns();
  return owner ? { leftOut: await putInBasket(owner, sightings, basketLimit) } : { trouble: 'signedOut' };
}

export async function deselect(people: readonly Identifiers[] | 'everybody'): Promise<Sighting[]> {
  const owner = await whoOwns();
  return owner ? takeOutOfBasket(owner, people) : [];
}

export async function emptyBasket(): Promise<Sighting[]> {
  return deselect('everybody');
}

export async function quoteBasket({ ids, campaignId }: Parameters<Messages['quoteBasket']>[0]): Promise<Quote | Trouble> {
  const owner = await whoOwns();
  if (!owner) return { trouble: 'signedOut' };
  const rows = await rowsOf(owner, ids);
  if (!rows) return someoneLeft;
  const people = rows.map(({ sighting }) => sighting.identifiers);
  const body = { people, ...(campaignId !== undefined && { campaignId }) };
  const asked = await askAsMember('quote', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(asked)) return asked;
  await rememberBalance(asked.workspaceId, asked.answer.balance);
  await learnErased(asked.workspaceId, people, asked.answer.people);
  await nameInBasket(
    rows.flatMap(({ id }, i) => {
      const contactId = asked.answer.people[i]?.firstAnalysis?.contactId;
      return contactId === undefined ? [] : { id, contactId };
    }),
  );
  return asked.answer;
}

/** The basket has changed since it was shown: what was asked for is not what is there. */
export const someoneLeft = refused('wrong-state', 'Somebody is no longer in the basket');

/** In this order; `undefined` when one of them is not in the member's basket any more. */
export async function rowsOf(owner: Owned, ids: readonly number[]): Promise<BasketRow[] | undefined> {
  const rows = (await cache.basket.bulkGet([...ids])).filter(
    (row) => row?.workspaceId === owner.workspaceId && row.memberId === owner.memberId,
  );
  return rows.length === ids.length ? rows.filter((row) => row !== undefined) : undefined;
}

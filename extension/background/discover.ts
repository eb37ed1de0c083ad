/** Discover, as its room asks for it. The pool is on the server alone: nothing of it is kept here but who was added. product.md 6. */
import type { AnalyseOutcome, Quote } from '@wellmet/shared/credits';
import type {
  AddFoundRequest,
  Discovered,
  DiscoverRequest,
  IdealProfile,
  PoolCount,
  QuoteFoundRequest,
  Suggestions,
  SuggestionsQuestion,
  Wanted,
} from '@wellmet/shared/discover';
import type { z } from 'zod';
import { cache } from '../cache/database.ts';
import { rememberBalance } from '../cache/write.ts';
import { answerTables } from '../cache/writeErased.ts';
import { isTrouble, type DismissWish, type IdealProfileWish, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { rememberAnalyses } from './deeds.ts';
import { pullSoon } from './pull.ts';

export async function discover(body: DiscoverRequest): Promise<Discovered | Trouble> {
  const told = await askAsMember('discover', (workspaceId) => ({ params: { workspaceId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function countFound(wanted: Wanted): Promise<PoolCount | Trouble> {
  const told = await askAsMember('countFound', (workspaceId) => ({ params: { workspaceId }, body: { wanted } }));
  return isTrouble(told) ? told : told.answer;
}

export async function suggestFound(query: z.output<typeof SuggestionsQuestion>): Promise<z.output<typeof Suggestions> | Trouble> {
  const told = await askAsMember('suggestFound', (workspaceId) => ({ params: { workspaceId }, query }));
  return isTrouble(told) ? told : told.answer;
}

/** Changes nothing on the server. */
export async function quoteFound(body: QuoteFoundRequest): Promise<Quote | Trouble> {
  const told = await askAsMember('quoteFound', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(told)) return told;
  await rememberBalance(told.workspaceId, told.answer.balance);
  return told.answer;
}

/** The cache has the contacts and the balance before this is answered. Said again under its id, it is done once. */
export async function addFound(body: AddFoundRequest): Promise<AnalyseOutcome | Trouble> {
  const told = await askAsMember('addFound', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(told)) return told;
  const { answer, at, workspaceId } = told;
  // Whom the answer calls erased is not known here by anything that could be kept: the server alone has their identifiers.
  await cache.transaction('rw', answerTables, () => rememberAnalyses(workspaceId, [], { answer, at, erasures: undefined }));
  pullSoon();
  return answer;
}

export async function dismissFound({ poolId, personId, ...body }: DismissWish): Promise<'done' | Trouble> {
  const told = await askAsMember('dismissFound', (workspaceId) => ({ params: { workspaceId, poolId, personId }, body }));
  return isTrouble(told) ? told : 'done';
}

export async function idealProfiles(): Promise<{ profiles: IdealProfile[] } | Trouble> {
  const told = await askAsMember('idealProfiles', (workspaceId) => ({ params: { workspaceId } }));
  return isTrouble(told) ? told : told.answer;
}

export async function keepIdealProfile({ id: profileId, ...body }: IdealProfileWish): Promise<IdealProfile | Trouble> {
  const told = await askAsMember('keepIdealProfile', (workspaceId) => ({ params: { workspaceId, profileId }, body }));
  return isTrouble(told) ? told : told.answer;
}

export async function removeIdealProfile({ id: profileId, requestId }: { id: string; requestId: string }): Promise<'done' | Trouble> {
  const told = await askAsMember('removeIdealProfile', (workspaceId) => ({ params: { workspaceId, profileId }, body: { requestId } }));
  return isTrouble(told) ? told : 'done';
}

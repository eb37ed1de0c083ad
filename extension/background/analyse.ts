/** Quoting and analysing one person, and what is known without asking. */
import type { Identifiers } from '@wellmet/shared/identity';
import type { Quote } from '@wellmet/shared/credits';
import { contactOf, lastBalance } from '../cache/read.ts';
import { rememberBalance } from '../cache/write.ts';
import { isTrouble, type KnownContact, type Messages, type Trouble } from '../messages.ts';
import { askAsMember } from './askAsMember.ts';
import { learnErased } from './erased.ts';
import { firstAnalysisOf } from './marks.ts';

/** From the cache alone: the server never learns who was merely viewed. product.md 4.1. */
export async function lookUp(person: Identifiers): Promise<KnownContact | undefined> {
  const row = await contactOf(person);
  if (!row) return undefined;
  const { card, asOf, workspaceId: _, keys: __, firstAnalysedByYou: ___, ...summary } = row;
  return {
    contact: card && { ...summary, ...card },
    firstAnalysis: firstAnalysisOf(row),
    asOf,
    balance: (await lastBalance()) ?? undefined,
  };
}

export async function quote({ person, campaignId }: Parameters<Messages['quote']>[0]): Promise<Quote | Trouble> {
  const body = { people: [person], ...(campaignId !== undefined && { campaignId }) };
  const asked = await askAsMember('quote', (workspaceId) => ({ params: { workspaceId }, body }));
  if (isTrouble(asked)) return asked;
  await rememberBalance(asked.workspaceId, asked.answer.balance);
  await learnErased(asked.workspaceId, body.people, asked.answer.people);
  return asked.answer;
}

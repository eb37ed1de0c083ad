import type { Handlers } from '../http/handlers.ts';
import { asked, analyseTogether, type Turn } from './analyse.ts';
import type { Asked } from './decide.ts';
import { currentBalance } from './head.ts';
import { quotePeople } from './quote.ts';
import { readingTogether, type Ledger } from './situation.ts';
import { together, type Taken } from '../together.ts';

export function creditRoutes(ledger: Ledger): Pick<Handlers, 'balance' | 'quote' | 'analyse'> {
  const read = readingTogether(ledger);
  const analyse = together(
    async (workspaceId: string, all: readonly Asked[]) => (await analyseTogether(ledger, workspaceId, all, read)).map(taken),
    // A request about a campaign goes alone: it takes more than one statement.
    { weightOf: ({ request }) => (request.campaignId === undefined ? request.sightings.length : Infinity) },
  );
  return {
    balance: (_, { workspaceId }) => currentBalance(ledger.db, workspaceId, ledger.clock),
    quote: ({ body }, { workspaceId, member }) => quotePeople(ledger, { workspaceId, memberId: member.id }, body),
    analyse: ({ body }, { workspaceId, member, role }) => analyse(workspaceId, asked({ workspaceId, memberId: member.id, role }, body)),
  };
}

function taken(turn: Turn): Taken<Extract<Turn, { answer: unknown }>['answer']> {
  if (turn === 'later') return turn;
  return 'problem' in turn ? { error: turn.problem } : { value: turn.answer };
}

/**
 * An act: how it is sent to the server, and what a world says to it. In the world it is done on a copy that is the caller's to throw away.
 */
import type { AnalyseRequest, Balance } from '@wellmet/shared/credits';
import type { ProblemCode } from '@wellmet/shared/problem';
import type { Actor } from '../../credits/act.ts';
import type { Ledger } from '../../credits/situation.ts';
import { ProblemError } from '../../http/problem.ts';
import { availableIn, usedIn, type World } from './world.ts';

/** Analyses for somebody: the act that is paid for. Wrong versions take its place (testing/wrong/). */
export type PaidAct = (ledger: Ledger, actor: Actor, request: AnalyseRequest) => Promise<Told>;

/** A server with the clock of its periods in the test's hands. */
export interface Real {
  ledger: Ledger;
  workspaceId: string;
  /** An owner and a member. */
  actors: readonly [Actor, Actor];
  /** How each client analyses. */
  paid: readonly PaidAct[];
  setClock(instant: number): Promise<void>;
}

/** What was answered, without what no model knows (instants, names). `later` was read after the act: others may have come between. */
export type Told = Record<string, unknown> & { later?: unknown };

export interface Came {
  told: Told;
  world: World;
}

export interface Act {
  /** For the report of a failure. */
  says: unknown;
  /** Of what may be repeated. */
  requestId?: string;
  send(real: Real): Promise<Told>;
  /** @param told for the ids that only the server makes. */
  expect(world: World, told: Told): Came;
}

export const problem = (code: ProblemCode): Told => ({ problem: code });

/** An answer, or the problem that there was; anything else is nothing that a client should see. */
export async function outcome(answer: Promise<Told>): Promise<Told> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ProblemError) return problem(error.code);
    throw error;
  }
}

/** A balance without its instants. */
export const toldBalance = ({ available, used, allotment, periodStart, periodEnd, plan, next }: Balance): unknown => ({
  available,
  used,
  allotment,
  period: [periodStart, periodEnd],
  plan: [plan.code, plan.seats],
  next: next && [next.code, next.seats, next.allotment, next.because],
});

/** The balance as every answer should carry it. */
export const balanceIn = (world: World): unknown => ({
  available: availableIn(world),
  used: usedIn(world),
  allotment: world.granted,
  period: [world.periodStart, world.periodEnd].map((instant) => new Date(instant).toISOString()),
  plan: [world.plan.code, world.plan.seats],
  next: world.next && [
    world.next.code,
    world.next.seats,
    world.next.credits * world.next.seats,
    world.lapsedFrom !== undefined && world.now < world.lapsedFrom ? 'lapse' : 'change',
  ],
});

/** When a request was made: its id begins with it. */
const madeAt = (requestId: string): number => Number.parseInt(requestId.replaceAll('-', '').slice(0, 12), 16);
/** Who sends a request later than that could not be told from who repeats one that is forgotten. */
const longestAwayMs = 31 * 24 * 3600_000;

/**
 * Said again under the same id: what was answered is repeated, or refused when it is something else that is asked.
 * @param later what is shown with an answer, as it is now.
 */
export function once(
  world: World,
  requestId: string,
  content: unknown,
  told: Told,
  work: () => Came,
  later?: (kept: Told) => unknown,
): Came {
  const text = JSON.stringify(content);
  const kept = world.kept.get(requestId);
  const isSame = kept?.content === text;
  // What had changed nothing may be kept or not; then the answer says whether it was.
  if (kept && (kept.isCertain || (isSame ? told['replayed'] === true : told['problem'] === 'request-id-reused'))) {
    if (!isSame) return { told: problem('request-id-reused'), world };
    const again = kept.told as Told;
    return { told: { ...again, ...('replayed' in again && { replayed: true }), ...(later && { later: later(again) }) }, world };
  }
  if (world.now - madeAt(requestId) > longestAwayMs) return { told: problem('request-too-old'), world };
  const came = work();
  if ('problem' in came.told || 'refused' in came.told) return came;
  const { isCertain = true, later: _, ...kind } = came.told as Told & { isCertain?: boolean };
  came.world.kept.set(requestId, { content: text, told: kind, isCertain });
  return { told: { ...kind, ...(later && { later: later(kind) }) }, world: came.world };
}

/** Worlds name members by these; the workspace's are in the same places. */
export const memberIds = ['the owner', 'the member'] as const;

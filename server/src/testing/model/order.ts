/** In which order acts that were sent at once were done. */
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Act, Real, Told } from './act.ts';
import { Disagreement, line, plain } from './disagreement.ts';
import { passTo, type World } from './world.ts';

interface Sent {
  act: Act;
  told: Told;
  /** The number under which it was done, where it changed something now. */
  seq: number | undefined;
  /** Neither of two that were sent repeats the other one: one changed nothing and may stand anywhere, and the number is the other one's. */
  isAmbiguous: boolean;
}

const isDone = (told: Told): boolean => !('problem' in told || 'refused' in told || told['replayed'] === true);

/** Finds the numbers under which acts were done. */
export async function numbered({ ledger, workspaceId }: Real, world: World, acts: readonly Act[], told: readonly Told[]): Promise<Sent[]> {
  const fresh = acts.flatMap(({ requestId }) => (requestId === undefined || world.kept.has(requestId) ? [] : [requestId]));
  const { rows } = await sql<{ request_id: string; seq: number }>`/* numbers */
    select request_id, seq from op_result where workspace_id = ${workspaceId} and request_id = any (${fresh}::uuid[])`.execute(ledger.db);
  const numbers = new Map(rows.map((row) => [row.request_id, row.seq]));
  return acts.map((act, position) => {
    const own = told[position] ?? {};
    const isAmbiguous = acts.some((other, at) => at !== position && other === act && isDone(told[at] ?? {}));
    return { act, told: own, seq: isDone(own) ? numbers.get(act.requestId ?? '') : undefined, isAmbiguous };
  });
}

/**
 * The world after acts that were sent at once: in an order in which it says to each what the server said. What was done goes by its numbers;
 * what only looked, or was refused, may stand anywhere. An act that began before midnight belongs to the old month, unless another one has begun
 * the new month already.
 * @throws when there is none.
 */
export function explained(world: World, sent: readonly Sent[], midnight?: number): World {
  const isAlone = sent.length === 1;
  const said = ({ later, ...told }: Told): unknown => plain(isAlone ? { ...told, later } : told);
  let nearest: { depth: number; expected: unknown; act: unknown; told: unknown } | undefined;

  const search = (from: World, left: readonly Sent[], reached = 0, placed: readonly Act[] = []): World | undefined => {
    if (left.length === 0) return from;
    const tried: Sent[] = [];
    for (const one of left) {
      // The same act with the same answer: one of the two will do.
      if (tried.some(({ act, told }) => act === one.act && isDeepStrictEqual(told, one.told))) continue;
      tried.push(one);
      const { act, seq, isAmbiguous } = one;
      const rest = left.filter((other) => other !== one);
      const isItsTurn = seq !== undefined && reached <= seq && !rest.some((other) => !other.isAmbiguous && (other.seq ?? Infinity) < seq);
      const isLastWithoutNumber = !placed.includes(act) && !rest.some((other) => other.act === act);
      const told = said(one.told);
      for (const hasNumber of seq === undefined ? [false] : isAmbiguous && !isLastWithoutNumber ? [true, false] : [true]) {
        if (hasNumber && !isItsTurn) continue;
        for (const instant of midnight === undefined ? [from.now] : [from.now, midnight]) {
          const at = structuredClone(from);
          passTo(at, instant);
          const came = act.expect(at, one.told);
          const expected = said(came.told);
          const depth = sent.length - left.length;
          if (isDeepStrictEqual(expected, told)) {
            const isWritten = seq !== undefined && (!isAmbiguous || came.world.kept.get(act.requestId ?? '')?.isCertain === true);
            if (isWritten && !hasNumber) continue;
            // Whoever only looks does not begin a month.
            const next = midnight !== undefined && !isWritten ? { ...from, kept: came.world.kept } : came.world;
            const after = search(next, rest, hasNumber ? seq : reached, hasNumber ? [...placed, act] : placed);
            if (after) return after;
          } else if (!nearest || nearest.depth < depth) nearest = { depth, expected, act: act.says, told };
        }
      }
    }
    return undefined;
  };

  const after = search(world, sent);
  if (after) return after;
  const first = sent.map(
    ({ act, told }) => `${line(act, told)}\n    at first ${JSON.stringify(said(act.expect(structuredClone(world), told).told))}`,
  );
  throw new Disagreement(
    isAlone ? 'an answer is not what it should be' : `no order of ${sent.length} acts at once explains their answers`,
    nearest
      ? `${line({ says: nearest.act }, nearest.told)}\n    should be ${JSON.stringify(nearest.expected)}\n${first.join('\n')}`
      : 'nothing fits',
  );
}

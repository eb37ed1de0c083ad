/** G15: what the local engine takes for a full profile, beside what it takes to keep what it found. */
import { v7 as uuidv7 } from 'uuid';
import type { Insights } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { analyse } from '../../analysis/analyse.ts';
import { halves } from '../../analysis/evaluation/halves.ts';
import { labelledOn, sightingOf } from '../../analysis/evaluation/profile.ts';
import type { Ground } from '../ground.ts';
import type { Load } from '../load.ts';
import { inTurns, note, rateOf, seconds, tell, wanted } from '../telling.ts';

/** One after the other: the engine has one thread, and a row is kept by one connection. */
export async function analyses({ owner: { pool }, quiet: { id, actor } }: Ground): Promise<void> {
  if (!wanted('G15')) return;
  // Those who wrote enough for everything there is to find.
  const full = halves.flatMap(({ profiles }) => profiles.filter(({ is }) => is.style === 'read').map(sightingOf));
  const analysed = full.map((sighting): [Sighting, Insights] => [sighting, analyse(sighting, labelledOn)]);
  const contactId = uuidv7();
  await pool.query(
    `insert into contact (workspace_id, contact_id, snapshot_seq, first_analysed_at, first_analysed_by, last_analysed_at, seq)
     values ($1, $2, 0, now(), $3, now(), 0)`,
    [id, contactId, actor.memberId],
  );
  let seq = 0;
  const keep = ([sighting, insights]: [Sighting, Insights]): Promise<unknown> =>
    pool.query({
      name: 'keep',
      text: `insert into contact_snapshot (workspace_id, contact_id, seq, taken_as, sighting, insights, member_id, at)
        values ($1, $2, $3, $2, $4, $5, $6, now())`,
      values: [id, contactId, ++seq, JSON.stringify(sighting), JSON.stringify(insights), actor.memberId],
    });
  const loads = await inTurns({
    analysing: () => over(full, (sighting) => analyse(sighting, labelledOn)),
    keeping: () => over(analysed, keep),
  });
  await pool.query('delete from contact_snapshot where contact_id = $1', [contactId]);
  const [analysing, keeping] = [rateOf(loads.analysing), rateOf(loads.keeping)];
  tell({
    name: 'G15',
    what: 'a full profile: analysing it / keeping what was found',
    ours: 1000 / analysing,
    theirs: 1000 / keeping,
    unit: 'ms',
    goal: { atMost: 1 },
  });
  note(`${analysing.toFixed(0)} analyses a second, of ${full.length} profiles with 350 words or more of their own`);
}

/** Each of them in its turn, for the length of a turn. */
async function over<T>(all: readonly T[], work: (one: T) => unknown): Promise<Load> {
  const latenciesMs: number[] = [];
  const start = performance.now();
  for (let n = 0; performance.now() - start < seconds * 1000; n = (n + 1) % all.length) {
    const begun = performance.now();
    await work(all[n] as T);
    latenciesMs.push(performance.now() - begun);
  }
  return { perSecond: (latenciesMs.length / (performance.now() - start)) * 1000, latenciesMs };
}

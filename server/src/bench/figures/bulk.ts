/** G4, G5: many people in one request. */
import { analyseContacts } from '../../credits/analyse.ts';
import { analysisOf } from '../../testing/sightings.ts';
import { someoneNew, type Ground } from '../ground.ts';
import { closedLoop, type Load } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

const costOf = (loads: readonly Load[], size: number): number => 1 / (rateOf(loads) * size);

export async function bulk({ accounts, hot }: Ground): Promise<void> {
  if (!wanted('G4', 'G5')) return;
  const requestsOf = (size: number) => (): Promise<Load> =>
    closedLoop(4, seconds, () =>
      analyseContacts(accounts, hot.actor, analysisOf(Array.from({ length: size }, someoneNew), { ceilingCredits: size })),
    );
  const loads = await inTurns({ single: requestsOf(1), hundred: requestsOf(100), most: requestsOf(500) });
  const theirs = costOf(loads.single, 1);
  tell({
    name: 'G4',
    what: 'cost a contact: in requests of 100 / alone',
    ours: costOf(loads.hundred, 100),
    theirs,
    goal: { atMost: 0.05 },
    unit: 's',
  });
  tell({
    name: 'G5',
    what: 'cost a contact: in requests of 500 / alone',
    ours: costOf(loads.most, 500),
    theirs,
    goal: { atMost: 0.04 },
    unit: 's',
  });
}

/** G6: people who are known already. */
import { analyseContacts } from '../../credits/analyse.ts';
import { readSituation } from '../../credits/situation.ts';
import { oneNew, type Ground } from '../ground.ts';
import { closedLoop } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function knownPeople({ accounts, quiet }: Ground): Promise<void> {
  if (!wanted('G6')) return;
  const known = oneNew();
  await analyseContacts(accounts, quiet.actor, known);
  const question = { workspaceId: quiet.id, people: [known.sightings[0]?.identifiers], memberIds: [quiet.actor.memberId] };
  const loads = await inTurns({
    free: () => closedLoop(16, seconds, () => readSituation(accounts, question)),
    locked: () => closedLoop(16, seconds, () => analyseContacts(accounts, quiet.actor, oneNew())),
  });
  const what = 'known person, no lock / new person under it, 16 wide, no HTTP';
  tell({ name: 'G6', what, ours: rateOf(loads.free), theirs: rateOf(loads.locked), goal: { atLeast: 10 } });
}

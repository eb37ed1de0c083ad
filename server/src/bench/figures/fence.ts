/** G8: what the second fence costs, in two databases that are alike but for the policies. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { analyseContacts } from '../../credits/analyse.ts';
import { databaseClock } from '../../credits/period.ts';
import { inWorkspace } from '../../db/fence.ts';
import { migrate } from '../../db/migrate.ts';
import { openDatabase } from '../../db/open.ts';
import { applicationRole, openToApplication } from '../../db/roles.ts';
import { openWorkspace, setPlanCredits } from '../../testing/workspaces.ts';
import { oneNew, workspaces, type Ground } from '../ground.ts';
import { closedLoop, type Load } from '../load.ts';
import { inTurns, rateOf, seconds, tell, wanted } from '../telling.ts';

export async function secondFence(ground: Ground): Promise<void> {
  if (!wanted('G8')) return;
  const fenced = await openSide(ground, 'fenced', true);
  const open = await openSide(ground, 'unfenced', false);
  const loads = await inTurns({
    fenced: () => fenced.debits(true),
    open: () => open.debits(true),
    untold: () => open.debits(false),
  });
  const ours = rateOf(loads.fenced);
  const what = 'row-level security on / off, debits spread, no HTTP, 16 wide';
  tell({ name: 'G8', what, ours, theirs: rateOf(loads.open), goal: { atLeast: 0.9 } });
  tell({ what: '  beside it: on / off, and no connection told its workspace', ours, theirs: rateOf(loads.untold) });
  await Promise.all([fenced.close(), open.close()]);
}

interface Side {
  /** @param isTold whether connections are told whose request it is, as for a route. */
  debits: (isTold: boolean) => Promise<Load>;
  close: () => Promise<void>;
}

async function openSide({ owner, addresses }: Ground, database: string, isFenced: boolean): Promise<Side> {
  await sql`create database ${sql.id(database)}`.execute(owner.db);
  const own = openDatabase({ ...addresses.owner, database }, { max: 2 });
  await migrate(own.db);
  await openToApplication(own.db, applicationRole(addresses.owner.password));
  await setPlanCredits(own.db, 'free', 500_000_000);
  if (!isFenced) await takeFenceAway(own.db);
  const opened = openDatabase({ ...addresses.application, database }, { max: 16 });
  const ledger = { db: opened.db, clock: databaseClock, secret: 'a secret of the bench, as long as one has to be' };
  const memberId = uuidv7();
  await sql`insert into "user" (id, name, email, "emailVerified") values (${memberId}, 'Member', 'member@people.example', true)`.execute(
    own.db,
  );
  const ids: string[] = [];
  for (let n = 0; n < workspaces; n++) ids.push(await openWorkspace(ledger, [{ memberId, role: 'owner' }]));
  let next = 0;
  return {
    debits: (isTold) =>
      closedLoop(16, seconds, () => {
        const workspaceId = ids[++next % ids.length] ?? '';
        const debit = () => analyseContacts(ledger, { workspaceId, memberId, role: 'owner' }, oneNew());
        return isTold ? inWorkspace(workspaceId, debit) : debit();
      }),
    close: async () => {
      await opened.close();
      await own.close();
    },
  };
}

async function takeFenceAway(owner: Ground['owner']['db']): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relrowsecurity and relnamespace = current_schema()::regnamespace`.execute(owner);
  if (rows.length === 0) throw new Error('there is no fence to take away');
  for (const { name } of rows) await sql`alter table ${sql.table(name)} disable row level security`.execute(owner);
}

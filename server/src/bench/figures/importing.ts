/** What importing people costs: rows a second beside a plain `COPY` of the same file into a table of texts. `BENCH_PEOPLE` is how many. */
import { createReadStream } from 'node:fs';
import { chmod, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importFile } from '../../pool/import.ts';
import { operatorsPool } from '../../pool/pools.ts';
import type { Ground } from '../ground.ts';
import { invented, populationCsv } from '../population.ts';
import { note, tell, wanted } from '../telling.ts';

const people = Number(process.env['BENCH_PEOPLE'] ?? 1_000_000);

/** Leaves a large table behind. */
export async function importing({ owner, application, accounts }: Ground): Promise<void> {
  if (!wanted('import')) return;
  const folder = await mkdtemp(join(tmpdir(), 'wellmet-people-'));
  await chmod(folder, 0o755);
  const path = join(folder, 'people.csv');
  try {
    const file = await open(path, 'w', 0o644);
    for (const text of populationCsv(people)) await file.write(text);
    await file.close();
    const columns = Object.keys(invented(0)).map((column) => sql`${sql.id(column.toLowerCase())} text`);
    await sql`create table bench_people (${sql.join(columns)})`.execute(owner.db);
    const copied = await secondsOf(() => sql`copy bench_people from ${sql.lit(path)} (format csv, header)`.execute(owner.db));
    const pool = await operatorsPool(application.db, 'bench');
    const terms = { source: 'invented', licence: 'none', lawfulBasis: 'legitimateInterest' } as const;
    const order = { pool, fileName: 'people.csv', terms };
    const first = await secondsOf(() => importFile({ db: application.db, secret: accounts.secret }, order, createReadStream(path)));
    const again = await secondsOf(() => importFile({ db: application.db, secret: accounts.secret }, order, createReadStream(path)));
    const what = `rows of ${people} people imported / of a plain COPY of the file`;
    tell({ name: 'import', what, ours: people / first, theirs: people / copied, goal: { atLeast: 0.25 } });
    tell({ what: 'the same file again', ours: people / again, theirs: people / copied });
    note('read, made out, told from those who are there, with all indexes; the plain one is texts without any');
    await sql`create table bench_written (like pool_person including all)`.execute(owner.db);
    const written = await secondsOf(() =>
      owner.db.transaction().execute(async (trx) => {
        // A million take longer than a request may.
        await sql`set local statement_timeout = 0`.execute(trx);
        await sql`insert into bench_written select * from pool_person where pool_id = ${pool.poolId}`.execute(trx);
      }),
    );
    note(`its rows alone, taken over into a table with the same indexes: ${(copied / written).toPrecision(2)}, at most`);
  } finally {
    await sql`drop table if exists bench_written`.execute(owner.db);
    await sql`drop table if exists bench_people`.execute(owner.db);
    await rm(folder, { recursive: true, force: true });
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

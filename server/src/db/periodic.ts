/** Things done from time to time, once by all servers of a database together: whoever claims the time first does them. */
import { sql, type Kysely } from 'kysely';
import type { Logger } from 'pino';
import { databaseCode } from './open.ts';
import type { Database } from './schema.ts';

/** Something to be done from time to time. */
export interface PeriodicWork {
  /** Under which the database remembers when it was done last. */
  name: string;
  everyHours: number;
  /** @param signal aborts when the server stops. */
  work: (signal: AbortSignal) => Promise<void>;
}

/** When a server looks whether something is due. */
export interface Looking {
  /** After its start, so that the start does not wait. */
  firstAfterMs: number;
  everyMs: number;
}

export const hourly: Looking = { firstAfterMs: 10_000, everyMs: 3600_000 };

/**
 * Claims a piece of work by the database's clock, if nobody has within the time. One conditional write: of two servers that ask at once one
 * waits for the other's row and finds that nothing is due.
 */
export async function claim(db: Kysely<Database>, { name, everyHours }: Pick<PeriodicWork, 'name' | 'everyHours'>): Promise<boolean> {
  const { rows } = await sql`
    insert into periodic_work (name, last_at) values (${name}, now())
    on conflict (name) do update set last_at = excluded.last_at
    where periodic_work.last_at <= excluded.last_at - ${everyHours}::double precision * interval '1 hour'
    returning 1`.execute(db);
  return rows.length > 0;
}

/**
 * Does work whenever it is due, from now until `signal` aborts. Nothing that it throws gets out: it is logged, without the message, which may
 * name people.
 * @returns what is under way, for whoever closes the database: settles when the work has ended after the abort.
 */
export function periodically(
  db: Kysely<Database>,
  log: Logger,
  { name, everyHours, work }: PeriodicWork,
  signal: AbortSignal,
  { firstAfterMs, everyMs }: Looking = hourly,
): () => Promise<void> {
  let underWay = Promise.resolve();
  const failed = (error: unknown): void => {
    if (!signal.aborted)
      log.error({ work: name, error: error instanceof Error ? error.name : 'unknown', code: databaseCode(error) }, 'periodic work failed');
  };
  const look = async (): Promise<void> => {
    if (!(await claim(db, { name, everyHours }))) return;
    try {
      await work(signal);
    } catch (error) {
      failed(error);
      // It is due again: another server may have more luck, or this one the next time that it looks.
      await sql`update periodic_work set last_at = '-infinity' where name = ${name}`.execute(db);
    }
  };
  let isLooking = false;
  const lookAlone = (): void => {
    if (isLooking) return;
    isLooking = true;
    underWay = look()
      .catch(failed)
      .finally(() => (isLooking = false));
  };
  const first = setTimeout(lookAlone, firstAfterMs).unref();
  const again = setInterval(lookAlone, everyMs).unref();
  signal.addEventListener('abort', () => {
    clearTimeout(first);
    clearInterval(again);
  });
  return () => underWay;
}

/** Wrong: the period by the application's clock. Two servers do not agree on midnight. */
import { sql } from 'kysely';
import { analyseContacts } from '../../credits/analyse.ts';
import type { PaidAct } from '../model/act.ts';
import { paidBy } from '../model/analysing.ts';

const minuteMs = 60_000;

/** @param skewMs how far this server's clock is ahead. */
export const applicationClock =
  (skewMs: number): PaidAct =>
  async (ledger, actor, request) => {
    const { rows } = await sql<{ now: Date }>`select ${ledger.clock} as now`.execute(ledger.db);
    const now = new Date((rows[0]?.now.getTime() ?? 0) + skewMs);
    return paidBy(analyseContacts)({ ...ledger, clock: sql<Date>`${now}::timestamptz` }, actor, request);
  };

/** One server is ten minutes ahead, the other one behind. */
export const applicationClocks: readonly PaidAct[] = [applicationClock(10 * minuteMs), applicationClock(-10 * minuteMs)];

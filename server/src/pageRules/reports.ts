/** What users have told of pages that no longer fit. Numbers and words of ours; of who told it, the workspace alone, so that it goes with it. */
import { createHash } from 'node:crypto';
import type { PageReport } from '@wellmet/shared/pageRules';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';

/** So many different reports are kept of a workspace, the newest. */
export const maxReports = 50;

/** Keeps a report; the same on the same day is counted. */
export async function keepReport(db: Kysely<Database>, workspaceId: string, report: PageReport): Promise<void> {
  // Fields in the order of the schema, which has parsed it: the same report is the same text.
  const text = JSON.stringify(report);
  const hash = createHash('sha256').update(text).digest();
  await sql`
    insert into page_report (workspace_id, day, hash, page_kind, report, times, last_at)
    values (${workspaceId}, (now() at time zone 'UTC')::date, ${hash}, ${report.pageKind}, ${text}::jsonb, 1, now())
    on conflict (workspace_id, day, hash) do update set times = page_report.times + 1, last_at = excluded.last_at`.execute(db);
  await sql`
    delete from page_report where workspace_id = ${workspaceId} and (day, hash) in (
      select day, hash from page_report where workspace_id = ${workspaceId} order by last_at desc, hash offset ${maxReports})`.execute(db);
}

/** Reports of all workspaces that are the same but for the day and the workspace, as one. */
export interface ReportCount {
  report: PageReport;
  times: number;
  workspaces: number;
  /** Of the last one, as `2026-11-25`, UTC. */
  lastDay: string;
}

/** What was told, the latest first. */
export async function reportCounts(db: Kysely<Database>): Promise<ReportCount[]> {
  const { rows } = await sql<ReportCount>`
    select report, sum(times)::integer as times, count(distinct workspace_id)::integer as workspaces, max(day)::text as "lastDay"
    from page_report group by hash, report order by max(last_at) desc limit 200`.execute(db);
  return rows;
}

/** The ledger as a table for a spreadsheet. product.md 2.11. */
import type { LedgerFilter, LedgerRow } from '@wellmet/shared/ledger';
import type { Kysely } from 'kysely';
import { csvText, type Cell } from '@wellmet/shared/csv';
import type { Database } from '../db/schema.ts';
import { readPage, rowOf } from './ledger.ts';

type DatedRow = LedgerRow & { day: string };

/** Each column with what it shows of a row; times are ISO 8601 in UTC, the day is the workspace's. */
const columns: Record<string, (row: DatedRow) => Cell> = {
  Number: ({ seq }) => seq,
  Day: ({ day }) => day,
  'Time (UTC)': ({ at }) => at,
  Kind: ({ kind }) => kind,
  Credits: ({ amount }) => amount,
  'Balance after': ({ balanceAfter }) => balanceAfter,
  'Period began (UTC)': ({ periodStart }) => periodStart,
  Contact: ({ contact }) => contact?.name,
  'Contact id': ({ contact }) => contact?.id,
  Member: ({ member }) => member?.name,
  'Member id': ({ member }) => member?.id,
  Source: ({ source }) => source,
  Page: ({ page }) => page,
  Search: ({ searchContext }) => searchContext,
  Campaign: ({ campaign }) => campaign?.name,
  'Campaign id': ({ campaign }) => campaign?.id,
  'Request id': ({ requestId }) => requestId,
  Plan: ({ plan }) => plan && `${plan.code} ${plan.version}`,
  Seats: ({ plan }) => plan?.seats,
  Reason: ({ reason }) => reason,
  'Gives back number': ({ restores }) => restores?.seq,
  'Which was taken by': ({ restores }) => restores?.member.name,
};

const cellsOf = (row: DatedRow): Cell[] => Object.values(columns).map((cellOf) => cellOf(row));

/** Rows held at a time; others wait while as many become text. */
const lotSize = 500;

/**
 * The rows that fit the filter as CSV text, the newest first: as the ledger is when the first is read, whatever comes meanwhile. No connection is
 * held between two lots, however slowly they are fetched.
 */
export const ledgerFile = (db: Kysely<Database>, workspaceId: string, filter: LedgerFilter): AsyncGenerator<string, void> =>
  csvText(Object.keys(columns), lotsOf(db, workspaceId, filter));

async function* lotsOf(db: Kysely<Database>, workspaceId: string, filter: LedgerFilter): AsyncGenerator<Cell[][], void> {
  let cursor: string | undefined;
  do {
    const { rows, next } = await readPage(db, workspaceId, { ...filter, limit: lotSize, ...(cursor !== undefined && { cursor }) });
    yield rows.map((row) => cellsOf({ ...rowOf(row), day: row.day }));
    cursor = next;
  } while (cursor !== undefined);
}

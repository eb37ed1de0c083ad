/**
 * What a debit costs at least: bare tables, one statement, no person, no page, no answer to keep. The bench measures the product against it.
 * The figures' names are those of the plan for the ledger's speed (docs/architecture.md).
 */
import type { Pool, PoolClient } from 'pg';

/** Makes the bare tables with so many workspaces, each with credits without end. */
export async function makeIdeal(pool: Pool, workspaces: number): Promise<void> {
  await pool.query(`
    drop schema if exists ideal cascade;
    create schema ideal;
    create table ideal.head (workspace_id int primary key, granted int not null, used int not null default 0, seq bigint not null default 0,
      check (used >= 0 and used <= granted)) with (fillfactor = 40);
    create table ideal.debit (workspace_id int, contact_key uuid, seq bigint not null, primary key (workspace_id, contact_key));
    create table ideal.entry (workspace_id int, seq bigint, amount int not null, balance_after int not null, request_id uuid, member_id uuid,
      reason text, period_start timestamptz not null, at timestamptz not null default now(), primary key (workspace_id, seq));
    insert into ideal.head select n, 1000000000 from generate_series(0, ${workspaces - 1}) n;`);
}

const withEntry = `with charged as (
    insert into ideal.debit select $1, gen_random_uuid(), 0 on conflict do nothing returning 1
  ), moved as (
    update ideal.head set used = used + (select count(*)::int from charged), seq = seq + 1 where workspace_id = $1 returning seq, granted - used as left_
  )
  insert into ideal.entry (workspace_id, seq, amount, balance_after, request_id, member_id, reason, period_start)
  select $1, seq, -1, left_, gen_random_uuid(), gen_random_uuid(), 'profile', now() from moved`;
const withoutEntry = `with charged as (
    insert into ideal.debit select $1, gen_random_uuid(), 0 on conflict do nothing returning 1
  )
  update ideal.head set used = used + (select count(*)::int from charged), seq = seq + 1 where workspace_id = $1`;

/** One debit in one statement. */
export const oneShot = (client: Pool | PoolClient, workspace: number): Promise<unknown> =>
  client.query({ name: 'ideal', text: withEntry, values: [workspace] });

export const oneShotWithoutLedger = (client: Pool | PoolClient, workspace: number): Promise<unknown> =>
  client.query({ name: 'bare', text: withoutEntry, values: [workspace] });

/** The same as people mostly write it: a transaction that is talked through. */
export async function interactive(client: PoolClient, workspace: number): Promise<void> {
  await client.query('begin');
  await client.query({
    name: 'i1',
    text: 'select granted, used, seq from ideal.head where workspace_id = $1 for no key update',
    values: [workspace],
  });
  await client.query({ name: 'i2', text: 'insert into ideal.debit values ($1, gen_random_uuid(), 0)', values: [workspace] });
  await client.query({
    name: 'i3',
    text: 'update ideal.head set used = used + 1, seq = seq + 1 where workspace_id = $1 returning seq',
    values: [workspace],
  });
  await client.query({
    name: 'i4',
    text: `insert into ideal.entry (workspace_id, seq, amount, balance_after, reason, period_start) select $1, seq, -1, granted - used, 'profile', now()
      from ideal.head where workspace_id = $1`,
    values: [workspace],
  });
  await client.query('commit');
}

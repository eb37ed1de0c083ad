/** What an operator watches, as Prometheus reads it. Never of whom: no label names a workspace, a member or a person. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from 'pg';
import type { Replica } from '../db/replica.ts';

/** A request that has been answered. */
interface Answered {
  method: string;
  /** The pattern, never the address. */
  route: string;
  status: number;
  seconds: number;
  /** The code of the problem that was answered. */
  problem?: string;
  /** What an act came to, where its answer says so: `done`, or why not. */
  outcome?: string;
  debits?: number;
}

export interface Metrics {
  answered(request: Answered): void;
  streamOpened(): void;
  streamOver(): void;
  /** Whether a caller may read them: `authorization` is the operator's token. */
  isOpenTo(authorization: string | undefined): boolean;
  read(): Promise<{ type: string; text: string }>;
}

/** Of the methods that routes have; a caller may make up others. */
const methods = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']);
const upToSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function openMetrics(
  pool: Pick<Pool, 'totalCount' | 'idleCount' | 'waitingCount'>,
  token: string,
  replica?: Pick<Replica, 'counts' | 'lagSeconds'>,
): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'wellmet_http_request_seconds',
    help: 'How long requests took, by the pattern of their route',
    labelNames: ['method', 'route', 'status'],
    buckets: upToSeconds,
    registers,
  });
  const problems = new Counter({ name: 'wellmet_refusals_total', help: 'Problems that were answered', labelNames: ['code'], registers });
  const outcomes = new Counter({
    name: 'wellmet_outcomes_total',
    help: 'What acts with an outcome came to',
    labelNames: ['route', 'outcome'],
    registers,
  });
  const debits = new Counter({ name: 'wellmet_debits_total', help: 'Credits taken by this process', registers });
  const streams = new Gauge({ name: 'wellmet_event_streams', help: 'Pages that listen for changes', registers });
  const connections = new Gauge({
    name: 'wellmet_database_connections',
    help: 'Connections of this process to the database, and what waits for one',
    labelNames: ['state'],
    registers,
  });
  const tellOfReplica = replica && replicaIn(registers, replica);
  const wanted = digestOf(`Bearer ${token}`);
  return {
    answered: ({ method, route, status, seconds, problem, outcome, debits: taken = 0 }) => {
      requests.observe({ method: methods.has(method) ? method : 'other', route, status }, seconds);
      if (problem !== undefined) problems.inc({ code: problem });
      if (outcome !== undefined) outcomes.inc({ route, outcome });
      if (taken > 0) debits.inc(taken);
    },
    streamOpened: () => streams.inc(),
    streamOver: () => streams.dec(),
    isOpenTo: (authorization = '') => timingSafeEqual(digestOf(authorization), wanted),
    read: async () => {
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'waiting' }, pool.waitingCount);
      tellOfReplica?.();
      return { type: register.contentType, text: await register.metrics() };
    },
  };
}

/** @returns what brings them up to date. */
function replicaIn(registers: Registry[], { counts, lagSeconds }: Pick<Replica, 'counts' | 'lagSeconds'>): () => void {
  const reads = new Counter({
    name: 'wellmet_replica_reads_total',
    help: 'Reads that the replica answered, and those that the primary did, by why',
    labelNames: ['answered'],
    registers,
  });
  const lag = new Gauge({
    name: 'wellmet_replica_lag_seconds',
    help: 'For how long at least the replica has not been where the primary is; NaN while it does not answer',
    registers,
  });
  return () => {
    reads.reset();
    for (const [answered, times] of Object.entries(counts)) reads.inc({ answered }, times);
    lag.set(lagSeconds() ?? Number.NaN);
  };
}

/** Of one length, whatever was sent: comparing takes the same time. */
const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest();

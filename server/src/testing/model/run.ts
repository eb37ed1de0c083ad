/**
 * The harness: random steps on a real PostgreSQL against a world. The acts of a step are really sent at once, on connections of their own; what
 * was answered must be what the world says to them in some order. After each step the ledger is verified and everything is compared.
 */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { addMember } from '../../accounts/accounts.ts';
import { analyseContacts } from '../../credits/analyse.ts';
import { creditRoutes } from '../../credits/routes.ts';
import type { Ledger } from '../../credits/situation.ts';
import { testApp, type TestApp } from '../app.ts';
import { openWorkspace, setPlanCredits } from '../workspaces.ts';
import type { Act, PaidAct, Real, Told } from './act.ts';
import { paidBy } from './analysing.ts';
import { campaignAct, createAct } from './campaigning.ts';
import { compare } from './compare.ts';
import { Counterexample, line } from './disagreement.ts';
import { findingFirst } from './discovering.ts';
import { explained, numbered } from './order.ts';
import { plans, prepare, type Prepared } from './prepare.ts';
import { steps, type Step } from './steps.ts';
import { newWorld, passTo, type World } from './world.ts';

/** The clients of a product: one that asks by itself, two whose requests ride together, each with its own server's, and one that finds people first. */
export function clientsOf(ledger: Ledger): PaidAct[] {
  const viaRoutes = (): PaidAct => {
    const { analyse } = creditRoutes(ledger);
    return paidBy((_, { workspaceId, memberId: id, role }, body) =>
      analyse({ params: { workspaceId }, body }, { workspaceId, role, member: { id, name: '', email: '' }, token: '', address: '' }),
    );
  };
  return [paidBy(analyseContacts), viaRoutes(), viaRoutes(), paidBy(findingFirst(analyseContacts))];
}

/** A database for one run after the other. */
export interface Bench {
  app: TestApp;
  colleagueId: string;
  clients: readonly PaidAct[];
  /** What happened in all runs, by what was answered. */
  seen: Map<string, number>;
  close(): Promise<void>;
}

/** @param clients who analyses, instead of the product. */
export async function openBench(clients?: (app: TestApp) => Promise<readonly PaidAct[]>): Promise<Bench> {
  const app = await testApp({ timeZone: 'UTC' });
  const { owner } = app.database;
  for (const { code, credits } of plans) await setPlanCredits(owner, code, credits);
  await sql`insert into test_clock values (now())`.execute(owner);
  const { memberId } = await addMember(app.accounts, {
    workspaceId: app.workspaceId,
    name: 'Cole Colleague',
    email: 'colleague@people.example',
    password: 'correct horse',
    role: 'member',
  });
  const seen = new Map<string, number>();
  return { app, colleagueId: memberId, clients: (await clients?.(app)) ?? clientsOf(app.accounts), seen, close: () => app.close() };
}

/** Zones without summer time, with their offsets. */
export const zones = [
  { name: 'UTC', offsetMs: 0 },
  { name: 'Asia/Kolkata', offsetMs: 5.5 * 3600_000 },
  { name: 'America/Bogota', offsetMs: -5 * 3600_000 },
] as const;
const secondMs = 1000;
const begun = Date.UTC(2026, 0, 15, 12);

/** A server and a world that should say the same. */
interface Both {
  real: Real;
  world: World;
  done: Prepared[];
  /** What was sent and answered, step by step, for the report of a failure. */
  story: string[];
  seen: Map<string, number>;
}

/** What a run says: that nothing differs after any of these steps. */
export const agreement = (bench: Bench): fc.IAsyncProperty<[(typeof zones)[number], Step[]]> =>
  fc.asyncProperty(fc.constantFrom(...zones), steps, async (zone, all) => {
    const both = await open(bench, zone);
    await begin(both);
    for (const step of all)
      try {
        await take(both, step);
      } catch (error) {
        throw new Counterexample(`after\n${both.story.join('\n')}`, { cause: error });
      }
  });

async function open({ app, colleagueId, clients, seen }: Bench, zone: (typeof zones)[number]): Promise<Both> {
  const { accounts, session, database } = app;
  const [, starter] = plans;
  const setClock = async (instant: number): Promise<void> => {
    await sql`update test_clock set at = ${new Date(instant)}::timestamptz`.execute(database.owner);
  };
  await setClock(begun);
  const members = [
    { memberId: session.member.id, role: 'owner' as const },
    { memberId: colleagueId, role: 'member' as const },
  ] as const;
  const workspaceId = await openWorkspace(accounts, members, starter.code, zone.name);
  const [owner, colleague] = members;
  const actors = [
    { workspaceId, ...owner },
    { workspaceId, ...colleague },
  ] as const;
  return {
    real: { ledger: accounts, workspaceId, actors, paid: clients, setClock },
    world: newWorld(begun, zone.offsetMs, starter),
    done: [],
    story: [],
    seen,
  };
}

/** Two ongoing campaigns and a draft to begin with. */
async function begin(both: Both): Promise<void> {
  const [first, second, draft] = [uuidv7(), uuidv7(), uuidv7()];
  for (const id of [first, second, draft]) await atOnce(both, [createAct(0, id)]);
  for (const id of [first, second]) await atOnce(both, [campaignAct(0, id, { requestId: uuidv7(), act: 'launch' })]);
}

async function take(both: Both, step: Step): Promise<void> {
  await goTo(both, instantOf(both.world, step));
  const prepared = step.wishes.flatMap((wish) => {
    const one = prepare(both.world, both.done, wish);
    return one ? (wish.wish === 'analyse' && wish.isTwice ? [one, one] : [one]) : [];
  });
  both.done.push(...prepared);
  await atOnce(both, prepared.map(({ act }) => act).slice(0, 8), step.at === 'midnight' ? both.world.periodEnd : undefined);
  await compare(both.real, both.world);
}

/** @param midnight the clock goes to it meanwhile. */
async function atOnce(both: Both, acts: readonly Act[], midnight?: number): Promise<void> {
  const clock = midnight === undefined ? undefined : both.real.setClock(midnight);
  const told = await Promise.all(acts.map((act) => act.send(both.real)));
  await clock;
  for (const one of told) count(both.seen, one);
  both.story.push(`— ${new Date(both.world.now).toISOString()}`, ...acts.map((act, position) => line(act, told[position])));
  both.world = explained(both.world, await numbered(both.real, both.world, acts, told), midnight);
  if (midnight !== undefined) passTo(both.world, midnight);
}

async function goTo(both: Both, instant: number): Promise<void> {
  await both.real.setClock(instant);
  passTo(both.world, instant);
}

function instantOf({ now, periodEnd }: World, { at }: Step): number {
  switch (at) {
    // No two steps at one instant.
    case 'once':
      return now + secondMs;
    case 'midnight':
      return Math.max(now, periodEnd - secondMs);
    case 'lastMinute':
      return Math.max(now, periodEnd - 60 * secondMs);
    case 'firstInstant':
      return periodEnd;
    case 'nextMonth':
      return periodEnd + 10 * 24 * 3600 * secondMs;
    case 'afterTwoHours':
      return now + 2 * 3600 * secondMs;
    default:
      return at satisfies never;
  }
}

/** What the runs are for has to happen in them. */
function count(seen: Map<string, number>, told: Told): void {
  const people = (told['people'] ?? []) as { class?: string; enrolment?: string }[];
  const results = Object.keys(told['results'] ?? {});
  const words = [
    told['problem'],
    told['refused'],
    told['replayed'] === true && 'replayed',
    ...people.flatMap((person) => [person.class, person.enrolment]),
    ...results.map((result) => `launched: ${result}`),
  ];
  for (const word of new Set(words.filter((one) => typeof one === 'string'))) seen.set(word, (seen.get(word) ?? 0) + 1);
}

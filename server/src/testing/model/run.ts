/**
 * The harness: random steps on a real PostgreSQL against a world. The acts of a step are really sent at once, on connections of their own; what
 * was answered must be what the world says to them in some order. After each step the ledger is verified and everything is compared.
 */
import { inspect, isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { addMember } from '../../accounts/accounts.ts';
import { analyseContacts } from '../../credits/analyse.ts';
import { balanceOf, openCredits, readHead } from '../../credits/head.ts';
import { creditRoutes } from '../../credits/routes.ts';
import type { Ledger } from '../../credits/situation.ts';
import { verifyLedger } from '../../credits/verify.ts';
import { testApp, type TestApp } from '../app.ts';
import { balanceIn, campaignAct, createAct, memberIds, paidBy, toldBalance, type Act, type PaidAct, type Real, type Told } from './acts.ts';
import { plans, prepare, type Prepared } from './prepare.ts';
import { steps, type Step } from './steps.ts';
import { newWorld, passTo, theCampaign, type World } from './world.ts';

/** The clients of a product: one that asks by itself, two whose requests ride together, each with its own server's. */
export function clientsOf(ledger: Ledger): PaidAct[] {
  const viaRoutes = (): PaidAct => {
    const { analyse } = creditRoutes(ledger);
    return paidBy((_, { workspaceId, memberId: id, role }, body) =>
      analyse({ params: { workspaceId }, body }, { workspaceId, role, member: { id, name: '', email: '' }, token: '', address: '' }),
    );
  };
  return [paidBy(analyseContacts), viaRoutes(), viaRoutes()];
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
  for (const { code, credits } of plans)
    await sql`update plan set monthly_credits_per_seat = ${credits} where code = ${code}`.execute(owner);
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
const zones = [
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
  const workspaceId = uuidv7();
  const [, starter] = plans;
  const setClock = async (instant: number): Promise<void> => {
    await sql`update test_clock set at = ${new Date(instant)}::timestamptz`.execute(database.owner);
  };
  await setClock(begun);
  const actors = [
    { workspaceId, memberId: session.member.id, role: 'owner' as const },
    { workspaceId, memberId: colleagueId, role: 'member' as const },
  ] as const;
  await sql`insert into organization (id, name, slug, "createdAt") values (${workspaceId}, 'Looms', ${workspaceId}, now())`.execute(
    accounts.db,
  );
  for (const { memberId, role } of actors)
    await sql`insert into member (id, "organizationId", "userId", role, "createdAt")
      values (${uuidv7()}, ${workspaceId}, ${memberId}, ${role}, now())`.execute(accounts.db);
  await openCredits(accounts.db, workspaceId, starter.code, zone.name, accounts.clock);
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
  await compare(both);
}

/** @param midnight the clock goes to it meanwhile. */
async function atOnce(both: Both, acts: readonly Act[], midnight?: number): Promise<void> {
  const clock = midnight === undefined ? undefined : both.real.setClock(midnight);
  const told = await Promise.all(acts.map((act) => act.send(both.real)));
  await clock;
  for (const one of told) count(both.seen, one);
  both.story.push(`— ${new Date(both.world.now).toISOString()}`, ...acts.map((act, position) => line(act, told[position])));
  both.world = explained(both.world, await numbered(both, acts, told), midnight);
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

interface Sent {
  act: Act;
  told: Told;
  /** The number under which it was done, where it changed something now. */
  seq: number | undefined;
  /** Neither of two that were sent repeats the other one: one changed nothing, and the number is the other one's. */
  isAmbiguous: boolean;
}

const isDone = (told: Told): boolean => !('problem' in told || 'refused' in told || told['replayed'] === true);

/** Finds the numbers under which acts were done. */
async function numbered({ real: { ledger, workspaceId }, world }: Both, acts: readonly Act[], told: readonly Told[]): Promise<Sent[]> {
  const fresh = acts.flatMap(({ requestId }) => (requestId === undefined || world.kept.has(requestId) ? [] : [requestId]));
  const { rows } = await sql<{ request_id: string; seq: number }>`/* numbers */
    select request_id, seq from op_result where workspace_id = ${workspaceId} and request_id = any (${fresh}::uuid[])`.execute(ledger.db);
  const numbers = new Map(rows.map((row) => [row.request_id, row.seq]));
  return acts.map((act, position) => {
    const own = told[position] ?? {};
    const isAmbiguous = acts.some((other, at) => at !== position && other === act && isDone(told[at] ?? {}));
    return { act, told: own, seq: isDone(own) ? numbers.get(act.requestId ?? '') : undefined, isAmbiguous };
  });
}

/** One act and its answer on one line, ids short enough to be read. */
const line = ({ says }: Pick<Act, 'says'>, told: unknown): string =>
  `${JSON.stringify(says)}\n    → ${JSON.stringify(told)}`
    .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/g, '')
    .replaceAll(/AC[ow]AA(\w)\w+(\w)/gi, '$1$2');

/** As after a detour over the wire: what is undefined is absent. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/**
 * The world after acts that were sent at once: in an order in which it says to each what the server said. What was done goes by its numbers;
 * what only looked, or was refused, may stand anywhere. An act that began before midnight belongs to the old month, unless another one has begun
 * the new month already.
 * @throws when there is none.
 */
function explained(world: World, sent: readonly Sent[], midnight?: number): World {
  const isAlone = sent.length === 1;
  const said = ({ later, ...told }: Told): unknown => plain(isAlone ? { ...told, later } : told);
  let nearest: { depth: number; expected: unknown; act: unknown; told: unknown } | undefined;

  const search = (from: World, left: readonly Sent[], reached = 0): World | undefined => {
    if (left.length === 0) return from;
    const tried: Sent[] = [];
    for (const one of left) {
      // The same act with the same answer: one of the two will do.
      if (tried.some(({ act, told }) => act === one.act && isDeepStrictEqual(told, one.told))) continue;
      tried.push(one);
      const rest = left.filter((other) => other !== one);
      const isItsTurn = (seq: number): boolean =>
        reached <= seq && !rest.some((other) => !other.isAmbiguous && (other.seq ?? Infinity) < seq);
      if (one.seq !== undefined && !one.isAmbiguous && !isItsTurn(one.seq)) continue;
      const told = said(one.told);
      for (const instant of midnight === undefined ? [from.now] : [from.now, midnight]) {
        const at = structuredClone(from);
        passTo(at, instant);
        const came = one.act.expect(at, one.told);
        const expected = said(came.told);
        const depth = sent.length - left.length;
        if (isDeepStrictEqual(expected, told)) {
          const isWritten = one.seq !== undefined && (!one.isAmbiguous || came.world.kept.get(one.act.requestId ?? '')?.isCertain === true);
          if (one.isAmbiguous && isWritten && !isItsTurn(one.seq ?? 0)) continue;
          // Whoever only looks does not begin a month.
          const next = midnight !== undefined && !isWritten ? { ...from, kept: came.world.kept } : came.world;
          const after = search(next, rest, isWritten ? one.seq : reached);
          if (after) return after;
        } else if (!nearest || nearest.depth < depth) nearest = { depth, expected, act: one.act.says, told };
      }
    }
    return undefined;
  };

  const after = search(world, sent);
  if (after) return after;
  throw new Disagreement(
    isAlone ? 'an answer is not what it should be' : `no order of ${sent.length} acts at once explains their answers`,
    nearest ? `${line({ says: nearest.act }, nearest.told)}\n    should be ${JSON.stringify(nearest.expected)}` : 'nothing fits',
  );
}

/** A run in which they differ; the cause says how. */
export class Counterexample extends Error {
  /** What saw it: a comparison, an invariant of the ledger, or an error that no client should see. */
  get caught(): string {
    return this.cause instanceof Disagreement ? this.cause.caught : `an error: ${String(this.cause)}`;
  }
}

/** Server and world do not say the same; `caught` says by what that was seen. */
export class Disagreement extends Error {
  readonly caught: string;
  constructor(caught: string, detail: unknown) {
    super(`${caught}:\n${typeof detail === 'string' ? detail : inspect(detail, { depth: 12, breakLength: 140 })}`);
    this.caught = caught;
  }
}

/** Everything that is known of a workspace, by the ids of its contacts. */
interface Known {
  balance: unknown;
  /** What answers to each contact that stands for itself; undefined keys are erased. */
  contacts: Record<string, string[]>;
  merged: Record<string, string>;
  campaigns: Record<string, unknown[]>;
  enrolled: string[];
  held: string[];
  waiting: string[];
}

async function compare({ real, world }: Both): Promise<void> {
  const { ledger, workspaceId, actors } = real;
  const [report, head, { rows }] = await Promise.all([
    verifyLedger(ledger.db, workspaceId),
    readHead(ledger.db, workspaceId, ledger.clock),
    sql<Omit<Known, 'balance'>>`/* known */
      select
        (select coalesce(jsonb_object_agg(c.contact_id, (
          select jsonb_agg(i.kind || ' ' || i.value order by i.kind || ' ' || i.value collate "C") from contact_identifier i
          where i.workspace_id = c.workspace_id and i.contact_id = c.contact_id
        )), '{}') from contact c where c.workspace_id = ${workspaceId} and merged_into is null and erased_at is null) as contacts,
        (select coalesce(jsonb_object_agg(contact_id, merged_into), '{}') from contact
          where workspace_id = ${workspaceId} and merged_into is not null and erased_at is null) as merged,
        (select coalesce(jsonb_object_agg(campaign_id, jsonb_build_array(state, paused)), '{}') from campaign where workspace_id = ${workspaceId}) as campaigns,
        (select coalesce(jsonb_agg(concat_ws(' ', e.campaign_id, e.contact_id, e.state, e.state_at_closing)), '[]') from enrolment e
          where e.workspace_id = ${workspaceId}) as enrolled,
        (select coalesce(jsonb_agg(concat_ws(' ', campaign_id, contact_id, held_by)), '[]') from campaign_lease where workspace_id = ${workspaceId}) as held,
        (select coalesce(jsonb_agg(concat_ws(' ', campaign_id, contact_id, asked_by)), '[]') from campaign_wait where workspace_id = ${workspaceId}) as waiting
    `.execute(ledger.db),
  ]);
  if (report.faults.length > 0)
    throw new Disagreement(`the ledger: ${[...new Set(report.faults.map(({ invariant }) => invariant))].join('; ')}`, report.faults);
  const [found] = rows;
  if (!head || !found) throw new Error('no workspace');
  const known = inOrder({ ...found, balance: toldBalance(balanceOf(head)) });
  const expected = inOrder(
    knownIn(
      world,
      actors.map(({ memberId }) => memberId),
    ),
  );
  const [one, other] = [plain(known), plain(expected)] as [Known, Known];
  const differing = (Object.keys(one) as (keyof Known)[]).filter((part) => !isDeepStrictEqual(one[part], other[part]));
  if (differing.length > 0)
    throw new Disagreement(
      `compared: ${differing.join(', ')}`,
      differing.map((part) => ({ part, server: one[part], world: other[part] })),
    );
}

const inOrder = ({ enrolled, held, waiting, ...known }: Known): Known => ({
  ...known,
  enrolled: enrolled.toSorted(),
  held: held.toSorted(),
  waiting: waiting.toSorted(),
});

function knownIn(world: World, members: readonly string[]): Known {
  const realMember = (by: string): string => members[memberIds.findIndex((id) => id === by)] ?? '';
  const standing = world.people.map((person) => [person.contacts[0] ?? '', person] as const);
  return {
    balance: balanceIn(world),
    contacts: Object.fromEntries(standing.map(([id, { ids }]) => [id, [...ids].toSorted()])),
    merged: Object.fromEntries(standing.flatMap(([id, { contacts }]) => contacts.slice(1).map((one) => [one, id]))),
    campaigns: Object.fromEntries([...world.campaigns].map(([id, { state, paused }]) => [id, [state, paused]])),
    enrolled: [...world.campaigns.keys()].flatMap((id) =>
      [...theCampaign(world, id).enrolled].map(([{ contacts }, { state, atClosing }]) =>
        [id, contacts[0], state, ...(atClosing ? [atClosing] : [])].join(' '),
      ),
    ),
    held: [...world.held].map(([{ contacts }, { campaignId, by }]) => [campaignId, contacts[0], realMember(by)].join(' ')),
    waiting: world.waiting.map(({ person: { contacts }, campaignId, by }) => [campaignId, contacts[0], realMember(by)].join(' ')),
  };
}

/**
 * A hundred thousand calls on 24 connections of two servers: overlapping batches under changing identifiers of the same people, duplicates, replays, quotas that
 * grow meanwhile, people into campaigns, the same people added from the pool. Afterwards every invariant is asked in SQL, and every answer is compared with what is stored.
 */
import type { AnalyseOutcome, AnalyseRequest } from '@wellmet/shared/credits';
import { Wanted, type AddFoundRequest } from '@wellmet/shared/discover';
import type { Identifiers } from '@wellmet/shared/identity';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnCampaign, createCampaign } from '../campaigns/campaigns.ts';
import { addFound } from '../discover/add.ts';
import { fill, newPool } from '../discover/testing.ts';
import { adjustCredits } from '../plans/change.ts';
import { offerPool } from '../pool/pools.ts';
import { openDatabase, type OpenedDatabase } from '../db/open.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, leadId, memberId, sightingOf } from '../testing/sightings.ts';
import type { Actor } from './act.ts';
import { analyseContacts } from './analyse.ts';
import { quotePeople } from './quote.ts';
import { creditRoutes } from './routes.ts';

const calls = Number(process.env['RACE_CALLS'] ?? 100_000);
const connections = 24;
const workspaces = 3;
/** More people than credits at first, and in the end nearly as many: both ways of answering are raced. */
const people = 1500;
const creditsAtFirst = 300;
/** People of one request. */
const most = 500;
const creditsMore = 10;

let app: TestApp;
/** Of the second server: all that it shares with the first one. */
let second: OpenedDatabase;
/** Everybody is in it, as a slug. */
let pool: { poolId: string; personIds: string[] };
beforeAll(async () => {
  app = await testApp({ max: connections / 2 });
  second = openDatabase(app.database.urls.application, { max: connections / 2 });
  const poolId = await newPool(app.database.db, null);
  const everybody = Array.from({ length: people }, (_, n) => ({ name: `Person ${n}`, slug: `person-${n}`, title: 'Sales manager' }));
  const ids = await fill(app.database.db, poolId, everybody);
  pool = { poolId, personIds: everybody.map(({ name }) => ids.get(name) ?? '') };
}, 120_000);
afterAll(async () => {
  await second.close();
  await app.close();
});

/** Pseudo-random numbers, the same in every run. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Raced {
  actor: Actor;
  campaigns: string[];
  /** What was said to each request that was done, however often it was sent. */
  done: Map<string, number>;
  requests: AnalyseRequest[];
  additions: AddFoundRequest[];
}

const more = async ({ workspaceId }: Actor, credits: number): Promise<unknown> =>
  adjustCredits(app.accounts, { workspaceId, requestId: uuidv7(), credits, reason: 'more' });

async function open(): Promise<Raced> {
  const session = await app.signUp();
  const actor: Actor = { workspaceId: workspaceOf(session), memberId: session.member.id, role: 'owner' };
  await more(actor, creditsAtFirst);
  const campaigns = [uuidv7(), uuidv7()];
  for (const id of campaigns) await createCampaign(app.accounts, actor, { id, name: 'Autumn' });
  for (const id of campaigns) await actOnCampaign(app.accounts, actor, id, { requestId: uuidv7(), act: 'launch' });
  await offerPool(app.database.db, pool.poolId, actor.workspaceId);
  return { actor, campaigns, done: new Map(), requests: [], additions: [] };
}

/** People of the pool into one of the campaigns, as they were found by somebody who looks for their title. */
function additionOf({ campaigns }: Raced, random: (below: number) => number): AddFoundRequest {
  const chosen = new Set(Array.from({ length: 1 + random(4) }, () => random(people)));
  return {
    requestId: uuidv7(),
    ceilingCredits: chosen.size,
    campaignId: campaigns[random(campaigns.length)] ?? '',
    people: [...chosen].map((n) => ({ poolId: pool.poolId, personId: pool.personIds[n] ?? '' })),
    wanted: Wanted.parse({ facets: { titles: ['Sales manager'] } }),
  };
}

/** A person under one of the identifiers, or several: pages show what they show. */
function identifiersOf(n: number, random: (below: number) => number): Identifiers {
  const shown: Identifiers[] = [
    { member: memberId(n) },
    { member: memberId(n), slug: `person-${n}` },
    { member: memberId(n), slug: `Person-${n}`, lead: leadId(n) },
    { member: memberId(n), lead: leadId(n) },
    { slug: `person-${n}` },
  ];
  return shown[random(shown.length)] ?? { member: memberId(n) };
}

test(`${calls} calls on ${connections} connections of two servers: each person is charged once, and what was answered is what is stored`, async () => {
  const all = await Promise.all(Array.from({ length: workspaces }, open));
  const servers = [app.accounts, { ...app.accounts, db: second.db }].map((ledger) => ({ ledger, analyse: creditRoutes(ledger).analyse }));
  let turn = 0;
  const next = () => servers[turn++ % servers.length] as (typeof servers)[number];
  const answered = new Map<string, number>();
  let called = 0;

  const send = async ({ actor, done }: Raced, request: AnalyseRequest, alone: boolean): Promise<void> => {
    const caller = { ...actor, member: { id: actor.memberId, name: '', email: '' }, token: '', address: '' };
    const outcome: AnalyseOutcome = alone
      ? await analyseContacts(next().ledger, actor, request)
      : await next().analyse({ params: { workspaceId: actor.workspaceId }, body: request }, caller);
    heard(done, request, outcome);
  };
  const add = async ({ actor, done }: Raced, request: AddFoundRequest): Promise<void> =>
    heard(done, request, await addFound(next().ledger, actor, request));
  const heard = (done: Raced['done'], request: { requestId: string }, outcome: AnalyseOutcome): void => {
    const word = outcome.outcome === 'done' && outcome.replayed ? 'replayed' : outcome.outcome;
    answered.set(word, (answered.get(word) ?? 0) + 1);
    if (outcome.outcome !== 'done') return;
    // The same request always has the same answer.
    expect(done.get(request.requestId) ?? outcome.costCredits).toBe(outcome.costCredits);
    done.set(request.requestId, outcome.costCredits);
  };

  const worker = async (seed: number): Promise<void> => {
    const random = randomFrom(seed);
    while (called < calls) {
      const raced = all[random(all.length)];
      if (!raced) continue;
      if (random(300) === 0) await more(raced.actor, creditsMore);
      if (random(100) === 0) {
        const earlier = random(5) === 0 ? raced.additions[random(raced.additions.length)] : undefined;
        const request = earlier ?? additionOf(raced, random);
        if (!earlier) raced.additions.push(request);
        const times = 1 + Number(random(4) === 0);
        called += times;
        await Promise.all(Array.from({ length: times }, () => add(raced, request)));
      }
      const campaignId = random(50) === 0 ? raced.campaigns[random(raced.campaigns.length)] : undefined;
      const earlier = random(5) === 0 ? raced.requests[random(raced.requests.length)] : undefined;
      const request =
        earlier ??
        analysisOf(
          Array.from({ length: 1 + random(1 + random(4)) }, () => sightingOf(identifiersOf(random(people), random))),
          campaignId === undefined ? {} : { campaignId },
        );
      if (!earlier && raced.requests.length < 2000) raced.requests.push(request);
      const times = 1 + Number(random(8) === 0);
      called += times;
      await Promise.all(Array.from({ length: times }, () => send(raced, request, random(8) === 0)));
    }
  };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections * 4 }, (_, n) => worker(20261124 + n)));
  console.log(`${called} calls in ${Math.round((performance.now() - started) / 1000)} s:`, Object.fromEntries(answered));

  expect([...answered.keys()].toSorted()).toEqual(['done', 'notEnoughCredits', 'replayed']);
  expect(await broken(app.database.db)).toEqual([]);
  for (const { actor, done, additions } of all) {
    const ofPool = await ofPoolIn(actor);
    // Reasons stand on the debits that were made by adding somebody found, and on no other one.
    expect(ofPool.filter(({ source, reasons }) => (source === 'recommendation') !== (reasons !== null))).toEqual([]);
    const asked = new Set(additions.map(({ requestId }) => requestId));
    const paid = ofPool.filter(({ source }) => source === 'recommendation');
    expect(paid.filter((debit) => !asked.has(debit.request_id) || !debit.reasons?.some(({ signal }) => signal === 'title'))).toEqual([]);
    expect(paid.length).toBeGreaterThan(calls >= 100_000 ? 10 : 0);
    // Whoever was charged as found is in the campaign that it was for.
    expect(paid.filter(({ is_enrolled: isEnrolled }) => !isEnrolled)).toEqual([]);
    const acknowledged = [...done.values()].reduce((sum, cost) => sum + cost, 0);
    expect(await debitsOf(actor)).toBe(acknowledged);
    // Now a page of everybody that shows all of them: who was charged under two identifiers is one contact, and the second credit is back.
    for (let from = 0; from < people; from += most) await showAll(actor, from);
    const { rows } = await sql<Record<string, number>>`
      select h.used, (select count(*) from contact where workspace_id = h.workspace_id and merged_into is null) as contacts,
        (select count(*) from contact_identifier where workspace_id = h.workspace_id and kind = 'member') as members
      from credit_head h where h.workspace_id = ${actor.workspaceId}`.execute(app.database.db);
    const used = rows[0]?.['used'] ?? 0;
    expect(rows).toEqual([{ used, contacts: used, members: used }]);
    expect(used).toBeGreaterThan(creditsAtFirst / 2);
    // Nothing was taken by it.
    expect(await debitsOf(actor)).toBe(acknowledged);
  }
  expect(await broken(app.database.db)).toEqual([]);
}, 1_800_000);

/** Shows everybody who is known by all that they can be known by. It takes nothing, and lets two contacts of one person be found to be one. */
async function showAll(actor: Actor, from: number): Promise<void> {
  const all = Array.from({ length: most }, (_, n) => ({ member: memberId(from + n), slug: `person-${from + n}`, lead: leadId(from + n) }));
  const quote = await quotePeople(app.accounts, actor, { people: all });
  const known = all.filter((_, position) => quote.people[position]?.class === 'known').map((ids) => sightingOf(ids));
  if (known.length === 0) return;
  const outcome = await analyseContacts(app.accounts, actor, analysisOf(known, { ceilingCredits: 0 }));
  expect(outcome.outcome).toBe('done');
}

async function ofPoolIn({ workspaceId }: Actor) {
  const { rows } = await sql<{ source: string; reasons: { signal: string }[] | null; request_id: string; is_enrolled: boolean }>`
    select d.source, d.reasons, d.request_id, exists (select 1 from enrolment e join contact c on c.workspace_id = d.workspace_id and c.contact_id = d.contact_id
      where e.workspace_id = d.workspace_id and e.campaign_id = d.campaign_id and e.contact_id = coalesce(c.merged_into, c.contact_id)) as is_enrolled
    from debit d where d.workspace_id = ${workspaceId}`.execute(app.database.db);
  return rows;
}

async function debitsOf({ workspaceId }: Actor): Promise<number> {
  const { rows } = await sql<{ debits: number }>`select count(*) as debits from debit where workspace_id = ${workspaceId}`.execute(
    app.database.db,
  );
  return rows[0]?.debits ?? -1;
}

import type { Balance } from '@wellmet/shared/credits';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ProblemError } from '../http/problem.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import { adjustCredits, changePlan, lapsePlan, type PlanChanged } from './change.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
afterEach(() => app.setClock(undefined));

let people = 0;
const someoneNew = () => sightingOf({ member: memberId(++people) });

const november = '2026-10-31T23:00:00.000Z';
const december = '2026-11-30T23:00:00.000Z';
const january = '2026-12-31T23:00:00.000Z';
const monthly: Record<string, number> = { free: 25, starter: 100, growth: 400, scale: 1500 };

/** A workspace that began with November in Paris, on the free plan. */
async function workspace() {
  await app.setClock(november);
  const session = await app.signUp();
  const { token } = session;
  const id = workspaceOf(session);
  const path = `/v1/workspaces/${id}`;
  const stand = { db: app.database.db, clock: app.accounts.clock };
  const balance = async (): Promise<Balance> => (await app.ask('GET', `${path}/balance`, { token })).body as Balance;
  return {
    id,
    member: session.member.id,
    balance,
    /** `375 of 400 on growth×1, then starter×1 by change` */
    stands: async (): Promise<string> => {
      const { available, allotment, plan, next } = await balance();
      const then = next ? `, then ${next.code}×${next.seats} (${next.allotment}) by ${next.because}` : '';
      return `${available} of ${allotment} on ${plan.code}×${plan.seats}${then}`;
    },
    change: (planCode: string, seats = 1, more: { requestId?: string; memberId?: string } = {}): Promise<PlanChanged> =>
      changePlan(stand, { workspaceId: id, planCode, seats, ...more }),
    lapse: (): Promise<PlanChanged> => lapsePlan(stand, { workspaceId: id }),
    adjust: (credits: number, reason = 'sorry for the outage'): Promise<Balance> =>
      adjustCredits(stand, { workspaceId: id, credits, reason }),
    analyse: (count = 1): Promise<Told> =>
      app.ask('POST', `${path}/analyses`, { body: analysisOf(Array.from({ length: count }, someoneNew)), token }),
    entries: async (): Promise<string[]> => {
      const { rows } = await sql<{ line: string }>`
        select concat_ws(' ', kind, amount, '→', balance_after, 'of', to_char(period_start at time zone 'Europe/Paris', 'Mon'), reason,
          plan_code || ' ' || plan_version || '×' || seats) as line
        from credit_entry where workspace_id = ${id} order by seq`.execute(app.database.db);
      return rows.map(({ line }) => line);
    },
    /** Whether ongoing campaigns are paused by a lapse. */
    isPaused: async (): Promise<boolean> => {
      const { body } = await app.ask('GET', `${path}/campaigns?state=ongoing`, { token });
      return body.campaigns[0].pausedBecause === 'lapse';
    },
    launchCampaign: async (): Promise<void> => {
      const campaignId = uuidv7();
      await app.ask('POST', `${path}/campaigns`, { body: { id: campaignId, name: 'Looms' }, token });
      const body = { requestId: uuidv7(), act: 'launch' };
      expect(await app.ask('POST', `${path}/campaigns/${campaignId}/acts`, { body, token })).toMatchObject({ status: 200 });
    },
  };
}

const problemOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return `${error.code}: ${error.extra.detail ?? ''}`;
    throw error;
  }
  return 'no problem';
};
const clean = async (): Promise<void> => expect(await broken(app.database.db)).toEqual([]);

const moments: [name: string, instant: string][] = [
  ['at the start', november],
  ['in the middle', '2026-11-15T12:00:00.000Z'],
  ['in the last millisecond', '2026-11-30T22:59:59.999Z'],
  ['at the end, which nobody has noticed', december],
  ['a week after the end', '2026-12-07T12:00:00.000Z'],
];
const changes: [name: string, plan: string, seats: number][] = [
  ['a larger plan', 'scale', 1],
  ['a seat more', 'growth', 2],
  ['a smaller plan with many seats', 'starter', 5],
  ['a smaller plan with as many credits', 'starter', 4],
  ['the same again', 'growth', 1],
  ['a smaller plan', 'starter', 1],
  ['a smaller plan that gives nearly as much', 'starter', 3],
  ['the free plan', 'free', 1],
];

describe.each(moments)('growth with one seat and three credits used: %s', (_, instant) => {
  test.each(changes)('%s', async (_name, plan, seats) => {
    const { change, analyse, balance, entries } = await workspace();
    await change('growth');
    await analyse(3);
    await app.setClock(instant);
    const isNext = instant >= december;
    const credits = (monthly[plan] ?? 0) * seats;
    const added = Math.max(0, credits - 400);
    const used = isNext ? 0 : 3;
    const changed = await change(plan, seats);
    const now = {
      allotment: 400 + added,
      used,
      available: 400 + added - used,
      periodStart: isNext ? december : november,
      plan: credits < 400 ? { code: 'growth', seats: 1 } : { code: plan, seats },
      ...(credits < 400 && { next: { code: plan, seats, allotment: credits, because: 'change' } }),
    };
    expect(changed).toMatchObject({ addedCredits: added, balance: now });
    expect(changed.balance.next === undefined).toBe(credits >= 400);
    expect(await balance()).toEqual(changed.balance);
    const month = isNext ? 'Dec' : 'Nov';
    expect(await entries()).toEqual([
      'grant 25 → 25 of Nov period free 1×1',
      'grant 375 → 400 of Nov upgrade growth 1×1',
      'debit -3 → 397 of Nov profile',
      ...(isNext ? ['expire -397 → 0 of Nov', 'grant 400 → 400 of Dec period growth 1×1'] : []),
      ...(added > 0 ? [`grant ${added} → ${400 + added - used} of ${month} upgrade ${plan} 1×${seats}`] : []),
    ]);
    await app.setClock(isNext ? january : december);
    const after = await balance();
    expect(after).toMatchObject({ available: credits, allotment: credits, used: 0, plan: { code: plan, seats } });
    expect(after.next).toBeUndefined();
    await analyse();
    expect((await entries()).at(-2)).toBe(`grant ${credits} → ${credits} of ${isNext ? 'Jan' : 'Dec'} period ${plan} 1×${seats}`);
    await clean();
  });
});

/** The only reason for which a lapse is refused. */
const isOnFreePlan = (error: unknown): void => expect(error).toMatchObject({ code: 'wrong-state' });

describe('several changes in one period', () => {
  test('down, up and down again gains nothing', async () => {
    const { change, stands, entries } = await workspace();
    await change('growth');
    const before = await entries();
    for (let round = 0; round < 3; round++) {
      await change('free');
      expect(await stands()).toBe('400 of 400 on growth×1, then free×1 (25) by change');
      await change('growth');
      expect(await stands()).toBe('400 of 400 on growth×1');
    }
    await change('starter');
    expect(await stands()).toBe('400 of 400 on growth×1, then starter×1 (100) by change');
    expect(await entries()).toEqual(before);
    await clean();
  });

  test('each upgrade is the difference to the one before; the last downgrade counts', async () => {
    const { change, stands, entries, analyse } = await workspace();
    await change('starter');
    await analyse(60);
    await change('growth');
    await change('starter');
    await change('scale');
    await change('starter', 2);
    await change('growth', 3);
    expect(await stands()).toBe('1440 of 1500 on scale×1, then growth×3 (1200) by change');
    expect((await entries()).filter((line) => line.startsWith('grant'))).toEqual([
      'grant 25 → 25 of Nov period free 1×1',
      'grant 75 → 100 of Nov upgrade starter 1×1',
      'grant 300 → 340 of Nov upgrade growth 1×1',
      'grant 1100 → 1440 of Nov upgrade scale 1×1',
    ]);
    await app.setClock(december);
    expect(await stands()).toBe('1200 of 1200 on growth×3');
    await clean();
  });

  test('equal plans in a row change what is told, not what is there', async () => {
    const { change, stands, analyse } = await workspace();
    await change('growth', 1);
    await analyse(400);
    await change('starter', 4);
    await change('free', 16);
    expect(await stands()).toBe('0 of 400 on free×16');
    await change('starter', 5);
    expect(await stands()).toBe('100 of 500 on starter×5');
    await clean();
  });

  test('a downgrade below what is used takes nothing back, and an upgrade gives what it says', async () => {
    const { change, stands, analyse } = await workspace();
    await change('growth');
    await analyse(300);
    await change('free');
    expect(await stands()).toBe('100 of 400 on growth×1, then free×1 (25) by change');
    await analyse(100);
    expect((await analyse()).body.outcome).toBe('notEnoughCredits');
    await change('scale');
    expect(await stands()).toBe('1100 of 1500 on scale×1');
    await clean();
  });
});

test('idle for five months after a planned downgrade: one grant, the present one, of the smaller plan', async () => {
  const { change, analyse, entries, stands } = await workspace();
  await change('growth', 2);
  await change('starter', 2);
  await app.setClock('2027-04-10T12:00:00Z');
  expect(await stands()).toBe('200 of 200 on starter×2');
  await analyse();
  expect(await entries()).toEqual([
    'grant 25 → 25 of Nov period free 1×1',
    'grant 775 → 800 of Nov upgrade growth 1×2',
    'expire -800 → 0 of Nov',
    'grant 200 → 200 of Apr period starter 1×2',
    'debit -1 → 199 of Apr profile',
  ]);
  await clean();
});

test('a new version in the catalogue: who has the old one keeps it until they change', async () => {
  const { owner } = app.database;
  const [stays, changes2, grows, shrinks] = [await workspace(), await workspace(), await workspace(), await workspace()];
  for (const { change } of [stays, changes2, grows, shrinks]) await change('growth');
  await shrinks.change('starter');
  await owner.transaction().execute(async (trx) => {
    await sql`update plan set offered = false where code in ('growth', 'starter')`.execute(trx);
    await sql`insert into plan (code, version, name, monthly_credits_per_seat, monthly_price_per_seat_cents, currency)
      values ('growth', 2, 'Growth', 450, 4900, 'EUR'), ('starter', 2, 'Starter', 80, 1900, 'EUR')`.execute(trx);
  });
  try {
    await app.setClock('2026-11-20T12:00:00Z');
    expect(await stays.stands()).toBe('400 of 400 on growth×1');
    expect((await changes2.change('growth')).addedCredits).toBe(50);
    expect(await changes2.stands()).toBe('450 of 450 on growth×1');
    expect((await grows.change('growth', 2)).addedCredits).toBe(500);
    await app.setClock(december);
    for (const { analyse } of [stays, changes2, grows, shrinks]) await analyse();
    expect((await stays.entries()).at(-2)).toBe('grant 400 → 400 of Dec period growth 1×1');
    expect((await changes2.entries()).at(-2)).toBe('grant 450 → 450 of Dec period growth 2×1');
    expect((await grows.entries()).at(-2)).toBe('grant 900 → 900 of Dec period growth 2×2');
    // What was planned was promised in the version of that day.
    expect((await shrinks.entries()).at(-2)).toBe('grant 100 → 100 of Dec period starter 1×1');
    await shrinks.change('starter');
    expect(await shrinks.stands()).toBe('99 of 100 on starter×1, then starter×1 (80) by change');
    await clean();
  } finally {
    await sql`update plan set offered = version = 1 where code in ('growth', 'starter') and version = 2`.execute(owner);
    await sql`update plan set offered = true where code in ('growth', 'starter') and version = 1`.execute(owner);
  }
});

describe('a plan that is no longer paid', () => {
  test('falls to the free plan at the next period and pauses what is ongoing; paying again is an upgrade and resumes it', async () => {
    const { change, lapse, stands, isPaused, launchCampaign, analyse, entries } = await workspace();
    await change('growth', 2);
    await launchCampaign();
    await analyse(10);
    await app.setClock('2026-11-20T12:00:00Z');
    await lapse();
    await lapse();
    expect(await stands()).toBe('790 of 800 on growth×2, then free×1 (25) by lapse');
    await app.setClock('2026-11-30T22:59:59.999Z');
    expect(await isPaused()).toBe(false);
    await app.setClock(december);
    expect(await isPaused()).toBe(true);
    expect(await stands()).toBe('25 of 25 on free×1');
    await analyse(5);
    await lapse();
    await app.setClock('2027-02-10T12:00:00Z');
    expect(await isPaused()).toBe(true);
    await analyse(5);
    expect((await change('growth')).addedCredits).toBe(375);
    expect(await stands()).toBe('395 of 400 on growth×1');
    expect(await isPaused()).toBe(false);
    expect((await entries()).slice(-3)).toEqual([
      'grant 25 → 25 of Feb period free 1×1',
      'debit -5 → 20 of Feb profile',
      'grant 375 → 395 of Feb upgrade growth 1×1',
    ]);
    await app.setClock('2027-03-10T12:00:00Z');
    expect(await stands()).toBe('400 of 400 on growth×1');
    expect(await isPaused()).toBe(false);
    await clean();
  });

  // prettier-ignore
  test.each([
    ['the same plan', 'growth', 1, '400 of 400 on growth×1', '400 of 400 on growth×1'],
    ['a larger one', 'scale', 1, '1500 of 1500 on scale×1', '1500 of 1500 on scale×1'],
    ['as many credits', 'starter', 4, '400 of 400 on starter×4', '400 of 400 on starter×4'],
    ['a smaller one', 'starter', 1, '400 of 400 on growth×1, then starter×1 (100) by change', '100 of 100 on starter×1'],
  ])('paying again before the end, for %s, cancels the lapse', async (_, plan, seats, now, then) => {
    const { change, lapse, stands, isPaused, launchCampaign } = await workspace();
    await change('growth');
    await launchCampaign();
    await lapse();
    await app.setClock('2026-11-30T22:59:59.999Z');
    await change(plan, seats);
    expect(await stands()).toBe(now);
    await app.setClock(december);
    expect(await stands()).toBe(then);
    expect(await isPaused()).toBe(false);
    await clean();
  });

  test('the free plan is not paid for: choosing it ends no lapse, and it cannot lapse', async () => {
    const { change, lapse, stands, isPaused, launchCampaign } = await workspace();
    expect(await problemOf(lapse())).toBe('wrong-state: The workspace is on the free plan: nothing is paid.');
    await change('starter');
    await launchCampaign();
    await lapse();
    await change('free');
    expect(await stands()).toBe('100 of 100 on starter×1, then free×1 (25) by lapse');
    await app.setClock(december);
    await change('free');
    expect(await isPaused()).toBe(true);
  });

  test('a planned downgrade gives way to it; choosing the free plan without it pauses nothing', async () => {
    const [lapsed, chosen] = [await workspace(), await workspace()];
    for (const { change, launchCampaign } of [lapsed, chosen]) {
      await change('growth');
      await launchCampaign();
    }
    await lapsed.change('starter');
    await lapsed.lapse();
    await chosen.change('free');
    await app.setClock(december);
    expect([await lapsed.stands(), await chosen.stands()]).toEqual(['25 of 25 on free×1', '25 of 25 on free×1']);
    expect([await lapsed.isPaused(), await chosen.isPaused()]).toEqual([true, false]);
    await clean();
  });
});

describe('an adjustment by the operator', () => {
  test('adds to the period or takes from what is left, and ends with it', async () => {
    const { adjust, analyse, change, stands, entries } = await workspace();
    await analyse(20);
    expect(await adjust(10)).toMatchObject({ available: 15, allotment: 35, used: 20 });
    await change('starter');
    expect(await stands()).toBe('90 of 110 on starter×1');
    expect(await adjust(-90, 'a test')).toMatchObject({ available: 0, allotment: 20, used: 20 });
    expect((await analyse()).body.outcome).toBe('notEnoughCredits');
    expect((await entries()).slice(-3)).toEqual([
      'adjustment 10 → 15 of Nov sorry for the outage',
      'grant 75 → 90 of Nov upgrade starter 1×1',
      'adjustment -90 → 0 of Nov a test',
    ]);
    await change('growth');
    expect(await stands()).toBe('300 of 320 on growth×1');
    await app.setClock(december);
    expect(await stands()).toBe('400 of 400 on growth×1');
    await clean();
  });

  test('never takes what is used', async () => {
    const { adjust, analyse, stands, entries } = await workspace();
    await analyse(20);
    const before = await entries();
    expect(await problemOf(adjust(-6))).toBe('wrong-state: Of 25 credits 20 are used: no more than 5 can be taken.');
    expect([await entries(), await stands()]).toEqual([before, '5 of 25 on free×1']);
    await app.setClock(december);
    expect(await adjust(-25)).toMatchObject({ available: 0, periodStart: december });
    await clean();
  });
});

test('what is not there', async () => {
  const { change, id } = await workspace();
  expect(await problemOf(change('gold'))).toBe('not-found: There is no plan "gold" on offer.');
  const stand = { db: app.database.db, clock: app.accounts.clock };
  expect(await problemOf(changePlan(stand, { workspaceId: uuidv7(), planCode: 'growth', seats: 1 }))).toBe('not-found: ');
  expect(await problemOf(adjustCredits(stand, { workspaceId: uuidv7(), credits: 1, reason: '' }))).toBe('not-found: ');
  const { rows } = await sql<{ seq: number }>`select seq from credit_head where workspace_id = ${id}`.execute(app.database.db);
  expect(rows).toEqual([{ seq: 1 }]);
});

test('a request id changes a plan once, and its entry says who and which', async () => {
  const { change, id, member, stands } = await workspace();
  const requestId = uuidv7();
  const first = await change('growth', 1, { requestId, memberId: member });
  await change('free');
  expect(await change('growth', 1, { requestId, memberId: member })).toEqual(first);
  expect(await stands()).toBe('400 of 400 on growth×1, then free×1 (25) by change');
  expect(await problemOf(change('scale', 1, { requestId }))).toBe('request-id-reused: ');
  const { rows } = await sql`select member_id, request_id from credit_entry where workspace_id = ${id} and reason = 'upgrade'`.execute(
    app.database.db,
  );
  expect(rows).toEqual([{ member_id: member, request_id: requestId }]);
});

describe('at the same time', () => {
  test('twenty upgrades are one, while others spend: nothing is lost, nobody is told that there is no workspace', async () => {
    const { change, lapse, analyse, balance, entries } = await workspace();
    await app.setClock(december);
    const all = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        if (n === 7) await lapse().catch(isOnFreePlan);
        return (await Promise.all([change('growth'), analyse()]))[1];
      }),
    );
    expect(all.map(({ body }) => body.outcome)).toEqual(Array(20).fill('done'));
    expect(await balance()).toMatchObject({ allotment: 400, used: 20, available: 380 });
    expect((await entries()).filter((line) => line.includes('upgrade'))).toHaveLength(1);
    await clean();
  });

  test('up and down at once: what there is to spend is what the highest of them gives', async () => {
    const { change, balance, entries } = await workspace();
    const asked = ['scale', 'starter', 'free', 'growth', 'scale', 'free', 'growth', 'starter'];
    await Promise.all(asked.map((plan) => change(plan)));
    expect(await balance()).toMatchObject({ allotment: 1500, plan: { code: 'scale' } });
    const granted = (await entries()).map((line) => Number(line.split(' ')[1])).reduce((sum, amount) => sum + amount);
    expect(granted).toBe(1500);
    await clean();
  });
});

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ plan: fc.constantFrom('free', 'starter', 'growth', 'scale'), seats: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ analyse: fc.integer({ min: 1, max: 30 }) }) },
  { weight: 1, arbitrary: fc.record({ adjust: fc.integer({ min: -60, max: 60 }).filter((credits) => credits !== 0) }) },
  { weight: 1, arbitrary: fc.record({ days: fc.integer({ min: 1, max: 70 }) }) },
  { weight: 1, arbitrary: fc.constant({ lapse: true }) },
);

test('whatever happens in whatever order, a period has what the largest plan in it gives, and the adjustments', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { change, lapse, adjust, analyse, balance } = await workspace();
      let now = Date.parse(november);
      let period = november;
      let inForce = { code: 'free', seats: 1 };
      let next: typeof inForce | undefined;
      let adjusted = 0;
      let used = 0;
      const asItShould: boolean[] = [];
      const creditsOf = ({ code, seats }: typeof inForce): number => (monthly[code] ?? 0) * seats;
      for (const one of steps) {
        if ('days' in one) {
          now += one.days * 86_400_000;
          await app.setClock(new Date(now));
          const { periodStart } = await balance();
          if (periodStart !== period) {
            [period, inForce, next, adjusted, used] = [periodStart, next ?? inForce, undefined, 0, 0];
          }
        } else if ('plan' in one) {
          const plan = { code: one.plan, seats: one.seats };
          await change(plan.code, plan.seats);
          if (creditsOf(plan) < creditsOf(inForce)) next = plan;
          else [inForce, next] = [plan, undefined];
        } else if ('adjust' in one) {
          const isRefused = (await problemOf(adjust(one.adjust))) !== 'no problem';
          asItShould.push(isRefused === creditsOf(inForce) + adjusted + one.adjust < used);
          if (!isRefused) adjusted += one.adjust;
        } else if ('analyse' in one) {
          const { body } = await analyse(one.analyse);
          const isDone = body.outcome === 'done';
          asItShould.push(isDone === used + one.analyse <= creditsOf(inForce) + adjusted);
          if (isDone) used += one.analyse;
        } else {
          await lapse().catch(isOnFreePlan);
          if (inForce.code !== 'free') next = { code: 'free', seats: 1 };
        }
        const told = await balance();
        expect(told).toMatchObject({ allotment: creditsOf(inForce) + adjusted, used, plan: inForce });
        expect(told.next && { code: told.next.code, seats: told.next.seats }).toEqual(next);
      }
      expect(asItShould).not.toContain(false);
    }),
    { numRuns: 15 },
  );
  await clean();
}, 60_000);

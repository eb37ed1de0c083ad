import type { AnalyseOutcome } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, leadId, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ max: 30 });
});
afterAll(() => app.close());

/** A workspace of its own for each test. */
let token: string;
let workspace: string;
beforeEach(async () => {
  const session = await app.signUp();
  token = session.token;
  workspace = workspaceOf(session);
});

const ask = (method: string, path: string, body?: unknown, as: string = token): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspace}${path}`, { body, token: as });
const analyse = (body: unknown, as?: string): Promise<Told> => ask('POST', '/analyses', body, as);
const available = async (): Promise<number> => (await ask('GET', '/balance')).body.available as number;

async function rowCounts(): Promise<Record<string, number>> {
  const tables = ['contact', 'contact_identifier', 'contact_snapshot', 'debit', 'credit_entry', 'op_result'] as const;
  const counts: Record<string, number> = {};
  for (const table of tables) {
    const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)} where workspace_id = ${workspace}`.execute(
      app.database.db,
    );
    counts[table] = rows[0]?.count ?? 0;
  }
  return counts;
}

const strangers = (count: number, from = 1000) =>
  Array.from({ length: count }, (_, index) => sightingOf({ member: memberId(from + index) }));

describe('one person, one credit', () => {
  test('the first analysis takes one, and tells who, when and what is left', async () => {
    const { status, body } = await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'done',
      costCredits: 1,
      replayed: false,
      balance: { available: 24, used: 1, allotment: 25, plan: { code: 'free', name: 'Free' }, timeZone: 'Europe/Paris' },
      people: [{ class: 'new', costCredits: 1, firstAnalysis: { by: 'Ines Invented', byYou: true }, contact: { name: 'Ysolde Quill' } }],
    });
    expect(await available()).toBe(24);
    expect(await broken(app.database.db)).toEqual([]);
  });

  test('twenty identical requests at once: one debit, twenty equal answers', async () => {
    const request = analysisOf([sightingOf({ slug: 'ysolde-quill', member: memberId(1) })]);
    const answers = await Promise.all(Array.from({ length: 20 }, () => analyse(request)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    const bodies = answers.map(({ body }) => body as Extract<AnalyseOutcome, { outcome: 'done' }>);
    expect(bodies.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(new Set(bodies.map((body) => JSON.stringify({ ...body, replayed: true }))).size).toBe(1);
    expect(await rowCounts()).toMatchObject({ contact: 1, debit: 1, contact_snapshot: 1, op_result: 1 });
    expect(await available()).toBe(24);
  });

  test('twenty wishes for one person at once, each with an id of its own: one debit', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]))));
    expect(answers.map(({ body }) => body.costCredits as number).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 19 }, () => 0),
      1,
    ]);
    expect(await rowCounts()).toMatchObject({ contact: 1, debit: 1, contact_snapshot: 1, op_result: 1 });
  });

  test('a known person whose page reads as it did a short time ago takes no lock and writes nothing; on another day it is renewed', async () => {
    const known = analysisOf([sightingOf({ slug: 'ysolde-quill' })]);
    await analyse(known);
    const before = await rowCounts();
    await app.database.db.transaction().execute(async (trx) => {
      await sql`select 1 from credit_head where workspace_id = ${workspace} for no key update`.execute(trx);
      const { body } = await analyse(analysisOf(known.sightings, { ceilingCredits: 0 }));
      expect(body).toMatchObject({ outcome: 'done', costCredits: 0, people: [{ class: 'known', contact: { name: 'Ysolde Quill' } }] });
    });
    expect(await rowCounts()).toEqual(before);
    await app.setClock(new Date(Date.now() + 2 * 3600_000));
    try {
      await analyse(analysisOf(known.sightings));
      expect(await rowCounts()).toMatchObject({ contact_snapshot: 1, op_result: 2 });
    } finally {
      await app.setClock(undefined);
    }
  });

  test('the same request after a lost answer is answered again, and nothing is done again', async () => {
    const request = analysisOf([sightingOf({ slug: 'ysolde-quill' })]);
    const first = await analyse(request);
    await analyse(analysisOf(strangers(2)));
    const before = await rowCounts();
    const again = await analyse(request);
    expect(again.body).toEqual({ ...first.body, replayed: true });
    expect(await rowCounts()).toEqual(before);
    expect(await available()).toBe(22);
  });

  test('a request id with other content is refused', async () => {
    const request = analysisOf([sightingOf({ slug: 'ysolde-quill' })]);
    await analyse(request);
    const before = await rowCounts();
    for (const other of [
      { ...request, ceilingCredits: 5 },
      { ...request, sightings: strangers(1) },
      { ...request, source: 'company_people' },
    ])
      expect(await analyse(other)).toMatchObject({ status: 409, body: { code: 'request-id-reused' } });
    expect(await rowCounts()).toEqual(before);
  });

  test('under slug, member id, lead id and other spellings of the slug it is the same person', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill', member: memberId(7) })]));
    await analyse(analysisOf([sightingOf({ member: memberId(7), lead: leadId(7) })]));
    for (const identifiers of [
      { slug: 'Ysolde-Quill' },
      { member: memberId(7) },
      { lead: leadId(7) },
      { slug: 'ysolde-quill-renamed', member: memberId(7) },
      { slug: 'ysolde-quill-renamed' },
    ]) {
      const { body } = await analyse(analysisOf([sightingOf(identifiers)], { ceilingCredits: 0 }));
      expect(body).toMatchObject({ outcome: 'done', costCredits: 0, people: [{ class: 'known' }] });
    }
    expect(await rowCounts()).toMatchObject({ contact: 1, debit: 1, contact_identifier: 4 });
    expect(await available()).toBe(24);
  });

  test('a slug that is percent-encoded, in other letters or decomposed is one key', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'zoé-quill' })]));
    for (const slug of ['zo%C3%A9-quill', 'Zoé-Quill', 'zoe\u0301-quill']) {
      const { body } = await analyse(analysisOf([sightingOf({ slug })], { ceilingCredits: 0 }));
      expect(body).toMatchObject({ outcome: 'done', costCredits: 0 });
    }
  });

  test('a colleague analyses the person for nothing and is told who paid', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    const email = `colleague-${uuidv7()}@people.example`;
    await addMember(app.accounts, { workspaceId: workspace, name: 'Cole Colleague', email, password: 'correct horse', role: 'member' });
    const { body: session } = await app.ask('POST', '/v1/sign-in', { body: { email, password: 'correct horse' }, token: null });
    const { body } = await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]), session.token as string);
    expect(body).toMatchObject({ costCredits: 0, people: [{ class: 'known', firstAnalysis: { by: 'Ines Invented', byYou: false } }] });
  });

  test('another workspace pays for itself', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    const other = await app.signUp();
    const { body } = await app.ask('POST', `/v1/workspaces/${workspaceOf(other)}/analyses`, {
      body: analysisOf([sightingOf({ slug: 'ysolde-quill' })]),
      token: other.token,
    });
    expect(body).toMatchObject({ costCredits: 1, people: [{ class: 'new' }] });
  });

  test('in one request a person who stands in it twice, or whom a third entry links, costs once', async () => {
    const { body } = await analyse(
      analysisOf([
        sightingOf({ member: memberId(1) }),
        sightingOf({ slug: 'ysolde-quill' }),
        sightingOf({ member: memberId(2) }),
        sightingOf({ slug: 'ysolde-quill', member: memberId(1) }),
      ]),
    );
    expect(body.people.map((person: { class: string }) => person.class)).toEqual(['new', 'duplicate', 'new', 'duplicate']);
    expect(body.costCredits).toBe(2);
    expect(new Set(body.people.map(({ contact }: { contact: { id: string } }) => contact.id)).size).toBe(2);
    expect(await broken(app.database.db)).toEqual([]);
  });

  test('a known person who stands in one request under two identifiers apart is one contact', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill', member: memberId(1) })]));
    const { body } = await analyse(
      analysisOf([sightingOf({ slug: 'ysolde-quill' }), sightingOf({ member: memberId(1), lead: leadId(1) })], { ceilingCredits: 0 }),
    );
    expect(body).toMatchObject({ outcome: 'done', costCredits: 0, people: [{ class: 'known' }, { class: 'duplicate' }] });
    expect(await rowCounts()).toMatchObject({ contact: 1, contact_identifier: 3 });
  });
});

describe('snapshots', () => {
  test('a page that reads otherwise is the newest snapshot, one that reads the same is no other', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' })]));
    expect(await rowCounts()).toMatchObject({ contact_snapshot: 1 });
    const { body } = await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill' }, { headline: 'Founder of Quill & Co' })]));
    expect(body.people[0].contact).toMatchObject({ headline: 'Founder of Quill & Co', sighting: { headline: 'Founder of Quill & Co' } });
    expect(await rowCounts()).toMatchObject({ contact_snapshot: 2 });
    const id = body.people[0].contact.id as string;
    expect((await ask('GET', `/contacts/${id}`)).body).toEqual(body.people[0].contact);
    expect(await broken(app.database.db)).toEqual([]);
  });

  test('contacts are listed by their last analysis, the newest first', async () => {
    for (const n of [1, 2, 3]) await analyse(analysisOf([sightingOf({ member: memberId(n) }, { name: `Person ${n}` })]));
    await analyse(analysisOf([sightingOf({ member: memberId(1) }, { name: 'Person 1', headline: 'Moved on' })]));
    const names = async (query: string): Promise<string[]> =>
      ((await ask('GET', `/contacts${query}`)).body.contacts as { name: string }[]).map(({ name }) => name);
    expect(await names('')).toEqual(['Person 1', 'Person 3', 'Person 2']);
    expect(await names('?limit=2')).toEqual(['Person 1', 'Person 3']);
    expect(await ask('GET', '/contacts?limit=0')).toMatchObject({ status: 400, body: { errors: [{ pointer: '/limit' }] } });
  });
});

describe('refusals change nothing', () => {
  test('more than the ceiling: the new quote', async () => {
    await analyse(analysisOf(strangers(1)));
    const before = await rowCounts();
    const { status, body } = await analyse(analysisOf(strangers(3), { ceilingCredits: 1 }));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'overCeiling',
      quote: { costCredits: 2, availableAfter: 22, people: [{ class: 'known' }, { class: 'new' }, { class: 'new' }] },
    });
    expect(await rowCounts()).toEqual(before);
  });

  test('more than the balance: the figures and the ways on', async () => {
    await analyse(analysisOf(strangers(22)));
    const before = await rowCounts();
    const request = analysisOf([...strangers(2), ...strangers(5, 5000)]);
    const { body } = await analyse(request);
    expect(body).toMatchObject({ outcome: 'notEnoughCredits', quote: { costCredits: 5, balance: { available: 3 } } });
    expect(body.quote).not.toHaveProperty('availableAfter');
    expect(body.quote.waysOn).toEqual([
      { way: 'firstN', count: 5 },
      { way: 'wait', until: body.quote.balance.periodEnd },
      { way: 'upgrade', plan: { code: 'starter', name: 'Starter', monthlyCreditsPerSeat: 100 } },
    ]);
    expect(await rowCounts()).toEqual(before);
    const firstN = await analyse(analysisOf(request.sightings.slice(0, 5)));
    expect(firstN.body).toMatchObject({ outcome: 'done', costCredits: 3, balance: { available: 0 } });
  });

  test('balance 0: refused, nothing stored; known people still go', async () => {
    await analyse(analysisOf(strangers(25)));
    const before = await rowCounts();
    const { body } = await analyse(analysisOf(strangers(1, 9000)));
    expect(body).toMatchObject({ outcome: 'notEnoughCredits', quote: { balance: { available: 0, used: 25 } } });
    expect(body.quote.waysOn.map(({ way }: { way: string }) => way)).toEqual(['wait', 'upgrade']);
    expect(await rowCounts()).toEqual(before);
    expect((await analyse(analysisOf(strangers(2)))).body).toMatchObject({ outcome: 'done', costCredits: 0 });
    expect(await broken(app.database.db)).toEqual([]);
  });

  test('someone without a usable identifier is left out and costs nothing; the others go', async () => {
    const { status, body } = await analyse(
      analysisOf([sightingOf({ slug: 'ysolde-quill' }), sightingOf({ slug: 'me' }), sightingOf({ member: 'headless' })]),
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({
      outcome: 'done',
      costCredits: 1,
      people: [{ class: 'new' }, { class: 'unidentifiable', costCredits: 0 }, { class: 'unidentifiable', costCredits: 0 }],
    });
    expect(body.people[1]).not.toHaveProperty('contact');
    expect(await rowCounts()).toMatchObject({ contact: 1, debit: 1 });
    const quoted = (await ask('POST', '/quotes', { people: [{}, { slug: 'me' }, { slug: 'somebody' }] })).body;
    expect(quoted).toMatchObject({ costCredits: 1, people: [{ class: 'unidentifiable' }, { class: 'unidentifiable' }, { class: 'new' }] });
  });

  test('the database itself refuses to go below zero', async () => {
    await expect(sql`update credit_head set used = granted + 1 where workspace_id = ${workspace}`.execute(app.database.db)).rejects.toThrow(
      'no_overdraw',
    );
  });
});

describe('quotes', () => {
  test('sorts the people, and changes nothing', async () => {
    await analyse(analysisOf([sightingOf({ slug: 'ysolde-quill', member: memberId(1) })]));
    const before = await rowCounts();
    const { body } = await ask('POST', '/quotes', {
      people: [{ slug: 'Ysolde-Quill' }, { slug: 'somebody-new' }, { slug: 'somebody-new' }, { member: memberId(1) }],
    });
    expect(body).toMatchObject({
      people: [
        { class: 'known', costCredits: 0, firstAnalysis: { byYou: true } },
        { class: 'new', costCredits: 1 },
        { class: 'duplicate', costCredits: 0 },
        { class: 'duplicate', costCredits: 0, firstAnalysis: { byYou: true } },
      ],
      costCredits: 1,
      balance: { available: 24 },
      availableAfter: 23,
    });
    expect(await rowCounts()).toEqual(before);
  });

  test('tells no remainder when the balance does not suffice', async () => {
    const { body } = await ask('POST', '/quotes', { people: Array.from({ length: 26 }, (_, n) => ({ member: memberId(n) })) });
    expect(body.costCredits).toBe(26);
    expect(body).not.toHaveProperty('availableAfter');
  });
});

interface Own {
  id: string;
  token: string;
}

test('24 connections, overlapping people under changing identifiers, two workspaces: the invariants hold', async () => {
  const other = await app.signUp();
  const both: [Own, Own] = [
    { id: workspace, token },
    { id: workspaceOf(other), token: other.token },
  ];
  await sql`update credit_head set granted = 60 where workspace_id in (${sql.join(both.map(({ id }) => id))})`.execute(app.database.db);
  await sql`update credit_entry set amount = 60, balance_after = 60 where workspace_id in (${sql.join(both.map(({ id }) => id))})`.execute(
    app.database.owner,
  );
  // A sequence of pseudo-random numbers, the same in every run.
  let state = 20261123;
  const random = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = <T>(list: readonly [T, ...T[]]): T => list[random(list.length)] ?? list[0];
  const identifiersOf = (n: number): Identifiers =>
    pick<Identifiers>([{ member: memberId(n) }, { slug: `person-${n}` }, { slug: `Person-${n}`, member: memberId(n) }]);
  const outcomes = new Map<string, number>();
  const worker = async (): Promise<void> => {
    for (let round = 0; round < 12; round++) {
      const { id, token: as } = pick(both);
      const sightings = Array.from({ length: 1 + random(6) }, () => sightingOf(identifiersOf(random(90))));
      const request = analysisOf(sightings);
      const answers = await Promise.all(
        Array.from({ length: 1 + random(2) }, () => app.ask('POST', `/v1/workspaces/${id}/analyses`, { body: request, token: as })),
      );
      for (const { status, body } of answers) {
        const key = `${status} ${String(body.outcome)}`;
        outcomes.set(key, (outcomes.get(key) ?? 0) + 1);
      }
    }
  };
  await Promise.all(Array.from({ length: 24 }, worker));
  expect([...outcomes.keys()].toSorted((a, b) => (a < b ? -1 : 1))).toEqual(['200 done', '200 notEnoughCredits']);
  expect(await broken(app.database.db)).toEqual([]);
  const { rows } = await sql<{ used: number; people: number }>`
    select h.used, (select count(*) from contact c where c.workspace_id = h.workspace_id and c.merged_into is null) as people
    from credit_head h where workspace_id in (${sql.join(both.map(({ id }) => id))})`.execute(app.database.db);
  for (const { used, people } of rows) {
    expect(used).toBe(people);
    expect(used).toBeLessThanOrEqual(60);
    expect(used).toBeGreaterThan(50);
  }
});

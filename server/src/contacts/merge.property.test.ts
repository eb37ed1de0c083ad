/** Random people whose slugs are handed on and who turn out to be one, against a model that goes through one sighting after the other. */
import type { ContactSummary } from '@wellmet/shared/contact';
import type { AnalyseOutcome, AnalyseRequest } from '@wellmet/shared/credits';
import type { Identifiers } from '@wellmet/shared/identity';
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyseContacts } from '../credits/analyse.ts';
import { currentBalance, openCredits } from '../credits/head.ts';
import { quotePeople } from '../credits/quote.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, leadId, memberId, sightingOf } from '../testing/sightings.ts';
import { doneRequests } from '../testing/workspaces.ts';
import { contactOf, newestContacts } from './contacts.ts';

const monthlyCredits = 6;

let app: TestApp;
beforeAll(async () => {
  app = await testApp({ timeZone: 'UTC' });
  await sql`insert into plan (code, version, name, monthly_credits_per_seat, monthly_price_per_seat_cents, currency)
    values ('small', 1, 'Small', ${monthlyCredits}, 0, 'EUR')`.execute(app.database.owner);
});
afterAll(() => app.close());

interface Person {
  /** Numbers of the sightings of this person. */
  seen: Set<number>;
  month: number;
  ids: Set<string>;
  /** Contacts that this person has been. */
  contacts: Set<string>;
}

const idsOf = (ids: Identifiers): string[] =>
  (['member', 'lead', 'slug'] as const).flatMap((kind) => (ids[kind] ? [`${kind} ${ids[kind]}`] : []));
const ofKind = (ids: Iterable<string>, kind: string): Set<string> => new Set([...ids].filter((id) => id.startsWith(kind)));
/** Member ids decide; without them on both sides, lead ids do. */
function areTwo(a: Iterable<string>, b: Iterable<string>): boolean {
  for (const kind of ['member', 'lead']) {
    const [one, other] = [ofKind(a, kind), ofKind(b, kind)];
    if (one.size > 0 && other.size > 0) return ![...one].some((id) => other.has(id));
  }
  return false;
}

const union = <T>(one: ReadonlySet<T>, other: ReadonlySet<T>): Set<T> => new Set([...one, ...other]);
const firstSeen = ({ seen }: Person): number => Math.min(...seen);

/** What a workspace should know, without a database, a batch or a lock. */
class Model {
  people: Person[] = [];
  month = 0;
  used = 0;
  private sightings = 0;

  copy(): Model {
    const copy = new Model();
    copy.people = this.people.map((one) => ({ ...one, seen: new Set(one.seen), ids: new Set(one.ids), contacts: new Set(one.contacts) }));
    copy.month = this.month;
    copy.used = this.used;
    copy.sightings = this.sightings;
    return copy;
  }

  private see(sighting: Identifiers, number: number): void {
    const ids = idsOf(sighting);
    let person: Person = { seen: new Set([number]), month: this.month, ids: new Set(ids), contacts: new Set() };
    for (const id of ids) {
      const other = this.people.find((one) => one.ids.has(id));
      if (!other) continue;
      if (areTwo(person.ids, other.ids)) other.ids.delete(id);
      else {
        this.people = this.people.filter((one) => one !== other);
        const [older, later] = firstSeen(person) < firstSeen(other) ? [person, other] : [other, person];
        // Two known people: the later debit comes back, if its month is not over.
        if (older.contacts.size > 0 && later.contacts.size > 0 && later.month === this.month) this.used--;
        person = {
          month: older.month,
          seen: union(older.seen, later.seen),
          ids: union(older.ids, later.ids),
          contacts: union(older.contacts, later.contacts),
        };
      }
    }
    this.people.push(person);
  }

  /** One request: who stands at each position in the end. Whom the workspace did not know has no contact yet. */
  seeAll(sightings: readonly Identifiers[]): Person[] {
    const first = this.sightings;
    for (const sighting of sightings) this.see(sighting, this.sightings++);
    return sightings.map((_, position) => {
      const person = this.people.find(({ seen }) => seen.has(first + position));
      if (!person) throw new Error(`nobody at ${position}`);
      return person;
    });
  }
}

const few = fc.integer({ min: 1, max: 4 });
const someone: fc.Arbitrary<Identifiers> = fc
  .record({ member: few.map(memberId), lead: few.map(leadId), slug: few.map((n) => `person-${n}`) }, { requiredKeys: [] })
  .filter((ids) => Object.keys(ids).length > 0);
const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ act: fc.constant('analyse' as const), sightings: fc.array(someone, { minLength: 1, maxLength: 4 }) }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('nextMonth' as const) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('repeat' as const), which: fc.nat() }) },
);

const told = (ids: Iterable<string>): string => [...ids].toSorted().join(', ');
const toldOf = ({ identifiers }: ContactSummary): string => told(identifiers.map(({ kind, value }) => `${kind} ${value}`));

/** A workspace and what it should be. */
interface Both {
  id: string;
  model: Model;
  done: AnalyseRequest[];
}

async function open(): Promise<Both> {
  const { db, clock } = app.accounts;
  const id = uuidv7();
  await app.setClock('2026-01-15T12:00:00Z');
  await sql`insert into organization (id, name, slug, "createdAt") values (${id}, 'Looms', ${id}, now())`.execute(db);
  await openCredits(db, id, 'small', 'UTC', clock);
  return { id, model: new Model(), done: [] };
}

function ask({ id }: Both, request: AnalyseRequest): Promise<AnalyseOutcome> {
  return analyseContacts(app.accounts, { workspaceId: id, memberId: app.session.member.id, role: 'owner' }, request);
}

async function nextMonth({ model }: Both): Promise<void> {
  model.month++;
  model.used = 0;
  await app.setClock(new Date(Date.UTC(2026, model.month, 15, 12)));
}

async function repeat(both: Both, which: number): Promise<void> {
  const request = both.done[which % Math.max(both.done.length, 1)];
  if (!request) return;
  // Somebody who is known, unchanged and was just seen is answered without a trace: again, that is the same.
  const isKept = (await doneRequests(app.database.db, both.id)).includes(request.requestId);
  expect(await ask(both, request)).toMatchObject({ outcome: 'done', replayed: isKept, ...(!isKept && { costCredits: 0 }) });
}

async function see(both: Both, sightings: readonly Identifiers[]): Promise<void> {
  const available = monthlyCredits - both.model.used;
  const after = both.model.copy();
  const people = after.seeAll(sightings);
  const classes = people.map((person, position) => {
    if (people.indexOf(person) < position) return 'duplicate';
    return person.contacts.size > 0 ? 'known' : 'new';
  });
  const costCredits = classes.filter((one) => one === 'new').length;

  const quote = await quotePeople(app.accounts, { workspaceId: both.id, memberId: app.session.member.id }, { people: [...sightings] });
  const request = analysisOf(sightings.map((ids) => sightingOf(ids)));
  const outcome = await ask(both, request);
  expect(quote).toMatchObject({ costCredits, people: classes.map((one) => ({ class: one })) });
  expect(outcome.outcome).toBe(costCredits > available ? 'notEnoughCredits' : 'done');
  if (outcome.outcome !== 'done') return;
  expect(outcome).toMatchObject({ costCredits, people: classes.map((one) => ({ class: one })) });
  expect(outcome.balance.available).toBe(quote.availableAfter);
  people.forEach((person, position) => person.contacts.add(outcome.people[position]?.contact?.id ?? ''));
  after.used += costCredits;
  both.model = after;
  both.done.push(request);
}

async function agree({ id, model }: Both): Promise<void> {
  const { db, clock } = app.accounts;
  expect((await currentBalance(db, id, clock)).used).toBe(model.used);
  const contacts = await newestContacts(db, id, 100);
  expect(contacts.map(toldOf).toSorted()).toEqual(model.people.map(({ ids }) => told(ids)).toSorted());
  for (const { ids, contacts: been } of model.people)
    for (const one of been) expect(toldOf(await contactOf(db, { workspaceId: id, memberId: app.session.member.id }, one))).toBe(told(ids));
}

test('who is who, who is charged and what comes back, as in the model', async () => {
  const { db } = app.database;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const both = await open();
      for (const next of steps) {
        if (next.act === 'nextMonth') await nextMonth(both);
        else if (next.act === 'repeat') await repeat(both, next.which);
        else await see(both, next.sightings);
        await agree(both);
      }
      expect(await broken(db, both.id)).toEqual([]);
    }),
    { numRuns: 100 },
  );
  // What the runs are for did happen in them.
  const { rows } = await sql<Record<string, boolean>>`
    select bool_or(amount = 1) as "given back", bool_or(amount = 0) as "worth nothing any more",
      exists (select 1 from contact_former_identifier join contact using (workspace_id, contact_id) where merged_into is null) as "handed on"
    from credit_entry where kind = 'restoration'`.execute(db);
  expect(rows).toEqual([{ 'given back': true, 'worth nothing any more': true, 'handed on': true }]);
});

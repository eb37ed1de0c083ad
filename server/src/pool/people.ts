/**
 * Who of the pool is who. A row is of the person with whom it has the strongest identifier in common that both have: the member id before the
 * slug before the e-mail; never the name. A row that joins two people makes them one, unless they are known to be two: then it is kept out.
 * Of a person's rows the one seen last counts, then the one of the newer import. Decides; reads and writes nothing.
 */

/** As far as it decides who somebody is, and which row of them counts. */
export interface IdentifyingRow {
  slug: string | null;
  member: string | null;
  /** In hex. */
  email: string | null;
  seenAt: number;
  importId: string;
  line: number;
  digest: string;
}

export interface PoolPerson<Row extends IdentifyingRow = IdentifyingRow> {
  personId: string;
  rows: Row[];
  /** The row that counts. */
  current: Row;
  /** Those who turned out to be this person. */
  merged: string[];
}

export type Met<Row extends IdentifyingRow> =
  | { outcome: 'added' | 'updated' | 'unchanged'; person: PoolPerson<Row> }
  /** The same import has said it before: nothing to keep. */
  | { outcome: 'repeated'; person: PoolPerson<Row> }
  | { outcome: 'ambiguous' };

const kinds = ['member', 'slug', 'email'] as const;

const comesAfter = (a: IdentifyingRow, b: IdentifyingRow): boolean =>
  a.seenAt !== b.seenAt ? a.seenAt > b.seenAt : a.importId !== b.importId ? a.importId > b.importId : a.line > b.line;

/** Whether nothing speaks against these being of one person. */
function canBeOne(some: readonly IdentifyingRow[], others: readonly IdentifyingRow[]): boolean {
  for (const kind of kinds) {
    const own = new Set(some.flatMap((row) => row[kind] ?? []));
    const theirs = others.flatMap((row) => row[kind] ?? []);
    if (own.size > 0 && theirs.length > 0) return theirs.some((value) => own.has(value));
  }
  return true;
}

export class Crowd<Row extends IdentifyingRow> {
  readonly people = new Map<string, PoolPerson<Row>>();
  readonly #byKey = new Map<string, Set<PoolPerson<Row>>>();
  readonly #newId: () => string;

  /** @param newId gives somebody new an id; later ones sort after earlier ones. */
  constructor(newId: () => string) {
    this.#newId = newId;
  }

  /** Rows of somebody who is known. */
  know(personId: string, rows: readonly Row[]): void {
    const [first] = rows;
    if (!first) return;
    const person = { personId, rows: [...rows], current: rows.reduce((a, b) => (comesAfter(b, a) ? b : a)), merged: [] };
    this.people.set(personId, person);
    for (const row of rows) this.#index(row, person);
  }

  /** One row more. */
  meet(row: Row): Met<Row> {
    const found = new Set(this.#keysOf(row).flatMap((key) => [...(this.#byKey.get(key) ?? [])]));
    const same = [...found].filter((person) => canBeOne([row], person.rows));
    if (same.some((one, at) => same.slice(at + 1).some((other) => !canBeOne(one.rows, other.rows)))) return { outcome: 'ambiguous' };
    const [person, ...others] = same.toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
    if (!person) {
      const personId = this.#newId();
      this.know(personId, [row]);
      const added = this.people.get(personId);
      if (!added) throw new Error('somebody new is not known');
      return { outcome: 'added', person: added };
    }
    for (const other of others) this.#merge(person, other);
    const said = person.rows.find((one) => one.importId === row.importId && one.digest === row.digest && !(row.seenAt > one.seenAt));
    if (said) return { outcome: 'repeated', person };
    const before = person.current;
    person.rows.push(row);
    this.#index(row, person);
    if (!comesAfter(row, before)) return { outcome: 'unchanged', person };
    person.current = row;
    return { outcome: row.digest === before.digest ? 'unchanged' : 'updated', person };
  }

  #keysOf(row: Row): string[] {
    return kinds.flatMap((kind) => (row[kind] === null ? [] : [`${kind} ${row[kind]}`]));
  }

  #index(row: Row, person: PoolPerson<Row>): void {
    for (const key of this.#keysOf(row)) this.#byKey.set(key, (this.#byKey.get(key) ?? new Set()).add(person));
  }

  #merge(person: PoolPerson<Row>, other: PoolPerson<Row>): void {
    for (const row of other.rows) {
      person.rows.push(row);
      for (const key of this.#keysOf(row)) {
        this.#byKey.get(key)?.delete(other);
        this.#byKey.get(key)?.add(person);
      }
    }
    if (comesAfter(other.current, person.current)) person.current = other.current;
    person.merged.push(other.personId, ...other.merged);
    this.people.delete(other.personId);
  }
}

/** For tests: a member who is signed in, and a server that behaves as the contract says, with its own memory and its own moods. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { EnrolmentResult, Holder } from '@wellmet/shared/campaign';
import type { AnalyseOutcome, AnalyseRequest, Balance, PersonClass, Quote, QuoteRequest } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { Identifiers } from '@wellmet/shared/identity';
import type { ProblemCode } from '@wellmet/shared/problem';
import type { PageKind, Sighting } from '@wellmet/shared/sighting';
import type { z } from 'zod';
import { cache } from '../cache/database.ts';
import { keysOf } from '../cache/read.ts';
import { emptyCache, rememberAccount } from '../cache/write.ts';
import { basket } from './basket.ts';

export const workspace = { id: '0198a000-0000-7000-8000-000000000001', name: 'Oak & Co', role: 'owner' } as const;
export const ines = { id: '0198a000-0000-7000-8000-000000000002', name: 'Ines Okafor', email: 'ines@example.com' };
export const paul = { id: '0198a000-0000-7000-8000-000000000009', name: 'Paul Weir', email: 'paul@example.com' };
export const at = '2026-11-23T10:00:00.000Z';
export const spring = { id: '0198a000-0000-7000-8000-000000000005', name: 'Looms in spring' };

export const balanceOf = (available: number): Balance => ({
  available,
  used: 0,
  allotment: available,
  periodStart: '2026-10-31T23:00:00.000Z',
  periodEnd: '2026-11-30T23:00:00.000Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free', seats: 1 },
  at,
});

const pages: Record<PageKind, string> = {
  profile: 'https://www.linkedin.com/in/',
  peopleSearch: 'https://www.linkedin.com/search/results/people/',
  companyPeople: 'https://www.linkedin.com/company/oak/people/',
  salesLead: 'https://www.linkedin.com/sales/lead/',
  salesSearch: 'https://www.linkedin.com/sales/search/people',
};

/** Somebody as a page of this kind shows them. */
export function seen(identifiers: Identifiers, kind: PageKind = 'peopleSearch', more: Partial<Sighting> = {}): Sighting {
  const url = pages[kind];
  return {
    identifiers,
    name: `${identifiers.slug ?? identifiers.member ?? identifiers.lead} by ${kind}`,
    readFrom: { name: 'card' },
    page: { kind, url: kind === 'profile' ? `${url}${identifiers.slug}/` : url, generation: 'sdui' },
    ...more,
  };
}

export const crowd = (count: number, kind?: PageKind, name = 'person'): Sighting[] =>
  Array.from({ length: count }, (_, i) => seen({ slug: `${name}-${i}` }, kind));

export const signIn = (member: typeof ines = ines): Promise<void> =>
  rememberAccount({ token: `token of ${member.name}`, expiresAt: '2026-12-23T10:00:00.000Z', member, workspace });

/** Whom the basket has, by what they are known by. */
export const inBasket = async (): Promise<string[]> => (await basket()).people.map(({ identifiers }) => keysOf(identifiers).join(' '));

type Told = Pick<Extract<AnalyseOutcome, { outcome: 'done' }>['people'][number], 'class' | 'enrolment' | 'holder'>;
export interface Request {
  path: string;
  token: string;
  bytes: number;
  body: AnalyseRequest & z.infer<typeof QuoteRequest> & { contactIds: string[]; state: string };
}

export class FakeServer {
  /** Everything that was asked, answered or not. */
  asked: Request[] = [];
  credits = 5000;
  /** What it knows of somebody, by key, beside whom it has analysed. */
  people: Record<string, { class?: PersonClass; enrolment?: EnrolmentResult; holder?: Holder }> = {};
  /** By key. */
  contactIds = new Map<string, string>();
  left: string[] = [];
  /** Before a request is done: what else happens then, or what is answered instead. */
  before: (request: Request) => Promise<Response | undefined> | Response | undefined = () => undefined;
  /** After it was done: what is answered instead. */
  after: (request: Request) => Response | undefined = () => undefined;
  #answers = new Map<string, object>();

  async fetch(url: URL, { body, headers }: { body?: string; headers: { authorization?: string } }): Promise<Response> {
    const request: Request = {
      path: url.pathname,
      token: headers.authorization ?? '',
      bytes: body?.length ?? 0,
      body: JSON.parse(body ?? '{}'),
    };
    this.asked.push(request);
    const instead = await this.before(request);
    if (instead) return instead;
    const answer = this.#answers.get(request.body.requestId);
    const told = answer ? { ...answer, replayed: true } : this.#answer(request);
    return this.after(request) ?? Response.json(told);
  }

  /** What goes out under which request id. */
  get analysesAsked(): AnalyseRequest[] {
    return this.asked.filter(({ path }) => path.endsWith('/analyses')).map(({ body }) => body);
  }

  #answer({ path, body }: Request): object {
    if (path.endsWith('/quotes')) return this.#quote(body.people);
    if (path.endsWith('/analyses')) return this.#analyse(body);
    if (!path.endsWith('/changes')) throw new Error(`nobody asks for ${path}`);
    this.left.push(...body.contactIds);
    const answer = { contactIds: body.contactIds, notWaiting: [], replayed: false };
    this.#answers.set(body.requestId, answer);
    return answer;
  }

  #tell(person: Identifiers): Told & { costCredits: number; keys: string[] } {
    const keys = keysOf(person);
    const known = keys.some((key) => this.contactIds.has(key));
    const given = keys.map((key) => this.people[key]).find((found) => found !== undefined);
    const personClass = given?.class ?? (known ? 'known' : 'new');
    return { ...given, class: personClass, costCredits: personClass === 'new' ? 1 : 0, keys };
  }

  #contactIdOf(keys: readonly string[]): string {
    const kept = keys.map((key) => this.contactIds.get(key)).find((id) => id !== undefined);
    const id = kept ?? `0198a000-0000-7000-9000-${String(this.contactIds.size).padStart(12, '0')}`;
    for (const key of keys) this.contactIds.set(key, id);
    return id;
  }

  #identifiersOf(contactId: string): Contact['identifiers'] {
    const keys = [...this.contactIds].flatMap(([key, id]) => (id === contactId ? key : []));
    return keys.map((key) => ({ kind: key.split(':')[0] as 'slug', value: key.slice(key.indexOf(':') + 1) }));
  }

  #quote(people: readonly Identifiers[]): Quote {
    const told = people.map((person) => {
      const { keys, enrolment: _, ...rest } = this.#tell(person);
      const isContact = rest.class !== 'new' && rest.class !== 'erased' && rest.class !== 'unidentifiable';
      const firstAnalysis = { contactId: isContact ? this.#contactIdOf(keys) : '', at, by: 'Ana', byYou: false };
      return { ...rest, ...(isContact && { firstAnalysis }) };
    });
    const costCredits = told.reduce((sum, person) => sum + person.costCredits, 0);
    const suffices = costCredits <= this.credits;
    return {
      people: told,
      costCredits,
      balance: balanceOf(this.credits),
      ...(suffices ? { availableAfter: this.credits - costCredits } : { shortOf: 'balance' }),
      waysOn: [],
    };
  }

  #analyse({ requestId, sightings, ceilingCredits, campaignId }: AnalyseRequest): AnalyseOutcome {
    const quote = this.#quote(sightings.map(({ identifiers }) => identifiers));
    if (quote.costCredits > ceilingCredits) return { outcome: 'overCeiling', quote };
    if (quote.costCredits > this.credits) return { outcome: 'notEnoughCredits', quote };
    this.credits -= quote.costCredits;
    const people = sightings.map((sighting) => {
      const { keys, class: personClass, costCredits, holder, enrolment } = this.#tell(sighting.identifiers);
      if (personClass === 'erased' || personClass === 'unidentifiable') return { class: personClass, costCredits };
      const id = this.#contactIdOf(keys);
      const campaigns = [{ ...spring, campaignState: 'ongoing' as const, state: 'queued' as const }];
      return {
        class: personClass,
        costCredits,
        firstAnalysis: { contactId: id, at, by: ines.name, byYou: true },
        contact: {
          id,
          name: sighting.name,
          identifiers: this.#identifiersOf(id),
          firstAnalysedAt: at,
          firstAnalysedBy: ines.name,
          lastAnalysedAt: at,
          sighting,
          insights: { engine: 'local', version: 1, facts: [], hooks: [] },
          ...(campaignId !== undefined && { campaigns }),
        },
        ...(campaignId !== undefined && { enrolment: enrolment ?? ('enrolled' as const) }),
        ...(holder && { holder }),
      };
    });
    const answer: AnalyseOutcome = {
      outcome: 'done',
      people,
      costCredits: quote.costCredits,
      balance: balanceOf(this.credits),
      replayed: false,
    };
    this.#answers.set(requestId, answer);
    return answer;
  }
}

export const down = (): never => {
  throw new TypeError('connection refused');
};

export const problem = (code: ProblemCode, status: number, more: object = {}): Response =>
  Response.json({ type: `/problems/${code}`, code, title: code, status, ...more }, { status });

/** A fresh device, Ines signed in, a fresh server. */
export async function begin(): Promise<FakeServer> {
  const server = new FakeServer();
  fakeBrowser.reset();
  vi.stubGlobal('fetch', server.fetch.bind(server));
  await emptyCache();
  await signIn();
  return server;
}

/** Everything on this device, as one who reads its files would see it. */
export async function dump(): Promise<Map<string, unknown[]>> {
  const tables = await Promise.all(cache.tables.map(async (table) => [table.name, await table.toArray()] as const));
  return new Map(tables);
}

/** The device as it was: what a worker finds that starts after the last one has died. */
export async function restore(kept: ReadonlyMap<string, unknown[]>): Promise<void> {
  await cache.transaction('rw', cache.tables, async () => {
    for (const table of cache.tables) {
      await table.clear();
      await table.bulkPut(kept.get(table.name) ?? []);
    }
  });
}

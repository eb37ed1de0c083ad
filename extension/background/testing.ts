/** For tests: a member who is signed in, and a server that behaves as the contract says, with its own memory and its own moods. */
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Role } from '@wellmet/shared/account';
import type { Campaign, EnrolmentResult, Holder } from '@wellmet/shared/campaign';
import type { AnalyseOutcome, AnalyseRequest, Balance, PersonClass, Quote, QuoteRequest } from '@wellmet/shared/credits';
import type { Contact } from '@wellmet/shared/contact';
import type { ContactEdit, NewEngagement } from '@wellmet/shared/engagement';
import type { Identifiers } from '@wellmet/shared/identity';
import type { ProblemCode } from '@wellmet/shared/problem';
import type { PageKind, Sighting } from '@wellmet/shared/sighting';
import type { GoneContact, LeanContact } from '@wellmet/shared/sync';
import type { Template } from '@wellmet/shared/template';
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
type Body = AnalyseRequest &
  z.infer<typeof QuoteRequest> &
  ContactEdit &
  NewEngagement & { contactIds: string[]; state: string; ids: string[]; id: string; basedOn: number };
export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  token: string;
  version: string | undefined;
  bytes: number;
  body: Body;
}

/** What a server keeps of a contact. */
type Kept = Contact & Pick<LeanContact, 'firstAnalysedByYou' | 'campaigns'>;

export function leanOf(contact: Kept): LeanContact {
  const { sighting: _, insights: __, engagements: ___, ...lean } = contact;
  return lean;
}

export class FakeServer {
  /** Everything that was asked but for the changes, answered or not. */
  asked: Request[] = [];
  /** How often the changes were asked for. */
  pulls: Request[] = [];
  credits = 5000;
  /** What it knows of somebody, by key, beside whom it has analysed. */
  people: Record<string, { class?: PersonClass; enrolment?: EnrolmentResult; holder?: Holder }> = {};
  /** By key. */
  contactIds = new Map<string, string>();
  contacts = new Map<string, Kept>();
  gone = new Map<string, GoneContact>();
  campaigns: (Campaign & { seq: number })[] = [];
  templates: (Template & { isGone?: true })[] = [];
  role: Role = 'owner';
  seq = 0;
  /** Another one is another database. */
  epoch = 1;
  /** What was gone by this number is not remembered as gone. */
  forgottenBefore = 0;
  pageSize = 1000;
  /** By its own clock. */
  now = (): Date => new Date();
  left: string[] = [];
  /** Before a request is done: what else happens then, or what is answered instead. */
  before: (request: Request) => Promise<Response | undefined> | Response | undefined = () => undefined;
  /** The same, before changes are told. */
  beforePull: (request: Request) => Promise<Response | undefined> | Response | undefined = () => undefined;
  /** After it was done: what is answered instead. */
  after: (request: Request) => Response | undefined = () => undefined;
  #answers = new Map<string, object>();

  async fetch(url: URL, { body, headers, method }: { method: string; body?: string; headers: Record<string, string> }): Promise<Response> {
    const request: Request = {
      method,
      path: url.pathname,
      query: url.searchParams,
      token: headers['authorization'] ?? '',
      version: headers['if-none-match'],
      bytes: body?.length ?? 0,
      body: JSON.parse(body ?? '{}'),
    };
    const isPull = method === 'GET' && request.path.endsWith('/changes');
    (isPull ? this.pulls : this.asked).push(request);
    const instead = await (isPull ? this.beforePull(request) : this.before(request));
    if (instead) return instead;
    if (isPull) return this.#changes(request);
    const answer = this.#answers.get(request.body.requestId);
    const told = answer ? { ...answer, replayed: true } : this.#answer(request);
    return this.after(request) ?? (told instanceof Response ? told : this.#json(told));
  }

  /** What goes out under which request id. */
  get analysesAsked(): AnalyseRequest[] {
    return this.asked.filter(({ path }) => path.endsWith('/analyses')).map(({ body }) => body);
  }

  /** Somebody is a contact of the workspace. */
  add(slug: string, more: Partial<Kept> = {}): Kept {
    const sighting = seen({ slug }, 'profile');
    const id = more.id ?? this.#contactIdOf([`slug:${slug}`]);
    this.contactIds.set(`slug:${slug}`, id);
    const contact: Kept = {
      id,
      seq: ++this.seq,
      name: sighting.name,
      identifiers: [{ kind: 'slug', value: slug }],
      firstAnalysedAt: at,
      firstAnalysedBy: 'Ana',
      lastAnalysedAt: at,
      firstAnalysedByYou: false,
      campaigns: [],
      sighting,
      insights: { engine: 'local', version: 1, facts: [], hooks: [] },
      ...more,
    };
    this.contacts.set(id, contact);
    return contact;
  }

  change(id: string, change: Partial<Kept>): Kept {
    const kept = this.contacts.get(id);
    if (!kept) throw new Error(`no contact ${id}`);
    const changed = { ...kept, ...change, seq: ++this.seq };
    this.contacts.set(id, changed);
    return changed;
  }

  /** Erased, or one with another one. */
  remove(id: string, into?: string): void {
    const keys = this.contacts.get(id)?.identifiers ?? [];
    this.contacts.delete(id);
    this.gone.set(id, { id, seq: ++this.seq, ...(into !== undefined && { into }) });
    if (into === undefined) for (const { kind, value } of keys) this.people[`${kind}:${value}`] = { class: 'erased' };
    else this.change(into, { identifiers: [...(this.contacts.get(into)?.identifiers ?? []), ...keys] });
  }

  addCampaign(change: Partial<Campaign> & { id: string }): void {
    const campaign = {
      name: spring.name,
      state: 'ongoing' as const,
      paused: false,
      createdAt: at,
      createdBy: 'Ana',
      counts: {},
      waiting: 0,
    };
    this.campaigns = [{ ...campaign, ...change, seq: ++this.seq }, ...this.campaigns.filter(({ id }) => id !== change.id)];
  }

  #json(body: object, headers: Record<string, string> = {}): Response {
    return Response.json(body, { headers: { date: this.now().toUTCString(), ...headers } });
  }

  #changes({ query, version: asked }: Request): Response {
    const cursor = query.get('cursor');
    const [epoch, from = 0, since = this.seq] = cursor?.split('.').map(Number) ?? [this.epoch];
    if (epoch !== this.epoch || since < this.forgottenBefore) return problem('resync-needed', 410);
    const news = [
      ...[...this.contacts.values()].filter(({ seq }) => seq > from),
      ...[...this.gone.values()].filter(({ seq }) => seq > Math.max(from, since)),
    ].toSorted((a, b) => a.seq - b.seq);
    const page = news.slice(0, this.pageSize);
    const hasMore = news.length > page.length;
    const to = hasMore ? (page.at(-1)?.seq ?? from) : this.seq;
    const version = `${this.epoch}.${this.seq}.${this.credits}.${this.role}`;
    if (cursor !== null && !hasMore && from === this.seq && asked === `"${version}"`)
      return new Response(null, { status: 304, headers: { date: this.now().toUTCString() } });
    return this.#json({
      version,
      cursor: `${this.epoch}.${to}.${hasMore ? since : to}`,
      hasMore,
      contacts: page.filter((one) => 'name' in one).map(leanOf),
      gone: page.filter((one) => !('name' in one)),
      campaigns: this.campaigns.filter(({ seq }) => seq > from && seq <= to),
      templates: this.templates.filter(({ seq, isGone }) => !isGone && seq > from && seq <= to),
      goneTemplates: this.templates.filter(({ seq, isGone }) => isGone && seq > Math.max(from, since) && seq <= to),
      balance: { ...balanceOf(this.credits), at: this.now().toISOString() },
      role: this.role,
    });
  }

  #answer({ path, method, body }: Request): object {
    const [, id = '', rest = ''] = /\/contacts\/([\w-]+)(.*)$/.exec(path) ?? [];
    if (path.endsWith('/quotes')) return this.#quote(body.people);
    if (path.endsWith('/analyses')) return this.#analyse(body);
    if (path.endsWith('/contacts/cards')) return { contacts: body.ids.flatMap((one) => this.contacts.get(one) ?? []) };
    if (path.includes('/templates')) return this.#ofTemplate(path, method, body);
    if (path.endsWith('/campaigns')) return { campaigns: this.campaigns };
    if (id) return this.#ofContact(id, rest, method, body);
    if (path.endsWith('/enrolments'))
      return this.#done(body, () => ({
        people: body.contactIds.map((contactId) => ({ contactId, enrolment: 'enrolled' })),
        replayed: false,
      }));
    if (!path.endsWith('/changes')) throw new Error(`nobody asks for ${path}`);
    return this.#done(body, () => {
      this.left.push(...body.contactIds);
      for (const one of body.contactIds) if (this.contacts.has(one)) this.change(one, { campaigns: [] });
      return { contactIds: body.contactIds, notWaiting: [], replayed: false };
    });
  }

  #ofTemplate(path: string, method: string, { basedOn, ...content }: Body): object {
    const [, id = content.id, act] = /\/templates\/([\w-]+)\/?(\w*)$/.exec(path) ?? [];
    const kept = this.templates.find((one) => one.id === id);
    if (method === 'POST' && !act && kept) return problem('request-id-reused', 409);
    if (method === 'PATCH' && kept?.seq !== basedOn) return problem('wrong-state', 409);
    const by = { createdBy: ines.name, createdByYou: true, changedBy: ines.name, changedAt: at };
    const template = {
      ...by,
      ...kept,
      ...content,
      id,
      seq: ++this.seq,
      isGone: act === 'delete' || undefined,
    } as FakeServer['templates'][0];
    this.templates = [...this.templates.filter((one) => one.id !== id), template];
    return act === 'delete' ? new Response(null, { status: 204, headers: { date: this.now().toUTCString() } }) : template;
  }

  #ofContact(id: string, rest: string, method: string, body: Body): object {
    const kept = this.contacts.get(id);
    if (!kept) return problem('not-found', 404);
    if (method === 'GET') return kept;
    if (rest === '/engagements') return this.#done(body, () => this.#engage(id, body));
    if (rest.endsWith('/withdraw')) return this.#done(body, () => this.#withdraw(id, rest.split('/')[2] ?? ''));
    if (rest === '/analyse-again') return this.#done(body, () => this.change(id, { staleBy: undefined }));
    return this.#done(body, () => this.#edit(id, body));
  }

  #done({ requestId }: Body, act: () => object): object {
    const answer = act();
    this.#answers.set(requestId, answer);
    return answer;
  }

  #edit(id: string, { fields = {} }: Body): Kept {
    return this.change(id, Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string')));
  }

  #engage(id: string, { requestId, what, text, doneAt }: Body): Kept {
    const engagement = { id: requestId, what, ...(text !== undefined && { text }), doneAt, by: ines.name, byYou: true, at };
    return this.change(id, { engagements: [engagement, ...(this.contacts.get(id)?.engagements ?? [])] });
  }

  #withdraw(id: string, engagementId: string): Kept {
    const kept = this.contacts.get(id)?.engagements ?? [];
    return this.change(id, { engagements: kept.filter((one) => one.id !== engagementId) });
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

  #analyse(request: Body): AnalyseOutcome {
    const { sightings, ceilingCredits, campaignId } = request;
    const quote = this.#quote(sightings.map(({ identifiers }) => identifiers));
    if (quote.costCredits > ceilingCredits) return { outcome: 'overCeiling', quote };
    if (quote.costCredits > this.credits) return { outcome: 'notEnoughCredits', quote };
    this.credits -= quote.costCredits;
    const people = sightings.map((sighting) => {
      const { keys, class: personClass, costCredits, holder, enrolment } = this.#tell(sighting.identifiers);
      if (personClass === 'erased' || personClass === 'unidentifiable') return { class: personClass, costCredits };
      const id = this.#contactIdOf(keys);
      const campaigns = [{ ...spring, campaignState: 'ongoing' as const, state: 'queued' as const }];
      const contact: Kept = {
        id,
        seq: ++this.seq,
        name: sighting.name,
        identifiers: this.#identifiersOf(id),
        firstAnalysedAt: at,
        firstAnalysedBy: ines.name,
        firstAnalysedByYou: true,
        lastAnalysedAt: at,
        sighting,
        insights: { engine: 'local', version: 1, facts: [], hooks: [] },
        campaigns: campaignId === undefined ? [] : campaigns,
      };
      this.contacts.set(id, contact);
      return {
        class: personClass,
        costCredits,
        firstAnalysis: { contactId: id, at, by: ines.name, byYou: true },
        contact,
        ...(campaignId !== undefined && { enrolment: enrolment ?? ('enrolled' as const) }),
        ...(holder && { holder }),
      };
    });
    const answer: AnalyseOutcome = {
      outcome: 'done',
      people,
      costCredits: quote.costCredits,
      balance: { ...balanceOf(this.credits), at },
      replayed: false,
    };
    return this.#done(request, () => answer) as AnalyseOutcome;
  }
}

export const down = (): never => {
  throw new TypeError('connection refused');
};

export const problem = (code: ProblemCode, status: number, more: object = {}): Response =>
  Response.json({ type: `/problems/${code}`, code, title: code, status, ...more }, { status });

/** What the browser says of this device's storage. */
export const storage = { isPersistent: false, asked: 0, usage: 0, quota: 0 };
const storageManager = {
  persisted: async () => storage.isPersistent,
  persist: async () => (storage.asked++, (storage.isPersistent = true)),
  estimate: async () => ({ usage: storage.usage, quota: storage.quota }),
};

/**
 * A disk that is full: nothing is written any more until so many cards were deleted. @param how browsers find out: at once, or when all of it is to be
 * made durable (a page of changes writes its place last). @returns what ends it.
 */
export function fillDisk(cards: number, how: 'at once' | 'at its end' = 'at once'): () => void {
  let isToFree = cards;
  const spies = (['put', 'add', 'delete'] as const).map((name) => {
    const original = IDBObjectStore.prototype[name] as (...args: unknown[]) => IDBRequest;
    return vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
      if (name === 'delete' && this.name === 'cards') isToFree -= 1;
      const isWrite = name !== 'delete' && isToFree > 0;
      if (isWrite && how === 'at once') throw new DOMException('The disk is full', 'QuotaExceededError');
      if (isWrite && this.name === 'sync') {
        const transaction = this.transaction as unknown as Record<string, (why: string) => void>;
        const request = original.apply(this, args);
        request.addEventListener('success', () => transaction['_abort']?.('QuotaExceededError'), { once: true });
        return request as never;
      }
      return original.apply(this, args) as never;
    });
  });
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
}

/** Node has none. */
export function giveStorage(): void {
  Object.assign(storage, { isPersistent: false, asked: 0, usage: 0, quota: 0 });
  Object.defineProperty(navigator, 'storage', { value: storageManager, configurable: true });
}

/** A fresh device, Ines signed in, a fresh server. */
export async function begin(): Promise<FakeServer> {
  const server = new FakeServer();
  await pulled();
  fakeBrowser.reset();
  vi.stubGlobal('fetch', server.fetch.bind(server));
  giveStorage();
  await emptyCache();
  await signIn();
  return server;
}

const lines = ['put', 'add', 'delete', 'clear'] as const;

/**
 * The worker dies at its so-manieth line: when it asks the server, when it has the answer, when it writes. What it was about to write is not written,
 * and nothing that it does afterwards happens. @returns whether it got so far; another worker can start then.
 */
export async function dieAt(line: number, work: () => Promise<unknown>): Promise<boolean> {
  let count = 0;
  const reach = (): void => {
    count += 1;
    if (count >= line) throw new Error('the worker dies');
  };
  const ask = globalThis.fetch;
  vi.stubGlobal('fetch', async (...question: Parameters<typeof ask>) => {
    reach();
    const answer = await ask(...question);
    reach();
    return answer;
  });
  const spies = lines.map((name) => {
    const original = IDBObjectStore.prototype[name] as (...args: unknown[]) => never;
    return vi.spyOn(IDBObjectStore.prototype, name).mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
      reach();
      return original.apply(this, args);
    });
  });
  await work().catch(() => undefined);
  for (const spy of spies) spy.mockRestore();
  vi.stubGlobal('fetch', ask);
  cache.close();
  await cache.open();
  return count >= line;
}

/** When whatever follows the server has come to its end. */
export async function pulled(): Promise<void> {
  await navigator.locks.request('pull', async () => {});
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

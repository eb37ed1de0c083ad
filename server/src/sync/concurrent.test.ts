/**
 * Devices that ask page by page while others write have, when all is quiet, what the server has: no change of any kind was missed, however the
 * writers' transactions and the pages lay to each other. credits.md 3.2, "commit-ordered clock".
 */
import type { Session } from '@wellmet/shared/account';
import { sql } from 'kysely';
import type { PoolClient } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, type TestApp, type Told } from '../testing/app.ts';
import { newDevice, shownBy, toldByServer, type AskWorkspace, type Device } from '../testing/device.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

const rounds = 4;
const writers = 4;

let app: TestApp;
let colleague: Session;
beforeAll(async () => {
  app = await testApp();
  app.database.pool.on('connect', commitSlowly);
  await sql`update credit_head set granted = 1000`.execute(app.database.owner);
  await sql`update credit_entry set amount = 1000, balance_after = 1000`.execute(app.database.owner);
  const account = { email: 'colleague@people.example', password: 'correct horse' };
  await addMember(app.accounts, { workspaceId: app.workspaceId, name: 'Col League', ...account, role: 'admin' });
  colleague = (await app.ask('POST', '/v1/sign-in', { body: account, token: null })).body as Session;
});
afterAll(() => app.close());

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** What is written stands for a while before others can see it. */
function commitSlowly(client: PoolClient): void {
  const query = client.query.bind(client) as (...args: unknown[]) => unknown;
  client.query = ((...args: unknown[]) => {
    if (args[0] !== 'commit') return query(...args);
    return pause(Math.random() * 12).then(() => query(...args));
  }) as typeof client.query;
}

const askAs =
  ({ token }: Session): AskWorkspace =>
  (method, path, body) =>
    app.ask(method, `/v1/workspaces/${app.workspaceId}${path}`, { body, token });

const any = <T>(all: readonly T[]): T => {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error('none to choose from');
  return one;
};
const some = <T>(all: readonly T[]): T[] => [...new Set(Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => any(all)))];

let people = 0;
const requestId = (): { requestId: string } => ({ requestId: uuidv7() });

/** What was made so far, by all writers. */
const contacts: string[] = [];
const campaigns: string[] = [];

const few = (): number => 1 + Math.floor(Math.random() * 5);

type Kind = (ask: AskWorkspace) => Promise<Told>;

async function analyse(ask: AskWorkspace, identifiers: object[], campaignId?: string): Promise<Told> {
  const sightings = identifiers.map((one) => sightingOf(one, { headline: `Head of ${++people}` }));
  const told = await ask('POST', '/analyses', analysisOf(sightings, campaignId === undefined ? {} : { campaignId }));
  for (const { contact } of told.body.people ?? []) if (contact && !contacts.includes(contact.id)) contacts.push(contact.id as string);
  return told;
}
async function newCampaign(ask: AskWorkspace): Promise<string> {
  const id = uuidv7();
  await ask('POST', '/campaigns', { id, name: `Looms ${++people}` });
  campaigns.push(id);
  return id;
}
const act = (ask: AskWorkspace, id: string, what: string): Promise<Told> =>
  ask('POST', `/campaigns/${id}/acts`, {
    ...requestId(),
    act: what,
    choices: contacts.map((contactId) => ({ contactId, choice: any(['skip', 'wait', 'move']) })),
  });
const anyAct =
  (...whats: string[]): Kind =>
  (ask) =>
    act(ask, any(campaigns), any(whats));
const onContact =
  (method: string, path: string, body: () => object): Kind =>
  (ask) =>
    ask(method, `/contacts/${any(contacts)}${path}`, { ...requestId(), ...body() });
/** @returns the one that is merged, and what was answered. */
async function mergeTwo(ask: AskWorkspace): Promise<{ merged: string; told: Told }> {
  const [slug, member] = [`merging-${++people}`, memberId(++people)];
  const [own, other] = [await analyse(ask, [{ slug }]), await analyse(ask, [{ member }], Math.random() < 0.5 ? any(campaigns) : undefined)];
  if (Math.random() < 0.5)
    await ask('POST', `/campaigns/${any(campaigns)}/enrolments`, { ...requestId(), contactIds: [own.body.people[0].contact.id] });
  return { merged: other.body.people?.[0].contact.id as string, told: await analyse(ask, [{ slug, member }]) };
}

const kinds = {
  analyse: (ask) => analyse(ask, [{ slug: `person-${++people}` }]),
  analyseForCampaign: (ask) => analyse(ask, [{ slug: `person-${++people}` }], any(campaigns)),
  analyseAgain: (ask) =>
    analyse(ask, [{ slug: `first-${Math.floor(Math.random() * 9)}` }, { slug: `first-${Math.floor(Math.random() * 9)}` }]),
  merge: async (ask) => (await mergeTwo(ask)).told,
  unmerge: async (ask) => ask('POST', `/contacts/${(await mergeTwo(ask)).merged}/unmerge`, requestId()),
  passOn: (ask) => analyse(ask, [{ slug: 'passing', member: memberId(++people) }]),
  erase: onContact('POST', '/erase', () => ({})),
  edit: onContact('PATCH', '', () => ({ fields: { company: any(['Nordlys', null]) } })),
  engage: onContact('POST', '/engagements', () => ({ what: 'called', doneAt: new Date().toISOString() })),
  enrol: (ask) => {
    const contactIds = some(contacts);
    const choices = contactIds.map((contactId) => ({ contactId, choice: any(['skip', 'wait', 'move']) }));
    return ask('POST', `/campaigns/${any(campaigns)}/enrolments`, { ...requestId(), contactIds, choices });
  },
  change: (ask) =>
    ask('POST', `/campaigns/${any(campaigns)}/enrolments/changes`, {
      ...requestId(),
      contactIds: some(contacts),
      state: any(['active', 'replied', 'removed', 'finished', 'failed']),
    }),
  rename: (ask) => ask('PATCH', `/campaigns/${any(campaigns)}`, { ...requestId(), name: `Yarn ${++people}` }),
  pause: anyAct('pause', 'resume'),
  complete: async (ask) => {
    const done = await act(ask, any(campaigns), 'complete');
    await act(ask, any(campaigns), 'reopen');
    return done;
  },
  launch: async (ask) => act(ask, await newCampaign(ask), 'launch'),
  archive: async (ask) => {
    const id = await newCampaign(ask);
    await ask('POST', `/campaigns/${id}/enrolments`, { ...requestId(), contactIds: [any(contacts)] });
    return act(ask, id, 'archive');
  },
} satisfies Record<string, Kind>;

test('every kind of change, by four writers at once, reaches devices that ask meanwhile', { timeout: 60_000 }, async () => {
  const you = askAs(app.session);
  await analyse(you, [...Array.from({ length: 9 }, (_, n) => ({ slug: `first-${n}` })), { slug: 'passing' }]);
  for (let n = 0; n < 3; n++) await act(you, await newCampaign(you), 'launch');

  /** What was answered, to which kinds. */
  const answers = new Map<number, Set<string>>();
  const writing = new AbortController();
  const write = async (turn: number): Promise<void> => {
    const ask = askAs(turn % 2 === 0 ? app.session : colleague);
    for (let round = 0; round < rounds / 2; round++)
      for (const [name, kind] of Object.entries(kinds).toSorted(() => Math.random() - 0.5)) {
        if ((turn + round + name.length) % 2 === 0) continue;
        // What is not there any more, or not in that state, is refused: others write, too.
        for (let tries = 0, status = 409; tries < 8 && (status === 404 || status === 409); tries++) {
          ({ status } = await kind(ask));
          answers.set(status, new Set([...(answers.get(status) ?? []), name]));
        }
      }
  };
  const askOn = async (device: Device, limit: () => number, pauseMs: number): Promise<void> => {
    while (!writing.signal.aborted) {
      await device.pullPage(limit());
      await pause(Math.random() * pauseMs);
    }
    await device.pull();
  };
  const [slow, quick, late] = [newDevice(you), newDevice(you), newDevice(you)];
  const asking = [askOn(slow, few, 10), askOn(quick, () => 100, 20), pause(1_000).then(() => askOn(late, few, 10))];
  await Promise.all(Array.from({ length: writers }, (_, turn) => write(turn)));
  writing.abort();
  await Promise.all(asking);

  expect([...answers.keys()].filter((status) => ![200, 204, 404, 409].includes(status))).toEqual([]);
  const done = new Set([...(answers.get(200) ?? []), ...(answers.get(204) ?? [])]);
  expect(Object.keys(kinds).filter((name) => !done.has(name))).toEqual([]);
  const told = await toldByServer(you, app.session.member.name);
  expect(told.contacts.length).toBeGreaterThan(20);
  for (const device of [slow, quick, late]) expect(shownBy(device)).toEqual(told);
  expect(await broken(app.database.db, app.workspaceId)).toEqual([]);
});

/** The commands about workspaces, plans and credits, as an operator types them beside a running server. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WorkspaceOverview } from '../accounts/workspaces.ts';
import { migrations as allMigrations } from '../db/migrations/index.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { childEnvironment } from '../testing/childEnvironment.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Runs a command as a process of its own. */
const command = (...words: string[]): Promise<{ status: number; out: string; err: string }> => {
  const { application, owner } = app.database.urls;
  const env = { ...childEnvironment, DATABASE_URL: application, DATABASE_OWNER_URL: owner, WELLMET_SECRET: 'x'.repeat(32) };
  return new Promise((done) => {
    execFile(process.execPath, [join(import.meta.dirname, '..', 'cli.ts'), ...words], { env }, (error, out, err) =>
      done({ status: typeof error?.code === 'number' ? error.code : 0, out, err }),
    );
  });
};
const json = async (...words: string[]) => JSON.parse((await command(...words, '--json')).out);

let people = 0;
/** A workspace of which some credits are used. */
async function workspace(used = 0, name = 'Looms') {
  const session = await app.signUp({ workspaceName: name });
  const id = workspaceOf(session);
  const path = `/v1/workspaces/${id}`;
  if (used > 0) {
    const sightings = Array.from({ length: used }, () => sightingOf({ member: memberId(++people) }));
    await app.ask('POST', `${path}/analyses`, { body: analysisOf(sightings), token: session.token });
  }
  const ask = async (plan: string, seats: number): Promise<string> => {
    const body = { requestId: uuidv7(), plan, seats, every: 'month' };
    return (await app.ask('POST', `${path}/plan/requests`, { body, token: session.token })).body.id;
  };
  const answered = async () => (await app.ask('GET', `${path}/plan`, { token: session.token })).body.request;
  return {
    id,
    ask,
    answered,
    email: session.member.email,
    balance: async () => (await app.ask('GET', `${path}/balance`, { token: session.token })).body,
  };
}

describe('plan', () => {
  test('list: what is on offer', async () => {
    expect(await command('plan', 'list')).toEqual({
      status: 0,
      out: `plan     version  name     credits a seat and month  price a seat and month  price a seat and year
free     1        Free     25                        0.00 EUR                –
starter  1        Starter  100                       19.00 EUR               190.00 EUR
growth   1        Growth   400                       49.00 EUR               490.00 EUR
scale    1        Scale    1500                      119.00 EUR              1190.00 EUR
`,
      err: '',
    });
    expect((await json('plan', 'list')).plans[1]).toEqual({
      code: 'starter',
      version: 1,
      name: 'Starter',
      monthlyCreditsPerSeat: 100,
      monthlyPricePerSeatCents: 1900,
      annualPricePerSeatCents: 19000,
      currency: 'EUR',
    });
  });

  test('change and lapse: what holds now and what then, in words and as JSON', async () => {
    const { id, balance } = await workspace(5);
    const up = await command('plan', 'change', '--workspace', id, '--plan', 'growth', '--seats', '2');
    expect(up).toMatchObject({ status: 0, err: '' });
    expect(up.out).toMatch(
      /^775 credits more\. growth with 2 seats: 795 of 800 credits left until 1 \w{3,4} \d{4}, 00:00 Europe\/Paris\.\n$/,
    );
    const down = await command('plan', 'change', '--workspace', id, '--plan', 'starter');
    expect(down.out).toMatch(
      /^growth with 2 seats: 795 of 800 credits left until .* Europe\/Paris\. Then starter with 1 seat, 100 credits a month\.\n$/,
    );
    const lapse = await command('plan', 'lapse', '--workspace', id);
    expect(lapse.out).toContain(' Then free with 1 seat, 25 credits a month, since it pays no more.\n');
    const back = await json('plan', 'change', '--workspace', id, '--plan', 'scale');
    expect(back).toEqual({ addedCredits: 700, balance: expect.objectContaining({ available: 1495, allotment: 1500, used: 5 }) });
    expect(await balance()).toEqual({ ...back.balance, at: expect.any(String) });
    expect((await json('plan', 'lapse', '--workspace', id)).balance.next).toEqual({
      code: 'free',
      name: 'Free',
      seats: 1,
      allotment: 25,
      because: 'lapse',
    });
  });
});

describe('what workspaces ask for', () => {
  test('is listed, the oldest first, and answered once', async () => {
    expect((await command('plan', 'requests')).out).toBe('Nobody asks for anything.\n');
    const [first, second] = [await workspace(0, 'Weavers'), await workspace(0, 'Dyers')];
    const [wanted, refused] = [await first.ask('growth', 2), await second.ask('scale', 1)];
    const { out } = await command('plan', 'requests');
    expect(out).toMatch(new RegExp(`${wanted} .* Weavers .*${first.email} +growth +2 +month\\n${refused} .* Dyers .* scale +1 +month\\n$`));
    expect((await json('plan', 'requests')).requests.map(({ id }: { id: string }) => id)).toEqual([wanted, refused]);

    const yes = await command('plan', 'answer', wanted, '--accept', '--reason', 'Welcome.');
    expect(yes).toMatchObject({ status: 0, err: '' });
    expect(yes.out).toMatch(/^Accepted\. 775 credits more\. growth with 2 seats: 800 of 800 credits left until /);
    expect(await first.answered()).toMatchObject({ state: 'accepted', answer: 'Welcome.' });
    expect(await json('plan', 'answer', refused, '--decline')).toMatchObject({ addedCredits: 0, balance: { plan: { code: 'free' } } });
    expect(await second.answered()).toMatchObject({ state: 'declined' });
    expect((await json('plan', 'requests')).requests).toEqual([]);

    const again = await command('plan', 'answer', wanted, '--accept');
    expect(again).toMatchObject({ status: 1, out: '' });
    expect(again.err).toContain('This request is accepted already.');
    expect((await first.balance()).available).toBe(800);
  });

  test.each([
    ['neither', []],
    ['both', ['--accept', '--decline']],
  ])('%s yes and no is no answer', async (_, words) => {
    const { status, err } = await command('plan', 'answer', uuidv7(), ...words);
    expect([status, err]).toEqual([2, expect.stringContaining('Say either --accept or --decline.')]);
  });

  test('of an id that is none, nothing is answered', async () => {
    expect(await command('plan', 'answer', uuidv7(), '--accept')).toMatchObject({ status: 1, err: expect.stringContaining('no request') });
  });
});

test('grant gives, and takes what is left', async () => {
  const { id, balance } = await workspace(20);
  expect((await command('grant', '--workspace', id, '--credits', '1', '--reason', ' sorry for the outage ')).out).toMatch(
    /^1 credit given\. free with 1 seat: 6 of 26 credits left until /,
  );
  expect((await command('grant', '--workspace', id, '--credits=-6', '--reason', 'a test')).out).toMatch(/^6 credits taken\. .* 0 of 20 /);
  expect(await command('grant', '--workspace', id, '--credits=-1', '--reason', 'one more')).toEqual({
    status: 1,
    out: '',
    err: 'Of 20 credits 20 are used: no more than 0 can be taken.\n',
  });
  expect(await json('grant', '--workspace', id, '--credits', '100', '--reason', 'a present')).toEqual({
    balance: { ...(await balance()), at: expect.any(String) },
  });
  const { rows } = await sql<{ told: string }>`
    select concat_ws(' ', amount, reason, member_id) as told from credit_entry where workspace_id = ${id} and kind = 'adjustment' order by seq`.execute(
    app.database.db,
  );
  expect(rows.map(({ told }) => told)).toEqual(['1 sorry for the outage', '-6 a test', '100 a present']);
});

test('workspace list: who is where, and what is to be known of it', async () => {
  const looms = await workspace(3, 'Looms \u001b[31mand more');
  const mills = await workspace(0, 'Mills');
  await command('plan', 'change', '--workspace', looms.id, '--plan', 'growth');
  await command('plan', 'lapse', '--workspace', looms.id);
  // No longer paid since this period began, and stopped.
  await sql`update credit_head set lapsed_from = period_start, stopped_at = now() where workspace_id = ${mills.id}`.execute(
    app.database.db,
  );
  const { out } = await command('workspace', 'list');
  const lines = out.split('\n').map((line) => line.replaceAll(/ {2,}/g, '  '));
  expect(lines[0]).toBe('id  name  owners  members  plan  credits left');
  expect(lines).toContain(`${looms.id}  Looms  [31mand more  ${looms.email}  1  growth × 1  397 of 400  then free × 1, not paid`);
  expect(lines).toContain(
    `${mills.id}  Mills  ${mills.email}  1  free × 1  25 of 25  not paid: campaigns paused; stopped: the ledger does not add up`,
  );
  const { workspaces } = (await json('workspace', 'list')) as { workspaces: WorkspaceOverview[] };
  expect(workspaces.map(({ id }) => id)).toEqual(expect.arrayContaining([app.workspaceId, looms.id, mills.id]));
  expect(workspaces.find(({ id }) => id === mills.id)).toEqual({
    id: mills.id,
    name: 'Mills',
    ownerEmails: [mills.email],
    members: 1,
    isLapsed: true,
    isStopped: true,
    balance: { ...(await mills.balance()), at: expect.any(String) },
  });
  await sql`update credit_head set stopped_at = null where workspace_id = ${mills.id}`.execute(app.database.db);
});

const epochs = async () => {
  const { rows } = await sql<{ id: string; epoch: string }>`select workspace_id as id, epoch from credit_head`.execute(app.database.db);
  return new Map(rows.map(({ id, epoch }) => [id, epoch]));
};

const creating = (given: Record<string, string>) => [
  'workspace',
  'create',
  ...Object.entries(given).flatMap(([name, text]) => [`--${name}`, text]),
];
const workspaces = async () => (await json('workspace', 'list')).workspaces.length as number;

describe('workspace create', () => {
  const customer = { name: 'Quill & Sons', email: 'owner@quill.example', plan: 'growth', 'time-zone': 'America/Lima' };
  test('a workspace that is nobody’s until its owner comes in by the link', async () => {
    const { workspaceId, link } = await json(...creating(customer));
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:4310\/join\?lang=en#[\w-]{75}$/);
    expect(await json('workspace', 'show', '--workspace', workspaceId)).toMatchObject({
      name: 'Quill & Sons',
      ownerEmails: [],
      members: 0,
      balance: { allotment: 400, plan: { code: 'growth', seats: 1 }, timeZone: 'America/Lima' },
    });
    const secret = new URL(link as string).hash.slice(1);
    const ask = (path: string, body: object) => app.ask('POST', path, { token: null, body });
    expect(await ask('/v1/invitations/shown', { secret })).toMatchObject({
      body: { state: 'open', workspace: 'Quill & Sons', email: 'owner@quill.example', role: 'owner', invitedBy: 'Wellmet' },
    });
    expect(await ask('/v1/invitations/accepted', { secret, name: 'Otto Quill', password: 'correct horse' })).toMatchObject({ status: 200 });
    expect(await json('workspace', 'show', '--workspace', workspaceId)).toMatchObject({ ownerEmails: ['owner@quill.example'], members: 1 });
    const noted = await app.database.db
      .selectFrom('audit_entry')
      .select(['act', 'member_id'])
      .where('workspace_id', '=', workspaceId)
      .execute();
    expect(noted.filter(({ member_id: by }) => by === null).map(({ act }) => act)).toEqual(['workspace-made', 'member-invited']);
  });

  test('in words', async () => {
    const { out, status } = await command(...creating({ name: 'Looms', email: 'Other@quill.example', lang: 'fr' }));
    expect(status).toBe(0);
    expect(out).toMatch(
      /^workspace [0-9a-f-]{36} is made; other@quill\.example becomes its owner by this link, within 14 days:\nhttp:\/\/127\.0\.0\.1:4310\/join\?lang=fr#[\w-]{75}\n$/,
    );
  });

  // prettier-ignore
  test.each([
    ['a plan that is none', 1, { ...customer, plan: 'gold' }, 'There is no plan "gold" on offer.\n'],
    ['a time zone that is none', 1, { ...customer, 'time-zone': 'Mars/Base' }, 'There is no time zone "Mars/Base".\n'],
    ['nobody', 2, { name: 'Looms' }, '--email must be the address of the owner\n'],
    ['no name', 2, { ...customer, name: ' ' }, '--name is missing\n'],
  ])('%s makes nothing', async (_, status, given, says) => {
    const before = await workspaces();
    const answer = await command(...creating(given));
    expect(answer).toMatchObject({ status, out: '' });
    expect(answer.err).toContain(says);
    expect(await workspaces()).toBe(before);
  });
});

test('what makes something says it as JSON, too', async () => {
  const { id } = await workspace();
  const person = ['--name', 'Paul', '--email', 'paul@looms.example', '--password', 'correct horse'];
  const added = await json('member', 'add', '--workspace', id, ...person);
  expect(added).toEqual({ memberId: expect.any(String), isNewAccount: true, isNewMember: true });
  expect(await json('member', 'add', '--workspace', id, ...person)).toEqual({ ...added, isNewAccount: false, isNewMember: false });
  expect(await json('member', 'reset', '--email', 'paul@looms.example')).toEqual({ link: expect.stringMatching(/\/password\?lang=en#/) });
  const { migrations } = await json('migrate');
  expect(migrations).toEqual(Object.keys(allMigrations));
  expect(await command('migrate')).toMatchObject({ status: 0, out: `the tables are up to date: ${migrations.at(-1)}\n` });
});

test('sync reset: the devices of a workspace, or of all, begin again; the ledger is as it was', async () => {
  const [mills, looms] = [await workspace(1, 'Mills'), await workspace(1, 'Looms')];
  const before = await epochs();
  expect(await command('sync', 'reset', '--workspace', mills.id)).toEqual({
    status: 0,
    out: 'Devices of 1 workspace begin again from the start.\n',
    err: '',
  });
  const after = await epochs();
  expect(after.get(mills.id)).not.toBe(before.get(mills.id));
  expect(after.get(looms.id)).toBe(before.get(looms.id));
  expect(await json('sync', 'reset')).toEqual({ workspaces: before.size });
  const all = await epochs();
  expect([...all].filter(([id, epoch]) => epoch === after.get(id))).toEqual([]);
  expect(new Set(all.values()).size).toBe(before.size);
});

const nobodys = '01990000-0000-7000-8000-000000000000';
// prettier-ignore
test.each([
  ['a workspace that is none', 1, ['plan', 'change', '--workspace', nobodys, '--plan', 'growth'], 'There is no workspace with this id.\n'],
  ['devices of none', 1, ['sync', 'reset', '--workspace', nobodys], 'There is no workspace with this id.\n'],
  ['a lapse of none', 1, ['plan', 'lapse', '--workspace', nobodys], 'There is no workspace with this id.\n'],
  ['a plan that is none', 1, ['plan', 'change', '--workspace', 'own', '--plan', 'gold'], 'There is no plan "gold" on offer.\n'],
  ['a lapse of the free plan', 1, ['plan', 'lapse', '--workspace', 'own'], 'The workspace is on the free plan: nothing is paid.\n'],
  ['no workspace, no plan', 2, ['plan', 'change'], '--workspace must be the id of a workspace\n--plan must be the code of a plan on offer\n'],
  ['no seats', 2, ['plan', 'change', '--workspace', 'own', '--plan', 'growth', '--seats', '0'], '--seats must be a number from 1 to 10000\n'],
  ['no credits', 2, ['grant', '--workspace', 'own', '--credits', '0', '--reason', 'x'], '--credits must not be 0\n'],
  ['credits in words', 2, ['grant', '--workspace', 'own', '--credits', 'ten', '--reason', 'x'], '--credits must be a number up to 1000000'],
  ['credits that look like an option', 2, ['grant', '--workspace', 'own', '--credits', '-5', '--reason', 'x'], "'--credits=-XYZ'"],
  ['no reason', 2, ['grant', '--workspace', 'own', '--credits', '5', '--reason', ' '], '--reason is missing\n'],
  ['an option of another command', 2, ['plan', 'list', '--seats', '2'], '"plan list" takes no --seats\n'],
])('%s: status %i', async (_, status, words, says) => {
  const answer = await command(...words.map((word) => (word === 'own' ? app.workspaceId : word)));
  expect(answer).toMatchObject({ status, out: '' });
  expect(answer.err).toContain(says);
  expect(answer.err).not.toContain('    at ');
  expect(answer.err.includes('Usage:')).toBe(status === 2);
});

test('the operator guide has every command with its options', async () => {
  const { out } = await command('--help');
  const guide = readFileSync(new URL('../../../docs/operator.md', import.meta.url), 'utf8');
  const told = [...out.matchAll(/^ {2}(\w+(?: \w+)?) {2,}\S.*\n(?: {4}(.*)\n)?/gm)];
  expect(told.map(([, words]) => words)).toContain('plan lapse');
  for (const [, words, options] of told) {
    expect(guide).toContain(`node server/src/cli.ts ${words}`);
    expect(guide).toContain(options ?? '');
  }
});

test('the ledger adds up after all of it', async () => {
  expect(await broken(app.database.db)).toEqual([]);
});

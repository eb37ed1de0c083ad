import type { Session } from '@wellmet/shared/account';
import { templateLimit, type Template } from '@wellmet/shared/template';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { addMember } from '../accounts/accounts.ts';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';

let app: TestApp;
let owner: Session;
let colleague: Session;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  owner = await app.signUp({ name: 'Ines Carvalhon' });
  colleague = await app.signUp({ name: 'Paul Adeyemi' });
  const { email } = colleague.member;
  await addMember(app.accounts, {
    workspaceId: workspaceOf(owner),
    name: 'Paul Adeyemi',
    email,
    password: 'correct horse',
    role: 'member',
  });
});

const words = {
  name: 'First words',
  channel: 'email',
  language: 'fr',
  subject: 'Bonjour {prénom}',
  text: 'Bonjour {prénom},\n\n{accroche}',
};
const ask = (method: string, path: string, body?: object, { token }: Session = owner): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${workspaceOf(owner)}/templates${path}`, { body, token });
const make = async (by: Session = owner, more: object = {}): Promise<Template> =>
  (await ask('POST', '', { id: uuidv7(), ...words, ...more }, by)).body as Template;
const anew = (template: Pick<Template, 'id' | 'seq'>, text: string, by: Session = owner): Promise<Told> =>
  ask('PATCH', `/${template.id}`, { requestId: uuidv7(), basedOn: template.seq, ...words, text }, by);
const act = (what: 'delete' | 'restore', { id }: Template, by: Session): Promise<Told> =>
  ask('POST', `/${id}/${what}`, { requestId: uuidv7() }, by);
const listed = async (by: Session = owner): Promise<Template[]> => (await ask('GET', '', undefined, by)).body.templates;

test('a template is every member’s, says whose it is and who wrote it last', async () => {
  const made = await make();
  expect(made).toMatchObject({ ...words, createdBy: 'Ines Carvalhon', createdByYou: true, changedBy: 'Ines Carvalhon' });
  expect((await anew(made, 'Bonjour', colleague)).body).toMatchObject({ createdByYou: false, changedBy: 'Paul Adeyemi', text: 'Bonjour' });
  expect(await listed()).toMatchObject([{ id: made.id, createdByYou: true, changedBy: 'Paul Adeyemi' }]);
});

test('the same again is the same template; other words under its id are refused', async () => {
  const id = uuidv7();
  const [one, two] = await Promise.all([ask('POST', '', { id, ...words }), ask('POST', '', { id, ...words })]);
  expect(two.body).toEqual(one.body);
  expect((await ask('POST', '', { id, ...words, text: 'Other' })).body).toMatchObject({ code: 'request-id-reused' });
  expect(await listed()).toHaveLength(1);
});

test('of two members who write at once one is refused, and the other one’s words stand', async () => {
  const made = await make();
  const told = await Promise.all([anew(made, 'Mine'), anew(made, 'Theirs', colleague)]);
  expect(told.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  const [written] = await listed();
  expect(written?.text).toBe(told[0]?.status === 200 ? 'Mine' : 'Theirs');
  expect(told.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'wrong-state' });
  expect((await anew(written ?? made, 'Both')).body).toMatchObject({ text: 'Both' });
});

describe('deleting', () => {
  test('a member deletes their own, an owner everybody’s; both bring them back', async () => {
    const [mine, theirs] = [await make(owner), await make(colleague)];
    expect(await act('delete', mine, colleague)).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    expect(await act('delete', theirs, colleague)).toMatchObject({ status: 204 });
    expect((await act('restore', theirs, colleague)).body).toMatchObject({ id: theirs.id, text: words.text });
    expect(await act('delete', theirs, owner)).toMatchObject({ status: 204 });
    expect(await act('delete', theirs, owner)).toMatchObject({ status: 204 });
    expect(await act('restore', mine, colleague)).toMatchObject({ status: 403 });
    expect((await listed()).map(({ id }) => id)).toEqual([mine.id]);
    expect(await anew(theirs, 'Late')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  test('what is none is not found', async () => {
    const nobodys = { id: uuidv7(), seq: 1 };
    expect(await anew(nobodys, 'Words')).toMatchObject({ status: 404 });
    expect(await ask('POST', `/${nobodys.id}/delete`, { requestId: uuidv7() })).toMatchObject({ status: 404 });
  });
});

test('there are as many as there may be, and no more', async () => {
  await sql`insert into template
    select ${workspaceOf(owner)}::uuid, gen_random_uuid(), 'n', 'note', 'en', null, 't', now(), ${owner.member.id}::uuid, now(),
      ${owner.member.id}::uuid, null, 1 from generate_series(1, ${templateLimit - 1}::integer)`.execute(app.database.db);
  const last = await make();
  expect(await ask('POST', '', { id: uuidv7(), ...words })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  await ask('POST', `/${last.id}/delete`, { requestId: uuidv7() });
  expect((await make()).id).toBeDefined();
  expect(await ask('POST', `/${last.id}/restore`, { requestId: uuidv7() })).toMatchObject({ status: 409 });
});

test.each([
  ['a field that is none', { text: 'Hello {frist name}' }],
  ['a brace that is never closed', { text: 'Hello {first name' }],
  ['a field of that kind in the subject', { subject: '{__proto__}' }],
  ['nothing but space', { text: ' \n ' }],
  ['a name of nothing', { name: '  ' }],
  ['a subject where there is none', { channel: 'note' }],
  ['more than an engagement keeps', { text: 'x'.repeat(4001) }],
  ['a field of ours that is not the caller’s', { createdBy: 'Somebody' }],
])('%s is refused', async (_, more) => {
  expect(await ask('POST', '', { id: uuidv7(), ...words, ...more })).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
});

test('words are kept as they are, whatever they look like', async () => {
  const text = "  <img src=x onerror=alert(1)>\n\u202eabc 👋🏽 \\{x} '); drop table template; -- $\\{x} $1 %s  ";
  const made = await make(owner, { text, name: "Robert'); --" });
  expect(made.text).toBe(text);
  expect((await listed())[0]).toEqual(made);
});

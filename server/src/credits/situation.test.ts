/** Situations of several workspaces that are read in one statement are those that each would have read by itself. */
import { Kysely, PostgresDialect, sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '@wellmet/shared/account';
import { createCampaign } from '../campaigns/campaigns.ts';
import { eraseContact } from '../contacts/erase.ts';
import { fenced } from '../db/fence.ts';
import type { Database } from '../db/schema.ts';
import { testApp, workspaceOf, type TestApp } from '../testing/app.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import type { Actor } from './act.ts';
import { analyseContacts } from './analyse.ts';
import { readingTogether, readSituation, readSituations, type Question } from './situation.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
  await app.setClock('2026-11-25T10:00:00Z');
});
afterAll(() => app.close());

const ownerOf = (session: Session): Actor => ({ workspaceId: workspaceOf(session), memberId: session.member.id, role: 'owner' });
const known = sightingOf({ slug: 'ysolde', member: memberId(1) });
const erased = sightingOf({ slug: 'erased', member: memberId(2) });

/** A workspace that knows one person, has forgotten another one, caps its owner and has a campaign; and a question about all of that. */
async function workspaceWithAll(session: Session): Promise<Question> {
  const { accounts, database } = app;
  const actor = ownerOf(session);
  const request = analysisOf([known, erased]);
  const outcome = await analyseContacts(accounts, actor, request);
  const contactId = outcome.outcome === 'done' ? (outcome.people[1]?.contact?.id ?? '') : '';
  await eraseContact(accounts, actor, contactId, uuidv7());
  const campaignId = uuidv7();
  await createCampaign(accounts, actor, { id: campaignId, name: 'Looms' });
  await analyseContacts(accounts, actor, analysisOf([known], { campaignId }));
  const { workspaceId, memberId: member } = actor;
  await sql`insert into member_cap (workspace_id, member_id, cap_credits, seq) values (${workspaceId}, ${member}, 9, 1)`.execute(
    database.db,
  );
  const people = [known.identifiers, erased.identifiers, { slug: 'nobody' }, undefined];
  return { workspaceId, people, requestIds: [request.requestId], memberIds: [member], campaignId };
}

test('read together they are as read alone, each with its own and nothing of the others', async () => {
  const one = await workspaceWithAll(app.session);
  const other = await workspaceWithAll(await app.signUp({ name: 'Odo Other' }));
  const empty: Question = { ...one, workspaceId: workspaceOf(await app.signUp()), campaignId: undefined };
  const nowhere: Question = { ...one, workspaceId: uuidv7() };
  const questions = [one, nowhere, other, empty, { ...one, campaignId: undefined }];
  const together = await readSituations(app.accounts, questions);
  const alone = [];
  for (const question of questions) alone.push(await readSituation(app.accounts, question));
  expect(together).toEqual(alone);
  expect(together[1]).toBeUndefined();
  expect(together[2]).toMatchObject({
    head: { workspace_id: other.workspaceId, used: 2 },
    contacts: [{ enrolment: 'queued', firstAnalysedByName: 'Odo Other' }],
    erased: [{ keys: [{ value: memberId(2) }, { value: 'erased' }] }],
    campaign: { campaignId: other.campaignId, name: 'Looms' },
    caps: new Map([[other.memberIds?.[0], { capCredits: 9, usedCredits: 2 }]]),
    names: new Map([[other.memberIds?.[0], 'Odo Other']]),
  });
  expect(together[2]?.answers.size).toBe(1);
  expect(together[3]).toMatchObject({ contacts: [], erased: [], answers: new Map(), caps: new Map(), campaign: undefined });
});

test('those asked for at once share a statement; many people have one of their own', async () => {
  let statements = 0;
  const counted = new Kysely<Database>({ dialect: new PostgresDialect({ pool: fenced(app.database.pool) }), log: () => void statements++ });
  const read = readingTogether({ ...app.accounts, db: counted });
  const { workspaceId } = ownerOf(app.session);
  const few: Question = { workspaceId, people: [known.identifiers] };
  const many: Question = { workspaceId, people: Array.from({ length: 33 }, (_, n) => ({ slug: `person-${n}` })) };
  await Promise.all([few, few, few, few].map(read));
  // The first one waits for nobody.
  expect(statements).toBe(2);
  await Promise.all([few, many].map(read));
  expect(statements).toBe(4);
});

test('a question that cannot be read fails alone', async () => {
  const read = readingTogether(app.accounts);
  const { workspaceId } = ownerOf(app.session);
  const good: Question = { workspaceId, people: [known.identifiers] };
  const settled = await Promise.allSettled([good, good, { ...good, workspaceId: 'no id' }, good].map(read));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
});

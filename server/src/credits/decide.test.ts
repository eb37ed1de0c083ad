import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actOnCampaign, createCampaign } from '../campaigns/campaigns.ts';
import { testApp, type TestApp } from '../testing/app.ts';
import { broken } from '../testing/invariants.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';
import type { Actor } from './act.ts';
import { analyseContacts, analyseTogether, asked } from './analyse.ts';
import { currentBalance } from './head.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('a request that is forbidden leaves nothing to the ones beside it', async () => {
  const { accounts, workspaceId, session } = app;
  const owner: Actor = { workspaceId, memberId: session.member.id, role: 'owner' };
  const [holder, other] = [uuidv7(), uuidv7()];
  for (const id of [holder, other]) {
    await createCampaign(accounts, owner, { id, name: 'Autumn' });
    await actOnCampaign(accounts, owner, id, { requestId: uuidv7(), act: 'launch' });
  }
  const held = await analyseContacts(accounts, owner, analysisOf([sightingOf({ member: memberId(1) })], { campaignId: holder }));
  const contactId = held.outcome === 'done' ? (held.people[0]?.contact?.id ?? '') : '';
  const move = analysisOf(
    [1, 2].map((n) => sightingOf({ member: memberId(n) })),
    {
      campaignId: other,
      choices: [{ contactId, choice: 'move' }],
    },
  );
  const turns = await analyseTogether(accounts, workspaceId, [
    asked({ ...owner, role: 'member' }, move),
    asked(owner, analysisOf([sightingOf({ member: memberId(3) })], { campaignId: other })),
  ]);
  expect(turns).toMatchObject([{ problem: { code: 'forbidden' } }, { answer: { costCredits: 1 } }]);
  expect(await currentBalance(accounts.db, workspaceId, accounts.clock)).toMatchObject({ used: 2 });
  expect(await broken(app.database.db)).toEqual([]);
});

test('who is in the campaign under one contact, and held longer by another campaign under a second one, is blocked: that one keeps them', async () => {
  const { accounts, workspaceId, session } = app;
  const owner: Actor = { workspaceId, memberId: session.member.id, role: 'owner' };
  const [longer, asking] = [uuidv7(), uuidv7()];
  for (const id of [longer, asking]) {
    await createCampaign(accounts, owner, { id, name: 'Spring' });
    await actOnCampaign(accounts, owner, id, { requestId: uuidv7(), act: 'launch' });
  }
  await analyseContacts(accounts, owner, analysisOf([sightingOf({ member: memberId(10) })], { campaignId: longer }));
  await analyseContacts(accounts, owner, analysisOf([sightingOf({ slug: 'person-10' })], { campaignId: asking }));
  const both = analysisOf([sightingOf({ member: memberId(10), slug: 'person-10' })], { campaignId: asking });
  expect(await analyseContacts(accounts, owner, both)).toMatchObject({
    costCredits: 0,
    people: [{ class: 'blocked', enrolment: 'skipped', holder: { campaignId: longer } }],
  });
  expect(await broken(app.database.db)).toEqual([]);
});

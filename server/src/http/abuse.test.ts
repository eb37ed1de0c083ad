/** One workspace asks faster than it is answered: it is told to wait, and another one does not notice. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, workspaceOf, type TestApp, type Told } from '../testing/app.ts';
import { analysisOf, memberId, sightingOf } from '../testing/sightings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

/** Holds a workspace's head while `work` goes on, so that whatever writes waits. */
async function whileHeld(workspaceId: string, work: () => Promise<void>): Promise<void> {
  await app.database.db.transaction().execute(async (trx) => {
    await sql`select 1 from credit_head where workspace_id = ${workspaceId} for no key update`.execute(trx);
    await work();
  });
}

let people = 0;
const analyse = (): Promise<Told> =>
  app.ask('POST', `/v1/workspaces/${app.workspaceId}/analyses`, { body: analysisOf([sightingOf({ member: memberId(++people) })]) });
const newCampaign = (): Promise<Told> =>
  app.ask('POST', `/v1/workspaces/${app.workspaceId}/campaigns`, { body: { id: uuidv7(), name: 'Looms' } });

test.each([
  ['analyses', analyse, 1001],
  ['other acts', newCampaign, 206],
])('%s: the last of too many is refused with when to come back; the others are answered; a neighbour goes on', async (_, ask, room) => {
  const neighbour = await app.signUp();
  let asked: Promise<Told>[] = [];
  await whileHeld(app.workspaceId, async () => {
    asked = Array.from({ length: room }, () => ask());
    // Requests take some turns of the loop to reach their queue.
    let refused = await ask();
    for (let n = 0; refused.status !== 429 && n < 50; n++) refused = await ask();
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests', retryAfterSeconds: 1 } });
    expect(refused.headers.get('retry-after')).toBe('1');
    const theirs = await app.ask('POST', `/v1/workspaces/${workspaceOf(neighbour)}/analyses`, {
      body: analysisOf([sightingOf({ slug: 'ysolde-quill' })]),
      token: neighbour.token,
    });
    expect(theirs.body).toMatchObject({ outcome: 'done', costCredits: 1 });
  });
  const statuses = new Set((await Promise.all(asked)).map(({ status }) => status));
  expect(statuses).toEqual(new Set([200]));
});

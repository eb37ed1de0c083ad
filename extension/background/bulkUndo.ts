/** Taking those out of a campaign again whom a bulk action put there. Written down before it is sent, as everything. */
import { v7 as uuidv7 } from 'uuid';
import { cache, type BulkRow } from '../cache/database.ts';
import { isTrouble, type Trouble } from '../messages.ts';
import { askFor, insistently, isNo } from './carrying.ts';
import { afterTry } from './patience.ts';
import { pullSoon } from './pull.ts';

type Leaving = BulkRow['leaving'][number];

/** As many as the server takes at once. */
const atOnce = 500;

/** Whom the action put in the campaign, or on its waiting list: not those who were there, and not those who came from another one. */
export function planLeaving({ campaign, parts }: BulkRow): Leaving[] {
  if (!campaign) return [];
  const ids = parts.flatMap(({ people }) =>
    people.flatMap(({ outcome }) =>
      outcome?.contactId !== undefined && (outcome.enrolment === 'enrolled' || outcome.enrolment === 'waiting') ? outcome.contactId : [],
    ),
  );
  const once = [...new Set(ids)];
  return Array.from({ length: Math.ceil(once.length / atOnce) }, (_, i) => ({
    requestId: uuidv7(),
    campaignId: campaign.id,
    contactIds: once.slice(i * atOnce, (i + 1) * atOnce),
  }));
}

/** @returns why not, if not. What the server refuses is not tried again by itself. */
export async function leaveNext(row: BulkRow, leaving: Leaving): Promise<Trouble | undefined> {
  const { requestId, campaignId, contactIds } = leaving;
  const params = { workspaceId: row.workspaceId, campaignId };
  const answered = await insistently(() => askFor(row, 'changeEnrolments', { params, body: { requestId, contactIds, state: 'removed' } }));
  if (!isTrouble(answered)) {
    await writeDownLeft(row.id, leaving);
    pullSoon();
    return undefined;
  }
  if (isNo(answered)) await cache.bulk.update(row.id, { leaving: [], refusal: { problem: answered.problem } });
  else await cache.bulk.update(row.id, afterTry(row, answered));
  return answered;
}

/** The contacts on this device say so, too, until the server tells what they are now. */
async function writeDownLeft(id: string, { requestId, campaignId, contactIds }: Leaving): Promise<void> {
  await cache.transaction('rw', cache.contacts, cache.bulk, async () => {
    await cache.bulk.update(id, (row) => {
      row.leaving = row.leaving.filter((one) => one.requestId !== requestId);
      delete row.tries;
      delete row.notBefore;
      for (const { outcome } of row.parts.flatMap(({ people }) => people))
        if (outcome?.contactId !== undefined && contactIds.includes(outcome.contactId) && outcome.enrolment) outcome.enrolment = 'left';
    });
    await cache.contacts
      .where('id')
      .anyOf(contactIds)
      .modify((contact) => {
        contact.campaigns = contact.campaigns.filter((one) => one.id !== campaignId);
      });
  });
}

/** Workspaces of which everything holds, for planting faults in them. */
import type { Sighting } from '@wellmet/shared/sighting';
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { actOnCampaign, createCampaign } from '../campaigns/campaigns.ts';
import { enrolContacts } from '../campaigns/enrolments.ts';
import { eraseContact } from '../contacts/erase.ts';
import { unmergeContact } from '../contacts/unmerge.ts';
import { adjustCredits, changePlan } from '../plans/change.ts';
import type { TestApp } from '../testing/app.ts';
import { analysisOf, leadId, memberId, sightingOf } from '../testing/sightings.ts';
import type { Actor } from './act.ts';
import { analyseContacts } from './analyse.ts';
import { openCredits } from './head.ts';

let people = 0;
const someoneNew = (): Sighting => sightingOf({ member: memberId(++people), slug: `person-${people}` });

/** Without a sign-up, whose hashing of a password takes longer than all the rest. */
async function newWorkspace({ accounts: { db, clock }, session }: TestApp): Promise<Actor> {
  const workspaceId = uuidv7();
  await sql`insert into organization (id, name, slug, "createdAt") values (${workspaceId}, 'Workshop', ${workspaceId}, now())`.execute(db);
  await openCredits(db, workspaceId, 'free', 'Europe/Paris', clock);
  return { workspaceId, memberId: session.member.id, role: 'owner' };
}

/** @returns the ids of their contacts. */
async function analysed({ accounts }: TestApp, actor: Actor, sightings: Sighting[]): Promise<string[]> {
  const outcome = await analyseContacts(accounts, actor, analysisOf(sightings));
  if (outcome.outcome !== 'done') throw new Error(outcome.outcome);
  return outcome.people.map(({ contact }) => contact?.id ?? '');
}

/** With a past month (numbers 1 grant, 2 debit of two people, 3 expire) and a present one (4 grant, 5 and 6 debits, 7 free). */
export async function plainWorkspace(app: TestApp): Promise<string> {
  await app.setClock('2026-11-10T12:00:00Z');
  const actor = await newWorkspace(app);
  const analyse = (...sightings: Sighting[]): Promise<string[]> => analysed(app, actor, sightings);
  const known = someoneNew();
  await analyse(known, someoneNew());
  await app.setClock('2026-12-05T12:00:00Z');
  await analyse(someoneNew());
  await analyse(someoneNew());
  await analyse({ ...known, headline: 'Runs the looms' });
  return actor.workspaceId;
}

/** Who and what is in a busy workspace: ids of contacts and campaigns. */
export interface Busy {
  id: string;
  /** In no campaign. */
  free: string;
  /** By the ongoing campaign; the awaiting one waits for the first of them. */
  held: [string, string];
  drafted: string;
  finished: string;
  /** Erased; was in the draft. */
  gone: string;
  /** Both into one. */
  merged: [string, string];
  separated: string;
  ongoing: string;
  awaiting: string;
  draft: string;
  completed: string;
}

/** With campaigns in every state, contacts merged, separated and erased, an upgrade, a downgrade to come, an adjustment and a cap. */
export async function busyWorkspace(app: TestApp): Promise<Busy> {
  await app.setClock('2026-12-05T12:00:00Z');
  const actor = await newWorkspace(app);
  const { workspaceId: id, memberId: by } = actor;
  const analyse = (...sightings: Sighting[]): Promise<string[]> => analysed(app, actor, sightings);
  const one = async (sighting = someoneNew()): Promise<string> => (await analyse(sighting))[0] ?? '';
  const campaign = async (name: string, ...contactIds: string[]): Promise<string> => {
    const { id: campaignId } = await createCampaign(app.accounts, actor, { id: uuidv7(), name });
    if (contactIds.length > 0) await enrolContacts(app.accounts, actor, campaignId, { requestId: uuidv7(), contactIds });
    return campaignId;
  };
  const act = (campaignId: string, what: 'launch' | 'complete') =>
    actOnCampaign(app.accounts, actor, campaignId, { requestId: uuidv7(), act: what });
  /** Contacts that turn out to be one: the first stands for the others then. */
  const together = async (...kinds: ('slug' | 'lead')[]): Promise<string[]> => {
    const n = ++people;
    const ids = { member: memberId(n), slug: `person-${n}`, lead: leadId(n) };
    const contactIds = [await one(sightingOf({ member: ids.member }))];
    for (const kind of kinds) contactIds.push(await one(sightingOf({ [kind]: ids[kind] })));
    await analyse(sightingOf({ member: ids.member, ...Object.fromEntries(kinds.map((kind) => [kind, ids[kind]])) }));
    return contactIds;
  };

  const [free, drafted, finished, gone] = [await one(), await one(), await one(), await one()];
  const held: [string, string] = [await one(), await one()];
  const [, separated = ''] = await together('slug');
  await unmergeContact(app.accounts, actor, separated, uuidv7());
  const [, bySlug = '', byLead = ''] = await together('slug', 'lead');

  const ongoing = await campaign('Looms', ...held);
  await act(ongoing, 'launch');
  const awaiting = await campaign('Nimbus');
  await act(awaiting, 'launch');
  const choices = [{ contactId: held[0], choice: 'wait' as const }];
  await enrolContacts(app.accounts, actor, awaiting, { requestId: uuidv7(), contactIds: [held[0]], choices });
  const draft = await campaign('Draft', drafted, gone);
  const completed = await campaign('Done', finished);
  await act(completed, 'launch');
  await act(completed, 'complete');
  await eraseContact(app.accounts, actor, gone, uuidv7());

  await changePlan(app.accounts, { workspaceId: id, planCode: 'starter', seats: 1 });
  await changePlan(app.accounts, { workspaceId: id, planCode: 'free', seats: 2 });
  await adjustCredits(app.accounts, { workspaceId: id, credits: -5, reason: 'agreed' });
  await app.database.db.insertInto('member_cap').values({ workspace_id: id, member_id: by, cap_credits: 50, seq: 1 }).execute();
  return { id, free, held, drafted, finished, gone, merged: [bySlug, byLead], separated, ongoing, awaiting, draft, completed };
}

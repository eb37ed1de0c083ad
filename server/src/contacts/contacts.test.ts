import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testApp, type TestApp, type Told } from '../testing/app.ts';
import { analyseContacts } from '../credits/analyse.ts';
import { explaining } from '../testing/explain.ts';
import { analysisOf, leadId, memberId, sightingOf } from '../testing/sightings.ts';
import { contactFor, contactsById } from './contacts.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

const ask = (method: string, path: string, body?: object): Promise<Told> =>
  app.ask(method, `/v1/workspaces/${app.workspaceId}${path}`, { body });

test('a contact says where it stands: the campaign that holds it, those it waits for, drafts; nothing of what is over', async () => {
  const campaign = async (name: string, isLaunched: boolean): Promise<string> => {
    const id = uuidv7();
    await ask('POST', '/campaigns', { id, name });
    if (isLaunched) await ask('POST', `/campaigns/${id}/acts`, { requestId: uuidv7(), act: 'launch' });
    return id;
  };
  const [looms, yarn, draft] = [await campaign('Looms', true), await campaign('Yarn', true), await campaign('Draft', false)];
  const sightings = [sightingOf({ slug: 'ysolde' })];
  const analysed = await ask('POST', '/analyses', {
    requestId: uuidv7(),
    source: 'profile',
    ceilingCredits: 1,
    sightings,
    campaignId: looms,
  });
  const { contact } = analysed.body.people[0];
  expect(contact.campaigns).toEqual([{ id: looms, name: 'Looms', campaignState: 'ongoing', state: 'queued' }]);

  const contactIds = [contact.id as string];
  const choices = contactIds.map((contactId) => ({ contactId, choice: 'wait' }));
  await ask('POST', `/campaigns/${draft}/enrolments`, { requestId: uuidv7(), contactIds });
  await ask('POST', `/campaigns/${yarn}/enrolments`, { requestId: uuidv7(), contactIds, choices });
  const stands = async (): Promise<unknown> => (await ask('GET', `/contacts/${contact.id}`)).body.campaigns;
  const inDraft = { id: draft, name: 'Draft', campaignState: 'draft', state: 'queued' };
  expect(await stands()).toEqual([
    { id: looms, name: 'Looms', campaignState: 'ongoing', state: 'queued' },
    { id: yarn, name: 'Yarn', campaignState: 'ongoing', state: 'waiting' },
    inDraft,
  ]);

  await ask('POST', `/campaigns/${looms}/enrolments/changes`, { requestId: uuidv7(), contactIds, state: 'replied' });
  await ask('POST', `/campaigns/${draft}/enrolments/changes`, { requestId: uuidv7(), contactIds, state: 'removed' });
  expect(await stands()).toEqual([
    { id: yarn, name: 'Yarn', campaignState: 'ongoing', state: 'queued' },
    { id: looms, name: 'Looms', campaignState: 'ongoing', state: 'replied' },
  ]);
  await ask('POST', `/campaigns/${looms}/acts`, { requestId: uuidv7(), act: 'complete' });
  expect(await stands()).toHaveLength(1);
});

test('a row of a list never takes the place of what the person’s own page said; what it adds about who they are is kept', async () => {
  const onProfile = {
    ...sightingOf({ slug: 'quilla' }),
    experience: [{ title: 'Head of Dyeing', company: 'Nordlys', dates: 'Jan 2020 - Present' }],
  };
  const member = 'ACoAABquillaquillaquillaquilla';
  const inRow = (headline: string) => ({
    ...sightingOf({ slug: 'quilla', member }),
    headline,
    page: { kind: 'peopleSearch', url: 'https://www.linkedin.com/search/results/people/', generation: 'sdui' },
  });
  const analyse = async (sighting: object, ceilingCredits: number) => {
    const body = { requestId: uuidv7(), source: 'people_search', ceilingCredits, sightings: [sighting] };
    return (await ask('POST', '/analyses', body)).body.people[0];
  };

  // Rows alone: the newer one counts.
  const onlyRow = { ...inRow('Weaver'), identifiers: { slug: 'rosalba' } };
  await analyse(onlyRow, 1);
  expect((await analyse({ ...onlyRow, headline: 'Weaver, again' }, 0)).contact.headline).toBe('Weaver, again');
  expect(
    (
      await analyse(
        { ...onProfile, identifiers: { slug: 'rosalba' }, page: { ...onProfile.page, url: 'https://www.linkedin.com/in/rosalba/' } },
        0,
      )
    ).contact.sighting,
  ).toMatchObject({ experience: onProfile.experience });

  const first = await analyse(onProfile, 1);
  const later = await analyse(inRow('Weaver'), 0);
  expect(later.class).toBe('known');
  expect(later.contact.sighting).toEqual(first.contact.sighting);
  expect(later.contact.insights.facts).toEqual(first.contact.insights.facts);
  expect(later.contact.identifiers).toContainEqual({ kind: 'member', value: member });
  // Now that both identifiers are known there is nothing to write at all.
  const again = await analyse(inRow('Weaver, again'), 0);
  expect(again.contact).toEqual(later.contact);
  const { entries } = (await ask('GET', `/contacts/${first.contact.id}/timeline`)).body;
  expect(entries.filter(({ what }: { what: string }) => what.endsWith('nalysis'))).toHaveLength(1);
});

test('a contact that was just made is answered from memory as the database tells it', async () => {
  const { accounts, database, workspaceId, session } = app;
  const actor = { workspaceId, memberId: session.member.id, role: 'owner' as const };
  const newcomers = [
    sightingOf({ slug: 'zoé-ünïque', member: memberId(1), lead: leadId(1) }, { name: 'Zoé "Z" Ünïque \\ 🧶', memberNumber: '17' }),
    sightingOf({ lead: leadId(2) }, { page: { ...sightingOf({ lead: leadId(2) }).page, kind: 'salesLead', searchContext: 'VP, Paris' } }),
    sightingOf(
      { member: memberId(3) },
      {
        company: 'Nimbus Looms',
        location: 'Lyon',
        degree: 2,
        about: 'I have built three looms with the people of Lyon, and we are at it still.',
        experience: [
          { title: 'Head of Sales', company: 'Nimbus Looms · Full-time', dates: 'Jan 2024 - Present · 2 yrs' },
          { title: 'Sales Manager', company: 'Yarn & Co', dates: '2019 - 2023' },
        ],
        education: [{ school: 'École des Tisserands', degree: 'MSc', dates: '2012 - 2014' }],
        skills: ['Weaving'],
        languages: [{ name: 'German', level: 'Full professional proficiency' }],
      },
    ),
  ];
  const watched = await explaining(database.pool, 'custom');
  const outcome = await analyseContacts({ ...accounts, db: watched.db }, actor, analysisOf(newcomers));
  const read = watched.take().filter(({ statement }) => statement.startsWith('/* contacts'));
  await watched.close();
  expect(read).toEqual([]);
  if (outcome.outcome !== 'done') throw new Error(outcome.outcome);
  const told = outcome.people.map(({ contact }) => JSON.parse(JSON.stringify(contact)) as { id: string });
  expect(told).toHaveLength(newcomers.length);
  const stored = await contactsById(
    accounts.db,
    workspaceId,
    told.map(({ id }) => id),
  );
  expect(told).toStrictEqual(
    told.map(({ id }) => {
      const one = stored.get(id);
      return one && contactFor(one, session.member.id);
    }),
  );
  expect(outcome.people).toMatchObject(told.map(() => ({ firstAnalysis: { by: session.member.name, byYou: true } })));
});

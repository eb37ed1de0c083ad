// @vitest-environment node
import 'fake-indexeddb/auto';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { basketLimit } from '../messages.ts';
import type * as Messages from '../messages.ts';
import { listen } from './listen.ts';
import { begin, crowd, fillDisk, seen, spring, type FakeServer } from './testing.ts';

const id = '0198a000-0000-7000-8000-000000000010';
const page = { id: fakeBrowser.runtime.id, tab: { id: 7 }, url: 'https://www.linkedin.com/search/results/people/' };
const screen = { id: fakeBrowser.runtime.id, url: browser.runtime.getURL('/popup.html') };
const elsewhere = { id: fakeBrowser.runtime.id, tab: { id: 7 }, url: 'https://www.linkedin.com.evil.example/' };

/** What `listen` hears each message with. */
const heard = vi.hoisted(() => new Map<string, (message: { data: unknown; sender: object }) => Promise<unknown>>());
vi.mock('../messages.ts', async (original) => ({
  ...(await original<typeof Messages>()),
  onMessage: (type: string, hear: (message: { data: unknown; sender: object }) => Promise<unknown>) => void heard.set(type, hear),
}));

let server: FakeServer;
beforeAll(() => {
  vi.spyOn(browser.runtime.onConnect, 'addListener').mockReturnValue();
  listen();
});
beforeEach(async () => {
  server = await begin();
});

async function say(type: string, data: unknown, sender: object = page): Promise<unknown> {
  return heard.get(type)?.({ data, sender });
}

const act = { requestId: id, contact: { id, name: 'Ada' } };
const doneAt = '2026-11-25T09:00:00.000Z';
const ofCampaigns = ['renameCampaign', 'previewLaunch', 'actOnCampaign', 'enrolments', 'enrolMany', 'changeMany'];
const ofWebhooks = [
  'webhooks',
  'makeWebhook',
  'changeWebhook',
  'renewWebhookSecret',
  'removeWebhook',
  'testWebhook',
  'webhookDeliveries',
  'replayWebhook',
];
const ofScreens = [
  'bringCard',
  'pin',
  'engage',
  'withdrawEngagement',
  'editContact',
  'analyseAgain',
  'storageUse',
  'repair',
  'refresh',
  'languageModel',
  'poolProvider',
  'setPoolProvider',
  'removePoolProvider',
  'fetchPeople',
  'setLanguageModel',
  'removeLanguageModel',
  'tryLanguageModel',
  'readAgain',
  ...ofCampaigns,
  ...ofWebhooks,
];
const unfit = { trouble: 'refused', problem: { code: 'invalid-request' } };
const model = { url: 'https://models.example/v1', model: 'loom-7b', budgetRequests: 10, timeoutSeconds: 30 };
const hook = { requestId: id, url: 'https://crm.example/wellmet', events: ['contact.analysed'] };
const wish = { id, people: [{ id: 1, costCredits: 1 }] };

describe('what may come in', () => {
  test.each<[string, unknown]>([
    ['marks', crowd(201).map(({ identifiers }) => identifiers)],
    ['marks', [{}]],
    ['marks', [{ slug: 'me' }]],
    ['select', crowd(201)],
    ['select', [{ ...seen({ slug: 'ada' }), secret: 1 }]],
    ['select', [{ ...seen({ slug: 'ada' }), name: '' }]],
    ['select', [seen({ slug: 'headless' })]],
    ['select', undefined],
    ['deselect', [{ slug: '' }]],
    ['basket', {}],
    ['quoteBasket', { ids: [] }],
    ['quoteBasket', { ids: [1, 1] }],
    ['quoteBasket', { ids: [1.5] }],
    ['quoteBasket', { ids: ['1'] }],
    ['quoteBasket', { ids: [1], campaignId: 'spring' }],
    ['quoteBasket', { ids: Array.from({ length: basketLimit + 1 }, (_, i) => i + 1) }],
    ['startBulk', { ...wish, id: 'one' }],
    ['startBulk', { ...wish, people: [] }],
    ['startBulk', { ...wish, people: [{ id: 1, costCredits: 2 }] }],
    ['startBulk', { ...wish, people: [...wish.people, { id: 1, costCredits: 0 }] }],
    ['startBulk', { ...wish, people: Array.from({ length: basketLimit + 1 }, (_, i) => ({ id: i + 1, costCredits: 1 })) }],
    ['startBulk', { ...wish, campaign: { ...spring, name: ' ' } }],
    ['startBulk', { ...wish, campaign: spring, choices: [{ contactId: id, choice: 'steal' }] }],
    ['startBulk', { ...wish, ceilingCredits: 9 }],
    ['cancelBulk', { id: '1' }],
    ['retryBulk', {}],
    ['putBulkAway', undefined],
    ['undoEnrolments', { id, campaignId: id }],
    ['bringCard', { id: 'ada' }],
    ['pin', { ids: ['ada'], isPinned: true }],
    ['pin', { ids: [id] }],
    ['engage', { ...act, what: 'noted', doneAt: 'today' }],
    ['engage', { ...act, what: 'noted', text: ' ', doneAt }],
    ['engage', { ...act, what: 'noted', doneAt }],
    ['engage', { ...act, what: 'liked', doneAt }],
    ['engage', { ...act, what: 'called', doneAt, contactId: id }],
    ['withdrawEngagement', act],
    ['editContact', { ...act, fields: {} }],
    ['editContact', { ...act, fields: { age: '30' } }],
    ['editContact', { ...act, fields: { name: '' } }],
    ['analyseAgain', { ...act, sighting: {} }],
    ['storageUse', {}],
    ['repair', {}],
    ['poolProvider', {}],
    [
      'setPoolProvider',
      { requestId: id, url: 'https://ada:word@people.example', source: 'a fair', licence: 'ours', lawfulBasis: 'consent' },
    ],
    ['setPoolProvider', { requestId: id, url: 'https://people.example', source: ' ', licence: 'ours', lawfulBasis: 'consent' }],
    ['fetchPeople', { requestId: id, fromStart: 'yes' }],
    ['languageModel', {}],
    ['setLanguageModel', { ...model, requestId: id, isOn: 'yes' }],
    ['setLanguageModel', { ...model, requestId: id, isOn: true, consentVersion: 0 }],
    ['tryLanguageModel', { ...model, url: 'https://ada:word@models.example/v1' }],
    ['tryLanguageModel', { ...model, key: 'two\nlines' }],
    ['readAgain', { id: 'ada', requestId: id }],
    ['webhooks', {}],
    ['makeWebhook', { ...hook, url: 'https://ada:word@crm.example' }],
    ['makeWebhook', { ...hook, url: 'ftp://crm.example' }],
    ['makeWebhook', { ...hook, events: [] }],
    ['makeWebhook', { ...hook, events: ['contact.analysed', 'contact.analysed'] }],
    ['makeWebhook', { ...hook, events: ['webhook.test'] }],
    ['makeWebhook', { ...hook, secret: 'mine' }],
    ['changeWebhook', { ...hook, id, isPaused: 'yes' }],
    ['changeWebhook', { ...hook, isPaused: false }],
    ['renewWebhookSecret', { id }],
    ['removeWebhook', { id: 'crm', requestId: id }],
    ['testWebhook', { id, requestId: 'now' }],
    ['webhookDeliveries', { id, cursor: 'next' }],
    ['webhookDeliveries', { id, limit: 100 }],
    ['replayWebhook', { id, requestId: id, deliveryId: 'all' }],
    ['renameCampaign', { requestId: id, campaign: { id, name: ' ' } }],
    ['actOnCampaign', { campaignId: id, requestId: id, act: 'erase' }],
    ['enrolments', { campaignId: id, state: 'lost' }],
    ['enrolMany', { requestId: id, campaign: spring, contactIds: [] }],
    ['enrolMany', { requestId: id, campaign: spring, contactIds: Array.from({ length: 501 }, () => id) }],
    ['changeMany', { requestId: id, campaignId: id, contactIds: [id], state: 'waiting' }],
  ])('%s %j is refused', async (type, data) => {
    expect(await say(type, data, ofScreens.includes(type) ? screen : page)).toMatchObject(unfit);
    expect(server.asked).toEqual([]);
  });

  test.each(['marks', 'basket', 'select', 'deselect', 'emptyBasket', 'quoteBasket', 'startBulk', 'bulk', 'cancelBulk', 'retryBulk'])(
    '%s is heard from pages of LinkedIn, and not from elsewhere',
    async (type) => {
      await expect(say(type, undefined, elsewhere)).rejects.toThrow('not from here');
      await expect(say(type, undefined, { ...page, id: 'another extension' })).rejects.toThrow('not from here');
      await expect(say(type, undefined, { id: page.id })).rejects.toThrow('not from here');
      await say(type, undefined);
    },
  );
});

test.each(ofScreens)('%s is heard from our own screens, and not from pages', async (type) => {
  await expect(say(type, undefined)).rejects.toThrow('not from here');
});

test('from opening a contact to correcting it, as a screen says it', async () => {
  const ada = server.add('ada');
  const contact = { id: ada.id, name: 'Ada' };
  expect(await say('bringCard', { id: ada.id }, screen)).toBe('done');
  await say('pin', { ids: [ada.id], isPinned: true }, screen);
  expect(await say('engage', { requestId: id, contact, what: 'noted', text: ' Likes wool ', doneAt }, screen)).toBe('done');
  expect(server.contacts.get(ada.id)?.engagements).toMatchObject([{ text: 'Likes wool' }]);
  const edit = { requestId: '0198a000-0000-7000-8000-000000000011', contact, fields: { headline: 'Engines', company: null } };
  expect(await say('editContact', edit, screen)).toBe('done');
  const withdrawal = { requestId: '0198a000-0000-7000-8000-000000000012', contact, engagementId: id };
  expect(await say('withdrawEngagement', withdrawal, screen)).toBe('done');
  expect(await say('lookUp', { slug: 'ada' })).toMatchObject({ contact: { headline: 'Engines', engagements: [] } });
  expect(await say('refresh', null, screen)).toBe('done');
  expect(await say('repair', null, screen)).toBe('done');
  expect(await say('lookUp', { slug: 'ada' })).toMatchObject({ contact: { headline: 'Engines' } });
});

test('whoever was read in a list only is told as such, so that their page can say that it says more', async () => {
  const [ada, bob] = [server.add('ada'), server.add('bob')];
  server.change(bob.id, { sighting: { ...bob.sighting, page: { ...bob.sighting.page, kind: 'peopleSearch', generation: 'sdui' } } });
  for (const { id: contactId } of [ada, bob]) await say('bringCard', { id: contactId }, screen);
  expect(await say('lookUp', { slug: 'ada' })).toMatchObject({ firstAnalysis: { pageSaysMore: false } });
  expect(await say('lookUp', { slug: 'bob' })).toMatchObject({ firstAnalysis: { pageSaysMore: true } });
});

test('where there is no room it is said, and nothing is sent', async () => {
  const end = fillDisk(1);
  expect(await say('engage', { ...act, what: 'called', doneAt }, screen)).toMatchObject({
    trouble: 'refused',
    problem: { code: 'no-room' },
  });
  expect(await say('select', [seen({ slug: 'ada' })])).toMatchObject({ trouble: 'refused', problem: { code: 'no-room' } });
  end();
  expect(server.asked).toEqual([]);
  expect(await say('engage', { ...act, what: 'called', doneAt }, screen)).toMatchObject({ problem: { code: 'not-found' } });
});

test('from selecting to the answer, as a page says it', async () => {
  expect(await say('select', [seen({ slug: 'Ada' }), seen({ slug: 'bob' })])).toEqual({ leftOut: 0 });
  const { people } = (await say('basket', null, screen)) as { people: { id: number; identifiers: object }[] };
  expect(people.map(({ identifiers }) => identifiers)).toEqual([{ slug: 'ada' }, { slug: 'bob' }]);
  expect(await say('marks', [{ slug: 'bob' }])).toEqual([{ known: undefined, campaign: undefined, isErased: false }]);
  const ids = people.map((person) => person.id);
  expect(await say('quoteBasket', { ids })).toMatchObject({ costCredits: 2 });
  const confirmed = { id, people: ids.map((one) => ({ id: one, costCredits: 1 })), campaign: spring, choices: [] };
  expect(await say('startBulk', confirmed)).toMatchObject({ state: 'running' });
  await expect.poll(() => say('bulk', null)).toMatchObject({ state: 'done', costCredits: 2 });
  expect(await say('undoEnrolments', { id })).toMatchObject({
    people: [{ outcome: { enrolment: 'left' } }, { outcome: { enrolment: 'left' } }],
  });
  await say('putBulkAway', { id }, screen);
  expect(await say('bulk', null, screen)).toBeUndefined();
});

test('the account of who is signed in is where the plan is; of who is not, where one signs in', async () => {
  const opened = vi.spyOn(browser.tabs, 'create');
  await say('openAccount', undefined);
  expect(opened).toHaveBeenLastCalledWith({ url: `${browser.runtime.getURL('/app.html')}#/plan` });
  await say('signOut', undefined, screen);
  await say('openAccount', undefined);
  expect(opened).toHaveBeenLastCalledWith({ url: browser.runtime.getURL('/popup.html') });
});

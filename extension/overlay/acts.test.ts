// @vitest-environment-options { "url": "https://www.linkedin.com/in/marta-lindqvist-7f21/" }
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Campaign, Holder } from '@wellmet/shared/campaign';
import type { AnalyseOutcome, Balance, Quote } from '@wellmet/shared/credits';
import type { AnalyseWish, KnownContact, Messages, Trouble } from '../messages.ts';
import { settingsItem } from '../settings.ts';
import { actsOn } from './acts.ts';
import { BackgroundGone } from './ask.ts';
import { overlay, untouched } from './panel.ts';

type Ask = (type: keyof Messages, data: unknown) => Promise<unknown>;
const ask = vi.hoisted(() => vi.fn<Ask>());
vi.mock('./ask.ts', async (original) => ({ ...(await original<object>()), ask }));

const name = 'Marta Lindqvist, MBA';
const at = '2026-11-23T10:00:00.000Z';
const balance = { available: 24, used: 1, allotment: 25, at } as Balance;
const firstAnalysis = { contactId: 'c', at, by: 'Ines', byYou: true };
const contact = { id: 'c', name } as KnownContact['contact'] & object;
const quoted: Quote = { people: [{ class: 'new', costCredits: 1 }], costCredits: 1, balance, availableAfter: 24, waysOn: [] };
const done = {
  outcome: 'done' as const,
  people: [{ class: 'new' as const, costCredits: 1, firstAnalysis, contact }],
  costCredits: 1,
  balance,
  replayed: false,
} satisfies AnalyseOutcome;
const unreachable: Trouble = { trouble: 'unreachable' };

/** What the background says to each message; a list is said in turn. */
let says: Partial<Record<keyof Messages, unknown>>;
let page: AbortController;
const acts = actsOn(() => page.signal);
const shown = () => overlay.getState().panel.shows;
const adding = () => overlay.getState().adding;
const untilStep = (step: string) => vi.waitFor(() => expect(adding()?.step).toBe(step));
const said = (type: keyof Messages) => ask.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const wishes = () => said('analyse') as AnalyseWish[];

beforeEach(() => {
  fakeBrowser.reset();
  document.documentElement.innerHTML = readFileSync(join(import.meta.dirname, '../linkedin/fixtures/profile/sdui-en.html'), 'utf8');
  page = new AbortController();
  overlay.setState(untouched);
  ask.mockReset();
  ask.mockImplementation(async (type) => {
    const answer = says[type];
    if (answer instanceof Error) throw answer;
    return answer;
  });
  says = { lookUp: undefined, quote: quoted, analyse: done, keepWish: true };
});

const until = (panel: string) => vi.waitFor(() => expect(shown()).toBe(panel));

test('a click quotes, a confirmation spends what was quoted, once however often it is clicked', async () => {
  acts.open();
  await until('quote');
  expect(wishes()).toEqual([]);
  acts.confirm();
  acts.confirm();
  await until('card');
  expect(wishes()).toMatchObject([{ ceilingCredits: 1, sighting: { name, identifiers: { slug: 'marta-lindqvist-7f21' } } }]);
  expect(overlay.getState().known).toEqual(firstAnalysis);
});

test('what is free for the workspace is done without a question, and can cost nothing', async () => {
  says.quote = { ...quoted, people: [{ class: 'known', costCredits: 0, firstAnalysis }], costCredits: 0 };
  acts.open();
  await until('card');
  expect(wishes()).toMatchObject([{ ceilingCredits: 0 }]);
});

test('a known card is there at once, is refreshed for nothing, and stays when the server is away', async () => {
  says.lookUp = { contact, firstAnalysis, asOf: at, balance };
  says.analyse = unreachable;
  acts.open();
  await until('card');
  await vi.waitFor(() => expect(overlay.getState().panel).toMatchObject({ shows: 'card', asOf: at, refreshing: false, costCredits: 0 }));
  expect(wishes()).toMatchObject([{ ceilingCredits: 0 }]);
});

test('who has set the question away spends with the first click, but not when there is nothing to spend', async () => {
  await settingsItem.setValue({ language: 'auto', theme: 'auto', confirmProfiles: false, creditNotices: 'both' });
  acts.open();
  await until('card');
  says.quote = { ...quoted, availableAfter: undefined };
  acts.open();
  await until('quote');
  expect(wishes()).toHaveLength(1);
});

describe('when no answer comes', () => {
  test('trying again says the same wish again; keeping keeps that one', async () => {
    says.analyse = unreachable;
    acts.open();
    await until('quote');
    acts.confirm();
    await until('unreachable');
    expect(overlay.getState().panel).toMatchObject({ canKeep: true });
    acts.retry();
    await vi.waitFor(() => expect(wishes()).toHaveLength(2));
    await until('unreachable');
    const [first, second] = wishes();
    expect(second?.requestId).toBe(first?.requestId);
    acts.keep();
    await until('waiting');
    expect(ask).toHaveBeenCalledWith('keepWish', { requestId: first?.requestId });
    acts.drop();
    await vi.waitFor(() => expect(ask).toHaveBeenCalledWith('dropWish', { requestId: first?.requestId }));
    expect(shown()).toBe('nothing');
  });

  test('what was answered meanwhile cannot be kept: it is shown', async () => {
    says.analyse = unreachable;
    acts.open();
    await until('quote');
    acts.confirm();
    await until('unreachable');
    says.keepWish = false;
    says.analyse = done;
    acts.keep();
    await until('card');
    expect(new Set(wishes().map(({ requestId }) => requestId)).size).toBe(1);
  });

  test('a quote without an answer leaves nothing to keep', async () => {
    says.quote = unreachable;
    acts.open();
    await until('unreachable');
    expect(overlay.getState().panel).toMatchObject({ canKeep: false });
  });

  test('a fault in the background itself is told, not taken for an update', async () => {
    says.lookUp = new Error('the disk is full');
    acts.open();
    await until('refused');
    expect(wishes()).toEqual([]);
  });

  test('a background that is gone asks for a reload', async () => {
    says.lookUp = new BackgroundGone('gone');
    acts.open();
    await until('reloadNeeded');
    expect(wishes()).toEqual([]);
  });
});

describe('an answer that comes late', () => {
  let answer: (outcome: AnalyseOutcome) => void;
  const confirmAndWait = async () => {
    acts.open();
    await until('quote');
    says.analyse = new Promise<AnalyseOutcome>((resolve) => (answer = resolve));
    acts.confirm();
    await until('analysing');
  };

  test('is not shown on the page of somebody else', async () => {
    await confirmAndWait();
    page.abort();
    page = new AbortController();
    overlay.setState(untouched);
    answer(done);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(overlay.getState()).toEqual(untouched);
  });

  test('does not open a panel that was closed; the button tells', async () => {
    await confirmAndWait();
    acts.close();
    answer(done);
    await vi.waitFor(() => expect(overlay.getState().known).toEqual(firstAnalysis));
    expect(shown()).toBe('nothing');
  });

  test('a quote that comes after closing spends nothing, even without a question', async () => {
    await settingsItem.setValue({ language: 'auto', theme: 'auto', confirmProfiles: false, creditNotices: 'both' });
    const quoteNow: ((quote: Quote) => void)[] = [];
    says.quote = new Promise<Quote>((resolve) => void quoteNow.push(resolve));
    acts.open();
    await until('quoting');
    acts.close();
    quoteNow[0]?.(quoted);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(wishes()).toEqual([]);
    expect(shown()).toBe('nothing');
  });
});

test('a page that shows somebody else, or nobody, is said to be so', async () => {
  document.documentElement.innerHTML = '<body><main></main></body>';
  vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
  acts.open();
  await until('noPerson');
  expect(overlay.getState().panel).toEqual({ shows: 'noPerson', because: 'notYet' });
  expect(ask).not.toHaveBeenCalledWith('quote', expect.anything());
});

test('somebody who was erased, or who cannot be told apart, is refused without a request', async () => {
  says.quote = { ...quoted, people: [{ class: 'erased', costCredits: 0 }], costCredits: 0 };
  acts.open();
  await until('erased');
  says.quote = { ...quoted, people: [{ class: 'unidentifiable', costCredits: 0 }], costCredits: 0 };
  acts.open();
  await until('noPerson');
  expect(overlay.getState().panel).toEqual({ shows: 'noPerson', because: 'unidentifiable' });
  expect(wishes()).toEqual([]);
});

test('a card of somebody who was erased since goes with the first answer, and so does the mark', async () => {
  overlay.setState({ known: firstAnalysis });
  says.lookUp = { contact, firstAnalysis, asOf: at, balance };
  says.analyse = { ...done, people: [{ class: 'erased', costCredits: 0 }] };
  acts.open();
  await until('erased');
  expect(overlay.getState().known).toBeUndefined();
});

describe('campaigns', () => {
  const spring = { id: 's', name: 'Spring' };
  const draft = { id: 'd', name: 'New one', state: 'draft' } as Campaign;
  const list = { campaigns: [{ ...spring, state: 'ongoing' } as Campaign], asOf: at, mayMove: true };
  const holder: Holder = { campaignId: 'y', campaignName: 'Yarn', by: 'Ana', byYou: false, since: at };
  const enrolled = { enrolment: 'enrolled', holder: undefined, contact: { ...contact, campaigns: [{ ...spring, state: 'queued' }] } };

  const openCard = async () => {
    says.lookUp = { contact, firstAnalysis, asOf: at, balance };
    acts.open();
    await vi.waitFor(() => expect(overlay.getState().panel).toMatchObject({ shows: 'card', refreshing: false }));
    ask.mockClear();
  };
  const chooseSpring = async () => {
    acts.campaigns.list();
    await vi.waitFor(() => expect(adding()).toMatchObject({ step: 'choosing', campaigns: list.campaigns }));
    acts.campaigns.choose(spring);
  };

  beforeEach(() => {
    says = { ...says, lastCampaigns: undefined, campaigns: list, enrol: enrolled, createCampaign: draft };
  });

  test('the list is what the server says; while it is slow, and without it, what this device knows, with its age', async () => {
    await openCard();
    says.lastCampaigns = { ...list, campaigns: [], asOf: 'then', mayMove: false };
    const told = Promise.withResolvers<unknown>();
    says.campaigns = told.promise;
    acts.campaigns.list();
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: [], asOf: 'then' }));
    told.resolve(unreachable);
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: [], asOf: 'then', trouble: unreachable }));
    expect(overlay.getState().mayMove).toBe(false);
    acts.campaigns.list();
    expect(adding()).toBeUndefined();
  });

  test('what is shown already does not move when the server answers: new campaigns come last', async () => {
    await openCard();
    const yarn = { id: 'y', name: 'Yarn', state: 'ongoing' } as Campaign;
    says.lastCampaigns = { ...list, asOf: 'then' };
    const told = Promise.withResolvers<unknown>();
    says.campaigns = told.promise;
    acts.campaigns.list();
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: list.campaigns }));
    told.resolve({ ...list, campaigns: [yarn, ...list.campaigns] });
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: [...list.campaigns, yarn], asOf: undefined }));
    // Asked again, the newest stands first.
    acts.campaigns.list();
    acts.campaigns.list();
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: [yarn, ...list.campaigns] }));
  });

  test('choosing one puts the contact in it, the card says so, and it can be undone and put back', async () => {
    await openCard();
    await chooseSpring();
    await untilStep('added');
    expect(said('enrol')).toMatchObject([{ contact: { id: 'c', name }, campaign: spring }]);
    expect(overlay.getState()).toMatchObject({ undoable: ['s'], panel: { contact: { campaigns: [{ name: 'Spring' }] } } });
    says.leaveCampaign = { enrolment: 'left', holder: undefined, contact };
    acts.campaigns.leave(spring);
    await untilStep('left');
    expect(overlay.getState().panel).toMatchObject({ shows: 'card', contact: { name } });
    acts.campaigns.choose(spring);
    await untilStep('added');
    acts.close();
    expect(overlay.getState()).toMatchObject({ adding: undefined, undoable: [] });
  });

  test('somebody held elsewhere is told with the holder; the choice is sent under an id of its own', async () => {
    await openCard();
    says.enrol = { enrolment: 'skipped', holder, contact: undefined };
    await chooseSpring();
    await untilStep('held');
    expect(adding()).toMatchObject({ holder, campaign: spring });
    says.enrol = { ...enrolled, enrolment: 'moved' };
    acts.campaigns.decide('move');
    await untilStep('added');
    const [first, second] = said('enrol') as { requestId: string; choice?: string }[];
    expect([first?.choice, second?.choice]).toEqual([undefined, 'move']);
    expect(second?.requestId).not.toBe(first?.requestId);
    // Where they came from they are not put back by an "undo".
    expect(overlay.getState().undoable).toEqual([]);
    says.enrol = { enrolment: 'skipped', holder, contact: undefined };
    acts.campaigns.choose(spring);
    await untilStep('held');
    acts.campaigns.decide('skip');
    expect(adding()).toBeUndefined();
  });

  test('without an answer the same wish is said again, kept or dropped', async () => {
    await openCard();
    says.enrol = unreachable;
    await chooseSpring();
    await untilStep('failed');
    acts.campaigns.retry();
    await vi.waitFor(() => expect(said('enrol')).toHaveLength(2));
    await untilStep('failed');
    const [first, second] = said('enrol') as { requestId: string }[];
    expect(second?.requestId).toBe(first?.requestId);
    acts.campaigns.keep();
    await untilStep('kept');
    expect(said('keepWish')).toEqual([{ requestId: first?.requestId }]);
    acts.campaigns.drop();
    await vi.waitFor(() => expect(said('dropWish')).toEqual([{ requestId: first?.requestId }]));
    expect(overlay.getState()).toMatchObject({ adding: undefined, panel: { shows: 'card' } });
  });

  test('a new one is created under one id, however often it is tried, and then chosen', async () => {
    await openCard();
    says.createCampaign = unreachable;
    acts.campaigns.list();
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: list.campaigns }));
    acts.campaigns.create('New one');
    await vi.waitFor(() => expect(adding()).toMatchObject({ step: 'choosing', trouble: unreachable, isCreating: false }));
    says.createCampaign = draft;
    acts.campaigns.create('New one');
    await untilStep('added');
    const [first, second] = said('createCampaign') as { id: string; name: string }[];
    expect(second).toEqual(first);
    expect(said('enrol')).toMatchObject([{ campaign: { id: 'd', name: 'New one' } }]);
  });

  test('a new one that is there when somebody else is on the page is not chosen for them', async () => {
    await openCard();
    const created = Promise.withResolvers<unknown>();
    says.createCampaign = created.promise;
    acts.campaigns.list();
    await vi.waitFor(() => expect(adding()).toMatchObject({ campaigns: list.campaigns }));
    acts.campaigns.create('New one');
    await vi.waitFor(() => expect(said('createCampaign')).toHaveLength(1));
    page.abort();
    page = new AbortController();
    overlay.setState({ ...untouched, panel: { ...overlay.getState().panel } });
    created.resolve(draft);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(said('enrol')).toEqual([]);
  });

  test('before the analysis: quoted with the campaign, confirmed, and one request does both', async () => {
    acts.open();
    await until('quote');
    await chooseSpring();
    await vi.waitFor(() => expect(overlay.getState().panel).toMatchObject({ shows: 'quote', campaign: spring }));
    expect(said('quote')).toMatchObject([{ campaignId: undefined }, { campaignId: 's' }]);
    expect(wishes()).toEqual([]);
    says.analyse = { ...done, people: [{ ...done.people[0], enrolment: 'enrolled' }] };
    acts.confirm();
    await until('card');
    expect(wishes()).toMatchObject([{ ceilingCredits: 1, campaign: spring }]);
    expect(overlay.getState()).toMatchObject({ adding: { step: 'added', result: 'enrolled' }, undoable: ['s'] });
    expect(said('enrol')).toEqual([]);
  });

  test('before the analysis: blocked by another one, nothing is done without a choice', async () => {
    acts.open();
    await until('quote');
    says.quote = { ...quoted, people: [{ class: 'blocked', costCredits: 0, firstAnalysis, holder }], costCredits: 0 };
    await chooseSpring();
    await vi.waitFor(() => expect(overlay.getState().panel).toMatchObject({ shows: 'quote', campaign: spring }));
    expect(wishes()).toEqual([]);
    acts.campaigns.decide('wait');
    await until('card');
    expect(wishes()).toMatchObject([{ ceilingCredits: 0, campaign: spring, choices: [{ contactId: 'c', choice: 'wait' }] }]);
  });

  test('a try without an answer asks with the same campaign again', async () => {
    acts.open();
    await until('quote');
    says.quote = unreachable;
    await chooseSpring();
    await until('unreachable');
    says.quote = quoted;
    acts.retry();
    await until('quote');
    expect(said('quote').at(-1)).toMatchObject({ campaignId: 's' });
  });
});

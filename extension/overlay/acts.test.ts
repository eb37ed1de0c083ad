// @vitest-environment-options { "url": "https://www.linkedin.com/in/marta-lindqvist-7f21/" }
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { AnalyseOutcome, Balance, Quote } from '@wellmet/shared/credits';
import type { AnalyseWish, KnownContact, Messages, Trouble } from '../messages.ts';
import { settingsItem } from '../settings.ts';
import { actsOn } from './acts.ts';
import { BackgroundGone } from './ask.ts';
import { overlay } from './panel.ts';

type Ask = (type: keyof Messages, data: unknown) => Promise<unknown>;
const ask = vi.hoisted(() => vi.fn<Ask>());
vi.mock('./ask.ts', async (original) => ({ ...(await original<object>()), ask }));

const name = 'Marta Lindqvist, MBA';
const at = '2026-11-23T10:00:00.000Z';
const balance = { available: 24, used: 1, allotment: 25, at } as Balance;
const firstAnalysis = { contactId: 'c', at, by: 'Ines', byYou: true };
const contact = { id: 'c', name } as KnownContact['contact'] & object;
const quoted: Quote = { people: [{ class: 'new', costCredits: 1 }], costCredits: 1, balance, availableAfter: 24, waysOn: [] };
const done: AnalyseOutcome = {
  outcome: 'done',
  people: [{ class: 'new', costCredits: 1, firstAnalysis, contact }],
  costCredits: 1,
  balance,
  replayed: false,
};
const unreachable: Trouble = { trouble: 'unreachable' };

/** What the background says to each message; a list is said in turn. */
let says: Partial<Record<keyof Messages, unknown>>;
let page: AbortController;
const acts = actsOn(() => page.signal);
const shown = () => overlay.getState().panel.shows;
const wishes = () => ask.mock.calls.filter(([type]) => type === 'analyse').map(([, wish]) => wish as AnalyseWish);

beforeEach(() => {
  fakeBrowser.reset();
  document.documentElement.innerHTML = readFileSync(join(import.meta.dirname, '../linkedin/fixtures/profile/sdui-en.html'), 'utf8');
  page = new AbortController();
  overlay.setState({ panel: { shows: 'nothing' }, known: undefined });
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
  await settingsItem.setValue({ language: 'auto', theme: 'auto', confirmProfiles: false });
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
    overlay.setState({ panel: { shows: 'nothing' }, known: undefined });
    answer(done);
    await new Promise((resume) => setTimeout(resume, 20));
    expect(overlay.getState()).toEqual({ panel: { shows: 'nothing' }, known: undefined });
  });

  test('does not open a panel that was closed; the button tells', async () => {
    await confirmAndWait();
    acts.close();
    answer(done);
    await vi.waitFor(() => expect(overlay.getState().known).toEqual(firstAnalysis));
    expect(shown()).toBe('nothing');
  });

  test('a quote that comes after closing spends nothing, even without a question', async () => {
    await settingsItem.setValue({ language: 'auto', theme: 'auto', confirmProfiles: false });
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

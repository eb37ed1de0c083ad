import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Balance, Quote } from '@wellmet/shared/credits';
import type { Sighting } from '@wellmet/shared/sighting';
import type { BasketPerson, Bulk, BulkWish, Messages, PersonMark, Trouble } from '../messages.ts';
import { actsOn } from './acts.ts';
import { overlay, untouched } from './panel.ts';

type Ask = (type: keyof Messages, data: unknown) => Promise<unknown>;
const ask = vi.hoisted(() => vi.fn<Ask>());
vi.mock('./ask.ts', async (original) => ({ ...(await original<object>()), ask }));

const balance = { available: 5, used: 20, allotment: 25, at: '2026-11-22T09:00:00Z' } as Balance;
const fresh: PersonMark = { known: undefined, campaign: undefined, isErased: false };
const page = { kind: 'peopleSearch', url: 'https://www.linkedin.com/search/results/people/', generation: 'sdui' } as const;
const sighting = (slug: string): Sighting => ({ identifiers: { slug }, name: slug, readFrom: { name: 'card' }, page });
const inBasket = (id: number, name: string): BasketPerson => ({
  id,
  name,
  headline: undefined,
  identifiers: { slug: name },
  pageKind: 'peopleSearch',
  searchContext: undefined,
  mark: fresh,
});
const people = [inBasket(1, 'ada'), inBasket(2, 'bo'), inBasket(3, 'cem')];
const firstAnalysis = { contactId: 'k3', at: balance.at, by: 'Ana', byYou: false };
const quoted: Quote = {
  people: [
    { class: 'new', costCredits: 1 },
    { class: 'new', costCredits: 1 },
    { class: 'blocked', costCredits: 0, firstAnalysis },
  ],
  costCredits: 2,
  balance,
  availableAfter: 3,
  waysOn: [],
};
const running: Bulk = { id: 'b', campaign: undefined, state: 'running', people: [], costCredits: 0, balance, refusal: undefined };
const spring = { id: 'c', name: 'Spring' };

let says: Partial<Record<keyof Messages, unknown>>;
const acts = actsOn(() => new AbortController().signal);
const panel = () => overlay.getState().panel;
const until = (shows: string) => vi.waitFor(() => expect(panel().shows).toBe(shows));
const said = (type: keyof Messages) => ask.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);

beforeEach(() => {
  fakeBrowser.reset();
  overlay.setState({ ...untouched, list: { people: [], hidden: 0, changed: undefined } });
  ask.mockReset();
  ask.mockImplementation(async (type, data) => {
    const answer = says[type];
    return typeof answer === 'function' ? (answer as (data: unknown) => unknown)(data) : answer;
  });
  says = { basket: { people, balance }, select: { leftOut: 0 }, deselect: [], quoteBasket: quoted, startBulk: running, bulk: running };
});

describe('selecting', () => {
  test('everybody of the page but the erased, or the new ones alone', async () => {
    const [ada, bo, cem] = [sighting('ada'), sighting('bo'), sighting('cem')];
    overlay.setState({
      list: {
        people: [
          { sighting: ada, mark: fresh, isInBasket: false },
          { sighting: bo, mark: { ...fresh, known: firstAnalysis }, isInBasket: false },
          { sighting: cem, mark: { ...fresh, isErased: true }, isInBasket: false },
        ],
        hidden: 0,
        changed: undefined,
      },
    });
    acts.list.pickAll();
    await vi.waitFor(() => expect(said('select')).toEqual([[ada, bo]]));
    acts.list.pickNew();
    await vi.waitFor(() => expect(said('select')).toEqual([[ada, bo], [ada]]));
    expect(panel().shows).toBe('nothing');
  });

  test('a long list goes in several messages; who did not fit is told', async () => {
    says.select = (some: unknown[]) => ({ leftOut: some.length - 100 });
    acts.list.pick(Array.from({ length: 450 }, (_, i) => sighting(`p${i}`)));
    await vi.waitFor(() => expect(overlay.getState().selection.leftOut).toBe(100 + 100 - 50));
    expect((said('select') as unknown[][]).map((some) => some.length)).toEqual([200, 200, 50]);
  });

  test('signed out: said, nothing is selected', async () => {
    says.select = { trouble: 'signedOut' } satisfies Trouble;
    acts.list.pick([sighting('ada')]);
    await until('signedOut');
    expect(overlay.getState().selection.basket.people).toEqual([]);
  });

  test('emptied and put back', async () => {
    says.emptyBasket = [sighting('ada')];
    acts.list.empty();
    await vi.waitFor(() => expect(overlay.getState().selection.emptied).toHaveLength(1));
    acts.list.putBack();
    await vi.waitFor(() => expect(said('select')).toEqual([[sighting('ada')]]));
    await vi.waitFor(() => expect(overlay.getState().selection.emptied).toEqual([]));
  });
});

describe('quote and confirmation', () => {
  test('confirms exactly what was quoted, once', async () => {
    acts.list.quote();
    await until('quoteMany');
    expect(said('startBulk')).toEqual([]);
    acts.list.confirm();
    expect(panel()).toMatchObject({
      shows: 'bulk',
      bulk: { state: 'running', people: [{ name: 'ada' }, { name: 'bo' }, { name: 'cem' }] },
    });
    acts.list.confirm();
    await vi.waitFor(() => expect(panel()).toEqual({ shows: 'bulk', bulk: running }));
    expect(said('startBulk')).toMatchObject([
      {
        people: [
          { id: 1, costCredits: 1 },
          { id: 2, costCredits: 1 },
          { id: 3, costCredits: 0 },
        ],
      },
    ]);
  });

  test('who is held stays there, waits or moves, as chosen', async () => {
    acts.list.quote(spring);
    await until('quoteMany');
    expect(said('quoteBasket')).toEqual([{ ids: [1, 2, 3], campaignId: 'c' }]);
    acts.list.decide('wait');
    acts.list.confirm();
    await vi.waitFor(() => expect(said('startBulk')).toHaveLength(1));
    expect(said('startBulk')).toMatchObject([{ campaign: spring, choices: [{ contactId: 'k3', choice: 'wait' }] }]);
  });

  test('a class is taken out: asked again for the others, and can be put back', async () => {
    says.deselect = [sighting('cem')];
    acts.list.quote(spring);
    await until('quoteMany');
    acts.list.remove([people[2] as BasketPerson]);
    await vi.waitFor(() => expect(said('quoteBasket')).toHaveLength(2));
    expect(said('deselect')).toEqual([[{ slug: 'cem' }]]);
    expect(said('quoteBasket')[1]).toEqual({ ids: [1, 2], campaignId: 'c' });
    await vi.waitFor(() => expect(panel()).toMatchObject({ shows: 'quoteMany', removed: [sighting('cem')] }));
    acts.list.putBack();
    await vi.waitFor(() => expect(said('select')).toEqual([[sighting('cem')]]));
    await vi.waitFor(() => expect(said('quoteBasket')[2]).toEqual({ ids: [1, 2, 3], campaignId: 'c' }));
  });

  test('short: nothing can be confirmed; the first N are quoted alone', async () => {
    const { availableAfter: _, ...short } = quoted;
    says.quoteBasket = { ...short, shortOf: 'balance', waysOn: [{ way: 'firstN', count: 1 }] };
    acts.list.quote();
    await until('quoteMany');
    acts.list.confirm();
    expect(said('startBulk')).toEqual([]);
    acts.list.only(1);
    await vi.waitFor(() => expect(said('quoteBasket')).toHaveLength(2));
    expect(said('quoteBasket')[1]).toEqual({ ids: [1], campaignId: undefined });
  });

  test('no server: said without a name, and the same question is asked again', async () => {
    says.quoteBasket = { trouble: 'unreachable' } satisfies Trouble;
    acts.list.quote(spring);
    await until('unreachable');
    expect(panel()).toMatchObject({ name: undefined });
    says.quoteBasket = quoted;
    acts.retry();
    await until('quoteMany');
    expect(said('quoteBasket')).toHaveLength(2);
  });

  test('a confirmation that was refused is tried again under the same id', async () => {
    says.startBulk = { trouble: 'unreachable' } satisfies Trouble;
    acts.list.quote();
    await until('quoteMany');
    acts.list.confirm();
    await until('unreachable');
    says.startBulk = running;
    acts.retry();
    await vi.waitFor(() => expect(panel()).toEqual({ shows: 'bulk', bulk: running }));
    const ids = (said('startBulk') as BulkWish[]).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });
});

test('somebody left the basket elsewhere: another try begins with who is in it', async () => {
  acts.list.quote(spring);
  await until('quoteMany');
  const problem = { type: '/problems/wrong-state', code: 'wrong-state', title: 'Somebody is no longer in the basket', status: 409 };
  says.startBulk = { trouble: 'refused', problem };
  acts.list.confirm();
  await until('refused');
  says.basket = { people: people.slice(1), balance };
  acts.retry();
  await until('quoteMany');
  expect(said('quoteBasket').at(-1)).toEqual({ ids: [2, 3], campaignId: 'c' });
});

test('cancel, go on, undo and put away are about the action that is shown', async () => {
  overlay.setState({ panel: { shows: 'bulk', bulk: running } });
  acts.list.cancel();
  await vi.waitFor(() => expect(said('cancelBulk')).toEqual([{ id: 'b' }]));
  acts.list.goOn();
  await vi.waitFor(() => expect(said('retryBulk')).toEqual([{ id: 'b' }]));
  acts.list.undo();
  await vi.waitFor(() => expect(said('undoEnrolments')).toEqual([{ id: 'b' }]));
  await until('bulk');
  acts.list.putAway(running);
  await until('nothing');
  expect(said('putBulkAway')).toEqual([{ id: 'b' }]);
});

test('a campaign that is chosen beside the basket is quoted for all of it', async () => {
  says.campaigns = { campaigns: [{ ...spring, state: 'draft' }], asOf: balance.at, mayMove: true };
  acts.list.chooseCampaign();
  await vi.waitFor(() => expect(overlay.getState().adding).toMatchObject({ step: 'choosing', campaigns: [spring] }));
  expect(panel().shows).toBe('basket');
  acts.campaigns.choose(spring);
  await until('quoteMany');
  expect(panel()).toMatchObject({ campaign: spring });
  expect(overlay.getState().adding).toBeUndefined();
});

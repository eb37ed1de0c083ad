import { cleanup, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Balance, Quote, QuotedPerson } from '@wellmet/shared/credits';
import type { PageReport } from '@wellmet/shared/pageRules';
import type { Sighting } from '@wellmet/shared/sighting';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import type { BasketPerson, Bulk, BulkPerson, PersonMark } from '../../messages.ts';
import { overlay, untouched, type List, type Panel, type QuoteOfMany } from '../panel.ts';
import { actsWatched } from '../testing/actsWatched.ts';
import { OverlayView } from './Overlay.tsx';

const at = new Date().toISOString();
const balance: Balance = {
  available: 23,
  used: 2,
  allotment: 25,
  periodStart: '2026-10-31T23:00:00Z',
  periodEnd: '2026-11-30T23:00:00Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free', seats: 1 },
  at,
};
const byAna = { contactId: '0198f2c4-0000-7000-8000-000000000001', at, by: 'Ana', byYou: false };
const holder = { campaignId: 'c', campaignName: 'Autumn yarn', by: 'Ana', byYou: false, since: at };

const fresh: PersonMark = { known: undefined, campaign: undefined, isErased: false };
const known: PersonMark = { ...fresh, known: byAna };

function sighting(name: string): Sighting {
  const slug = name.toLowerCase().replaceAll(' ', '-');
  const page = { kind: 'peopleSearch', url: 'https://www.linkedin.com/search/results/people/', generation: 'sdui' } as const;
  return { identifiers: { slug }, name, readFrom: { name: 'card' }, page };
}

function inBasket(id: number, name: string, mark: PersonMark = fresh): BasketPerson {
  return {
    id,
    name,
    headline: `Headline of ${name}`,
    identifiers: sighting(name).identifiers,
    pageKind: 'peopleSearch',
    searchContext: 'keywords: VP, Paris',
    mark,
  };
}

const basketOf = (people: BasketPerson[]) => ({ basket: { people, balance }, emptied: [], leftOut: 0 });
const [ada, bo, cem, dag] = [inBasket(1, 'Ada Lund'), inBasket(2, 'Bo Ek', known), inBasket(3, 'Cem Ay'), inBasket(4, 'Dag Ny')] as const;

let acts: ReturnType<typeof actsWatched>;
beforeEach(() => {
  acts = actsWatched();
  overlay.setState({ ...untouched, list: { people: [], hidden: 0, changed: undefined } });
});
afterEach(cleanup);

function draw(language: 'en' | 'fr' = 'en') {
  return render(<OverlayView acts={acts} theme="light" words={appWordsIn(language)} />);
}
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the bar', () => {
  const page: List = {
    people: [
      { sighting: sighting('Ada Lund'), mark: fresh, isInBasket: false },
      { sighting: sighting('Bo Ek'), mark: known, isInBasket: false },
      { sighting: sighting('Cem Ay'), mark: { ...fresh, isErased: true }, isInBasket: false },
    ],
    hidden: 1,
    changed: undefined,
  };

  test('says who is here, and offers what would select somebody', async () => {
    overlay.setState({ list: page });
    draw();
    expect(document.body.textContent).toContain('3 people here · 1 new · 1 cannot be read');
    await userEvent.click(button('Only new'));
    expect(acts.list.pickNew).toHaveBeenCalledOnce();
    await userEvent.click(button('Select all 2'));
    expect(acts.list.pickAll).toHaveBeenCalledOnce();
    expect(screen.queryByRole('button', { name: 'Analyse' })).toBeNull();
  });

  test('tells the cost before anything is asked of the server', () => {
    overlay.setState({ list: page, selection: basketOf([ada, bo, cem, dag]) });
    draw();
    expect(document.body.textContent).toContain('4 selected');
    expect(document.body.textContent).toContain('3 new = 3 credits · 1 known · 20 left after');
    cleanup();
    draw('fr');
    expect(document.body.textContent).toContain('3 nouvelles = 3 crédits · 1 connue · il en restera 20');
  });

  test('says how many credits are missing', () => {
    overlay.setState({
      list: page,
      selection: { ...basketOf([ada, cem, dag]), basket: { people: [ada, cem, dag], balance: { ...balance, available: 1 } } },
    });
    draw();
    expect(document.body.textContent).toContain('2 credits too few');
    expect(document.body.textContent).not.toContain('as of');
    cleanup();
    overlay.setState({ selection: { ...basketOf([ada]), basket: { people: [ada], balance: { ...balance, at: '2026-11-20T09:00:00Z' } } } });
    draw();
    expect(document.body.textContent).toMatch(/22 left after · as of 20 Nov, \d\d:00/);
  });

  test('offers to clear a page that is selected, and to put back what was cleared', async () => {
    const picked = page.people.map((one) => ({ ...one, isInBasket: !one.mark.isErased }));
    overlay.setState({ list: { ...page, people: picked }, selection: basketOf([ada, bo]) });
    draw();
    await userEvent.click(button('Clear this page'));
    expect(acts.list.unpick).toHaveBeenCalledWith([{ slug: 'ada-lund' }, { slug: 'bo-ek' }]);
    cleanup();
    overlay.setState({ list: page, selection: { ...basketOf([]), emptied: [sighting('Ada Lund')] } });
    draw();
    await userEvent.click(button('Put 1 back'));
    expect(acts.list.putBack).toHaveBeenCalledOnce();
  });

  test('says who did not fit', () => {
    overlay.setState({ list: page, selection: { ...basketOf([ada]), leftOut: 3 } });
    draw();
    expect(screen.getByRole('alert').textContent).toBe('The basket holds 1,000 people: 3 were left out.');
  });

  test('is not there where nobody is, and folds away', async () => {
    const { container } = draw();
    expect(within(container).queryByRole('button')).toBeNull();
    cleanup();
    overlay.setState({ list: page, isBarFolded: true });
    draw();
    await userEvent.click(button(/^Basket: 0 people/));
    expect(acts.list.foldBar).toHaveBeenCalledWith(false);
  });
});

describe('a page that LinkedIn changed', () => {
  const report: PageReport = {
    extensionVersion: '0.1.0',
    pageKind: 'peopleSearch',
    reading: 'changed',
    field: 'name',
    generations: ['sdui', 'ember'],
    rulesVersion: 0,
    hasParameters: true,
    counts: { peopleSearchSdui: { row: 10 } },
  };

  test('is one plain line, and a report that is shown before it is sent', async () => {
    overlay.setState({ list: { people: [], hidden: 0, changed: 'name' } });
    draw();
    expect(document.body.textContent).toContain('LinkedIn changed this page; Wellmet reads it again after an update.');
    await userEvent.click(button('What is wrong'));
    expect(acts.report).toHaveBeenCalledOnce();
    cleanup();
    overlay.setState({ panel: { shows: 'report', report, isSent: false } });
    draw();
    expect(JSON.parse(document.querySelector('pre')?.textContent ?? '')).toEqual(report);
    await userEvent.click(button('Send to my server'));
    expect(acts.sendReport).toHaveBeenCalledOnce();
    cleanup();
    overlay.setState({ panel: { shows: 'report', report, isSent: true } });
    draw();
    expect(screen.queryByRole('button', { name: 'Send to my server' })).toBeNull();
  });
});

describe('the basket', () => {
  test('shows whom, and where they came from; each has a way out', async () => {
    overlay.setState({ panel: { shows: 'basket' }, selection: basketOf([ada, bo]) });
    draw();
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('keywords: VP, Paris');
    await userEvent.click(button('Remove Bo Ek'));
    expect(acts.list.remove).toHaveBeenCalledWith([bo]);
    await userEvent.click(button('Clear'));
    expect(acts.list.empty).toHaveBeenCalledOnce();
  });

  test('empty, says how to fill it', () => {
    overlay.setState({ panel: { shows: 'basket' } });
    draw();
    expect(screen.getByRole('dialog').textContent).toContain('The basket is empty');
  });
});

describe('the quote', () => {
  const people: QuotedPerson[] = [
    { class: 'new', costCredits: 1 },
    { class: 'known', costCredits: 0, firstAnalysis: byAna },
    { class: 'new', costCredits: 1 },
    { class: 'blocked', costCredits: 0, firstAnalysis: byAna, holder },
  ];
  const quote: Quote = { people, costCredits: 2, balance, availableAfter: 21, waysOn: [] };
  const panel: QuoteOfMany = {
    shows: 'quoteMany',
    people: [ada, bo, cem, dag],
    quote,
    campaign: { id: 'c2', name: 'Spring' },
    ofBlocked: 'skip',
    removed: [],
  };

  test('lists classes with names under each; one click removes a class', async () => {
    overlay.setState({ panel });
    draw();
    const dialog = screen.getByRole('dialog');
    expect(dialog.textContent).toContain('2 credits, 21 left after');
    expect(dialog.textContent).toContain('To campaign “Spring”');
    expect(dialog.textContent).not.toContain('Ada Lund');
    await userEvent.click(button(/^New/));
    expect(dialog.textContent).toContain('Ada Lund');
    expect(dialog.textContent).toContain('Cem Ay');
    expect(dialog.textContent).not.toContain('Dag Ny');
    await userEvent.click(button(/^Held by another campaign/));
    expect(dialog.textContent).toContain('Held by campaign “Autumn yarn”, by Ana since');
    await userEvent.click(button('Remove: Held by another campaign'));
    expect(acts.list.remove).toHaveBeenCalledWith([dag]);
    await userEvent.click(button('Add 4'));
    expect(acts.list.confirm).toHaveBeenCalledOnce();
  });

  test('asks what becomes of those who are held; only who may, may move them', async () => {
    overlay.setState({ panel, mayMove: false });
    draw();
    expect(screen.queryByRole('radio', { name: 'Move here' })).toBeNull();
    await userEvent.click(screen.getByRole('radio', { name: 'Wait until free' }));
    expect(acts.list.decide).toHaveBeenCalledWith('wait');
    cleanup();
    overlay.setState({ mayMove: true });
    draw();
    await userEvent.click(screen.getByRole('radio', { name: 'Move here' }));
    expect(acts.list.decide).toHaveBeenLastCalledWith('move');
  });

  test('short: no way to confirm, but to take the first N', async () => {
    const { availableAfter: _, ...rest } = quote;
    const short: Quote = {
      ...rest,
      balance: { ...balance, available: 1 },
      shortOf: 'balance',
      waysOn: [
        { way: 'firstN', count: 2 },
        { way: 'wait', until: balance.periodEnd },
      ],
    };
    overlay.setState({ panel: { ...panel, quote: short } });
    draw();
    expect(screen.queryByRole('button', { name: 'Add 4' })).toBeNull();
    expect(screen.getByRole('dialog').textContent).toContain('It costs 2 credits; 1\u00a0left of 25. Nothing was charged.');
    await userEvent.click(button('Only the first 2'));
    expect(acts.list.only).toHaveBeenCalledWith(2);
  });

  test('what was removed can be put back', async () => {
    overlay.setState({ panel: { ...panel, removed: [sighting('Eva Ro')] } });
    draw();
    await userEvent.click(button('Undo'));
    expect(acts.list.putBack).toHaveBeenCalledOnce();
  });
});

const person = (name: string, outcome?: BulkPerson['outcome']): BulkPerson => ({
  name,
  url: `https://www.linkedin.com/in/${name}/`,
  outcome,
});

describe('a bulk action', () => {
  const analysed = { class: 'new', costCredits: 1, contactId: 'k', enrolment: 'enrolled', holder: undefined } as const;
  const bulk: Bulk = {
    id: 'b',
    campaign: { id: 'c', name: 'Spring' },
    state: 'running',
    people: [
      person('Ada', analysed),
      person('Bo', { ...analysed, class: 'blocked', costCredits: 0, enrolment: 'skipped', holder }),
      person('Cem'),
    ],
    costCredits: 1,
    balance,
    refusal: undefined,
  };
  const shows = (change: Partial<Bulk>): Panel => ({ shows: 'bulk', bulk: { ...bulk, ...change } });

  test('tells how far it is, person by person, and can be stopped', async () => {
    overlay.setState({ panel: shows({}) });
    draw();
    const dialog = screen.getByRole('dialog');
    expect(screen.getByRole<HTMLProgressElement>('progressbar').value).toBe(2);
    expect(dialog.textContent).toContain('2 of 3 done');
    expect(dialog.textContent).toContain('analysed · 1 credit · In campaign “Spring”');
    expect(dialog.textContent).toContain('Held by campaign “Autumn yarn”');
    expect(within(dialog).getAllByRole('listitem').at(-1)?.textContent).toBe('Cemwaits');
    await userEvent.click(button('Stop here'));
    expect(acts.list.cancel).toHaveBeenCalledOnce();
  });

  test('done: contacts open, enrolments are undone, the result is put away', async () => {
    overlay.setState({ panel: shows({ state: 'done', people: bulk.people.slice(0, 2) }) });
    draw();
    expect(screen.getByRole('link', { name: 'Open Ada' }).getAttribute('href')).toBe('https://www.linkedin.com/in/Ada/');
    await userEvent.click(button('Undo: out of the campaign'));
    expect(acts.list.undo).toHaveBeenCalledOnce();
    await userEvent.click(button('Done'));
    expect(acts.list.putAway).toHaveBeenCalledWith(expect.objectContaining({ id: 'b' }));
  });

  test.each([
    ['stopped' as const, undefined, 'The server does not answer: 2 of 3 done', 'goes on by itself'],
    ['refused' as const, { outcome: 'notEnoughCredits' as const }, 'Stopped: 2 of 3 done', 'Not enough credits'],
    ['cancelled' as const, undefined, 'Cancelled: 2 of 3 done', 'not done, not charged'],
  ])('%s is said plainly', async (state, refusal, says, more) => {
    const quote: Quote = { people: [], costCredits: 3, balance, waysOn: [] };
    overlay.setState({ panel: shows({ state, refusal: refusal && { ...refusal, quote } }) });
    draw();
    expect(screen.getByRole('dialog').textContent).toContain(says);
    expect(screen.getByRole('dialog').textContent).toContain(more);
    if (state === 'cancelled') return;
    await userEvent.click(button('Try again'));
    expect(acts.list.goOn).toHaveBeenCalledOnce();
  });
});

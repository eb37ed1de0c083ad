import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Balance } from '@wellmet/shared/credits';
import type { PlanOffer, PlanPayment, PlanRequest, WorkspacePlan } from '@wellmet/shared/plan';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage, type Trouble } from '../../messages.ts';
import { freshness } from '../app/freshness.ts';
import { ids, workspaceId } from '../contacts/testing.ts';
import PlanRoom from './PlanRoom.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const unreachable: Trouble = { trouble: 'unreachable' };

const free: Balance = {
  available: 8,
  used: 17,
  allotment: 25,
  periodStart: '2026-10-31T23:00:00.000Z',
  periodEnd: '2026-11-30T23:00:00.000Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free', seats: 1 },
  at: '2026-11-20T10:57:00.000Z',
};
const onGrowth: Balance = { ...free, available: 383, allotment: 400, plan: { code: 'growth', name: 'Growth', seats: 1 } };
const lapsing: Balance = { ...onGrowth, next: { code: 'free', name: 'Free', seats: 1, allotment: 25, because: 'lapse' } };

const plans = [
  { code: 'free', name: 'Free', credits: 25, cents: 0 },
  { code: 'starter', name: 'Starter', credits: 200, cents: 1900 },
  { code: 'growth', name: 'Growth', credits: 400, cents: 4900, annual: 49_000 },
];
/** As the server works it out. */
const offersOn = (balance: Balance, seats: number): PlanOffer[] =>
  plans.map(({ code, name, credits, cents, annual }) => {
    const ofPlan = code === 'free' ? 1 : seats;
    const difference = credits * ofPlan - balance.allotment;
    const price = { monthlyPricePerSeatCents: cents, ...(annual !== undefined && { annualPricePerSeatCents: annual }), currency: 'EUR' };
    return {
      plan: { code, version: 1, name, monthlyCreditsPerSeat: credits, ...price },
      seats: ofPlan,
      monthlyCredits: credits * ofPlan,
      addedCredits: Math.max(0, difference),
      availableCredits: balance.available + Math.max(0, difference),
      ...(difference < 0 && { holdsFrom: balance.periodEnd }),
      isCurrent: code === balance.plan.code && balance.plan.seats === ofPlan && !balance.next,
    };
  });
const planOf = (balance: Balance, more: Partial<WorkspacePlan> = {}, seats = balance.plan.seats): WorkspacePlan => ({
  balance,
  seats,
  offers: offersOn(balance, seats),
  ...more,
});
const request: PlanRequest = {
  id: ids(700),
  plan: { code: 'growth', name: 'Growth' },
  seats: 2,
  every: 'month',
  state: 'open',
  askedAt: '2026-11-19T09:00:00.000Z',
  askedBy: 'Ana Prieto',
  byYou: true,
};
const byCard = (state: PlanPayment['state']): { payment: PlanPayment } => ({
  payment: { state, sold: [{ plan: 'growth', every: 'month' }] },
});

let told: Record<string, unknown>;

beforeEach(async () => {
  vi.useFakeTimers({ now: new Date('2026-11-20T11:00:00Z'), toFake: ['Date'] });
  answers.mockImplementation(async (type) => told[type] ?? 'done');
  freshness.setState({ isAsking: false, trouble: undefined, isOffline: false });
  await cache.server.put({ key: 'now', url: 'http://127.0.0.1:4310' });
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  vi.useRealTimers();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(
  plan: WorkspacePlan | Trouble | Promise<WorkspacePlan>,
  role: 'owner' | 'member' = 'owner',
  language: 'en' | 'fr' = 'en',
) {
  told = { workspacePlan: plan };
  const member = { id: ids(1), name: 'Ana Prieto', email: 'ana@example.com' };
  const workspace = { id: workspaceId, name: 'Prieto Conseil', role };
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.balances.put({ workspaceId, balance: 'balance' in plan ? plan.balance : free });
  render(
    <WordsContext value={appWordsIn(language)}>
      <PlanRoom />
    </WordsContext>,
  );
  return userEvent.setup();
}

/** Each offer, a line: what it says, and its button. */
const offers = async (): Promise<string[]> => {
  const list = (await screen.findByText('Starter', { selector: 'h3' })).closest('ul');
  return [...(list?.children ?? [])].map((offer) => [...offer.children].map(({ textContent }) => textContent).join(' | '));
};
const button = (name: string) => screen.findByRole('button', { name });
const buttons = () => screen.getAllByRole('button').map(({ textContent }) => textContent);

describe('before there is something to say', () => {
  test('while it loads the place is kept, and nothing is offered', async () => {
    const { promise, resolve } = Promise.withResolvers<WorkspacePlan>();
    await open(promise);
    const section = await screen.findByRole('region', { name: 'What another plan would do' });
    await waitFor(() => expect(section.getAttribute('aria-busy')).toBe('true'));
    expect(section.querySelector('.skeleton')).not.toBeNull();
    expect(within(screen.getByRole('region', { name: 'Period' })).getByText('Free')).toBeTruthy();
    resolve(planOf(free));
    expect(await offers()).toHaveLength(3);
    await waitFor(() => expect(section.getAttribute('aria-busy')).toBe('false'));
    expect(section.querySelector('.skeleton')).toBeNull();
  });

  test('without a server it is said, with a way to try again', async () => {
    const user = await open(unreachable);
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('What other plans would do is known to the server alone.');
    told['workspacePlan'] = planOf(free);
    await user.click(within(alert).getByRole('button', { name: 'Try again' }));
    expect(await offers()).toHaveLength(3);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('what was told stays while the server is away', async () => {
    await open(planOf(free));
    await offers();
    told['workspacePlan'] = unreachable;
    document.dispatchEvent(new Event('visibilitychange'));
    await screen.findByRole('alert');
    expect(await offers()).toHaveLength(3);
  });
});

describe('asking for a plan', () => {
  test('on the free plan: what each would do now, what it costs, and one of them first', async () => {
    await open(planOf(free));
    expect(await offers()).toEqual([
      'Free | 25 credits a month | €0 a month | In force',
      'Starter | 200 credits a month | €19 a month | At once: 175 credits more, then 183 left. | Ask for Starter',
      'Growth | 400 credits a month | €49 a month | At once: 375 credits more, then 383 left. | Ask for Growth',
    ]);
    expect(document.querySelectorAll('.button.primary')).toHaveLength(1);
    expect((await button('Ask for Starter')).className).toContain('primary');
    expect(screen.getByRole('link', { name: 'All prices' }).getAttribute('href')).toBe('http://127.0.0.1:4310/pricing?lang=en');
  });

  test('on a paid plan: less holds from the next period on', async () => {
    await open(planOf(onGrowth));
    expect(await offers()).toEqual([
      'Free | 25 credits a month | €0 a month | From 1 Dec on. Until then you keep what you have. | Ask for Free',
      'Starter | 200 credits a month | €19 a month | From 1 Dec on. Until then you keep what you have. | Ask for Starter',
      'Growth | 400 credits a month | €49 a month | In force',
    ]);
  });

  test('seats and the year: the server is asked once for as many, and what is sold by the month only says so', async () => {
    const user = await open(planOf(free));
    await offers();
    told['workspacePlan'] = planOf(free, {}, 3);
    await user.clear(screen.getByRole('textbox', { name: 'Seats' }));
    await user.type(screen.getByRole('textbox', { name: 'Seats' }), '3');
    await waitFor(() => expect(said('workspacePlan').at(-1)).toEqual({ seats: 3 }));
    await user.click(screen.getByRole('radio', { name: 'Annual' }));
    await waitFor(async () =>
      expect(await offers()).toEqual([
        expect.stringContaining('€0 a month'),
        expect.stringContaining('€57 a month, by the month only'),
        expect.stringContaining('1,200 credits a month | €1,470 a year'),
      ]),
    );
    expect(said('workspacePlan')).toEqual([{ seats: undefined }, { seats: 3 }]);
    told['askForPlan'] = { ...request, plan: { code: 'starter', name: 'Starter' } };
    await user.click(await button('Ask for Starter'));
    expect(said('askForPlan')).toEqual([expect.objectContaining({ plan: 'starter', seats: 3, every: 'month' })]);
  });

  test('asked, it waits where it can be taken back; another may be asked for instead', async () => {
    const user = await open(planOf(free));
    told['askForPlan'] = request;
    await user.click(await button('Ask for Growth'));
    expect(await screen.findByText('Growth, 2 seats, paid monthly')).toBeTruthy();
    await waitFor(() => expect(document.activeElement?.textContent).toContain('Nothing changes until then.'));
    expect(buttons()).toContain('Ask for Starter instead');
    expect(document.querySelectorAll('.button.primary')).toHaveLength(0);
    told['withdrawPlanRequest'] = { ...request, state: 'withdrawn' };
    await user.click(await button('Withdraw'));
    expect(await screen.findByText('Withdrawn. Nothing has changed.')).toBeTruthy();
    expect(said('withdrawPlanRequest')).toEqual([expect.objectContaining({ id: request.id })]);
    expect(buttons()).toContain('Ask again');
  });

  test.each([
    ['accepted', 'Accepted on 20 Nov'],
    ['declined', 'Declined on 20 Nov'],
  ] as const)('%s, with what the operator says', async (state, words) => {
    await open(planOf(free, { request: { ...request, state, answeredAt: '2026-11-20T10:00:00.000Z', answer: 'A word from us.' } }));
    expect((await screen.findByText(words)).closest('.plan-note')?.textContent).toContain('A word from us.');
    expect(buttons()).not.toContain('Withdraw');
  });

  test('what is refused is said, and can be tried again', async () => {
    const user = await open(planOf(free));
    told['askForPlan'] = unreachable;
    await user.click(await button('Ask for Growth'));
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer');
    told['askForPlan'] = request;
    await user.click(await button('Ask for Growth'));
    await screen.findByText('Growth, 2 seats, paid monthly');
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('paying by card', () => {
  test('what is sold is paid for on another page, once however often it is pressed; what is not is asked for', async () => {
    const user = await open(planOf(free, byCard('none')));
    const { promise, resolve } = Promise.withResolvers<'opened'>();
    told['payForPlan'] = promise;
    await user.click(await button('Pay for Growth'));
    await user.click(await button('Pay for Growth'));
    resolve('opened');
    expect(said('payForPlan')).toEqual([expect.objectContaining({ plan: 'growth', seats: 1, every: 'month' })]);
    expect(buttons()).toContain('Ask for Starter');
    expect(buttons()).not.toContain('Ask for Growth');
    expect(buttons()).not.toContain('Card, bills and changes');
    expect(screen.getByText(/^Paying opens a page of Stripe’s/)).toBeTruthy();
  });

  test('by the year it is asked for where only the month is sold', async () => {
    const user = await open(planOf(free, byCard('none')));
    await offers();
    await user.click(screen.getByRole('radio', { name: 'Annual' }));
    expect(buttons()).toContain('Ask for Growth');
    expect(buttons()).not.toContain('Pay for Growth');
  });

  test.each<[string, PlanPayment['state'], Balance, RegExp, string]>([
    ['under way', 'pending', free, /^A payment is under way\./, 'Card, bills and changes'],
    ['paid', 'paid', onGrowth, /^This plan is paid by card\./, 'Card, bills and changes'],
    ['past due', 'unpaid', lapsing, /Unless it is paid by then, the free plan holds from 1 Dec on/, 'Check the card'],
    ['past due, and on the free plan since', 'unpaid', free, /As soon as it is paid, the plan is in force again/, 'Check the card'],
  ])('%s: it says so, leads to where it is changed, and nothing is paid or ended besides', async (_, state, balance, words, name) => {
    const user = await open(planOf(balance, byCard(state)));
    const note = await screen.findByRole('region', { name: 'Paid by card' });
    expect(within(note).getByText(words)).toBeTruthy();
    await user.click(within(note).getByRole('button', { name }));
    expect(said('changePayment')).toHaveLength(1);
    expect(buttons().filter((text) => /^(Pay for|Ask for (Free|Growth))/.test(text ?? ''))).toEqual([]);
    expect(screen.queryByText(/^Paying opens/)).toBeNull();
  });

  test('over: it can be paid again, and the bills are still there', async () => {
    const user = await open(planOf(free, byCard('ended')));
    expect(await button('Pay for Growth')).toBeTruthy();
    told['changePayment'] = unreachable;
    await user.click(await button('Card, bills and changes'));
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer');
  });

  test('in French', async () => {
    await open(planOf(lapsing, byCard('unpaid')), 'owner', 'fr');
    expect(await screen.findByText('Le dernier paiement n’a pas abouti.')).toBeTruthy();
    expect(await screen.findByText(/gratuite s’appliquera à partir du 1er déc\., et/)).toBeTruthy();
  });

  test('paid on the other page: coming back asks how it stands', async () => {
    await open(planOf(free, byCard('none')));
    await button('Pay for Growth');
    told['workspacePlan'] = planOf(onGrowth, byCard('paid'));
    document.dispatchEvent(new Event('visibilitychange'));
    expect(await screen.findByRole('region', { name: 'Paid by card' })).toBeTruthy();
  });
});

describe('a member', () => {
  test.each([
    ['where plans are asked for', planOf(free)],
    ['where they are paid by card', planOf(lapsing, byCard('unpaid'))],
  ])('sees what plans do, and has a message for those who may choose, %s', async (_, plan) => {
    const user = await open(plan, 'member');
    const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    expect(await offers()).toHaveLength(3);
    expect(screen.getByText('Owners and admins choose the plan.')).toBeTruthy();
    expect(buttons()).toEqual(['Copy a message for them', '−', '+']);
    await user.click(await button('Copy a message for them'));
    expect(writeText).toHaveBeenCalledWith(expect.stringContaining('resets in 11 days'));
    expect(await screen.findByText('Copied.')).toBeTruthy();
  });
});

import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { webhookEvents, type Webhook, type WebhookDelivery } from '@wellmet/shared/webhook';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { ids } from '../contacts/testing.ts';
import Webhooks from './Webhooks.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);

const madeAt = '2026-11-01T09:00:00.000Z';
const webhook = (n: number, rest: Partial<Webhook> = {}): Webhook => ({
  id: ids(n),
  url: `https://crm-${n}.example/wellmet`,
  events: ['contact.analysed', 'contact.erased'],
  madeAt,
  failed: 0,
  ...rest,
});
const delivery = (n: number, rest: Partial<WebhookDelivery> = {}): WebhookDelivery => ({
  id: ids(n),
  type: 'contact.analysed',
  at: '2026-11-20T09:00:00.000Z',
  state: 'delivered',
  tries: 1,
  lastTry: { at: '2026-11-20T09:00:01.000Z', status: 204 },
  ...rest,
});
const refused = (code: string) => ({ trouble: 'refused', problem: { type: '', code, title: '', status: 409 } });

/** What the background answers: a function is asked each time. */
let told: Record<string, unknown>;

beforeEach(() => {
  told = { webhooks: { webhooks: [webhook(1)], mayBePrivate: false }, webhookDeliveries: { deliveries: [] } };
  answers.mockImplementation(async (type, data) => {
    const answer = told[type] ?? 'done';
    return typeof answer === 'function' ? (answer as (data: unknown) => unknown)(data) : answer;
  });
});
afterEach(() => {
  cleanup();
  answers.mockReset();
});

function open(language: 'en' | 'fr' = 'en') {
  render(
    <WordsContext value={appWordsIn(language)}>
      <Webhooks />
    </WordsContext>,
  );
  return userEvent.setup();
}

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const nameOf = (n: number) => `crm-${n}.example/wellmet`;

describe('how it stands', () => {
  const lastTry = { at: '2026-11-20T09:00:00.000Z', status: 204 };
  test.each<[string, Partial<Webhook>, RegExp]>([
    ['nothing was sent', {}, /Nothing sent yet/],
    ['it works', { lastTry }, /Works.*Last try .*: answer 204/],
    [
      'it fails',
      { lastTry: { at: lastTry.at, status: 500, trouble: 'busy' }, failingSince: '2026-11-19T09:00:00.000Z' },
      /Nothing arrives.*Nothing has arrived since .*After three days.*answer 500/,
    ],
    ['nobody answers', { lastTry: { at: lastTry.at, trouble: 'noAnswer' }, failingSince: lastTry.at }, /no answer within 10 seconds/],
    ['nobody is there', { lastTry: { at: lastTry.at, trouble: 'unreachable' }, failingSince: lastTry.at }, /no connection/],
    ['it leads where it may not', { lastTry: { at: lastTry.at, trouble: 'address' }, failingSince: lastTry.at }, /leads where it may not/],
    ['somebody paused it', { paused: 'asked', lastTry }, /Paused.*Somebody paused it/],
    ['it paused by itself', { paused: 'failing', failingSince: lastTry.at }, /Paused.*Nothing arrived for three days/],
    ['some were given up', { failed: 3, lastTry }, /3 events were given up\. Send all of them again/],
  ])('%s', async (_name, rest, says) => {
    told['webhooks'] = { webhooks: [webhook(1, rest)], mayBePrivate: false };
    open();
    const line = await screen.findByRole('listitem');
    expect(line.textContent).toMatch(says);
    expect(line.textContent).toContain('https://crm-1.example/wellmet');
    expect(line.textContent).toContain('First analysis of a person · Contact erased');
  });

  test('what is paused can go on, and cannot be tried', async () => {
    told['webhooks'] = { webhooks: [webhook(1, { paused: 'failing' })], mayBePrivate: false };
    const user = open();
    await user.click(await button(`Let ${nameOf(1)} go on`));
    const { url, events, id } = webhook(1);
    expect(said('changeWebhook')).toEqual([{ requestId: expect.any(String), id, url, events, isPaused: false }]);
    expect(screen.queryByRole('button', { name: /Send a test/ })).toBeNull();
  });

  test('where there is none that is said, with the way to the first; in French too', async () => {
    told['webhooks'] = { webhooks: [], mayBePrivate: false };
    open('fr');
    expect(await screen.findByText('Personne n’est encore prévenu de ce qui se passe ici.')).toBeTruthy();
    expect(await button('Ajouter un webhook')).toBeTruthy();
  });

  test('five are all that there may be', async () => {
    told['webhooks'] = { webhooks: [1, 2, 3, 4, 5].map((n) => webhook(n)), mayBePrivate: false };
    open();
    expect(await screen.findByText(/5 webhooks at most/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add a webhook' })).toBeNull();
  });

  test('a server that does not answer is said, and asked again by a press', async () => {
    const fine = told['webhooks'];
    told['webhooks'] = { trouble: 'unreachable' };
    const user = open();
    expect((await screen.findByRole('alert')).textContent).toContain('The server does not answer');
    told['webhooks'] = fine;
    await user.click(await button('Try again'));
    expect(await screen.findByText('https://crm-1.example/wellmet')).toBeTruthy();
  });
});

describe('adding one', () => {
  const made = { webhook: webhook(2, { url: 'https://crm.example/hear' }), secret: 'whsec_c2VjcmV0' };

  test('by keyboard alone, to its secret, which is shown once', async () => {
    told['webhooks'] = { webhooks: [], mayBePrivate: false };
    told['makeWebhook'] = () => {
      told['webhooks'] = { webhooks: [made.webhook], mayBePrivate: false };
      return made;
    };
    const user = open();
    (await button('Add a webhook')).focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement).toBe(await screen.findByLabelText('Address'));
    await user.keyboard(' https://crm.example/hear ');
    await user.tab();
    await user.keyboard(' ');
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').map(({ checked }) => checked)).not.toContain(false);
    await user.tab();
    await user.keyboard(' {Enter}');
    const secret = await screen.findByRole('region', { name: 'Secret of crm.example/hear' });
    expect(document.activeElement).toBe(secret);
    expect(within(secret).getByRole<HTMLTextAreaElement>('textbox').value).toBe('whsec_c2VjcmV0');
    const events = webhookEvents.filter((event) => event !== 'contact.analysed');
    expect(said('makeWebhook')).toEqual([{ requestId: expect.any(String), url: 'https://crm.example/hear', events }]);
    await user.click(within(secret).getByRole('button', { name: 'I have copied it' }));
    expect(document.body.innerHTML).not.toContain('whsec_');
  });

  test.each([
    ['crm', false, 'An address has the form'],
    ['ftp://crm.example', false, 'An address has the form'],
    ['http://crm.example', false, 'has to begin with https://'],
    ['https://ada:word@crm.example', false, 'is not allowed'],
    ['https://crm.example/?key=1', false, 'is not allowed'],
    ['http://127.0.0.1:4000', true, undefined],
  ])('%s, where own addresses are %s', async (url, mayBePrivate, says) => {
    told['webhooks'] = { webhooks: [], mayBePrivate };
    told['makeWebhook'] = made;
    const user = open();
    await user.click(await button('Add a webhook'));
    await user.type(screen.getByLabelText('Address'), url);
    await user.click(screen.getByLabelText('Everything'));
    await user.click(await button('Add it'));
    if (says === undefined) {
      await screen.findByRole('region', { name: /^Secret of/ });
      return;
    }
    expect(screen.getByLabelText('Address').getAttribute('aria-invalid')).toBe('true');
    expect(await screen.findByText(new RegExp(says))).toBeTruthy();
    expect(said('makeWebhook')).toEqual([]);
  });

  test('one that hears nothing is not sent', async () => {
    const user = open();
    await user.click(await button('Add a webhook'));
    await user.type(screen.getByLabelText('Address'), 'https://crm.example');
    await user.click(await button('Add it'));
    expect((await screen.findByRole('alert')).textContent).toBe('Tick at least one thing.');
    expect(said('makeWebhook')).toEqual([]);
  });

  test('said again after no answer it is the same request; what is entered anew is another', async () => {
    told['makeWebhook'] = { trouble: 'unreachable' };
    const user = open();
    await user.click(await button('Add a webhook'));
    await user.type(screen.getByLabelText('Address'), 'https://crm.example');
    await user.click(screen.getByLabelText('Contact erased'));
    await user.click(await button('Add it'));
    expect((await screen.findByRole('alert')).textContent).toContain('Trying again never does it twice');
    await user.click(await button('Add it'));
    await user.type(screen.getByLabelText('Address'), '/hear');
    await user.click(await button('Add it'));
    const [first, second, third] = said('makeWebhook') as { requestId: string }[];
    expect(second).toEqual(first);
    expect(third?.requestId).not.toBe(first?.requestId);
  });

  test.each([
    ['invalid-request', /This address is not allowed/],
    ['forbidden', /./],
  ])('%s is said, and what was entered stays', async (code, says) => {
    told['makeWebhook'] = refused(code);
    const user = open();
    await user.click(await button('Add a webhook'));
    await user.type(screen.getByLabelText('Address'), 'https://10.0.0.1');
    await user.click(screen.getByLabelText('Contact erased'));
    await user.click(await button('Add it'));
    await waitFor(() => expect(document.querySelector('.webhook-form :is(.error, .line)')?.textContent).toMatch(says));
    expect(screen.getByLabelText<HTMLInputElement>('Address').value).toBe('https://10.0.0.1');
  });

  test('Escape leaves it, and the focus is where one began', async () => {
    const user = open();
    await user.click(await button('Add a webhook'));
    await user.keyboard('{Escape}');
    expect(document.activeElement).toBe(await button('Add a webhook'));
    expect(said('makeWebhook')).toEqual([]);
  });
});

describe('what is done with one', () => {
  test('changed: what it hears, and where', async () => {
    told['changeWebhook'] = webhook(1, { url: 'https://crm.example/new' });
    const user = open();
    await user.click(await button(`Change ${nameOf(1)}`));
    const field = screen.getByLabelText<HTMLInputElement>('Address');
    expect(field.value).toBe('https://crm-1.example/wellmet');
    await user.clear(field);
    await user.type(field, 'https://crm.example/new');
    await user.click(screen.getByLabelText('Contact erased'));
    await user.click(await button('Save'));
    expect(await screen.findByText('crm.example/new is changed.')).toBeTruthy();
    expect(said('changeWebhook')).toEqual([
      { requestId: expect.any(String), id: ids(1), url: 'https://crm.example/new', events: ['contact.analysed'], isPaused: false },
    ]);
    expect(document.activeElement).toBe(await button(`Change ${nameOf(1)}`));
  });

  test('paused by a press, and taken back', async () => {
    const user = open();
    await user.click(await button(`Pause ${nameOf(1)}`));
    expect(await screen.findByText(`${nameOf(1)} is paused.`)).toBeTruthy();
    await user.click(await button('Undo'));
    expect(said('changeWebhook')).toMatchObject([{ isPaused: true }, { isPaused: false }]);
  });

  test('removed without being asked, the focus on the way back; brought back', async () => {
    told['removeWebhook'] = ({ isBack }: { isBack: boolean }) => {
      told['webhooks'] = { webhooks: isBack ? [webhook(1)] : [], mayBePrivate: false };
      return 'done';
    };
    const user = open();
    (await button(`Remove ${nameOf(1)}`)).focus();
    await user.keyboard('{Enter}');
    await screen.findByText(/is removed/);
    expect(screen.queryByRole('list')).toBeNull();
    const undo = await button('Undo');
    await waitFor(() => expect(document.activeElement).toBe(undo));
    await user.keyboard('{Enter}');
    expect(await screen.findByText('https://crm-1.example/wellmet')).toBeTruthy();
    const sent = said('removeWebhook') as { requestId: string }[];
    expect(sent).toMatchObject([{ isBack: false }, { isBack: true }]);
    expect(sent[0]?.requestId).not.toBe(sent[1]?.requestId);
  });

  test('a removal that is not confirmed is said, and tried again as the same request', async () => {
    told['removeWebhook'] = { trouble: 'unreachable' };
    const user = open();
    await user.click(await button(`Remove ${nameOf(1)}`));
    await user.click(await button('Try again'));
    await waitFor(() => expect(said('removeWebhook')).toHaveLength(2));
    expect(said('removeWebhook')[1]).toEqual(said('removeWebhook')[0]);
    expect(screen.getByText('https://crm-1.example/wellmet')).toBeTruthy();
  });

  test('another secret is asked for twice, since the one before signs nothing any more', async () => {
    told['renewWebhookSecret'] = { webhook: webhook(1), secret: 'whsec_bmV3' };
    const user = open();
    await user.click(await button(`Change ${nameOf(1)}`));
    await user.click(await button(`New secret for ${nameOf(1)}`));
    expect(said('renewWebhookSecret')).toEqual([]);
    await user.click(await button('Keep it'));
    await user.click(await button(`New secret for ${nameOf(1)}`));
    await user.click(await button('Make a new secret'));
    const secret = await screen.findByRole('region', { name: `Secret of ${nameOf(1)}` });
    expect(within(secret).getByRole<HTMLTextAreaElement>('textbox').value).toBe('whsec_bmV3');
    expect(said('renewWebhookSecret')).toEqual([{ requestId: expect.any(String), id: ids(1) }]);
  });

  test('a test opens the deliveries, which are asked again until something has come of it', async () => {
    const looks = [
      delivery(9, { type: 'webhook.test', state: 'waiting', tries: 0, dueAt: '2026-11-20T09:00:00.000Z', lastTry: undefined }),
      delivery(9, { type: 'webhook.test' }),
    ];
    told['webhookDeliveries'] = () => ({ deliveries: [looks.length > 1 ? looks.shift() : looks[0]] });
    const user = open();
    await user.click(await button(`Send a test to ${nameOf(1)}`));
    expect(said('testWebhook')).toEqual([{ requestId: expect.any(String), id: ids(1) }]);
    const table = await screen.findByRole('table', { name: `Deliveries to ${nameOf(1)}` });
    expect(within(table).getByText('On its way')).toBeTruthy();
    expect(await within(table).findByText('Arrived: answer 204')).toBeTruthy();
    // How the webhook stands has changed, too.
    await waitFor(() => expect(said('webhooks')).toHaveLength(2));
    expect(said('webhookDeliveries')).toHaveLength(2);
  });
});

const rows = () => screen.getAllByRole('row').length - 1;

describe('deliveries', () => {
  const dueAt = '2099-11-20T09:05:00.000Z';
  const trouble = { at: '2026-11-20T09:00:01.000Z', trouble: 'unreachable' as const };

  test.each<[string, Partial<WebhookDelivery>, Partial<Webhook>, RegExp]>([
    ['arrived', {}, {}, /Arrived: answer 204.*Send again/],
    [
      'waits for the next try',
      { state: 'waiting', dueAt, tries: 2, lastTry: trouble },
      {},
      /Not arrived: no connection.*Next try .*2.*Send again/,
    ],
    [
      'was refused',
      { state: 'waiting', dueAt, lastTry: { at: trouble.at, status: 410, trouble: 'refused' } },
      {},
      /Not arrived: answer 410/,
    ],
    ['given up', { state: 'failed', tries: 7, lastTry: trouble }, { failed: 1 }, /Given up: no connection.*7.*Send again/],
    ['of a paused one', { state: 'waiting', dueAt, lastTry: trouble }, { paused: 'asked' }, /Waits until the webhook goes on/],
  ])('%s', async (_name, rest, of, says) => {
    told['webhooks'] = { webhooks: [webhook(1, of)], mayBePrivate: false };
    told['webhookDeliveries'] = { deliveries: [delivery(9, rest)] };
    const user = open();
    const opener = await button(`Deliveries to ${nameOf(1)}`);
    expect(opener.getAttribute('aria-expanded')).toBe('false');
    await user.click(opener);
    expect(opener.getAttribute('aria-expanded')).toBe('true');
    const row = (await screen.findByRole('rowheader', { name: 'First analysis of a person' })).closest('tr') as HTMLElement;
    expect(row.textContent).toMatch(says);
    expect(within(row).queryAllByRole('button')).toHaveLength(of.paused ? 0 : 1);
  });

  test('one is sent again, and all that were given up', async () => {
    told['webhooks'] = { webhooks: [webhook(1, { failed: 2 })], mayBePrivate: false };
    const both = [8, 7].map((n) => delivery(n, { state: 'failed', tries: 7, lastTry: trouble }));
    told['webhookDeliveries'] = { deliveries: both };
    told['replayWebhook'] = ({ deliveryId }: { deliveryId?: string }) => ({ deliveries: deliveryId === undefined ? 2 : 1 });
    const user = open();
    await user.click(await button(`Deliveries to ${nameOf(1)}`));
    const [first] = await screen.findAllByRole('button', { name: /^Send again: First analysis of a person, / });
    await user.click(first as HTMLElement);
    expect(await screen.findByText('1 event is sent again, with the id that it had.')).toBeTruthy();
    await user.click(await button('Send all of them again'));
    expect(await screen.findByText('2 events are sent again, with the ids that they had.')).toBeTruthy();
    expect(said('replayWebhook')).toEqual([
      { requestId: expect.any(String), id: ids(1), deliveryId: ids(8) },
      { requestId: expect.any(String), id: ids(1) },
    ]);
  });

  test('none yet, no answer, and a page more, where the newest are asked anew and the older stay', async () => {
    told['webhookDeliveries'] = { trouble: 'unreachable' };
    const user = open();
    await user.click(await button(`Deliveries to ${nameOf(1)}`));
    await screen.findByRole('alert');
    told['webhookDeliveries'] = { deliveries: [] };
    await user.click(await button('Try again'));
    expect(await screen.findByText('Nothing was sent in the last 30 days.')).toBeTruthy();

    told['webhookDeliveries'] = ({ cursor }: { cursor?: string }) =>
      cursor === undefined ? { deliveries: [delivery(9), delivery(8)], next: ids(8) } : { deliveries: [delivery(7)] };
    await user.click(await button(`Deliveries to ${nameOf(1)}`));
    await user.click(await button(`Deliveries to ${nameOf(1)}`));
    await screen.findByRole('table');
    expect(rows()).toBe(2);
    await user.click(await button('Show earlier'));
    await waitFor(() => expect(rows()).toBe(3));
    expect(said('webhookDeliveries').at(-1)).toEqual({ id: ids(1), cursor: ids(8) });
    expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull();

    told['webhookDeliveries'] = { deliveries: [delivery(10), delivery(9)], next: ids(9) };
    await user.click(await button(`Send a test to ${nameOf(1)}`));
    await waitFor(() => expect(rows()).toBe(4));
    expect(screen.queryByRole('button', { name: 'Show earlier' })).toBeNull();
  });
});

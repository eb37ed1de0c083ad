import 'fake-indexeddb/auto';
import { cleanup, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Hook, Insights } from '@wellmet/shared/insight';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage, type Trouble } from '../../messages.ts';
import { card, contactRow, ids, wish, workspaceId } from '../contacts/testing.ts';
import { ContactRoom } from './ContactRoom.tsx';
import { mailAddress, writings } from './writing.ts';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));

const answers = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);
const said = (type: string) => answers.mock.calls.filter(([sent]) => sent === type).map(([, data]) => data);
const member = { id: ids(0), name: 'Ana Prieto', email: 'ana@example.com' };
const workspace = { id: workspaceId, name: 'Prieto Conseil', role: 'owner' as const };

const hook: Hook = {
  kind: 'longTenure',
  years: 9,
  subject: 'Brumelac',
  evidence: { place: 'experience', quote: 'Brumelac', date: '2017-04' },
};
const headline: Hook = { kind: 'headline', subject: 'Moins de papier', evidence: { place: 'topCard', quote: 'Moins de papier' } };
const insights: Insights = {
  engine: 'local',
  version: 1,
  language: 'fr',
  facts: [{ kind: 'role', title: 'Acheteuse', company: 'Brumelac', evidence: { place: 'experience', quote: 'Acheteuse' } }],
  hooks: [hook, headline],
};
const name = 'Yannick Kerdantrec';
const row = contactRow(1, { name, company: 'Brumelac' });
const kept = card(1, { insights, sighting: { ...card(1).contact.sighting, name, company: 'Brumelac' } });
let copied: string[];
/** What the next copying is refused with. */
let refusal: Error | undefined;
/** What the background answers; whatever else is asked is done. */
let told: Partial<Record<string, unknown>>;

beforeEach(async () => {
  told = {};
  answers.mockImplementation(async (type) => told[type] ?? 'done');
  writings.setState({}, true);
  await cache.account.put({ key: 'now', token: 'secret', expiresAt: '2099-01-01T00:00:00Z', member, workspace });
  await cache.contacts.put(row);
  await cache.cards.put(kept);
});

afterEach(async () => {
  cleanup();
  answers.mockReset();
  await Promise.all(cache.tables.map((table) => table.clear()));
});

async function open(language: 'en' | 'fr' = 'en') {
  render(
    <WordsContext value={appWordsIn(language)}>
      <ContactRoom id={ids(1)} />
    </WordsContext>,
  );
  const user = userEvent.setup();
  copied = [];
  refusal = undefined;
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (words) => {
    if (refusal) throw refusal;
    copied.push(words);
  });
  const opener = await screen.findByRole('button', { name: language === 'fr' ? 'Écrire' : 'Write' });
  await waitFor(() => expect(opener).toHaveProperty('disabled', false));
  await user.click(opener);
  await screen.findByRole('heading', { name: language === 'fr' ? `Écrire à ${name}` : `Write to ${name}` });
  return user;
}

const text = () => screen.getByLabelText<HTMLTextAreaElement>('Draft').value;
const sources = () => within(screen.getByRole('region', { name: 'What this draft rests on' }));

describe('a draft', () => {
  test('is there at once, in the contact’s language, with its first hook and what it rests on', async () => {
    await open();
    expect(text()).toBe(
      'Bonjour Yannick,\nJ’ai vu que vous travaillez chez Brumelac depuis avril 2017. J’aurais plaisir à échanger avec vous.',
    );
    expect(screen.getByText(`${300 - text().length} characters left`)).toBeTruthy();
    expect(sources().getByText('J’ai vu que vous travaillez chez Brumelac depuis avril 2017.')).toBeTruthy();
    expect(sources().getByText('“Brumelac”').closest('li')?.textContent).toBe('“Brumelac” From Experience · Apr 2017');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: `Write to ${name}` })));
    expect(answers.mock.calls.map(([sent]) => sent)).toEqual(['bringCard']);
  });

  test('follows every choice', async () => {
    const user = await open();
    await user.selectOptions(screen.getByLabelText('Language'), 'English, yours');
    await user.selectOptions(screen.getByLabelText('Purpose'), 'Ask for advice');
    await user.selectOptions(screen.getByLabelText('Begin with'), 'No hook');
    await user.type(screen.getByLabelText(/^Your subject/), 'spare parts');
    expect(text()).toBe(
      'Hello Yannick,\nI came across your profile: Acheteuse at Brumelac. I would value your advice on spare parts. May I send you two or three questions?',
    );
    await user.selectOptions(screen.getByLabelText('Begin with'), 'Writes in the headline “Moins de papier”');
    await user.click(screen.getByRole('button', { name: 'LinkedIn message' }));
    await user.selectOptions(screen.getByLabelText('Length'), 'Short');
    expect(text()).toContain('Your profile is headed “Moins de papier”.');
    expect(text()).toMatch(/Best regards,\nAna Prieto$/);
    expect(screen.queryByText(/characters left/)).toBeNull();
  });

  test('in French, too', async () => {
    await open('fr');
    expect(screen.getByLabelText<HTMLTextAreaElement>('Brouillon').value).toMatch(/^Bonjour Yannick,/);
    expect(screen.getByRole('option', { name: 'Français, la sienne' })).toBeTruthy();
  });

  test('names a member’s correction that waits, as theirs', async () => {
    await cache.wishes.put(wish({ route: 'editContact', contactId: ids(1), body: { requestId: ids(500), fields: { company: 'Orvane' } } }));
    const user = await open();
    await user.selectOptions(screen.getByLabelText('Begin with'), 'No hook');
    expect(text()).toContain('vous travaillez chez Orvane');
    expect(sources().getByText('“Orvane”').closest('li')?.textContent).toMatch(/Corrected .* by Ana Prieto/);
  });

  test('follows up on what was done', async () => {
    await cache.wishes.put(
      wish({ route: 'engage', contactId: ids(1), body: { requestId: ids(501), what: 'met', doneAt: '2026-11-12T09:00:00Z' } }),
    );
    const user = await open();
    await user.selectOptions(screen.getByLabelText('Purpose'), 'Follow up');
    expect(text()).toContain('Je fais suite à notre rencontre du 12 novembre.');
    expect(sources().getByText(/^Met · on 12 Nov/)).toBeTruthy();
  });
});

describe('their own text', () => {
  test('stays whatever is chosen; written anew on demand, and back again', async () => {
    const user = await open();
    const drafted = text();
    await user.type(screen.getByLabelText('Draft'), ' À bientôt.');
    await user.selectOptions(screen.getByLabelText('Language'), 'English, yours');
    expect(text()).toBe(`${drafted} À bientôt.`);
    // What it rests on is still the draft that it was made from.
    expect(sources().getByText('J’ai vu que vous travaillez chez Brumelac depuis avril 2017.')).toBeTruthy();
    expect(sources().getByText('What you have written yourself has no source here.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Write anew' }));
    expect(text()).toMatch(/^Hello Yannick,/);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(text()).toBe(`${drafted} À bientôt.`);
  });

  test('is still there when they come back', async () => {
    const user = await open();
    await user.type(screen.getByLabelText('Draft'), '!');
    const typed = text();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Write' }));
    cleanup();
    await open();
    expect(text()).toBe(typed);
  });

  test('says plainly when it is too long, and what it rests on no more', async () => {
    const user = await open();
    await user.clear(screen.getByLabelText('Draft'));
    await user.click(screen.getByLabelText('Draft'));
    await user.paste('x'.repeat(312));
    expect(screen.getByText('12 characters too many: a LinkedIn note takes 300.')).toBeTruthy();
    expect(screen.getByText('Too long for a LinkedIn note').tagName).toBe('OUTPUT');
    expect(screen.getByLabelText('Draft').getAttribute('aria-invalid')).toBe('true');
    expect(sources().getByText('It says nothing about the person.')).toBeTruthy();
  });
});

describe('what to do with it', () => {
  test('copied', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(copied).toEqual([text()]);
    expect(await screen.findByText('Copied')).toBeTruthy();
    refusal = new Error('not allowed');
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('The browser did not allow copying.')).toBeTruthy();
  });

  test('opened in the mail client, with subject and text', async () => {
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'E-mail' }));
    await user.type(screen.getByLabelText(/^Their e-mail address/), 'y.k+a@example.com');
    const link = screen.getByRole('link', { name: 'Open in mail client' });
    const { pathname, searchParams } = new URL(link.getAttribute('href') ?? '');
    expect(decodeURIComponent(pathname)).toBe('y.k+a@example.com');
    expect(searchParams.get('subject')).toBe(screen.getByLabelText<HTMLInputElement>('Subject').value);
    expect(searchParams.get('body')?.replaceAll('\r\n', '\n')).toBe(text());
    await user.click(screen.getByRole('button', { name: 'Copy the subject' }));
    expect(copied).toEqual(['Votre travail chez Brumelac']);
  });

  test('marked as sent with its text, once, and taken back from the server', async () => {
    const user = await open();
    await user.dblClick(screen.getByRole('button', { name: 'Mark as sent' }));
    expect(said('engage')).toMatchObject([{ contact: { id: ids(1), name }, what: 'sent', text: text() }]);
    expect(await screen.findByText('Marked as sent')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    const [{ requestId }] = said('engage') as [{ requestId: string }];
    expect(said('withdrawEngagement')).toMatchObject([{ contact: { id: ids(1), name }, engagementId: requestId }]);
    expect(await screen.findByText('No longer marked')).toBeTruthy();
  });

  test('what has not gone out is dropped', async () => {
    told['engage'] = 'waiting';
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Call opener' }));
    await user.click(screen.getByRole('button', { name: 'Mark as called' }));
    const [{ requestId }] = said('engage') as [{ requestId: string }];
    await cache.wishes.put(
      wish({ route: 'engage', contactId: ids(1), body: { requestId, what: 'called', text: 'Hello', doneAt: '2026-11-12T09:00:00Z' } }),
    );
    await screen.findByText(/Waits until the server/);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(said('dropWish')).toEqual([{ requestId }]);
    expect(said('withdrawEngagement')).toEqual([]);
  });

  test('what was not kept is said, and can be marked again', async () => {
    told['engage'] = { trouble: 'signedOut' } satisfies Trouble;
    const user = await open();
    await user.click(screen.getByRole('button', { name: 'Mark as sent' }));
    expect((await screen.findByRole('alert')).textContent).toMatch(/session has ended/);
    expect(screen.queryByText('Marked as sent')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Mark as sent' }));
    expect(said('engage')).toHaveLength(2);
  });
});

test('a text that is too long for an address is left out of it', () => {
  const one = { to: 'a@example.com', subject: 'Été & hiver', text: 'é'.repeat(100) };
  expect(mailAddress(one).isWhole).toBe(true);
  expect(mailAddress({ ...one, text: 'é'.repeat(900) })).toEqual({
    address: 'mailto:a@example.com?subject=%C3%89t%C3%A9%20%26%20hiver',
    isWhole: false,
  });
});

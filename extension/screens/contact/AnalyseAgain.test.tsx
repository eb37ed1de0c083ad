import { cleanup, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Contact } from '@wellmet/shared/contact';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { WishRow } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import type { Language } from '../../i18n/language.ts';
import { WordsContext } from '../../i18n/words.ts';
import { sendMessage } from '../../messages.ts';
import { card, ids, wish } from '../contacts/testing.ts';
import { AnalyseAgain } from './AnalyseAgain.tsx';

vi.mock(import('../../messages.ts'), async (original) => ({ ...(await original()), sendMessage: vi.fn<() => Promise<never>>() }));
const sent = vi.mocked<(type: string, data?: unknown) => Promise<unknown>>(sendMessage as never);

/** What the background answers. */
let answer: Promise<unknown>;
beforeEach(() => {
  answer = Promise.resolve('done');
  sent.mockImplementation(() => answer);
});
afterEach(() => {
  cleanup();
  sent.mockReset();
});

const stale: Partial<Contact> = { staleBy: 'engine' };
const waiting = wish({ route: 'analyseAgain', contactId: ids(1), body: { requestId: ids(9) } });
function view(rest: Partial<Contact>, wishes: WishRow[] = [], language: Language = 'en') {
  return (
    <WordsContext value={appWordsIn(language)}>
      <AnalyseAgain
        contact={{ id: ids(1), name: 'Maren Okafor' }}
        card={card(1, rest).contact}
        wishes={wishes}
        toProfile={<a href="https://www.linkedin.com/in/person-1/">Open the profile</a>}
      />
    </WordsContext>
  );
}

describe('the same page, read better', () => {
  test('nothing is said where nothing would be different', () => {
    const { container } = render(view({}));
    expect(container.textContent).toBe('');
  });

  test.each<[Contact['staleBy'], Language, string]>([
    ['engine', 'en', 'Wellmet has learned to read pages better since. Analyse again · free'],
    ['time', 'en', 'More than a month old: time in the role has moved on. Analyse again · free'],
    ['engine', 'fr', 'Depuis, Wellmet lit mieux les pages. Refaire l’analyse · gratuit'],
  ])('%s, %s: why, and that it is free', (staleBy, language, words) => {
    const { container } = render(view({ ...(staleBy && { staleBy }) }, [], language));
    expect(container.textContent).toBe(words);
  });

  test('is asked for once, says that it is under way, and that it is done', async () => {
    const { promise, resolve } = Promise.withResolvers<'done'>();
    answer = promise;
    const { rerender } = render(view(stale));
    await userEvent.click(screen.getByRole('button', { name: 'Analyse again · free' }));
    expect(screen.getByRole('status').textContent).toBe('Analysing again…');
    expect(screen.queryByRole('button')).toBeNull();
    expect(sent.mock.calls).toMatchObject([['analyseAgain', { contact: { id: ids(1), name: 'Maren Okafor' } }]]);
    resolve('done');
    rerender(view({}));
    await waitFor(() => expect(screen.getByRole('status').textContent).toBe('Analysed again. Nothing was charged.'));
  });

  test('without network it waits, says so, and can be discarded', async () => {
    const { container, rerender } = render(view(stale, [{ ...waiting, state: 'sending' }]));
    expect(container.textContent?.trim()).toBe('Analysing again…');
    rerender(view(stale, [waiting]));
    expect(container.textContent).toBe('Analyse again Waits until the server is back Discard');
    await userEvent.click(screen.getByRole('button', { name: 'Discard' }));
    expect(sent.mock.calls).toEqual([['dropWish', { requestId: ids(9) }]]);
  });

  test('what is in its way is said, and it can be tried again', async () => {
    answer = Promise.resolve({ trouble: 'signedOut' });
    render(view(stale));
    await userEvent.click(screen.getByRole('button', { name: 'Analyse again · free' }));
    expect((await screen.findByRole('alert')).textContent).toBe('Your session has ended. Sign out and in again to go on.');
    expect(screen.getByRole('button', { name: 'Analyse again · free' })).toBeTruthy();
  });
});

describe('who was not read on a page of their own', () => {
  const { sighting } = card(1).contact;
  test.each(['peopleSearch', 'companyPeople', 'salesSearch'] as const)('but on %s: the profile says more', (kind) => {
    render(view({ sighting: { ...sighting, page: { ...sighting.page, kind, generation: 'sdui' } } }));
    expect(screen.getByText(/Read from a list of people only/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the profile' })).toBeTruthy();
  });

  test('but found in Discover: the profile says more', () => {
    render(view({ sighting: { ...sighting, page: { kind: 'pool', url: sighting.page.url } } }));
    expect(screen.getByText(/Found in Discover; no page was read/)).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Open the profile' })).toBeTruthy();
  });
});

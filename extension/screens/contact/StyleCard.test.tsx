import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Style, Topic } from '@wellmet/shared/insight';
import { seenInsights } from '@wellmet/shared/seen';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import type { Language } from '../../i18n/language.ts';
import { WordsContext } from '../../i18n/words.ts';
import { StyleCard } from './StyleCard.tsx';
import { Topics } from './Topics.tsx';

const cue = (quote: string) => ({ side: 'bold', family: 'certainty', evidence: { place: 'about', quote } }) as const;
const read: Style = {
  outcome: 'read',
  words: 1412,
  boldness: {
    side: 'bold',
    strength: 'medium',
    logOdds: 1.1,
    interval: [0.4, 1.8],
    cues: Array.from({ length: 14 }, (_, n) => cue(`always wins, number ${n}`)),
  },
  focus: { side: 'unclear', logOdds: 0.1, interval: [-0.8, 1], cues: [] },
  toDo: ['beginWithThePoint', 'proposeOneStep'],
  toAvoid: ['longOpening', 'manyOptions'],
};

const said: Record<string, string | null>[] = [];
const say = (words: Record<string, string | null>) => void said.push(words);
beforeEach(() => {
  said.length = 0;
});

const show = (style: z.input<typeof Style>, language: Language = 'en') =>
  render(
    <WordsContext value={appWordsIn(language)}>
      <StyleCard style={Style.parse(style)} isStyleHidden={false} say={say} />
    </WordsContext>,
  );

afterEach(cleanup);

describe('how somebody writes', () => {
  test('says the sides with their strength, what follows, and how far to trust it; never a percentage of the person', () => {
    const { container } = show(read);
    expect(container.textContent).toContain('Rather bold · strength: medium');
    expect(container.textContent).toContain('No clear side');
    expect(container.textContent).toContain('Begin with the point');
    expect(container.textContent).toContain('A long opening');
    expect(container.textContent).toContain('Read from 1,412 words');
    expect(container.textContent).toContain('36 times in 100, where chance finds it 25 times');
    expect(container.textContent).not.toContain('%');
    expect(container.textContent).not.toContain('DISC');
  });

  test('shows what it rests on when asked, the first of many, each with its place', async () => {
    show(read);
    const source = screen.getByRole('button', { name: 'What this rests on: Rather bold' });
    expect(source.getAttribute('aria-expanded')).toBe('false');
    expect(screen.getByText('“always wins, number 0”').closest('[hidden]')).not.toBeNull();
    await userEvent.click(source);
    expect(screen.getByText('“always wins, number 11”').closest('[hidden]')).toBeNull();
    expect(screen.queryByText('“always wins, number 12”')).toBeNull();
    screen.getByText('and 2 more');
    // A side that nothing points to has nothing to show.
    expect(screen.getAllByRole('button', { name: /rests on/ })).toHaveLength(1);
  });

  test('two sides name a quadrant', () => {
    const { container } = show({ ...read, focus: { ...read.focus, side: 'task', strength: 'low' }, quadrant: 'dominance' });
    expect(container.textContent).toContain('Together: dominance (DISC)');
  });

  test.each<[z.input<typeof Style>, Language, string]>([
    [{ outcome: 'notEnoughText', words: 120 }, 'en', '120 words of their own were on the page. Below 350'],
    [{ outcome: 'notEnoughText', words: 0 }, 'fr', 'La page montrait 0 mot de sa plume.'],
    [{ outcome: 'otherLanguage' }, 'fr', 'ni en anglais ni en français'],
  ])('says why there is none: %j, %s', (style, language, words) => {
    expect(show(style, language).container.textContent?.replaceAll('\u00a0', ' ')).toContain(words);
    expect(screen.queryByRole('button', { name: /rests on/ })).toBeNull();
  });

  test('a member says how they write, also where there is not enough text', async () => {
    show({ outcome: 'notEnoughText', words: 120 });
    await userEvent.click(screen.getByRole('button', { name: 'Say how they write' }));
    await userEvent.click(screen.getByRole('button', { name: 'Rather calm' }));
    await userEvent.click(screen.getByRole('button', { name: 'Hide: How they write' }));
    expect(said).toEqual([{ 'style.boldness': 'calm' }, { style: 'hidden' }]);
  });

  test('a member’s word stands as theirs, without a strength, and can be taken back', async () => {
    const by = { by: 'Ana', at: '2026-11-12T09:00:00.000Z' };
    const { style } = seenInsights(
      { engine: 'local', version: 2, facts: [], hooks: [], style: Style.parse(read) },
      { 'style.boldness': { value: 'calm', ...by } },
    );
    const { container } = render(
      <WordsContext value={appWordsIn('en')}>
        <StyleCard style={style} isStyleHidden={false} say={say} />
      </WordsContext>,
    );
    expect(container.textContent).toMatch(/Rather calm.*Said by Ana, .*Leave time to think/);
    expect(container.textContent).not.toContain('strength');
    await userEvent.click(screen.getByRole('button', { name: 'Back to the page’s: Bold or calm' }));
    expect(said).toEqual([{ 'style.boldness': null }]);
  });

  test('hidden, it says so and can be brought back', async () => {
    render(
      <WordsContext value={appWordsIn('en')}>
        <StyleCard style={undefined} isStyleHidden say={say} />
      </WordsContext>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Bring back: How they write' }));
    expect(said).toEqual([{ style: null }]);
  });
});

const shown = (all: Topic[]) => (
  <WordsContext value={appWordsIn('en')}>
    <Topics topics={all} hidden={[]} say={say} />
  </WordsContext>
);

test('subjects stand with the words they were taken from; none is said', () => {
  const topics = [Topic.parse({ topic: 'pricing', evidence: { place: 'about', quote: 'we raised prices twice' } })];
  const { container, rerender } = render(shown(topics));
  expect(container.textContent).toContain('Pricing“we raised prices twice”From About');
  rerender(shown([]));
  expect(container.textContent).toContain('No subject of a trade stands out.');
});

import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Style, Topic } from '@wellmet/shared/insight';
import { afterEach, describe, expect, test } from 'vitest';
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

const show = (style: z.input<typeof Style>, language: Language = 'en') =>
  render(
    <WordsContext value={appWordsIn(language)}>
      <StyleCard style={Style.parse(style)} />
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
    expect(screen.getAllByRole('button')).toHaveLength(1);
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
    expect(screen.queryByRole('button')).toBeNull();
  });
});

const shown = (all: Topic[]) => (
  <WordsContext value={appWordsIn('en')}>
    <Topics topics={all} />
  </WordsContext>
);

test('subjects stand with the words they were taken from; none is said', () => {
  const topics = [Topic.parse({ topic: 'pricing', evidence: { place: 'about', quote: 'we raised prices twice' } })];
  const { container, rerender } = render(shown(topics));
  expect(container.textContent).toContain('Pricing“we raised prices twice”From About');
  rerender(shown([]));
  expect(container.textContent).toContain('No subject of a trade stands out.');
});

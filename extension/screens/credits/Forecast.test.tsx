import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { wordsIn } from '../../i18n/wordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { Forecast } from './Forecast.tsx';

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const november = {
  allotment: 100,
  periodStart: '2026-10-31T23:00:00Z',
  periodEnd: '2026-11-30T23:00:00Z',
  timeZone: 'Europe/Paris',
  plan: { code: 'free', name: 'Free', seats: 1 },
};

test.each([
  ['lasts', 10, '2026-11-15T23:00:00Z', '2026-11-15T23:05:00Z', 'At this pace they last until the reset', /^À ce rythme, ils dureront/],
  [
    'the day is the workspace’s',
    40,
    '2026-11-10T23:00:00Z',
    '2026-11-10T23:05:00Z',
    'At this pace they run out around 26 Nov',
    /vers le 26 nov\.$/,
  ],
  ['too early', 40, '2026-11-01T23:00:00Z', '2026-11-01T23:05:00Z', 'Not enough used yet to say how long they last', /^Encore trop peu/],
  ['gone', 100, '2026-11-10T23:00:00Z', '2026-11-12T23:05:00Z', 'All of this period’s credits are used', /^Tous les crédits/],
  [
    'an old figure is reckoned at its time',
    40,
    '2026-11-10T23:00:00Z',
    '2026-11-20T23:00:00Z',
    'At this pace they run out around 26 Nov',
    /26 nov/,
  ],
  ['the day has passed since', 40, '2026-11-10T23:00:00Z', '2026-11-28T23:00:00Z', '', /^$/],
  ['another period has begun since', 10, '2026-11-10T23:00:00Z', '2026-12-01T23:00:00Z', '', /^$/],
])('%s', (_name, used, at, now, english, french) => {
  vi.useFakeTimers({ now: new Date(now) });
  const shown = (language: 'en' | 'fr') => {
    const { container } = render(
      <WordsContext value={wordsIn(language)}>
        <Forecast balance={{ ...november, used, available: 100 - used, at }} />
      </WordsContext>,
    );
    return container.textContent;
  };
  expect(shown('en')).toBe(english);
  expect(shown('fr')).toMatch(french);
});

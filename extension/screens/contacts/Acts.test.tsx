import 'fake-indexeddb/auto';
import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { addressOf } from '../app/route.ts';
import { forgetLooking, looking } from '../discover/looking.ts';
import { Acts } from './Acts.tsx';
import { choose, forgetFinding } from './finding.ts';
import { ids } from './testing.ts';

afterEach(() => {
  cleanup();
  forgetFinding();
  forgetLooking();
  location.hash = '';
});

const many = (count: number): string[] => Array.from({ length: count }, (_, n) => ids(n + 1));

test('people like those chosen are looked for, as far as that many can be examples', async () => {
  choose(many(51));
  render(
    <WordsContext value={appWordsIn('en')}>
      <Acts entries={[]} all={60} pinned={new Set()} />
    </WordsContext>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Find people like these' }));
  expect(screen.getByText('50 contacts at most can be examples: select fewer.')).toBeTruthy();
  expect(location.hash).toBe('');
  choose(many(50));
  await user.click(screen.getByRole('button', { name: 'Find people like these' }));
  expect(location.hash).toBe(addressOf({ room: 'discover' }));
  expect(looking.getState().examples).toEqual({ of: 'contacts', contactIds: many(50) });
});

import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { SeenFact } from '@wellmet/shared/seen';
import { afterEach, expect, test } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { FactsSaid } from './FactsSaid.tsx';

afterEach(cleanup);

test('a fact that can be corrected stands there, until it is', async () => {
  const evidence = { place: 'topCard', quote: 'Head of Dyeing' } as const;
  const facts: SeenFact[] = [
    { kind: 'role', title: 'Head of Dyeing', evidence },
    { kind: 'seniority', seniority: 'director', evidence },
  ];
  render(
    <WordsContext value={appWordsIn('en')}>
      <FactsSaid facts={facts} hidden={{ facts: [], hooks: [], topics: [] }} say={() => undefined} />
    </WordsContext>,
  );
  expect(screen.getByText('Head of Dyeing')).toBeTruthy();
  expect(screen.getByText('Director')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Correct: Role' }));
  expect(screen.queryByText('Head of Dyeing')).toBeNull();
  expect(screen.getByRole('textbox').getAttribute('value')).toBe('Head of Dyeing');
});

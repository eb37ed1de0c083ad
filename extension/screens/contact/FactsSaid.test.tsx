import { cleanup, render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { Insights } from '@wellmet/shared/insight';
import { seenInsights, type Words } from '@wellmet/shared/seen';
import { afterEach, expect, test } from 'vitest';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { WordsContext } from '../../i18n/words.ts';
import { FactsSaid } from './FactsSaid.tsx';

const insights: Insights = {
  engine: 'local',
  version: 2,
  facts: [
    { kind: 'role', title: 'Weaver', company: 'Loomery', evidence: { place: 'experience', quote: 'Weaver' } },
    { kind: 'seniority', seniority: 'senior', evidence: { place: 'experience', quote: 'Weaver' } },
    { kind: 'location', location: 'Lyon, France', evidence: { place: 'topCard', quote: 'Lyon, France' } },
  ],
  hooks: [],
};
const said: Record<string, string | null>[] = [];

afterEach(() => {
  cleanup();
  said.length = 0;
});

function show(words: Words = {}): void {
  const { facts, hidden } = seenInsights(insights, words);
  render(
    <WordsContext value={appWordsIn('en')}>
      <FactsSaid facts={facts} hidden={hidden} say={(one) => void said.push(one)} />
    </WordsContext>,
  );
}

test('every fact is said, those that can be corrected too', () => {
  show();
  for (const words of ['Weaver, Loomery', 'Senior', 'Lyon, France']) expect(screen.getByText(words)).toBeTruthy();
});

test('another level is chosen in the place of the page’s, and what the page says anyway is no correction', async () => {
  const by = { by: 'Ana', at: '2026-11-20T10:00:00Z' };
  show({ 'role.seniority': { value: 'lead', ...by } });
  expect(screen.getByText(/^Said by Ana/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Correct: Level' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'Director');
  await userEvent.click(screen.getByRole('button', { name: 'Correct: Level' }));
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Level' }), 'Senior');
  expect(said).toEqual([{ 'role.seniority': 'director' }, { 'role.seniority': null }]);
});

test('a role is written anew where it stands', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Correct: Role' }));
  expect(screen.queryByText('Weaver, Loomery')).toBeNull();
  const field = screen.getByRole('textbox', { name: 'Role' });
  await userEvent.clear(field);
  await userEvent.type(field, 'Master weaver{Enter}');
  expect(said).toEqual([{ 'role.title': 'Master weaver' }]);
});

test('a fact is hidden, and found again', async () => {
  show({ 'fact:location': { value: 'hidden', by: 'Ana', at: '2026-11-20T10:00:00Z' } });
  expect(screen.queryByText('Lyon, France')).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Hide: Weaver, Loomery' }));
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  await userEvent.click(screen.getByRole('button', { name: 'Bring back: Lyon, France' }));
  expect(said).toEqual([{ 'fact:role': 'hidden' }, { 'fact:location': null }]);
});

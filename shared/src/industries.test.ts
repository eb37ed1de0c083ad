import { expect, test } from 'vitest';
import { industries, industriesWithin, industryNamed } from './industries.ts';

test('each industry has a name in both languages, which is its own and leads back to it', () => {
  const all = [...industries.values()];
  expect(all.length).toBe(434);
  expect(all.filter(({ en, fr }) => en.trim() === '' || fr.trim() === '')).toEqual([]);
  for (const language of ['en', 'fr'] as const) {
    expect(all.filter(({ id, [language]: name }) => industryNamed(name) !== id).map(({ id, [language]: name }) => `${id} ${name}`)).toEqual(
      [],
    );
  }
  expect(all.filter(({ fr }) => fr.includes("'"))).toEqual([]);
});

test('one stands for those below it', () => {
  expect(industriesWithin(34)).toEqual([34, 2217, 2212, 2214, 32]);
  expect(industries.get(2214)?.parent).toBe(34);
});

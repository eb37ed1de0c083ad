import { expect, test } from 'vitest';
import { measureRanking } from './measure.ts';

/** What `pnpm eval` printed when this was written, a little below it; the same seed gives the same figures. */
test('feedback teaches the ranking, in people that it was not tuned by', { timeout: 120_000 }, () => {
  const { random, popularity, fullText, ours } = measureRanking('heldOut');
  expect(fullText.ndcgAt20).toBeGreaterThan(Math.max(random.ndcgAt20, popularity.ndcgAt20));
  expect(ours[10].ndcgAt20 / fullText.ndcgAt20).toBeGreaterThan(2.2);
  expect(ours[20].ndcgAt20).toBeGreaterThan(ours[2].ndcgAt20);
  expect(ours[2].ndcgAt20).toBeGreaterThan(ours[0].ndcgAt20);
});

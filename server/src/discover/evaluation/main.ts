/** `pnpm eval`: how good the ranking of Discover is, in an invented population. */
import { feedbacks, measureRanking, type Quality } from './measure.ts';

const line = (what: string, { precisionAt10, ndcgAt20 }: Quality): void =>
  console.log(`  ${what.padEnd(28)} precision@10 ${precisionAt10.toFixed(2)}   NDCG@20 ${ndcgAt20.toFixed(3)}`);

const personas = { all: 'twenty personas', tuning: 'the ten of them that it was tuned by', heldOut: 'the ten others' } as const;
for (const which of ['all', 'tuning', 'heldOut'] as const) {
  const { random, popularity, fullText, ceiling, ours } = measureRanking(which);
  console.log(`\nranking of Discover, ${personas[which]}`);
  line('random', random);
  line('popularity', popularity);
  line('plain full text', fullText);
  for (const count of feedbacks) line(`ours, after ${count} feedbacks`, ours[count]);
  line('ours, everybody judged', ceiling);
  const times = (quality: Quality): string => (quality.ndcgAt20 / fullText.ndcgAt20).toFixed(2);
  console.log(`  NDCG@20 after 10 feedbacks: ${times(ours[10])} × plain full text (wanted: 2)`);
  console.log(`  everybody judged: ${times(ceiling)} ×; who is right known beforehand: ${(1 / fullText.ndcgAt20).toFixed(2)} ×`);
}

import { expect, test } from '@playwright/test';
import { budgets, gzippedKilobytes } from './testing/sizes.ts';

for (const [entry, budget] of Object.entries(budgets)) {
  test(`${entry} stays within ${budget} kB gzip`, () => {
    expect(gzippedKilobytes(entry as keyof typeof budgets)).toBeLessThanOrEqual(budget);
  });
}

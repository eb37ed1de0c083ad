import { budgets, gzippedKilobytes } from '../testing/sizes.ts';
import { line } from './figures.ts';

export async function sizes(): Promise<void> {
  for (const [entry, budget] of Object.entries(budgets)) {
    const size = gzippedKilobytes(entry as keyof typeof budgets);
    line(`${entry}, scripts`, `${size.toFixed(1)} kB gzip`, `≤ ${budget} kB`, size <= budget);
  }
}

/** Arithmetic that the benches share. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 ? (sorted[Math.floor(middle)] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function line(what: string, figure: string, goal: string, good: boolean): void {
  console.log(`  ${good ? ' ' : '!'} ${what.padEnd(58)} ${figure.padStart(14)}   ${goal}`);
}

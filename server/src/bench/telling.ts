/** Which figures are wanted, how each is taken, and how it is told. */
import { median, percentile, type Load } from './load.ts';

/** Length of one turn. */
export const seconds = Number(process.env['BENCH_SECONDS'] ?? 2);
const turns = Number(process.env['BENCH_TURNS'] ?? 5);
const only = process.env['BENCH_ONLY']?.split(',');

export const wanted = (...names: string[]): boolean => !only || names.some((name) => only.includes(name));

/** Takes each figure in turns, so that what else the machine does falls on all of them. */
export async function inTurns<K extends string>(loads: Record<K, () => Promise<Load>>): Promise<Record<K, Load[]>> {
  const taken = Object.fromEntries(Object.keys(loads).map((name) => [name, [] as Load[]])) as Record<K, Load[]>;
  for (let turn = 0; turn <= turns; turn++)
    for (const name of Object.keys(loads) as K[]) {
      const load = await loads[name]();
      // The first turn warms up.
      if (turn > 0) taken[name].push(load);
    }
  return taken;
}

export const rateOf = (loads: readonly Load[]): number => median(loads.map(({ perSecond }) => perSecond));
/** How often two things are done a second, one after the other on the same cores, when each alone is done so often. */
export const ofBoth = (one: number, other: number): number => 1 / (1 / one + 1 / other);
export const p99Of = (loads: readonly Load[]): number => median(loads.map(({ latenciesMs }) => percentile(latenciesMs, 0.99)));
export const p50Of = (loads: readonly Load[]): number => median(loads.map(({ latenciesMs }) => median(latenciesMs)));

export interface Figure {
  /** Absent for what stands beside another figure. */
  name?: string;
  what: string;
  ours: number;
  theirs: number;
  unit?: string;
  /** The ratio that is wanted; without one the figure is only told. */
  goal?: { atLeast: number } | { atMost: number };
}

const shown = (value: number): string => (value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toPrecision(2));
const line = (mark: string, name: string, what: string, rest: string): string => `  ${mark} ${name.padEnd(4)} ${what.padEnd(66)} ${rest}`;

/** One line: the ratio, its goal, and what it is the ratio of. */
export function tell({ name = '', what, ours, theirs, unit = '/s', goal }: Figure): void {
  if (name !== '' && !wanted(name)) return;
  const ratio = ours / theirs;
  const isGood = !goal || ('atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost);
  const wish = !goal ? '' : 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
  const parts = `(${shown(ours)} to ${shown(theirs)} ${unit})`;
  console.log(line(isGood ? ' ' : '!', name, what, `${ratio.toPrecision(3).padStart(7)}  ${wish.padEnd(7)} ${parts}`));
}

/** A plain line below a figure: what this machine lets it be. */
export function note(text: string): void {
  console.log(`         ${text}`);
}

/** Whether everything is measured: then what is left behind is looked at, too. */
export const isWhole = !only;

/**
 * `pnpm eval`: how well the local engine reads the invented people, by half. With `--wrong`, what it gets wrong in the tuning half; what it gets
 * wrong in the other one is not shown, so that nobody tunes by it.
 */
import { halves } from './halves.ts';
import { measure, precision, recall, type Measures, type Share } from './measure.ts';

const found = halves.map((half) => ({ half, measures: measure(half) }));

function line(label: string, cells: readonly string[]): void {
  console.info(`${label.padEnd(24)}${cells.map((cell) => cell.padStart(12)).join('')}`.trimEnd());
}

/** A row with two cells for each half. */
function row(label: string, cellsOf: (measures: Measures) => [string, string]): void {
  line(
    label,
    found.flatMap(({ measures }) => cellsOf(measures)),
  );
}

const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
const percentOf = ({ part, of }: Share) => (of === 0 ? '–' : percent(part / of));
const firstOf = (keysOf: (measures: Measures) => object) => Object.keys(found[0] ? keysOf(found[0].measures) : {});

line(
  '',
  found.flatMap(({ half }) => [half.name, '']),
);
line(
  'people, titles',
  found.flatMap(({ half }) => [`${half.profiles.length}`, `${half.titles.length}`]),
);

console.info();
row('', () => ['precision', 'recall']);
for (const name of firstOf(({ fields }) => fields)) {
  row(name, ({ fields: { [name]: score } }) => (score ? [percent(precision(score)), percent(recall(score))] : ['', '']));
}

console.info();
row('stays when rewritten', () => ['facts', 'hooks']);
for (const name of firstOf(({ stability }) => stability)) {
  row(name, ({ stability: { [name]: stays } }) => (stays ? [percentOf(stays.facts), percentOf(stays.hooks)] : ['', '']));
}

console.info();
row('', () => ['', 'of']);
row('quotes that stand', ({ quotes }) => [`${quotes.part}`, `${quotes.of}`]);
row('styles below the gate', ({ stylesBelowGate }) => [`${stylesBelowGate.part}`, `${stylesBelowGate.of}`]);
row('changed by a swap', ({ unfair }) => [`${unfair.part}`, `${unfair.of}`]);

if (process.argv.includes('--wrong')) {
  console.info();
  for (const { half, measures } of found) {
    if (half.name !== 'tuning') continue;
    for (const [name, { wrong }] of Object.entries(measures.fields)) {
      for (const { of, said, labelled } of wrong)
        console.info(`${name}: ${of}: said ${said || 'nothing'}, labelled ${labelled || 'nothing'}`);
    }
  }
}

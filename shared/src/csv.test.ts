import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvText, harmless, type Cell, type Separator } from './csv.ts';

const textOf = (columns: string[], ...lots: Cell[][][]) => textBy(',', columns, ...lots);

async function textBy(separator: Separator, columns: string[], ...lots: Cell[][][]): Promise<string> {
  async function* given(): AsyncGenerator<Cell[][]> {
    yield* lots;
  }
  let text = '';
  for await (const part of csvText(columns, given(), separator)) text += part;
  return text;
}

test('a header, lines that end in CR LF, and a mark that says UTF-8', async () => {
  expect(await textOf(['Name', 'Credits'], [['Zoé', 1]], [['Ysolde', 2]])).toBe('\uFEFFName,Credits\r\nZoé,1\r\nYsolde,2\r\n');
  expect(await textOf(['Name', 'Credits'])).toBe('\uFEFFName,Credits\r\n');
});

test('commas, quotes and every line break stay in their cell', async () => {
  const lines = await textOf(
    ['A', 'B'],
    [
      ['Quill, Ysolde', 'says "no"'],
      ['two\nlines', 'two\rlines'],
      [undefined, ''],
    ],
  );
  expect(lines).toBe('\uFEFFA,B\r\n"Quill, Ysolde","says ""no"""\r\n"two\nlines","two\rlines"\r\n,\r\n');
});

test('with semicolons, what a French spreadsheet would split stays in its cell', async () => {
  const lines = await textBy(
    ';',
    ['Nom', 'Entreprise'],
    [
      ['Quill, Ysolde', 'Laine; fils'],
      ['1,5', 2],
    ],
  );
  expect(lines).toBe('\uFEFFNom;Entreprise\r\n"Quill, Ysolde";"Laine; fils"\r\n"1,5";2\r\n');
});

test.each([',', ';'] as const)('whatever is written with %j reads back cell by cell', async (separator) => {
  const cell = fc.string({ unit: fc.constantFrom(',', ';', '"', '\r', '\n', '\t', '=', '+', "'", 'é', ' ', 'a') });
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1 });
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const text = await textBy(separator, ['A', 'B', 'C'], given);
      const cells = [...text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",;\r\n]*))([,;]|\r\n)/gy)];
      expect(cells.map(([all]) => all).join('')).toBe(text.slice(1));
      expect(cells.map(([, , , end]) => end)).toEqual(
        Array.from({ length: given.length + 1 }, () => [separator, separator, '\r\n']).flat(),
      );
      expect(cells.slice(3).map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain)).toEqual(given.flat().map(harmless));
    }),
  );
});

// prettier-ignore
test.each([
  ['=1+1', "'=1+1"],
  ['+33 1 23', "'+33 1 23"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['\r=1', "'\r'=1"],
  ['＝1+1', "'＝1+1"],
  ['a;=1', "a;'=1"],
  ['a,=1', "a,'=1"],
  ['a\n=1', "a\n'=1"],
  ['=cmd|" /C calc"!A0', "'=cmd|\" /C calc\"!A0"],
  ["'=1", "'=1"],
  ['Anne-Marie +33', 'Anne-Marie +33'],
  ['a = b; c - d', 'a = b; c - d'],
  ['', ''],
])('%j is written %j', (text, written) => {
  expect(harmless(text)).toBe(written);
});

test('numbers of ours stay numbers, names of columns are as harmless as cells', async () => {
  expect(await textOf(['=A', 'B'], [['-1', -1]])).toBe("\uFEFF'=A,B\r\n'-1,-1\r\n");
});

async function* failing(): AsyncGenerator<Cell[][]> {
  yield [['a']];
  throw new Error('away');
}

test('rows that do not come end the text with their error', async () => {
  const parts = csvText(['A'], failing());
  expect((await parts.next()).value).toBe('\uFEFFA\r\na\r\n');
  await expect(parts.next()).rejects.toThrow('away');
});

/** Tables as files that spreadsheets open: CSV of RFC 4180, in UTF-8 with a byte order mark so that accents are read as such. */

/** Texts, numbers of ours, and nothing. */
export type Cell = string | number | undefined;

/** What stands between two cells: a spreadsheet splits where its language does. A French one, whose decimals have commas, at semicolons. */
export type Separator = ',' | ';';

/**
 * A text that no spreadsheet takes for a formula: where one could begin, an apostrophe comes before it. That is at the beginning, and wherever a
 * spreadsheet that splits at another sign than ours would begin another cell. OWASP, "CSV injection".
 */
export const harmless = (text: string): string => text.replaceAll(/(?<=^|[,;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])/g, "'");

/**
 * The text of a table, as its rows come: all that is held of it at a time is one lot of rows.
 * @param lots rows of as many cells as there are columns. What they throw ends the text with an error.
 */
export async function* csvText(
  columns: readonly string[],
  lots: AsyncIterable<readonly Cell[][]>,
  separator: Separator = ',',
): AsyncGenerator<string, void> {
  const linesOf = (rows: readonly (readonly Cell[])[]) => rows.map((row) => `${row.map(written).join(separator)}\r\n`).join('');
  // Together with the first rows: whoever has got some text knows that there were rows to be had.
  let head = `\uFEFF${linesOf([columns])}`;
  for await (const rows of lots) {
    yield head + linesOf(rows);
    head = '';
  }
  if (head !== '') yield head;
}

/** In quotes where it has what would end a cell, for either separator: spreadsheets that split at ours then agree where it ends. RFC 4180, 2.5 to 2.7. */
function written(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const text = harmless(cell);
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Tables as files that spreadsheets open: CSV of RFC 4180, in UTF-8 with a byte order mark so that accents are read as such. */
import { stringify } from 'csv-stringify/sync';

/** Texts, numbers of ours, and nothing. */
export type Cell = string | number | undefined;

/**
 * A text that no spreadsheet takes for a formula: where one could begin, an apostrophe comes before it. That is at the beginning, and wherever a
 * spreadsheet that does not split at commas (a French one splits at semicolons) would begin another cell. OWASP, "CSV injection".
 */
export const harmless = (text: string): string => text.replaceAll(/(?<=^|[;\t\r\n])(?=[=+\-@\t\r\n＝＋－＠])/g, "'");

/**
 * The text of a table, as its rows come: all that is held of it at a time is one lot of rows.
 * @param lots rows of as many cells as there are columns. What they throw ends the text with an error.
 */
export async function* csvText(columns: readonly string[], lots: AsyncIterable<readonly Cell[][]>): AsyncGenerator<string, void> {
  // Together with the first rows: whoever has got some text knows that there were rows to be had.
  let head = `\uFEFF${linesOf([[...columns]])}`;
  for await (const rows of lots) {
    yield head + linesOf(rows);
    head = '';
  }
  if (head !== '') yield head;
}

const linesOf = (rows: readonly Cell[][]): string =>
  stringify([...rows], { record_delimiter: 'windows', quote_record_delimiter: true, cast: { string: harmless } });

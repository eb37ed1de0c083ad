/**
 * What can be wrong with a file of people, a row of it or a provider, as the server says it: in English, for programs and logs. An app knows it again by
 * its words, all of which stand here, and says it in its user's language.
 */

/** Of a row, behind its line and field. What stands in braces is a number. */
export const rowProblems = {
  noName: 'has no name',
  nobody: 'has nothing to know the person by',
  noProfile: 'is no address of a profile',
  noMember: 'is no member id',
  otherMember: 'is another member than the address says',
  noEmail: 'is no e-mail address',
  noCountry: 'is no country that is known by this name',
  noDate: 'is no date (2026-03-14)',
  future: 'is in the future',
  noText: 'has characters that are no text',
  long: 'is longer than {most} characters',
  tooLong: 'is too long, or has a quote that is not closed',
  longCell: 'has a cell that is too long',
  cells: 'has {cells} cells where the head has {columns}',
  manyCells: 'has more than {most} cells',
  noObject: 'is no JSON object',
  two: 'has identifiers of two people who are not one',
} as const;

/** Of a file, of how its columns are taken, or of an import that came to no end. More may follow: what can be done about it. */
export const importFaults = {
  name: 'No column is the name.',
  who: 'No column says who it is: the address of a profile, a member id or an e-mail.',
  twice: 'A field is mapped twice.',
  columns: 'The file has {columns} columns, the mapping {mapped}.',
  empty: 'The file is empty.',
  zip: 'Zip archives and workbooks are not taken: save the table as CSV, alone or packed as .gz.',
  nested: 'An archive within an archive is not taken.',
  list: 'JSON is taken as one object a line (NDJSON), not as a list.',
  bomb: 'The archive becomes far larger than a table of people does: it is not taken.',
  damaged: 'The archive is damaged.',
  head: 'The head of the table cannot be read.',
  noLines: 'The first lines are no JSON objects.',
  still: 'Nothing more came of the file.',
  brokeOff: 'The file broke off.',
  server: 'The server could not go on.',
  stopped: 'The server stopped.',
} as const;

/** Of a provider, and of a fetch that came to no end. */
export const providerFaults = {
  address: 'The provider’s address leads to another one, or into a network that is not allowed.',
  late: 'The provider did not send a page within {seconds} s.',
  away: 'The provider cannot be reached, or broke off in the middle of a page.',
  refused: 'The provider refused.',
  busy: 'The provider is busy.',
  unusable: 'What the provider sent is no page as the operator’s guide describes it, or is too large.',
  key: 'The key cannot be read any more: enter it again.',
  anew: 'The provider was set anew while people were fetched from it.',
  pages: 'The provider has more than {most} pages.',
} as const;

/** Behind a fault: what came before it is there. */
export const goesOn = {
  file: 'Import the file again: what is in already stays.',
  provider: 'What came before is in the pool; the next fetch goes on behind it.',
} as const;

type Gap<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Gap<Rest> : never;

/** A sentence with its numbers. */
export const filledIn = <Text extends string>(text: Text, numbers: Record<Gap<Text>, number>): string =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: Gap<Text>) => String(numbers[name]));

/** Which of the sentences a text begins with, its numbers, and what follows; undefined: none of them. */
export function knownAgain<Name extends string>(
  sentences: Readonly<Record<Name, string>>,
  text: string,
): { name: Name; numbers: Record<string, string>; rest: string } | undefined {
  for (const [name, sentence] of Object.entries(sentences) as [Name, string][]) {
    const pattern = sentence.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{(\w+)\}/g, String.raw`(?<$1>\d+)`);
    const found = new RegExp(`^${pattern}`).exec(text);
    if (found) return { name, numbers: { ...found.groups }, rest: text.slice(found[0].length).trim() };
  }
  return undefined;
}

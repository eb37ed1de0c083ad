/**
 * The text of a template: words with fields between braces, "Hello {first name},". One grammar, and no way out of it: what fills a field is never read
 * again. Pure, and without zod: the screen computes it at every key.
 *
 * `{first name}` or `{prénom}` is a field, by either of its names, whatever the capitals. `{company|your company}` says the words behind the bar where
 * there is no value. `\{` and `\}` are braces. Everything else is said as it stands.
 */

export const fields = ['firstName', 'name', 'company', 'role', 'location', 'hook', 'topic', 'myFirstName', 'myName', 'date'] as const;
export type Field = (typeof fields)[number];

/** What a field is called in a text: both names are understood in every template. */
export const fieldNames: Record<Field, Record<'en' | 'fr', string>> = {
  firstName: { en: 'first name', fr: 'prénom' },
  name: { en: 'name', fr: 'nom' },
  company: { en: 'company', fr: 'entreprise' },
  role: { en: 'role', fr: 'poste' },
  location: { en: 'location', fr: 'lieu' },
  hook: { en: 'hook', fr: 'accroche' },
  topic: { en: 'topic', fr: 'sujet' },
  myFirstName: { en: 'my first name', fr: 'mon prénom' },
  myName: { en: 'my name', fr: 'mon nom' },
  date: { en: 'date', fr: 'date' },
};

/** `raw` is how it stands in the text: all of them in a row are the text. */
export type Piece =
  | { kind: 'words'; raw: string; text: string }
  | { kind: 'field'; raw: string; field: Field; instead: string | undefined }
  /** Between braces, and no field; or a brace that is never closed. */
  | { kind: 'unknown'; raw: string };

const keyOf = (name: string): string => name.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();

/** A map: "__proto__" is a name like any other. */
const byName = new Map(
  fields.flatMap((field) => [field, fieldNames[field].en, fieldNames[field].fr].map((name) => [keyOf(name), field] as const)),
);

/** Words, where `\{` and `\}` are braces; or what begins with a brace, up to where it closes, another one opens, or the line ends. */
const grammar = /(?:[^{\\]|\\[{}]?)+|\{[^{}\n]*\}?/gu;

export function parse(text: string): Piece[] {
  return [...text.matchAll(grammar)].map(([raw]) => pieceOf(raw));
}

function pieceOf(raw: string): Piece {
  if (!raw.startsWith('{')) return { kind: 'words', raw, text: raw.replaceAll(/\\([{}])/gu, '$1') };
  const [name = '', ...rest] = raw.slice(1, -1).split('|');
  const field = raw.endsWith('}') ? byName.get(keyOf(name)) : undefined;
  if (field === undefined || rest.length > 1) return { kind: 'unknown', raw };
  const [instead] = rest.map((words) => words.trim()).filter((words) => words !== '');
  return { kind: 'field', raw, field, instead };
}

/** The fields of a text, each once, and what was meant for one and is none. */
export function fieldsIn(...texts: string[]): { fields: Field[]; unknown: string[] } {
  const pieces = texts.flatMap(parse);
  return {
    fields: [...new Set(pieces.flatMap((piece) => (piece.kind === 'field' ? piece.field : [])))],
    unknown: [...new Set(pieces.flatMap((piece) => (piece.kind === 'unknown' ? piece.raw : [])))],
  };
}

/** Words of the template, what has filled a field, and what could not be filled. */
export interface Part {
  text: string;
  field?: Field;
  /** `instead`: the words behind the bar; `missing`: `text` only marks the place. */
  by?: 'value' | 'instead' | 'missing';
}

export type Values = Partial<Record<Field, string>>;

/** @param gap how the place of a field without a value is marked. What is no field is said as it stands: a template with such a thing is not kept. */
export function fillParts(text: string, values: Values, gap: (field: Field) => string): Part[] {
  return parse(text).map((piece): Part => {
    if (piece.kind === 'words') return { text: piece.text };
    if (piece.kind === 'unknown') return { text: piece.raw };
    const { field, instead } = piece;
    const value = values[field];
    if (value !== undefined) return { text: value, field, by: 'value' };
    return instead === undefined ? { text: gap(field), field, by: 'missing' } : { text: instead, field, by: 'instead' };
  });
}

export const saidBy = (parts: readonly Part[]): string => parts.map(({ text }) => text).join('');

/** Fields whose place is only marked, each once. */
export const missingIn = (parts: readonly Part[]): Field[] => [
  ...new Set(parts.flatMap(({ by, field }) => (by === 'missing' && field !== undefined ? field : []))),
];

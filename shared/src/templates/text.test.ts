import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { NewTemplate } from '../template.ts';
import { fieldNames, fields, fieldsIn, fillParts, missingIn, parse, saidBy, type Field, type Values } from './text.ts';

const gap = (field: Field): string => `[${field}?]`;
const filled = (text: string, values: Values = {}): string => saidBy(fillParts(text, values, gap));

describe('a template’s text', () => {
  test.each([
    ['Hello {first name}, of {company}.', 'Hello Maëlle, of Talvero.'],
    ['{PRÉNOM} {  First   Name }{firstName}', 'Maëlle MaëlleMaëlle'],
    // Typed with an accent apart.
    [`{pre\u0301nom}`, 'Maëlle'],
    ['{role|your role} at {company|your company}', 'your role at Talvero'],
    ['{role| }', '[role?]'],
    [String.raw`\{first name\} stays, { is none`, '{first name} stays, { is none'],
    [String.raw`C:\looms\new, 100 % \o/`, String.raw`C:\looms\new, 100 % \o/`],
    ['{{first name}}', '{Maëlle}'],
    ['}', '}'],
  ])('%s: %s', (text, said) => {
    expect(filled(text, { firstName: 'Maëlle', company: 'Talvero' })).toBe(said);
  });

  test.each([
    '{frist name}',
    '{__proto__}',
    '{constructor}',
    '{toString|x}',
    '{}',
    '{|x}',
    '{first name|a|b}',
    '{first name',
    '{first\nname}',
    '{ 💥 }',
  ])('%s is no field', (text) => {
    expect(fieldsIn(`Hello ${text}`).unknown).not.toEqual([]);
  });

  it('says which fields it could not fill, each once', () => {
    const parts = fillParts('{role} {company} {role} {name|you}', {}, gap);
    expect(missingIn(parts)).toEqual(['role', 'company']);
    expect(parts.map(({ by }) => by)).toEqual(['missing', undefined, 'missing', undefined, 'missing', undefined, 'instead']);
  });

  it('reads nothing that fills a field', () => {
    expect(filled('{name}, {company}', { name: '{company}', company: String.raw`\{role}` })).toBe(String.raw`{company}, \{role}`);
  });
});

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('{', '}', '\\', '|', '{__proto__}', '{{', '\\{', '\u202e', '👩🏽‍🚀', '\n', '$&', '{first name}', '{role|x}'),
);
const anyText = fc.array(hostile, { maxLength: 30 }).map((all) => all.join(''));
const anyValues: fc.Arbitrary<Values> = fc.record(
  Object.fromEntries(fields.map((field) => [field, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })])) as Record<
    Field,
    fc.Arbitrary<string>
  >,
  { requiredKeys: [] },
);

test('whatever is typed, its pieces in a row are it again, and whole ones are read the same alone', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const pieces = parse(text);
      expect(pieces.map(({ raw }) => raw).join('')).toBe(text);
      const whole = pieces.filter(({ kind }) => kind !== 'unknown');
      expect(whole.flatMap(({ raw }) => parse(raw))).toEqual(whole);
    }),
  );
});

test('filled, nothing but fields is changed, every field has its value, its other words or its gap, and nothing is made up', () => {
  fc.assert(
    fc.property(anyText, anyValues, (text, values) => {
      const pieces = parse(text);
      const parts = fillParts(text, values, gap);
      const wanted = pieces.map((piece) => {
        if (piece.kind !== 'field') return piece.kind === 'words' ? piece.text : piece.raw;
        return values[piece.field] ?? piece.instead ?? gap(piece.field);
      });
      expect(parts.map((part) => part.text)).toEqual(wanted);
      const lacking = fieldsIn(text).fields.filter((field) => values[field] === undefined);
      for (const field of missingIn(parts)) expect(lacking).toContain(field);
    }),
  );
});

test('words in which braces are marked are said as they are', () => {
  fc.assert(
    fc.property(anyText, (words) => {
      // A mark before a brace that stands behind a mark of the words' own would be the brace's.
      fc.pre(!/\\[{}]/.test(words));
      expect(filled(words.replaceAll(/[{}]/g, String.raw`\$&`))).toBe(words);
    }),
  );
});

test('every field is read by both of its names, and no name is two fields’', () => {
  const names = fields.flatMap((field) => Object.values(fieldNames[field]).map((name) => [name, field] as const));
  for (const [name, field] of names) expect(fieldsIn(`{${name}}`).fields).toEqual([field]);
  expect(new Set(names.map(([name, field]) => `${name} ${field}`)).size).toBe(new Set(names.map(([name]) => name)).size);
});

test.each(['{', '\\', '}', '\\{', '{a', '{first name}', '|'])('what is very long is read whole: %s, over and over', (part) => {
  const text = part.repeat(100_000 / part.length);
  expect(
    parse(text)
      .map(({ raw }) => raw)
      .join('') === text,
  ).toBe(true);
});

const words = { id: '0198a000-0000-7000-8000-000000000001', name: 'n', channel: 'note', language: 'en', text: 'Hello {first name}' };
test.each([
  [true, {}],
  [true, { channel: 'email', subject: 'For {company}' }],
  [false, { subject: 'For you' }],
  [false, { text: 'Hello {you}' }],
  [false, { channel: 'email', subject: 'For {you}' }],
  [false, { text: '\n' }],
])('is kept: %s %j', (isKept, more) => {
  expect(NewTemplate.safeParse({ ...words, ...more }).success).toBe(isKept);
});

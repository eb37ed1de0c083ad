import { describe, expect, test } from 'vitest';
import { maxRulesLength, PageReport, PageRules, parseRules, PublishedRules, rulesText, SignedRules, unknownNames } from './pageRules.ts';
import { selectorNames } from './selectorNames.ts';

const rules: PageRules = {
  version: 3,
  issuedAt: '2026-11-25T10:00:00.000Z',
  selectors: { companyPeople: { title: '.lockup-heading', card: 'li.card' } },
  off: ['salesLead'],
};

const many = (count: number, value: unknown) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`name${i}`, value]));

describe('rules', () => {
  test.each<[string, object]>([
    ['as they are', {}],
    ['without anything in them', { selectors: {}, off: [] }],
    ['of names that another version knows', { selectors: { groups: { member: 'li' } }, off: ['groups'] }],
    ['with a selector of 400 characters', { selectors: { companyPeople: { card: 'a'.repeat(400) } } }],
  ])('%s', (_, overrides) => {
    expect(PageRules.safeParse({ ...rules, ...overrides }).success).toBe(true);
  });

  test.each<[string, object]>([
    ['another field', { code: 'alert(1)' }],
    ['no version', { version: undefined }],
    ['version 0', { version: 0 }],
    ['a broken version', { version: 1.5 }],
    ['a version as text', { version: '1' }],
    ['a version without end', { version: 1e12 }],
    ['a day without an hour', { issuedAt: '2026-11-25' }],
    ['a selector that is a list', { selectors: { companyPeople: { card: ['li'] } } }],
    ['a selector that is an object', { selectors: { companyPeople: { card: { toString: 'li' } } } }],
    ['an empty selector', { selectors: { companyPeople: { card: ' ' } } }],
    ['a selector of 401 characters', { selectors: { companyPeople: { card: 'a'.repeat(401) } } }],
    ['61 selectors', { selectors: { companyPeople: many(61, 'li') } }],
    ['31 groups', { selectors: many(31, { card: 'li' }) }],
    ['a name that is none', { selectors: { 'company people': { card: 'li' } } }],
    ['31 page kinds off', { off: Object.keys(many(31, 0)) }],
    ['a page kind that is a number', { off: [1] }],
  ])('refused: %s', (_, overrides) => {
    expect(PageRules.safeParse({ ...rules, ...overrides }).success).toBe(false);
    expect(parseRules(JSON.stringify({ ...rules, ...overrides }))).toBeUndefined();
  });

  test('a name for __proto__ is passed over', () => {
    const text = '{"version":1,"issuedAt":"2026-11-25T10:00:00Z","selectors":{"__proto__":{"card":"li"}},"off":[]}';
    const { selectors } = parseRules(text) ?? {};
    expect(selectors).toEqual({});
    expect(selectors && 'card' in selectors).toBe(false);
  });

  test('are one text, however they were written, and come back from it', () => {
    const otherOrder = {
      off: ['salesLead'],
      selectors: { companyPeople: { card: 'li.card', title: '.lockup-heading' } },
      issuedAt: rules.issuedAt,
      version: 3,
    };
    expect(rulesText(otherOrder)).toBe(rulesText(rules));
    expect(parseRules(rulesText(rules))).toEqual(rules);
  });

  test.each(['', 'null', '[]', '{', '"rules"', `${' '.repeat(maxRulesLength)}{}`])('are not %j', (text) => {
    expect(parseRules(text.slice(0, maxRulesLength + 2))).toBeUndefined();
  });

  test('say which of their names are not known', () => {
    expect(unknownNames(rules)).toEqual([]);
    expect(
      unknownNames({ selectors: { companyPeople: { crad: 'li', card: 'li' }, constructor: { name: 'li' } }, off: ['groups', 'profile'] }),
    ).toEqual(['companyPeople.crad', 'constructor', 'off: groups']);
  });
});

describe('signed rules', () => {
  const signed = { rules: rulesText(rules), signature: 'A'.repeat(86), keyId: 'a'.repeat(16) };

  test('have a text, a signature and the name of a key', () => {
    expect(SignedRules.parse(signed)).toEqual(signed);
    expect(PublishedRules.parse({})).toEqual({});
    expect(PublishedRules.parse({ publicKey: 'A'.repeat(43), signed })).toEqual({ publicKey: 'A'.repeat(43), signed });
  });

  test.each<[string, object]>([
    ['another field', { more: 1 }],
    ['no signature', { signature: undefined }],
    ['a short signature', { signature: 'A'.repeat(85) }],
    ['a signature in base64', { signature: `${'A'.repeat(84)}==` }],
    ['rules that are no text', { rules }],
    ['rules without end', { rules: ' '.repeat(maxRulesLength + 1) }],
    ['no name of a key', { keyId: '' }],
  ])('refused: %s', (_, overrides) => {
    expect(SignedRules.safeParse({ ...signed, ...overrides }).success).toBe(false);
  });
});

describe('a report', () => {
  const report: PageReport = {
    extensionVersion: '0.1.0',
    pageKind: 'companyPeople',
    reading: 'changed',
    field: 'identifiers',
    generations: ['ember'],
    rulesVersion: 3,
    language: 'fr',
    hasParameters: true,
    counts: { page: { main: 1 }, companyPeople: { card: 12, title: 0 } },
  };

  test('is numbers and words of ours', () => {
    expect(PageReport.parse(report)).toEqual(report);
    const all = Object.fromEntries(
      Object.entries(selectorNames).map(([group, names]) => [group, Object.fromEntries(names.map((name) => [name, 9999]))]),
    );
    expect(PageReport.parse({ ...report, counts: all }).counts).toEqual(all);
  });

  test.each<[string, object]>([
    ['another field', { url: 'https://www.linkedin.com/in/ysolde-quill/' }],
    ['a page kind that is none', { pageKind: 'ysolde-quill' }],
    ['a field that is none', { field: 'Ysolde' }],
    ['a reading that is none', { reading: 'Ysolde' }],
    ['a language that is a text', { language: 'ysolde' }],
    ['a version that is a text', { extensionVersion: 'ysolde' }],
    ['a count that is a text', { counts: { companyPeople: { card: 'Ysolde' } } }],
    ['a count without end', { counts: { companyPeople: { card: 10_000 } } }],
    ['a count of something else', { counts: { companyPeople: { ysolde: 1 } } }],
    ['counts of something else', { counts: { ysolde: { card: 1 } } }],
    ['a broken version of rules', { rulesVersion: 0.5 }],
    ['three generations', { generations: ['sdui', 'ember', 'sdui'] }],
  ])('refused: %s', (_, overrides) => {
    expect(PageReport.safeParse({ ...report, ...overrides }).success).toBe(false);
  });
});

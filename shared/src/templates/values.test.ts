import { expect, test } from 'vitest';
import type { Hook } from '../insight.ts';
import { fields } from './text.ts';
import { fillTemplate, valuesOf, type Filling } from './values.ts';

const page = (place: 'topCard' | 'experience', quote: string) => ({ from: 'page', place, quote }) as const;
const hook: Hook = { kind: 'companyMove', subject: 'Talvero', evidence: { place: 'experience', quote: 'Talvero', date: '2026-03' } };
const filling: Filling = {
  known: {
    name: { text: 'Dr Maëlle Quintrec', source: page('topCard', 'Dr Maëlle Quintrec') },
    title: { text: 'Directrice des opérations', source: page('experience', 'Directrice des opérations') },
    company: { text: 'Talvero', source: page('topCard', 'Talvero') },
    hooks: [hook],
  },
  location: { text: 'Nantes', source: page('topCard', 'Nantes') },
  hook,
  channel: 'message',
  language: 'fr',
  purpose: 'introduce',
  length: 'normal',
  about: 'les tournées',
  sender: 'Ana Prieto',
  today: '2026-12-01',
};
const gap = (field: string) => `[${field}]`;

test('each field has what is known, and of the contact’s own each says from where', () => {
  const values = valuesOf(filling);
  expect(Object.fromEntries(Object.entries(values).map(([field, { text }]) => [field, text]))).toMatchObject({
    firstName: 'Maëlle',
    name: 'Maëlle Quintrec',
    company: 'Talvero',
    role: 'directrice des opérations',
    location: 'Nantes',
    topic: 'les tournées',
    myFirstName: 'Ana',
    myName: 'Ana Prieto',
    date: '1er décembre 2026',
  });
  expect(values.hook?.text).toContain('Talvero');
  expect(values.hook?.evidence).toContainEqual({ from: 'page', ...hook.evidence });
  for (const field of ['firstName', 'name', 'company', 'role', 'location'] as const) expect(values[field]?.evidence).toHaveLength(1);
  expect(valuesOf({ ...filling, language: 'en' }).date?.text).toBe('1 December 2026');
});

test('what is not known has no value, and what cannot be said has none either', () => {
  const bare = valuesOf({
    ...filling,
    known: {
      name: { text: '🚀', source: page('topCard', '🚀') },
      company: { text: 'Freelance', source: page('topCard', 'Freelance') },
      hooks: [],
    },
    location: undefined,
    hook: undefined,
    about: ' ',
    sender: undefined,
  });
  expect(Object.keys(bare).toSorted()).toEqual(['date']);
  const filled = fillTemplate({ text: fields.map((field) => `{${field}}`).join(' ') }, bare, gap);
  expect(filled.missing).toEqual(fields.filter((field) => field !== 'date'));
  expect(filled.claims).toEqual([]);
});

test('a filled template says what it rests on, once for each field', () => {
  const filled = fillTemplate(
    { subject: 'Pour {entreprise}', text: 'Bonjour {prénom}, {entreprise} et {mon prénom}' },
    valuesOf(filling),
    gap,
  );
  expect(filled).toMatchObject({ subject: 'Pour Talvero', text: 'Bonjour Maëlle, Talvero et Ana', missing: [] });
  expect(filled.claims.map(({ text }) => text)).toEqual(['Talvero', 'Maëlle']);
});

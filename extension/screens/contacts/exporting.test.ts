import 'fake-indexeddb/auto';
import { afterEach, describe, expect, test } from 'vitest';
import { cache } from '../../cache/database.ts';
import { appWordsIn } from '../../i18n/appWordsIn.ts';
import { card, contactRow, ids } from './testing.ts';
import { exported, fileName, type Format } from './exporting.ts';

const at = (instant: string) => new Date(instant).toLocaleString('sv-SE').slice(0, 16);
const now = new Date('2026-11-22T10:05:00Z');
const spring = { id: ids(91), name: 'Spring', campaignState: 'ongoing' as const, state: 'queued' as const };

async function textOf(format: Format, rows: Parameters<typeof exported>[1], language: 'en' | 'fr' = 'en') {
  const steps: number[] = [];
  let text = '';
  for await (const part of exported(format, rows, appWordsIn(language), now)) {
    text += part.text;
    steps.push(part.written);
  }
  return { text, steps };
}

afterEach(() => cache.cards.clear());

describe('as a table', () => {
  test('one line a contact, in words, with times of this device', async () => {
    const row = contactRow(1, {
      name: 'Zoé Quill',
      company: 'Laine, fils',
      campaigns: [spring],
      edits: { name: { by: 'Ana', at: '2026-11-01T10:00:00Z' }, company: { by: 'Ana', at: '2026-11-01T10:00:00Z' } },
    });
    const { text } = await textOf('csv', [row]);
    const analysed = at('2026-09-12T08:00:00Z');
    expect(text).toBe(
      '\uFEFFName,Headline,Company,Location,Profile,Campaigns,First analysed,First analysed by,Last analysed,Corrected,As of\r\n' +
        'Zoé Quill,,"Laine, fils",,https://www.linkedin.com/in/person-1/,In campaign “Spring” · queued,' +
        `${analysed},Ana Prieto,${analysed},"name, company",${at('2026-11-22T10:00:00Z')}\r\n`,
    );
  });

  test('in French with French words and semicolons', async () => {
    const { text } = await textOf('csv', [contactRow(1, { name: 'Zoé Quill', company: 'Laine; fils', headline: 'Achats, Lyon' })], 'fr');
    const [head, line] = text.split('\r\n');
    expect(head).toMatch(/^\uFEFFNom;Titre du profil;Entreprise;Lieu;/);
    expect(line).toMatch(/^Zoé Quill;"Achats, Lyon";"Laine; fils";;https:/);
  });

  test.each(['=HYPERLINK("http://127.0.0.1","x")', '+33 1', '-1', '@SUM(A1)', '\t=1', 'a;=1', 'a,=1'])('%j is no formula', async (name) => {
    for (const language of ['en', 'fr'] as const) {
      const { text } = await textOf('csv', [contactRow(1, { name, headline: name })], language);
      const [, body = ''] = text.split('\r\n');
      expect(body).not.toMatch(/(^|[,;"\t])[=+\-@]/);
    }
  });
});

describe('for a program', () => {
  test('what is known, and the card where it is here', async () => {
    await cache.cards.put(card(2));
    const { text } = await textOf('json', [contactRow(1), contactRow(2)]);
    const { contacts, exportedAt } = JSON.parse(text) as { exportedAt: string; contacts: Record<string, unknown>[] };
    expect(exportedAt).toBe(now.toISOString());
    expect(contacts).toHaveLength(2);
    expect(contacts[0]).toMatchObject({ id: ids(1), name: 'Person 1', identifiers: [{ kind: 'slug', value: 'person-1' }] });
    expect(contacts[0]).not.toHaveProperty('card');
    expect(contacts[0]).not.toHaveProperty('keys');
    expect(contacts[1]).toMatchObject({ card: { asOf: card(2).asOf, insights: { engine: 'local' } } });
  });

  test('nobody is a file, too', async () => {
    expect(JSON.parse((await textOf('json', [])).text)).toEqual({ exportedAt: now.toISOString(), contacts: [] });
    expect((await textOf('csv', [])).text).toMatch(/^\uFEFFName,[^\r]+\r\n$/);
  });
});

test.each(['csv', 'json'] as const)('many are written lot by lot, and it is told how far: %s', async (format) => {
  const rows = Array.from({ length: 1201 }, (_, n) => contactRow(n + 1));
  const { text, steps } = await textOf(format, rows);
  expect(steps.length).toBeGreaterThanOrEqual(3);
  expect(steps).toEqual(steps.toSorted((a, b) => a - b));
  expect(steps.at(-1)).toBe(1201);
  expect(text.match(/in\/person-\d+\/|"slug"/g)).toHaveLength(1201);
});

test('the file has the day in its name', () => {
  expect(fileName('csv', now)).toMatch(/^wellmet-contacts-2026-11-2[12]\.csv$|^wellmet-contacts-2026-11-22\.csv$/);
});

describe('as cards', () => {
  test('one a person; what has a meaning in cards is taken literally', async () => {
    const row = contactRow(1, {
      name: 'Zoé Quill\r\nEND:VCARD',
      headline: 'Weaver; dyer, spinner',
      company: 'Laine',
      location: 'Annecy',
      campaigns: [spring],
    });
    const { text } = await textOf('vcf', [row, contactRow(2, { name: 'Maren Okafor' })]);
    expect(text.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(2);
    expect(text.match(/^END:VCARD\r$/gm)).toHaveLength(2);
    expect(text).toContain('FN:Zoé Quill END:VCARD\r\n');
    expect(text).toContain('TITLE:Weaver\\; dyer\\, spinner\r\n');
    expect(text).toContain('ORG:Laine\r\n');
    expect(text).toContain('CATEGORIES:Spring\r\n');
    expect(text).toMatch(/URL.*:https:\/\/www\.linkedin\.com\/in\/person-1\/\r\n/);
  });

  test('nobody is an empty file', async () => {
    expect((await textOf('vcf', [])).text).toBe('');
  });
});

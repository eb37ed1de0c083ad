import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Hook } from '../insight.ts';
import { draft, noteLength, type Draft, type Wanted } from './draft.ts';
import { at, de, title } from './french.ts';
import { knownOf, type Known, type Shown, type Source } from './known.ts';
import { isPrivate } from '../privateMatters.ts';
import { channels, purposes } from './sentences.ts';
import { beginning, givenName, titleToSay } from './spoken.ts';

const page = (place: 'topCard' | 'experience', quote: string): Source => ({ from: 'page', place, quote });
const hook: Hook = {
  kind: 'newRole',
  subject: 'Directrice des opérations',
  evidence: { place: 'experience', quote: 'Directrice des opérations', date: '2026-03' },
};
const known: Known = {
  name: { text: 'Maëlle Quintrec', source: page('topCard', 'Maëlle Quintrec') },
  title: { text: 'Directrice des opérations', source: page('experience', 'Directrice des opérations') },
  company: { text: 'Talvero', source: page('topCard', 'Talvero') },
  hooks: [hook],
};
const wanted: Wanted = {
  known,
  hook,
  channel: 'message',
  language: 'fr',
  purpose: 'introduce',
  length: 'normal',
  about: undefined,
  sender: 'Ana Prieto',
  today: '2026-11-29',
};
const written = (rest: Partial<Wanted>) => draft({ ...wanted, ...rest });

describe('a draft', () => {
  it('says in French what is known, and from where', () => {
    expect(written({})).toEqual({
      text:
        'Bonjour Maëlle,\n\nJ’ai vu que vous occupez un nouveau poste depuis mars 2026\u00a0: directrice des opérations chez Talvero. ' +
        'Toutes mes félicitations.\n\nJe m’appelle Ana Prieto. Seriez-vous d’accord pour un bref échange\u202f? ' +
        'Si ce n’est pas le bon moment, laissez simplement mon message sans réponse.\n\nCordialement,\nAna Prieto',
      claims: [
        { text: 'Bonjour Maëlle,', evidence: [page('topCard', 'Maëlle Quintrec')] },
        {
          text: 'J’ai vu que vous occupez un nouveau poste depuis mars 2026\u00a0: directrice des opérations chez Talvero. Toutes mes félicitations.',
          evidence: [{ from: 'page', ...hook.evidence }, page('topCard', 'Talvero')],
        },
      ],
    });
  });

  it('says in English what is known', () => {
    expect(written({ language: 'en', channel: 'email', length: 'short', about: ' the planning of field visits. ' })).toMatchObject({
      subject: 'A short introduction: the planning of field visits',
      text:
        'Hello Maëlle,\n\nI saw that you started a new role in March 2026: Directrice des opérations at Talvero. Congratulations.\n\n' +
        'My name is Ana Prieto, and I work on the planning of field visits. Would you be open to a short conversation?\n\nKind regards,\nAna Prieto',
    });
  });

  it('congratulates nobody on what is long ago', () => {
    expect(written({ today: '2028-01-10' }).text).toContain('votre poste depuis mars 2026');
    expect(written({ today: '2028-01-10' }).text).not.toMatch(/félicit|nouveau/);
  });

  it('follows up on what was done, and names nothing where nothing was', () => {
    const last = { what: 'called', day: '2026-12-01' } as const;
    const followed = written({ purpose: 'followUp', hook: undefined, known: { ...known, last }, about: 'les achats' });
    expect(followed.text).toContain('Je fais suite à mon appel du 1er décembre. Il s’agit des achats.');
    expect(followed.claims.at(-1)?.evidence).toEqual([{ from: 'engagement', ...last }]);
    expect(written({ purpose: 'followUp' }).text).toContain('Je me permets de revenir vers vous.');
  });

  it('says its quote shorter where a note has no room for it', () => {
    const quote = `Last winter we moved every inspection round from paper to phones, ${'with the crews writing the forms themselves '.repeat(3)}`;
    const about: Hook = { kind: 'about', evidence: { place: 'about', quote: quote.trim() } };
    const note = written({ channel: 'note', language: 'en', hook: about, about: 'x'.repeat(90) });
    expect(note.text).toContain('“Last winter we moved every inspection round from paper to phones…”');
    expect(note.text.length).toBeLessThanOrEqual(noteLength);
  });
});

describe('the style', () => {
  const axis = { strength: 'low', cues: [] } as const;
  const direct: Known = { ...known, manner: { boldness: { ...axis, side: 'bold' } } };
  const to = (manner: NonNullable<Known['manner']>, rest: Partial<Wanted> = {}) => written({ known: { ...known, manner }, ...rest }).text;

  it('changes the form of a draft and nothing that it claims of the person', () => {
    const { text, claims } = written({ known: direct, purpose: 'invite' });
    expect(text).toBe(
      'Bonjour Maëlle,\n\nJ’aimerais échanger avec vous. J’ai vu que vous occupez votre poste depuis mars 2026\u00a0: ' +
        'directrice des opérations chez Talvero.\n\nQuel jour vous conviendrait pour un appel d’un quart d’heure\u202f?\n\nCordialement,\nAna Prieto',
    );
    expect(claims.map(({ evidence }) => evidence)).toEqual(written({ purpose: 'invite' }).claims.map(({ evidence }) => evidence));
  });

  it('presses nobody who takes their time, also where it is to be short', () => {
    const text = to({ boldness: { ...axis, side: 'calm' } }, { language: 'en', purpose: 'invite', length: 'short' });
    expect(text).toContain('whenever it suits you? There is no hurry: take the time you need to think it over.');
    expect(text).not.toContain('two weeks');
  });

  it('asks for a view whom people come first, and spares small talk whom the task does', () => {
    expect(to({ focus: { ...axis, side: 'people' } })).toMatch(/félicitations[^]*Votre point de vue m’intéresse\. Seriez-vous/);
    expect(to({ focus: { ...axis, side: 'task' } })).not.toContain('félicitations');
    expect(to({ focus: { ...axis, side: 'task' } })).toContain('Auriez-vous un quart d’heure');
  });
});

const word = fc.constantFrom(
  'Nordlys',
  'Œuvre',
  'École de design',
  'Head of Sales',
  'acheteuse',
  'H&M',
  'and',
  '日本',
  'O’Neill',
  '24/7',
  'R&D',
  'de',
);
const words = fc.array(word, { minLength: 1, maxLength: 30 }).map((all) => all.join(' ').slice(0, 380).trim());
/** What only the page says. */
const facts = words.map((text) => `Quillon ${text}`);
const month = fc.constantFrom('2026-03', '2026', '2021-11', '2015-01', '2026-11');
const hooks: fc.Arbitrary<Hook> = fc.record(
  {
    kind: fc.constantFrom('newRole', 'promotion', 'anniversary', 'longTenure', 'companyMove', 'about', 'headline', 'school', 'language'),
    subject: facts,
    years: fc.integer({ min: 1, max: 40 }),
    evidence: fc.record(
      { place: fc.constantFrom('experience', 'about', 'topCard'), quote: words, date: month },
      { requiredKeys: ['place', 'quote'] },
    ),
  },
  { requiredKeys: ['kind', 'evidence'] },
);
const stated = (text: string) => ({ text, source: page('experience', text) });
const anyWanted: fc.Arbitrary<Wanted> = fc
  .record({
    name: words,
    title: fc.option(facts, { nil: undefined }),
    company: fc.option(facts, { nil: undefined }),
    hook: fc.option(hooks, { nil: undefined }),
    channel: fc.constantFrom(...channels),
    language: fc.constantFrom('en', 'fr'),
    purpose: fc.constantFrom(...purposes),
    length: fc.constantFrom('short', 'normal'),
    about: fc.option(words, { nil: undefined }),
    sender: fc.option(words, { nil: undefined }),
    last: fc.option(
      fc.record({ what: fc.constantFrom('sent', 'called', 'met', 'replied'), day: fc.constantFrom('2026-11-01', '2026-02-12') }),
      {
        nil: undefined,
      },
    ),
    today: fc.constantFrom('2026-11-29', '2030-01-01'),
    boldness: fc.constantFrom('bold', 'calm', 'unclear'),
    focus: fc.constantFrom('people', 'task', 'unclear'),
  })
  .map(({ name, title: role, company, last, hook: chosen, boldness, focus, ...rest }) => ({
    ...rest,
    hook: chosen,
    known: {
      name: stated(name),
      ...(role !== undefined && { title: stated(role) }),
      ...(company !== undefined && { company: stated(company) }),
      hooks: chosen ? [chosen] : [],
      ...(last && { last }),
      manner: { boldness: { side: boldness, cues: [] }, focus: { side: focus, cues: [] } },
    },
  }));

const runs = { numRuns: 3000 };

test('whatever is known and wanted, a draft is whole: no gap, no doubled space, no note that is too long', () => {
  fc.assert(
    fc.property(anyWanted, (one) => {
      const { text, subject = '' } = draft(one);
      for (const said of [text, subject]) expect(said).not.toMatch(/undefined|null|\{|\}| {2}|\s$|^\s|\.\.|\n{3}| [.,]/);
      expect(text.length).toBeLessThanOrEqual(one.channel === 'note' ? noteLength : 1500);
      expect(subject.length).toBeLessThanOrEqual(90);
      expect(subject === '').toBe(one.channel !== 'email');
    }),
    runs,
  );
});

test('every claim stands in the draft, and what it quotes stands in its source', () => {
  fc.assert(
    fc.property(anyWanted, (one) => {
      const { text, subject = '', claims } = draft(one);
      for (const claim of claims) {
        expect(text.includes(claim.text) || subject === claim.text).toBe(true);
        expect(claim.evidence.length).toBeGreaterThan(0);
        for (const [, quote = ''] of claim.text.matchAll(/[“«]\u00a0?(.+?)\u00a0?[”»]/g)) {
          const literally = quote.replace(/…$/, '');
          expect(claim.evidence.some((source) => 'quote' in source && source.quote.includes(literally))).toBe(true);
        }
      }
      // Sentences about the person are claims; without facts there is none but the greeting.
      const bare = draft({ ...one, hook: undefined, known: { name: one.known.name, hooks: [] } });
      expect(bare.claims.length).toBeLessThanOrEqual(1);
      expect(bare.text).not.toContain('Quillon');
    }),
    runs,
  );
});

const masked = ({ text, subject }: Draft, name: string) => [subject, text.replace(`${name} Quintrec`, '…').replace(name, '…')];

test('another given name changes nothing but the name', () => {
  const given = fc.constantFrom('Maëlle', 'Jo', 'Mohamed', 'Jean-Baptiste', 'Hyacinthe', 'O’Shea', 'Éloïse', 'Wei');
  fc.assert(
    fc.property(anyWanted, given, given, (one, a, b) => {
      const named = (name: string): Draft =>
        draft({ ...one, sender: undefined, known: { ...one.known, name: stated(`${name} Quintrec`) } });
      expect(masked(named(a), a)).toEqual(masked(named(b), b));
    }),
    runs,
  );
});

const role = (name: string, company: string) =>
  ({ kind: 'role', title: name, company, evidence: { place: 'experience', quote: name } }) as const;

describe('what is known', () => {
  const sighting = {
    identifiers: { slug: 'maelle-quintrec' },
    name: 'Maëlle Quintrec',
    company: 'Talvero',
    experience: [{ title: 'Acheteuse', company: 'Talvero · CDI' }],
    readFrom: { name: 'topCard', company: 'topCard' },
    page: { kind: 'profile', url: 'https://www.linkedin.com/in/maelle-quintrec/', generation: 'sdui' },
  } as const satisfies Parameters<typeof knownOf>[1]['sighting'];
  const of = (shown: Partial<Shown>, fact = role('Acheteuse', 'Talvero'), chosen: Hook[] = []) =>
    knownOf(
      { name: sighting.name, company: 'Talvero', ...shown },
      {
        sighting: { ...sighting, experience: [...sighting.experience] },
        insights: { engine: 'local', version: 1, facts: [fact], hooks: chosen },
      },
    );

  it('has the words of the page that name it', () => {
    expect(of({})).toEqual({
      name: { text: 'Maëlle Quintrec', source: page('topCard', 'Maëlle Quintrec') },
      title: { text: 'Acheteuse', source: page('experience', 'Acheteuse') },
      company: { text: 'Talvero', source: page('topCard', 'Talvero') },
      hooks: [],
    });
    expect(of({}, role('Acheteuse', 'Ailleurs')).company).toBeUndefined();
  });

  it('takes a member’s word before the page’s, and says no title of another company', () => {
    const edit = { by: 'Paul Adeyemi', at: '2026-11-20T10:00:00Z' };
    const corrected = of({ name: 'Maelle Quintrec', company: 'Orvane', edits: { name: edit, company: edit } });
    expect(corrected.name).toEqual({ text: 'Maelle Quintrec', source: { from: 'member', quote: 'Maelle Quintrec', ...edit } });
    expect(corrected.company?.text).toBe('Orvane');
    expect(corrected.title).toBeUndefined();
    expect(of({ company: 'Talvero (Nantes)', edits: { company: edit } }).title?.text).toBe('Acheteuse');
  });

  test.each([
    'Pasteure',
    'Déléguée syndicale CGT',
    'Conseillère municipale',
    'Imam',
    'Députée',
    'Cancer survivor coach',
    'Union organiser',
  ])('says nothing of %s, nor with it', (name) => {
    const other: Hook = {
      kind: 'longTenure',
      years: 6,
      subject: 'Talvero',
      evidence: { place: 'experience', quote: 'Talvero', date: '2019-01' },
    };
    const school: Hook = { kind: 'school', subject: 'INSA Lyon', evidence: { place: 'education', quote: 'INSA Lyon' } };
    const secret: Hook = { kind: 'headline', subject: name, evidence: { place: 'topCard', quote: name } };
    const left = of({}, role(name, 'Talvero'), [other, secret, school]);
    expect([left.title, left.company, left.hooks]).toEqual([undefined, undefined, [school]]);
  });

  test.each([
    'Responsable des achats',
    'Head of Partnerships',
    'Politique commerciale',
    'VP Sales, European Union',
    'Particulier employeur',
    'Godiva',
  ])('%s is a trade', (name) => {
    expect(isPrivate(name)).toBe(false);
  });
});

test.each([
  ['Hannah Lindmoor', 'Hannah'],
  ['Dr. Jean-Luc Corvel, PhD', 'Jean-Luc'],
  ['DUPONT Jeanne', 'Jeanne'],
  ['JEAN-MARIE CORVEL', 'Jean-Marie'],
  ['hélène corvel', 'Hélène'],
  ['🚀 Ines Carvalhon (She/Her)', 'Ines'],
  ['M. Théo Brassard', 'Théo'],
  ['J. Corvel', undefined],
  ['M. Corvel', undefined],
  ['J Corvel', undefined],
  ['D’Arcy Moore', 'D’Arcy'],
  ['Anne-Sophie-Charlotte-Victoire Corvel', undefined],
])('%s is greeted as %s', (name, given) => {
  expect(givenName(name)).toBe(given);
});

test.each([
  ['achats', 'd’achats'],
  ['le transport', 'du transport'],
  ['les stocks', 'des stocks'],
  ['l’entrepôt', 'de l’entrepôt'],
  ['vos tournées', 'de vos tournées'],
  ['une idée', 'd’une idée'],
  ['un projet', 'd’un projet'],
  ['hôpitaux', 'd’hôpitaux'],
  ['hauts fourneaux', 'de hauts fourneaux'],
  ['onze sites', 'de onze sites'],
  ['Écoles', 'd’Écoles'],
])('de + %s: %s', (text, joined) => {
  expect(de(text)).toBe(joined);
});

test.each([
  ['Nordlys', 'chez Nordlys'],
  ['Université de Lyon', 'à l’Université de Lyon'],
  ['Groupe Vauquelin', 'au Groupe Vauquelin'],
  ['Banque du Rhône', 'à la Banque du Rhône'],
  ['Laboratoires Morvan', 'aux Laboratoires Morvan'],
  ['Centre', 'chez Centre'],
])('at %s: %s', (company, joined) => {
  expect(at(company)).toBe(joined);
});

test.each([
  ['Directrice des opérations', 'directrice des opérations'],
  ['Chargé d’affaires', 'chargé d’affaires'],
  ['Director of Sales', 'Director of Sales'],
  ['Head of Sales', 'Head of Sales'],
])('%s within a sentence: %s', (name, said) => {
  expect(title(name)).toBe(said);
});

test.each([
  ['Head of Sales | Keynote speaker | 🚀', 'Head of Sales'],
  ['DIRECTRICE COMMERCIALE', undefined],
  ['CEO', 'CEO'],
  ['VP Sales - EMEA', 'VP Sales'],
  ['🚀', undefined],
])('%s is said as %s', (name, said) => {
  expect(titleToSay(name)).toBe(said);
});

test.each([
  ['Short and whole.', 40, 'Short and whole'],
  ['We moved all of it to phones, with the crews writing the forms', 40, 'We moved all of it to phones…'],
  ['We moved every inspection round of the company', 40, 'We moved every inspection round…'],
])('the beginning of %s', (quote, max, said) => {
  expect(beginning(quote, max)).toBe(said);
});

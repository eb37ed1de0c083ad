import { array, assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Style } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { authoredSentences } from './authored.ts';
import { stands } from './evidence.ts';
import { leastWords, styleOf } from './style.ts';
import { englishCues } from './styleCues.en.ts';
import { frenchCues } from './styleCues.fr.ts';

function sightingOf(fields: Partial<Sighting>): Sighting {
  return {
    identifiers: { slug: 'maelle-quintrec' },
    name: 'Maëlle Quintrec',
    readFrom: { name: 'topCard' },
    page: { kind: 'profile', url: 'https://www.linkedin.com/in/maelle-quintrec/', generation: 'sdui' },
    ...fields,
  };
}

const styleIn = (fields: Partial<Sighting>): Style => {
  const sighting = sightingOf(fields);
  return styleOf(authoredSentences(sighting), sighting.name);
};

/** Sentences of the trade that say nothing of a style, as many as make the words asked for; each of ten words, none twice. */
function plainWords(count: number): string {
  return Array.from({ length: Math.ceil(count / 10) }, (_, n) =>
    `We have sold the pumps number ${n}th to the mines`
      .split(' ')
      .slice(0, Math.min(10, count - 10 * n))
      .join(' '),
  ).join('. ');
}

const read = (fields: Partial<Sighting>) => {
  const style = styleIn(fields);
  if (style.outcome !== 'read') throw new Error(`no style: ${JSON.stringify(style)}`);
  return style;
};

const boldText =
  'I always move fast. We win. Nobody dares to push as relentlessly. You can never wait. I decide at once. Everything must be urgent.';
const warmText =
  'We laugh together. I am grateful to everyone. Listening is a kindness. I love a conversation over coffee. Thank you for the warmth.';

describe('the gate', () => {
  it('says nothing of nothing', () => {
    expect(styleIn({})).toEqual({ outcome: 'notEnoughText', words: 0 });
  });

  it(`opens at ${leastWords} words of their own`, () => {
    expect(styleIn({ about: plainWords(349) })).toEqual({ outcome: 'notEnoughText', words: 349 });
    expect(styleIn({ about: plainWords(350) })).toMatchObject({ outcome: 'read', words: 350 });
  });

  it('is not opened by a sentence said again, nor by a description pasted twice', () => {
    const about = plainWords(200);
    const positions = [1, 2, 3].map(() => ({ title: 'Buyer', description: about }));
    expect(styleIn({ about: `${about}. ${about.toUpperCase()}`, experience: positions })).toMatchObject({ words: 200 });
  });

  it('is opened by nothing but sentences of their own', () => {
    const long = plainWords(80).slice(0, 390);
    const fields: Partial<Sighting> = {
      headline: 'Head of Sales at Talvero | Sales, marketing and growth for the north of the country',
      company: long,
      location: long,
      experience: Array.from({ length: 20 }, () => ({ title: long, company: long, location: long })),
      education: [{ school: long, degree: long }],
      skills: [long],
      languages: [{ name: long }],
    };
    expect(styleIn(fields)).toEqual({ outcome: 'notEnoughText', words: 0 });
  });

  it('counts a headline that is a sentence, and descriptions', () => {
    const headline = 'Head of Sales | I bring the pumps to the mines';
    const experience = [{ title: 'Buyer', description: 'We have bought all of the pumps.' }];
    expect(styleIn({ headline, experience })).toEqual({ outcome: 'notEnoughText', words: 14 });
  });

  it('refuses another language', () => {
    const german = Array.from({ length: 60 }, (_, n) => `Wir verkaufen Pumpen an ${n} Bergwerke im Norden.`).join(' ');
    expect(styleIn({ about: german })).toEqual({ outcome: 'otherLanguage' });
    expect(styleIn({ about: `${german} ${plainWords(100)}` }).outcome).toBe('otherLanguage');
  });

  it('never leaks', () => {
    const sentences = constantFrom(...boldText.split(' '), ...warmText.split(' '), ...plainWords(50).split(' '));
    assert(
      property(array(sentences, { maxLength: 500 }), (words) => {
        const about = words.join(' ').trim();
        const style = styleIn(about === '' ? {} : { about });
        expect(style.outcome === 'read' && words.length < leastWords).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});

describe('the axes', () => {
  const plainText = plainWords(360);

  it('are unclear without cues', () => {
    const style = read({ about: plainText });
    expect([style.boldness.side, style.focus.side, style.quadrant]).toEqual(['unclear', 'unclear', undefined]);
    expect([style.toDo, style.toAvoid]).toEqual([[], []]);
    expect('strength' in style.boldness).toBe(false);
  });

  it('have a side where enough cues agree, with what to do and avoid', () => {
    const style = read({ about: `${boldText} ${warmText} ${plainText}` });
    expect([style.boldness.side, style.focus.side, style.quadrant]).toEqual(['bold', 'people', 'influence']);
    expect(style.toDo).toEqual(['beginWithThePoint', 'proposeOneStep', 'beginWithThePerson', 'askForTheirView']);
    expect(style.toAvoid).toEqual(['longOpening', 'manyOptions', 'figuresAlone', 'coldTone']);
  });

  it('do not grow by a word said again', () => {
    const again = Array.from({ length: 30 }, (_, n) => `We always sell the pump number ${n}.`).join(' ');
    const style = read({ about: `${again} ${plainText}` });
    expect(style.boldness.cues).toHaveLength(1);
    expect(style.boldness.side).toBe('unclear');
  });

  it('do not count what is denied', () => {
    const style = read({ about: `We do not rush. It is not urgent. I have no ambition. ${plainText}` });
    expect(style.boldness.cues).toEqual([]);
  });

  it('quote a cue with the words around it; beside a private matter the cue alone', () => {
    const style = read({
      about: `In the winter they have never sold a pump. After my cancer I never rushed. I always fight the illness. ${plainText}`,
    });
    expect(style.boldness.cues.map(({ evidence }) => evidence.quote)).toEqual([
      'the winter they have never sold a pump',
      'rushed',
      'always',
      'fight',
    ]);
  });

  it('need more than four cues against none, and many for medium', () => {
    const cues = [
      'always',
      'never',
      'fast',
      'win',
      'must',
      'urgent',
      'fight',
      'bold',
      'dare',
      'speed',
      'push',
      'hungry',
      'instantly',
      'certainly',
    ];
    const sides = [4, 5, 8, 12].map((count) => {
      const { side, strength } = read({ about: `${cues.slice(0, count).join('. ')}. ${plainText}` }).boldness;
      return [side, strength];
    });
    expect(sides).toEqual([
      ['unclear', undefined],
      ['bold', 'low'],
      ['bold', 'medium'],
      ['bold', 'medium'],
    ]);
  });
});

/** Words that tell a gender, with the other one. */
const pairs: Record<'en' | 'fr', readonly (readonly [string, string])[]> = {
  en: [
    ['he', 'she'],
    ['his', 'her'],
    ['himself', 'herself'],
    ['Mr', 'Mrs'],
    ['salesman', 'saleswoman'],
    ['chairman', 'chairwoman'],
    ['father', 'mother'],
    ['businessmen', 'businesswomen'],
  ],
  fr: [
    ['il', 'elle'],
    ['ceux', 'celles'],
    ['Monsieur', 'Madame'],
    ['un', 'une'],
    ['mon', 'ma'],
    ['ce', 'cette'],
    ['convaincu', 'convaincue'],
    ['audacieux', 'audacieuse'],
    ['heureux', 'heureuse'],
    ['attentif', 'attentive'],
    ['chacun', 'chacune'],
    ['précis', 'précise'],
    ['directeur', 'directrice'],
    ['vendeur', 'vendeuse'],
    ['discret', 'discrète'],
    ['soigneux', 'soigneuse'],
    ['exigeant', 'exigeante'],
    ['rigoureux', 'rigoureuse'],
    ['ami', 'amie'],
    ['décidé', 'décidée'],
    ['chargé', 'chargée'],
    ['reconnaissant', 'reconnaissante'],
    ['ambitieux', 'ambitieuse'],
  ],
};
// prettier-ignore
const firstNames = [
  'Jean-Pierre', 'Aïcha', 'Mohamed', 'Marie', 'Constance', 'Prudence', 'Patience', 'Victoire', 'Félicité', 'Joy', 'Faith', 'Grace', 'Hope', 'Christian', 'Pascal',
  'Serena', 'Clément', 'Anne Sophie', 'Will', 'Mark', 'Drew', 'Bill', 'Chase', 'Amy', 'Aimée', 'Désirée', 'Modeste', 'Juste', 'Fidèle', 'Olga', 'Wei', 'Boniface',
  'Bienvenue', 'Honorine', 'Noël', 'Angel', 'Ernest', 'Frank', 'Franck', 'Earnest', 'Rich', 'Merry', 'Pearl', 'Destiny', 'Sunny', 'Lovely', 'Harmony', 'Charity', 'Amity',
];

function scores(about: string, name: string, experience?: Sighting['experience']) {
  const style = styleIn({ about, name, ...(experience && { experience }) });
  if (style.outcome !== 'read') return style;
  const { boldness, focus, words } = style;
  return [words, boldness.logOdds, boldness.side, focus.logOdds, focus.side, style.toDo, style.toAvoid];
}

describe('fairness', () => {
  const fill = {
    en: 'We have sold the pumps to the mines of the north with the team of the plant and its people for years.',
    fr: 'Nous avons vendu des pompes aux mines du nord avec les équipes de la région et leurs chefs depuis dix ans.',
  };
  const cueWords = {
    en: ['always', 'never', 'fast', 'together', 'grateful', 'precisely', 'perhaps', 'steady', 'results', 'win'],
    fr: ['toujours', 'vite', 'ensemble', 'merci', 'résultats', 'parfois', 'calmement', 'défi', 'preuve', 'écoute'],
  };

  it.each(['en', 'fr'] as const)('%s: no score changes with a first name or a word that has a gender', (language) => {
    const gendered = pairs[language];
    const place = integer({ min: 0, max: gendered.length - 1 });
    const written = array(
      array(
        place.chain((at) => constantFrom<string | number>(at, ...cueWords[language])),
        { minLength: 1, maxLength: 8 },
      ),
      { minLength: 1, maxLength: 25 },
    );
    const textOf = (sentences: (string | number)[][], form: 0 | 1, name: string) =>
      sentences
        .map(
          (words, n) =>
            `${fill[language]} ${n} ${words.map((word) => (typeof word === 'number' ? gendered[word]?.[form] : word)).join(' ')} ${name}.`,
        )
        .join(' ');
    assert(
      property(written, constantFrom(...firstNames), constantFrom(...firstNames), (sentences, one, other) => {
        expect(scores(textOf(sentences, 0, one), `${one} Quintrec`)).toEqual(scores(textOf(sentences, 1, other), `${other} Quintrec`));
      }),
      { numRuns: 300 },
    );
  });

  it('no first name is a cue', () => {
    for (const name of firstNames) {
      const style = read({ about: `${name} sold the pumps. ${plainWords(400)}`, name: 'Ada Quill' });
      expect([name, style.boldness.cues, style.focus.cues]).toEqual([name, [], []]);
      const fr = `${Array.from({ length: 25 }, (_, n) => `${n} ${fill.fr}`).join(' ')} Nous avons vendu les pompes avec ${name}.`;
      const french = read({ about: fr, name: 'Ada Quill' });
      expect([name, french.boldness.cues, french.focus.cues]).toEqual([name, [], []]);
    }
  });

  it('titles, companies and schools change nothing', () => {
    const about = `${boldText} ${warmText} ${plainWords(360)}`;
    const [warrior, accountant] = ['Warrior, relentless winner', 'Comptable'].map((title) =>
      scores(about, 'Ada Quill', [{ title, company: title, dates: '2019 - Present' }]),
    );
    expect(warrior).toEqual(accountant);
  });
});

it('every quote stands in its place, twice the same, in the agreed shape', () => {
  const words = [
    ...boldText.split(' '),
    ...warmText.split(' '),
    'perhaps',
    'toujours',
    'and the',
    'et nous',
    '•',
    '\n',
    '«',
    'é',
    '. ',
    '! ',
  ];
  assert(
    property(array(constantFrom(...words), { minLength: 200, maxLength: 900 }), (all) => {
      const sighting = sightingOf({
        about: all.join(' ').trim().slice(0, 6000),
        experience: [{ title: 'Buyer', description: `${plainWords(200)} ${boldText}` }],
      });
      const style = styleOf(authoredSentences(sighting), sighting.name);
      expect(Style.parse(style)).toEqual(style);
      expect(styleOf(authoredSentences(sighting), sighting.name)).toEqual(style);
      if (style.outcome !== 'read') return;
      for (const { evidence } of [...style.boldness.cues, ...style.focus.cues]) expect(stands(sighting, evidence)).toBe(true);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ['English', englishCues],
  ['French', frenchCues],
])('no %s phrase stands twice', (_, rows) => {
  const phrases = rows.flatMap(({ words }) => words.split(',').map((phrase) => phrase.trim()));
  expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
});

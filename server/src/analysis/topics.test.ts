import { isPersonal } from '@wellmet/shared/privateMatters';
import { describe, expect, it } from 'vitest';
import { topics } from '@wellmet/shared/insight';
import type { Sighting } from '@wellmet/shared/sighting';
import { authoredSentences } from './authored.ts';
import { stands } from './evidence.ts';
import { topicTable } from './topics.table.ts';
import { topicsOf } from './topics.ts';

function sightingOf(fields: Partial<Sighting>): Sighting {
  return {
    identifiers: { slug: 'maelle-quintrec' },
    name: 'Maëlle Quintrec',
    readFrom: { name: 'topCard' },
    page: { kind: 'profile', url: 'https://www.linkedin.com/in/maelle-quintrec/', generation: 'sdui' },
    ...fields,
  };
}

const topicsIn = (fields: Partial<Sighting>) => {
  const sighting = sightingOf(fields);
  const found = topicsOf(authoredSentences(sighting));
  expect(found.every(({ evidence }) => stands(sighting, evidence))).toBe(true);
  return found;
};

describe('topics', () => {
  it('are what most sentences name, each with the first of them', () => {
    const about =
      'We are the buyers of the plant and have 40 suppliers. At the weekend the vineyard of our village is where I am to be found. ' +
      'Tenders are a craft of their own, and we write them with the people who use the machines.';
    expect(topicsIn({ about })).toEqual([
      { topic: 'procurement', evidence: { place: 'about', quote: 'We are the buyers of the plant and have 40 suppliers.' } },
      {
        topic: 'agriculture',
        evidence: { place: 'about', quote: 'At the weekend the vineyard of our village is where I am to be found.' },
      },
    ]);
  });

  it('are found in French, whatever the ending', () => {
    const about =
      'Nous livrons des boulangeries et des fromageries avec nos camions. Depuis 2019, je négocie chez nous les tournées et le fret.';
    expect(topicsIn({ about }).map(({ topic }) => topic)).toEqual(['transport', 'food', 'salesMethods']);
  });

  it('are none where one description names them once, but where two do', () => {
    const one = { title: 'Buyer', description: 'We are the ones who keep the cash flow of the group in order with the banks.' };
    const two = { title: 'Analyst', description: 'It was the treasury of the group that we have built from the first euro.' };
    expect(topicsIn({ experience: [one] })).toEqual([]);
    expect(topicsIn({ experience: [one, two] }).map(({ topic }) => topic)).toEqual(['finance']);
  });

  it.each([
    'After my cancer I have worked for the suppliers of the hospital, and it is with them that I am to this day.',
    'The church of our town is where we have built the supply chain of the food bank with the parish.',
    'In the party we have run the digital marketing of the elections and it was the best school for me.',
    'With the union we are at the table for the remote work of the factory and of the offices.',
    'As a mother of three I am the one who knows how remote work is done at the kitchen table.',
  ])('do not come from a private matter: %s', (about) => {
    expect(topicsIn({ about })).toEqual([]);
  });

  it('are not read off titles, companies, skills or schools', () => {
    const experience = [{ title: 'Head of Procurement', company: 'Wind Farm Supply Chain' }];
    expect(
      topicsIn({
        headline: 'Head of Procurement | Supply chain',
        experience,
        skills: ['Supply chain'],
        education: [{ school: 'Banking school' }],
      }),
    ).toEqual([]);
  });

  it('are at most six', () => {
    const about =
      'We write of suppliers, vineyards, hotels, robots, satellites, insurance, bridges and podcasts for the readers of our letter.';
    expect(topicsIn({ about })).toHaveLength(6);
  });

  it('are nothing in another language', () => {
    expect(
      topicsIn({ about: 'Wir kaufen Software, Roboter und Hotels, und unsere Supply Chain ist die beste im ganzen Norden von Bayern.' }),
    ).toEqual([]);
  });
});

describe('the table', () => {
  it('has a row for each topic, in both languages', () => {
    const rows = topicTable.flatMap(({ topic }) => topic ?? []);
    expect(rows.toSorted()).toEqual([...topics].toSorted());
    expect(topicTable.every(({ en, fr }) => en !== '' && fr !== '')).toBe(true);
  });

  it.each(['en', 'fr'] as const)('%s: has no phrase twice, and none that touches a private matter', (language) => {
    const phrases = topicTable.flatMap((row) => row[language].split(',').map((phrase) => phrase.trim()));
    expect(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at)).toEqual([]);
    const named = topicTable.flatMap((row) => (row.topic === undefined ? [] : row[language].split(',')));
    expect(named.filter((phrase) => isPersonal(phrase))).toEqual([]);
  });
});

/** The people of the practice pages. Every person, company and school here is invented; cities are real. */
import { createHash } from 'node:crypto';

export type InterfaceLanguage = 'en' | 'fr';

/** A month ("2026-03") or, where the page says no month, a year ("2019"). */
type Since = string;

export interface PracticePosition {
  title: string;
  company: string;
  employment?: string;
  start: Since;
  /** Absent: still there. */
  end?: Since;
  location?: string;
  description?: string;
}

export interface PracticePerson {
  /** Absent for somebody outside the viewer's network: such a page is reached by the member id only and hides the name. */
  slug?: string;
  /** Number that the member id carries, as LinkedIn's ids do. */
  memberNumber: number;
  name: string;
  pronouns?: string;
  /** "--" is what LinkedIn stores for an empty one. */
  headline: string;
  location?: string;
  company?: string;
  school?: string;
  /** Absent: a page with a Follow button, which shows no degree. */
  degree?: 1 | 2 | 3;
  about?: string;
  positions: PracticePosition[];
  education: { school: string; degree?: string; start: Since; end: Since }[];
  skills: string[];
  languages: { name: string; level?: string }[];
  followers?: number;
  connections?: string;
  /** Slugs of people that the viewer knows too. */
  mutual?: string[];
  /** Which of the two applications draws the page, and where the newer one writes its named keys. docs: linkedin page generations. */
  drawnBy: 'ember' | 'sdui-componentkey' | 'sdui-id';
  /** Language that the page is shown in unless the address says another one. */
  language: InterfaceLanguage;
}

/** Member id in LinkedIn's build: 39 characters, `ACoA`, the member number, a digest. The digest is of a text of ours, so the id is nobody's. */
export function memberId(memberNumber: number): string {
  const bytes = Buffer.alloc(29);
  bytes.set([0x00, 0x2a, 0x00, 0x00]);
  bytes.writeUInt32BE(memberNumber, 4);
  bytes[8] = 1;
  createHash('sha1').update(`invented ${memberNumber}`).digest().copy(bytes, 9);
  return bytes.toString('base64url');
}

/** The member whose session the practice pages pretend to be: `/in/me/` is this page. */
export const practiceViewer: PracticePerson = {
  slug: 'robin-sellwyn-practice',
  memberNumber: 913_204_417,
  name: 'Robin Sellwyn',
  headline: 'Account executive at Wexcombe Analytics',
  location: 'Lyon, Auvergne-Rhône-Alpes, France',
  company: 'Wexcombe Analytics',
  positions: [
    {
      title: 'Account Executive',
      company: 'Wexcombe Analytics',
      employment: 'Full-time',
      start: '2024-09',
      location: 'Lyon, France · Hybrid',
    },
  ],
  education: [],
  skills: ['Discovery calls', 'Account planning'],
  languages: [{ name: 'English' }, { name: 'French' }],
  connections: '212',
  drawnBy: 'sdui-componentkey',
  language: 'en',
};

export const practicePeople: PracticePerson[] = [
  {
    slug: 'hannah-lindmoor-4b7120',
    memberNumber: 318_440_926,
    name: 'Hannah Lindmoor',
    pronouns: 'She/Her',
    headline: 'Chief Operating Officer at Oskerby Grid | Making maintenance boring',
    location: 'Manchester, England, United Kingdom',
    company: 'Oskerby Grid',
    school: 'Marrowdale University',
    degree: 2,
    about:
      'I run operations for a company that keeps 1,900 small substations alive across the north of England.\n\n' +
      'Last winter we moved every inspection round from paper to phones in eleven weeks, with the crews writing the forms themselves. Call-outs fell by a third, and nobody misses the clipboards except me.\n\n' +
      'Before that I spent nine years in warehouses, first on nights with a scanner in my hand, later planning the shifts. It taught me that a process which only works when the best person is in is not a process.\n\n' +
      'I am always glad to compare notes with people who plan field work: routes, spare parts, lone-worker safety, and how to stop meetings from eating the morning.',
    positions: [
      {
        title: 'Chief Operating Officer',
        company: 'Oskerby Grid',
        employment: 'Full-time',
        start: '2026-03',
        location: 'Manchester, England, United Kingdom · Hybrid',
        description: 'Field operations, spare parts and safety for 1,900 substations and 240 engineers.',
      },
      {
        title: 'Director of Field Operations',
        company: 'Oskerby Grid',
        employment: 'Full-time',
        start: '2022-01',
        end: '2026-02',
        location: 'Manchester, England, United Kingdom',
      },
      {
        title: 'Head of Warehouse Planning',
        company: 'Thornwick Parcels',
        employment: 'Full-time',
        start: '2016-06',
        end: '2021-12',
        location: 'Leeds, England, United Kingdom',
        description: 'Shift planning for three sites; introduced swaps by phone, which halved the no-shows.',
      },
      {
        title: 'Shift Lead',
        company: 'Thornwick Parcels',
        employment: 'Full-time',
        start: '2012-09',
        end: '2016-05',
        location: 'Leeds, England, United Kingdom',
      },
    ],
    education: [{ school: 'Marrowdale University', degree: 'BSc, Operations Management', start: '2009', end: '2012' }],
    skills: ['Field service management', 'Shift planning', 'Safety leadership', 'Process design', 'Spare parts planning'],
    languages: [
      { name: 'English', level: 'Native or bilingual proficiency' },
      { name: 'Swedish', level: 'Limited working proficiency' },
    ],
    connections: '500+',
    mutual: ['théo-brassard-lune-8c41d2', 'priya-oakeshaw-71f0ae'],
    drawnBy: 'sdui-id',
    language: 'en',
  },
];

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
  /** Which of the two applications draws the page, and where the newer one writes its named keys. */
  drawnBy: 'ember' | 'sdui-componentkey' | 'sdui-id';
  /** Language that the page is shown in unless the address says another one. */
  language: InterfaceLanguage;
  /** What lists add to the address of a profile written in this language: `/in/<slug>/fr/`. */
  linkLanguage?: string;
}

/** Id in LinkedIn's build: 39 characters, four that say what it is, the member number, a digest. The digest is of a text of ours, so the id is nobody's. */
function idOf(kind: number, memberNumber: number, text: string): string {
  const bytes = Buffer.alloc(29);
  bytes.set([0x00, kind, 0x00, 0x00]);
  bytes.writeUInt32BE(memberNumber, 4);
  bytes[8] = 1;
  createHash('sha1').update(`${text} ${memberNumber}`).digest().copy(bytes, 9);
  return bytes.toString('base64url');
}

/** Member id: `ACoA…`. */
export const memberId = (memberNumber: number): string => idOf(0x2a, memberNumber, 'invented');

/** What Sales Navigator calls the same person: `ACwA…`. */
export const leadId = (memberNumber: number): string => idOf(0x2c, memberNumber, 'invented lead');

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
  {
    slug: 'théo-brassard-lune-8c41d2',
    memberNumber: 204_771_385,
    name: 'Théo Brassard-Lune',
    headline: 'Directeur commercial chez Veltrane | Logiciels pour les laboratoires',
    location: 'Nantes, Pays de la Loire, France',
    company: 'Veltrane',
    school: 'Université de Haute-Brume',
    degree: 1,
    about:
      'Je dirige une équipe de quatorze commerciaux qui vendent des logiciels à des laboratoires d’analyses.\n\n' +
      'En janvier, nous avons supprimé les appels à froid pour les remplacer par des visites de paillasse : deux heures sur place, sans présentation. ' +
      'Le cycle de vente est passé de neuf mois à six, et les clients nous appellent par notre prénom.\n\n' +
      'Avant Veltrane, j’ai vendu du matériel de pesée pendant sept ans, d’abord dans l’Ouest, puis avec une équipe à moi. ' +
      'J’y ai appris à lire une ligne de production avant d’ouvrir la bouche.\n\n' +
      'Je parle volontiers de recrutement de vendeurs qui ne viennent pas de la vente, de rémunération sans usine à gaz et de randonnées sous la pluie.',
    positions: [
      {
        title: 'Directeur commercial',
        company: 'Veltrane',
        employment: 'CDI',
        start: '2026-03',
        location: 'Nantes, Pays de la Loire, France · Hybride',
        description: 'Équipe de quatorze personnes en France et en Belgique.',
      },
      {
        title: 'Responsable des ventes Ouest',
        company: 'Pesamont',
        employment: 'CDI',
        start: '2019-01',
        end: '2026-02',
        location: 'Rennes, Bretagne, France',
        description: 'Création du secteur, puis encadrement de six technico-commerciaux.',
      },
      {
        title: 'Technico-commercial',
        company: 'Pesamont',
        employment: 'CDI',
        start: '2015-09',
        end: '2018-12',
        location: 'Rennes, Bretagne, France',
      },
    ],
    education: [{ school: 'Université de Haute-Brume', degree: 'Master, Commerce et négociation', start: '2013', end: '2015' }],
    skills: [
      'Vente de solutions',
      'Management commercial',
      'Négociation',
      'Recrutement',
      'Secteur des laboratoires',
      'Prévisions de ventes',
    ],
    languages: [
      { name: 'Français', level: 'Bilingue ou langue natale' },
      { name: 'Anglais', level: 'Capacité professionnelle complète' },
    ],
    followers: 1_184,
    connections: '500+',
    drawnBy: 'sdui-componentkey',
    language: 'fr',
  },
  {
    slug: 'priya-oakeshaw-71f0ae',
    memberNumber: 87_316_540,
    name: 'Priya Oakeshaw',
    pronouns: 'She/Her',
    headline: 'Head of Revenue Operations, Fernhollow Robotics',
    location: 'Dublin, County Dublin, Ireland',
    company: 'Fernhollow Robotics',
    degree: 3,
    about:
      'Revenue operations for a company that builds picking robots for greenhouses.\n\n' +
      'My first month here I printed every report we sent to the board and asked who had ever decided something because of it. We kept four out of thirty-one. ' +
      'The team got its Fridays back and forecasting accuracy went up, which nobody believed until the second quarter.\n\n' +
      'I came to this work from finance, so I like numbers that can be traced back to an invoice. I dislike dashboards that need a guide.\n\n' +
      'Talk to me about pipeline reviews that last twenty minutes, territory planning without spreadsheets mailed around, or the robots. Everybody wants to talk about the robots.',
    positions: [
      {
        title: 'Head of Revenue Operations',
        company: 'Fernhollow Robotics',
        employment: 'Full-time',
        start: '2025-09',
        location: 'Dublin, Ireland · Hybrid',
      },
      {
        title: 'Senior Revenue Operations Manager',
        company: 'Quillmarsh Payments',
        employment: 'Full-time',
        start: '2021-04',
        end: '2025-08',
        location: 'Dublin, Ireland',
        description: 'Rebuilt territory planning for 60 sellers and merged three price lists into one.',
      },
      {
        title: 'Financial Analyst',
        company: 'Quillmarsh Payments',
        employment: 'Full-time',
        start: '2017-10',
        end: '2021-03',
        location: 'Cork, Ireland',
      },
    ],
    education: [{ school: 'Saint Brannoc College', degree: 'BComm, Finance', start: '2014', end: '2017' }],
    skills: ['Revenue operations', 'Forecasting', 'Territory planning', 'Pricing'],
    languages: [
      { name: 'English', level: 'Native or bilingual proficiency' },
      { name: 'Hindi', level: 'Professional working proficiency' },
    ],
    connections: '430',
    drawnBy: 'sdui-componentkey',
    language: 'en',
  },
  {
    slug: 'marcus-oyelowe-finch-20c9b5',
    memberNumber: 146_902_773,
    name: 'Marcus Oyelowe-Finch',
    headline: 'VP Engineering at Halvorsby Cold Chain',
    location: 'Rotterdam, South Holland, Netherlands',
    company: 'Halvorsby Cold Chain',
    school: 'Oskerby Polytechnic',
    degree: 2,
    about:
      'I lead the 45 people who write and run the software behind refrigerated transport at Halvorsby.\n\n' +
      'In June we switched off the last of our own servers. It took three years, one very hot weekend and a spreadsheet of 212 sensors that nobody had admitted to owning. ' +
      'Lorries now report their temperature every ten seconds instead of every quarter of an hour, and we throw away far less lettuce.\n\n' +
      'I hire slowly and promote from within; I was promoted that way myself, from on-call engineer to where I am.\n\n' +
      'Interested in: telemetry that survives tunnels, pay scales people can read, and good bread.',
    positions: [
      {
        title: 'VP Engineering',
        company: 'Halvorsby Cold Chain',
        employment: 'Full-time',
        start: '2024-02',
        location: 'Rotterdam, Netherlands',
        description: '45 engineers in four teams; budget, hiring and the move away from our own data centre.',
      },
      {
        title: 'Engineering Manager',
        company: 'Halvorsby Cold Chain',
        employment: 'Full-time',
        start: '2020-07',
        end: '2024-01',
        location: 'Rotterdam, Netherlands',
      },
      {
        title: 'Software Engineer',
        company: 'Halvorsby Cold Chain',
        employment: 'Full-time',
        start: '2017-03',
        end: '2020-06',
        location: 'Rotterdam, Netherlands',
      },
      {
        title: 'Embedded Developer',
        company: 'Dunmorrow Instruments',
        employment: 'Full-time',
        start: '2014',
        end: '2017',
        location: 'Bristol, England, United Kingdom',
      },
    ],
    education: [{ school: 'Oskerby Polytechnic', degree: 'MEng, Electronic Engineering', start: '2010', end: '2014' }],
    skills: ['Engineering management', 'Telemetry', 'Cloud migration', 'Hiring', 'Incident response'],
    languages: [
      { name: 'English', level: 'Native or bilingual proficiency' },
      { name: 'Dutch', level: 'Limited working proficiency' },
    ],
    connections: '500+',
    drawnBy: 'ember',
    language: 'en',
  },
  {
    slug: 'ines-carvalhon-5d38f6',
    memberNumber: 402_118_659,
    name: 'Inès Carvalhon',
    headline: 'Fondatrice et présidente de Lumarelle — l’éclairage des petits musées',
    location: 'Lille, Hauts-de-France, France',
    company: 'Lumarelle',
    school: 'École des métiers de Valcendre',
    degree: 2,
    about:
      'J’ai fondé Lumarelle en 2021 avec une échelle, deux clients et un prêt de ma tante.\n\n' +
      'Nous concevons l’éclairage de petits musées : ceux qui ont une belle collection, un budget serré et un seul gardien. ' +
      'Nous sommes neuf, et nous venons de finir les dix-sept salles du musée du Lin, sans fermer un seul jour au public.\n\n' +
      'Je crois aux devis d’une page, aux chantiers de nuit bien préparés et aux visites trois mois après la livraison, quand les vrais défauts se montrent.\n\n' +
      'Cette année, je cherche à mieux suivre nos prospects : pour l’instant, tout tient dans un carnet rouge que je perds régulièrement.',
    positions: [
      {
        title: 'Fondatrice et présidente',
        company: 'Lumarelle',
        start: '2021-05',
        location: 'Lille, Hauts-de-France, France',
        description: 'Conception et installation d’éclairages pour 38 petits musées.',
      },
      {
        title: 'Cheffe de projet éclairage',
        company: 'Atelier Mirelune',
        employment: 'CDI',
        start: '2016-02',
        end: '2021-04',
        location: 'Bruxelles, Belgique',
      },
      {
        title: 'Conceptrice lumière',
        company: 'Atelier Mirelune',
        employment: 'CDD',
        start: '2014-09',
        end: '2016-01',
        location: 'Bruxelles, Belgique',
      },
    ],
    education: [{ school: 'École des métiers de Valcendre', degree: 'Diplôme, Conception lumière', start: '2011', end: '2014' }],
    skills: ['Conception lumière', 'Gestion de chantier', 'Muséographie'],
    languages: [
      { name: 'Français', level: 'Bilingue ou langue natale' },
      { name: 'Portugais', level: 'Bilingue ou langue natale' },
      { name: 'Néerlandais', level: 'Compétence professionnelle limitée' },
    ],
    connections: '387',
    mutual: ['théo-brassard-lune-8c41d2', 'yannick-kerdantrec-e6017b'],
    drawnBy: 'sdui-id',
    language: 'fr',
  },
  {
    slug: 'yannick-kerdantrec-e6017b',
    memberNumber: 59_027_184,
    name: 'Yannick Kerdantrec',
    headline: 'Responsable des achats indirects chez Brumelac',
    location: 'Quimper, Bretagne, France',
    company: 'Brumelac',
    school: 'Université de Haute-Brume',
    degree: 2,
    about:
      'Acheteur depuis quinze ans, toujours dans l’agroalimentaire, toujours en Bretagne.\n\n' +
      'Je m’occupe de tout ce qui n’est pas du lait : logiciels, transport, emballages, intérim, énergie. ' +
      'L’an dernier, nous avons ramené 640 fournisseurs à 210 en gardant tous ceux qui sont à moins de cinquante kilomètres de l’usine.\n\n' +
      'Aux commerciaux qui m’écrivent : dites-moi en deux phrases ce que ça coûte et ce que ça remplace. Je réponds toujours, même pour dire non.\n\n' +
      'Le reste du temps, je suis entraîneur d’un club d’aviron et je répare de vieux moteurs de bateau.',
    positions: [
      {
        title: 'Responsable des achats indirects',
        company: 'Brumelac',
        employment: 'CDI',
        start: '2022-09',
        location: 'Quimper, Bretagne, France · Sur site',
        description: 'Logiciels, transport, emballages et énergie : 48 millions d’euros par an.',
      },
      {
        title: 'Acheteur senior',
        company: 'Brumelac',
        employment: 'CDI',
        start: '2017-04',
        end: '2022-08',
        location: 'Quimper, Bretagne, France',
      },
      {
        title: 'Acheteur',
        company: 'Conserveries Tesvenn',
        employment: 'CDI',
        start: '2011-10',
        end: '2017-03',
        location: 'Concarneau, Bretagne, France',
      },
    ],
    education: [{ school: 'Université de Haute-Brume', degree: 'Licence professionnelle, Achats', start: '2008', end: '2011' }],
    skills: ['Achats indirects', 'Négociation', 'Appels d’offres', 'Agroalimentaire', 'Énergie'],
    languages: [
      { name: 'Français', level: 'Bilingue ou langue natale' },
      { name: 'Breton', level: 'Compétence professionnelle limitée' },
    ],
    connections: '500+',
    drawnBy: 'ember',
    language: 'fr',
  },
  {
    slug: 'saoirse-kellaway-writes',
    memberNumber: 33_650_298,
    name: 'Saoirse Kellaway',
    headline: 'I write about selling  without shouting | Newsletter every other Tuesday',
    location: 'Galway, County Galway, Ireland',
    about:
      'I sold payroll software for twelve years and was quietly good at it. Now I write about that.\n\n' +
      'Every other Tuesday I take one real conversation with a buyer, change the names, and go through it line by line: what was asked, what was answered, and where the seller should have stopped talking. ' +
      'Last month’s was about a deal I lost in 2016 because I sent a proposal nobody had asked for. It is the most read piece I have published.\n\n' +
      'I also run small workshops, never more than eight people, always with your own calls.\n\n' +
      'If you write to me, tell me what you sell and to whom. I will not be impressed by a growth rate, but I will read every word.',
    positions: [
      {
        title: 'Writer and Workshop Host',
        company: 'The Quiet Pipeline',
        employment: 'Self-employed',
        start: '2023-01',
        location: 'Galway, Ireland',
      },
      {
        title: 'Senior Account Executive',
        company: 'Wagewell Systems',
        employment: 'Full-time',
        start: '2015-05',
        end: '2022-12',
        location: 'Dublin, Ireland',
      },
      {
        title: 'Account Executive',
        company: 'Wagewell Systems',
        employment: 'Full-time',
        start: '2010-11',
        end: '2015-04',
        location: 'Dublin, Ireland',
      },
    ],
    education: [],
    skills: ['Writing', 'Sales coaching', 'Workshop facilitation'],
    languages: [{ name: 'English', level: 'Native or bilingual proficiency' }, { name: 'Irish' }],
    followers: 48_310,
    drawnBy: 'sdui-componentkey',
    language: 'en',
  },
  {
    slug: 'juniper-3e9d07',
    memberNumber: 511_273_840,
    name: '🌿 Juniper',
    pronouns: 'They/Them',
    headline: '𝗗𝗲𝘀𝗶𝗴𝗻 𝗹𝗲𝗮𝗱 ✨ Marrowdale Health | ex-Tessonde',
    location: 'Lisbon, Portugal',
    company: 'Marrowdale Health',
    degree: 2,
    about:
      'Design lead for the appointment desk of Marrowdale Health: web, phone line and the paper letter, because plenty of people still want the letter.\n\n' +
      'This spring we rewrote every message we send in plain words and read them aloud to twenty patients first. Missed appointments went down by a fifth. The longest message is now forty-one words.\n\n' +
      'I care about forms, kindness in error messages and leaving on time. Before this I spent five years on timetables and tickets at Tessonde, where I learned to design for people who are already running.',
    positions: [
      {
        title: 'Design Lead',
        company: 'Marrowdale Health',
        employment: 'Full-time',
        start: '2024-05',
        location: 'Lisbon, Portugal · Remote',
      },
      {
        title: 'Senior Product Designer',
        company: 'Tessonde',
        employment: 'Full-time',
        start: '2021-02',
        end: '2024-04',
        location: 'Lisbon, Portugal',
      },
      {
        title: 'Product Designer',
        company: 'Tessonde',
        employment: 'Full-time',
        start: '2019-01',
        end: '2021-01',
        location: 'Porto, Portugal',
      },
    ],
    education: [{ school: 'Instituto Vale Sereno', degree: 'BA, Communication Design', start: '2015', end: '2018' }],
    skills: ['Service design', 'Plain language', 'User research'],
    languages: [
      { name: 'Portuguese', level: 'Native or bilingual proficiency' },
      { name: 'English', level: 'Full professional proficiency' },
    ],
    connections: '268',
    drawnBy: 'sdui-id',
    language: 'en',
  },
  {
    slug: 'tomasz-wierzbnik-90ab4c',
    memberNumber: 690_335_127,
    name: 'Tomasz Wierzbnik',
    headline: '--',
    location: 'Poznań, Wielkopolskie, Poland',
    degree: 3,
    positions: [{ title: 'Logistics coordinator', company: 'Thornwick Parcels', start: '2023-06', location: 'Poznań, Poland' }],
    education: [],
    skills: [],
    languages: [],
    connections: '41',
    drawnBy: 'sdui-id',
    language: 'en',
  },
  {
    slug: 'bertrand-oskamp-cfo-1c77e0',
    memberNumber: 120_584_961,
    name: 'Bertrand Oskamp, CPA',
    headline: 'Chief Financial Officer @ Pelgrane Software\n| Subscription businesses | Board reporting',
    location: 'Brussels Metropolitan Area',
    company: 'Pelgrane Software',
    school: 'Solvane Institute',
    degree: 3,
    about:
      'CFO of a subscription software company with 180 people and, since April, one set of books.\n\n' +
      'We used to close the month in nineteen days. We now close in five, after moving four subsidiaries to a single ledger and deleting more approval steps than I can remember signing. ' +
      'I spent the saved time with the sales team, and learned that half of our discounts came from a field somebody had filled in once, years ago.\n\n' +
      'Trained as an auditor; still reads footnotes first. I answer messages about billing, revenue recognition, and anything that shortens a process without hiding a risk.',
    positions: [
      {
        title: 'Chief Financial Officer',
        company: 'Pelgrane Software',
        employment: 'Full-time',
        start: '2023-11',
        location: 'Brussels, Belgium',
        description: 'Finance, legal and procurement; month end from nineteen days to five.',
      },
      {
        title: 'Finance Director',
        company: 'Pelgrane Software',
        employment: 'Full-time',
        start: '2020-02',
        end: '2023-10',
        location: 'Brussels, Belgium',
      },
      {
        title: 'Audit Manager',
        company: 'Corvane Audit',
        employment: 'Full-time',
        start: '2013-09',
        end: '2020-01',
        location: 'Antwerp, Belgium',
      },
      {
        title: 'Auditor',
        company: 'Corvane Audit',
        employment: 'Full-time',
        start: '2009-09',
        end: '2013-08',
        location: 'Antwerp, Belgium',
      },
    ],
    education: [
      { school: 'Solvane Institute', degree: 'Master, Accounting and Control', start: '2007', end: '2009' },
      { school: 'Marrowdale University', degree: 'BSc, Economics', start: '2004', end: '2007' },
    ],
    skills: ['Financial reporting', 'Revenue recognition', 'Procurement', 'Board reporting', 'Subscription billing'],
    languages: [
      { name: 'Dutch', level: 'Native or bilingual proficiency' },
      { name: 'French', level: 'Full professional proficiency' },
      { name: 'English', level: 'Full professional proficiency' },
    ],
    connections: '500+',
    drawnBy: 'sdui-componentkey',
    language: 'en',
  },
  {
    memberNumber: 777_410_062,
    name: 'Nobody to be named',
    headline: 'Purchasing manager in the food industry',
    location: 'Gothenburg, Västra Götaland County, Sweden',
    positions: [],
    education: [],
    skills: [],
    languages: [],
    drawnBy: 'sdui-componentkey',
    language: 'en',
  },
];

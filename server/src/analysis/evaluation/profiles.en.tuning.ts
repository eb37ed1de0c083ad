import { englishPassages as text } from './passages.en.ts';
import type { Profile } from './profile.ts';

/** As long as a style would need, no sentence said twice. */
const germanLong = Array.from(
  { length: 18 },
  (_, n) =>
    `Im ${n + 1}. Jahr haben wir ${n + 20} Betriebe besucht und aufgeschrieben, was wir dort gesehen haben. Gute Lieferanten brauchen Zeit, das hat uns der ${n + 1}. Winter gelehrt.`,
).join(' ');

/** English half with which rules are tuned. */
export const englishTuning: readonly Profile[] = [
  {
    name: 'Orla Fenwick',
    headline: 'Head of Sales at Marrowdale Pumps | I sell pumps to people who hate salespeople',
    location: 'Leeds, England, United Kingdom',
    about: [text.blunt, text.market, text.workshop, text.launch, text.ask].join('\n'),
    positions: [
      ['Head of Sales', 'Marrowdale Pumps · Full-time', 'Mar 2024 - Present · 2 yrs 9 mos'],
      ['Sales Manager', 'Orvane', 'Jan 2019 - Feb 2024 · 5 yrs 2 mos'],
    ],
    education: [['Oskerby Business School', 'BA', '2008 - 2011']],
    is: {
      seniority: 'director',
      function: 'sales',
      language: 'en',
      since: '2024-03',
      move: 'company',
      style: 'read',
      hooks: ['about', 'headline', 'school'],
    },
  },
  {
    name: 'Tobias Quill',
    headline: 'CFO at Lindmoor Breweries',
    location: 'Manchester, United Kingdom',
    about: [text.exact, text.ledger, text.archive, text.slow, text.harbour].join('\n\n'),
    positions: [
      ['CFO', 'Lindmoor Breweries', 'Jun 2026 - Present · 6 mos'],
      ['Finance Director', 'Lindmoor Breweries', 'Jan 2020 - May 2026 · 6 yrs 5 mos'],
    ],
    is: {
      seniority: 'executive',
      function: 'finance',
      language: 'en',
      since: '2026-06',
      move: 'promotion',
      style: 'read',
      hooks: ['promotion', 'longTenure', 'about'],
    },
  },
  {
    name: 'Saoirse Brassard',
    headline: 'People Operations Manager',
    about: [text.warm, text.teaching, text.ask, text.harbour, text.workshop].join('\n'),
    positions: [
      ['People Operations Manager', 'Cork Ferries', 'Apr 2021 - Present · 5 yrs 8 mos'],
      ['HR Coordinator', 'Brannoc', '2018 - 2021'],
    ],
    education: [['University of Brannoc', 'MSc Organisational Psychology', '2014 - 2016']],
    languages: [
      ['English', 'Native or bilingual proficiency'],
      ['Spanish', 'Professional working proficiency'],
    ],
    is: {
      seniority: 'manager',
      function: 'people',
      language: 'en',
      since: '2021-04',
      move: 'company',
      style: 'read',
      hooks: ['longTenure', 'about', 'school', 'language'],
    },
  },
  {
    name: 'Okke Lindmoor',
    headline: 'Senior Buyer | Castings and forgings',
    about: [text.slow, text.archive, text.exact, text.harbour].join('\n'),
    positions: [['Senior Buyer', 'Talvero', 'Nov 2022 - Present · 4 yrs 1 mo', text.market]],
    is: { seniority: 'senior', function: 'procurement', language: 'en', since: '2022-11', style: 'read', hooks: ['anniversary', 'about'] },
  },
  {
    name: 'Brigid Oyelowe',
    headline: 'Founder & CEO at Quill Readers',
    about: [text.launch, text.blunt, text.ask, text.market].join('\n'),
    positions: [['Founder & CEO', 'Quill Readers', 'May 2017 - Present · 9 yrs 7 mos']],
    is: { seniority: 'owner', function: 'generalManagement', language: 'en', since: '2017-05', style: 'notEnoughText', hooks: ['about'] },
  },
  {
    name: 'Marcus Thornbury',
    headline: 'Software Engineer at Spindle Systems',
    about:
      'We keep the timetables of 14 regional railways on one cluster, and I am on call for the nights. Most of the code is open source.',
    positions: [
      ['Software Engineer', 'Spindle Systems', 'Sep 2026 - Present · 3 mos'],
      ['Junior Software Engineer', 'Orvane', 'Jan 2024 - Aug 2026 · 2 yrs 8 mos'],
    ],
    education: [['Oskerby Institute of Technology', 'BSc Computer Science', '2020 - 2023']],
    is: {
      seniority: 'professional',
      function: 'engineering',
      language: 'en',
      since: '2026-09',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['newRole', 'about', 'school'],
    },
  },
  {
    name: 'Hannah Delacour',
    headline: 'VP Marketing @ Northern Twine | Speaker',
    about: 'I am a passionate marketing leader with a proven track record. Feel free to contact me!',
    positions: [
      ['VP Marketing', 'Northern Twine', 'Feb 2026 - Present · 10 mos'],
      ['Marketing Director', 'Harbour Dyeworks', 'Mar 2020 - Jan 2026 · 5 yrs 11 mos'],
    ],
    is: {
      seniority: 'vp',
      function: 'marketing',
      language: 'en',
      since: '2026-02',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['companyMove'],
    },
  },
  {
    name: 'Paavo Vasquez',
    headline: 'Operations Director chez Nimbus Looms',
    positions: [
      ['Operations Director', 'Nimbus Looms', '2019 - Present', 'Responsible for 3 plants and the 220 people who work in them.'],
      ['Plant Manager', 'Nimbus Looms', '2014 - 2019'],
    ],
    education: [['Marrowdale Polytechnic', 'MEng']],
    is: {
      seniority: 'director',
      function: 'operations',
      language: 'en',
      since: '2019',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['longTenure', 'school'],
    },
  },
  {
    name: 'Noor Marchetti',
    headline: 'Data Analyst Intern',
    about:
      'Second-year student of statistics. I have cleaned the data of 30 weather stations for the harbour of Oskerby and it was more fun than it sounds.',
    positions: [['Data Analyst Intern', 'Oskerby Harbour', 'Jul 2026 - Present · 5 mos']],
    education: [['University of Oskerby', 'BSc Statistics', '2024 - 2027']],
    is: {
      seniority: 'training',
      function: 'data',
      language: 'en',
      since: '2026-07',
      style: 'notEnoughText',
      hooks: ['newRole', 'about', 'school'],
    },
  },
  {
    name: 'Dilys Nakagawa',
    headline: 'Retired',
    positions: [
      ['Retired', undefined, 'Jan 2024 - Present'],
      ['Legal Counsel', 'Orvane', '2001 - 2023'],
    ],
    is: { style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Ewan Castellane',
    headline: 'Open to work | Logistics Manager',
    positions: [['Logistics Manager', 'Talvero', 'Jan 2018 - Jun 2026 · 8 yrs 6 mos']],
    education: [['Leeds College of Trade', undefined, '2010 - 2013']],
    is: { style: 'notEnoughText', hooks: ['school'] },
  },
  {
    name: 'Imogen Sabatier',
    headline: 'Customer Success Manager at Spindle Systems | Author of The Patient Renewal',
    about:
      'Our renewals went from 81 to 94 percent in two years, and the reason is a spreadsheet that everybody laughed at. I write about it in the letter of Spindle.',
    positions: [
      ['Customer Success Manager', 'Spindle Systems', 'Nov 2024 - Present · 2 yrs 1 mo'],
      ['Customer Support Specialist', 'Spindle Systems', 'May 2022 - Oct 2024 · 2 yrs 6 mos'],
    ],
    is: {
      seniority: 'professional',
      function: 'customer',
      language: 'en',
      since: '2024-11',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['anniversary', 'about', 'headline'],
    },
  },
  {
    name: 'Rhys Abernathy',
    headline: 'Product Manager, Payments',
    positions: [
      ['Product Manager', 'Brannoc Pay', 'Jan 2025 - Present · 1 yr 11 mos', 'Own the checkout of a payment service used by 4,000 shops.'],
      ['Business Analyst', 'Brannoc Pay', 'Jun 2022 - Dec 2024'],
    ],
    languages: [['Dutch', 'Full professional proficiency']],
    is: {
      seniority: 'professional',
      function: 'product',
      language: 'en',
      since: '2025-01',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['language'],
    },
  },
  {
    name: 'Cosima Vandermeer',
    headline: 'General Counsel',
    location: 'Dublin, Ireland',
    positions: [['General Counsel', 'Harbour Dyeworks', 'Oct 2015 - Present · 11 yrs 2 mos']],
    education: [['Brannoc Law School', 'LLM', '2002 - 2004']],
    is: { seniority: 'executive', function: 'legal', since: '2015-10', style: 'notEnoughText', hooks: ['longTenure', 'school'] },
  },
  {
    name: 'Leander Okoro',
    headline: 'Head of IT | Keeping old machines polite since 2006',
    positions: [
      ['Head of IT', 'Oak & Co', 'Dec 2025 - Present · 1 yr'],
      ['IT Manager', 'Oak & Co', 'Feb 2019 - Nov 2025 · 6 yrs 10 mos'],
    ],
    is: {
      seniority: 'director',
      function: 'it',
      language: 'en',
      since: '2025-12',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['promotion', 'longTenure', 'headline'],
    },
  },
  {
    name: 'Petra Lindqvist',
    headline: 'UX Designer',
    about: 'I draw the forms that people fill in at the counter of 60 town halls. The best of them has one field.',
    positions: [
      ['UX Designer', 'Formwell Studio', 'Aug 2023 - Present'],
      ['Graphic Designer', 'Self-employed', '2019 - 2023'],
    ],
    is: {
      seniority: 'professional',
      function: 'design',
      language: 'en',
      since: '2023-08',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['about'],
    },
  },
  {
    name: 'Gareth Solander',
    headline: 'Managing Director at Solander Timber',
    about: [text.harbour, text.market, text.workshop, text.ledger].join('\n'),
    positions: [
      ['Managing Director', 'Solander Timber', 'Nov 2020 - Present · 6 yrs 1 mo'],
      ['Operations Manager', 'Orvane', 'Jan 2012 - Oct 2020'],
    ],
    is: {
      seniority: 'executive',
      function: 'generalManagement',
      language: 'en',
      since: '2020-11',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['anniversary', 'about'],
    },
  },
  {
    name: 'Jorunn Hadley',
    headline: 'Einkaufsleiterin bei Nordwerk',
    about: germanLong,
    positions: [['Purchasing Manager', 'Nordwerk', 'Jan 2012 - Present']],
    is: { seniority: 'manager', function: 'procurement', since: '2012-01', style: 'otherLanguage', hooks: ['longTenure'] },
  },
  {
    name: 'Amara Whitcombe',
    headline: 'Account Executive at Quill Readers',
    positions: [
      ['Account Executive', 'Quill Readers', 'Oct 2025 - Present · 1 yr 2 mos'],
      ['Sales Development Representative', 'Quill Readers', 'Sep 2023 - Sep 2025 · 2 yrs 1 mo'],
    ],
    is: { seniority: 'professional', function: 'sales', since: '2025-10', move: 'promotion', style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Linus Carrow',
    headline: 'Registered Nurse',
    positions: [['Registered Nurse', 'Saint Brannoc Infirmary', 'Mar 2016 - Present']],
    education: [['Oskerby School of Nursing', undefined, '2012 - 2015']],
    is: { seniority: 'professional', function: 'health', since: '2016-03', style: 'notEnoughText', hooks: ['longTenure', 'school'] },
  },
  {
    name: 'Freya Montague',
    headline: 'Chief of Staff to the CEO at Talvero',
    positions: [
      ['Chief of Staff to the CEO', 'Talvero', 'Jan 2026 - Present · 11 mos'],
      ['Strategy Consultant', 'Brannoc Partners', 'Sep 2021 - Dec 2025'],
    ],
    is: {
      seniority: 'professional',
      function: 'generalManagement',
      since: '2026-01',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['companyMove'],
    },
  },
  {
    name: 'Silas Wren',
    headline: 'Lead Data Engineer',
    about:
      'My team moves 2 billion readings a day from the meters of Leeds to the people who plan the grid. We are six and we have one rule: no dashboard without an owner.',
    positions: [['Lead Data Engineer', 'Gridwell', 'Feb 2022 - Present · 4 yrs 10 mos']],
    is: { seniority: 'lead', function: 'data', language: 'en', since: '2022-02', style: 'notEnoughText', hooks: ['about'] },
  },
  {
    name: 'Ottoline Pryce',
    headline: 'Partner at Pryce Vale LLP',
    positions: [['Partner', 'Pryce Vale LLP', 'Apr 2014 - Present']],
    education: [['University of Marrowdale', 'LLB']],
    is: { seniority: 'owner', since: '2014-04', style: 'notEnoughText', hooks: ['school'] },
  },
  {
    name: 'Desmond Achterberg',
    headline: 'Warehouse Supervisor',
    positions: [
      ['Warehouse Supervisor', 'Northern Twine', 'May 2026 - Present · 7 mos'],
      ['Warehouse Operator', 'Northern Twine', 'Jun 2019 - Apr 2026'],
    ],
    is: {
      seniority: 'lead',
      function: 'operations',
      since: '2026-05',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['promotion', 'longTenure'],
    },
  },
  {
    name: 'Verity Halloran',
    headline: 'Freelance copywriter | Words for breweries and bicycle makers',
    positions: [['Freelance Copywriter', 'Self-employed', '2015 - Present']],
    is: { seniority: 'professional', function: 'marketing', since: '2015', style: 'notEnoughText', hooks: ['headline', 'longTenure'] },
  },
  {
    name: 'Caspian Rourke',
    headline: 'Executive Assistant to the CFO',
    positions: [
      ['Executive Assistant to the CFO', 'Lindmoor Breweries', 'Nov 2025 - Present · 1 yr 1 mo'],
      ['Office Assistant', 'Orvane', '2020 - Oct 2025'],
    ],
    is: {
      seniority: 'professional',
      function: 'operations',
      since: '2025-11',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['anniversary'],
    },
  },
  {
    name: 'Beatrix Solheim',
    headline: 'Quality Engineer at Nimbus Looms',
    about:
      'After my cancer in 2021 I came back to the looms. I am looking after the audits of the two plants, and the scrap rate of Leeds has halved since 2022.',
    positions: [['Quality Engineer', 'Nimbus Looms', 'Jan 2023 - Present']],
    is: { seniority: 'professional', function: 'operations', language: 'en', since: '2023-01', style: 'notEnoughText', hooks: ['about'] },
  },
  {
    name: 'Alaric Penhallow',
    headline: 'Union Representative | Fitter',
    positions: [['Union Representative', 'Teamsters of Marrowdale', 'Mar 2026 - Present']],
    is: { seniority: 'professional', since: '2026-03', style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Tamsin Eldridge',
    headline: 'Senior Project Manager, Rail',
    positions: [
      ['Senior Project Manager', 'Gridwell', 'Jun 2020 - Present · 6 yrs 6 mos'],
      ['Project Manager', 'Orvane', 'Jan 2015 - May 2020'],
    ],
    languages: [['Italian', 'Elementary proficiency']],
    is: { seniority: 'senior', function: 'operations', since: '2020-06', move: 'company', style: 'notEnoughText', hooks: ['longTenure'] },
  },
  {
    name: 'Ignatius Bell',
    headline: 'Lecturer in Materials Science',
    location: 'Oskerby',
    positions: [['Lecturer', 'University of Oskerby', 'Sep 2018 - Present']],
    education: [['University of Brannoc', 'PhD', '2012 - 2016']],
    is: { seniority: 'professional', function: 'education', since: '2018-09', style: 'notEnoughText', hooks: ['longTenure', 'school'] },
  },
];

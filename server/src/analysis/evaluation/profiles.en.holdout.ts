import { englishPassages as text } from './passages.en.ts';
import type { Profile } from './profile.ts';

/** As long as a style would need, no sentence said twice. */
const spanishLong = Array.from(
  { length: 18 },
  (_, n) =>
    `En el año ${n + 1} visitamos ${n + 20} talleres y anotamos todo lo que vimos antes de pedir un precio. Los buenos proveedores se encuentran despacio, eso nos enseñó el invierno número ${n + 1}.`,
).join(' ');

/** English half that only measures. */
export const englishHoldout: readonly Profile[] = [
  {
    name: 'Rowena Castellane',
    headline: 'Director of Procurement at Gridwell',
    about: [text.slow, text.exact, text.ask, text.archive, text.market].join('\n'),
    positions: [
      ['Director of Procurement', 'Gridwell', 'Sep 2025 - Present · 1 yr 3 mos'],
      ['Procurement Manager', 'Talvero', 'Apr 2018 - Aug 2025'],
    ],
    is: {
      seniority: 'director',
      function: 'procurement',
      language: 'en',
      since: '2025-09',
      move: 'company',
      style: 'read',
      hooks: ['about'],
    },
  },
  {
    name: 'Magnus Ferrier',
    headline: 'Chief Operating Officer',
    about: [text.blunt, text.workshop, text.harbour, text.launch, text.teaching].join('\n\n'),
    positions: [['Chief Operating Officer', 'Marrowdale Foundry', 'Nov 2019 - Present · 7 yrs 1 mo']],
    education: [['Brannoc Business School', 'MBA', '2010 - 2012']],
    is: {
      seniority: 'executive',
      function: 'operations',
      language: 'en',
      since: '2019-11',
      style: 'read',
      hooks: ['anniversary', 'about', 'school'],
    },
  },
  {
    name: 'Ilse Thornquist',
    headline: 'Talent Acquisition Lead | We hire people who repair things',
    about: [text.warm, text.ask, text.teaching, text.slow].join('\n'),
    positions: [
      ['Talent Acquisition Lead', 'Cork Ferries', 'Jul 2026 - Present · 5 mos', text.archive],
      ['Recruiter', 'Orvane', '2020 - Jun 2026'],
    ],
    is: {
      seniority: 'lead',
      function: 'people',
      language: 'en',
      since: '2026-07',
      move: 'company',
      style: 'read',
      hooks: ['newRole', 'about'],
    },
  },
  {
    name: 'Piers Okonedo',
    headline: 'Finance Business Partner',
    about: [text.ledger, text.exact, text.archive, text.slow, text.harbour].join(' '),
    positions: [['Finance Business Partner', 'Oak & Co', 'Feb 2021 - Present']],
    is: { seniority: 'professional', function: 'finance', language: 'en', since: '2021-02', style: 'read', hooks: ['longTenure', 'about'] },
  },
  {
    name: 'Calista Brandreth',
    headline: 'Sales Director, UK & Ireland',
    about: [text.market, text.blunt, text.ask, text.launch].join('\n'),
    positions: [
      ['Sales Director', 'Brannoc Pay', 'Oct 2026 - Present · 2 mos'],
      ['Regional Sales Manager', 'Brannoc Pay', 'Aug 2021 - Sep 2026'],
    ],
    is: {
      seniority: 'director',
      function: 'sales',
      language: 'en',
      since: '2026-10',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['promotion', 'longTenure', 'about'],
    },
  },
  {
    name: 'Theo Wexford',
    headline: 'Backend Developer',
    about:
      'I write the part of the booking system that nobody sees. In March we moved 6 million tickets to a new database with the ferries still sailing.',
    positions: [['Backend Developer', 'Cork Ferries', 'Mar 2023 - Present']],
    is: { seniority: 'professional', function: 'engineering', language: 'en', since: '2023-03', style: 'notEnoughText', hooks: ['about'] },
  },
  {
    name: 'Sunniva Hale',
    headline: 'Co-Founder, Formwell Studio',
    positions: [
      ['Co-Founder', 'Formwell Studio', 'Jan 2019 - Present'],
      ['Design Lead', 'Spindle Systems', '2014 - 2018'],
    ],
    education: [['Marrowdale College of Art', 'BA Graphic Design']],
    is: { seniority: 'owner', function: 'generalManagement', since: '2019-01', move: 'company', style: 'notEnoughText', hooks: ['school'] },
  },
  {
    name: 'Barnaby Voss',
    headline: 'Supply Chain Planner at Nimbus Looms',
    positions: [
      ['Supply Chain Planner', 'Nimbus Looms', 'Apr 2026 - Present · 8 mos'],
      ['Stock Controller', 'Harbour Dyeworks', 'Jan 2021 - Apr 2026'],
    ],
    is: {
      seniority: 'professional',
      function: 'operations',
      since: '2026-04',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['companyMove'],
    },
  },
  {
    name: 'Eluned Marsh',
    headline: 'Brand Manager | Tea, biscuits and the truth about both',
    about:
      'We relaunched the Oskerby biscuit in 2024 with the tin of 1931. It is the first job in which my grandmother understands what I do.',
    positions: [['Brand Manager', 'Oskerby Biscuits', 'Nov 2023 - Present · 3 yrs 1 mo']],
    is: {
      seniority: 'professional',
      function: 'marketing',
      language: 'en',
      since: '2023-11',
      style: 'notEnoughText',
      hooks: ['anniversary', 'about', 'headline'],
    },
  },
  {
    name: 'Corin Adeyemi',
    headline: 'Solicitor at Pryce Vale LLP',
    positions: [
      ['Solicitor', 'Pryce Vale LLP', 'Sep 2022 - Present'],
      ['Trainee Solicitor', 'Pryce Vale LLP', 'Sep 2020 - Aug 2022'],
    ],
    education: [['University of Oskerby', 'LLB Law', '2016 - 2019']],
    is: { seniority: 'professional', function: 'legal', since: '2022-09', move: 'promotion', style: 'notEnoughText', hooks: ['school'] },
  },
  {
    name: 'Juniper Stroud',
    headline: 'Career break',
    positions: [
      ['Full-time parent', 'Career break', 'Jan 2025 - Present'],
      ['Account Manager', 'Orvane', '2019 - 2024'],
    ],
    is: { style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Lachlan Pemberton',
    headline: 'Looking for a new role in logistics',
    positions: [['Transport Manager', 'Northern Twine', '2016 - 2026']],
    languages: [['Portuguese', 'Professional working proficiency']],
    is: { style: 'notEnoughText', hooks: ['language'] },
  },
  {
    name: 'Oriel Sandoz',
    headline: 'CTO',
    about: spanishLong,
    positions: [['CTO', 'Formwell Studio', 'Feb 2024 - Present']],
    is: { seniority: 'executive', function: 'engineering', since: '2024-02', style: 'otherLanguage', hooks: [] },
  },
  {
    name: 'Bettina Crowe',
    headline: 'Head of Customer Support at Spindle Systems',
    about: 'We answer 900 letters a week from four kitchens between Cork and Ghent. The longest took us eleven days and ended with a cake.',
    positions: [
      ['Head of Customer Support', 'Spindle Systems', 'Jan 2026 - Present · 11 mos'],
      ['Customer Support Manager', 'Spindle Systems', 'Mar 2022 - Dec 2025'],
    ],
    is: {
      seniority: 'director',
      function: 'customer',
      language: 'en',
      since: '2026-01',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['promotion', 'about'],
    },
  },
  {
    name: 'Fergus Latimer',
    headline: 'Maintenance Technician',
    positions: [
      [
        'Maintenance Technician',
        'Marrowdale Foundry',
        '2011 - Present',
        'Presses, ovens and the one lift that nobody else dares to touch.',
      ],
    ],
    is: { seniority: 'professional', function: 'operations', language: 'en', since: '2011', style: 'notEnoughText', hooks: ['longTenure'] },
  },
  {
    name: 'Hestia Monroe',
    headline: 'Marketing Intern at Oskerby Biscuits',
    positions: [['Marketing Intern', 'Oskerby Biscuits', 'Sep 2026 - Present · 3 mos']],
    education: [['University of Marrowdale', 'BA Marketing', '2023 - 2027']],
    is: { seniority: 'training', function: 'marketing', since: '2026-09', style: 'notEnoughText', hooks: ['newRole', 'school'] },
  },
  {
    name: 'Auberon Steele',
    headline: 'Former CEO of Orvane',
    positions: [['CEO', 'Orvane', '2009 - 2022']],
    is: { style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Mireille Ashdown',
    headline: 'Data Scientist at Gridwell',
    about:
      'My models guess how much water Leeds will drink tomorrow. They were wrong on the day of the cup final of 2025, and that is the chart on our wall.',
    positions: [
      ['Data Scientist', 'Gridwell', 'Oct 2024 - Present'],
      ['Data Analyst', 'Brannoc Pay', 'Feb 2022 - Sep 2024'],
    ],
    is: {
      seniority: 'professional',
      function: 'data',
      language: 'en',
      since: '2024-10',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['about'],
    },
  },
  {
    name: 'Cyprian Holt',
    headline: 'Vice President of Engineering',
    positions: [
      ['Vice President of Engineering', 'Quill Readers', 'Nov 2024 - Present'],
      ['Engineering Manager', 'Spindle Systems', '2018 - Oct 2024'],
    ],
    is: { seniority: 'vp', function: 'engineering', since: '2024-11', move: 'company', style: 'notEnoughText', hooks: ['anniversary'] },
  },
  {
    name: 'Marguerite Finch',
    headline: 'Store Manager at Harbour Dyeworks',
    positions: [
      ['Store Manager', 'Harbour Dyeworks', 'Jun 2021 - Present'],
      ['Sales Assistant', 'Harbour Dyeworks', '2017 - May 2021'],
    ],
    is: { seniority: 'manager', function: 'sales', since: '2021-06', move: 'promotion', style: 'notEnoughText', hooks: ['longTenure'] },
  },
  {
    name: 'Dashiell Moor',
    headline: 'IT Support Engineer',
    positions: [['IT Support Engineer', 'Lindmoor Breweries', 'Aug 2025 - Present']],
    languages: [
      ['German', 'Full professional proficiency'],
      ['English', 'Native or bilingual proficiency'],
    ],
    is: { seniority: 'professional', function: 'it', since: '2025-08', style: 'notEnoughText', hooks: ['language'] },
  },
  {
    name: 'Philippa Garrow',
    headline: 'Principal Product Designer | Fewer screens, better questions for the people at the counter',
    positions: [['Principal Product Designer', 'Formwell Studio', 'Dec 2023 - Present']],
    is: { seniority: 'lead', function: 'design', language: 'en', since: '2023-12', style: 'notEnoughText', hooks: ['headline'] },
  },
  {
    name: 'Konrad Bellweather',
    headline: 'Group Financial Controller',
    about: [text.ledger, text.harbour, text.market, text.exact].join('\n'),
    positions: [['Group Financial Controller', 'Northern Twine', 'Nov 2017 - Present · 9 yrs 1 mo']],
    is: {
      seniority: 'professional',
      function: 'finance',
      language: 'en',
      since: '2017-11',
      style: 'notEnoughText',
      hooks: ['anniversary', 'about'],
    },
  },
  {
    name: 'Seren Vaughan',
    headline: 'HR Business Partner',
    positions: [
      ['HR Business Partner', 'Marrowdale Foundry', 'Feb 2026 - Present · 10 mos'],
      ['HR Generalist', 'Oak & Co', '2019 - Jan 2026'],
    ],
    is: {
      seniority: 'professional',
      function: 'people',
      since: '2026-02',
      move: 'company',
      style: 'notEnoughText',
      hooks: ['companyMove'],
    },
  },
  {
    name: 'Ambrose Keane',
    headline: 'Pastor | Accountant',
    positions: [['Accountant', 'Parish of Saint Brannoc', 'Jan 2013 - Present']],
    is: { seniority: 'professional', function: 'finance', since: '2013-01', style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Lorelei Dunmore',
    headline: 'Product Owner at Brannoc Pay',
    positions: [
      ['Product Owner', 'Brannoc Pay', 'May 2025 - Present'],
      ['Business Analyst', 'Gridwell', '2021 - Apr 2025'],
    ],
    is: { seniority: 'professional', function: 'product', since: '2025-05', move: 'company', style: 'notEnoughText', hooks: [] },
  },
  {
    name: 'Evander Shaw',
    headline: 'Purchasing Assistant',
    positions: [['Purchasing Assistant', 'Talvero', 'Jun 2026 - Present']],
    is: { seniority: 'professional', function: 'procurement', since: '2026-06', style: 'notEnoughText', hooks: ['newRole'] },
  },
  {
    name: 'Winifred Oake',
    headline: 'Owner at Oake Bakery',
    about: 'We bake for 22 restaurants between Marrowdale and the coast. I get up at two, and so does the oven.',
    positions: [['Owner', 'Oake Bakery', '2008 - Present']],
    is: { seniority: 'owner', function: 'generalManagement', language: 'en', since: '2008', style: 'notEnoughText', hooks: ['about'] },
  },
  {
    name: 'Cassius Hartley',
    headline: 'Key Account Manager, Retail',
    positions: [
      ['Key Account Manager', 'Oskerby Biscuits', 'Nov 2021 - Present · 5 yrs 1 mo'],
      ['Sales Representative', 'Oskerby Biscuits', 'Jan 2016 - Oct 2021'],
    ],
    is: {
      seniority: 'professional',
      function: 'sales',
      since: '2021-11',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['anniversary', 'longTenure'],
    },
  },
  {
    name: 'Thisbe Aldous',
    headline: 'Senior Consultant at Brannoc Partners',
    positions: [
      ['Senior Consultant', 'Brannoc Partners', 'Jan 2024 - Present'],
      ['Consultant', 'Brannoc Partners', 'Sep 2021 - Dec 2023'],
    ],
    education: [['Oskerby Business School', 'MSc Management', '2019 - 2021']],
    is: {
      seniority: 'senior',
      function: 'consulting',
      since: '2024-01',
      move: 'promotion',
      style: 'notEnoughText',
      hooks: ['longTenure', 'school'],
    },
  },
];

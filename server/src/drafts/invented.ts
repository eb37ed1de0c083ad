/** Invented people for reading drafts: what pages say in odd ways. Every person, company and school here is invented; cities are real. */
import type { Sighting } from '@wellmet/shared/sighting';

type Told = Pick<Sighting, 'name'> &
  Partial<Pick<Sighting, 'headline' | 'company' | 'about' | 'experience' | 'education' | 'languages' | 'location'>>;

const told: Told[] = [
  {
    name: 'Solenne Archambray',
    headline: 'Responsable des achats chez Vauquelin Textiles',
    company: 'Vauquelin Textiles',
    experience: [
      { title: 'Responsable des achats', company: 'Vauquelin Textiles', dates: 'sept. 2026 - aujourd’hui' },
      { title: 'Acheteuse', company: 'Orvane', dates: '2019 - 2026' },
    ],
  },
  {
    name: 'Dr. Piet van Oostrum',
    headline: 'Head of R&D | Coatings that last',
    company: 'Brackwater Coatings',
    experience: [{ title: 'Head of R&D', company: 'Brackwater Coatings', dates: 'Nov 2021 - Present' }],
    languages: [
      { name: 'Dutch', level: 'Native or bilingual proficiency' },
      { name: 'German', level: 'Full professional proficiency' },
    ],
  },
  {
    name: 'DUVALLON Hervé',
    headline: 'Directeur général',
    company: 'Groupe Morvan',
    experience: [{ title: 'Directeur général', company: 'Groupe Morvan', dates: 'mars 2012 - aujourd’hui' }],
  },
  {
    name: 'Oona Kestrel',
    company: 'Fenwick Rowe',
    headline: 'Fenwick Rowe',
    education: [{ school: 'Marrowdale University', dates: '2011 - 2014' }],
  },
  {
    name: 'Théodora Lazlo-Brunet',
    headline: 'Cheffe de projet | Rendre les entrepôts plus calmes',
    company: 'Entrepôts Kerdoncuff',
    experience: [{ title: 'Cheffe de projet logistique', company: 'Entrepôts Kerdoncuff', dates: '06/2024 - aujourd’hui' }],
  },
  { name: 'J. P. Wetherall', headline: 'Procurement' },
  {
    name: 'Amadou Sarrebourg',
    headline: 'Ingénieur d’affaires',
    company: 'Université de Brocéliande',
    experience: [
      { title: 'Ingénieur d’affaires', company: 'Université de Brocéliande', dates: 'janv. 2026 - aujourd’hui' },
      { title: 'Chargé de mission', company: 'Orvane', dates: '2020 - 2025' },
    ],
  },
  {
    name: 'Freya Hollowell',
    headline: 'VP Sales EMEA at Nordlys',
    company: 'Nordlys',
    experience: [
      { title: 'VP Sales EMEA', company: 'Nordlys', dates: 'Jul 2026 - Present' },
      { title: 'Director of Sales', company: 'Nordlys', dates: 'Jan 2022 - Jun 2026' },
    ],
  },
  {
    name: 'Imane Desrosières',
    headline: 'Directrice commerciale',
    company: 'Talvero',
    about:
      'Nous avons ouvert 3 ateliers à Nantes en 2021 avec les artisans du quartier, et les délais ont été divisés par deux. Mon équipe suit aujourd’hui 140 clients dans la région, surtout des menuiseries et des fabricants de meubles.',
    experience: [{ title: 'Directrice commerciale', company: 'Talvero', dates: 'janv. 2021 - aujourd’hui' }],
  },
  {
    name: 'Caspian Thorngate',
    headline: 'Founder at Thorngate Tools',
    company: 'Thorngate Tools',
    about:
      'I build hand tools for 40 joinery schools in Norway and Scotland, and we repair each of them for as long as its owner keeps it.',
    experience: [{ title: 'Founder', company: 'Thorngate Tools', dates: '2009 - Present' }],
  },
  {
    name: 'MIREILLE COTTEREAU',
    headline: 'COMPTABLE',
    company: 'Cabinet Cottereau',
    experience: [{ title: 'COMPTABLE', company: 'Cabinet Cottereau', dates: '2018 - aujourd’hui' }],
  },
  {
    name: 'Ravindra Pellwood',
    headline: 'Supply chain planner',
    company: 'Oatmere Foods',
    experience: [{ title: 'Supply Chain Planner', company: 'Oatmere Foods', dates: 'Nov 2025 - Present' }],
  },
  {
    name: 'Éloïse Grandvoinet',
    headline: 'Déléguée syndicale',
    company: 'Transports Lermont',
    experience: [{ title: 'Déléguée syndicale', company: 'Transports Lermont', dates: 'janv. 2026 - aujourd’hui' }],
    education: [{ school: 'IUT de Roanne', dates: '2008 - 2010' }],
  },
  {
    name: 'Bartholomew-Maximilian-Sebastian Ashdown',
    headline: 'Facilities Manager',
    company: 'Ashdown & Partners LLP',
    experience: [{ title: 'Facilities Manager', company: 'Ashdown & Partners LLP', dates: 'Feb 2014 - Present' }],
  },
  {
    name: 'Zélie Montferrat 🌱',
    headline: 'Acheteuse indirecte • Emballages qui reviennent',
    company: 'Maison Ferrandon',
    experience: [
      { title: 'Acheteuse indirecte', company: 'Maison Ferrandon', dates: 'oct. 2025 - aujourd’hui' },
      { title: 'Assistante achats', company: 'Orvane', dates: '2021 - 2025' },
    ],
  },
  {
    name: 'Kwame Lindqvist',
    headline: 'Customer Success Lead',
    company: 'Pebblewright',
    experience: [{ title: 'Customer Success Lead', company: 'Pebblewright', dates: 'Mar 2026 - Present' }],
    languages: [{ name: 'Swedish', level: 'Professional working proficiency' }],
  },
  {
    name: 'Noémie Vasseur-Klein',
    headline: 'Consultante en organisation',
    company: 'Indépendante',
    experience: [{ title: 'Consultante en organisation', company: 'Indépendante', dates: 'août 2016 - aujourd’hui' }],
    languages: [{ name: 'Allemand', level: 'Capacité professionnelle complète' }],
  },
  {
    name: 'Tobias Grünwaldt',
    headline: 'Einkaufsleiter bei Steinbrück Maschinen',
    company: 'Steinbrück Maschinen',
    experience: [{ title: 'Einkaufsleiter', company: 'Steinbrück Maschinen', dates: '2017 - Present' }],
  },
  {
    name: 'Perrine Achard',
    headline: 'Responsable formation',
    company: 'École des métiers du bois',
    experience: [{ title: 'Responsable formation', company: 'École des métiers du bois', dates: 'nov. 2023 - aujourd’hui' }],
  },
  {
    name: 'Lachlan Mereworth',
    headline: 'IT Manager - Infrastructure & Security',
    company: 'Harbour Rail',
    experience: [{ title: 'IT Manager - Infrastructure & Security', company: 'Harbour Rail', dates: '2015 - Present' }],
    education: [{ school: 'Tarnside College', dates: '2005 - 2008' }],
  },
  {
    name: 'Yasmine Belhadri',
    headline: 'Chargée de communication',
    company: 'Ville de Trévignac',
    experience: [
      { title: 'Chargée de communication', company: 'Ville de Trévignac', dates: 'mai 2026 - aujourd’hui' },
      { title: 'Journaliste', company: 'La Gazette de Trévignac', dates: '2018 - 2026' },
    ],
  },
  {
    name: 'Gideon Farrowby',
    headline: 'Plant Director',
    company: 'Calder Bricks',
    about: 'We fire 60,000 bricks a day in Stoke with a third less gas than in 2019. The kiln crew found most of it.',
    experience: [{ title: 'Plant Director', company: 'Calder Bricks', dates: 'Sep 2018 - Present' }],
  },
  {
    name: 'Clotilde d’Arvigny',
    headline: 'DRH',
    company: 'Laboratoires Sévrain',
    experience: [
      { title: 'DRH', company: 'Laboratoires Sévrain', dates: 'avr. 2026 - aujourd’hui' },
      { title: 'Responsable RH', company: 'Laboratoires Sévrain', dates: '2019 - mars 2026' },
    ],
  },
  { name: 'Wren Atterbury', headline: 'Data analyst', company: 'Quillstone' },
  {
    name: 'Hippolyte Sauvanet',
    headline: 'Directeur technique | L’hydraulique sans fuites',
    company: 'Hydraulique Sauvanet',
    experience: [{ title: 'Directeur technique', company: 'Hydraulique Sauvanet', dates: 'nov. 2016 - aujourd’hui' }],
  },
  {
    name: 'Marisol Tenby',
    headline: 'Marketing Director at Copperline | Fewer slides, more visits',
    company: 'Copperline',
    experience: [{ title: 'Marketing Director', company: 'Copperline', dates: 'Jan 2020 - Present' }],
  },
  {
    name: 'Anatole Brisquet',
    headline: 'Gérant',
    company: 'Brisquet Menuiserie',
    experience: [{ title: 'Gérant', company: 'Brisquet Menuiserie', dates: '2004 - aujourd’hui' }],
  },
  {
    name: 'Ingrid Solheim-Ward',
    headline: 'Chief Financial Officer',
    company: 'Lowmoor Water',
    experience: [
      { title: 'Chief Financial Officer', company: 'Lowmoor Water', dates: 'Oct 2026 - Present' },
      { title: 'Finance Director', company: 'Ashby Gas', dates: '2018 - Sep 2026' },
    ],
  },
  {
    name: 'Ludivine Pachereau',
    headline: 'Infirmière coordinatrice',
    company: 'Hôpital de Saint-Évroult',
    experience: [{ title: 'Infirmière coordinatrice', company: 'Hôpital de Saint-Évroult', dates: 'fév. 2013 - aujourd’hui' }],
  },
  { name: 'Owen Prysor', headline: 'Looking for new challenges' },
];

export const invented: Sighting[] = told.map((person, place) => ({
  ...person,
  identifiers: { slug: `invented-${place}` },
  readFrom: { name: 'topCard', company: 'topCard' },
  page: { kind: 'profile', url: `https://www.linkedin.com/in/invented-${place}/`, generation: 'sdui' },
}));

/**
 * An invented population for the pool: the same seed gives the same people, the first thousand of a million are the thousand of a thousand. Companies
 * have an industry, a size and a place, and people work in them, so that who is alike is not chance. Nobody here exists; places do.
 */
import type { PoolField } from '@wellmet/shared/pool';

/** As a file says it: a text for each field, `''` where it says nothing. */
export type InventedRow = Record<PoolField, string>;

const firstNames =
  'Ysolde Marcus Théo Hannah Ines Okke Brigid Lucien Saoirse Émile Noor Paavo Zélie Anaïs Bastien Corentin Delphine Eskil Fjola Gaspard Héloïse Ivo Jorun Kasimir Léontine Maëlys Nils Odalys Perrine Quentin Rasmus Solène Tancrède Ulla Vianney Wren Xanthe Yannick Zora Aurèle Blandine Cyprien Dagny Edda Florian Greta Hadrien Iseult Jonas Klervi Liv Mirabel Nolwenn Oriane Piet Romane Séverin Tove Ursule Viggo'.split(
    ' ',
  );
const lastNames =
  'Quill Lindmoor Brassard Oyelowe Fenwick Marchetti Delacour Nakagawa Thornbury Vasquez Äkäslompolo Aldermoor Bellerive Castelbrun Dunmarsh Estrelle Fauvernier Gravelin Hollowby Isengart Jourdemain Kestrelby Lormeau Mirefont Northwaite Orvault Pellerine Quistgaard Rosenthorpe Sauvageot Tamarelle Underhay Valcourbe Wintersand Yvrandes Zellweger-Moor Ambrières Bramblecote Clairvoisin Drumlach Eastermoor Fontmorand Galbrun Heathersedge Jarnioux Kerloc’h Lavandou Montbrison Nettlefold Ombreval Pontarlaine Ravenscar Saint-Orme Tréguilly Ulverdale Verdurin Wexcombe Ysengrin Zandvoorde Brookhollow'.split(
    ' ',
  );

const companyStarts =
  'Nimbus Harbour Spindle Northern Oak Copper Lantern Meridian Juniper Bluefin Alder Cobalt Tissages Ateliers Maison Comptoir Rive Hêtre Clair Grand'.split(
    ' ',
  );
const companyEnds =
  'Looms Dyeworks Twine Analytics Freight Robotics Mercier Foods Optics Learning Energy Therapeutics Partners Logistique Systèmes Conseil Médical Studio Assurances Capital'.split(
    ' ',
  );

/** Title in English, in French, and how many of a hundred people have one of its kind. */
const titles: readonly (readonly [en: string, fr: string, share: number])[] = [
  ['Chief Executive Officer', 'Directrice générale', 2],
  ['Co-Founder & CTO', 'Cofondateur et directeur technique', 2],
  ['Chief Revenue Officer', 'Directeur commercial exécutif', 1],
  ['VP Engineering', 'Vice-présidente ingénierie', 2],
  ['VP Sales', 'Vice-président des ventes', 2],
  ['Head of Procurement', 'Directrice des achats', 3],
  ['Sales Director', 'Directeur commercial', 4],
  ['Director of Marketing', 'Directrice marketing', 4],
  ['Finance Director', 'Directeur administratif et financier', 3],
  ['Human Resources Manager', 'Responsable des ressources humaines', 5],
  ['Marketing Manager', 'Responsable marketing', 6],
  ['Product Manager', 'Chef de produit', 6],
  ['IT Manager', 'Responsable informatique', 4],
  ['Lead Data Engineer', 'Lead data engineer', 4],
  ['Senior Software Engineer', 'Développeuse senior', 8],
  ['Software Engineer', 'Ingénieur logiciel', 10],
  ['Account Executive', 'Ingénieur commercial', 7],
  ['Customer Success Manager', 'Responsable de la réussite client', 4],
  ['Legal Counsel', 'Juriste', 3],
  ['UX Designer', 'Designer UX', 4],
  ['Buyer', 'Acheteuse', 4],
  ['Accountant', 'Comptable', 5],
  ['Junior Recruiter', 'Chargée de recrutement junior', 3],
  ['Marketing Intern', 'Stagiaire marketing', 4],
];
const drawnTitles = titles.flatMap((title) => Array.from({ length: title[2] }, () => title));

/** Country, region, city, and the language that people there write. */
const places: readonly (readonly [country: string, region: string, city: string, language: string])[] = [
  ['FR', 'Île-de-France', 'Paris', 'fr'],
  ['FR', 'Auvergne-Rhône-Alpes', 'Lyon', 'fr'],
  ['FR', 'Pays de la Loire', 'Nantes', 'fr'],
  ['FR', 'Occitanie', 'Toulouse', 'fr'],
  ['FR', 'Hauts-de-France', 'Lille', 'fr'],
  ['BE', 'Flanders', 'Ghent', 'nl'],
  ['BE', 'Wallonie', 'Liège', 'fr'],
  ['CH', 'Genève', 'Genève', 'fr'],
  ['CA', 'Québec', 'Montréal', 'fr'],
  ['CA', 'Ontario', 'Toronto', 'en'],
  ['GB', 'England', 'Leeds', 'en'],
  ['GB', 'Scotland', 'Glasgow', 'en'],
  ['IE', 'Leinster', 'Dublin', 'en'],
  ['US', 'Massachusetts', 'Boston', 'en'],
  ['US', 'Texas', 'Austin', 'en'],
  ['DE', 'Bayern', 'München', 'de'],
  ['ES', 'Catalunya', 'Barcelona', 'es'],
  ['PT', 'Norte', 'Porto', 'pt'],
];

/** LinkedIn's industries that the companies are in, by id: a file says the id or the name. */
const industries = [4, 6, 11, 14, 25, 27, 41, 43, 47, 48, 96, 104, 116, 118, 1810] as const;
const sizes = ['1-10', '11-50', '51-200', '201-500', '501-1000', '1001-5000', '5001-10,000', '10,001+'] as const;

const interests: Readonly<Record<'en' | 'fr', readonly string[]>> = {
  en: [
    'supplier contracts',
    'shorter lead times',
    'teams that last',
    'cleaner data',
    'fairer prices',
    'quiet automation',
    'trade fairs in spring',
    'repair over waste',
  ],
  fr: [
    'les contrats fournisseurs',
    'des délais plus courts',
    'des équipes qui durent',
    'des données propres',
    'des prix justes',
    'l’automatisation discrète',
    'les salons de printemps',
    'la réparation plutôt que le rebut',
  ],
};

/** A number from 0 up to 2^32 that follows from both; each draw of a person has a place of its own. */
function drawn(seed: number, place: number): number {
  let mixed = Math.imul(seed ^ Math.imul(place, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x27d4eb2f);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
const one = <T>(of: readonly T[], number: number): T => {
  const found = of[number % of.length];
  if (found === undefined) throw new RangeError('nothing to draw from');
  return found;
};

/** `YYYY-MM`, within so many years up to 2025. */
const month = (by: number, years: number): string => `${2025 - (by % years)}-${String(1 + ((by >>> 4) % 12)).padStart(2, '0')}`;

/** @param n which of the people, from 0. */
export function invented(n: number, seed = 1): InventedRow {
  const own = drawn(seed, n);
  const draw = (place: number): number => drawn(own, place);
  const companyNumber = draw(1) % 40_000;
  const company = drawn(seed + 1, companyNumber);
  const place = one(places, draw(2) % 5 === 0 ? draw(3) : company >>> 3);
  const [country, region, city, spoken] = place;
  const language = spoken === 'fr' ? 'fr' : 'en';
  const title = one(drawnTitles, draw(4))[language === 'fr' ? 1 : 0];
  const [first, last] = [one(firstNames, draw(5)), one(lastNames, draw(6))];
  const companyName = `${one(companyStarts, company)} ${one(companyEnds, company >>> 5)} ${companyNumber}`;
  const [liked, also] = [one(interests[language], draw(7)), one(interests[language], draw(8))];
  const key = `${first}-${last}-${n}`
    .normalize('NFD')
    .replaceAll(/[^\w-]/g, '')
    .toLowerCase();
  return {
    name: `${first} ${last}`,
    firstName: '',
    lastName: '',
    profileUrl: `https://www.linkedin.com/in/${key}/`,
    memberId: draw(9) % 3 === 0 ? `ACoA${n.toString(36).padStart(35, 'B')}` : '',
    email: draw(10) % 4 === 0 ? '' : `${key}@${companyNumber}.example`,
    title,
    headline: language === 'fr' ? `${title} chez ${companyName}` : `${title} at ${companyName}`,
    about:
      draw(11) % 2 === 0
        ? ''
        : language === 'fr'
          ? `Ce qui compte pour moi : ${liked}, ${also}.`
          : `I care about ${liked}, and about ${also}.`,
    company: companyName,
    companySize: one(sizes, company >>> 9),
    industry: String(one(industries, company >>> 13)),
    country,
    region,
    city,
    location: '',
    languages: [...new Set([spoken, draw(12) % 3 === 0 ? 'en' : spoken])].join(', '),
    roleSince: month(draw(13), 9),
    seenAt: `${month(draw(14), 2)}-${String(1 + (draw(15) % 28)).padStart(2, '0')}`,
  };
}

/** The people of a population before the `until`th as the text of a CSV file, some rows at a time; the first ones may be left out. */
export function* populationCsv(until: number, from = 0): Generator<string> {
  const columns = Object.keys(invented(0)) as PoolField[];
  let text = `${columns.join(',')}\n`;
  for (let n = from; n < until; n++) {
    const row = invented(n);
    text += `${columns.map((column) => (/[",\n]/.test(row[column]) ? `"${row[column].replaceAll('"', '""')}"` : row[column])).join(',')}\n`;
    if (text.length < 65_536) continue;
    yield text;
    text = '';
  }
  yield text;
}

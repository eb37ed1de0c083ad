/** Where people are, as files say it: countries by code or by name in English and French, places in one text taken apart. Regions and cities stay text. */
import { plain } from './plain.ts';

export interface PlaceText {
  /** ISO 3166-1, upper case. */
  country?: string;
  region?: string;
  city?: string;
}

const folded = (name: string): string =>
  plain(name)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^ ?(?:the|la|le|les|l) (?=.{3})/, '')
    .trim();

/** What people write, and `Intl` does not say. */
const shortForms: Readonly<Record<string, string>> = {
  US: 'usa, u s a, us of a, america, united states of america, etats unis d amerique',
  GB: 'uk, great britain, england, scotland, wales, northern ireland, grande bretagne, angleterre, ecosse, pays de galles, irlande du nord',
  AE: 'uae, emirats',
  CZ: 'czech republic, republique tcheque',
  NL: 'holland, hollande',
  TR: 'turkey',
  KR: 'korea, coree, republic of korea',
  RU: 'russian federation, federation de russie',
  CI: 'ivory coast',
  CD: 'drc, rdc, democratic republic of the congo, republique democratique du congo',
  CN: 'people s republic of china, republique populaire de chine',
  MK: 'macedonia, macedoine',
  VN: 'viet nam',
};

/** Made when first needed: it takes some milliseconds. */
let countries: ReadonlyMap<string, string> | undefined;
function byName(): ReadonlyMap<string, string> {
  if (countries) return countries;
  const found = new Map<string, string>();
  const inLanguages = ['en', 'fr'].map((language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }));
  const letters = Array.from({ length: 26 }, (_, at) => String.fromCodePoint(65 + at));
  // Those that ISO keeps for other uses have names, too.
  const none = new Set('AC AN BU CP CQ CS DD DG DY EA EU EZ FX HV IC NH NT QO RH SU TA TP UK UN VD XA XB YD YU ZR ZZ'.split(' '));
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    if (none.has(code)) continue;
    const names = inLanguages.flatMap((names_) => names_.of(code) ?? []);
    if (names.length === 0) continue;
    found.set(code.toLowerCase(), code);
    for (const name of names) found.set(folded(name), code);
  }
  for (const [code, names] of Object.entries(shortForms)) for (const name of names.split(', ')) found.set(name, code);
  return (countries = found);
}

/** Of every country. */
export const countryCodes = (): string[] => [...new Set(byName().values())];

/** The country's code; undefined for what is none. */
export const countryNamed = (name: string): string | undefined => (name.length > 80 ? undefined : byName().get(folded(name)));

/** Large cities of Europe that are called otherwise elsewhere: all names of each, one city a line. "Vienne" is two; a country tells them apart. */
const citiesOfManyNames = `london, londres
munich, munchen, muenchen
cologne, koln, koeln
nuremberg, nurnberg, nuernberg
hamburg, hambourg
frankfurt, francfort, frankfurt am main, francfort sur le main
dusseldorf, duesseldorf
hanover, hannover, hanovre
dresden, dresde
bremen, breme
aachen, aix la chapelle
vienna, vienne, wien
zurich, zuerich
geneva, geneve, genf
basel, bale
bern, berne
lucerne, luzern
brussels, bruxelles, brussel
antwerp, anvers, antwerpen
ghent, gand, gent
bruges, brugge
liege, luik
the hague, la haye, den haag
milan, milano
rome, roma
turin, torino
naples, napoli
florence, firenze
venice, venise, venezia
genoa, genes, genova
bologna, bologne
lisbon, lisbonne, lisboa
porto, oporto
barcelona, barcelone
seville, sevilla
zaragoza, saragosse, saragossa
copenhagen, copenhague, kobenhavn, københavn
gothenburg, goteborg
helsinki, helsingfors
warsaw, varsovie, warszawa
krakow, cracow, cracovie
gdansk, dantzig
prague, praha, prag
bucharest, bucarest, bucuresti
belgrade, beograd
athens, athenes, athina
thessaloniki, salonique
moscow, moscou, moskva
saint petersburg, saint petersbourg
kyiv, kiev
edinburgh, edimbourg
luxembourg, luxemburg
strasbourg, strassburg, straßburg
marseille, marseilles
lyon, lyons
paris
lille
nice
bordeaux
toulouse
nantes
montpellier
rennes
grenoble`;

const namesOfCity = new Map(
  citiesOfManyNames.split('\n').flatMap((line) => {
    const names = line.split(', ');
    return names.map((name) => [folded(name), names] as const);
  }),
);

/** "Greater Paris Metropolitan Region", "Région de Paris" … : what a place is called whose surroundings count, too. */
const around =
  /^(?:greater |(?<grand>grand )|(?:ville et )?p[ée]riph[ée]rie de |r[ée]gion (?:m[ée]tropolitaine )?de )?(?<city>.{2,60}?)(?: metropolitan (?:area|region)| bay area| area| et p[ée]riph[ée]rie)?$/iu;
/** How such names begin. */
const surroundings = ['', 'greater ', 'grand ', 'peripherie de ', 'ville et peripherie de ', 'region de ', 'region metropolitaine de '];
/** "Lyon 3e", "Paris-15E-Arrondissement", "Marseille 08", "Lyon Cedex 3". */
const partOfCity = /(?<=\p{L}) (?:cedex(?: \d{1,2})?|\d{1,2} ?(?:er|e|eme)?(?: arrondissement)?)$/u;

function withoutSurroundings(text: string): string {
  const { grand, city } = around.exec(text)?.groups ?? {};
  // Grand Rapids is no Rapids.
  return city === undefined || (grand !== undefined && !namesOfCity.has(folded(city))) ? text : city;
}

/** One name for all that a city is called. */
function cityNamed(text: string): string {
  const name = folded(withoutSurroundings(text));
  return namesOfCity.get(name)?.[0] ?? name;
}

/** Whether what people wrote is in the city that is asked for: under another name, with its surroundings, or a part of it. Not the other way round: "Lyon 3e" is not all of Lyon. */
export function isInCity(text: string, asked: string): boolean {
  const wanted = cityNamed(asked);
  return cityNamed(text) === wanted || cityNamed(folded(text).replace(partOfCity, '')) === wanted;
}

/** How texts begin, without accents and capitals, that may be in the city. */
export function beginningsOfCity(asked: string): string[] {
  const city = withoutSurroundings(asked);
  return (namesOfCity.get(folded(city)) ?? [plain(city)])
    .filter((one) => one !== '')
    .flatMap((one) => surroundings.map((before) => before + one));
}

/** Takes "Lyon, Auvergne-Rhône-Alpes, France" apart: the country is last, where it is one; the city first. */
export function placeIn(text: string): PlaceText {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const country = countryNamed(parts.at(-1) ?? '');
  if (country !== undefined) parts.pop();
  const [first, ...others] = parts;
  const city = first && withoutSurroundings(first);
  const region = others.at(-1);
  return { ...(country !== undefined && { country }), ...(region !== undefined && { region }), ...(city !== undefined && { city }) };
}

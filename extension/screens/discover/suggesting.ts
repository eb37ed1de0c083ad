/** What the boxes of Discover suggest: from the pool by way of the server, or from lists that everybody has, in both languages. */
import type { PlaceFacet } from '@wellmet/shared/discover';
import { industries } from '@wellmet/shared/industries';
import { countryCodes, placeIn } from '@wellmet/shared/places';
import { plain } from '@wellmet/shared/plain';
import type { Language, T } from '../../i18n/words.ts';
import { isTrouble, sendMessage } from '../../messages.ts';
import { asked } from '../campaigns/doing.ts';
import { book } from '../contacts/book.ts';
import { find, noFilters } from '../contacts/find.ts';
import { countryInWords, industryInWords, languageInWords } from './names.ts';
import type { Option } from './Picker.tsx';

const languages: readonly Language[] = ['en', 'fr'];

/** Those in which the text begins a word come first. */
function among<V>(all: readonly V[], text: string, names: (one: V) => string[], optionOf: (one: V) => Option): Option[] {
  const wanted = plain(text);
  const ranked = all.flatMap((one) => {
    const own = names(one).map(plain);
    if (own.some((name) => name.startsWith(wanted))) return [{ one, place: 0 }];
    if (own.some((name) => name.includes(` ${wanted}`))) return [{ one, place: 1 }];
    return own.some((name) => name.includes(wanted)) ? [{ one, place: 2 }] : [];
  });
  return ranked
    .toSorted((a, b) => a.place - b.place)
    .slice(0, 8)
    .map(({ one }) => optionOf(one));
}

export const industriesLike = (text: string, language: Language): Option[] =>
  among(
    [...industries.values()],
    text,
    ({ en, fr }) => [en, fr],
    ({ id, parent }) => ({
      key: `${id}`,
      label: industryInWords(id, language),
      more: parent === undefined ? undefined : industryInWords(parent, language),
    }),
  );

let codes: readonly string[] | undefined;

export const countriesLike = (text: string, language: Language): Option[] =>
  among(
    (codes ??= countryCodes()),
    text,
    (code) => languages.map((one) => countryInWords(code, one)),
    (code) => ({ key: code, label: countryInWords(code, language) }),
  );

/** Those that people of a pool are likely to list. */
const spoken =
  'ar bg ca cs da de el en es et eu fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt ro ru sk sl sr sv th tr uk vi zh'.split(' ');

export const languagesLike = (text: string, language: Language): Option[] =>
  among(
    spoken,
    text,
    (code) => languages.map((one) => languageInWords(code, one)),
    (code) => ({ key: code, label: languageInWords(code, language) }),
  );

/** Contacts of this device. */
export const contactsLike = (text: string): Option[] =>
  find(book.getState().entries ?? [], { ...noFilters, query: text })
    .slice(0, 8)
    .map(({ row: { id, name, company, headline } }) => ({ key: id, label: name, more: company ?? headline }));

/** Without an answer nothing is suggested: what is typed stands as it is. */
export async function poolLike(facet: 'titles' | 'companies' | 'cities', text: string): Promise<Option[]> {
  const answer = await asked(sendMessage('suggestFound', { facet, text }));
  if (isTrouble(answer)) return [];
  return answer.values.map(({ value, people }) => ({ key: value, label: value, more: `${people}` }));
}

export const placeKey = (place: PlaceFacet): string => JSON.stringify(place);

/** Cities of the pool; the text as a region; else it is taken apart as files are. */
export async function placesLike(text: string, t: T): Promise<Option[]> {
  const cities = await poolLike('cities', text);
  return [
    ...cities.slice(0, 7).map(({ key, label, more }) => ({ key: placeKey({ city: key }), label, more })),
    { key: placeKey({ region: text }), label: text, more: t('discover.asRegion') },
  ];
}

/** A key of an option, or what was typed. */
export function placeOf(key: string): PlaceFacet {
  if (key.startsWith('{')) return JSON.parse(key) as PlaceFacet;
  const { country, region, city } = placeIn(key);
  const place = { ...(country && { country }), ...(region && { region }), ...(city && { city }) };
  return Object.keys(place).length > 0 ? place : { city: key };
}

export const placeInWords = ({ country, region, city }: PlaceFacet, language: Language): string =>
  [city, region, country && countryInWords(country, language)].filter(Boolean).join(', ');

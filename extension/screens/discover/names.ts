/** What Discover's facets and signals are called, and their values in words. */
import type { PersonClass } from '@wellmet/shared/credits';
import type { Facets, Signal } from '@wellmet/shared/discover';
import { industries } from '@wellmet/shared/industries';
import { jobFunctions, seniorities } from '@wellmet/shared/insight';
import { companySizes, type CompanySize } from '@wellmet/shared/pool';
import type { Key, Language, T } from '../../i18n/words.ts';

export const signalNames: Record<Signal, Key> = {
  keywords: 'discover.keywords',
  title: 'discover.titles',
  seniority: 'discover.seniority',
  function: 'discover.function',
  industry: 'discover.industry',
  company: 'discover.company',
  companySize: 'discover.companySize',
  place: 'discover.place',
  language: 'discover.language',
  alike: 'discover.alike',
  roleChange: 'discover.roleChange',
  fresh: 'discover.fresh',
};

/** What one person is to the workspace. */
export const classNames: Record<PersonClass, Key> = {
  new: 'discover.is.new',
  known: 'discover.is.known',
  inCampaign: 'discover.is.inCampaign',
  blocked: 'discover.is.blocked',
  erased: 'discover.is.erased',
  unidentifiable: 'discover.is.unidentifiable',
  duplicate: 'discover.is.duplicate',
};

/** Of a facet: the signal that its matches are. */
export const facetNames: Record<keyof Facets, Key> = {
  keywords: 'discover.keywords',
  titles: 'discover.titles',
  seniorities: 'discover.seniority',
  functions: 'discover.function',
  industries: 'discover.industry',
  companies: 'discover.company',
  companySizes: 'discover.companySize',
  places: 'discover.place',
  languages: 'discover.language',
  exclude: 'discover.exclude',
};

/** "51–200 people". */
export function sizeInWords(size: CompanySize, t: T): string {
  const above = companySizes[companySizes.indexOf(size) + 1];
  if (size === 1) return t('discover.sizeAlone');
  return above === undefined ? t('discover.sizeFrom', { from: size }) : t('discover.sizeOf', { from: size, to: above - 1 });
}

export const industryInWords = (id: number, language: Language): string => industries.get(id)?.[language] ?? `${id}`;

const namesOf = new Map<string, Intl.DisplayNames>();
/** Made when first needed, and kept. */
function displayed(type: 'region' | 'language', code: string, language: Language): string {
  const key = `${type} ${language}`;
  const names = namesOf.get(key) ?? new Intl.DisplayNames(language, { type, fallback: 'code' });
  namesOf.set(key, names);
  return names.of(code) ?? code;
}

export const countryInWords = (code: string, language: Language): string =>
  /^[A-Z]{2}$/.test(code) ? displayed('region', code, language) : code;

/** "Lyon, FR", as the server writes it, with the country's name. */
export const placeWithCountry = (place: string, language: Language): string =>
  place.replace(/(?<=^|, )[A-Z]{2}$/, (code) => countryInWords(code, language));

export const languageInWords = (code: string, language: Language): string =>
  /^[a-z]{2}$/.test(code) ? displayed('language', code, language) : code;

export const isSeniority = (value: string) => seniorities.find((one) => one === value);
export const isFunction = (value: string) => jobFunctions.find((one) => one === value);
export const isSize = (value: string) => companySizes.find((one) => `${one}` === value);

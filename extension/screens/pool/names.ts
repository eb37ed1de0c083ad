/** What columns and states of imports are called, and what a file is taken for, in words. */
import type { ImportGuess, PoolField, PoolImport } from '@wellmet/shared/pool';
import type { Key, T } from '../../i18n/words.ts';

export const fieldNames: Record<PoolField, Key> = {
  name: 'pool.field.name',
  firstName: 'pool.field.firstName',
  lastName: 'pool.field.lastName',
  profileUrl: 'pool.field.profileUrl',
  memberId: 'pool.field.memberId',
  email: 'pool.field.email',
  title: 'pool.field.title',
  headline: 'pool.field.headline',
  about: 'pool.field.about',
  company: 'pool.field.company',
  companySize: 'pool.field.companySize',
  industry: 'pool.field.industry',
  country: 'pool.field.country',
  region: 'pool.field.region',
  city: 'pool.field.city',
  location: 'pool.field.location',
  languages: 'pool.field.languages',
  roleSince: 'pool.field.roleSince',
  seenAt: 'pool.field.seenAt',
};

export const stateNames: Record<PoolImport['state'], Key> = {
  running: 'pool.state.running',
  done: 'pool.state.done',
  failed: 'pool.state.failed',
  removed: 'pool.state.removed',
};

const delimiterNames: Partial<Record<string, Key>> = {
  ',': 'pool.commas',
  ';': 'pool.semicolons',
  '\t': 'pool.tabs',
  '|': 'pool.bars',
};

/** "A table with semicolons between the columns, in UTF-8". */
export function guessInWords({ format, encoding, delimiter }: ImportGuess, t: T): string {
  const named = encoding === 'windows-1252' ? t('pool.windows') : encoding.toUpperCase().replace(/(?<=^UTF-16)[BL]E$/, '');
  const between = delimiterNames[delimiter];
  return format === 'csv'
    ? t('pool.csv', { delimiter: between ? t(between) : delimiter, encoding: named })
    : t('pool.ndjson', { encoding: named });
}

/** Columns of a file that does not say what they are called have numbers. */
export const columnInWords = (column: string, place: number, t: T): string =>
  column === '' || column === String(place + 1) ? t('pool.columnNumber', { number: place + 1 }) : column;

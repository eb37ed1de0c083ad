/** Contacts as a file, made from what this device has: a table for a spreadsheet, cards for an address book, or everything for a program. */
import { csvText, type Cell } from '@wellmet/shared/csv';
import type { ContactCampaign } from '@wellmet/shared/contact';
import type { EditableField } from '@wellmet/shared/engagement';
import type { ContactRow } from '../../cache/database.ts';
import { profileOf } from '../../cache/read.ts';
import { cardsNamed } from '../../cache/readContacts.ts';
import { placeInWords } from '../../i18n/campaign.ts';
import { sortable } from '../../i18n/time.ts';
import type { Words } from '../../i18n/words.ts';
import { fieldNames } from '../contact/fieldNames.ts';

export const formats = ['csv', 'json', 'vcf'] as const;
export type Format = (typeof formats)[number];

/** Written at a time: others have their turn between two lots. */
const lotSize = 500;

/** The file's text, lot by lot; each comes with how many contacts are written. */
export async function* exported(
  format: Format,
  rows: readonly ContactRow[],
  words: Words,
  now: Date,
): AsyncGenerator<{ text: string; written: number }, void> {
  let written = 0;
  for await (const text of writers[format](rows, words, now)) {
    written = Math.min(rows.length, written + lotSize);
    yield { text, written };
  }
}

const writers: Record<Format, (rows: readonly ContactRow[], words: Words, now: Date) => AsyncGenerator<string, void>> = {
  csv: asCsv,
  json: (rows, _words, now) => asJson(rows, now),
  vcf: asCards,
};

/** "wellmet-contacts-2026-11-22.csv", by the calendar of this device. */
export function fileName(format: Format, now: Date): string {
  return `wellmet-contacts-${sortable(now).slice(0, 10)}.${format}`;
}

/** Times are those of this device, as every spreadsheet reads them. */
function asCsv(rows: readonly ContactRow[], { t, language }: Words): AsyncGenerator<string, void> {
  const columns: Record<string, (row: ContactRow) => Cell> = {
    [t('field.name')]: ({ name }) => name,
    [t('field.headline')]: ({ headline }) => headline,
    [t('field.company')]: ({ company }) => company,
    [t('field.location')]: ({ location }) => location,
    [t('export.profile')]: profileOf,
    [t('campaigns.title')]: ({ campaigns }) => campaigns.map((place: ContactCampaign) => placeInWords(place, t)).join(', '),
    [t('export.firstAnalysed')]: ({ firstAnalysedAt }) => moment(firstAnalysedAt),
    [t('export.firstAnalysedBy')]: ({ firstAnalysedBy }) => firstAnalysedBy,
    [t('export.lastAnalysed')]: ({ lastAnalysedAt }) => moment(lastAnalysedAt),
    [t('export.corrected')]: ({ edits = {} }) => (Object.keys(edits) as EditableField[]).map((field) => t(fieldNames[field])).join(', '),
    [t('export.asOf')]: ({ asOf }) => moment(asOf),
  };
  const capitalised = Object.keys(columns).map((name) => name.charAt(0).toLocaleUpperCase(language) + name.slice(1));
  const cellsOf = Object.values(columns);
  async function* lots(): AsyncGenerator<Cell[][], void> {
    for await (const lot of lotsOf(rows)) yield lot.map((row) => cellsOf.map((cellOf) => cellOf(row)));
  }
  return csvText(capitalised, lots(), language === 'fr' ? ';' : ',');
}

/** What is known of each, with snapshot, insights and engagements where this device has them. */
async function* asJson(rows: readonly ContactRow[], now: Date): AsyncGenerator<string, void> {
  let before = `{"exportedAt":${JSON.stringify(now.toISOString())},"contacts":[\n`;
  for await (const lot of lotsOf(rows)) {
    const cards = await cardsNamed(lot.map(({ id }) => id));
    const lines = lot.map((row, place) => {
      const { keys: _keys, workspaceId: _workspaceId, ...known } = row;
      const card = cards[place];
      if (!card) return JSON.stringify(known);
      const { sighting, insights, words, engagements } = card.contact;
      return JSON.stringify({ ...known, card: { asOf: card.asOf, sighting, insights, words, engagements } });
    });
    yield before + lines.join(',\n');
    before = ',\n';
  }
  yield rows.length > 0 ? '\n]}\n' : `${before}]}\n`;
}

/** One card a person. The library escapes what has a meaning in cards; what is no letter at all goes before. */
async function* asCards(rows: readonly ContactRow[]): AsyncGenerator<string, void> {
  const { VCard } = await import('vcard-creator');
  for await (const lot of lotsOf(rows)) {
    const cards = lot.map((row) => {
      const card = new VCard().addFullName(line(row.name)).addName({ familyName: line(row.name) });
      if (row.headline) card.addJobtitle(line(row.headline));
      if (row.company) card.addCompany({ name: line(row.company) });
      if (row.location) card.addAddress({ locality: line(row.location) });
      if (row.campaigns.length > 0) card.addCategories(row.campaigns.map(({ name }) => line(name)));
      return card.addUrl({ url: profileOf(row) }).toString();
    });
    yield cards.join('');
  }
}

const line = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ').trim();

async function* lotsOf(rows: readonly ContactRow[]): AsyncGenerator<readonly ContactRow[], void> {
  for (let from = 0; from < rows.length; from += lotSize) {
    await new Promise((resume) => {
      setTimeout(resume);
    });
    yield rows.slice(from, from + lotSize);
  }
}

const moment = (instant: string): string => sortable(new Date(instant));

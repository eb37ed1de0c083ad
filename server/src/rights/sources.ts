/** Where each field of a contact came from, and when. Reads nothing: it goes by what was gathered. product.md 7. */
import type { ContactSources, FieldSource, PersonFile } from '@wellmet/shared/rights';
import { editableFields } from '@wellmet/shared/engagement';
import type { KeptSighting } from '@wellmet/shared/sighting';

type Field = FieldSource['field'];

/** What a field says in a line. */
const said: { [F in Field]: (sighting: KeptSighting) => string | undefined } = {
  name: ({ name }) => name,
  headline: ({ headline }) => headline,
  location: ({ location }) => location,
  company: ({ company }) => company,
  school: ({ school }) => school,
  degree: ({ degree }) => degree?.toString(),
  about: ({ about }) => about,
  experience: ({ experience }) => listed(experience?.map(({ title, company }) => [title, company].filter(Boolean).join(', '))),
  education: ({ education }) => listed(education?.map(({ school }) => school)),
  skills: ({ skills }) => listed(skills),
  languages: ({ languages }) => listed(languages?.map(({ name }) => name)),
};

const listed = (all: readonly string[] | undefined): string | undefined => (all && all.length > 0 ? all.join(' · ') : undefined);

const longest = 160;
const shortened = (text: string): string => {
  const letters = Array.from(text);
  return letters.length > longest ? `${letters.slice(0, longest).join('')}…` : text;
};

/**
 * Of each field that is shown the page that says so, since when and until when it was read there, or the member who corrected it.
 * @param snapshots the newest first, as `corrections`.
 */
export function fieldSources(snapshots: PersonFile['snapshots'], corrections: PersonFile['corrections']): FieldSource[] {
  const [newest] = snapshots;
  if (!newest) return [];
  return (Object.keys(said) as Field[]).flatMap((field): FieldSource | [] => {
    const edit = isEditable(field) ? corrections.find((one) => one.field === field) : undefined;
    if (edit?.value) return { field, value: shortened(edit.value), from: 'hand', by: edit.by, at: edit.at, lastAt: edit.at };
    const value = said[field](newest.sighting);
    if (value === undefined) return [];
    const as = JSON.stringify(newest.sighting[field]);
    const end = snapshots.findIndex(({ sighting }) => JSON.stringify(sighting[field]) !== as);
    const { at, by, sighting } = snapshots[(end < 0 ? snapshots.length : end) - 1] ?? newest;
    const { kind, url } = sighting.page;
    return { field, value: shortened(value), from: kind, url: withoutParameters(url), by, at, lastAt: newest.at };
  });
}

const isEditable = (field: string): boolean => (editableFields as readonly string[]).includes(field);

const withoutParameters = (url: string): string => url.replace(/[?#].*$/, '');

/** What a screen shows of it. */
export const sourcesIn = ({ basis, retention, fields, pool }: PersonFile): ContactSources => ({
  basis,
  retention,
  fields,
  imports: pool.map(({ facts: _facts, ...found }) => found),
});

/** A row of a file as the pool keeps it. Decides, reads and writes nothing; everything in it was written by somebody else. */
import { createHmac, hash as hashOf } from 'node:crypto';
import { canonicalIdentifiers, identifiersFromUrl } from '@wellmet/shared/identity';
import { industryNamed } from '@wellmet/shared/industries';
import { countryNamed, placeIn, type PlaceText } from '@wellmet/shared/places';
import { plain } from '@wellmet/shared/plain';
import { companySizes, type ColumnMapping, type CompanySize, type PoolField } from '@wellmet/shared/pool';
import { filledIn, rowProblems } from '@wellmet/shared/poolProblems';
import type { JobFunction, Seniority } from '@wellmet/shared/insight';
import { readTitle } from '../analysis/titles.ts';
import { remembering } from '../remembering.ts';

/** What one row says of one person. */
export interface PoolRowSaid {
  line: number;
  name: string;
  slug: string | null;
  member: string | null;
  emailHash: Buffer | null;
  title: string | null;
  headline: string | null;
  about: string | null;
  company: string | null;
  companySize: CompanySize | null;
  industry: number | null;
  country: string | null;
  region: string | null;
  city: string | null;
  languages: readonly string[];
  seniority: Seniority | null;
  function: JobFunction | null;
  roleSince: string | null;
  /** Null: as of the import. */
  seenAt: Date | null;
  namePlain: string;
  titlePlain: string | null;
  companyPlain: string | null;
  cityPlain: string | null;
  digest: Buffer;
}

export interface BadRow {
  line: number;
  field?: PoolField;
  problem: string;
}

/** What an e-mail is kept as: nobody can tell it from that without the secret, and each pool's is another one. */
export const emailHash = (secret: string, keyOfPool: string, email: string): Buffer =>
  createHmac('sha256', secret).update(`${keyOfPool} email ${email}`).digest();

const longest: Partial<Record<PoolField, number>> = { about: 4000, headline: 400, title: 300 };

class Unfit extends Error {
  readonly field: PoolField;
  constructor(field: PoolField, problem: string) {
    super(problem);
    this.field = field;
  }
}

/** Signs that may not be text, and spaces that may not be one: most cells have neither. */
const unclean = /[^ -~\u00A1-\u024F‘’]|^ | $| {2}/;

/** Text as people wrote it, without what is no text: spaces are one, invisible signs none. */
function clean(field: PoolField, cell: string): string | null {
  if (cell === '') return null;
  if (cell.length <= (longest[field] ?? 200) && !unclean.test(cell)) return cell;
  if (cell.includes('\uFFFD')) throw new Unfit(field, rowProblems.noText);
  if (cell.includes('\0') || !cell.isWellFormed()) throw new Unfit(field, rowProblems.noText);
  const text = cell.replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  const most = longest[field] ?? 200;
  if (text.length > most && field !== 'about') throw new Unfit(field, filledIn(rowProblems.long, { most }));
  return text === '' ? null : text.slice(0, most);
}

const plainOf = remembering(plain);

/** Makes the reader of rows. @param keyOfPool the workspace whose pool it is, or the pool of the operator. */
export function readerOf(
  mapping: ColumnMapping,
  secret: string,
  keyOfPool: string,
): (line: number, cells: readonly string[]) => PoolRowSaid | BadRow {
  const at = new Map(mapping.flatMap((field, column) => (field === null ? [] : [[field, column] as const])));
  return (line, cells) => {
    const said = (field: PoolField): string | null => {
      const column = at.get(field);
      return column === undefined ? null : clean(field, cells[column] ?? '');
    };
    const of = <Made>(field: PoolField, make: (text: string) => Made): Made | null => {
      const text = said(field);
      return text === null ? null : make(text);
    };
    try {
      const names = [said('firstName'), said('lastName')].filter((name) => name !== null);
      const name = said('name') ?? (names.length > 0 ? names.join(' ') : null);
      if (name === null) throw new Unfit('name', rowProblems.noName);
      const ids = identifiersOf(said('profileUrl'), said('memberId'));
      const email = emailOf(said('email'));
      const [slug, member] = [ids.slug ?? null, ids.member ?? null];
      const hash = email === null ? null : emailHash(secret, keyOfPool, email);
      if (slug === null && member === null && hash === null) throw new Unfit('profileUrl', rowProblems.nobody);
      const title = said('title');
      const company = said('company');
      const place = placeOf(said('location'), said('country'), said('region'), said('city'));
      const city = place.city ?? null;
      const meaning = readTitle(title ?? said('headline') ?? '');
      const seen = said('seenAt');
      const row = {
        name,
        slug,
        member,
        title,
        headline: said('headline'),
        about: said('about'),
        company,
        companySize: of('companySize', sizeOf),
        industry: of('industry', industryOf),
        country: place.country ?? null,
        region: place.region ?? null,
        city,
        languages: of('languages', languagesIn) ?? [],
        seniority: meaning.seniority ?? null,
        function: meaning.function ?? null,
        roleSince: dateOf('roleSince', said('roleSince')),
        seenAt: seen === null ? null : new Date(`${dateOf('seenAt', seen)}T00:00:00Z`),
        namePlain: plain(name),
        titlePlain: title && plainOf(title),
        companyPlain: company && plainOf(company),
        cityPlain: city && plainOf(city),
      };
      const content = JSON.stringify([...Object.values({ ...row, seenAt: null }), hash?.toString('hex')]);
      const digest = hashOf('sha256', content, 'buffer').subarray(0, 16);
      return { line, ...row, emailHash: hash, digest };
    } catch (error) {
      if (error instanceof Unfit) return { line, field: error.field, problem: error.message };
      throw error;
    }
  };
}

function identifiersOf(url: string | null, id: string | null): { slug?: string | undefined; member?: string | undefined } {
  const fromUrl =
    url === null
      ? undefined
      : (identifiersFromUrl(/^[a-z.]*linkedin\.com\//i.test(url) ? `https://${url}` : url) ?? canonicalIdentifiers({ slug: url }));
  const fromId = id === null ? undefined : canonicalIdentifiers({ member: id });
  if (url !== null && fromUrl === undefined) throw new Unfit('profileUrl', rowProblems.noProfile);
  if (id !== null && fromId === undefined) throw new Unfit('memberId', rowProblems.noMember);
  if (fromUrl?.member !== undefined && fromId?.member !== undefined && fromUrl.member !== fromId.member)
    throw new Unfit('memberId', rowProblems.otherMember);
  return { slug: fromUrl?.slug, member: fromId?.member ?? fromUrl?.member };
}

/** An address that several people read is nobody's. */
const shared =
  /^(?:info|contact|hello|bonjour|office|admin|administration|sales|support|accueil|commercial|direction|secretariat|rh|hr|jobs|no-?reply|noreply|unknown|none|test)@/;

function emailOf(text: string | null): string | null {
  if (text === null) return null;
  const email = text.replace(/^mailto:/i, '').toLowerCase();
  if (!/^[^\s@,;<>]{1,64}@[^\s@,;<>]+\.[^\s@,;<>.]{2,}$/.test(email)) throw new Unfit('email', rowProblems.noEmail);
  return shared.test(email) ? null : email;
}

/** "51-200", "11 à 50", "10,001+", "1 000 salariés", 200. The band in which the smallest number of them is. */
const sizeOf = remembering((text): CompanySize | null => {
  const thousands = text.replaceAll(/(\d)[\s,.'’](?=\d{3}(?!\d))/g, '$1').replaceAll(/(\d+)\s*k\b/gi, '$1000');
  const numbers = thousands.match(/\d+/g)?.map(Number);
  const least = numbers?.[0];
  if (least === undefined) return /self|ind[ée]pendant|freelance/i.test(text) ? 1 : null;
  // "1-10" and "2-10" are one band to people; 1 alone is somebody by themselves.
  if (least <= 1) return (numbers?.[1] ?? 1) > 1 ? 2 : 1;
  const more =
    /[+>]|plus de|more than|over/i.test(text) && numbers?.length === 1 && (companySizes as readonly number[]).includes(least + 1);
  return companySizes.findLast((size) => size <= (more ? least + 1 : least)) ?? null;
});

const industryOf = remembering((text) => industryNamed(text) ?? null);
const countryOf = remembering(countryNamed);
const placeWithin = remembering(placeIn);

function placeOf(location: string | null, country: string | null, region: string | null, city: string | null): PlaceText {
  const whole = location === null ? {} : placeWithin(location);
  const code = country === null ? undefined : countryOf(country);
  if (country !== null && code === undefined) throw new Unfit('country', rowProblems.noCountry);
  return {
    ...whole,
    ...(code !== undefined && { country: code }),
    ...(region !== null && { region }),
    ...(city !== null && { city }),
  };
}

let languages: ReadonlyMap<string, string> | undefined;
const codes =
  'aa ab af am ar as ay az be bg bn bo br bs ca co cs cy da de dv dz el en eo es et eu fa fi fj fo fr fy ga gd gl gn gu ha he hi hr ht hu hy id ig is it iu ja jv ka kk kl km kn ko ku ky la lb ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nl nn no ny oc om or pa pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt ug uk ur uz ve vi vo wo xh yi yo zh zu'.split(
    ' ',
  );
function languageNames(): ReadonlyMap<string, string> {
  if (languages) return languages;
  const found = new Map(codes.map((code) => [code, code]));
  for (const language of ['en', 'fr', 'native'])
    for (const code of codes) {
      const name = new Intl.DisplayNames([language === 'native' ? code : language], { type: 'language', fallback: 'none' }).of(code);
      if (name !== undefined) found.set(plain(name), code);
    }
  for (const [name, code] of [
    ['mandarin', 'zh'],
    ['cantonese', 'zh'],
    ['cantonais', 'zh'],
    ['castillan', 'es'],
    ['flemish', 'nl'],
    ['flamand', 'nl'],
    ['farsi', 'fa'],
  ] as const)
    found.set(name, code);
  return (languages = found);
}

/** What is no language is left out: it may be a level. */
const languagesIn = remembering((text): readonly string[] => {
  const found = text.split(/[,;|/]/).flatMap((part) => {
    const name = plain(part.replace(/[(:–-].*/u, '')).trim();
    return languageNames().get(name) ?? languageNames().get(/^([a-z]{2})[-_][a-z]{2}$/.exec(plain(part).trim())?.[1] ?? '') ?? [];
  });
  return [...new Set(found)].toSorted().slice(0, 12);
});

const dateIn = remembering((text): { iso: string; time: number } | undefined => {
  const iso = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$/.exec(text);
  const european = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})(?: .*)?$/.exec(text);
  const [year, month = '1', day = '1'] = iso ? iso.slice(1) : european ? [european[3], european[2], european[1]] : [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day) && Number(year) >= 1900;
  return isReal ? { iso: date.toISOString().slice(0, 10), time: date.getTime() } : undefined;
});

/** `YYYY-MM-DD`, also from "2023", "2023-04", "04/2023", "14/02/2023" and times; the day is first, as in French. */
function dateOf(field: PoolField, text: string): string;
function dateOf(field: PoolField, text: string | null): string | null;
function dateOf(field: PoolField, text: string | null): string | null {
  if (text === null) return null;
  const date = dateIn(text);
  if (date === undefined) throw new Unfit(field, rowProblems.noDate);
  if (date.time > Date.now() + 86_400_000) throw new Unfit(field, rowProblems.future);
  return date.iso;
}

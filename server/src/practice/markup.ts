/** Writing markup that is at once HTML and well-formed XML: the practice pages are read both ways (see assets/practice.js). */
import { createHash } from 'node:crypto';

export interface Markup {
  markup: string;
}
export type Part = Markup | string | number | false | undefined | Part[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function write(part: Part): string {
  if (part === undefined || part === false) return '';
  if (Array.isArray(part)) return part.map(write).join('');
  if (typeof part === 'object') return part.markup;
  return String(part).replace(/[&<>"]/g, (c) => entities[c] ?? c);
}

/** Template whose texts are escaped and whose `Markup` is not. White space between tags is dropped, an ampersand is written as it reads. */
export function html(strings: TemplateStringsArray, ...parts: Part[]): Markup {
  const markup = strings
    .map(
      (s, i) =>
        s
          .replaceAll('&', '&amp;')
          .replace(/>\s*\n\s*/g, '>')
          .replace(/\s*\n\s*</g, '<') + write(parts[i]),
    )
    .join('');
  return { markup };
}

/** Readable class names (`p-card`) become meaningless ones, the same in the pages and in the style sheet: LinkedIn's say nothing either. */
const hashed = (name: string): string => `_${createHash('sha1').update(name).digest('hex').slice(0, 8)}`;

export const hashClassesOfPage = (page: string): string =>
  page.replace(/class="([^"]*)"/g, (_, names: string) => `class="${names.replace(/\bp-[a-z-]+/g, hashed)}"`);

export const hashClassesOfSheet = (sheet: string): string => sheet.replace(/\.(p-[a-z-]+)/g, (_, name: string) => `.${hashed(name)}`);

/** A random-looking key, the same for the same seed. */
export function uuid(seed: string): string {
  const hex = createHash('sha1').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Letters that no decomposition makes plain. */
const plainLetters: Record<string, string> = { ł: 'l', ø: 'o', ß: 'ss', ı: 'i' };

/** "Oskerby Grid" → "oskerby-grid". */
export const pathWord = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøßı]/g, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

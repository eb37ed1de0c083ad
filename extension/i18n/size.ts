/** How much something takes, in words. */
import type { Language } from './words.ts';

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

/** "12 MB". */
export function inBytes(bytes: number, language: Language): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1000)));
  const unit = units[power] ?? 'byte';
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumSignificantDigits: 3 }).format(bytes / 1000 ** power);
}

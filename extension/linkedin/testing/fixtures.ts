/** Fixtures are folder entries: a page and, beside it, what a reader must get from it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { asBuiltByScript, parsed } from './pageDocument.ts';

export const fixtures = join(import.meta.dirname, '../fixtures');
/** Scrubbed pages in LinkedIn's real structure, kept beside the repository. */
export const captures = join(import.meta.dirname, '../../../../shared/captures');

/** Every page is read in both. */
export const shapes = { 'as parsed': parsed, 'as built by script': asBuiltByScript };

/** The pages of a folder and below. */
export function cases(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html'))
    .map((file) => join(folder, file))
    .toSorted();
}

export function jsonBeside(page: string): string {
  return readFileSync(page.replace(/\.html$/, '.json'), 'utf8');
}

export function expectNoTrace(document: Document, use: () => void): void {
  const before = document.documentElement.outerHTML;
  use();
  expect(document.documentElement.outerHTML).toBe(before);
}

/** Since the end of August 2026 keys that are no UUID stand in `id`. */
export function withKeysInId(html: string): string {
  const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;
  return html.replaceAll(/(\s)componentkey="([^"]*)"/gi, (whole, space: string, key: string) =>
    uuid.test(key) ? whole : `${space}id="${key}"`,
  );
}

/** What a captured page's JSON says; `null` is what the page does not show. */
export interface Captured {
  url: string;
  generation: string;
  lang: string;
  kind: string;
  contacts: Record<
    'name' | 'slug' | 'memberId' | 'memberNumber' | 'headline' | 'location' | 'company' | 'degree',
    string | number | null
  >[];
  private: number;
  mustNotYield: string[];
}

import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { PageReport } from '@wellmet/shared/pageRules';
import { pageKinds } from '@wellmet/shared/sighting';
import { afterEach, describe, expect, test } from 'vitest';
import { reportOf } from './report.ts';
import { useRules } from './selectors.ts';
import { captures, cases, expectNoTrace, fixtures, jsonBeside } from './testing/fixtures.ts';
import { parsed } from './testing/pageDocument.ts';

afterEach(() => useRules(undefined));

/** Words that the report has of its own: names of selectors, kinds and languages. Whatever else is in it would be of the page. */
const ours = /^(?:[a-zA-Z0-9]+)$/;

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : [];
}

const pages = [
  ...pageKinds.flatMap((kind) => cases(join(fixtures, kind)).map((page) => ({ name: `${kind}/${basename(page, '.html')}`, page }))),
  ...(existsSync(captures) ? cases(captures).map((page) => ({ name: `captured ${basename(page, '.html')}`, page })) : []),
];

describe('nothing of the page', () => {
  test.each(pages)('is in what is told of $name', ({ page }) => {
    const { url } = JSON.parse(jsonBeside(page)) as { url: string };
    const document = parsed(readFileSync(page, 'utf8'));
    expectNoTrace(document, () => {
      for (const kind of pageKinds) {
        const report = { ...reportOf(kind, document, url), extensionVersion: '0.1.0' };
        expect(PageReport.parse(report)).toEqual(report);
        // Beyond the enumerated words there is the language, of two or three letters.
        const { counts, language = 'en', ...rest } = report;
        expect(language).toMatch(/^[a-z]{2,3}$/);
        expect(stringsIn(counts)).toEqual([]);
        for (const text of stringsIn(rest).filter((one) => one !== report.extensionVersion)) expect(text).toMatch(ours);
      }
    });
  });
});

test('what was missed, and how much each selector found', () => {
  const page = join(fixtures, 'companyPeople/ember-links-moved.html');
  const { url } = JSON.parse(jsonBeside(page)) as { url: string };
  useRules({ version: 7, issuedAt: '2026-11-25T00:00:00.000Z', selectors: {}, off: [] });
  const document = parsed(readFileSync(page, 'utf8'));
  const cards = document.querySelectorAll('li.org-people-profile-card__profile-card-spacing').length;
  expect(cards).toBeGreaterThan(0);
  expect(reportOf('companyPeople', document, `${url}?keywords=somebody`)).toMatchObject({
    pageKind: 'companyPeople',
    reading: 'changed',
    field: 'identifiers',
    generations: ['ember'],
    rulesVersion: 7,
    hasParameters: true,
    counts: { page: { main: 1 }, companyPeople: { card: cards, organisation: 1 } },
  });
  expect(reportOf('companyPeople', document, url)).toMatchObject({ hasParameters: false });
});

/** The practice lists behave as LinkedIn's do, and the extension's own readers read from them exactly the people who are meant. */
import { expect, test, type Page } from '@playwright/test';
import type { PageKind, Sighting } from '@wellmet/shared/sighting';
import { network } from '../server/src/practice/directory.ts';
import { leadId, memberId, practicePeople, type PracticePerson } from '../server/src/practice/people.ts';
import { openChromium, openFirefox, type Chromium } from './testing/browsers.ts';
import { readerScript } from './testing/readers.ts';

/** The readers as `readerScript` leaves them. */
interface Readers {
  readerOf(kind: PageKind): {
    read(root: Document, url: string): { kind: string };
    rows?(root: Document, url: string): { sighting?: Sighting }[];
  };
}

const hidden = 'hidden';

let browser: Chromium;
let page: Page;

test.beforeAll(async () => {
  browser = await openChromium({ withoutExtension: true });
  await browser.context.addInitScript(await readerScript());
});
test.afterAll(() => browser.close());
test.beforeEach(async () => {
  page = await browser.context.newPage();
});
test.afterEach(() => page.close());

const open = (path: string) => page.goto(`https://www.linkedin.com${path}`);

/** What the page's reader says of each row, in the order of the page. */
const rowsOf = (kind: PageKind): Promise<(Sighting | typeof hidden)[]> =>
  page.evaluate((ofKind) => {
    const { readers } = globalThis as unknown as { readers: Readers };
    return (readers.readerOf(ofKind).rows?.(document, location.href) ?? []).map(({ sighting }) => sighting ?? 'hidden');
  }, kind);

const namesOf = async (kind: PageKind): Promise<string[]> => (await rowsOf(kind)).map((row) => (row === hidden ? hidden : row.name));

/** Presses a button of the pager; what the page says before it can do anything else. */
const turnAndLook = (kind: PageKind, label: string): Promise<{ address: string; rows: number }> =>
  page.evaluate(
    ([ofKind, name]) => {
      const { readers } = globalThis as unknown as { readers: Readers };
      document.querySelector<HTMLElement>(`main button[aria-label="${name}"]`)?.click();
      return { address: location.href, rows: readers.readerOf(ofKind).rows?.(document, location.href).length ?? -1 };
    },
    [kind, label] as const,
  );

/** Waits until the third row shows somebody, and then until another element stands in its place. */
const thirdRowIsMadeAnew = (): Promise<void> =>
  page.evaluate(async (third) => {
    while (!document.querySelector(third)?.textContent.trim()) await new Promise(requestAnimationFrame);
    const row = document.querySelector(third);
    while (document.querySelector(third) === row) await new Promise(requestAnimationFrame);
  }, 'main [role="list"] > :nth-child(3)');

const openly = network.filter(({ slug }) => slug !== undefined);
const names = (people: PracticePerson[]): string[] => people.map(({ name }) => name);
const hannah = openly[0] as PracticePerson;

/** The 152 results in their order: two are no further person. */
const everything = [...names(openly.slice(0, 13)), hidden, ...names(openly.slice(13, 24)), hannah.name, ...names(openly.slice(24))];

for (const look of ['', '&practice=ember']) {
  test.describe(`people search, ${look === '' ? 'newer' : 'older'} look`, () => {
    test('every page holds the people meant, with everything that says who they are', async () => {
      for (let at = 1; at <= 16; at += 1) {
        await open(`/search/results/people/?keywords=sales&page=${at}${look}`);
        await expect.poll(() => namesOf('peopleSearch')).toEqual(everything.slice((at - 1) * 10, at * 10));
        for (const row of await rowsOf('peopleSearch')) {
          if (row === hidden) continue;
          const person = openly.find(({ memberNumber }) => memberId(memberNumber) === row.identifiers.member);
          const { name, headline, degree = 3, slug } = person as PracticePerson;
          expect(row).toMatchObject({ name, degree });
          expect(row.headline).toBe(headline === '--' ? undefined : headline.replaceAll(/\s+/g, ' '));
          if (at !== 3 || person !== hannah) expect(row.identifiers.slug).toBe(slug);
        }
      }
    });

    test('the page turns in place: the address at once, then blank rows, then people; one row is made anew', async () => {
      await open(`/search/results/people/?keywords=sales${look}`);
      await expect.poll(() => namesOf('peopleSearch')).toEqual(names(practicePeople.slice(0, 10)));
      await page.evaluate(() => document.querySelector('main')?.setAttribute('data-same', ''));
      const turned = await turnAndLook('peopleSearch', 'Page 3');
      expect(turned.address).toContain('page=3');
      expect(turned.rows).toBe(0);
      await thirdRowIsMadeAnew();
      expect(await namesOf('peopleSearch')).toEqual(everything.slice(20, 30));
      await page.getByRole('button', { name: 'Next', exact: true }).click();
      await expect.poll(() => namesOf('peopleSearch')).toEqual(everything.slice(30, 40));
      await page.goBack();
      await expect.poll(() => namesOf('peopleSearch')).toEqual(everything.slice(20, 30));
      expect(await page.locator('main[data-same]').count()).toBe(1);
    });

    test('a hundred rows, somebody twice among them; and nobody', async () => {
      await open(`/search/results/people/?keywords=sales&practice=rows100${look.replace('&practice=', ',')}`);
      await expect.poll(() => namesOf('peopleSearch')).toEqual(everything.slice(0, 100));
      await open(`/search/results/people/?keywords=nobody${look}`);
      expect(await page.getByText('No results found').count()).toBe(1);
      expect(await namesOf('peopleSearch')).toEqual([]);
    });
  });
}

test('among results of every kind the people are read, post and company are not', async () => {
  await open('/search/results/all/?keywords=sales');
  const people = [...openly.slice(0, 4), ...openly.slice(11, 13)];
  await expect.poll(() => namesOf('peopleSearch')).toEqual([...names(people), hidden]);
});

for (const [path, field, organisation] of [
  ['/company/norrholt-instruments/people/', 'company', 'Norrholt Instruments'],
  ['/school/oskerby-polytechnic/people/', 'school', 'Oskerby Polytechnic'],
] as const) {
  test(`${path}: twelve cards, and twelve more at each press`, async () => {
    await open(path);
    const people = openly.filter((person) => person[field] === organisation);
    const cards: string[] = names(people);
    if (field === 'company') cards.splice(4, 0, hidden);
    const more = page.getByRole('button', { name: 'Show more results' });
    for (let shown = 12; shown < cards.length; shown += 12) {
      await expect.poll(() => namesOf('companyPeople')).toEqual(cards.slice(0, shown));
      await more.click();
    }
    await expect.poll(() => namesOf('companyPeople')).toEqual(cards);
    expect(await more.count()).toBe(0);
    for (const row of await rowsOf('companyPeople')) {
      if (row === hidden) continue;
      const { slug } = people.find(({ memberNumber }) => memberId(memberNumber) === row.identifiers.member) as PracticePerson;
      expect([row.identifiers.slug, row[field]]).toEqual([slug, organisation]);
    }
  });
}

test('Sales Navigator: rows are empty until they have been in sight, the address stays when the page turns', async () => {
  await open('/sales/search/people?query=(keywords:sales)');
  await expect.poll(async () => (await namesOf('salesSearch')).length).toBeGreaterThan(5);
  expect((await namesOf('salesSearch')).length).toBeLessThan(20);
  await page.evaluate(async () => {
    for (const row of document.querySelectorAll('#search-results-container li')) {
      row.scrollIntoView();
      await new Promise((done) => setTimeout(done, 60));
    }
  });
  await expect.poll(() => namesOf('salesSearch')).toEqual(everything.slice(0, 25));
  expect(await turnAndLook('salesSearch', 'Next')).toEqual({ address: page.url(), rows: 0 });
  await expect.poll(async () => (await namesOf('salesSearch'))[1]).toBe(everything[26]);
});

test('a lead has a page, whose reader names the same person as the row', async () => {
  const lead = leadId(hannah.memberNumber);
  await open(`/sales/lead/${lead},NAME_SEARCH,a1B2`);
  const reading = await page.evaluate(() => {
    const { readers } = globalThis as unknown as { readers: Readers };
    return readers.readerOf('salesLead').read(document, location.href);
  });
  expect(reading).toMatchObject({ kind: 'people', sightings: [{ identifiers: { lead }, name: hannah.name, company: hannah.company }] });
});

test('Firefox too turns pages, shows more, and fills rows that come into sight', async () => {
  const firefox = await openFirefox();
  try {
    const tab = await firefox.openTab('/search/results/people/?keywords=sales');
    for (const look of ['', '&practice=ember']) {
      await tab.goto(`/search/results/people/?keywords=sales${look}`);
      await tab.sees(hannah.name);
      await tab.presses('Page 4');
      await tab.sees(everything[39] ?? '');
      expect(await tab.text()).not.toContain(hannah.name);
    }
    await tab.goto('/company/norrholt-instruments/people/');
    const colleagues = names(openly.filter(({ company }) => company === 'Norrholt Instruments'));
    await tab.presses('Show more results');
    await tab.sees(colleagues[22] ?? '');
    await tab.goto('/sales/search/people?query=(keywords:sales)');
    await tab.sees(hannah.name);
    expect(await tab.text()).not.toContain(everything[24]);
    await tab.presses(hannah.name);
    await tab.sees('Current role');
  } finally {
    await firefox.close();
  }
});

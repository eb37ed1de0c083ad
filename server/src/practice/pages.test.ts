// @ts-expect-error -- jsdom ships no types
import { JSDOM } from 'jsdom';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { practiceAsset } from './assets.ts';
import { network } from './directory.ts';
import { profilePath } from './drawing.ts';
import { practiceCsp, practicePage } from './pages.ts';
import { leadId, memberId, practicePeople, type PracticePerson, practiceViewer } from './people.ts';
import { practiceRoutes } from './routes.ts';

const today = new Date('2026-11-20T12:00:00Z');
const pageAt = (path: string, base = ''): string => {
  const page = practicePage(path, { base, today });
  if (page === undefined) throw new Error(`no page at ${path}`);
  return page;
};
const profileOf = (person: PracticePerson): string => pageAt(profilePath(person));
const bySlug = (slug: string): PracticePerson => {
  const found = practicePeople.find((person) => person.slug === slug);
  if (found === undefined) throw new Error(`nobody has the slug ${slug}`);
  return found;
};
/** As much of the DOM as is asked here: the server is compiled without its types. */
interface Node {
  tagName: string;
  textContent: string;
  parentElement: Node | null;
  classList: Iterable<string>;
  getAttribute(name: string): string | null;
  closest(selector: string): Node | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node> & { length: number };
}
const parsed = (page: string, contentType: string): Node => new JSDOM(page, { contentType }).window.document.documentElement;
/** As a browser reads what is served: links inside links are split. */
const asHtml = (page: string): Node => parsed(page, 'text/html');
/** As the script of the page reads it: nothing is split. */
const asXml = (page: string): Node => parsed(page, 'application/xhtml+xml');

const everybody = [...practicePeople, practiceViewer];
const entities: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };
/** Every address that a page names, also in what its script shows later. */
const addressesIn = (page: string): string[] =>
  [...page.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, address = '']) =>
    address.replace(/&\w+;/g, (name) => entities[name] ?? name),
  );

test('the ids are 39 characters, begin as LinkedIn’s and are all different', () => {
  const all = [...network, practiceViewer];
  const ids = all.map((person) => memberId(person.memberNumber));
  const leads = all.map((person) => leadId(person.memberNumber));
  for (const id of ids) expect(id).toMatch(/^ACoAA[\w-]{34}$/);
  for (const id of leads) expect(id).toMatch(/^ACwAA[\w-]{34}$/);
  expect(new Set([...ids, ...leads]).size).toBe(2 * all.length);
  const slugs = all.flatMap(({ slug }) => slug ?? []);
  expect(new Set(slugs).size).toBe(slugs.length);
  expect(slugs.length).toBe(all.length - 2);
});

describe.each(['', '/practice'])('under the base "%s"', (base) => {
  test('every link and file of every page reached from the feed is there', () => {
    const seen = new Set<string>();
    // Buttons lead to the further pages of lists.
    const pages = Array.from({ length: 16 }, (_, i) => `${base}/search/results/people/?page=${i + 1}`);
    const queue = [`${base}/`, `${base}/in/me/`, ...pages, ...pages.map((page) => `${page}&practice=ember`)];
    for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
      if (seen.has(at)) continue;
      seen.add(at);
      expect(at.startsWith(`${base}/`)).toBe(true);
      const path = at.slice(base.length);
      const found = practiceAsset(path)?.body ?? practicePage(path, { base, today });
      expect([at, found !== undefined]).toEqual([at, true]);
      if (path.startsWith('/assets/')) continue;
      queue.push(...addressesIn(found ?? ''));
    }
    // Of two members who hide, a card without a link shows one.
    for (const person of network.slice(0, -1)) expect([...seen]).toContain(`${base}${profilePath(person)}`);
  });
});

describe.each(everybody)('$name', (person) => {
  test('the page shows what the person is', () => {
    const main = asHtml(profileOf(person)).querySelector('main');
    const text = main?.textContent;
    expect(main?.querySelector(person.drawnBy === 'ember' ? 'h1' : 'h2')?.textContent).toBe(
      person.slug === undefined ? 'LinkedIn Member' : person.name,
    );
    expect(profileOf(person).includes(person.name)).toBe(person.slug !== undefined);
    const shownOnce = [person.headline, person.location, person.company, person.school, person.about?.split('\n')[0]];
    for (const shown of shownOnce) expect(text).toContain(shown ?? '');
    for (const { title: role, company } of person.positions) expect(text).toContain(role + (person.drawnBy === 'ember' ? role : company));
  });

  test('the address may hold the member id, and a language', () => {
    const byId = `/in/${memberId(person.memberNumber)}/`;
    expect(practicePage(byId, { base: '', today })).toBe(profileOf(person));
    expect(asHtml(pageAt(`${byId}fr/`)).getAttribute('lang')).toBe('fr');
    expect(practicePage(byId.toLowerCase(), { base: '' })).toBeUndefined();
  });
});

describe.each(practicePeople.filter((person) => person.drawnBy !== 'ember'))('newer shape: $name', (person) => {
  const page = asHtml(profileOf(person));
  const [attribute, other] = person.drawnBy === 'sdui-id' ? ['id', 'componentkey'] : ['componentkey', 'id'];
  const key = `com.linkedin.sdui.profile.card.ref${memberId(person.memberNumber)}Topcard`;

  test('the key of the top card stands on a wrapper and on the section in it', () => {
    expect([...page.querySelectorAll(`[${attribute}="${key}"]`)].map((e) => e.tagName)).toEqual(['DIV', 'SECTION']);
    expect(page.querySelector(`[${other}^="com.linkedin.sdui.profile"]`)).toBeNull();
  });

  test('of two degrees one waits alone in a wrapper of its own', () => {
    const lines = [...page.querySelectorAll(`[${attribute}="${key}"] section p, section[${attribute}="${key}"] p`)].filter((p) =>
      /^· \d/.test(p.textContent),
    );
    const wrapped = lines.filter((p) => p.parentElement?.getAttribute('data-display-contents') === 'true');
    const bare = lines.filter((p) => !wrapped.includes(p));
    expect(bare.map((p) => Number(/\d/.exec(p.textContent)?.[0]))).toEqual(person.degree === undefined ? [] : [person.degree]);
    expect(wrapped).toHaveLength(person.degree === 1 || person.degree === 2 ? 1 : 0);
  });

  test('the place stands before the first lone dot', () => {
    const lines = [...page.querySelectorAll(`section[${attribute}="${key}"] p`)].map((p) => p.textContent);
    expect(lines[lines.indexOf('·') - 1]).toBe(person.slug === undefined ? undefined : person.location);
  });
});

describe.each(practicePeople.filter((person) => person.drawnBy === 'ember'))('older shape: $name', (person) => {
  const page = asHtml(profileOf(person));

  test('anchors, number, degree and twins stand where LinkedIn has them', () => {
    const top = page.querySelector('main section');
    expect(top?.getAttribute('data-member-id')).toBe(String(person.memberNumber));
    expect(top?.querySelector('.text-body-medium.break-words')?.textContent).toBe(person.headline);
    expect(top?.querySelector('span.text-body-small.inline')?.textContent).toBe(person.location);
    expect(top?.querySelector('.dist-value')?.textContent).toMatch(new RegExp(`^${person.degree}`));
    for (const anchor of ['about', 'experience', 'education', 'skills', 'languages']) {
      const card = page.querySelector(`#${anchor}`)?.closest('section');
      const [shown, spoken] = [card?.querySelectorAll('span[aria-hidden="true"]'), card?.querySelectorAll('span.visually-hidden')];
      expect(shown?.length).toBeGreaterThan(1);
      expect([...(shown ?? [])].map((s) => s.textContent)).toEqual([...(spoken ?? [])].map((s) => s.textContent));
    }
  });

  test('a dialog over the page brings an h1 of its own after the name', () => {
    const headings = [...asHtml(pageAt(`${profilePath(person)}overlay/contact-info/`)).querySelectorAll('h1')];
    expect(headings.map((h) => h.closest('main') !== null)).toEqual([true, false]);
  });
});

test('links inside links: an XML parser keeps them, an HTML parser splits them', () => {
  const path = '/search/results/people/';
  expect(asXml(pageAt(path)).querySelectorAll('a a').length).toBeGreaterThan(10);
  expect(asHtml(pageAt(path)).querySelectorAll('a a')).toHaveLength(0);
  expect(asHtml(pageAt(path)).querySelectorAll('[role="list"] [role="listitem"]')).toHaveLength(10);
});

test.each([
  '/search/results/people/?page=2',
  '/search/results/people/?page=3&practice=ember',
  '/search/results/people/?page=16&practice=ember',
  '/search/results/people/?practice=rows100',
  '/search/results/people/?keywords=nobody',
  '/search/results/people/?keywords=nobody&practice=ember',
  '/search/results/people/?locale=fr_FR',
  '/search/results/all/?keywords=sales',
  '/company/norrholt-instruments/',
  '/company/norrholt-instruments/people/',
  '/school/oskerby-polytechnic/people/',
  '/sales/search/people?query=(keywords:sales)',
  `/sales/lead/${leadId(bySlug('hannah-lindmoor-4b7120').memberNumber)},NAME_SEARCH,a1B2`,
])('%s is the same read as HTML and as XML, but for links in links', (path) => {
  const [html, xml] = [asHtml(pageAt(path)), asXml(pageAt(path))];
  expect(xml.querySelector('parsererror')).toBeNull();
  expect(html.querySelector('main')?.textContent).toBe(xml.querySelector('main')?.textContent);
});

test('the mutual connections read as one line, on both pages that have them', () => {
  const hannah = bySlug('hannah-lindmoor-4b7120');
  expect(asXml(profileOf(hannah)).textContent).toContain('Théo Brassard-Lune, Priya Oakeshaw and 6 other mutual connections');
  expect(asXml(pageAt('/search/results/people/')).textContent).toContain(
    'Théo Brassard-Lune, Priya Oakeshaw and 4 other mutual connections',
  );
});

test.each([
  '/in/th%C3%A9o-brassard-lune-8c41d2/',
  '/in/théo-brassard-lune-8c41d2',
  '/in/the%CC%81o-brassard-lune-8c41d2/',
  '/in/TH%C3%89O-brassard-lune-8c41d2/?locale=fr_FR',
])('one person behind %s', (path) => {
  expect(pageAt(path)).toBe(profileOf(bySlug('théo-brassard-lune-8c41d2')));
});

test.each([
  ['en', 'Mar 2026 - Present · 9 mos', 'Jan 2019 - Feb 2026 · 7 yrs 2 mos'],
  ['fr', 'mars 2026 - aujourd’hui · 9 mois', 'janv. 2019 - févr. 2026 · 7 ans 2 mois'],
])('date lines in %s', (language, present, past) => {
  const text = asHtml(pageAt(`/in/th%C3%A9o-brassard-lune-8c41d2/${language}/`)).textContent;
  expect(text).toContain(present);
  expect(text).toContain(past);
});

test.each(['/in/nobody-at-all/', '/in/%E0%A4%A/', '/company/nowhere/', '/in/', '/jobs/', '/in/hannah-lindmoor-4b7120/elsewhere/'])(
  'nothing at %s',
  (path) => {
    expect(practicePage(path, { base: '' })).toBeUndefined();
  },
);

test('the server answers pages under the strict policy, files with their type, the viewer by name', async () => {
  const routes = new Hono().route('/practice', practiceRoutes());
  const page = await routes.request('/practice/in/hannah-lindmoor-4b7120/');
  expect(page.headers.get('content-security-policy')).toBe(practiceCsp);
  expect(await page.text()).toContain('href="/practice/in/hannah-lindmoor-4b7120/"');
  const sheet = await routes.request('/practice/assets/practice.css');
  expect(sheet.headers.get('content-type')).toMatch(/^text\/css/);
  const me = await routes.request('/practice/in/me/');
  expect(me.headers.get('location')).toBe(`/practice/in/${practiceViewer.slug}/`);
  expect((await routes.request('/practice/in/nobody-at-all/')).status).toBe(404);
});

test('every class that the style sheet names is on a page', () => {
  const pages = [
    '/',
    '/search/results/people/',
    '/search/results/people/?practice=ember',
    '/messaging/',
    '/company/veltrane/',
    '/company/norrholt-instruments/people/',
    '/sales/search/people',
    `/sales/lead/${leadId(bySlug('hannah-lindmoor-4b7120').memberNumber)},NAME_SEARCH,a1B2`,
    ...everybody.flatMap((p) => [profilePath(p), `${profilePath(p)}overlay/contact-info/`]),
  ];
  const used = new Set(
    pages.flatMap((path) => [...pageAt(path).matchAll(/class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(' '))),
  );
  const styled = new Set([...(practiceAsset('/assets/practice.css')?.body ?? '').matchAll(/\.(_[0-9a-f]{8})\b/g)].map(([, name]) => name));
  expect([...styled].filter((name) => name === undefined || !used.has(name))).toEqual([]);
});

import { Hono } from 'hono';
import { html } from 'hono/html';
import { expect, test } from 'vitest';
import { addressOfFile, tokensOfPages, webFiles } from './files.ts';
import { answerPage } from './page.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';

const hostile = `"><script>alert('x')</script><img src=x onerror=alert(1)>`;
const pages = new Hono()
  .get('/page', (context) =>
    answerPage(context, (_, language) => ({ title: hostile, main: html`<p title="${hostile}">${hostile} ${language}</p>` })),
  )
  .route('/', webFiles());

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const response = await pages.request(path, { headers });
  return { status: response.status, headers: response.headers, text: await response.text() };
};

test.each([
  ['', undefined, 'en'],
  ['', 'fr', 'fr'],
  ['', 'fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
  ['', 'de, en;q=0.3, fr;q=0.7', 'fr'],
  ['', 'fr;q=0, en;q=0.1', 'en'],
  ['', 'de-CH', 'en'],
  ['', '"><script>', 'en'],
  ['?lang=fr', 'en', 'fr'],
  ['?lang=en', 'fr', 'en'],
  ['?lang=%22%3E', 'fr', 'fr'],
])('page%s asked in %j is in %s', async (query, wanted, language) => {
  const { text, headers } = await ask(`/page${query}`, wanted === undefined ? {} : { 'accept-language': wanted });
  const other = language === 'en' ? 'fr' : 'en';
  expect(text).toContain(`<html lang="${language}">`);
  expect(text).toContain(`href="?lang=${other}"`);
  expect(headers.get('content-language')).toBe(language);
  expect(headers.get('vary')).toBe('Accept-Language');
});

test('texts are texts', async () => {
  const { text } = await ask('/page');
  expect(text.match(/<script/g)).toHaveLength(1);
  expect(text).not.toContain('<img src=x');
});

test('nothing may come from elsewhere, nor go there, and nothing is kept unless the page says so', async () => {
  const { headers, text } = await ask('/page');
  const csp = headers.get('content-security-policy') ?? '';
  const rules = new Map(csp.split('; ').map((rule): [string, string] => [rule.split(' ', 1)[0] ?? '', rule.slice(rule.indexOf(' ') + 1)]));
  expect([
    rules.get('default-src'),
    rules.get('script-src'),
    rules.get('form-action'),
    rules.get('frame-ancestors'),
    rules.get('base-uri'),
  ]).toEqual(["'none'", "'self'", "'none'", "'none'", "'none'"]);
  expect(csp).not.toMatch(/unsafe|https?:|\*|data:/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('set-cookie')).toBeNull();
  // A style or a script in place would not run.
  expect(text).not.toMatch(/<[^>]* (?:style|on\w+)="|<style|<script[^>]*>[^<]/);
  for (const [, address = ''] of text.matchAll(/(?:src|href)="([^"]*)"/g)) expect(address).toMatch(/^(\/web\/|\?lang=|#)/);
});

test('files are kept as long as their address is theirs', async () => {
  for (const name of ['page.css', 'page.js', 'icon.svg'] as const) {
    expect((await ask(addressOfFile(name))).headers.get('cache-control')).toContain('immutable');
    expect((await ask(`/web/${name}`)).headers.get('cache-control')).toBe('no-cache');
    expect((await ask(`/web/${name}?v=other`)).headers.get('cache-control')).toBe('no-cache');
  }
  for (const path of ['/web/', '/web/page.ts', '/web/../page.ts', '/web/..%2fpage.ts', '/web/words/en.ts'])
    expect((await ask(path)).status).toBe(404);
});

const coloursOf = (block: string): string[] => [...block.matchAll(/--([\w-]+): (?:#|rgb|0 0)/g)].map(([, name = '']) => name);

test('the sheet has both themes, each colour in both', async () => {
  const { text } = await ask('/web/page.css');
  expect(text).not.toContain('data-theme');
  const dark = /@media \(prefers-color-scheme: dark\) \{\s*:root \{([^}]*)\}/.exec(text)?.[1] ?? '';
  const light = text.slice(0, text.indexOf('@media (prefers-color-scheme'));
  expect(coloursOf(dark).length).toBeGreaterThan(15);
  expect(coloursOf(dark)).toEqual(coloursOf(light));
});

test('tokens of a theme are told apart', () => {
  expect(tokensOfPages("[data-theme] {\n--a: 1;\n}\n[data-theme='light'] {\n--b: 2;\n}\n[data-theme='dark'] {\n--b: 3;\n}\n")).toBe(
    ':root {\n--a: 1;\n}\n:root {\n--b: 2;\n}\n@media (prefers-color-scheme: dark) {\n:root {\n--b: 3;\n}\n}\n',
  );
});

const textsOf = (words: unknown): string[] =>
  typeof words === 'string'
    ? [words]
    : typeof words === 'function'
      ? [String(words(...Array.from({ length: words.length }, (_, n) => `‹${n}›`)))]
      : Object.values(words as object).flatMap(textsOf);

test('both languages have something to say, and say it in good type', () => {
  expect(textsOf(fr)).toHaveLength(textsOf(en).length);
  for (const text of [...textsOf(en), ...textsOf(fr)]) {
    expect(text.trim()).not.toBe('');
    expect(text).not.toMatch(/'|\.\.\./);
  }
  for (const text of textsOf(fr)) expect(text).not.toMatch(/[^\u202f][;!?]|[^\u00a0]:(?!\/\/)|«(?!\u00a0)|(?<!\u00a0)»/);
});

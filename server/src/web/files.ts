/** Files of the server’s pages: styles, scripts, our sign. Their addresses name their content, so they may be kept for ever. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';

const asset = (name: string): string => readFileSync(new URL(`assets/${name}`, import.meta.url), 'utf8');

/** The tokens of the extension for a page whose theme is the browser’s: there is nobody to choose another. */
export function tokensOfPages(tokens: string): string {
  return tokens
    .replaceAll(/\[data-theme(='light')?\] \{/g, ':root {')
    .replaceAll(/\[data-theme='dark'\] (\{[^}]*\})/g, '@media (prefers-color-scheme: dark) {\n:root $1\n}');
}

const css = 'text/css; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const tokens = readFileSync(new URL(import.meta.resolve('@wellmet/shared/tokens.css')), 'utf8');
const files = {
  'join.js': { type: script, body: asset('join.js') },
  'page.css': {
    type: css,
    body: tokensOfPages(tokens) + asset('page.css') + asset('account.css') + asset('pricing.css') + asset('join.css'),
  },
  'page.js': { type: script, body: asset('page.js') },
  'ask.js': { type: script, body: asset('ask.js') },
  'device.js': { type: script, body: asset('device.js') },
  'password.js': { type: script, body: asset('password.js') },
  'pricing.js': { type: script, body: asset('pricing.js') },
  'icon.svg': { type: 'image/svg+xml', body: asset('icon.svg') },
};
export type FileName = keyof typeof files;

const versions = new Map(
  Object.entries(files).map(([name, { body }]) => [name, createHash('sha256').update(body).digest('base64url').slice(0, 12)]),
);

export const addressOfFile = (name: FileName): string => `/web/${name}?v=${versions.get(name) ?? ''}`;

/** `/web/<name>`. Without its version, as the present one, not kept. */
export function webFiles(): Hono {
  const routes = new Hono();
  for (const [name, { type, body }] of Object.entries(files))
    routes.get(`/web/${name}`, (context) =>
      context.body(body, 200, {
        'content-type': type,
        'cache-control': context.req.query('v') === versions.get(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
      }),
    );
  return routes;
}

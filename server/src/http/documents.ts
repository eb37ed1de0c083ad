/** The API told: an OpenAPI 3.1 document, and a page to read it, drawn by a bundle of ours. Nothing comes from elsewhere. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import type { OpenAPIHono } from '@hono/zod-openapi';
import { Scalar } from '@scalar/hono-api-reference';
import { Hono } from 'hono';
import packageJson from '../../package.json' with { type: 'json' };
import type { Env } from './serveContract.ts';

/** The document of an application's registered routes. */
export const openApiDocument = (app: OpenAPIHono<Env>, publicUrl: string | undefined): object =>
  app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Wellmet',
      version: packageJson.version,
      description:
        'What the extension asks of the server. Expected outcomes are values with status 200, also refusals such as `notEnoughCredits`; everything else is a problem (RFC 9457).',
      license: { name: 'MIT' },
    },
    ...(publicUrl !== undefined && { servers: [{ url: publicUrl }] }),
    tags: [
      { name: 'account', description: 'Sign up, sign in, who am I' },
      { name: 'plans', description: 'What can be bought' },
      { name: 'credits', description: 'Balance, quote, analysis' },
      { name: 'ledger', description: 'Every credit: when, who, whom, why' },
      { name: 'contacts', description: 'People that were analysed' },
      { name: 'rights', description: 'What is held of people, why, how long, and where it came from' },
      { name: 'campaigns', description: 'Who is in which, and whom the ongoing ones hold' },
      { name: 'pool', description: 'People that were imported, for Discover' },
      { name: 'sync', description: 'What devices keep, and how they hear of changes' },
      { name: 'pages', description: 'How LinkedIn’s pages are read' },
    ],
  });

/** `/openapi.json` and `/docs`. */
export function apiDocuments(app: OpenAPIHono<Env>, publicUrl: string | undefined): Hono<Env> {
  const documents = new Hono<Env>();
  let document: object | undefined;
  documents.get('/openapi.json', (context) => context.json((document ??= openApiDocument(app, publicUrl))));
  documents.get(
    '/docs',
    async (context, next) => {
      await next();
      // The page configures itself in a script of its own and writes its styles in place.
      context.header(
        'content-security-policy',
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-ancestors 'none'",
      );
    },
    Scalar({
      url: '/openapi.json',
      cdn: '/docs/reference.js',
      pageTitle: 'Wellmet API',
      withDefaultFonts: false,
      telemetry: false,
      agent: { disabled: true },
      mcp: { disabled: true },
      showDeveloperTools: 'never',
      hideClientButton: true,
    }),
  );
  let bundle: Promise<Buffer<ArrayBuffer>> | undefined;
  documents.get('/docs/reference.js', async (context) => {
    bundle ??= readFile(join(dirname(createRequire(import.meta.url).resolve('@scalar/api-reference')), 'browser/standalone.js'));
    return context.body(await bundle, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'public, max-age=3600' });
  });
  return documents;
}

/** The practice network under one path of the server, for trying the extension without LinkedIn. */
import { Hono } from 'hono';
import { practiceAsset } from './assets.ts';
import { profilePath } from './drawing.ts';
import { practiceCsp, practicePage } from './pages.ts';
import { practiceViewer } from './people.ts';

/** Pages and files of the practice network; mount it at `base`. An address that it does not know is answered 404 in plain text. */
export function practiceRoutes(base = '/practice'): Hono {
  const routes = new Hono();
  const root = (path: string): string => path.slice(base.length) || '/';
  routes.get('/assets/*', (c) => {
    const asset = practiceAsset(root(new URL(c.req.url).pathname));
    return asset === undefined ? c.notFound() : c.body(asset.body, 200, { 'content-type': asset.type, 'cache-control': 'no-cache' });
  });
  routes.get('/in/me/', (c) => c.redirect(`${base}${profilePath(practiceViewer)}`));
  routes.get('*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    const page = practicePage(root(pathname) + search, { base });
    return page === undefined
      ? c.text('There is no such practice page.', 404)
      : c.html(page, 200, { 'content-security-policy': practiceCsp, 'cache-control': 'no-cache', 'referrer-policy': 'same-origin' });
  });
  return routes;
}

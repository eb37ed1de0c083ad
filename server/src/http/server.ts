/** The server of Node that the application is behind. */
import { createAdaptorServer } from '@hono/node-server';

/**
 * Node would break off any request that has not come in whole after five minutes. A file of people may take hours over a slow line: who sends one is
 * given up when nothing more comes (pool/import.ts), any other body after a minute (question.ts), and heads by Node, after a minute, too.
 */
export const openHttpServer = (fetch: (request: Request) => Response | Promise<Response>): ReturnType<typeof createAdaptorServer> =>
  createAdaptorServer({ fetch, serverOptions: { requestTimeout: 0, headersTimeout: 60_000 } });

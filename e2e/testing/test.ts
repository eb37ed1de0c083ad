/** The tests' own `test`: with a real server that the tests of one process share, so that only the first of many waits for its database to be made. */
import { test as base } from '@playwright/test';
import { startServer, type RunningServer } from './server.ts';

export { expect } from '@playwright/test';

/** How many tests share one, each with members of its own: fewer than one address may sign in within ten minutes. */
const testsOfAServer = 25;

export const test = base.extend<{ server: RunningServer }, { nextServer: () => Promise<RunningServer> }>({
  nextServer: [
    // Playwright reads which fixtures are wanted from the braces.
    // oxlint-disable-next-line no-empty-pattern
    async ({}, use) => {
      let server: RunningServer | undefined;
      let tests = 0;
      await use(async () => {
        if (tests++ % testsOfAServer === 0) {
          await server?.remove();
          server = undefined;
        }
        return (server ??= await startServer());
      });
      await server?.remove();
    },
    { scope: 'worker' },
  ],
  server: async ({ nextServer }, use) => use(await nextServer()),
});

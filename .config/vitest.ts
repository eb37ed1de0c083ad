import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = new URL('..', import.meta.url).pathname;

/** Three rooms, three ways to run: rules alone, the server on a real PostgreSQL, the extension on a fake browser. */
export default defineConfig({
  root,
  test: {
    root,
    projects: [
      { root, test: { name: 'shared', root, include: ['shared/src/**/*.test.ts'] } },
      {
        root,
        test: {
          name: 'server',
          root,
          include: ['server/src/**/*.test.ts'],
          globalSetup: 'server/src/testing/cluster.ts',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // The built extension and the server together: after the build, so not with the others (`pnpm model`).
      {
        root,
        test: {
          name: 'model',
          root,
          include: ['e2e/**/*.model.ts'],
          globalSetup: 'server/src/testing/cluster.ts',
        },
      },
      {
        root,
        plugins: [WxtVitest()],
        test: {
          name: 'extension',
          env: { WXT_SERVER_URL: 'http://127.0.0.1:4310' },
          root,
          environment: 'jsdom',
          include: ['extension/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});

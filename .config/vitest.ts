import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

const root = new URL('..', import.meta.url).pathname;

/** Ends what hangs. Nothing is wrong with a test because the machine is busy. */
const testTimeout = 300_000;

/** Files that take longest, the longest first. Begun last, one of them would keep a single core busy while the others wait for it. */
const longest = [
  'server/src/credits/model',
  'server/src/credits/faults',
  'server/src/credits/races',
  'server/src/credits/wrong',
  'server/src/serve',
  'server/src/credits/explain',
  'server/src/commands/rules',
  'server/src/commands/commands',
  'server/src/db/embedded',
  'server/src/credits/period',
];

const rank = ({ moduleId }: TestSpecification): number =>
  longest.findIndex((name) => moduleId.includes(`/${name}.test.`)) + 1 || longest.length + 1;

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // The sequencer's own order, not the array's.
    // oxlint-disable-next-line unicorn/no-array-sort
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Three rooms, three ways to run: rules alone, the server on a real PostgreSQL, the extension on a fake browser. */
export default defineConfig({
  root,
  test: {
    root,
    // Two files at once wherever it runs: they wait often, for the database and for programs that they start.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongestFirst },
    projects: [
      { root, test: { name: 'shared', root, include: ['shared/src/**/*.test.ts'], testTimeout } },
      {
        root,
        test: {
          name: 'server',
          root,
          include: ['server/src/**/*.test.ts'],
          globalSetup: 'server/src/testing/cluster.ts',
          // Files of one process share what they import, and what the machine has learnt of it; each has its own database.
          isolate: false,
          testTimeout,
          hookTimeout: testTimeout,
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
          // Each file has a world of its own, as ever, but not a process: to start one, with a page in it, took longer than most files' tests.
          pool: 'vmThreads',
          vmMemoryLimit: '1GB',
          setupFiles: 'extension/testing/patience.ts',
          include: ['extension/**/*.test.{ts,tsx}'],
          testTimeout,
        },
      },
    ],
  },
});

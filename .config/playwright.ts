import { defineConfig } from '@playwright/test';

/** Real browsers, the built extension, a real server with its own database. Two files at once wherever it runs: each waits for its browser and its server. */
export default defineConfig({
  testDir: '../e2e',
  testMatch: '**/*.e2e.ts',
  outputDir: '../.test-results/e2e',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env['CI'] !== undefined,
  retries: 0,
  timeout: 240_000,
  expect: { timeout: 45_000 },
  reporter: 'list',
});

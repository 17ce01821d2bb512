import { defineConfig } from '@playwright/test';

// Run by the bench alone: it drives the real app, and its figures go into the table of the others.
export default defineConfig({
  testDir: 'test/bench',
  testMatch: ['grid.spec.ts', 'city.spec.ts'],
  outputDir: 'out/e2e',
  workers: 1,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  reporter: 'list',
});

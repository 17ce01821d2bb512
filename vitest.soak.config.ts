import { defineConfig } from 'vitest/config';

const day = 86_400_000;

export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    // One after the other: what they print belongs together, and two of them share the disk badly.
    fileParallelism: false,
    testTimeout: day,
    hookTimeout: day,
  },
});

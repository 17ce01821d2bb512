import { afterAll, beforeAll, describe } from 'vitest';

export const packingMethods = [8, 93] as const;

/** How entries of packages written by hand are packed: deflated, as older programs write them, or by Zstandard. */
export const packing: { method: (typeof packingMethods)[number] } = { method: 8 };

/** Runs a block of tests with packages of either method. */
export function describePackings(name: string, tests: () => void): void {
  describe.each(packingMethods)(`${name}, method %i`, (method) => {
    beforeAll(() => {
      packing.method = method;
    });
    afterAll(() => {
      packing.method = 8;
    });
    tests();
  });
}

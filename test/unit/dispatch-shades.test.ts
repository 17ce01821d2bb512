import { describe, expect, it } from 'vitest';
import { shadeBounds, shadeOf } from '../../src-renderer/features/dispatch/rates';

const city = [0.813, 0.7, 0.731, 0.759, 0.763, 0.739, 0.742, 0.741, 0.75, 0.76, 0.708, 0.684, 0.727];

describe('shades of the tile map', () => {
  it('cuts the present range into steps that are easy to read', () => {
    expect(shadeBounds(city)).toEqual([70, 72.5, 75, 77.5]);
  });
  it('puts a rate into the step that begins at or below it', () => {
    const bounds = shadeBounds(city);
    expect([0.684, 0.7, 0.742, 0.75, 0.813].map((rate) => shadeOf(rate, bounds))).toEqual([1, 2, 3, 4, 5]);
  });
  it('uses few shades where the rates hardly differ, and covers 0 to 100 per cent', () => {
    expect(new Set([0.5, 0.502].map((rate) => shadeOf(rate, shadeBounds([0.5, 0.502])))).size).toBe(1);
    const bounds = shadeBounds([0, 1]);
    expect(shadeOf(0, bounds)).toBe(1);
    expect(shadeOf(1, bounds)).toBe(5);
  });
  it('has no bounds without a rate', () => {
    expect(shadeBounds([null, null])).toEqual([]);
  });
});

import type { Choice } from './field';

/** Where policy money comes from (domain.md, FundingApplication). */
export const fundingChannels = [
  { code: 'central', label: '中央预算内' },
  { code: 'special_bond', label: '专项债' },
  { code: 'ultra_long_bond', label: '超长期国债' },
  { code: 'province', label: '省级专项' },
  { code: 'other', label: '其他' },
] as const satisfies readonly Choice[];

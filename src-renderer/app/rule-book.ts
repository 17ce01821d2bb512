import { useMemo } from 'react';
import type { Setting } from '../../src-shared/contract/rule-values';
import { type RuleBook, ruleBook } from '../../src-shared/rules/rule-book';
import { useLedgerQuery } from '../ledger-client';

/** The rules as they hold at this machine, or in the region that is given; undefined until the first answer. */
export function useRuleBook(region?: string | null): RuleBook | undefined {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  return useMemo(
    () => (rules ? ruleBook(rules.settings as Setting[], region ?? rules.scope) : undefined),
    [rules, region],
  );
}

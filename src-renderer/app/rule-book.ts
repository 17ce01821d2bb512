import { useMemo } from 'react';
import type { Setting } from '../../src-shared/contract/rule-values';
import { type RuleBook, ruleBook } from '../../src-shared/rules/rule-book';
import { useLedgerQuery } from '../ledger-client';

/** The rules as they hold at this machine; undefined until the first answer. */
export function useRuleBook(): RuleBook | undefined {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  return useMemo(() => (rules ? ruleBook(rules.settings as Setting[], rules.scope) : undefined), [rules]);
}

import { Fragment } from 'react';
import type { Setting } from '../../../src-shared/contract/rule-values';
import type { ConflictGroup, ConflictSource } from '../../../src-shared/rules/conflict-order';
import { conflictGroups, conflictSources } from '../../../src-shared/rules/conflict-order';
import { ruleBook } from '../../../src-shared/rules/rule-book';
import { useCanWrite } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

const groupNames: Readonly<Record<ConflictGroup, string>> = {
  site: '开工、竣工、形象进度',
  figures: '月度完成投资',
  statistics: '入统和统计代码',
  permits: '手续',
  other: '其他',
};

const sourceNames: Readonly<Record<ConflictSource, string>> = {
  newest: '改得晚的',
  secretary: '项目秘书',
  field: '踏查人员',
  commission: '发改委',
};

/** Whose value stands first where people disagree: an order on the screen, never a decision. */
export function ConflictOrderPart() {
  const canWrite = useCanWrite();
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  if (!rules) return null;
  const { conflictOrder } = ruleBook(rules.settings as Setting[], rules.scope);
  const write = async (group: ConflictGroup, source: ConflictSource) => {
    const value = { ...conflictOrder, [group]: source };
    const result = await run('rules.revise', { settings: [{ key: 'conflict_order', value }] });
    if (!result.ok) showFailure(result.error);
    else showDone(`冲突里“${groupNames[group]}”先列${sourceNames[source]}`, { undo: true });
  };
  return (
    <Part title="冲突先列谁的">
      <dl className={`dl ${styles.order}`}>
        {conflictGroups.map((group) => (
          <Fragment key={group}>
            <dt>{groupNames[group]}</dt>
            <dd>
              {canWrite ? (
                <ChoiceGroup
                  label={groupNames[group]}
                  options={conflictSources.map((value) => ({ value, label: sourceNames[value] }))}
                  value={conflictOrder[group]}
                  onChange={(source) => void write(group, source)}
                />
              ) : (
                sourceNames[conflictOrder[group]]
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className={styles.hint}>只是裁定时的排列顺序，不会替人选定，也不影响合并。</p>
    </Part>
  );
}

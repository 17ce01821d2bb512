import { useState } from 'react';
import { formatMoment } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { ScrollRegion } from '../../components/scroll-region';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { ConflictDesk } from './conflict-desk';
import { RegisterTable } from './outcomes';
import { ReceiptedLine, ReturnedTable } from './returned-table';
import styles from './sync.module.css';

type Part = 'returned' | 'conflicts';

/** 市-返-0017 out of 市-返-0017-昌邑王.wubao. */
function shortName(name: string): string {
  return /^.*-\d{4,6}/.exec(name)?.[0] ?? name.replace(/\.wubao$/i, '');
}

/** The secretary's left lower part: what came back, and conflicts that are hers to settle; the register before anything has come. */
export function CamePanel() {
  const packages = useLedgerQuery('packages.list', {}, { keep: true });
  const conflicts = useLedgerQuery('conflicts.list', {}, { keep: true }).data ?? [];
  const returned = useLedgerQuery('returns.show', {}, { keep: true }).data;
  const [chosen, setChosen] = useState<Part | null>(null);
  const hasReturned = returned?.last != null;
  const part: Part | 'register' =
    conflicts.length > 0 && (chosen ?? (hasReturned ? 'returned' : 'conflicts')) === 'conflicts'
      ? 'conflicts'
      : hasReturned
        ? 'returned'
        : 'register';
  const titles = { returned: '返回了什么', conflicts: '冲突', register: '收发登记' };
  return (
    <section className={styles.came} aria-label={titles[part]}>
      <div className="bar">
        {hasReturned && conflicts.length > 0 ? (
          <ChoiceGroup<Part>
            label="看什么"
            options={[
              { value: 'returned', label: '返回了什么' },
              { value: 'conflicts', label: `冲突 ${conflicts.length}` },
            ]}
            value={part === 'conflicts' ? 'conflicts' : 'returned'}
            onChange={setChosen}
          />
        ) : (
          <h2>{part === 'conflicts' ? `冲突 ${conflicts.length}` : titles[part]}</h2>
        )}
        {part === 'returned' && returned?.last && (
          <>
            <span className="sub-fg">
              {shortName(returned.last.name)}，{formatMoment(returned.last.at)}
            </span>
            <span className="right sub-fg">
              {returned.todos.length > 0 ? `要你处理 ${returned.todos.length}，其余已并入` : '都已并入'}
            </span>
          </>
        )}
        {part === 'conflicts' && <span className="sub-fg">同一处两人填得不一样，两个值都在</span>}
        {part === 'register' && packages.data && packages.data.length > 0 && (
          <span className="sub-fg">共 {packages.data.length} 个包</span>
        )}
      </div>
      {part === 'conflicts' && <ConflictDesk conflicts={conflicts} />}
      {part === 'returned' && returned && (
        <ScrollRegion label="返回的内容">
          <ReturnedTable returned={returned} />
          {returned.settled.length + returned.corrected.length + returned.todos.length === 0 && (
            <p className={styles.blank}>没有裁定和更正；新增的项目和记录已并入台账。</p>
          )}
        </ScrollRegion>
      )}
      {part === 'register' && (
        <ScrollRegion label="登记的包">
          {packages.error && <Trouble failure={packages.error.failure} retry={() => void packages.refetch()} />}
          {packages.data && packages.data.length > 0 && <RegisterTable entries={packages.data} direction />}
          {packages.data?.length === 0 && <p className={styles.blank}>还没有上报过。生成的包和收到的包都记在这里。</p>}
        </ScrollRegion>
      )}
      <div className="foot">
        <ReceiptedLine returned={returned} />
      </div>
    </section>
  );
}

import { Popover } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import type { BulletinSource } from '../../../src-shared/contract/bulletin-methods';
import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import { formatMoment, unknown } from '../../../src-shared/terms/format';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import styles from './missing-reports.module.css';

const stateWords: Readonly<Record<BulletinSource['state'], string>> = {
  here: '都在本机',
  missing: '本机不全',
  other: '与本机不同',
};

/** Whether a period is frozen; a click on a frozen one shows the changes that its figures came from. */
export function FrozenPill({ figures }: { figures: Pick<BulletinFigures, 'period' | 'frozenAt'> }) {
  const [opened, setOpened] = useState(false);
  if (figures.frozenAt === null)
    return (
      <span className="pill">
        <IconLockOpen className="icon" aria-hidden="true" />
        未冻结
      </span>
    );
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className={`pill ${styles.pill}`} onClick={() => setOpened(!opened)}>
          <IconLock className="icon" aria-hidden="true" />
          已冻结 {formatMoment(figures.frozenAt)}
          <span className="visually-hidden">，看数据来自哪些改动</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <Sources period={figures.period} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Sources({ period }: { period: string }) {
  const answer = useLedgerQuery('bulletins.sources', { period });
  if (answer.error) return <Trouble failure={answer.error.failure} />;
  const sources = answer.data ?? [];
  return (
    <>
      <div className={styles.head}>
        <h2>数据来自 {sources.length} 台电脑的改动</h2>
        <span className="muted">冻结后的改动写进下一期的更正</span>
      </div>
      <div className={styles.list}>
        <table className="table">
          <colgroup>
            <col style={{ width: 96 }} />
            <col />
            <col style={{ width: 104 }} />
            <col style={{ width: 88 }} />
            <col style={{ width: 104 }} />
          </colgroup>
          <thead>
            <tr>
              <th>人</th>
              <th>单位</th>
              <th className="num">截至第几条</th>
              <th className="num">以后又有</th>
              <th>核对</th>
            </tr>
          </thead>
          <tbody>
            {sources.map(({ person, unit, device, through, since, state }) => (
              <tr key={device}>
                <td>{person || unknown}</td>
                <td title={device}>{unit || unknown}</td>
                <td className="num">{through}</td>
                <td className="num">{since}</td>
                <td>{stateWords[state]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

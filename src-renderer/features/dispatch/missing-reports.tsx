import { Popover } from '@mantine/core';
import { IconFileText } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { regionName } from '../../../src-shared/catalogues/regions';
import { type Period, reportHour } from '../../../src-shared/rules/period';
import { formatDay, unknown } from '../../../src-shared/terms/format';
import { copyText } from '../../components/copy-text';
import { showDone } from '../../components/toast';
import { useLedgerQuery } from '../../ledger-client';
import styles from './missing-reports.module.css';

/** '应报 118 人，已报 104 人' of a period; the count opens the list of who has not, with the reminder as a paper. */
export function MissingReports({ period }: { period: Period }) {
  const [opened, setOpened] = useState(false);
  const answer = useLedgerQuery('reports.missing', { period: period.code }, { keep: true });
  const reports = answer.data;
  if (!reports || reports.expected === 0) return null;
  const { expected, missing, over, deadline } = reports;
  const due = `${formatDay(deadline)} ${reportHour} 截止`;
  if (!over) return <span className="sub-fg">应报 {expected} 人，本期还没有结束</span>;
  if (missing.length === 0) return <span className="sub-fg">应报 {expected} 人，都报了</span>;
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus withinPortal>
      <Popover.Target>
        <button type="button" className={`btn sm quiet ${styles.target}`} onClick={() => setOpened(!opened)}>
          应报 {expected} 人，未报 <b>{missing.length}</b> 人
        </button>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={styles.head}>
          <h2>
            {period.name}未报 {missing.length} 人
          </h2>
          <span className="muted">{due}</span>
        </div>
        <div className={styles.list}>
          <table className="table">
            <colgroup>
              <col style={{ width: 112 }} />
              <col style={{ width: 88 }} />
              <col style={{ width: 132 }} />
              <col style={{ width: 104 }} />
              <col style={{ width: 92 }} />
            </colgroup>
            <thead>
              <tr>
                <th>属地</th>
                <th>秘书</th>
                <th>电话</th>
                <th className="num">末次上报</th>
                <th className="num">负责项目</th>
              </tr>
            </thead>
            <tbody>
              {missing.map(({ id, region, person, unit, phone, lastReport, days, projects }) => (
                <tr key={id} title={unit}>
                  <td>{region === null ? '全市' : regionName(region)}</td>
                  <td>{person}</td>
                  <td>{phone || unknown}</td>
                  <td className="num" title={days === null ? '还没有报过' : `${days} 天没有报`}>
                    {lastReport ? formatDay(lastReport) : '没有报过'}
                  </td>
                  <td className="num">{projects}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className={styles.foot}>
          <Link className="btn sm" to={`/papers/reminder/${period.code}`}>
            <IconFileText className="icon" aria-hidden="true" />
            催报单
          </Link>
          <button
            type="button"
            className="btn sm quiet"
            onClick={() =>
              void copyText(
                missing.map(({ region, person }) => `${region ? regionName(region) : '全市'} ${person}`).join('、'),
              ).then((done) => done && showDone(`已复制 ${missing.length} 人的名单，可以粘贴到通知里`))
            }
          >
            复制名单
          </button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

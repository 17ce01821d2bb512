import { ActionIcon, Menu } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconClipboard, IconDots, IconPackageExport } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { addDays, daysBetween } from '../../../src-shared/rules/dates';
import { monthClosed, type Period, periodOf, previousPeriod, reportHour } from '../../../src-shared/rules/period';
import { formatDay } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { type GridMonth, type MonthFilter, passes } from './month-rows';

/** '9月20日 17:00 截止，还有 4 天'. */
export function deadlineWords(period: Period, today: string): string {
  if (monthClosed(period.code.slice(0, 7), today)) return '已关闭，更正要写原因';
  const left = daysBetween(today, period.deadline);
  const at = `${formatDay(period.deadline)} ${reportHour} 截止`;
  if (left < 0) return `${at}，已过 ${-left} 天`;
  return left === 0 ? `今天 ${reportHour} 截止` : `${at}，还有 ${left} 天`;
}

/** Which half-month, how much of it is filled, and what to do with it. */
export function MonthBar({
  period,
  today,
  rows,
  filter,
  writable,
  reports,
  onPeriod,
  onFilter,
  onPaste,
  onRollOver,
}: {
  period: Period;
  today: string;
  rows: readonly GridMonth[];
  filter: MonthFilter;
  writable: boolean;
  /** Whether this machine reports to somebody. */
  reports: boolean;
  onPeriod: (code: string) => void;
  onFilter: (filter: MonthFilter) => void;
  onPaste: () => void;
  onRollOver: () => void;
}) {
  const [, navigate] = useLocation();
  const after = periodOf(addDays(period.end, 1));
  const count = (name: MonthFilter) => rows.filter(passes[name]).length;
  const expected = rows.filter(({ row }) => row.expected);
  return (
    <div className="bar">
      <button
        type="button"
        className="btn sm icon-only quiet"
        aria-label="上一期"
        onClick={() => onPeriod(previousPeriod(period).code)}
      >
        <IconChevronLeft className="icon" aria-hidden="true" />
      </button>
      <h1 className="title">{period.name}</h1>
      <button
        type="button"
        className="btn sm icon-only quiet"
        aria-label="下一期"
        disabled={after.start > today}
        onClick={() => onPeriod(after.code)}
      >
        <IconChevronRight className="icon" aria-hidden="true" />
      </button>
      <span className="sub-fg">{deadlineWords(period, today)}</span>
      <span className="sep" />
      <ChoiceGroup<MonthFilter>
        label="显示"
        options={[
          { value: 'all', label: `全部 ${rows.length}` },
          { value: 'unfilled', label: `未填 ${count('unfilled')}` },
          { value: 'noted', label: `有提示 ${count('noted')}` },
        ]}
        value={filter}
        onChange={onFilter}
      />
      <span className="right" />
      <span className="sub-fg">
        已填{' '}
        <b>
          {expected.filter((row) => row.filled).length} / {expected.length}
        </b>
      </span>
      {writable && (
        <button type="button" className="btn" onClick={onPaste}>
          <IconClipboard className="icon" aria-hidden="true" />
          粘贴自 Excel
        </button>
      )}
      {reports && (
        <Link to="/sync" className="btn primary">
          <IconPackageExport className="icon" aria-hidden="true" />
          生成上报包
        </Link>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label="更多">
            <IconDots className="icon" aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {writable && <Menu.Item onClick={onRollOver}>年度结转</Menu.Item>}
          <Menu.Item onClick={() => navigate('/settings')}>判灯规则和序时曲线</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

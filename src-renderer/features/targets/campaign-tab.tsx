import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { CampaignLine } from '../../../src-shared/contract/commitment-methods';
import { campaign } from '../../../src-shared/entities/campaign';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { cityCommitments } from '../../../src-shared/rules/commitments';
import { formatDate, formatDay, formatRate, unknown } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { DataGrid } from '../../components/data-grid/data-grid';
import type { GridColumn, WriteEdits } from '../../components/data-grid/grid-types';
import { showDone } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import { MonthPicker } from '../surveys/month-picker';
import { type Commitments, rateWords } from './commitment-list';
import { lastPlanned, useMonthOfAddress } from './commitments-tab';

interface CampaignRow {
  readonly kind: 'campaign';
  readonly id: string;
  readonly line: CampaignLine;
}

const listPath = (month: string, region: string, show = '') =>
  `/dispatch/targets/commitments?${new URLSearchParams({ month, region, ...(show ? { show } : {}) })}`;

function typed(name: keyof typeof campaign.fields, more: Partial<GridColumn<CampaignRow>>): GridColumn<CampaignRow> {
  const field: Field = campaign.fields[name];
  const value = (row: CampaignRow) => (row.line.campaign?.[name] as FieldValue | undefined) ?? null;
  return {
    key: name,
    label: field.label,
    width: field.width ?? 110,
    field,
    value,
    text: (row) => String(value(row) ?? ''),
    lockedFor: (row) =>
      row.id === cityCommitments ? '市直部门不报方案' : row.line.mayWrite ? null : '这是别处的方案，这里只能看',
    ...more,
  };
}

function counted(
  key: string,
  label: string,
  width: number,
  text: (line: CampaignLine) => string,
  more: Partial<GridColumn<CampaignRow>> = {},
): GridColumn<CampaignRow> {
  return {
    key,
    label,
    width,
    right: true,
    locked: '由压实清单数出，不能直接改',
    text: ({ line }) => text(line),
    ...more,
  };
}

const countWords = (count: number) => (count === 0 ? '' : String(count));

function columnsOf(month: string): GridColumn<CampaignRow>[] {
  return [
    {
      key: 'place',
      label: '属地',
      width: 120,
      locked: '属地不能改',
      text: ({ line }) => line.place,
      render: ({ line }) => (
        <Link className="link" to={listPath(month, line.scope)}>
          {line.place}
        </Link>
      ),
    },
    typed('submitted_on', {
      label: '方案报送',
      over: '方案',
      width: 96,
      text: ({ line }) =>
        line.campaign?.submitted_on
          ? formatDay(String(line.campaign.submitted_on))
          : line.scope === cityCommitments
            ? ''
            : '未报',
      tone: ({ line }) => (line.campaign?.submitted_on ? null : 'quiet'),
    }),
    typed('leader', { over: '方案', width: 92 }),
    typed('goals', { over: '方案', width: 200, grow: 1 }),
    counted('total', '事项', 64, ({ counts }) => countWords(counts.total), { over: '压实清单' }),
    counted('done', '完成', 64, ({ counts }) => countWords(counts.done), { over: '压实清单' }),
    counted('overdue', '逾期', 64, ({ counts }) => countWords(counts.overdue), {
      over: '压实清单',
      tone: ({ line }) => (line.counts.overdue > 0 ? 'strong' : null),
      render: ({ line }) =>
        line.counts.overdue > 0 ? (
          <Link className="red-fg" to={listPath(month, line.scope, 'overdue')}>
            {line.counts.overdue}
          </Link>
        ) : null,
    }),
    counted('due', '到期', 64, ({ counts }) => countWords(counts.due), { over: '兑现' }),
    counted('on_time', '按期完成', 84, ({ counts }) => (counts.due === 0 ? '' : String(counts.onTime)), {
      over: '兑现',
    }),
    counted('rate', '兑现率', 84, ({ counts }) => (counts.rate === null ? unknown : `${formatRate(counts.rate)}%`), {
      over: '兑现',
    }),
  ];
}

/** 项目建设月: which regions handed their plan in, who leads it, and how far what they promised is carried out. */
export function CampaignTab() {
  const status = useStatus();
  const [, navigate] = useLocation();
  const today = status?.today ?? '';
  const month = useMonthOfAddress(today);
  const answer = useLedgerQuery('commitments.show', status ? { month } : undefined, { keep: true });
  const [refusal, setRefusal] = useState<string | null>(null);
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  const shown = answer.data;
  if (!shown || !status) return null;
  const missing = shown.lines.filter((line) => line.scope !== cityCommitments && !line.campaign?.submitted_on);
  return (
    <>
      <div className="bar">
        <MonthPicker
          month={month}
          last={lastPlanned(today)}
          onChange={(next) => navigate(`/dispatch/targets/campaign?month=${next}`, { replace: true })}
        />
        <span className="sub-fg">
          方案已报 <b>{shown.handedIn}</b> / {shown.regions}
        </span>
        {missing.length > 0 && (
          <span className="muted ell" title={missing.map(({ place }) => place).join('、')}>
            未报：{missing.map(({ place }) => place).join('、')}
          </span>
        )}
        <span className="right" />
        <span className="sub-fg">{rateWords(shown.totals)}</span>
      </div>
      <CampaignGrid shown={shown} month={month} canWrite={status.state === 'open'} onRefusal={setRefusal} />
      <div className="foot">
        {refusal ? (
          <span className="red-fg ell" role="alert">
            {refusal}
          </span>
        ) : (
          <span className="muted">兑现率＝按时限完成的 ÷ 到期的；没有到期的写 —；取消的不算</span>
        )}
        <span className="right muted">截至 {formatDay(shown.asOf)}</span>
      </div>
    </>
  );
}

function CampaignGrid({
  shown,
  month,
  canWrite,
  onRefusal,
}: {
  shown: Commitments;
  month: string;
  canWrite: boolean;
  onRefusal: (message: string | null) => void;
}) {
  const [, navigate] = useLocation();
  const columns = useMemo(() => columnsOf(month), [month]);
  const rows = useMemo(
    () => shown.lines.map((line): CampaignRow => ({ kind: 'campaign', id: line.scope, line })),
    [shown],
  );
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const write = useCallback<WriteEdits<CampaignRow>>(
    async (edits, what) => {
      onRefusal(null);
      const sets = new Map<string, Record<string, FieldValue>>();
      for (const { row, column, value } of edits) sets.set(row.id, { ...sets.get(row.id), [column.key]: value });
      const result = await run('campaigns.write', {
        month,
        edits: [...sets].map(([scope, set]) => ({ scope, set: set as never })),
      });
      if (!result.ok) return result.error;
      if (result.value.changed > 0) showDone(what ?? '方案已保存', { undo: true });
      return null;
    },
    [month, onRefusal],
  );
  const { totals } = shown;
  const sums = ['total', 'done', 'overdue', 'due', 'onTime'] as const;
  const foot = [
    '合计',
    `${shown.handedIn} 个已报`,
    '',
    '',
    ...sums.map((name) => <b key={name}>{totals[name]}</b>),
    <b key="rate">{totals.rate === null ? unknown : `${formatRate(totals.rate)}%`}</b>,
  ];
  return (
    <DataGrid<CampaignRow>
      label={`${formatDate(month)}项目建设月`}
      columns={columns}
      total={rows.length}
      rowAt={rowAt}
      want={here}
      version={0}
      remember="campaigns"
      queryKey={month}
      numberOf={place}
      isFolded={never}
      onFold={nothing}
      onOpen={(row) => navigate(listPath(month, row.id))}
      write={write}
      writable={canWrite}
      sortings={none}
      onSort={nothing}
      onSelection={nothing}
      onRefusal={onRefusal}
      foot={foot}
      fit
    />
  );
}

const here = () => Promise.resolve();
const never = () => false;
const nothing = () => undefined;
const none: never[] = [];
const place = (_: CampaignRow, index: number) => index + 1;

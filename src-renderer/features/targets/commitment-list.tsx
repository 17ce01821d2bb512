import { IconCheck, IconClipboard, IconFileText, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { cityCommitments, commitmentCounts } from '../../../src-shared/rules/commitments';
import { formatDay, formatRate, unknown } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { PickMenu } from '../../components/pick-menu';
import { withdrawRecord } from '../../components/record-actions';
import { RecordGrid } from '../../components/record-grid';
import { showDone, showFailure } from '../../components/toast';
import { Empty } from '../../components/trouble';
import { run } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { commitmentColumns } from './commitment-columns';
import { CommitmentDialog, DoneDialog, PlanDialog } from './commitment-dialogs';
import { type CommitmentFilter, commitmentFilters, hasWords, passesFilter } from './commitment-filters';
import { CommitmentPasteDialog } from './commitment-paste-dialog';
import styles from './commitments.module.css';

export type Commitments = OutputOf<'commitments.show'>;

const filterLabels: Readonly<Record<CommitmentFilter, string>> = {
  all: '全部',
  open: '未完成',
  overdue: '逾期',
  done: '已完成',
  carried: '往月未完成',
};

async function save(edits: readonly { id: string; set: Record<string, unknown> }[]) {
  const result = await run('commitments.write', { edits: edits.map(({ id, set }) => ({ id, set: set as never })) });
  return result.ok ? null : result.error;
}

async function reopen(id: string) {
  const failure = await save([{ id, set: { state: 'open' } }]);
  if (failure) showFailure(failure);
  else showDone('已重新打开', { undo: true });
}

/** '兑现率 66.7%（到期 12，按期完成 8）'. */
export function rateWords({ due, onTime, rate }: Commitments['totals']): string {
  if (rate === null) return '兑现率 —（还没有到期的）';
  return `兑现率 ${formatRate(rate)}%（到期 ${due}，按期完成 ${onTime}）`;
}

/** The press-down list of a month: who is responsible for what by when. Typed in place; what is done has a day and a result. */
export function CommitmentList({
  lead,
  answer,
  today,
  canWrite,
  scope,
  filter,
  onScope,
  onFilter,
}: {
  /** Stands first in the bar. */
  lead: ReactNode;
  answer: Commitments;
  today: string;
  canWrite: boolean;
  /** Region that is looked at; null for all. */
  scope: string | null;
  filter: CommitmentFilter;
  onScope: (scope: string | null) => void;
  onFilter: (filter: CommitmentFilter) => void;
}) {
  const [words, setWords] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'new' | 'edit' | 'done' | 'paste' | 'plan' | null>(null);
  const only = answer.lines.length === 1 ? (answer.lines[0]?.scope ?? null) : null;
  const own = only ?? scope;
  // Who sees one region alone has no table of the regions' plans: hers is written here.
  const ownLine = only === null ? null : (answer.lines[0] ?? null);
  const placed = useMemo(
    () => answer.commitments.filter((one) => own === null || one.scope === own),
    [answer.commitments, own],
  );
  const found = useMemo(
    () => placed.filter((one) => passesFilter[filter](one) && hasWords(one, words)),
    [placed, filter, words],
  );
  const records = useMemo(() => found.map(({ record }) => record), [found]);
  const columns = useMemo(() => commitmentColumns(found, own === null), [found, own]);
  const chosen = found.find(({ record }) => record.id === selected);
  const counts = commitmentCounts(
    placed.filter(({ carried }) => !carried).map(({ record }) => record as never),
    answer.asOf,
  );
  const mayAdd = canWrite && (own === null || answer.lines.some((line) => line.scope === own && line.mayWrite));
  const shownFilters = commitmentFilters.filter(
    (name) => name !== 'carried' || filter === 'carried' || placed.some(passesFilter.carried),
  );
  const isWhole = filter === 'all' && words.trim() === '';
  return (
    <>
      <div className="bar">
        {lead}
        {only === null && (
          <PickMenu
            label="属地"
            value={scope ?? ''}
            options={[
              { value: '', label: '全市' },
              ...answer.lines.map((line) => ({ value: line.scope, label: line.place })),
              ...(answer.lines.some((line) => line.scope === cityCommitments)
                ? []
                : [{ value: cityCommitments, label: '市直部门' }]),
            ]}
            onChange={(value) => onScope(value || null)}
          />
        )}
        <ChoiceGroup<CommitmentFilter>
          label="显示"
          options={shownFilters.map((name) => ({
            value: name,
            label: `${filterLabels[name]} ${placed.filter(passesFilter[name]).length}`,
          }))}
          value={filter}
          onChange={onFilter}
        />
        <input
          className={`text-input ${styles.search}`}
          aria-label="找责任人、单位、事项"
          placeholder="责任人、事项"
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <span className="right" />
        {ownLine && canWrite && ownLine.mayWrite && (
          <button type="button" className="btn" onClick={() => setDialog('plan')}>
            {ownLine.campaign?.submitted_on
              ? `方案 ${formatDay(String(ownLine.campaign.submitted_on))}报`
              : '方案 未报'}
          </button>
        )}
        {placed.some(passesFilter.all) && (
          <Link className="btn" to={paperPath('commitment_list', answer.month, own ?? '')}>
            <IconFileText className="icon" aria-hidden="true" />
            导出
          </Link>
        )}
        {mayAdd && (
          <>
            <button type="button" className="btn" onClick={() => setDialog('paste')}>
              <IconClipboard className="icon" aria-hidden="true" />
              粘贴自 Excel
            </button>
            <button type="button" className="btn primary" onClick={() => setDialog('new')}>
              <IconPlus className="icon" aria-hidden="true" />
              加一条
            </button>
          </>
        )}
      </div>
      {found.length === 0 ? (
        <Empty
          title={isWhole ? '这个月还没有压实事项。' : '没有符合条件的事项。'}
          hint={isWhole ? '谁负责、做什么、什么时候做完：加一条，或从 Excel 粘贴。' : '换一个状态，或清空查找的字。'}
        >
          {!isWhole && (
            <button
              type="button"
              className="btn"
              onClick={() => {
                setWords('');
                onFilter('all');
              }}
            >
              显示全部
            </button>
          )}
        </Empty>
      ) : (
        <RecordGrid
          entity="commitment"
          label="压实清单"
          records={records as never}
          columns={columns}
          writable={canWrite}
          selected={selected ?? undefined}
          onSelect={(row) => {
            setRefusal(null);
            setSelected(row ? String(row.id) : null);
          }}
          onRefusal={setRefusal}
          save={save}
        />
      )}
      <div className={styles.under}>
        {chosen && canWrite && chosen.mayWrite && (
          <>
            {chosen.record.state === 'open' ? (
              <button type="button" className="btn sm" onClick={() => setDialog('done')}>
                <IconCheck className="icon" aria-hidden="true" />
                完成
              </button>
            ) : (
              <button type="button" className="btn sm" onClick={() => void reopen(String(chosen.record.id))}>
                重新打开
              </button>
            )}
            <button type="button" className="btn sm" onClick={() => setDialog('edit')}>
              <IconPencil className="icon" aria-hidden="true" />改
            </button>
            <button
              type="button"
              className="btn sm quiet"
              onClick={() =>
                void withdrawRecord('commitment', String(chosen.record.id), `“${chosen.record.matter ?? ''}”`)
              }
            >
              <IconTrash className="icon" aria-hidden="true" />
              删除
            </button>
          </>
        )}
        {refusal ? (
          <span className="yellow-fg ell" role="alert">
            {refusal}
          </span>
        ) : (
          <span className="muted ell" title={chosen ? String(chosen.record.matter ?? '') : undefined}>
            {chosen
              ? [chosen.place, chosen.project, chosen.record.matter, ...chosen.doubts].filter(Boolean).join('，')
              : '选中一条，可以记为完成、修改、删除；表里也能直接改'}
          </span>
        )}
      </div>
      <div className="foot">
        <span>
          共 <b>{counts.total}</b> 条，完成 <b>{counts.done}</b>，逾期 <b>{counts.overdue}</b>
        </span>
        <span title="分母是到期的事项，分子是其中按时限完成的；取消的不算">{rateWords(counts)}</span>
        <span className="right muted">截至 {formatDay(answer.asOf) || unknown}</span>
      </div>
      {dialog === 'paste' && <CommitmentPasteDialog month={answer.month} scope={own} onClose={() => setDialog(null)} />}
      {(dialog === 'new' || (dialog === 'edit' && chosen)) && (
        <CommitmentDialog
          commitment={dialog === 'edit' ? (chosen ?? null) : null}
          scope={own}
          month={answer.month}
          today={today}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'plan' && ownLine && (
        <PlanDialog line={ownLine} month={answer.month} today={today} onClose={() => setDialog(null)} />
      )}
      {dialog === 'done' && chosen && <DoneDialog commitment={chosen} today={today} onClose={() => setDialog(null)} />}
    </>
  );
}

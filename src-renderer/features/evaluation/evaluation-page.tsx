import { Menu, Modal } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconCheck,
  IconFileText,
  IconLock,
  IconLockOpen,
  IconPencil,
  IconPlus,
} from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { regions } from '../../../src-shared/catalogues/regions';
import type { EvaluationSheet, Rubric } from '../../../src-shared/contract/evaluation-values';
import { type Period, parsePeriod, periodOf } from '../../../src-shared/rules/period';
import { failureMessage } from '../../../src-shared/terms/errors';
import { formatDay, formatMoment } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { showDone } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './evaluation.module.css';
import { EvaluationPeriodPicker } from './evaluation-period-picker';
import { MarksDialog } from './marks-dialog';
import { RegionSheet } from './region-sheet';
import { copyOf } from './rubric-drafts';
import { RubricEditor } from './rubric-editor';
import { ScoreTable } from './score-table';
import { SimulatorPanel } from './simulator-panel';

/** Scores of the 13 regions in a quarter or year, what would raise a place, and the rules that they are made by. */
export function EvaluationPage() {
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: '考评' }]);
  const status = useStatus();
  const search = new URLSearchParams(useSearch());
  if (!status) return null;
  const period = parsePeriod(search.get('period') ?? '') ?? periodOf(status.today, 'quarter');
  const canWrite = status.state === 'open' && status.identity?.role === 'commission';
  return (
    <Evaluation
      period={period}
      rubric={search.get('rubric')}
      region={search.get('region') ?? regions[0]?.code ?? ''}
      today={status.today}
      canWrite={canWrite}
    />
  );
}

interface Draft {
  readonly rubric: Rubric;
  /** Name under which it was saved, null for a new one. */
  readonly saved: string | null;
}

function Evaluation(props: {
  period: Period;
  rubric: string | null;
  region: string;
  today: string;
  canWrite: boolean;
}) {
  const { period, rubric, region, today, canWrite } = props;
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<'publish' | null>(null);
  const [marks, setMarks] = useState<string | null>(null);
  const [sheetOf, setSheetOf] = useState<string | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const go = (change: { period?: string; rubric?: string | null; region?: string }) => {
    const next = { period: period.code, rubric, region, ...change };
    const query = new URLSearchParams({ period: next.period, region: next.region });
    if (next.rubric) query.set('rubric', next.rubric);
    navigate(`/dispatch/evaluation?${query}`, { replace: true });
  };
  const rubrics = useLedgerQuery('rubrics.list', {}, { keep: true });
  const answer = useLedgerQuery(
    'evaluations.show',
    { period: period.code, ...(rubric ? { rubric } : {}) },
    { keep: true },
  );
  const preview = useLedgerQuery(
    'evaluations.preview',
    draft ? { period: period.code, rubric: plain(draft.rubric) } : undefined,
    { keep: true },
  );
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data || !rubrics.data) return null;
  const shown: EvaluationSheet = (draft && preview.data?.sheet) || answer.data;
  const known = rubrics.data;
  const present = known.rubrics.find((one) => one.rubric.name === answer.data.rubric.name);
  const published = shown.publishedAt !== null;
  return (
    <>
      <div className="bar">
        <EvaluationPeriodPicker period={period} today={today} onChange={(code) => go({ period: code })} />
        <span className="pill">
          {published ? (
            <IconLock className="icon" aria-hidden="true" />
          ) : (
            <IconLockOpen className="icon" aria-hidden="true" />
          )}
          {shown.publishedAt
            ? `已公布 ${formatMoment(shown.publishedAt)}`
            : draft
              ? '按未保存的规则试算'
              : shown.running
                ? '试算，未公布'
                : '未公布'}
        </span>
        <span className="sub-fg ell">{basisWords(shown, period)}</span>
        <span className="right" />
        {!draft && (
          <RubricMenu
            known={known}
            name={answer.data.rubric.name}
            canWrite={canWrite}
            onChoose={(name) => go({ rubric: name })}
            onCopy={() => setDraft({ rubric: copyOf(answer.data.rubric, known), saved: null })}
            onEdit={present?.own ? () => setDraft({ rubric: present.rubric, saved: present.rubric.name }) : null}
          />
        )}
        {canWrite && !published && !shown.running && !draft && (
          <button type="button" className="btn" onClick={() => setDialog('publish')}>
            <IconLock className="icon" aria-hidden="true" />
            公布
          </button>
        )}
        {!draft && (
          <Link
            className="btn primary"
            to={`/papers/evaluation/${period.code}${rubric ? `?about=${encodeURIComponent(`rubric:${rubric}`)}` : ''}`}
          >
            <IconFileText className="icon" aria-hidden="true" />
            生成考评结果
          </Link>
        )}
      </div>
      <div className="split">
        <ScoreTable
          sheet={shown}
          chosen={region}
          live={draft !== null}
          onChoose={(code) => go({ region: code })}
          onMarks={setMarks}
          onSheet={setSheetOf}
        />
        {draft ? (
          <RubricEditor
            rubric={draft.rubric}
            saved={draft.saved}
            errors={preview.data?.errors ?? []}
            onChange={(next) => setDraft({ ...draft, rubric: next })}
            onClose={() => setDraft(null)}
            onSaved={(name) => {
              setDraft(null);
              go({ rubric: name });
            }}
            onRemoved={() => {
              setDraft(null);
              go({ rubric: null });
            }}
          />
        ) : (
          <SimulatorPanel
            period={period.code}
            rubric={rubric}
            region={region}
            published={published}
            onRegion={(code) => go({ region: code })}
          />
        )}
      </div>
      <div className="foot">
        <span>格底横线为得分占满分的比例</span>
        <span className="right muted">
          {shown.comparedWith ? `名次变动为较${shown.comparedWith}；` : ''}调度口径，不作统计数据使用
        </span>
      </div>
      {dialog === 'publish' && (
        <PublishDialog period={period} rubric={shown.rubric.name} onClose={() => setDialog(null)} />
      )}
      {marks && (
        <MarksDialog sheet={shown} region={marks} canWrite={canWrite && !published} onClose={() => setMarks(null)} />
      )}
      {sheetOf && <RegionSheet sheet={shown} region={sheetOf} onClose={() => setSheetOf(null)} />}
    </>
  );
}

/** As it is sent: what is no number becomes null, and the check names it. */
const plain = (rubric: Rubric): unknown => JSON.parse(JSON.stringify(rubric));

/** Up to when figures count, and by which 序时 they will be scored at the end. */
function basisWords(sheet: EvaluationSheet, period: Period): string {
  const asOf = `数据截至 ${formatDay(sheet.asOf)}`;
  if (!sheet.running) return `${asOf}，序时 ${sheet.timeWords}${sheet.frozen ? '，数据已冻结' : ''}`;
  const end = { half: '期末', month: '月末', quarter: '季末', year: '年末' }[period.kind];
  const share = Math.round(period.timeProportional * 1000) / 10;
  return `${asOf}，${end}按 ${period.month}月序时 ${share}% 重算`;
}

function RubricMenu(props: {
  known: { inUse: string; rubrics: { rubric: Rubric; own: boolean }[] };
  name: string;
  canWrite: boolean;
  onChoose: (name: string) => void;
  onCopy: () => void;
  onEdit: (() => void) | null;
}) {
  const { known, name } = props;
  const use = useLedgerCommand('rubrics.use', { onDone: () => showDone('已用作通报、调度的名次规则') });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className="btn">
          <IconAdjustmentsHorizontal className="icon" aria-hidden="true" />
          规则：{name}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {known.rubrics.map(({ rubric, own }) => (
          <Menu.Item
            key={rubric.name}
            aria-current={rubric.name === name || undefined}
            rightSection={rubric.name === name ? <IconCheck className="icon" aria-hidden="true" /> : undefined}
            onClick={() => props.onChoose(rubric.name)}
          >
            {rubric.name}
            {own ? '（自定）' : ''}
            {rubric.name === known.inUse ? ' · 现行' : ''}
          </Menu.Item>
        ))}
        {props.canWrite && (
          <>
            <Menu.Divider />
            {props.onEdit && (
              <Menu.Item leftSection={<IconPencil className="icon" aria-hidden="true" />} onClick={props.onEdit}>
                修改这个规则
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconPlus className="icon" aria-hidden="true" />} onClick={props.onCopy}>
              照这个规则新建
            </Menu.Item>
            {name !== known.inUse && (
              <Menu.Item onClick={() => use.mutate({ name })}>用作现行规则（通报、调度的名次）</Menu.Item>
            )}
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function PublishDialog({ period, rubric, onClose }: { period: Period; rubric: string; onClose: () => void }) {
  const publish = useLedgerCommand('evaluations.publish', {
    onDone: () => {
      showDone(`${period.name}考评已公布`);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={`公布${period.name}考评`} size={480}>
      <div className={styles.dialog}>
        <p>
          公布后，得分、名次、规则和每一分的算式固定为现在的样子，以后台账、规则怎么改都不再变。公布不能撤销，结果会随回传包发到各地。还在核查的事项不计入。
        </p>
        {publish.error && (
          <div className="note red" role="alert">
            {failureMessage(publish.error.failure)}
          </div>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={publish.isPending}
            onClick={() => publish.mutate({ period: period.code, rubric })}
          >
            公布
          </button>
        </div>
      </div>
    </Modal>
  );
}

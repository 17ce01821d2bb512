import { Button } from '@mantine/core';
import { IconFileText, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { formatDate, formatDay } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { useCanWrite, useStatus } from '../../app/status';
import { withdrawRecord } from '../../components/record-actions';
import { type RecordColumn, RecordGrid, recordColumn } from '../../components/record-grid';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { Empty, Trouble } from '../../components/trouble';
import { demand, failureOf, run, useLedgerQuery } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { CandidatesDialog } from './candidates-dialog';
import { type MeetingFiles, MeetingFilesDialog } from './meeting-files-dialog';
import { MeetingDialog } from './meetings-page';
import { type KnownItem, type KnownMeeting, knownMeeting } from './problem-data';
import classes from './problems.module.css';

/** One joint meeting: what the last one decided and how far it is, this one's items, and what is decided about each. */
export function MeetingPage({ id }: { id: string }) {
  const status = useStatus();
  const writable = useCanWrite();
  const shown = useLedgerQuery('meetings.show', { id }, { keep: true });
  const file = useMemo(() => (shown.data ? knownMeeting(shown.data) : null), [shown.data]);
  usePageTitle([
    { label: '问题破解', to: '/problems' },
    { label: '联席会议', to: '/problems/meetings' },
    ...(file ? [{ label: file.meeting.title ?? '会议' }] : []),
  ]);
  if (shown.error) return <Trouble failure={shown.error.failure} retry={() => void shown.refetch()} />;
  if (!file || !status) return null;
  return <Shown file={file} today={status.today} writable={writable} />;
}

function Shown({ file, today, writable }: { file: KnownMeeting; today: string; writable: boolean }) {
  const { meeting, items, last, candidates } = file;
  const [refusal, setRefusal] = useState<string | null>(null);
  const [editing, setEditing] = useState(false);
  const [proposing, setProposing] = useState(false);
  const [written, setWritten] = useState<MeetingFiles | null>(null);
  const columns = useMemo(() => agendaColumns(items, writable), [items, writable]);
  const records = useMemo(() => items.map(({ item }) => item), [items]);
  const write = async () => {
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      const { files } = await demand('meetings.write', { id: meeting.id, folder: folder.token }, crypto.randomUUID());
      setWritten({ folder, names: files.map((one) => one.split(/[\\/]/).at(-1) ?? one) });
    } catch (error) {
      showFailure(failureOf(error));
    }
  };
  const addOwn = async () => {
    const result = await run('records.create', {
      entity: 'meeting_item',
      set: { meeting: meeting.id, matter: '新议题', decider: meeting.chair ?? '' },
    });
    if (!result.ok) showFailure(result.error);
    else showDone('已加一个议题', { undo: true });
  };
  return (
    <section className="pane" aria-label={meeting.title ?? '会议'}>
      <div className="bar">
        <h1 className="title ell">{meeting.title}</h1>
        <span className="sub-fg ell">
          {[formatDate(meeting.date), meeting.place, meeting.chair && `${meeting.chair}主持`]
            .filter(Boolean)
            .join('，')}
        </span>
        {writable && (
          <button
            type="button"
            className="btn sm icon-only quiet"
            aria-label="修改会议"
            title="修改"
            onClick={() => setEditing(true)}
          >
            <IconPencil className="icon" aria-hidden="true" />
          </button>
        )}
        {refusal && (
          <span className="yellow-fg ell" role="alert">
            {refusal}
          </span>
        )}
        <span className="right" />
        {writable && (
          <>
            <Button
              size="compact-xs"
              leftSection={<IconPlus className="icon" aria-hidden="true" />}
              onClick={() => setProposing(true)}
            >
              列入问题 {candidates.length}
            </Button>
            <Button size="compact-xs" onClick={() => void addOwn()}>
              自拟议题
            </Button>
          </>
        )}
        {items.length > 0 && (
          <>
            <Link className="btn sm" to={paperPath('meeting', meeting.id)}>
              预览议题
            </Link>
            <Link className="btn sm" to={paperPath('minutes', meeting.id)}>
              会议纪要
            </Link>
          </>
        )}
        <Button
          size="compact-xs"
          variant="filled"
          leftSection={<IconFileText className="icon" aria-hidden="true" />}
          disabled={items.length === 0}
          onClick={() => void write()}
        >
          会前一页纸
        </Button>
      </div>
      {last && last.items.length > 0 && <LastDecisions last={last} today={today} writable={writable} />}
      <div className={`panel-h ${classes.closedHead}`}>
        <h2>本次议题 {items.length}</h2>
        <span className="muted">会前填问题、症结、建议、请谁定；会后填议定事项、责任单位和期限，到期进工作台</span>
      </div>
      {items.length === 0 ? (
        <Empty title="还没有议题。" hint="把本级解决不了的问题列进来，每条先有一稿，再改。">
          {writable && candidates.length > 0 && (
            <button type="button" className="btn primary" onClick={() => setProposing(true)}>
              列入问题
            </button>
          )}
        </Empty>
      ) : (
        <RecordGrid
          entity="meeting_item"
          label="议题"
          records={records as never}
          columns={columns}
          writable={writable}
          onRefusal={setRefusal}
        />
      )}
      {editing && (
        <MeetingDialog
          meeting={meeting}
          today={today}
          level={meeting.level ?? 'county'}
          onDone={() => setEditing(false)}
          onClose={() => setEditing(false)}
        />
      )}
      {proposing && <CandidatesDialog file={file} onClose={() => setProposing(false)} />}
      {written && <MeetingFilesDialog files={written} onClose={() => setWritten(null)} />}
    </section>
  );
}

const withdrawColumn: RecordColumn = {
  key: 'withdraw',
  label: '撤下',
  width: 52,
  locked: '点它撤下这个议题',
  text: () => '',
  render: (row) => (
    <button
      type="button"
      className={classes.trash}
      aria-label={`撤下议题 ${String(row.record.matter ?? '')}`}
      title="撤下议题"
      onClick={() => void withdrawRecord('meeting_item', row.id, `议题“${String(row.record.matter ?? '')}”`)}
    >
      <IconTrash className="icon" aria-hidden="true" />
    </button>
  ),
};

function agendaColumns(items: readonly KnownItem[], writable: boolean): RecordColumn[] {
  const byId = new Map(items.map((one) => [one.item.id, one]));
  const columns: RecordColumn[] = [
    {
      key: 'project_name',
      label: '项目',
      width: 110,
      locked: '项目随问题定下，不在这里改',
      text: (row) => byId.get(row.id)?.project?.name ?? '',
    },
    recordColumn('meeting_item', 'matter', { label: '问题', width: 140, grow: 2 }),
    recordColumn('meeting_item', 'crux', { width: 140, grow: 2 }),
    recordColumn('meeting_item', 'suggestion', { width: 140, grow: 2 }),
    recordColumn('meeting_item', 'decider', { width: 90 }),
    recordColumn('meeting_item', 'decision', { width: 160, grow: 2 }),
    recordColumn('meeting_item', 'responsible_unit', { width: 110, grow: 1 }),
    recordColumn('meeting_item', 'due', { width: 118 }),
  ];
  return writable ? [...columns, withdrawColumn] : columns;
}

/** What the meeting before decided: carried out or not, ticked here. */
function LastDecisions({
  last,
  today,
  writable,
}: {
  last: NonNullable<KnownMeeting['last']>;
  today: string;
  writable: boolean;
}) {
  const tick = async ({ item }: KnownItem) => {
    const set = { done_on: item.done_on === null ? today : null };
    const result = await run('records.revise', { entity: 'meeting_item', id: item.id, set });
    if (!result.ok) showFailure(result.error);
    else showDone(item.done_on === null ? '议定事项已落实' : '改回未落实', { undo: true });
  };
  const done = last.items.filter(({ item }) => item.done_on !== null).length;
  return (
    <section className={classes.last} aria-label="上次议定事项">
      <div className={`panel-h ${classes.closedHead}`}>
        <h2>上次议定 {last.items.length}</h2>
        <span className="muted">
          {formatDay(last.meeting.date)}会议，已落实 {done}
        </span>
      </div>
      <ScrollRegion label="上次议定事项落实">
        <table className="table">
          <colgroup>
            <col />
            <col style={{ width: 150 }} />
            <col style={{ width: 160 }} />
            <col style={{ width: 150 }} />
            <col style={{ width: 110 }} />
          </colgroup>
          <tbody>
            {last.items.map((one) => {
              const { item, project } = one;
              const late = item.done_on === null && item.due !== null && item.due < today;
              return (
                <tr key={item.id}>
                  <td title={item.decision ?? ''}>{item.decision}</td>
                  <td title={project?.name}>{project?.name}</td>
                  <td title={item.responsible_unit ?? ''}>{item.responsible_unit}</td>
                  <td className={late ? 'red-fg' : 'sub-fg'}>
                    {item.done_on !== null
                      ? `${formatDay(item.done_on)}落实`
                      : item.due === null
                        ? '未定期限'
                        : `${formatDay(item.due)}前${late ? '，超期' : ''}`}
                  </td>
                  <td>
                    {writable && (
                      <button type="button" className="btn sm" onClick={() => void tick(one)}>
                        {item.done_on === null ? '已落实' : '未落实'}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

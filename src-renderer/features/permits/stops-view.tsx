import { Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { clockStop } from '../../../src-shared/entities/clock-stop';
import type { Permit } from '../../../src-shared/entities/permit';
import { phaseOf } from '../../../src-shared/rules/road-map';
import { dayNumber, type WorkCalendar } from '../../../src-shared/rules/work-calendar';
import { DayField } from '../../components/day-field';
import { type RecordColumn, RecordGrid, recordColumn } from '../../components/record-grid';
import { showDone, showFailure } from '../../components/toast';
import { Empty } from '../../components/trouble';
import { run } from '../../ledger-client';
import { deleteColumn } from '../projects/permits-tab';
import styles from './permits.module.css';
import type { Road } from './road';

/** Reasons that belong to permits; the others are those of problems. */
const permitReasons = ['completion', 'publicity', 'assessment', 'hearing', 'other'];
const reasons = clockStop.fields.reason.choices
  .filter(({ code }) => permitReasons.includes(code))
  .map(({ code, label }) => ({ value: code, label }));

/** Days that do not count: 补正, 公示, 评估. Both ends are inside; one without an end still stands. */
export function StopsView({ road }: { road: Road }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const { file, permits, stops, input } = road;
  const columns = useMemo(
    () => stopColumns(permits, input.calendar, input.today, file.writable),
    [permits, input.calendar, input.today, file.writable],
  );
  return (
    <>
      {file.writable && <AddStop road={road} />}
      {refusal && (
        <div className="bar yellow-fg" role="alert">
          {refusal}
        </div>
      )}
      {stops.length === 0 ? (
        <Empty
          title="这里放停表的日子：补正、公示、评估。"
          hint="停表的天数不计入时限，路线图会跟着往后推。没有写止日的，算到今天还停着。"
        />
      ) : (
        <RecordGrid
          entity="clock_stop"
          label="停表"
          records={stops as never}
          columns={columns}
          writable={file.writable}
          onRefusal={setRefusal}
          onSelect={() => setRefusal(null)}
        />
      )}
      <div className="foot">
        <span>起止两天都算停表；没有止日的，到今天还停着</span>
      </div>
    </>
  );
}

function stopColumns(
  permits: readonly Permit[],
  calendar: WorkCalendar,
  today: string,
  writable: boolean,
): RecordColumn[] {
  const names = new Map(permits.map(({ id, name }) => [id, name ?? '']));
  const day = (value: unknown) => (typeof value === 'string' ? dayNumber(value) : null);
  const columns: RecordColumn[] = [
    {
      key: 'permit_name',
      label: '手续',
      width: 220,
      grow: 2,
      locked: '停表记在哪项手续上不能改，写错了请删除再记',
      text: ({ record }) => names.get(String(record.permit)) ?? '已删除的手续',
    },
    recordColumn('clock_stop', 'reason', { width: 100 }),
    recordColumn('clock_stop', 'stopped_on', { width: 140 }),
    recordColumn('clock_stop', 'resumed_on', { width: 140 }),
    {
      key: 'workdays',
      label: '停了（工作日）',
      width: 120,
      right: true,
      locked: '由起止日期算出',
      text: ({ record }) => {
        const from = day(record.stopped_on);
        const to = day(record.resumed_on) ?? dayNumber(today);
        return from === null || to < from ? '—' : String(calendar.between(from - 1, to));
      },
    },
    recordColumn('clock_stop', 'note', { width: 220, grow: 3 }),
  ];
  return writable ? [...columns, deleteColumn('clock_stop', '停表')] : columns;
}

/** One line to add a stop; what has no end is ended in the table. */
function AddStop({ road }: { road: Road }) {
  const { file, permits, input } = road;
  const running = permits.filter((permit) => phaseOf(permit) !== 'dropped');
  const usual = running.find((permit) => phaseOf(permit) === 'running') ?? running[0];
  const [permit, setPermit] = useState<string | null>(usual?.id ?? null);
  const [reason, setReason] = useState('completion');
  const [from, setFrom] = useState<string | null>(input.today);
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [fault, setFault] = useState(false);
  const backwards = from !== null && to !== null && to < from;
  const add = async () => {
    const result = await run('records.create', {
      entity: 'clock_stop',
      set: { project: file.id, permit, reason, stopped_on: from, resumed_on: to, note: note.trim() || null },
    });
    if (!result.ok) return showFailure(result.error);
    const name = permits.find(({ id }) => id === permit)?.name ?? '手续';
    showDone(`已记“${name}”停表`, { undo: true });
    setTo(null);
    setNote('');
  };
  return (
    <div className={`bar ${styles.adding}`}>
      <b>记一次停表</b>
      <Select
        aria-label="手续"
        w={210}
        data={running.map(({ id, name }) => ({ value: id, label: name ?? '手续' }))}
        value={permit}
        allowDeselect={false}
        searchable
        onChange={setPermit}
        nothingFoundMessage="没有这一项"
      />
      <Select
        aria-label="停表事由"
        w={90}
        data={reasons}
        value={reason}
        allowDeselect={false}
        onChange={(next) => next && setReason(next)}
      />
      <DayField label="停表起" value={from} today={input.today} onChange={setFrom} onFault={setFault} />
      <span>至</span>
      <DayField label="停表止" value={to} today={input.today} onChange={setTo} onFault={setFault} />
      <TextInput
        aria-label="说明"
        placeholder="说明"
        w={150}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <button
        type="button"
        className="btn primary"
        disabled={permit === null || from === null || fault || backwards}
        onClick={() => void add()}
      >
        记下
      </button>
      {backwards && <span className="red-fg">止日早于起日</span>}
    </div>
  );
}

import { Checkbox } from '@mantine/core';
import { Fragment } from 'react';
import type { Note } from '../../../src-shared/contract/liaison-methods';
import { daysBetween } from '../../../src-shared/rules/dates';
import { dutyLabel, formatMinutes } from '../../../src-shared/rules/work-log-review';
import { formatDay } from '../../../src-shared/terms/format';
import { dayWords } from '../../components/day-field';
import classes from './liaison.module.css';
import { tickStep, wayLabel, withWhom } from './note-actions';

/** Notes by day, the newest first. A row opens its note beside the table; its next step is ticked in place. */
export function NoteTable({
  notes,
  today,
  chosen,
  narrow,
  withProject,
  writable,
  onChoose,
}: {
  notes: readonly Note[];
  today: string;
  chosen: string | null;
  /** Only what tells notes apart, where there is little room. */
  narrow: boolean;
  withProject: boolean;
  writable: boolean;
  onChoose: (id: string | null) => void;
}) {
  const days = new Map<string | null, Note[]>();
  for (const note of notes) days.set(note.date, [...(days.get(note.date) ?? []), note]);
  const wide = !narrow;
  const columns = (withProject ? 1 : 0) + (wide ? 6 : 2);
  return (
    <table className={`table ${classes.notes}`} aria-label="工作纪实">
      <colgroup>
        {withProject && <col style={{ width: narrow ? 116 : 136 }} />}
        {wide && <col style={{ width: withProject ? 76 : 90 }} />}
        {wide && <col style={{ width: 48 }} />}
        <col />
        {wide && <col style={{ width: withProject ? 112 : 170 }} />}
        <col style={{ width: narrow ? 150 : 232 }} />
        {wide && <col style={{ width: 54 }} />}
      </colgroup>
      <thead>
        <tr>
          {withProject && <th scope="col">项目</th>}
          {wide && <th scope="col">五包</th>}
          {wide && <th scope="col">方式</th>}
          <th scope="col">事项</th>
          {wide && <th scope="col">部门和人</th>}
          <th scope="col">下一步</th>
          {wide && (
            <th scope="col" className="num">
              分钟
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {[...days].map(([day, of]) => {
          const minutes = of.reduce((sum, note) => sum + (note.minutes ?? 0), 0);
          return (
            <Fragment key={day ?? ''}>
              <tr className="group">
                <th scope="colgroup" colSpan={columns}>
                  {day ? dayWords(day, today) : '没有日期'}
                  <span className={classes.dayCount}>{of.length} 次</span>
                  {minutes > 0 && <span className={classes.dayMinutes}>{formatMinutes(minutes)}</span>}
                </th>
              </tr>
              {of.map((note) => (
                <tr key={note.id} className={`act ${classes.row} ${note.id === chosen ? 'on' : ''}`}>
                  {withProject && <td title={note.project_name ?? ''}>{note.project_name ?? <Missing />}</td>}
                  {wide && <td>{note.duty ? dutyLabel(note.duty) : <Missing />}</td>}
                  {wide && <td>{wayLabel(note.way) || <Missing />}</td>}
                  <td title={note.matter ?? ''}>
                    <button
                      type="button"
                      className={classes.open}
                      aria-expanded={note.id === chosen}
                      onClick={() => onChoose(note.id === chosen ? null : note.id)}
                    >
                      {note.matter}
                    </button>
                  </td>
                  {wide && (
                    <td title={withWhom(note)}>
                      {/* Where there is little room, who tells more than where. */}
                      {[note.person, note.department].filter(Boolean).join(' ') || <Missing />}
                    </td>
                  )}
                  <td className={classes.stepCell}>
                    <Step note={note} today={today} writable={writable} />
                  </td>
                  {wide && <td className="num">{note.minutes ?? <Missing />}</td>}
                </tr>
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

const Missing = () => <span className="muted">—</span>;

function Step({ note, today, writable }: { note: Note; today: string; writable: boolean }) {
  const { next_step: step, next_date: due, next_done: done } = note;
  if (step === null && due === null) return <Missing />;
  const late = done === null && due !== null && due < today;
  const words = step ?? note.matter ?? '';
  const when = done
    ? `${formatDay(done)}已办`
    : late && due
      ? `逾期 ${daysBetween(due, today)} 天`
      : due
        ? formatDay(due)
        : '';
  return (
    <span
      className={classes.step}
      title={[words, due ? formatDay(due) : '', late || done ? when : ''].filter(Boolean).join('，')}
    >
      <Checkbox
        aria-label={`已办 ${words}`}
        checked={done !== null}
        disabled={!writable}
        onChange={() => void tickStep(note, today)}
      />
      <span className={`ell ${done ? classes.done : ''}`}>{words}</span>
      {when && <span className={late ? 'red-fg' : 'muted'}>{when}</span>}
    </span>
  );
}

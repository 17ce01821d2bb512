import { Checkbox } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';
import { Link } from 'wouter';
import type { Note } from '../../../src-shared/contract/liaison-methods';
import { daysBetween } from '../../../src-shared/rules/dates';
import { groupOf } from '../../../src-shared/rules/desk';
import { formatDay } from '../../../src-shared/terms/format';
import { dayWords } from '../../components/day-field';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty } from '../../components/trouble';
import classes from './liaison.module.css';
import { tickStep, withWhom } from './note-actions';
import { addressOf } from './note-filters';

type Group = 'overdue' | 'this_week' | 'next_week' | 'later' | 'undated';

const groups: readonly { group: Group; label: string }[] = [
  { group: 'overdue', label: '逾期' },
  { group: 'this_week', label: '本周' },
  { group: 'next_week', label: '下周' },
  { group: 'later', label: '以后' },
  { group: 'undated', label: '没定日期' },
];

function groupOfNote({ next_date: due }: Note, today: string): Group {
  const group = due === null ? null : groupOf(due, today);
  if (due === null) return 'undated';
  return group === 'overdue' || group === 'this_week' || group === 'next_week' ? group : 'later';
}

/** Rows that a table draws at once; what is due first comes first. */
const mostRows = 500;

/** Every next step that nobody has ticked, by when it is due. */
export function StepsView({
  title,
  steps,
  today,
  writable,
}: {
  title: ReactNode;
  steps: readonly Note[];
  today: string;
  writable: boolean;
}) {
  return (
    <>
      <div className="bar">
        {title}
        <span className="right muted">办了就打勾，记一笔时写上日期的下一步都在这里。</span>
      </div>
      {steps.length === 0 ? (
        <Empty title="没有未办的下一步。" hint="记一笔时写上日期，比如“周五再问”，就会出现在这里和工作台。" />
      ) : (
        <ScrollRegion label="下一步">
          <table className={`table ${classes.steps}`} aria-label="下一步">
            <colgroup>
              <col style={{ width: 44 }} />
              <col style={{ width: 160 }} />
              <col style={{ width: 300 }} />
              <col style={{ width: 150 }} />
              <col style={{ width: 190 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">已办</span>
                </th>
                <th scope="col">哪天</th>
                <th scope="col">下一步</th>
                <th scope="col">项目</th>
                <th scope="col">部门和人</th>
                <th scope="col">哪天记的</th>
              </tr>
            </thead>
            <tbody>
              {groups.map(({ group, label }) => {
                const own = steps.slice(0, mostRows).filter((note) => groupOfNote(note, today) === group);
                if (own.length === 0) return null;
                return (
                  <Fragment key={group}>
                    <tr className="group">
                      <th scope="colgroup" colSpan={6}>
                        {label}
                        <span className={classes.dayCount}>{own.length}</span>
                      </th>
                    </tr>
                    {own.map((note) => (
                      <StepRow key={note.id} note={note} today={today} writable={writable} />
                    ))}
                  </Fragment>
                );
              })}
            </tbody>
          </table>
          {steps.length > mostRows && (
            <p className={classes.more}>
              只列出最早的 {mostRows} 件，共 {steps.length} 件。
            </p>
          )}
        </ScrollRegion>
      )}
    </>
  );
}

function StepRow({ note, today, writable }: { note: Note; today: string; writable: boolean }) {
  const { next_date: due, date } = note;
  const words = note.next_step ?? note.matter ?? '';
  const late = due !== null && due < today;
  return (
    <tr className="act">
      <td>
        <Checkbox
          aria-label={`已办 ${words}`}
          checked={false}
          disabled={!writable}
          onChange={() => void tickStep(note, today)}
        />
      </td>
      <td className={late ? 'red-fg' : ''}>
        {due === null ? (
          <span className="muted">—</span>
        ) : late ? (
          `${formatDay(due)} 过了 ${daysBetween(due, today)} 天`
        ) : (
          dayWords(due, today)
        )}
      </td>
      <td title={words}>{words}</td>
      <td>
        {note.project ? (
          <Link to={`/projects/${encodeURIComponent(note.project)}/liaison`}>{note.project_name}</Link>
        ) : (
          <span className="muted">—</span>
        )}
      </td>
      <td title={withWhom(note)}>{withWhom(note) || <span className="muted">—</span>}</td>
      <td title={note.matter ?? ''}>
        {date && (
          <Link
            to={addressOf(
              { month: date.slice(0, 7), day: date, words: '', duty: null, way: null, project: null, secretary: null },
              today,
            )}
          >
            {formatDay(date)}
          </Link>
        )}
        <span className={classes.matter}>{note.matter}</span>
      </td>
    </tr>
  );
}

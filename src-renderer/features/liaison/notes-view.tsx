import { Select } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconFileText, IconPencil, IconSearch, IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { formatDate } from '../../../src-shared/terms/format';
import { openQuickLog } from '../../app/quick-log-state';
import { dayWords } from '../../components/day-field';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { HandbookDialog } from './handbook-dialog';
import classes from './liaison.module.css';
import { MonthCalendar } from './month-calendar';
import { MonthReview } from './month-review';
import { dutyOptions, wayOptions } from './note-actions';
import { addressOf, isNarrowed, type NoteFilters, pageInput, readFilters } from './note-filters';
import { NotePanel } from './note-panel';
import { NoteTable } from './note-table';

/** The month: calendar and what it adds up to at the left, its notes beside them, the chosen one open at the right. */
export function NotesView({ title, today, writable }: { title: ReactNode; today: string; writable: boolean }) {
  const [, navigate] = useLocation();
  const filters = readFilters(useSearch(), today);
  const page = useLedgerQuery('workLogs.page', pageInput(filters), { keep: true });
  const [chosen, setChosen] = useState<string | null>(null);
  const [writing, setWriting] = useState(false);
  if (page.error) return <Trouble failure={page.error.failure} retry={() => void page.refetch()} />;
  if (!page.data) return null;
  const { notes, total, days, review, secretaries, projects } = page.data;
  const change = (given: Partial<NoteFilters>) =>
    navigate(addressOf({ ...filters, ...given }, today), { replace: true });
  const note = notes.find(({ id }) => id === chosen);
  const span = filters.day ? dayWords(filters.day, today) : formatDate(filters.month);
  return (
    <>
      <div className="bar">
        {title}
        <span className="right" />
        <button type="button" className="btn" onClick={() => setWriting(true)}>
          <IconFileText className="icon" aria-hidden="true" />
          工作纪实手册
        </button>
        {writable && (
          <button type="button" className="btn primary" onClick={openQuickLog}>
            <IconPencil className="icon" aria-hidden="true" />
            记一笔
          </button>
        )}
      </div>
      <div className="split">
        <div className={classes.side}>
          <MonthCalendar
            month={filters.month}
            day={filters.day}
            today={today}
            counts={new Map(days.map(({ date, count }) => [date, count]))}
            onMonth={(month) => change({ month, day: null })}
            onDay={(day) => change({ day })}
          />
          <MonthReview
            title={formatDate(filters.month)}
            review={review}
            duty={filters.duty}
            project={filters.project}
            onDuty={(duty) => change({ duty })}
            onProject={(project) => change({ project })}
          />
        </div>
        <div className={classes.list}>
          <div className="bar">
            <b>{span}</b>
            <span className="sub-fg">{total} 次</span>
            {filters.day && (
              <button type="button" className="link" onClick={() => change({ day: null })}>
                看全月
              </button>
            )}
            <span className="right" />
            <Filters
              key={filters.month}
              filters={filters}
              change={change}
              secretaries={secretaries}
              projects={projects}
              narrow={note !== undefined}
            />
          </div>
          {notes.length > 0 ? (
            <ScrollRegion label="工作纪实">
              <NoteTable
                notes={notes}
                today={today}
                chosen={chosen}
                narrow={note !== undefined}
                withProject
                writable={writable}
                onChoose={setChosen}
              />
              {total > notes.length && (
                <p className={classes.more}>
                  只列出最近的 {notes.length} 次，共 {total} 次。选一天，或按项目、五包缩小范围。
                </p>
              )}
            </ScrollRegion>
          ) : isNarrowed(filters) ? (
            <Empty title={`${span}没有符合条件的记录。`} hint="换个词，或去掉条件。">
              <button
                type="button"
                className="btn"
                onClick={() => change({ words: '', duty: null, way: null, project: null, secretary: null })}
              >
                去掉条件
              </button>
            </Empty>
          ) : (
            <Empty
              title={`${span}还没有记录。`}
              hint="一句话记下做了什么、跟谁、下一步哪天，十秒钟；月底汇成工作纪实手册。"
            >
              {writable && (
                <button type="button" className="btn primary" onClick={openQuickLog}>
                  <IconPencil className="icon" aria-hidden="true" />
                  记一笔
                </button>
              )}
            </Empty>
          )}
        </div>
        {note && (
          <NotePanel key={note.id} note={note} today={today} writable={writable} onClose={() => setChosen(null)} />
        )}
      </div>
      {writing && (
        <HandbookDialog
          month={filters.month}
          today={today}
          secretaries={secretaries}
          onClose={() => setWriting(false)}
        />
      )}
    </>
  );
}

function Filters({
  filters,
  change,
  secretaries,
  projects,
  narrow,
}: {
  filters: NoteFilters;
  change: (given: Partial<NoteFilters>) => void;
  secretaries: readonly string[];
  projects: readonly { id: string; name: string }[];
  narrow: boolean;
}) {
  const [words, setWords] = useState(filters.words);
  const search = useDebouncedCallback((text: string) => change({ words: text.trim() }), 200);
  const type = (text: string) => {
    setWords(text);
    search(text);
  };
  const pick = (
    label: string,
    name: 'duty' | 'way' | 'project' | 'secretary',
    data: { value: string; label: string }[],
    width: number,
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      data={data}
      value={filters[name]}
      searchable={data.length > 9}
      nothingFoundMessage="没有找到"
      clearable
      clearButtonProps={{ 'aria-label': `不限${label}` }}
      w={width}
      onChange={(value) => change({ [name]: value })}
    />
  );
  return (
    <>
      <span className={classes.search}>
        <IconSearch className="icon" aria-hidden="true" />
        <input
          className="text-input"
          aria-label="搜索纪实"
          placeholder="搜事项、人、结果"
          maxLength={100}
          value={words}
          onChange={(event) => type(event.currentTarget.value)}
        />
        {words && (
          <button type="button" aria-label="清空搜索" onClick={() => type('')}>
            <IconX className="icon" aria-hidden="true" />
          </button>
        )}
      </span>
      {!narrow && (
        <>
          {pick(
            '项目',
            'project',
            projects.map(({ id, name }) => ({ value: id, label: name })),
            150,
          )}
          {pick('五包', 'duty', dutyOptions, 124)}
          {pick('方式', 'way', wayOptions, 88)}
          {secretaries.length > 1 &&
            pick(
              '记录人',
              'secretary',
              secretaries.map((name) => ({ value: name, label: name })),
              110,
            )}
        </>
      )}
    </>
  );
}

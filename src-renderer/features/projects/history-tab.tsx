import { Button, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { HistoryEntry } from '../../../src-shared/contract/record-methods';
import { entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatDate, formatMoment } from '../../../src-shared/terms/format';
import { EntryChange, entryOrigin, entryValue, fieldOfEntry } from '../../components/history-list';
import { showDone, showFailure } from '../../components/toast';
import { Empty, Trouble } from '../../components/trouble';
import { run, useLedgerQuery } from '../../ledger-client';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

const shownAtOnce = 300;

/** Day in China of a moment. */
const dayOf = (timestamp: string) => new Date(new Date(timestamp).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);

/** What a related record is called: '手续 施工许可', '进度 2018-09'. */
function recordWords(file: ProjectFile, entry: HistoryEntry): string {
  if (entry.entity === 'project') return '';
  const { label } = entityOf(entry.entity);
  if (entry.entity === 'permit')
    return `${label} ${file.permits.find(({ id }) => id === entry.record)?.name ?? '已删除'}`;
  if (entry.entity === 'progress')
    return `${label} ${file.progress.find(({ id }) => id === entry.record)?.month ?? ''}`;
  if (entry.entity === 'problem')
    return `${label} ${file.problems.find(({ id }) => id === entry.record)?.description?.slice(0, 12) ?? '已删除'}`;
  return label;
}

/** Everything that was ever changed on the project and what belongs to it, by day, newest first. */
export function HistoryTab({ file }: { file: ProjectFile }) {
  const history = useLedgerQuery('records.history', { entity: 'project', id: file.id, related: true }, { keep: true });
  const [person, setPerson] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const [limit, setLimit] = useState(shownAtOnce);
  // What ties a record to its project says nothing to a person.
  const all = useMemo(
    () =>
      (history.data ?? []).filter(
        (entry) =>
          entry.entity === 'project' ||
          (entry.field !== 'project' && !(entry.entity === 'progress' && entry.field === 'month')),
      ),
    [history.data],
  );
  const people = useMemo(() => [...new Set(all.map((entry) => entry.person))], [all]);
  const wanted = words.trim();
  const found = all.filter(
    (entry) =>
      (!person || entry.person === person) &&
      (!wanted ||
        `${fieldOfEntry(entry).label}${recordWords(file, entry)}${entryValue(entry, entry.to)}`.includes(wanted)),
  );
  const days = groupByDay(found.slice(0, limit));
  if (history.error && !history.data)
    return <Trouble failure={history.error.failure} retry={() => void history.refetch()} />;
  return (
    <>
      <div className="bar">
        <b>历史</b>
        <span className="muted">{found.length.toLocaleString('zh-CN')} 处改动</span>
        <span className="right" />
        <TextInput
          aria-label="在历史里找"
          placeholder="找字段或内容"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Select
          aria-label="谁改的"
          placeholder="所有人"
          clearable
          value={person}
          onChange={setPerson}
          data={people}
          clearButtonProps={{ 'aria-label': '所有人' }}
        />
      </div>
      {found.length === 0 && history.data ? (
        <Empty title={all.length === 0 ? '这里还没有改动。' : '没有符合的改动。'} />
      ) : (
        <div className="scroll">
          <div className={classes.history}>
            {[...days].map(([day, entries]) => (
              <section key={day} aria-label={formatDate(day)}>
                <h3 className={classes.day}>{formatDate(day)}</h3>
                {entries.map((entry) => (
                  <Entry key={`${entry.dot} ${entry.field}`} file={file} entry={entry} />
                ))}
              </section>
            ))}
            {found.length > limit && (
              <Button variant="subtle" onClick={() => setLimit(limit + shownAtOnce)}>
                再看 {Math.min(shownAtOnce, found.length - limit)} 处
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function groupByDay(entries: readonly HistoryEntry[]): Map<string, HistoryEntry[]> {
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return days;
}

function Entry({ file, entry }: { file: ProjectFile; entry: HistoryEntry }) {
  const restore = async () => {
    const [name = '', ...key] = entry.field.split('.');
    const value = (key.length > 0 ? { [key.join('.')]: entry.from } : entry.from) as FieldValue;
    const result =
      entry.field === 'deleted'
        ? await run('records.restore', { entity: entry.entity, id: entry.record })
        : await run('records.revise', { entity: entry.entity, id: entry.record, set: { [name]: value } as never });
    if (!result.ok) showFailure(result.error);
    else showDone(entry.field === 'deleted' ? '已恢复' : `已恢复为 ${entryValue(entry, entry.from)}`, { undo: true });
  };
  const where = recordWords(file, entry);
  const mayRestore =
    file.writable &&
    (entry.field === 'deleted' ? entry.to !== null : true) &&
    entry.field !== 'project' &&
    !(entry.from === null && entityOf(entry.entity).fields[entry.field]?.required);
  return (
    <div className={classes.entry}>
      <span className="muted">{formatMoment(entry.at).split(' ')[1]}</span>
      <span className="ell" title={entry.unit}>
        {entry.person}
      </span>
      <span className="ell" title={where}>
        {entry.field !== 'deleted' && fieldOfEntry(entry).label}
        {where && <span className="muted"> {where}</span>}
      </span>
      <span className={classes.change}>
        <EntryChange entry={entry} />
      </span>
      <span className="muted ell" title={entryOrigin(entry)}>
        {entryOrigin(entry)}
      </span>
      {mayRestore ? (
        <button type="button" className="btn sm" onClick={() => void restore()}>
          {entry.field === 'deleted' ? '恢复' : '恢复旧值'}
        </button>
      ) : (
        <span />
      )}
    </div>
  );
}

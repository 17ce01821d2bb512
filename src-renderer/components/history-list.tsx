import type { HistoryEntry } from '../../src-shared/contract/record-methods';
import { entityOf } from '../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../src-shared/entities/field';
import { formatMoment, formatMoney, formatValue } from '../../src-shared/terms/format';
import classes from './history-list.module.css';

/** The declared field behind a history entry; of a keyed field, the key it names ('annual_plan.2018'). */
export function fieldOfEntry(entry: Pick<HistoryEntry, 'entity' | 'field'>): {
  field: Field | undefined;
  label: string;
} {
  const [name = '', ...key] = entry.field.split('.');
  const field = entityOf(entry.entity).fields[name];
  const year = field?.kind === 'money_by_year' ? `${key.join('.')}年` : key.join('.');
  return { field, label: field ? (year && key.length > 0 ? `${field.label} ${year}` : field.label) : entry.field };
}

/** A value of an entry in words. `bare` leaves out the unit of money, where a heading gives it. */
export function entryValue(
  entry: Pick<HistoryEntry, 'entity' | 'field'>,
  value: FieldValue,
  bare: boolean = false,
): string {
  const { field } = fieldOfEntry(entry);
  if (value === null) return '空';
  if (!field) return String(value);
  const isMoney = field.kind === 'money' || field.kind === 'money_by_year' || field.kind === 'money_by_channel';
  return bare && isMoney && typeof value === 'number' ? formatMoney(value) : formatValue(field, value);
}

const reviewWords = { open: '越权改动，待裁定', accepted: '越权改动，已采纳', refused: '越权改动，没有采纳' } as const;

/** Where a change came from: the package that brought it, or what its author took it from; and whether it was in his hands. */
export function entryOrigin(entry: Pick<HistoryEntry, 'package' | 'source' | 'review'>): string {
  return (
    [entry.review && reviewWords[entry.review], entry.source, entry.package && `上报包 ${entry.package}`]
      .filter(Boolean)
      .join('，') || '在本机录入'
  );
}

/** What an entry did, in words: a value for another, a first value, a record withdrawn or brought back. */
export function EntryChange({ entry, bare }: { entry: HistoryEntry; bare?: boolean }) {
  const words = (value: FieldValue) => entryValue(entry, value, bare);
  if (entry.field === 'deleted') return <>{entry.to === null ? '恢复了这条记录' : '删除了这条记录'}</>;
  // A decision says that what stood stays: not a change, but somebody's word.
  if (JSON.stringify(entry.from) === JSON.stringify(entry.to)) return <>维持 {words(entry.to)}</>;
  if (entry.from === null) return <>首次录入 {words(entry.to)}</>;
  if (entry.to === null) {
    return (
      <>
        <s>{words(entry.from)}</s> → 清空
      </>
    );
  }
  return (
    <>
      <s>{words(entry.from)}</s> → {words(entry.to)}
    </>
  );
}

/** Changes, newest first, as the drawer shows them. */
export function HistoryList({
  entries,
  withField,
  loading,
}: {
  entries: readonly HistoryEntry[];
  withField?: boolean;
  loading?: boolean;
}) {
  if (entries.length === 0) return loading ? null : <p className={`muted ${classes.none}`}>还没有人填过。</p>;
  return (
    <ol className={classes.list}>
      {entries.map((entry) => (
        <li key={`${entry.dot} ${entry.field}`}>
          <div className={classes.who}>
            <b>{entry.person}</b>
            <span className="muted">{formatMoment(entry.at)}</span>
          </div>
          <div className={classes.change}>
            {withField && <span className="sub-fg">{fieldOfEntry(entry).label}：</span>}
            <EntryChange entry={entry} bare={!withField} />
          </div>
          <div className="muted ell" title={entryOrigin(entry)}>
            {entryOrigin(entry)}
          </div>
        </li>
      ))}
    </ol>
  );
}

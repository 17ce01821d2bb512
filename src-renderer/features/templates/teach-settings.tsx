import { NumberInput } from '@mantine/core';
import { type ReactNode, useId } from 'react';
import type { TemplateColumn, TemplateMapping } from '../../../src-shared/contract/template-values';
import styles from './teach.module.css';
import type { Settled } from './teach-session';
import { type Confidence, type Learnt, leafOf, sourceLabel } from './template-words';
import { WhichProjects } from './which-projects';

/** What is settled about the whole table: its name, its rows, which projects, and what is still to be looked at. */
export function TeachSettings(props: {
  learnt: Learnt;
  settled: Settled;
  confidence: ReadonlyMap<string, Confidence>;
  writable: boolean;
  /** A sentence under the name, where it stops the table from being kept. */
  fault: string | null;
  /** Stands under the name. */
  children: ReactNode;
  onChange: (settled: Settled) => void;
  onShow: (letter: string) => void;
}) {
  const { learnt, settled, confidence, writable, fault, children, onChange, onShow } = props;
  const { name, note, mapping } = settled;
  const remap = (change: Partial<TemplateMapping>) => onChange({ ...settled, mapping: { ...mapping, ...change } });
  const nameId = useId();
  const noteId = useId();
  const open = mapping.columns.filter(({ column, source }) => source === null && isOpen(confidence.get(column)));
  const unsure = mapping.columns.filter(({ column, source }) => source !== null && isOpen(confidence.get(column)));
  return (
    <section className={styles.side} aria-label="这张表">
      <div className="scroll">
        <Group title="这张表">
          {writable ? (
            <label className={styles.line} htmlFor={nameId}>
              表名
              <input
                id={nameId}
                className="text-input"
                value={name}
                maxLength={100}
                aria-invalid={fault !== null || undefined}
                onChange={(event) => onChange({ ...settled, name: event.currentTarget.value })}
              />
            </label>
          ) : (
            <p>{name}</p>
          )}
          {fault && (
            <p className="red-fg" role="alert">
              {fault}
            </p>
          )}
          {children}
          {writable ? (
            <label className={styles.line} htmlFor={noteId}>
              备注
              <input
                id={noteId}
                className="text-input"
                value={note}
                maxLength={2000}
                placeholder="谁要的、几号前报"
                onChange={(event) => onChange({ ...settled, note: event.currentTarget.value })}
              />
            </label>
          ) : (
            note && <p className="sub-fg">{note}</p>
          )}
          <RowsLine mapping={mapping} writable={writable} onChange={remap} />
        </Group>
        <Group title="填哪些项目">
          <WhichProjects mapping={mapping} writable={writable} onChange={remap} />
        </Group>
        {writable && (
          <>
            <ColumnList
              title={`还有 ${open.length} 列不知道填什么，将照原样留空`}
              columns={open}
              text={({ header }) => leafOf(header)}
              onShow={onShow}
            />
            <ColumnList
              title={`有 ${unsure.length} 列拿不准，请看一眼`}
              columns={unsure}
              text={({ header, source }) => `${leafOf(header)} → ${sourceLabel(source ?? '')}`}
              onShow={onShow}
            />
          </>
        )}
        {learnt.notes.map((each) => (
          <p key={each} className={`muted ${styles.note}`}>
            {each}
          </p>
        ))}
      </div>
    </section>
  );
}

const isOpen = (confidence: Confidence | undefined) => confidence === 'medium' || confidence === 'low';

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={styles.group}>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

function ColumnList(props: {
  title: string;
  columns: readonly TemplateColumn[];
  text: (column: TemplateColumn) => string;
  onShow: (letter: string) => void;
}) {
  if (props.columns.length === 0) return null;
  return (
    <Group title={props.title}>
      <ul>
        {props.columns.map((column) => (
          <li key={column.column}>
            <button
              type="button"
              className={styles.place}
              title={`去看 ${column.column} 列“${column.header}”`}
              onClick={() => props.onShow(column.column)}
            >
              <span>{column.column}</span>
              <span className="ell">{props.text(column)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Group>
  );
}

function RowsLine(props: {
  mapping: TemplateMapping;
  writable: boolean;
  onChange: (change: Partial<TemplateMapping>) => void;
}) {
  const { mapping, writable, onChange } = props;
  const { firstRow, lastRow } = mapping;
  const least = Math.max(0, ...mapping.headerRows) + 1;
  if (!writable)
    return (
      <p className="sub-fg">
        项目填在第 {firstRow} 行至第 {lastRow} 行
      </p>
    );
  const number = (label: string, value: number, min: number, set: (value: number) => void) => (
    <NumberInput
      aria-label={label}
      className={styles.rowNumber}
      value={value}
      min={min}
      max={1_000_000}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="blur"
      onChange={(next) => {
        const typed = Number(next);
        if (next !== '' && Number.isInteger(typed) && typed >= min) set(typed);
      }}
    />
  );
  return (
    <div className={styles.rows}>
      项目填在第
      {number('第一个项目的行号', firstRow, least, (value) =>
        onChange({ firstRow: value, lastRow: Math.max(lastRow, value - 1) }),
      )}
      行至第
      {number('最后一个项目的行号', lastRow, firstRow - 1, (value) => onChange({ lastRow: value }))}行
    </div>
  );
}

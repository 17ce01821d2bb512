import { useImperativeHandle, useMemo, useRef } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import type { Failure } from '../../../src-shared/terms/errors';
import { SheetFrame, sheetStyles } from '../../components/sheet-frame';
import { Trouble } from '../../components/trouble';
import { SourceMenu } from './source-menu';
import {
  type ColumnLayout,
  cellOf,
  type HeaderCell,
  headerCells,
  isFigure,
  keptCells,
  layoutColumns,
  type SheetLine,
  sheetLines,
} from './teach-layout';
import styles from './teach-sheet.module.css';
import {
  type Confidence,
  type Learnt,
  leafOf,
  monthLabel,
  ownFormulaWords,
  sourceLabel,
  withSource,
  withUnit,
} from './template-words';

export type FillPreview = OutputOf<'templates.preview'>;

/** Lets the list beside it bring a column into sight. */
export interface SheetHandle {
  show: (letter: string) => void;
}

/**
 * The blank table as it looks, above each column what is written into it, and below it, in the same columns, the first rows as they
 * would be filled.
 */
export function TeachSheet(props: {
  learnt: Learnt;
  mapping: TemplateMapping;
  /** By column letter; none where a person chose the source. */
  confidence: ReadonlyMap<string, Confidence>;
  preview: FillPreview | undefined;
  failure: Failure | null;
  writable: boolean;
  onChange: (mapping: TemplateMapping) => void;
  handle: React.RefObject<SheetHandle | null>;
}) {
  const { learnt, mapping, confidence, preview, failure, writable, onChange, handle } = props;
  const scroller = useRef<HTMLElement>(null);
  const letters = mapping.columns.map(({ column }) => column);
  const lines = useMemo(() => sheetLines(learnt.rows, mapping), [learnt.rows, mapping]);
  const headers = useMemo(() => {
    const rows = learnt.rows.filter(({ row }) => mapping.headerRows.includes(row));
    const cells = headerCells(
      rows,
      mapping.columns.map(({ column }) => column),
    );
    return new Map(rows.map(({ row }, index) => [row, cells[index] ?? []]));
  }, [learnt.rows, mapping.headerRows, mapping.columns]);
  const filled = useMemo(() => filledTexts(preview), [preview]);
  const layout = useMemo(() => {
    return layoutColumns(
      mapping.columns.map(({ source, header, unit }) => ({
        texts: [source === null ? ownFormulaWords : sourceLabel(source), leafOf(header)],
        hasUnit: unit !== null,
      })),
      mapping.columns.map(({ column }) => filled.map((row) => row.get(column) ?? '')),
    );
  }, [mapping.columns, filled]);
  useImperativeHandle(handle, () => ({
    show: (letter) => {
      const head = scroller.current?.querySelector<HTMLElement>(`[data-column="${letter}"]`);
      head?.scrollIntoView({ block: 'nearest', inline: 'center' });
      head?.querySelector('button')?.focus();
    },
  }));
  const span = letters.length + 2;
  return (
    <SheetFrame
      name={mapping.sheet}
      lastRow={learnt.rows.at(-1)?.row ?? 0}
      meaning="内容"
      lastGrows
      scroller={scroller}
      columns={mapping.columns.map((column, index) => ({
        letter: column.column,
        width: layout[index]?.width ?? 0,
        head: (
          <SourceMenu
            column={column}
            confidence={confidence.get(column.column) ?? null}
            writable={writable}
            onSource={(source) => onChange(withSource(mapping, column.column, source))}
            onUnit={(unit) => onChange(withUnit(mapping, column.column, unit))}
          />
        ),
      }))}
    >
      <tbody>
        {lines.map((line) => (
          <Line
            key={line.role === 'fold' ? `fold ${line.from}` : line.row.row}
            line={line}
            header={line.role === 'header' ? headers.get(line.row.row) : undefined}
            letters={letters}
            layout={layout}
          />
        ))}
      </tbody>
      <tbody>
        <tr className={styles.turn}>
          <th colSpan={span} scope="rowgroup">
            <span>
              填出来是这样
              {preview && <PreviewNote preview={preview} mapping={mapping} />}
            </span>
          </th>
        </tr>
        {failure && (
          <tr>
            <td colSpan={span} className={styles.failure}>
              <div>
                <Trouble failure={failure} />
              </div>
            </td>
          </tr>
        )}
        {filled.map((row, index) => (
          // The rows have no name of their own: the same project may stand in two rows that look alike.
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <tr key={index} className={styles.filled}>
            <td className={sheetStyles.number}>{mapping.firstRow + index}</td>
            <td className={sheetStyles.state}>项目</td>
            {letters.map((letter, column) => (
              <td key={letter} className={layout[column]?.numeric ? 'num' : undefined} title={row.get(letter)}>
                {row.get(letter)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </SheetFrame>
  );
}

function filledTexts(preview: FillPreview | undefined): ReadonlyMap<string, string>[] {
  return (preview?.rows ?? []).map(
    (row) => new Map(preview?.columns.map(({ column }, index) => [column, row[index] ?? ''])),
  );
}

function PreviewNote({ preview, mapping }: { preview: FillPreview; mapping: TemplateMapping }) {
  const room = mapping.lastRow - mapping.firstRow + 1;
  const { total, rows, month } = preview;
  const words = [
    monthLabel(month),
    total === 0 ? '没有符合条件的项目' : `共 ${total.toLocaleString('zh-CN')} 个项目`,
    ...(total > rows.length ? [`先看前 ${rows.length} 个`] : []),
    ...(total > room ? [`表里留了 ${Math.max(room, 0)} 行，不够的照样式加行，下面的合计和说明跟着下移`] : []),
  ];
  return <span className={styles.aside}>{words.join('，')}</span>;
}

const roles = { header: '表头', project: '项目', kept: '原样' } as const;

function Line(props: {
  line: SheetLine;
  /** Cells of a header row. */
  header: readonly HeaderCell[] | undefined;
  letters: readonly string[];
  layout: readonly ColumnLayout[];
}) {
  const { line, header, letters, layout } = props;
  if (line.role === 'fold')
    return (
      <tr className={line.projects ? styles.project : styles.kept}>
        <td className={sheetStyles.number}>…</td>
        <td className={sheetStyles.state}>{line.projects ? '项目' : ''}</td>
        <td colSpan={letters.length} className="muted">
          第 {line.from} 至 {line.to} 行{line.projects && '，一行填一个项目'}
        </td>
      </tr>
    );
  const { row, role } = line;
  const head = (
    <>
      <td className={sheetStyles.number}>{row.row}</td>
      <td className={sheetStyles.state}>{roles[role]}</td>
    </>
  );
  if (role === 'project')
    return (
      <tr className={styles.project}>
        {head}
        {letters.map((letter, index) => (
          <td key={letter} className={layout[index]?.numeric ? 'num' : undefined} title={cellOf(row, letter)}>
            {cellOf(row, letter)}
          </td>
        ))}
      </tr>
    );
  if (header)
    return (
      <tr className={sheetStyles.header}>
        {head}
        {header.map(({ letter, text, span, rows }) => (
          <td key={letter} colSpan={span} rowSpan={rows} className={span > 1 ? 'mid' : undefined} title={text}>
            {text}
          </td>
        ))}
      </tr>
    );
  return (
    <tr className={styles.kept}>
      {head}
      {keptCells(row, letters).map(({ letter, text, span }) => (
        <td key={letter} colSpan={span} className={isFigure(text) ? 'num' : undefined} title={text}>
          {text}
        </td>
      ))}
    </tr>
  );
}

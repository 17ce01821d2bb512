import { useCallback, useMemo, useState } from 'react';
import lifecycle from '../../../src-shared/catalogues/lifecycle.json';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { node as entity, type ProjectNode } from '../../../src-shared/entities/node';
import { daysBetween, lastDay } from '../../../src-shared/rules/dates';
import { overdueNodes } from '../../../src-shared/rules/nodes';
import { knowledgeOf, type NodeKnowledge } from '../../../src-shared/rules/stages';
import { formatDate } from '../../../src-shared/terms/format';
import { useRuleBook } from '../../app/rule-book';
import { DataGrid } from '../../components/data-grid/data-grid';
import type { GridColumn, WriteEdits } from '../../components/data-grid/grid-types';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import type { ProjectFile } from '../projects/project-file';
import styles from './progress.module.css';

interface NodeRow {
  readonly kind: 'node';
  /** Code of the node. */
  readonly id: string;
  readonly name: string;
  /** Name of the stage, at its first node. */
  readonly stage: string;
  readonly written: ProjectNode | undefined;
  readonly known: NodeKnowledge;
  /** Days overdue, or null. */
  readonly overdue: number | null;
}

type Typed = 'planned' | 'actual' | 'responsible_unit' | 'responsible_person' | 'note';

/** Where the day of a node has its home, where that is not this table: a fact is typed once. */
const homes: Readonly<Record<string, Partial<Record<Typed, string>>>> = {
  signed: { actual: '签约日期在“概况”里填' },
  started: { planned: '计划开工在“概况”里填', actual: '实际开工在“概况”里填' },
  listed: { actual: '入库月份在“入统”里填' },
  accepted: { planned: '计划竣工在“概况”里填', actual: '实际竣工在“概况”里填' },
};

function typed(name: Typed, width: number, grow: number): GridColumn<NodeRow> {
  return {
    key: name,
    label: entity.fields[name].label,
    width,
    grow,
    field: entity.fields[name] as Field,
    value: (row) => (row.written?.[name] ?? null) as FieldValue,
    text: (row) => row.written?.[name] ?? '',
  };
}

/** A day that was written here, or in grey one that the project, its permits or a rule know. */
function day(name: 'planned' | 'actual'): GridColumn<NodeRow> {
  const known = (row: NodeRow) => (name === 'actual' ? row.known.date : row.known.planned);
  return {
    ...typed(name, 116, 0),
    lockedFor: (row) => homes[row.id]?.[name] ?? null,
    text: (row) => {
      const shown = known(row);
      if (shown) return formatDate(shown);
      return name === 'actual' && row.known.done ? '已办，日期未填' : '';
    },
    tone: (row) => (homes[row.id]?.[name] ? 'locked' : row.written?.[name] ? null : 'quiet'),
  };
}

/** Nodes of the five stages with their days and whose they are; a block may be pasted. */
export function NodeTable({ file }: { file: ProjectFile }) {
  const rules = useRuleBook()?.lightRules;
  const [refusal, setRefusal] = useState<string | null>(null);
  const { project, permits, listing, nodes, today, id } = file;
  const rows = useMemo(() => {
    const late = new Map(
      overdueNodes(project, nodes, today, { permits, listing }).map(({ code, days }) => [code, days]),
    );
    return lifecycle.stages.flatMap((stage) =>
      stage.nodes.map(
        ([code = '', name = ''], index): NodeRow => ({
          kind: 'node',
          id: code,
          name,
          stage: index === 0 ? stage.name : '',
          written: nodes.find((node) => node.code === code),
          known: knowledgeOf(code, project, permits, listing, nodes, rules),
          overdue: late.get(code) ?? null,
        }),
      ),
    );
  }, [project, permits, listing, nodes, today, rules]);
  const columns = useMemo<GridColumn<NodeRow>[]>(
    () => [
      { key: 'name', label: '节点', width: 142, text: (row) => row.name },
      { key: 'stage', label: '阶段', width: 76, text: (row) => row.stage },
      day('planned'),
      day('actual'),
      {
        key: 'state',
        label: '情况',
        width: 90,
        text: (row) => stateWords(row, today),
        render: (row) => <span className={row.overdue === null ? 'sub-fg' : 'red-fg'}>{stateWords(row, today)}</span>,
      },
      typed('responsible_unit', 116, 2),
      typed('responsible_person', 70, 1),
    ],
    [today],
  );
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  const write = useCallback<WriteEdits<NodeRow>>(
    async (edits, what) => {
      setRefusal(null);
      const sets = new Map<string, Record<string, FieldValue>>();
      for (const { row, column, value } of edits) sets.set(row.id, { ...sets.get(row.id), [column.key]: value });
      const result = await run('nodes.write', {
        project: id,
        rows: [...sets].map(([code, set]) => ({ code, set: set as never })),
      });
      if (!result.ok) return result.error;
      if (what) showDone(what, { undo: true });
      return null;
    },
    [id],
  );
  const done = rows.filter((row) => row.known.done).length;
  const overdue = rows.filter((row) => row.overdue !== null).length;
  return (
    <section aria-label="节点">
      <div className="panel-h">
        <h2>节点</h2>
        <span className="muted">
          {rows.length} 个，已办 {done}
        </span>
        {overdue > 0 && <span className="red-fg">逾期 {overdue}</span>}
        {refusal && (
          <span className="red-fg ell" role="alert">
            {refusal}
          </span>
        )}
      </div>
      <div className={styles.nodes}>
        <DataGrid<NodeRow>
          label="节点"
          columns={columns}
          total={rows.length}
          rowAt={rowAt}
          want={here}
          version={0}
          queryKey={id}
          numberOf={place}
          fit
          still
          tabTyped
          remember="nodes"
          today={today}
          isFolded={never}
          onFold={nothing}
          onOpen={nothing}
          write={write}
          writable={file.writable}
          sortings={unsorted}
          onSort={nothing}
          onSelection={nothing}
          onRefusal={setRefusal}
        />
      </div>
    </section>
  );
}

/** '已办', '逾期 12 天', '还有 30 天', or nothing where nobody planned a day. */
function stateWords({ known, overdue }: NodeRow, today: string): string {
  if (known.done) return '已办';
  if (overdue !== null) return `逾期 ${overdue} 天`;
  if (!known.planned) return '';
  const left = daysBetween(today, lastDay(known.planned));
  return left < 0 ? `迟 ${-left} 天` : left === 0 ? '今天' : `还有 ${left} 天`;
}

const here = () => Promise.resolve();
const never = () => false;
const nothing = () => undefined;
const unsorted: never[] = [];
const place = (_: NodeRow, index: number) => index + 1;

import type { ReviewedChange } from '../../../src-shared/contract/review-methods';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { type Outside, outsideWords } from '../../../src-shared/rules/sync-scope';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { columnsOf, deletedCell, readKey, targetOf, toJournal, toSql } from '../journal/cells';
import { momentOf } from '../journal/hybrid-clock';
import type { Line } from '../journal/line';
import type { SqlValue } from '../journal/merge';
import type { ReviewRow } from '../journal/review';
import { storedLine } from '../journal/stream-reader';
import { projectTrust } from './trust-projection';

interface Listed {
  readonly row: ReviewRow & { readonly name: string };
  readonly line: Line;
  /** The record's row here, null where it is not. */
  readonly values: Readonly<Record<string, SqlValue>> | null;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** Longest text of a value in the list: a template's file is no value that a person compares. */
const longestShown = 500;

function shown(value: FieldValue): FieldValue {
  return typeof value === 'string' && value.length > longestShown ? `${value.slice(0, longestShown)}…` : value;
}

/** A value as a line has it, for a person; what does not fit the field, or the field is unknown, as its JSON. */
function wantedValue(entity: EntityName, field: string, value: unknown): FieldValue {
  const target = targetOf(entity, field);
  const sql = target && toSql(target, value);
  if (!target || sql === undefined) return shown(value === null ? null : JSON.stringify(value));
  return target.field === null ? sql : shown(toJournal(target, sql) as FieldValue);
}

function presentValue({ row, values }: Listed, field: string): FieldValue {
  const target = targetOf(row.entity, field);
  if (!target || !values) return field === deletedCell ? 0 : null;
  const column = values[columnsOf(row.entity).names[target.column] as string] ?? null;
  if (target.field === null) return column === 1 ? 1 : 0;
  const value = target.key === null ? column : readKey(column, target.key);
  return shown(toJournal(target, value) as FieldValue);
}

class ReviewList {
  readonly #projects = new Map<string, { name: string; region: string | null }>();

  constructor(
    readonly context: LedgerContext,
    readonly listed: readonly Listed[],
  ) {
    // A project that is under review itself is known by what its line says.
    for (const { row, line } of listed)
      if (row.entity === 'project' && textOf(line.set.name) && !this.#projects.has(row.record))
        this.#projects.set(row.record, { name: textOf(line.set.name) as string, region: textOf(line.set.region) });
    const find = context.database.prepare('SELECT name, region FROM project WHERE id = @id');
    for (const one of listed) {
      const id = this.#projectId(one);
      const found = id === null ? undefined : (find.get({ id }) as { name: string | null; region: string | null });
      if (id !== null && found) this.#projects.set(id, { name: found.name ?? '', region: found.region });
    }
  }

  #projectId({ row, line, values }: Listed): string | null {
    if (row.entity === 'project') return row.record;
    return textOf(values?.project) ?? textOf(line.set.project);
  }

  entry(one: Listed): ReviewedChange {
    const { row, line, values } = one;
    const { journal } = this.context;
    const device = journal.core.devices.byNumber(row.device);
    const id = this.#projectId(one);
    const project = id === null ? undefined : this.#projects.get(id);
    const { title } = entityOf(row.entity);
    return {
      id: `${device.id}:${row.seq}`,
      device: device.id,
      person: line.p,
      unit: device.unit,
      at: momentOf(line.t),
      package: row.name,
      entity: row.entity,
      record: row.record,
      title:
        textOf(values?.[title]) ?? textOf(line.set[title]) ?? (row.entity === 'project' ? (project?.name ?? '') : ''),
      project: id === null ? null : { id, name: project?.name ?? '' },
      region: project?.region ?? null,
      isNew: values === null,
      set: line.set,
      cells: Object.keys(line.set).map((field) => ({
        field,
        present: presentValue(one, field),
        wanted: wantedValue(row.entity, field, line.set[field]),
      })),
      why: outsideWords(JSON.parse(row.why) as Outside),
      state: row.state,
      decided: row.state === 'open' ? null : { person: row.person ?? '', reason: row.reason ?? '', at: row.at ?? '' },
    };
  }
}

function listedOf(context: LedgerContext, decided: boolean): Listed[] {
  const rows = context.database
    .prepare(
      `SELECT r.*, k.name FROM review r JOIN package k ON k.number = r.package WHERE (r.state <> 'open') = @decided ORDER BY r.device, r.seq`,
    )
    .all({ decided: decided ? 1 : 0 }) as Listed['row'][];
  return rows.map((row) => ({
    row,
    line: storedLine(context.journal.core, row),
    values:
      (context.database.prepare(`SELECT * FROM "${row.entity}" WHERE id = @id`).get({ id: row.record }) as
        | Record<string, SqlValue>
        | undefined) ?? null,
  }));
}

/** See `review.list`. */
export const listReviews: Handler<'review.list'> = (context, { decided }) => {
  const listed = listedOf(context, decided);
  const list = new ReviewList(context, listed);
  const entries = listed.map((one) => list.entry(one));
  if (decided) return entries.sort((a, b) => ((a.decided?.at ?? '') < (b.decided?.at ?? '') ? 1 : -1));
  const key = ({ region, project, at }: ReviewedChange) =>
    `${region ?? '~'} ${project?.name ?? '~'} ${project?.id ?? ''} ${at}`;
  return entries.sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

/** See `review.decide`. */
export const decideReview: Handler<'review.decide'> = (context, { ids, accept, reason }) => {
  const { journal } = context;
  const dots = [...new Set(ids)].map((id) => {
    const colon = id.lastIndexOf(':');
    const device = colon > 0 ? journal.core.devices.row(id.slice(0, colon)) : undefined;
    const seq = Number(id.slice(colon + 1));
    if (!device || !Number.isSafeInteger(seq)) throw new Refusal('no_review');
    return { device: device.number, seq };
  });
  journal.transaction(() => {
    journal.decide(dots, { isAccepted: accept, reason: reason.trim() });
    // A word about a device may have been among them.
    projectTrust(context);
  });
  return { decided: dots.length };
};

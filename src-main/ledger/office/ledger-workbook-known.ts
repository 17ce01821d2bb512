import { v7 as uuidv7 } from 'uuid';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { nameKey } from '../../../src-shared/rules/names';
import type { LedgerContext } from '../context';
import { linesOf, recordAsOf } from '../journal/history';
import { type LedgerRecord, recordReader } from './ledger-workbook-out';
import { checkOf } from './ledger-workbook-record';

export type RecordCells = Readonly<Record<string, FieldValue | undefined>>;

/** Records of the open ledger as a plan needs them; each is read once. */
export class LedgerRecords {
  readonly #readers = new Map<EntityName, (id: string) => LedgerRecord | undefined>();
  readonly #known = new Map<string, LedgerRecord | undefined>();
  #names: ReadonlySet<string> | undefined;

  constructor(readonly context: LedgerContext) {}

  find(entity: EntityName, id: string): LedgerRecord | undefined {
    const key = `${entity} ${id}`;
    if (this.#known.has(key)) return this.#known.get(key);
    const found = this.#reader(entity)(id);
    this.#known.set(key, found);
    return found;
  }

  #reader(entity: EntityName): (id: string) => LedgerRecord | undefined {
    let reader = this.#readers.get(entity);
    if (!reader) {
      const read = recordReader(this.context, entity);
      const number = this.context.database.prepare(`SELECT record FROM "${entity}" WHERE id = ?`).pluck();
      reader = (id) => {
        const record = number.get(id) as number | undefined;
        return record === undefined ? undefined : read(record);
      };
      this.#readers.set(entity, reader);
    }
    return reader;
  }

  /** Ids of records with this title. */
  titled(entity: EntityName, title: string): string[] {
    return this.context.database
      .prepare(`SELECT id FROM "${entity}" WHERE "${entityOf(entity).title}" = ? AND deleted <> 1`)
      .pluck()
      .all(title) as string[];
  }

  /** True where a project of this name is here, however it is written; undefined where not. */
  projectNamed(name: string): true | undefined {
    this.#names ??= new Set(
      (
        this.context.database
          .prepare('SELECT name FROM project WHERE deleted <> 1 AND name IS NOT NULL')
          .pluck()
          .all() as string[]
      ).map(nameKey),
    );
    return this.#names.has(nameKey(name)) || undefined;
  }

  freshId(): string {
    return uuidv7();
  }
}

/** More changes of one record than this are not searched through. */
const mostMoments = 200;

/** The record as it stood when the row was exported: the moment in its history that has the row's sum. Undefined where there is none. */
export function exportedState(
  context: LedgerContext,
  entity: EntityName,
  id: string,
  check: string,
): RecordCells | undefined {
  const { core } = context.journal;
  const moments = [...new Set(linesOf(core, entity, id).map(({ line }) => line.t))].sort((a, b) => b - a);
  for (const moment of moments.slice(0, mostMoments)) {
    const row = recordAsOf(core, entity, id, moment);
    if (!row) continue;
    const { id: _, deleted, ...values } = row as Record<string, FieldValue> & { deleted: boolean };
    if (checkOf(entity, id, deleted ? 1 : 0, values) === check) return values;
  }
  return undefined;
}

import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import type { KnownRecord } from './excel-known';
import type { MonthValues } from './excel-progress';
import type { ReadProject } from './excel-table';

/** One field about which the file says something else than the ledger; only for projects that are there. */
export interface FieldDifference {
  readonly row: number;
  /** Letter; '' where the title of the table says so and no column. */
  readonly column: string;
  readonly path: string;
  readonly label: string;
  /** How both values are shown. */
  readonly field: Field;
  readonly mine: FieldValue;
  readonly file: FieldValue;
  /** Whether it is written. */
  taken: boolean;
}

/** One project of the file before it becomes edits: only what differs from what is there. */
export interface PlannedProject {
  readonly read: ReadProject;
  /** Null for a new project. */
  readonly known: KnownRecord | null;
  readonly project: Record<string, FieldValue>;
  readonly listing: Record<string, FieldValue>;
  readonly months: ReadonlyMap<string, MonthValues>;
  readonly differences: readonly FieldDifference[];
}

const projectFields: Readonly<Record<string, Field>> = entities.project.fields;

/** A field of the project as it will stand after the import. */
export function plannedValue(planned: PlannedProject, name: string): FieldValue | undefined {
  const value = planned.project[name];
  if (value === undefined) return planned.known?.project[name];
  if (projectFields[name]?.kind !== 'money_by_year') return value;
  return { ...((planned.known?.project[name] ?? {}) as Record<string, number>), ...(value as Record<string, number>) };
}

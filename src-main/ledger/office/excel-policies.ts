import type { ImportPolicy } from '../../../src-shared/contract/excel-methods';

/** What happens to fields that have a value already: for the sheet, and for single columns by letter. */
export class Policies {
  constructor(
    readonly sheet: ImportPolicy,
    readonly columns: Readonly<Record<string, ImportPolicy>>,
  ) {}

  of(column: string): ImportPolicy {
    return (Object.hasOwn(this.columns, column) ? this.columns[column] : undefined) ?? this.sheet;
  }
}

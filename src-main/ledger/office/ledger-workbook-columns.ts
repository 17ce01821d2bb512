import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import { type Field, isKeyed } from '../../../src-shared/entities/field';
import { headerOf } from './excel-export-cells';
import { keyedHeader } from './excel-export-columns';

/**
 * What a column of a whole-ledger workbook holds. The program knows its own columns by their headers alone: names, hidden parts and
 * properties of a workbook do not survive every program, words in cells do.
 */
export type WorkbookColumn =
  | { readonly kind: 'id' }
  /** A sum over the record as it was exported, so that a row that a person changed is told from one that nobody touched. */
  | { readonly kind: 'check' }
  /** Only of records that one machine deleted and another one edited. */
  | { readonly kind: 'mark' }
  /** Id of the record that a reference leads to; its title stands in a `title` column for people. */
  | { readonly kind: 'reference'; readonly name: string }
  | { readonly kind: 'title'; readonly name: string }
  /** A field, one key of a keyed field, or a further part of a text that is too long for one cell. */
  | { readonly kind: 'value'; readonly name: string; readonly key: string | null; readonly part: number };

export const idHeader = '编号（勿改）';
export const checkHeader = '校验（勿改）';
export const markHeader = '删除标记（勿改）';
export const editedAfterDeletion = '删后又改';

/** UTF-16 units of a text in one cell; a cell takes 32,767. */
export const partLength = 32_000;

const own = { id: idHeader, check: checkHeader, mark: markHeader } as const;

function fieldOf(entity: EntityName, name: string): Field {
  const field = entityOf(entity).fields[name];
  if (!field) throw new Error(`${entity} has no field ${name}`);
  return field;
}

export function headerOfColumn(entity: EntityName, column: WorkbookColumn): string {
  if (!('name' in column)) return own[column.kind];
  const field = fieldOf(entity, column.name);
  switch (column.kind) {
    case 'reference':
      return `${field.label}${idHeader}`;
    case 'title':
      return field.label;
    default:
      if (column.key !== null) return keyedHeader(column.name, field, column.key);
      return column.part === 0 ? headerOf(field) : `${headerOf(field)}（续${column.part}）`;
  }
}

const tidy = (header: string) => header.replace(/\s+/g, '');
const plainHeaders = new Map<EntityName, ReadonlyMap<string, WorkbookColumn>>();

function plainOf(entity: EntityName): ReadonlyMap<string, WorkbookColumn> {
  let known = plainHeaders.get(entity);
  if (!known) {
    const columns: WorkbookColumn[] = [{ kind: 'id' }, { kind: 'check' }, { kind: 'mark' }];
    for (const [name, field] of Object.entries(entityOf(entity).fields)) {
      if (field.kind === 'reference') columns.push({ kind: 'reference', name }, { kind: 'title', name });
      else if (!isKeyed(field)) columns.push({ kind: 'value', name, key: null, part: 0 });
    }
    known = new Map(columns.map((column) => [tidy(headerOfColumn(entity, column)), column]));
    plainHeaders.set(entity, known);
  }
  return known;
}

/** The column that a header of a sheet of this entity names; undefined for what the program only shows, or a person added. */
export function columnOfHeader(entity: EntityName, header: string): WorkbookColumn | undefined {
  const words = tidy(header);
  const plain = plainOf(entity).get(words);
  if (plain) return plain;
  const further = /^(.*)（续(\d{1,3})）$/.exec(words);
  const first = further?.[1] ? plainOf(entity).get(further[1]) : undefined;
  if (first?.kind === 'value') return { ...first, part: Number(further?.[2]) };
  for (const [name, field] of Object.entries(entityOf(entity).fields)) {
    if (!isKeyed(field)) continue;
    const key =
      field.kind === 'money_by_year'
        ? words.slice(0, 4)
        : header.trim().slice(field.label.length + 1, -'（万元）'.length);
    const isWhole = key !== '' && tidy(keyedHeader(name, field, key)) === words;
    if (isWhole && (field.kind !== 'money_by_year' || /^(19|20|21)\d{2}$/.test(key)))
      return { kind: 'value', name, key, part: 0 };
  }
  return undefined;
}

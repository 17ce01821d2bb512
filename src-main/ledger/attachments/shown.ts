import type { Database } from 'better-sqlite3';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { type EntityName, entityOf, isEntityName } from '../../../src-shared/entities/entities';
import { nameLie, unknownType } from '../../../src-shared/rules/attachment-types';
import { formatValue } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { unpackCells } from '../journal/heads';
import { momentOf } from '../journal/hybrid-clock';
import { BlobStore } from './blob-store';

/** A row of the table `attachment`. */
export interface AttachmentRow {
  readonly record: number;
  readonly id: string;
  readonly deleted: number;
  readonly project: string | null;
  readonly owner_entity: string | null;
  readonly owner: string | null;
  readonly sha256: string | null;
  readonly name: string | null;
  readonly type: string | null;
  readonly bytes: number | null;
  readonly taken_at: string | null;
  readonly note: string | null;
}

/** Whether a text may be the name of a blob. Records come from other machines, and say what they like. */
export const isBlobName = (text: string | null): text is string => /^[0-9a-f]{64}$/.test(text ?? '');

/** Whether the file of an attachment lies here, as far as its size tells; its bytes are checked when they are used. */
export function isHere(store: BlobStore, row: Pick<AttachmentRow, 'sha256' | 'bytes'>): boolean {
  if (!isBlobName(row.sha256)) return false;
  const size = store.sizeOf(row.sha256);
  return size !== undefined && (row.bytes === null || size === row.bytes);
}

/** Words by which a person knows a record: the value of its title field. */
function titleOf(database: Database, entity: string, id: string): string {
  if (!isEntityName(entity)) return '';
  const { title, fields, label } = entityOf(entity);
  const value = database.prepare(`SELECT "${title}" FROM "${entity}" WHERE id = @id`).pluck().get({ id });
  const field = fields[title];
  return field && (typeof value === 'string' || typeof value === 'number') && value !== ''
    ? formatValue(field, value)
    : label;
}

/** What a window shows of attachments: who attached them and when comes from the heads of their hashes. */
export function shownAttachments(context: LedgerContext, rows: readonly AttachmentRow[]): ShownAttachment[] {
  const { database, folder, journal } = context;
  const store = new BlobStore(folder);
  const packed = database.prepare('SELECT packed FROM fields WHERE record = @record').pluck();
  const hashCell = database.prepare("SELECT number FROM cell WHERE name = 'sha256'").pluck().get() as
    | number
    | undefined;
  const titles = new Map<string, string>();
  return rows.map((row) => {
    const entity = row.owner_entity ?? '';
    const owner = row.owner ?? '';
    const known = `${entity} ${owner}`;
    let title = titles.get(known);
    if (title === undefined) {
      title = titleOf(database, entity, owner);
      titles.set(known, title);
    }
    const { cells } = unpackCells((packed.get({ record: row.record }) as Buffer | undefined) ?? Buffer.alloc(0));
    const heads = (cells.get(hashCell ?? -1)?.heads ?? []).concat([...cells.values()].flatMap((cell) => cell.heads));
    const [first] = heads;
    return {
      id: row.id,
      project: row.project,
      owner_entity: entity,
      owner,
      owner_title: title,
      sha256: isBlobName(row.sha256) ? row.sha256 : '0'.repeat(64),
      name: row.name ?? '附件',
      type: row.type ?? unknownType,
      bytes: row.bytes ?? 0,
      taken_at: row.taken_at,
      note: row.note,
      state: isHere(store, row) ? ('here' as const) : ('awaiting' as const),
      lie: nameLie(row.name ?? '', row.type),
      person: first ? journal.core.devices.byNumber(first.device).person : '',
      at: first ? momentOf(first.clock) : '',
    };
  });
}

/** Living attachments of a record; with `related` of a whole project. */
export function attachmentRows(database: Database, entity: EntityName, id: string, related: boolean): AttachmentRow[] {
  const where =
    related && entity === 'project' ? '(project = @id OR owner = @id)' : 'owner = @id AND owner_entity = @entity';
  return database
    .prepare(`SELECT * FROM attachment WHERE ${where} AND deleted <> 1 ORDER BY record`)
    .all(related && entity === 'project' ? { id } : { id, entity }) as AttachmentRow[];
}

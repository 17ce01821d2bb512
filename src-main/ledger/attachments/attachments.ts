import path from 'node:path';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { type EntityName, entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { BlobStore } from './blob-store';
import { type TakenFile, takeBytes, takeFile } from './intake';
import { type AttachmentRow, attachmentRows, shownAttachments } from './shown';

/** The project that a record belongs to. Throws Refusal no_record for a record that is not here, or is itself an attachment. */
function projectOf({ database }: LedgerContext, entity: EntityName, id: string): string | null {
  const declared = entityOf(entity);
  const unknown = () => new Refusal('no_record', { entity: declared.label, id });
  if (entity === 'attachment') throw unknown();
  const column = entity === 'project' ? 'id' : Object.hasOwn(declared.fields, 'project') ? 'project' : 'NULL';
  const row = database
    .prepare(`SELECT ${column} AS project FROM "${entity}" WHERE id = @id AND deleted <> 1`)
    .get({ id });
  if (!row) throw unknown();
  return (row as { project: string | null }).project;
}

/**
 * Ties files of the store to a record in one commit; what the record has already is left out. Answers the rows of all, in order.
 */
function tie(context: LedgerContext, entity: EntityName, id: string, taken: readonly TakenFile[]): AttachmentRow[] {
  const { database, journal } = context;
  return journal.transaction(() => {
    const project = projectOf(context, entity, id);
    const present = database.prepare(
      'SELECT * FROM attachment WHERE owner = @id AND owner_entity = @entity AND sha256 = @sha256 AND deleted <> 1',
    );
    const fresh = new Map<string, TakenFile>();
    for (const file of taken) {
      if (!fresh.has(file.sha256) && !present.get({ id, entity, sha256: file.sha256 })) fresh.set(file.sha256, file);
    }
    const edits = [...fresh.values()].map((file): Edit => ({ entity: 'attachment', id: null, set: valuesOf(file) }));
    function valuesOf(file: TakenFile): Record<string, FieldValue> {
      return {
        ...(project === null ? {} : { project }),
        owner_entity: entity,
        owner: id,
        sha256: file.sha256,
        name: file.name,
        type: file.type,
        bytes: file.bytes,
        ...(file.takenAt === null ? {} : { taken_at: file.takenAt }),
      };
    }
    if (edits.length > 0) journal.commit(edits, { source: '添加附件' });
    return [...new Set(taken.map(({ sha256 }) => sha256))].map(
      (sha256) => present.get({ id, entity, sha256 }) as AttachmentRow,
    );
  });
}

/** See `attachments.list`. */
export const listAttachments: Handler<'attachments.list'> = (context, input) => ({
  attachments: shownAttachments(context, attachmentRows(context.database, input.entity, input.id, input.related)),
});

/** See `attachments.add`. Files first, then one commit: a stop in between leaves files that nobody names, and a repeat takes them up. */
export const addAttachments: Handler<'attachments.add'> = async (context, input) => {
  projectOf(context, input.entity, input.id);
  const store = new BlobStore(context.folder);
  const taken: TakenFile[] = [];
  const refused: OutputOf<'attachments.add'>['refused'] = [];
  for (const [index, file] of input.files.entries()) {
    context.progress('添加附件', index, input.files.length);
    try {
      taken.push(await takeFile(store, file));
    } catch (error) {
      // The next file would fare no better.
      if (!(error instanceof Refusal) || error.failure.code === 'disk_full') throw error;
      const { code, params } = error.failure;
      refused.push({ name: path.basename(file), message: error.message, code, params });
    }
  }
  context.progress('添加附件', input.files.length, input.files.length);
  const rows = taken.length > 0 ? tie(context, input.entity, input.id, taken) : [];
  return { added: shownAttachments(context, rows), refused };
};

/** See `attachments.addPicture`. */
export const addPicture: Handler<'attachments.addPicture'> = async (context, input) => {
  projectOf(context, input.entity, input.id);
  const store = new BlobStore(context.folder);
  const file = await takeBytes(store, Buffer.from(input.data, 'base64'), input.name);
  if (kindOf(file.type).use !== 'image')
    throw new Refusal('attachment_refused', { name: file.name, detail: '粘贴的内容不是图片' });
  const [shown] = shownAttachments(context, tie(context, input.entity, input.id, [file]));
  if (!shown) throw new Error('an attachment that was tied is not there');
  return shown;
};

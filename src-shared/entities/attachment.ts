import { defineEntity, type Row } from './field';

/**
 * A file that belongs to a record (附件): a scanned permit, a photo, a statistics voucher. The bytes lie in the content store under their
 * SHA-256; here stands what is known of them, so that it is known even while the file itself is still on its way.
 */
export const attachment = defineEntity({
  name: 'attachment',
  label: '附件',
  title: 'name',
  fields: {
    /** The project that its record belongs to; none for a record without one. */
    project: { kind: 'reference', entity: 'project', label: '项目' },
    owner_entity: { kind: 'text', label: '所属类别', required: true, maxLength: 40 },
    /** Id of the record. */
    owner: { kind: 'text', label: '所属记录', required: true, maxLength: 64 },
    /** Hex, of the bytes. */
    sha256: { kind: 'text', label: '校验', required: true, maxLength: 64 },
    name: { kind: 'text', label: '文件名', required: true, maxLength: 200, searched: true },
    /** Media type as the bytes show it, whatever the name says. */
    type: { kind: 'text', label: '类型', maxLength: 100 },
    bytes: { kind: 'integer', label: '大小' },
    /** Moment of a photo, `YYYY-MM-DDTHH:MM:SS` as its camera wrote it. */
    taken_at: { kind: 'text', label: '拍摄时间', maxLength: 40 },
    note: { kind: 'text', label: '说明', maxLength: 500 },
  },
});

export type Attachment = Row<typeof attachment>;

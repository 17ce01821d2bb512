import { defineEntity } from './field';

/**
 * A superior's blank table (一数多表): the file itself and what each of its columns means, so that it is filled from the ledger from
 * then on. `scope` is 'city' for the Commission's, else the code of the region whose it is.
 */
export const template = defineEntity({
  name: 'template',
  label: '表样',
  title: 'name',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    name: { kind: 'text', label: '表名', required: true, maxLength: 100, searched: true },
    file_name: { kind: 'text', label: '原文件名', maxLength: 200 },
    /** The .xlsx file, base64. */
    content: { kind: 'long_text', label: '原表', required: true, maxLength: 2_800_000 },
    /** JSON of `templateMapping`. */
    mapping: { kind: 'long_text', label: '对应关系', required: true, maxLength: 400_000 },
    note: { kind: 'long_text', label: '备注' },
  },
});

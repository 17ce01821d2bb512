import { defineEntity, type Row } from './field';
import { paperChoices } from './paper';

/** A city's own form of a paper: a .docx with placeholders. `scope` is 'city' for the Commission's, else the code of the region whose it is. */
export const documentTemplate = defineEntity({
  name: 'document_template',
  label: '公文模板',
  title: 'name',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    name: { kind: 'text', label: '模板名称', required: true, maxLength: 100, searched: true },
    kind: { kind: 'choice', label: '文种', required: true, choices: paperChoices },
    file_name: { kind: 'text', label: '原文件名', maxLength: 200 },
    /** The .docx file, base64. */
    content: { kind: 'long_text', label: '原文件', required: true, maxLength: 2_800_000 },
    note: { kind: 'long_text', label: '备注' },
  },
});

export type DocumentTemplate = Row<typeof documentTemplate>;

import { z } from 'zod';
import { file, id } from './common';
import { command, query } from './method';
import { paperKind } from './paper-methods';

const documentTemplate = z.strictObject({
  id: z.string(),
  name: z.string(),
  kind: paperKind,
  fileName: z.string(),
  note: z.string(),
  /** Whether this machine keeps and changes it. */
  own: z.boolean(),
  scopeLabel: z.string(),
});
export type DocumentTemplateEntry = z.infer<typeof documentTemplate>;

/** What a .docx says that cannot be filled, or would be filled with nothing. */
const finding = z.strictObject({
  /** error: the form cannot be filled at all; warning: it can, but somebody should look. */
  level: z.enum(['error', 'warning']),
  message: z.string(),
  /** '正文', '页眉', '页脚'. */
  place: z.string(),
});
export type TemplateFinding = z.infer<typeof finding>;

/** One name that a form may use, as people look it up. */
export interface Placeholder {
  name: string;
  kind: 'text' | 'group' | 'loop';
  /** What stands there in the paper at hand. */
  sample: string;
  /** Names within a group, or within one line of a loop. */
  items: Placeholder[];
}

const placeholder: z.ZodType<Placeholder> = z.strictObject({
  name: z.string(),
  kind: z.enum(['text', 'group', 'loop']),
  sample: z.string(),
  items: z.array(z.lazy(() => placeholder)),
});

/** The paper whose words it is tried with: the newest of its kind that the ledger has something for. */
const sample = { kind: paperKind };

export const documentTemplateMethods = {
  /** Own ones first, then the Commission's, each by name. */
  'documentTemplates.list': query('ledger', z.strictObject({ kind: paperKind.optional() }), z.array(documentTemplate)),
  /** Every name that a form of this paper may use, with what stands there now. */
  'documentTemplates.placeholders': query(
    'ledger',
    z.strictObject(sample),
    z.strictObject({ title: z.string(), placeholders: z.array(placeholder) }),
  ),
  /** Everything that is wrong with a .docx at once. Refused only where it is no .docx at all. */
  'documentTemplates.check': query(
    'ledger',
    z.strictObject({ ...sample, file }),
    z.strictObject({ findings: z.array(finding), used: z.array(z.string()) }),
    ['file'],
  ),
  /** Keeps a form; `id` replaces the file of a known one. Refused while it has errors. */
  'documentTemplates.save': command(
    'ledger',
    z.strictObject({
      ...sample,
      file,
      id: id.optional(),
      name: z.string().trim().min(1).max(100),
      note: z.string().trim().max(500).default(''),
    }),
    z.strictObject({ id: z.string() }),
    ['file'],
  ),
  /** Writes the built-in form with placeholders in place of its words, to begin with. */
  'documentTemplates.writeExample': command(
    'ledger',
    z.strictObject({ ...sample, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
  /** Writes the file of a form as it was handed in. */
  'documentTemplates.writeOriginal': command(
    'ledger',
    z.strictObject({ id, folder: file }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
  /** Fills a form with one paper: made now, or with `issued` the one that went out. */
  'documentTemplates.write': command(
    'ledger',
    z.strictObject({
      id,
      subject: z.string().min(1).max(64),
      about: z.string().max(64).default(''),
      issued: id.optional(),
      folder: file,
    }),
    z.strictObject({ files: z.array(z.string()) }),
    ['folder'],
  ),
} as const;

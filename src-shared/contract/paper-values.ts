import { z } from 'zod';

/**
 * One paper as content, apart from how it is set: the same value becomes the .docx, the .xlsx annex, the page on the screen and the PDF,
 * so that they cannot differ. Figures stand in it once, as values; `rules/paper-cells.ts` words them.
 */
const run = z.strictObject({
  text: z.string(),
  /** 'first' 黑体, 'second' 楷体, 'body' 仿宋. */
  face: z.enum(['body', 'first', 'second']).optional(),
  bold: z.boolean().optional(),
});

const column = z.strictObject({
  header: z.string(),
  /** Header over this and its neighbours of the same group. */
  group: z.string().optional(),
  /** Share of the table's width; shares need not add up to anything. */
  width: z.number().positive(),
  /**
   * text as it is; count a whole number; yi 亿元 and wan 万元 from whole yuan; rate a share 0…1 as per cent; gap signed percentage points;
   * points a score with one decimal; date a day in Chinese; place a rank.
   */
  format: z.enum(['text', 'count', 'yi', 'wan', 'rate', 'gap', 'points', 'date', 'place']),
  align: z.enum(['left', 'center', 'right']).optional(),
});

const cell = z.union([z.string(), z.number(), z.null()]);

const table = z.strictObject({
  kind: z.literal('table'),
  caption: z.string(),
  /** '单位：项、亿元，截至2018年9月15日': unit and date of every table. */
  unit: z.string(),
  columns: z.array(column).min(1),
  rows: z.array(z.array(cell)),
  /** Sum row, set apart. */
  totals: z.array(cell).nullable(),
  /** Footnotes: what is divided by what, where figures come from. */
  notes: z.array(z.string()),
  /** 'form': a form to be filled by hand or a fact sheet without head; its first column (and every second after it) holds labels. */
  look: z.enum(['figures', 'list', 'form']).default('figures'),
  /** Least height of a row in millimetres, for answers written by hand. */
  rowHeight: z.number().optional(),
});

const block = z.discriminatedUnion('kind', [
  /** Level 1 一、黑体; 2 （一）楷体; 3 1. 仿宋. The number is part of the text. `text` of level 2 may be followed by `after` in 仿宋 on the same line. */
  z.strictObject({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
    after: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('paragraph'),
    runs: z.array(run),
    /** Two characters in, as text is. */
    indent: z.boolean().default(true),
    align: z.enum(['left', 'center', 'right']).default('left'),
  }),
  table,
  z.strictObject({
    kind: z.literal('picture'),
    /** PNG or JPEG, base64. */
    data: z.string(),
    type: z.enum(['image/png', 'image/jpeg']),
    /** Millimetres. */
    width: z.number().positive(),
    height: z.number().positive(),
    caption: z.string(),
  }),
  /** Issuer and date, four characters in from the right. */
  z.strictObject({ kind: z.literal('signature'), issuer: z.string(), date: z.string() }),
  /** A new page with 附件n in 黑体 at its head and the title centred. */
  z.strictObject({ kind: z.literal('annex'), mark: z.string(), title: z.string() }),
  /** 附件说明 under the text: '附件：1．…'. */
  z.strictObject({ kind: z.literal('annexes'), titles: z.array(z.string()) }),
  z.strictObject({ kind: z.literal('rule') }),
  z.strictObject({ kind: z.literal('page') }),
]);

export const paperSchema = z.strictObject({
  /** File name without ending. */
  name: z.string(),
  /** red: red head, number and red rule (GB/T 9704-2012, 7.2); plain: title alone; sheet: one dense page of 四号 text. */
  form: z.enum(['red', 'plain', 'sheet']),
  landscape: z.boolean().default(false),
  /** '项目建设督查通报' in red. */
  letterhead: z.string().nullable(),
  /** '吉市督〔2018〕9号'. */
  number: z.string().nullable(),
  /** Lines of the title. */
  title: z.array(z.string()),
  /** Under the title, in 楷体: '2018年9月16日　市发改委'. */
  subtitle: z.string().nullable(),
  addressee: z.string().nullable(),
  blocks: z.array(block),
  /** 版记 at the foot of the last page. */
  imprint: z.strictObject({ copies: z.string(), printer: z.string(), date: z.string() }).nullable(),
  /** '送审稿，数据未冻结' on every page. */
  draft: z.string().nullable(),
  /** '调度口径，不作统计数据使用' at the foot of every page. */
  notice: z.string().nullable(),
});

export type Paper = z.infer<typeof paperSchema>;
export type PaperBlock = Paper['blocks'][number];
export type PaperTable = Extract<PaperBlock, { kind: 'table' }>;
export type PaperColumn = PaperTable['columns'][number];
export type PaperCell = PaperTable['rows'][number][number];

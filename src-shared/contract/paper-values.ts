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
  /** '\n' where it must break. */
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
  /** Name of the table over its left edge; '' with `unit` '' leaves the line away. */
  caption: z.string(),
  /** '单位：项、亿元，截至2018年9月15日': unit and date of every table. */
  unit: z.string(),
  columns: z.array(column).min(1),
  rows: z.array(z.array(cell)),
  /** Sum row, set apart. */
  totals: z.array(cell).nullable(),
  /** Footnotes: what is divided by what, where figures come from. */
  notes: z.array(z.string()),
  /**
   * figures: narrow figures in 五号. list: sentences in cells, 小四. form: to be filled by hand or a fact sheet, without head; its first
   * column (and every second after it) holds labels. In a paper of the form 'sheet' figures and lists stand between thin rules without
   * upright ones, and a table whose headers are all '' has no head.
   */
  look: z.enum(['figures', 'list', 'form']).default('figures'),
  /** Least height of a row in millimetres, for answers written by hand. */
  rowHeight: z.number().optional(),
});

const entry = z.strictObject({ label: z.string(), text: z.string() });

/** One row of a form: labels in 黑体 in the first (and third) of four columns. */
const formRow = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pair'), cells: z.tuple([entry, entry]) }),
  z.strictObject({ kind: z.literal('text'), label: z.string(), paragraphs: z.array(z.string()) }),
  /** Several entries on one line, set apart evenly: to sign, to tick. Least height in millimetres. */
  z.strictObject({
    kind: z.literal('line'),
    label: z.string(),
    parts: z.array(z.string()),
    height: z.number().positive().optional(),
  }),
  /** Room to write in by hand, with a line to sign at its foot. Wanted height in millimetres; it gives way where much is said. */
  z.strictObject({
    kind: z.literal('room'),
    label: z.string(),
    height: z.number().positive(),
    parts: z.array(z.string()),
  }),
  /** A square picture with lines beside it: a code to be scanned. Side in millimetres. */
  z.strictObject({
    kind: z.literal('picture'),
    label: z.string(),
    data: z.string(),
    type: z.enum(['image/png', 'image/jpeg']),
    side: z.number().positive(),
    lines: z.array(z.string()),
  }),
]);

const picture = z.strictObject({
  kind: z.literal('picture'),
  /** PNG or JPEG, base64. */
  data: z.string(),
  type: z.enum(['image/png', 'image/jpeg']),
  /** Millimetres. */
  width: z.number().positive(),
  height: z.number().positive(),
  caption: z.string(),
});

/** Curves in black and grey that differ by weight and dashes; Word and WPS draw and edit them themselves. */
const chart = z.strictObject({
  kind: z.literal('chart'),
  /** What it shows, for who cannot see it: '本年投资的实际、计划和序时累计，万元'. */
  description: z.string(),
  look: z.enum(['line', 'bar']).default('line'),
  categories: z.array(z.string()).min(1),
  series: z
    .array(
      z.strictObject({
        name: z.string(),
        values: z.array(z.number().nullable()),
        stroke: z.enum(['strong', 'thin', 'dotted']),
      }),
    )
    .min(1),
  /** Millimetres. */
  height: z.number().positive(),
});

/** A small heading in 黑体 within a sheet, with a remark at the right edge. */
const section = z.strictObject({ kind: z.literal('section'), text: z.string(), note: z.string() });

/** Left and right on one line. `small` is a line of a narrow list. */
const spread = z.strictObject({
  kind: z.literal('spread'),
  left: z.string(),
  right: z.string(),
  small: z.boolean().optional(),
});

const paragraph = z.strictObject({
  kind: z.literal('paragraph'),
  runs: z.array(run),
  /** Two characters in, as text is. */
  indent: z.boolean().default(true),
  align: z.enum(['left', 'center', 'right']).default('left'),
  /** Further lines begin so many characters in: '出席：…' of minutes. */
  hang: z.number().int().positive().optional(),
});

const block = z.discriminatedUnion('kind', [
  /** Level 1 一、黑体; 2 （一）楷体; 3 1. 仿宋. The number is part of the text. `text` of level 2 may be followed by `after` in 仿宋 on the same line. */
  z.strictObject({
    kind: z.literal('heading'),
    level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
    text: z.string(),
    after: z.string().optional(),
  }),
  paragraph,
  table,
  picture,
  chart,
  /** Issuer and date, four characters in from the right. */
  z.strictObject({ kind: z.literal('signature'), issuer: z.string(), date: z.string() }),
  /** A new page with 附件n in 黑体 at its head and the title centred. */
  z.strictObject({ kind: z.literal('annex'), mark: z.string(), title: z.string() }),
  /** 附件说明 under the text: '附件：1．…'. */
  z.strictObject({ kind: z.literal('annexes'), titles: z.array(z.string()) }),
  /** A line over the whole width; `cut` is the dashed one above a strip to be cut off. */
  z.strictObject({ kind: z.literal('rule'), cut: z.boolean().optional() }),
  z.strictObject({ kind: z.literal('form'), rows: z.array(formRow).min(1) }),
  section,
  spread,
  /** Name over value, `across` in a row, between thin rules. */
  z.strictObject({ kind: z.literal('facts'), across: z.number().int().min(1).max(6), items: z.array(entry) }),
  /** A light as shape and word in a frame ('▲ 黄灯'), and sentences beside it. */
  z.strictObject({ kind: z.literal('mark'), mark: z.string(), lines: z.array(z.string()) }),
  /** Stages along a line: a full circle, a ring with a point, an empty one. */
  z.strictObject({
    kind: z.literal('stages'),
    items: z.array(
      z.strictObject({ state: z.enum(['past', 'present', 'future']), name: z.string(), word: z.string() }),
    ),
  }),
  /** Lines in a frame, under a small heading. */
  z.strictObject({ kind: z.literal('box'), title: z.string(), lines: z.array(z.string()) }),
  /** Two columns side by side; `share` of the width is the left one's. */
  z.strictObject({
    kind: z.literal('columns'),
    share: z.number().min(0.2).max(0.8),
    left: z.array(z.discriminatedUnion('kind', [section, spread, paragraph, picture, chart])),
    right: z.array(z.discriminatedUnion('kind', [section, spread, paragraph, picture, chart])),
  }),
  z.strictObject({ kind: z.literal('page') }),
]);

export const paperSchema = z.strictObject({
  /** File name without ending. */
  name: z.string(),
  /**
   * red: red head, number and red rule (GB/T 9704-2012, 7.2). plain: title alone. sheet: one dense page, title and subtitle left, number
   * right, text in 小四, tables in 五号. slip: one page with a form, number left and subtitle right over it.
   */
  form: z.enum(['red', 'plain', 'sheet', 'slip']),
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
  /** At the other end of the notice's line in a sheet, where no page number stands: '数据截至2018年9月15日，9月16日打印'. */
  foot: z.string().optional(),
});

export type Paper = z.infer<typeof paperSchema>;
export type PaperBlock = Paper['blocks'][number];
export type PaperTable = Extract<PaperBlock, { kind: 'table' }>;
export type PaperColumn = PaperTable['columns'][number];
export type PaperCell = PaperTable['rows'][number][number];
export type PaperRun = z.infer<typeof run>;
export type PaperFormRow = z.infer<typeof formRow>;
export type PaperOf<Kind extends PaperBlock['kind']> = Extract<PaperBlock, { kind: Kind }>;

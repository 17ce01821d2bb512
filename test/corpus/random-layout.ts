/** Random ledgers: independent choices of everything that makes a table look different and mean the same. */
import type { Cell } from './cell';
import { Draft } from './draft';
import type { ExpectedSheet } from './expectation';
import { encoded, html, otherBook, separated, spreadsheetMl } from './other-kinds';
import { type Facts, inventProjects, regionNames } from './projects';
import { chosenColumns, flat, type Layout, type Roll, regionPlace, rollFrom, unitPlaceOf } from './random-choices';
import {
  type ColumnChoice,
  cellOf,
  chunkOf,
  explanations,
  saysOf,
  spacings,
  sumOf,
  unitWords,
  wordings,
} from './random-columns';
import { xlsx } from './workbook-xml';

class Writer {
  readonly sheet: Draft;
  readonly columns: ColumnChoice[];
  readonly place: Layout['region'];
  readonly headers: (string | null)[][];
  readonly leftRegion: boolean;
  readonly roll: Roll;
  /** Region of the row above. */
  above: string | undefined;

  constructor(readonly layout: Layout) {
    this.sheet = new Draft('台账', layout.left);
    this.place = regionPlace(layout);
    this.leftRegion = this.place === 'left';
    this.roll = rollFrom(layout.noise);
    this.columns = chosenColumns(layout, this.roll);
    this.headers = this.worded();
  }

  get width() {
    return this.columns.length + (this.leftRegion ? 1 : 0);
  }

  private worded(): (string | null)[][] {
    const { layout } = this;
    const place = unitPlaceOf(layout);
    const unitWord = unitWords[this.roll(unitWords.length)] ?? String;
    const leaves = this.columns.map(({ column, unit, month, planned }) => {
      const own = place === 'header' ? unitWord(unit) : '';
      if (planned !== undefined) return `${planned ? '计划' : '完成'}${own}`;
      if (month !== undefined) return `${month + 1}月${own}`;
      const words = wordings[column];
      const word = words[this.roll(words.length)] ?? column;
      const spaced = spacings[this.roll(spacings.length)]?.(word) ?? word;
      const notes = explanations[column] ?? [''];
      const note = layout.explained ? notes[this.roll(notes.length)] : '';
      return chunkOf(column) === 'money' ? `${spaced}${own}` : `${spaced}${note}`;
    });
    const region = this.leftRegion ? ['县（市）区'] : [];
    const merged = layout.headMerged && !flat(layout.kind);
    const ofUnits =
      place === 'row'
        ? [
            [
              ...region.map(() => null),
              ...this.columns.map(({ column, unit }) => (chunkOf(column) === 'money' ? unit : null)),
            ],
          ]
        : [];
    if (!layout.deep) return [[...region, ...leaves], ...ofUnits];
    const groupUnit = place === 'group' ? `（${layout.unit}）` : '';
    const groupWord = { money: `投资情况${groupUnit}`, days: '时间', alone: '' };
    const upper: (string | null)[] = [];
    const lower: (string | null)[] = [];
    this.columns.forEach(({ column, month, planned }, index) => {
      const chunk = chunkOf(column);
      const before = this.columns[index - 1];
      const begins = chunkOf(before?.column ?? 'name') !== chunk || before?.planned !== undefined;
      if (planned !== undefined) {
        upper.push(planned ? `${(month ?? 0) + 1}月${groupUnit}` : merged ? '<' : null);
        lower.push(leaves[index] ?? null);
      } else if (chunk === 'alone') {
        upper.push(leaves[index] ?? null);
        lower.push(merged ? '^' : null);
      } else {
        upper.push(begins ? groupWord[chunk] : merged ? '<' : null);
        lower.push(leaves[index] ?? null);
      }
    });
    return [[...region, ...upper], [...region.map(() => (merged ? '^' : null)), ...lower], ...ofUnits];
  }

  head() {
    // A printed page does not begin with 同上.
    this.above = undefined;
    this.sheet.header(this.headers);
    if (this.layout.numbers)
      this.sheet.line(
        'number',
        Array.from({ length: this.width }, (_, index) => index + 1),
      );
  }

  sums(label: string, list: readonly Facts[]) {
    const cells: Cell[] = this.columns.map((choice) => sumOf(choice, list));
    const place = this.columns.findIndex(({ column }) => column === 'name');
    cells[place] = label;
    this.sheet.line('total', this.leftRegion ? [null, ...cells] : cells);
  }

  line(facts: Facts, ordinal: number, regionCell: Cell) {
    const isDitto = this.layout.ditto && this.above === facts.region;
    this.above = facts.region;
    const cells = this.columns.map((choice) =>
      choice.column === 'region' && isDitto ? '同上' : cellOf(choice, facts, ordinal),
    );
    const region = this.place === 'none' ? null : facts.region;
    const row = this.sheet.project(
      facts,
      { ...saysOf(this.columns, facts, ordinal), region },
      this.leftRegion ? [regionCell, ...cells] : cells,
    );
    if (this.layout.hidden && ordinal === 2) {
      this.sheet.hiddenRows.add(row);
      if (/xlsx/.test(this.layout.kind)) this.sheet.says.push('隐藏');
    }
    if (this.layout.parts && ordinal % 3 === 0) {
      const parts: Cell[] = this.columns.map((choice) =>
        choice.column === 'name' ? '其中：土建部分' : sumOf(choice, [facts]),
      );
      this.sheet.line('note', this.leftRegion ? [null, ...parts] : parts);
    }
    if (this.layout.remarks && ordinal % 2)
      this.sheet.put(row, this.layout.left + this.width + 1, ['再核', '电话问过', '9.20'][ordinal % 3] ?? '');
  }

  group(mark: string, words: string) {
    const columns = this.columns.map(({ column }) => column);
    if (!this.layout.groupsAsLines || !columns.includes('serial')) {
      this.sheet.line('group', [`${mark}、${words}`]);
      return;
    }
    const cells: Cell[] = columns.map((column) => (column === 'serial' ? mark : column === 'name' ? words : null));
    this.sheet.line('group', this.leftRegion ? [null, ...cells] : cells);
  }

  preamble(region: string | undefined) {
    const { layout, sheet } = this;
    sheet.blank(layout.top);
    const unitText = unitPlaceOf(layout) === 'title' ? `（单位：${layout.unit}）` : '';
    const regionText = this.place === 'title' ? region : '';
    if (layout.titled || unitText || regionText) {
      const title = `${regionText}2018年重点项目情况表${unitText}`;
      if (layout.titleMerged) sheet.across('title', title, this.width);
      else sheet.line('title', [title]);
    }
    const filler = Array.from({ length: Math.max(0, this.width - 3) }, () => null);
    if (unitPlaceOf(layout) === 'line')
      sheet.line('title', [layout.dated ? '填表日期：2018年9月10日' : null, ...filler, `单位：${layout.unit}`]);
    else if (layout.dated) sheet.line('title', ['填表日期：2018年9月10日']);
  }

  notes() {
    const { layout, sheet } = this;
    if (unitPlaceOf(layout) === 'note') sheet.line('note', [`注：本表金额单位为${layout.unit}。`]);
    if (layout.notes > 0) sheet.line('note', ['备注：以上数据由各县区填报。']);
    if (layout.notes > 1) sheet.line('note', ['填表人：', null, '审核人：']);
    if (layout.notes > 2) sheet.line('note', ['联系电话：0432-62000000']);
  }
}

function writeBlock(writer: Writer, list: readonly Facts[]) {
  const { layout, sheet } = writer;
  const half = Math.ceil(list.length / 2);
  const groups = layout.groups && list.length > 3 ? [list.slice(0, half), list.slice(half)] : [list];
  let ordinal = 0;
  groups.forEach((group, index) => {
    if (groups.length > 1) writer.group('一二'[index] ?? '', `${['续建', '新建'][index]}项目（${group.length}个）`);
    if (groups.length > 1 && layout.subtotals === 'above') writer.sums('小计', group);
    for (const facts of group) {
      if (layout.pageEvery && ordinal && ordinal % layout.pageEvery === 0 && !writer.leftRegion) writer.head();
      if (layout.blanks && ordinal && ordinal % layout.blanks === 0 && !writer.leftRegion) sheet.blank();
      ordinal++;
      writer.line(facts, ordinal, null);
    }
    if (groups.length > 1 && layout.subtotals === 'below') writer.sums('小计', group);
  });
}

/** Runs of one region, for tables that put the region beside, above or between. */
function byRegion(list: readonly Facts[]): Map<string, Facts[]> {
  const found = new Map<string, Facts[]>();
  for (const facts of list) found.set(facts.region, [...(found.get(facts.region) ?? []), facts]);
  return found;
}

function writeBody(writer: Writer, list: readonly Facts[]) {
  const { layout, sheet } = writer;
  const totals = layout.grandTotal;
  if (writer.place === 'block') {
    for (const [region, part] of byRegion(list)) {
      sheet.line('title', [`${region}（${part.length}个）`]);
      writer.head();
      writeBlock(writer, part);
      if (layout.subtotals !== 'none') writer.sums('小计', part);
      if (layout.blanks) sheet.blank();
    }
    return;
  }
  writer.head();
  if (totals === 'above') writer.sums('合计', list);
  if (writer.place === 'left') {
    let ordinal = 0;
    for (const [region, part] of byRegion(list)) {
      const first = sheet.next;
      for (const facts of part) writer.line(facts, ++ordinal, sheet.next === first ? region : null);
      if (layout.subtotals !== 'none') writer.sums('小计', part);
      sheet.merge(first, layout.left, sheet.next - 1, layout.left);
    }
  } else if (writer.place === 'group') {
    let ordinal = 0;
    for (const [region, part] of byRegion(list)) {
      sheet.line('group', [`${region}（${part.length}个）`]);
      for (const facts of part) writer.line(facts, ++ordinal, null);
      if (layout.subtotals === 'below') writer.sums('小计', part);
    }
  } else writeBlock(writer, list);
  if (totals === 'below') writer.sums('合计', list);
}

async function bytesOf(layout: Layout, sheet: Draft): Promise<Uint8Array> {
  switch (layout.kind) {
    case 'xls':
    case 'et':
      return otherBook([sheet], 'biff8');
    case 'gbk.csv':
      return encoded(separated(sheet, ','), 'gbk');
    case 'utf8.csv':
      return encoded(separated(sheet, ',', '\n'), 'utf-8');
    case 'utf16.txt':
      return encoded(separated(sheet, '\t'), 'utf-16le');
    case 'html.xls':
      return html(sheet, 'gb2312');
    case 'xml.xls':
      return spreadsheetMl(sheet);
    default: {
      const cover = new Draft('封面');
      cover.line('title', ['重点项目台账']);
      const style = {
        date1904: layout.kind === '1904.xlsx',
        inline: layout.kind === 'inline.xlsx',
        dimension: layout.kind !== 'inline.xlsx',
      };
      return xlsx(layout.cover ? [cover, sheet] : [sheet], style);
    }
  }
}

export interface RandomLedger {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly expected: ExpectedSheet;
  /** The sheet line by line, for the report of a failure. */
  readonly drawn: string;
}

export async function randomLedger(layout: Layout): Promise<RandomLedger> {
  const oneRegion = regionNames[layout.seed % regionNames.length] as string;
  const inTitle = regionPlace(layout) === 'title';
  const list = inventProjects(layout.seed, layout.count, inTitle ? [oneRegion] : regionNames);
  const writer = new Writer(layout);
  writer.preamble(oneRegion);
  writeBody(writer, list);
  writer.notes();
  const { sheet } = writer;
  return {
    file: `随机.${layout.kind}`,
    bytes: await bytesOf(layout, sheet),
    expected: sheet.expected(),
    drawn: separated(sheet, '\t', '\n'),
  };
}

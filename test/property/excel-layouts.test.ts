import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Doubts } from '../../src-main/ledger/office/excel-doubts';
import { readWorkbook } from '../../src-main/ledger/office/excel-reader';
import { understand } from '../../src-main/ledger/office/excel-understanding';
import { regions } from '../../src-shared/catalogues/regions';
import { type Value, workbookBytes } from '../support/workbook';

/** A project as it is, before anybody writes it into a table. */
interface Truth {
  readonly name: string;
  readonly owner: string;
  readonly region: string;
  readonly total: number;
  readonly plan: number;
  /** `YYYY-MM`. */
  readonly start: string;
  readonly months: readonly number[];
}

type Unit = 'yuan' | 'wan' | 'yi';
const perUnit: Record<Unit, number> = { yuan: 1, wan: 10_000, yi: 100_000_000 };
const unitWords: Record<Unit, string> = { yuan: '元', wan: '万元', yi: '亿元' };

const truths = fc
  .array(
    fc.record({
      owner: fc.constantFrom('江澜新材料', '禾沐食品', '松筑住工', '丰垛农业'),
      region: fc.constantFrom(...regions.map((region) => region.code)),
      // Hundreds of yuan, so that 亿元 with six decimals still tells them apart.
      total: fc.integer({ min: 50_000, max: 20_000_000 }).map((hundreds) => hundreds * 1_000),
      share: fc.integer({ min: 10, max: 90 }),
      start: fc.tuple(fc.integer({ min: 2016, max: 2018 }), fc.integer({ min: 1, max: 8 })),
      months: fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 8, maxLength: 8 }),
    }),
    { minLength: 4, maxLength: 12 },
  )
  .map((drafts) =>
    drafts.map(
      (draft, index): Truth => ({
        name: `${index + 1}号${draft.owner}基地`,
        owner: `吉林${draft.owner}有限公司`,
        region: draft.region,
        total: draft.total,
        plan: Math.round((draft.total * draft.share) / 100 / 1_000) * 1_000,
        start: `${draft.start[0]}-${String(draft.start[1]).padStart(2, '0')}`,
        months: draft.months.map((part) => Math.round((draft.total * part) / 10_000 / 1_000) * 1_000),
      }),
    ),
  );

/** How one table is laid out and its cells are written. */
const layouts = fc.record({
  order: fc.shuffledSubarray(['owner', 'region', 'total', 'plan', 'start'], { minLength: 5, maxLength: 5 }),
  numbered: fc.boolean(),
  blankAbove: fc.integer({ min: 0, max: 3 }),
  blankLeft: fc.integer({ min: 0, max: 2 }),
  titleUnit: fc.option(fc.constantFrom<Unit>('wan', 'yi', 'yuan'), { nil: null }),
  units: fc.tuple(fc.constantFrom<Unit>('wan', 'yi', 'yuan'), fc.constantFrom<Unit>('wan', 'yi', 'yuan')),
  names: fc.tuple(
    fc.constantFrom('项目名称', '建设项目名称', '项 目 名 称', '项目\n名称*'),
    fc.constantFrom('建设单位', '项目业主', '企业名称'),
    fc.constantFrom('属地', '县（市）区', '所在县区', '所属区域'),
    fc.constantFrom('总投资', '计划总投资', '项目总投资'),
    fc.constantFrom('2018年计划投资', '2018年度计划', '2018年\n计划投资'),
    fc.constantFrom('实际开工时间', '开工时间', '开工年月'),
  ),
  header: fc.constantFrom('flat', 'captioned', 'merged'),
  months: fc.constantFrom('none', 'columns', 'sum'),
  groups: fc.constantFrom('none', 'captions', 'subtotals', 'regions'),
  footer: fc.boolean(),
  amounts: fc.constantFrom('number', 'text', 'grouped', 'wide', 'suffixed'),
  dates: fc.constantFrom('dotted', 'chinese', 'slashed', 'compact', 'day', 'serial', 'mixed'),
});

type Layout = typeof layouts extends fc.Arbitrary<infer L> ? L : never;

const trim = (text: string) => (text.includes('.') ? text.replace(/0+$/, '').replace(/\.$/, '') : text);
const inUnit = (yuan: number, unit: Unit) => trim((yuan / perUnit[unit]).toFixed(8));

function amountCell(yuan: number, unit: Unit, style: string): Value {
  const plain = inUnit(yuan, unit);
  if (style === 'number') return Number(plain);
  if (style === 'grouped') return plain.replace(/\B(?=(\d{3})+(?=\.|$))(?<!\.\d*)/g, ',');
  if (style === 'wide') return [...plain].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
  return style === 'suffixed' ? `${plain}${unitWords[unit]}` : ` ${plain} `;
}

function dateCell(month: string, style: string, index: number): Value {
  const [year = '', digits = ''] = month.split('-');
  const number = Number(digits);
  switch (style === 'mixed' ? ['dotted', 'chinese', 'slashed', 'day'][index % 4] : style) {
    case 'dotted':
      return `${year}.${number}`;
    case 'chinese':
      return `${year}年${number}月`;
    case 'slashed':
      return `${year}/${number}/1`;
    case 'compact':
      return Number(`${year}${digits}`);
    case 'serial':
      return Date.parse(`${month}-01T00:00:00Z`) / 86_400_000 + 25_569;
    default:
      return { day: `${month}-01` };
  }
}

const regionName = (code: string) => regions.find((region) => region.code === code)?.name ?? '';

/** Writes the projects into rows as this layout has them. */
function draw(projects: readonly Truth[], layout: Layout) {
  const left: Value[] = Array.from({ length: layout.blankLeft }, () => null);
  const [name, owner, region, total, plan, start] = layout.names;
  const unitOf = (at: 0 | 1) => layout.titleUnit ?? layout.units[at];
  const suffix = (at: 0 | 1) => (layout.titleUnit ? '' : `（${unitWords[layout.units[at]]}）`);
  const inGroups = layout.groups === 'regions';
  const fields: Record<string, { header: string; cell: (truth: Truth, index: number) => Value }> = {
    owner: { header: owner, cell: (truth) => truth.owner },
    region: { header: region, cell: (truth) => regionName(truth.region) },
    total: { header: `${total}${suffix(0)}`, cell: (truth) => amountCell(truth.total, unitOf(0), layout.amounts) },
    plan: { header: `${plan}${suffix(1)}`, cell: (truth) => amountCell(truth.plan, unitOf(1), layout.amounts) },
    start: { header: start, cell: (truth, index) => dateCell(truth.start, layout.dates, index) },
  };
  const order = layout.order.filter((field) => !(inGroups && field === 'region'));
  const monthHeaders = layout.months === 'columns' ? Array.from({ length: 8 }, (_, at) => `${at + 1}月`) : [];
  const sums = layout.months === 'sum' ? [`1-8月累计完成${suffix(1)}`] : [];

  const rows: Value[][] = Array.from({ length: layout.blankAbove }, () => []);
  const merges: string[] = [];
  rows.push([...left, '2018年重点项目进展情况表（1—8月）']);
  if (layout.titleUnit) rows.push([...left, '填报单位：市发改委', null, null, `单位：${unitWords[layout.titleUnit]}`]);
  const head = [
    ...(layout.numbered ? ['序号'] : []),
    name,
    ...order.map((field) => fields[field]?.header ?? ''),
    ...sums,
  ];
  const at = rows.length + 1;
  const first = left.length + head.length;
  const letter = (index: number) => String.fromCharCode(65 + index);
  if (monthHeaders.length === 0 && layout.header === 'flat') rows.push([...left, ...head]);
  else {
    rows.push([...left, ...head, ...(monthHeaders.length > 0 ? [`2018年投资完成情况${suffix(1)}`] : [])]);
    rows.push([...left, ...head.map(() => null), ...monthHeaders]);
    if (monthHeaders.length > 0) merges.push(`${letter(first)}${at}:${letter(first + 7)}${at}`);
    if (layout.header === 'merged' || monthHeaders.length === 0)
      for (const index of head.keys()) {
        const column = letter(left.length + index);
        merges.push(`${column}${at}:${column}${at + 1}`);
      }
  }

  const sorted = inGroups ? [...projects].sort((one, other) => (one.region < other.region ? -1 : 1)) : projects;
  const indent: Value[] = layout.numbered ? [null] : [];
  let group = '';
  sorted.forEach((truth, index) => {
    if (inGroups && truth.region !== group) {
      group = truth.region;
      rows.push([...left, `${regionName(group)}（${sorted.filter((other) => other.region === group).length}项）`]);
    }
    if (layout.groups === 'captions' && index === 2) rows.push([...left, ...indent, '二、民生项目（若干）']);
    const monthCells =
      layout.months === 'columns' ? truth.months.map((yuan) => amountCell(yuan, unitOf(1), 'number')) : [];
    const sum = truth.months.reduce((all, yuan) => all + yuan, 0);
    rows.push([
      ...left,
      ...(layout.numbered ? [index + 1] : []),
      truth.name,
      ...order.map((field) => fields[field]?.cell(truth, index) ?? null),
      ...(layout.months === 'sum' ? [amountCell(sum, unitOf(1), 'number')] : []),
      ...monthCells,
    ]);
    if (layout.groups === 'subtotals' && index === 2)
      rows.push([...left, ...indent, '小计', ...order.map((field) => (field === 'total' ? 12_345 : null))]);
  });
  if (layout.footer)
    rows.push(
      [...left, ...indent, '合  计'],
      [],
      [...left, '注：投资额为调度数。'],
      [...left, '填表人：        审核人：'],
    );
  return { rows, merges };
}

test('projects written in any layout come back to the yuan and the month', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(truths, layouts, async (projects, layout) => {
      const bytes = workbookBytes([draw(projects, layout)]);
      const doubts = new Doubts({});
      const read = understand(
        await readWorkbook(bytes, '台账.xlsx'),
        { fileName: '台账.xlsx', mapping: {}, today: '2018-09-16', homeRegion: null },
        doubts,
      );
      const got = read.projects.map(({ values, implied }) => ({
        name: values.get('name'),
        owner: values.get('owner'),
        region: values.get('region') ?? implied.get('region'),
        total: values.get('total_investment'),
        plan: values.get('annual_plan.2018'),
        start: values.get('actual_start'),
        completed:
          layout.months === 'sum'
            ? values.get('progress.2018-08.completed_to_date')
            : Array.from({ length: 8 }, (_, at) => values.get(`progress.2018-0${at + 1}.completed`) ?? null),
      }));
      const wanted = projects.map(({ months, ...truth }) => ({
        ...truth,
        completed:
          layout.months === 'sum'
            ? months.reduce((all, yuan) => all + yuan, 0)
            : layout.months === 'columns'
              ? [...months]
              : Array.from({ length: 8 }, () => null),
      }));
      const byName = <Item extends { name?: unknown }>(items: Item[]) =>
        items.sort((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
      expect(byName(got)).toEqual(byName(wanted));
      expect(doubts.problems).toEqual([]);
      expect(doubts.asked.filter(({ required }) => required)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

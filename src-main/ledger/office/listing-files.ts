import { regionName } from '../../../src-shared/catalogues/regions';
import { listing as listingEntity } from '../../../src-shared/entities/listing';
import { materialStates } from '../../../src-shared/entities/material';
import { project as projectEntity } from '../../../src-shared/entities/project';
import type { ConsistencyCheck, Stated } from '../../../src-shared/rules/listing-consistency';
import type { ChecklistItem, MaterialChecklist } from '../../../src-shared/rules/listing-materials';
import { listingOutlook, type Outlook, verdictLabel } from '../../../src-shared/rules/listing-outlook';
import { reasonName, reasonsOf } from '../../../src-shared/rules/listing-reasons';
import { levelName, windowsOf } from '../../../src-shared/rules/listing-windows';
import { Refusal } from '../../../src-shared/terms/errors';
import { formatDate, formatDay, formatMoneyWithUnit, unknown } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import { projectRow, type RowOf, rowsOfProject } from '../queries/rows';
import { loadRuleBook } from '../queries/rules';
import { writeDocuments } from './document-files';
import { type ChecklistSheet, checklistDocx } from './listing-docx';

const stateName = (code: string) => materialStates.find((state) => state.code === code)?.label ?? '';

function materialRows(checklist: MaterialChecklist): string[][] {
  const row = (item: ChecklistItem, isRequired: boolean) => [
    item.state === 'ready' ? '√' : '□',
    item.name,
    isRequired ? '必备' : '补充',
    stateName(item.state),
    [item.record?.detail, item.record?.file_name].filter(Boolean).join('\n'),
    [item.record?.received_on && formatDate(item.record.received_on), item.record?.received_from]
      .filter(Boolean)
      .join('\n'),
  ];
  return [...checklist.required.map((item) => row(item, true)), ...checklist.extra.map((item) => row(item, false))];
}

function statedText({ value, source, field }: Stated): string {
  const text =
    value === null
      ? unknown
      : typeof value === 'number'
        ? formatMoneyWithUnit(value)
        : field === 'actual_start' || /_date$|_on$/.test(field)
          ? formatDate(value)
          : value;
  return `${text}（${source}）`;
}

function checkRows(checks: readonly ConsistencyCheck[]): string[][] {
  return checks.map((check) => [
    check.name,
    check.one.map(statedText).join('\n'),
    check.other.map(statedText).join('\n'),
    check.word,
  ]);
}

function factsOf(
  project: RowOf<'project'>,
  listing: RowOf<'listing'> | null,
  outlook: Outlook,
  today: string,
): ChecklistSheet['facts'] {
  const state = listingEntity.fields.state.choices.find((choice) => choice.code === listing?.state)?.label;
  return [
    ['建设单位', project.owner ?? unknown],
    ['属地', project.region ? regionName(project.region) : unknown],
    ['项目代码', project.code ?? unknown],
    [projectEntity.fields.total_investment.label, formatMoneyWithUnit(project.total_investment)],
    ['实际开工', formatDate(project.actual_start)],
    ['统计库名称', project.statistics_name ?? unknown],
    ['材料类型', outlook.checklist.kindName],
    ['入统状态', state ?? '未填'],
    ['承诺入统', formatDate(listing?.promised_month)],
    ['判断', `${verdictLabel(outlook.verdict, outlook.round, today)}：${outlook.why}`],
    ['材料', `${outlook.checklist.ready} / ${outlook.checklist.needed}`],
    [
      '未入统原因',
      reasonsOf(listing)
        .map((code) => `${code} ${reasonName(code)}`)
        .join('\n') || '未填',
    ],
  ];
}

/** Writes '入统材料清单（江澜碳纤维产业园）.docx' into a folder. */
export const writeListingChecklist: Handler<'listing.writeChecklist'> = async (context, { project: id, folder }) => {
  const { database } = context;
  const today = context.clock.today();
  const project = projectRow(database, id);
  if (!project) throw new Refusal('no_record', { entity: projectEntity.label, id });
  const rules = loadRuleBook(context);
  const listing = rowsOfProject(database, 'listing', id)[0] ?? null;
  const outlook = listingOutlook(
    { project, listing },
    rowsOfProject(database, 'material', id),
    rowsOfProject(database, 'listing_event', id),
    rules.listingWindows,
    rules.calendar,
    today,
  );
  const windows = windowsOf(outlook.round, rules.listingWindows)
    .map((window) => `${levelName(window.level)} ${formatDay(window.date)}`)
    .join('，');
  const name = project.short_name ?? project.name ?? '项目';
  const sheet: ChecklistSheet = {
    title: '入统材料清单',
    project: project.name ?? name,
    facts: factsOf(project, listing, outlook, today),
    materials: materialRows(outlook.checklist),
    checks: checkRows(outlook.checks),
    windows: `${windows}截止，错过顺延一个月。`,
    notes: ['说明：两处数值只并列，不判断哪个对，也不提出数值；投资数据由企业自行联网直报。'],
    day: formatDate(today),
  };
  // Characters that Windows does not take in a name become blanks.
  const plain = name.replace(/[\\/:*?"<>|]/g, ' ').slice(0, 60);
  return {
    files: writeDocuments(folder, [{ name: `入统材料清单（${plain}）.docx`, bytes: await checklistDocx(sheet) }]),
  };
};

import { city, regionName } from '../../../../src-shared/catalogues/regions';
import type { MissingReports } from '../../../../src-shared/contract/bulletin-methods';
import type { Paper, PaperTable } from '../../../../src-shared/contract/paper-values';
import { latestPeriod, type Period, reportHour } from '../../../../src-shared/rules/period';
import { formatDate, formatDay } from '../../../../src-shared/terms/format';
import type { Handler } from '../../handler';
import { requirePeriod } from '../../queries/bulletin-figures';
import { missingReports } from '../../queries/missing-reports';
import { writeDocuments } from '../document-files';
import type { PaperMaker } from './makers';
import { paperFiles } from './paper-files';

/** Who is chased, with room to write down what was answered. */
function missingTable({ missing }: MissingReports, day: string): PaperTable {
  const reported = (on: string) => (on.slice(0, 4) === day.slice(0, 4) ? formatDay(on) : formatDate(on));
  return {
    kind: 'table',
    caption: '未报送人员名单',
    unit: `单位：项、天，截至${formatDate(day)}`,
    columns: [
      { header: '序号', width: 38, format: 'place' },
      { header: '属地', width: 96, format: 'text' },
      { header: '项目秘书', width: 62, format: 'text' },
      { header: '单位', width: 142, format: 'text' },
      { header: '电话', width: 88, format: 'text' },
      { header: '负责\n项目', width: 42, format: 'count' },
      { header: '末次上报', width: 82, format: 'text' },
      { header: '未报\n天数', width: 42, format: 'count' },
      { header: '催报情况', width: 88, format: 'text' },
    ],
    rows: missing.map(({ region, person, unit, phone, projects, lastReport, days }, index) => [
      index + 1,
      regionName(region ?? city.code),
      person,
      unit,
      phone,
      projects,
      lastReport ? reported(lastReport) : '还没有报过',
      days,
      '',
    ]),
    totals: null,
    notes: ['未报天数从末次上报的次日算起；还没有报过的不计。'],
    look: 'list',
  };
}

/** What is to be done by when: before the last day the day itself, after it at once. */
function demandText({ deadline }: MissingReports, day: string): string {
  if (day <= deadline) return `请未报送的同志于${formatDay(deadline)}${reportHour}前报送`;
  return `报送截止日为${formatDay(deadline)}，现已超过，请未报送的同志立即补报`;
}

const cityIssuer = '吉林市发展和改革委员会';

/** The reminder of a period on a day. */
export function reminderPaper(
  reports: MissingReports,
  period: Period,
  day: string,
  issuer: string = cityIssuer,
): Paper {
  const { expected, missing, over } = reports;
  const done = expected - missing.length;
  const what = `${period.name}项目进度`;
  const says = !over
    ? `${period.name}还没有结束，应于${formatDay(period.deadline)}${reportHour}前报送，应报${expected}人。`
    : missing.length === 0
      ? `截至${formatDate(day)}，${what}应报${expected}人，均已报送。`
      : `截至${formatDate(day)}，${what}应报${expected}人，已报${done}人，还有${missing.length}人没有报送（名单附后）。${demandText(reports, day)}；确有困难的，说明原因和报送时间。没有变化的也要报送，报送内容由企业提供，不得代填代报。`;
  return {
    name: `催报单（${period.name}）`,
    form: 'plain',
    landscape: true,
    letterhead: null,
    number: null,
    title: [`关于报送${what}的催报单`],
    subtitle: null,
    addressee: null,
    blocks: [
      { kind: 'paragraph', runs: [{ text: says }], indent: true, align: 'left' },
      { kind: 'signature', issuer, date: formatDate(day) },
      // After the signature, so that it stands with the text, however long the list is.
      ...(missing.length > 0 ? [missingTable(reports, day)] : []),
    ],
    imprint: null,
    draft: null,
    notice: null,
  };
}

export const makeReminder: PaperMaker = (context, subject) => {
  const period = requirePeriod(subject);
  const { identity, clock } = context;
  // A county's commission writes under its own name.
  const issuer = identity.region === null ? cityIssuer : identity.unit;
  return reminderPaper(missingReports(context, period), period, clock.today(), issuer);
};

/** See `reports.writeReminder`: the sheet of the last half-month that is over. Throws Refusal file_unwritable, disk_full. */
export const writeReminder: Handler<'reports.writeReminder'> = async (context, { folder }) => {
  const paper = await makeReminder(context, latestPeriod(context.clock.today()).code, '');
  return { files: writeDocuments(folder, await paperFiles(paper, ['docx', 'xlsx'])) };
};

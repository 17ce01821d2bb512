import ExcelJS from 'exceljs';
import { permit as permitEntity } from '../../../src-shared/entities/permit';
import { addDays, daysBetween } from '../../../src-shared/rules/dates';
import type { ProjectSchedule } from '../../../src-shared/rules/road-map';
import { limitText, type RoadGroup, type RoadRow, roadGroups } from '../../../src-shared/rules/road-map-rows';
import { formatDate, formatDay, formatValue, unknown } from '../../../src-shared/terms/format';
import type { Handler } from '../handler';
import { loadRoad, type Road, scheduleOrRefuse } from '../queries/permits';
import { writeDocuments } from './document-files';
import { cellBorder, landscapePage } from './sheet-style';

const fixed = [
  { heading: '序号', width: 5 },
  { heading: '事项', width: 27 },
  { heading: '部门', width: 15 },
  { heading: '时限', width: 11 },
  { heading: '状态', width: 8 },
  { heading: '报件', width: 9.5 },
  { heading: '办结', width: 9.5 },
  { heading: '最迟报件', width: 9.5 },
  { heading: '浮动', width: 6 },
] as const;
/** More columns of time than that cannot be read on one page. */
const mostSteps = 44;

/** A stretch of days that one narrow column stands for. */
interface Step {
  readonly from: string;
  readonly to: string;
}

/** Weeks from the first day to the last, or longer stretches where there are too many. */
function stepsOf(first: string, last: string): Step[] {
  const days = daysBetween(first, last) + 1;
  const length = 7 * Math.max(1, Math.ceil(days / 7 / mostSteps));
  return Array.from({ length: Math.ceil(days / length) }, (_, index) => {
    const from = addDays(first, index * length);
    return { from, to: addDays(from, length - 1) };
  });
}

function spanOf(groups: readonly RoadGroup[], schedule: ProjectSchedule, today: string): Step {
  const days = [today, schedule.earliestStart, ...(schedule.target ? [schedule.target] : [])];
  for (const { bar } of groups.flatMap(({ rows }) => rows)) {
    if (bar) days.push(bar.from, bar.to, bar.floatTo ?? bar.to);
  }
  days.sort();
  return { from: days[0] ?? today, to: days.at(-1) ?? today };
}

type PermitRow = RoadRow<Road['permits'][number]>;

/** How one stretch of a bar is painted: shade for the screen, sign for black and white paper. */
function paintOf({ bar, scheduled, permit }: PermitRow, step: Step): { sign: string; fill: ExcelJS.Fill } | null {
  if (!bar) return null;
  const touches = (from: string, to: string) => from <= step.to && to >= step.from;
  const solid = (argb: string): ExcelJS.Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });
  if (touches(bar.from, bar.to)) {
    if (permit.state === 'granted') return { sign: scheduled?.critical ? '■' : '', fill: solid('FFD3D8DC') };
    return scheduled?.critical ? { sign: '■', fill: solid('FF8FBCCD') } : { sign: '□', fill: solid('FFDCEAF0') };
  }
  return bar.floatTo && touches(bar.to, bar.floatTo)
    ? { sign: '/', fill: { type: 'pattern', pattern: 'lightUp', fgColor: { argb: 'FF40859F' } } }
    : null;
}

const nameOf = ({ project }: Road) => project.short_name ?? project.name ?? '项目';
const dayOf = (day: string | null | undefined) => (day ? formatDay(day) : unknown);

function cellsOf(row: PermitRow, number: number): (string | number)[] {
  const { permit, scheduled, bar, limit, approximate } = row;
  const granted = scheduled?.phase === 'granted' || permit.state === 'granted';
  return [
    number,
    permit.name ?? '',
    permit.department ?? '',
    limitText(limit, approximate),
    permit.state ? formatValue(permitEntity.fields.state, permit.state) : '',
    dayOf(permit.actual_submit ?? (granted ? null : bar?.from)),
    dayOf(permit.actual_finish ?? (granted ? null : bar?.to)),
    granted ? unknown : scheduled ? dayOf(scheduled.latestSubmit) : '开工后',
    granted || scheduled?.float === null || !scheduled ? unknown : scheduled.float,
  ];
}

/** The road map as a workbook styled for print: A4 landscape on one page in width, the head on every page, bars as weeks. */
export async function roadMapSheet(road: Road, schedule: ProjectSchedule, today: string): Promise<Buffer> {
  const groups = roadGroups(road.permits, schedule.permits, road.input, road.stops);
  const span = spanOf(groups, schedule, today);
  const steps = stepsOf(span.from, span.to);
  const width = fixed.length + steps.length;
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('手续路线图', {
    views: [{ state: 'frozen', xSplit: 2, ySplit: 3, showGridLines: false }],
    pageSetup: {
      ...landscapePage,
      horizontalCentered: true,
      printTitlesRow: '1:3',
      margins: { left: 0.4, right: 0.4, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&R&"宋体"&9— &P —' },
  });
  sheet.columns = [...fixed.map((column) => ({ width: column.width })), ...steps.map(() => ({ width: 2.2 }))];
  writeHead(sheet, road, schedule, today, steps, width);
  let number = 0;
  for (const group of groups) {
    const head = sheet.addRow([`${group.stage}（办结 ${group.granted} / ${group.rows.length}）`]);
    sheet.mergeCells(head.number, 1, head.number, width);
    head.getCell(1).font = { name: '黑体', size: 11 };
    head.getCell(1).border = cellBorder;
    head.getCell(1).alignment = { vertical: 'middle' };
    head.height = 20;
    for (const row of group.rows) {
      number += 1;
      writeRow(sheet, row, number, steps);
    }
  }
  for (const note of notesOf(groups, schedule, road)) {
    const row = sheet.addRow([note]);
    sheet.mergeCells(row.number, 1, row.number, width);
    row.getCell(1).font = { name: '仿宋_GB2312', size: 10.5 };
  }
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

function writeHead(
  sheet: ExcelJS.Worksheet,
  road: Road,
  schedule: ProjectSchedule,
  today: string,
  steps: readonly Step[],
  width: number,
): void {
  sheet.addRow([`${road.project.name ?? nameOf(road)}手续路线图`]);
  sheet.mergeCells(1, 1, 1, width);
  Object.assign(sheet.getCell(1, 1), {
    font: { name: '方正小标宋简体', size: 18 },
    alignment: { horizontal: 'center', vertical: 'middle' },
  });
  sheet.getRow(1).height = 32;
  const { target, float, earliestStart, granted, needed } = schedule;
  const room = float === null ? '' : float >= 0 ? `，浮动 ${float} 个工作日` : `，晚于目标 ${-float} 个工作日`;
  sheet.addRow([
    `目标开工 ${formatDate(target)}，最早开工 ${formatDate(earliestStart)}${room}，手续已办结 ${granted} / ${needed}。截至${formatDate(today)}`,
  ]);
  sheet.mergeCells(2, 1, 2, width);
  sheet.getCell(2, 1).font = { name: '仿宋_GB2312', size: 11 };
  sheet.getRow(2).height = 20;
  sheet.addRow(fixed.map(({ heading }) => heading));
  steps.forEach(({ from, to }, index) => {
    const column = fixed.length + 1 + index;
    const before = steps[index - 1];
    const month = from.slice(0, 7);
    if (!before || before.from.slice(0, 7) !== month) sheet.getCell(3, column).value = `${Number(month.slice(5))}月`;
    if (from <= today && today <= to) sheet.getCell(3, column).value = '今';
    if (target && from <= target && target <= to) sheet.getCell(3, column).value = '目标';
  });
  sheet.getRow(3).height = 30;
  for (let column = 1; column <= width; column += 1) {
    Object.assign(sheet.getCell(3, column), {
      font: { name: '黑体', size: column > fixed.length ? 9 : 11 },
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: column > fixed.length },
      border: cellBorder,
    });
  }
}

function writeRow(sheet: ExcelJS.Worksheet, row: PermitRow, number: number, steps: readonly Step[]): void {
  const cells = sheet.addRow(cellsOf(row, number));
  cells.height = 22;
  const bold = row.scheduled?.critical === true && row.permit.state !== 'granted';
  fixed.forEach((_, index) => {
    Object.assign(cells.getCell(index + 1), {
      font: { name: '仿宋_GB2312', size: 11, bold },
      alignment: { vertical: 'middle', horizontal: index === 1 || index === 2 ? 'left' : 'center', shrinkToFit: true },
      border: cellBorder,
    });
  });
  steps.forEach((step, index) => {
    const cell = cells.getCell(fixed.length + 1 + index);
    cell.border = cellBorder;
    const paint = paintOf(row, step);
    if (!paint) return;
    cell.value = paint.sign;
    cell.fill = paint.fill;
    cell.font = { size: 9 };
    cell.alignment = { horizontal: 'center', vertical: 'middle' };
  });
}

function notesOf(groups: readonly RoadGroup[], schedule: ProjectSchedule, road: Road): string[] {
  const changed = groups.flatMap(({ rows }) => rows).filter((row) => row.changed).length;
  return [
    '注：■ 关键线路，□ 非关键，灰色为已办结，/ 为浮动，每格一周。报件当日不计入时限；最迟报件按目标开工倒排，浮动单位为工作日。',
    `时限按本市设置，其中 ${changed} 项改自目录；“约”为经验值。前置未办结的，可按容缺受理、告知承诺先行报件。`,
    ...(schedule.beyondCalendar
      ? [`节假日安排已知到${formatDate(road.input.calendar.knownThrough)}，以后只按周末推算，日期可能有出入。`]
      : []),
  ];
}

export const writeRoadMapSheet: Handler<'permits.writeSheet'> = async (context, { project, folder }) => {
  const road = loadRoad(context, project);
  const today = context.clock.today();
  const bytes = await roadMapSheet(road, scheduleOrRefuse(road.input), today);
  const name = `${nameOf(road)}手续路线图（${formatDate(today)}）.xlsx`.replace(/[\\/:*?"<>|]/g, '_');
  return { files: writeDocuments(folder, [{ name, bytes }]) };
};

import { regionCode } from '../../../src-shared/catalogues/regions';
import { commitment } from '../../../src-shared/entities/commitment';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { cityCommitments } from '../../../src-shared/rules/commitments';
import { readDay } from '../../components/day-field';
import { readText } from '../../components/fields/read-text';

type Written = 'matter' | 'unit' | 'person' | 'due' | 'kind' | 'state' | 'done_on' | 'result';
type Meaning = Written | 'place' | 'project';

/** Heads of the lists that regions send, without blanks, units and brackets. */
const heads: Readonly<Record<Meaning, readonly string[]>> = {
  place: ['属地', '地区', '县市区', '县区', '县市区开发区', '单位名称', '区域', '报送单位'],
  project: ['项目', '项目名称', '项目简称', '涉及项目'],
  matter: [
    '事项',
    '压实事项',
    '工作事项',
    '工作任务',
    '任务',
    '任务内容',
    '重点任务',
    '工作内容',
    '具体事项',
    '工作措施',
  ],
  unit: ['责任单位', '牵头单位', '责任部门', '承办单位', '牵头部门'],
  person: ['责任人', '责任领导', '负责人', '具体责任人', '包保人', '承办人'],
  due: ['完成时限', '时限', '完成时间', '时间要求', '办结时限', '完成日期要求', '计划完成时间', '时间节点'],
  kind: ['类别', '事项类别', '分类'],
  state: ['状态', '完成状态', '是否完成', '进展状态'],
  done_on: ['完成日期', '实际完成时间', '实际完成日期', '办结日期'],
  result: ['落实情况', '完成情况', '进展情况', '工作进展', '进展', '办理结果', '备注'],
};
const meanings = new Map(
  Object.entries(heads).flatMap(([name, words]) => words.map((word) => [word, name as Meaning])),
);

const plain = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s　]/g, '')
    .replace(/[([【].*?[)\]】]/g, '')
    .replace(/[、,，:：*]/g, '');

/** Cells of these columns are merged over several lines, each within the one before. */
const merged = ['place', 'unit', 'person'] as const;

/** How many lines at the top may be titles and heads. */
const mostHeadLines = 6;

export interface ReadRow {
  /** Number of its line in what was pasted, from 1. */
  readonly line: number;
  readonly set: Readonly<Partial<Record<Written, FieldValue>>>;
  /** Where it names one: 'city' or the code of a region. */
  readonly place: string | null;
  /** As it was written. */
  readonly project: string;
}

export interface ReadList {
  /** Heads that were understood, as they were written. */
  readonly known: readonly string[];
  readonly left: readonly string[];
  readonly rows: readonly ReadRow[];
  /** Lines that cannot be taken over, and cells that could not be read; '第 4 行：没有完成时限，不写入'. */
  readonly doubts: readonly string[];
}

/** '已完成', '完成', '是', '√' are done; '正在推进' and the like are open. */
function readState(text: string): FieldValue | undefined {
  if (/^(是|√|✓|✔|已?(全部)?(完成|办结|销号|落实))$/.test(text)) return 'done';
  if (/^(已取消|取消|不再推进)$/.test(text)) return 'dropped';
  return /^(否|×|未完成|进行中|推进中|正在推进|未启动)$/.test(text) ? 'open' : undefined;
}

/** 9月底, 9月20日前, 2018.9.20: the last day that is meant. */
function readDue(text: string, month: string): string | null {
  const words = text.normalize('NFKC').replace(/\s/g, '');
  const [, year, number, part] =
    /^(?:(\d{4})年)?(\d{1,2})月(底|末|中旬|上旬|下旬|份)?(?:前|以前|之前)?$/.exec(words) ?? [];
  if (number !== undefined && Number(number) >= 1 && Number(number) <= 12) {
    const years = Number(year ?? month.slice(0, 4));
    const day = part === '上旬' ? 10 : part === '中旬' ? 20 : new Date(Date.UTC(years, Number(number), 0)).getUTCDate();
    return `${years}-${number.padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  }
  const bare = words.replace(/(日)?(前|以前|之前)(完成|办结)?$/, '$1');
  const reading = readText({ kind: 'date', label: '完成时限' }, bare);
  if (reading.ok && typeof reading.value === 'string') return reading.value;
  return readDay(bare, `${month}-01`);
}

/** Columns of rows that were copied without their head. */
const usualColumns = ['事项', '责任单位', '责任人', '完成时限', '项目'];

/**
 * The usual head for rows without one, after a serial number where each bears one; null unless every row has a matter and a limit where
 * that head has them: a line of heads has no day there, so that no column is guessed from a table that names its own.
 */
function usualHead(table: readonly (readonly string[])[], month: string): string[] | null {
  const rows = table.filter((line) => line.some((text) => text.trim() !== ''));
  if (rows.length === 0) return null;
  const head = rows.every(([first = '']) => /^\d+$/.test(first.trim())) ? ['序号', ...usualColumns] : usualColumns;
  const [matter, due] = [head.indexOf('事项'), head.indexOf('完成时限')];
  const fits = (line: readonly string[]) =>
    line.length <= head.length &&
    (line[matter] ?? '').trim() !== '' &&
    readDue((line[due] ?? '').trim(), month) !== null;
  return rows.every(fits) ? head.slice(0, Math.max(...rows.map((line) => line.length))) : null;
}

/**
 * Reads a list copied from Excel by its heads. Empty lines and sums are passed over; a cell that stands empty below a merged one of the
 * columns 属地, 责任单位 and 责任人 means the one above. Rows without a head stand in the usual order. Null where neither can be made out. `month` is the month of the plan.
 */
export function readCommitmentList(table: readonly (readonly string[])[], month: string): ReadList | null {
  const at = table.slice(0, mostHeadLines).findIndex((line) => {
    const found = line.map((text) => meanings.get(plain(text)));
    return found.includes('matter') && found.filter(Boolean).length >= 2;
  });
  const head = table[at] ?? usualHead(table, month);
  if (!head) return null;
  const columns = new Map<Meaning, number>();
  head.forEach((text, index) => {
    const meaning = meanings.get(plain(text));
    if (meaning !== undefined && !columns.has(meaning)) columns.set(meaning, index);
  });
  const used = new Set(columns.values());
  const doubts: string[] = [];
  const rows: ReadRow[] = [];
  const above = new Map<Meaning, string>();
  table.slice(at + 1).forEach((line, index) => {
    const number = at + index + 2;
    const own = (meaning: Meaning) => (line[columns.get(meaning) ?? -1] ?? '').trim();
    const matter = own('matter');
    if (!matter || /^(合计|总计|小计)/.test(line.find(Boolean) ?? '')) return;
    merged.forEach((meaning, place) => {
      if (!own(meaning)) return;
      above.set(meaning, own(meaning));
      // Another unit has other people, another place other units.
      for (const below of merged.slice(place + 1)) above.delete(below);
    });
    const cell = (meaning: Meaning) => own(meaning) || (above.get(meaning) ?? '');
    const set: Partial<Record<Written, FieldValue>> = {};
    const say = (name: Meaning, text: string, why: string) =>
      doubts.push(
        `第 ${number} 行“${head[columns.get(name) ?? -1]?.trim()}”是“${text.slice(0, 20)}”：${why}，这一格不写入`,
      );
    for (const name of ['matter', 'unit', 'person', 'kind', 'result'] as const) {
      const text = cell(name);
      if (!text) continue;
      const reading = readText(commitment.fields[name] as Field, text);
      if (reading.ok) set[name] = reading.value;
      else say(name, text, reading.message);
    }
    const due = readDue(own('due'), month);
    if (due === null) {
      doubts.push(`第 ${number} 行：${own('due') ? `时限“${own('due')}”认不出日期` : '没有完成时限'}，这一行不写入`);
      return;
    }
    if (set.matter === undefined) return;
    set.due = due;
    const done = own('done_on') ? readDue(own('done_on'), month) : null;
    if (own('done_on') && done === null) say('done_on', own('done_on'), '认不出日期');
    const state = readState(own('state'));
    if (own('state') && state === undefined) say('state', own('state'), '不知道算不算完成');
    // What has a day on which it was done is done, whatever the words beside it say.
    set.state = done !== null ? 'done' : (state ?? 'open');
    set.done_on = done;
    const placed = cell('place');
    const code = /市直|市级部门|市本级/.test(placed) ? cityCommitments : regionCode(placed);
    if (placed && code === undefined) say('place', placed, '没有这个县（市）区、开发区');
    rows.push({ line: number, set, place: code ?? null, project: own('project') });
  });
  const written = head.map((text) => text.trim());
  return {
    known: written.filter((_, index) => used.has(index)),
    left: written.filter((text, index) => text !== '' && !used.has(index) && !/^(序号|编号|№|No\.?)$/i.test(text)),
    rows,
    doubts,
  };
}

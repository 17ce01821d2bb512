import { regionCode } from '../../../src-shared/catalogues/regions';
import type { ImportColumn } from '../../../src-shared/contract/excel-methods';
import { entities } from '../../../src-shared/entities/entities';
import { creditCodeCheck, normaliseCreditCode } from '../../../src-shared/rules/credit-code';
import { codeGeneration, normaliseProjectCode } from '../../../src-shared/rules/project-code';
import { readDateCell } from './excel-cells';
import type { Column } from './excel-columns';
import { isBlankMark, readMoney } from './excel-money';
import { cellText, isBlank } from './excel-sheet';
import { meantCell, type Table } from './excel-table';
import { targetOf } from './excel-targets';

type Evidence = Pick<Table, 'grid' | 'block' | 'rows' | 'date1904' | 'today'>;

interface Guess {
  readonly path: string;
  readonly confidence: ImportColumn['confidence'];
}

const sampleRows = 300;
/** Fewer values than this prove nothing. */
const leastValues = 2;

const wordsOf = (name: 'lifecycle' | 'nature' | 'listing') =>
  new Set(
    (entities.project.fields[name].choices ?? []).flatMap((choice) => [
      choice.label,
      ...('synonyms' in choice ? (choice.synonyms as readonly string[]) : []),
    ]),
  );
const lifecycleWords = wordsOf('lifecycle');
/** 是 and 否 say nothing without a header. */
const listingWords = new Set([...wordsOf('listing')].filter((word) => /[入纳]|材料|审/.test(word)));
const natureWords = new Set(['扩建', '改扩建', '迁建', '技术改造', '改建', '改建和技术改造', '单纯购置']);

const isCreditCode = (text: string) => {
  const code = normaliseCreditCode(text);
  return code.length === 18 && creditCodeCheck(code.slice(0, 17)) === code[17];
};
const isProjectCode = (text: string) => {
  const code = normaliseProjectCode(text);
  return /^\d{4}-\d{6}-\d{2}-\d{2}-\d{6}$/.test(code) && codeGeneration(code) !== undefined;
};
const isPhone = (text: string) => /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/.test(text.normalize('NFKC').replace(/\s/g, ''));

/** Values that no header is needed for: they look like nothing else. */
const speaking: readonly (readonly [path: string, confidence: Guess['confidence'], (text: string) => boolean])[] = [
  ['code', 'medium', isProjectCode],
  ['credit_code', 'medium', isCreditCode],
  ['phone', 'medium', isPhone],
  ['region', 'medium', (text) => regionCode(text.trim()) !== undefined],
  ['lifecycle', 'low', (text) => lifecycleWords.has(text.trim())],
  ['listing', 'low', (text) => listingWords.has(text.trim())],
  ['nature', 'low', (text) => natureWords.has(text.trim()) || text.trim() === '新建'],
];

/**
 * Columns whose header is missing or unknown, guessed from what stands in them: codes, telephones, regions, stages; without any
 * header also dates, and amounts that name their unit. A column of bare numbers is never guessed to be money.
 */
export function guessByValues(table: Evidence, columns: readonly Column[]): Column[] {
  const taken = new Set(columns.map((column) => column.target?.path));
  return columns.map((column) => {
    if (column.target || column.meaning.path !== null || column.confidence !== 'low' || column.isChosen) return column;
    const guess = guessOf(table, column, taken);
    const target = guess && targetOf(guess.path);
    if (!target || taken.has(target.path)) return column;
    taken.add(target.path);
    return { ...column, target, confidence: guess.confidence };
  });
}

function guessOf(table: Evidence, column: Column, taken: ReadonlySet<string | undefined>): Guess | undefined {
  // The table was found by these names, whatever their header is.
  if (column.index === table.block.nameColumn) return { path: 'name', confidence: 'low' };
  const texts: string[] = [];
  const cells = [];
  for (let index = 0; index < Math.min(table.rows.length, sampleRows); index++) {
    const cell = meantCell(table, index, column.index);
    const text = cellText(cell);
    if (isBlank(cell) || isBlankMark(text)) continue;
    texts.push(text);
    cells.push(cell);
  }
  if (texts.length < leastValues) return undefined;
  const mostly = (test: (text: string) => boolean) => texts.filter(test).length * 10 >= texts.length * 9;
  const found = speaking.find(([path, , test]) => !taken.has(path) && mostly(test));
  if (found) return { path: found[0], confidence: found[1] };
  // 新建 alone in every row may count starts as well as buildings.
  if (column.header !== '') return undefined;
  if (!taken.has('total_investment') && mostly(hasOwnUnit)) return { path: 'total_investment', confidence: 'low' };
  const dates = cells.flatMap((cell) => {
    const reading = typeof cell === 'number' ? null : readDateCell(cell, null, table.date1904);
    return reading?.kind === 'value' ? [reading.date] : [];
  });
  if (dates.length * 10 < texts.length * 9 || taken.has('actual_start') || taken.has('planned_start')) return undefined;
  if (dates.every((date) => date > table.today.slice(0, date.length)))
    return { path: 'planned_start', confidence: 'low' };
  return dates.every((date) => date <= table.today.slice(0, date.length))
    ? { path: 'actual_start', confidence: 'low' }
    : undefined;
}

/** An amount that says its unit in the cell: 5000万元, 1.2亿. */
function hasOwnUnit(text: string): boolean {
  const reading = readMoney(text, 'yuan');
  return reading.kind === 'value' && reading.unit !== null && reading.unit !== 'yuan';
}

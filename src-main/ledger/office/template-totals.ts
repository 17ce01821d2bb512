import { templateSource } from '../../../src-shared/rules/template-sources';
import { cellNumber, columnLetter } from './excel-sheet';
import { plainWord } from './excel-words';
import type { FilledColumn } from './template-fill';
import type { OpenTemplate } from './template-learn';
import type { RowPlan } from './template-references';
import { setText } from './template-texts';

const count = /^(共?)\d+(个|项|户)(项目)?$/;

/**
 * Figures that somebody typed into totals and captions are of another month: amounts become sums over the rows they stand for, rates are
 * taken out, and '12个' is counted anew. `projects` is how many there are in each segment. To be called when the rows have moved.
 */
export function renewTotals(
  template: OpenTemplate,
  plan: RowPlan,
  columns: readonly FilledColumn[],
  projects: readonly number[],
  notes: string[],
): void {
  const { layout, sheet, parts } = template;
  const { grid, segments, sums } = layout;
  let summed = 0;
  let cleared = 0;
  for (const { row, over } of sums) {
    for (const column of grid.filled(row - 1)) {
      const text = grid.text(row - 1, column);
      if (!count.test(plainWord(text)) || over.length === 0) continue;
      const all = over.reduce((sum, index) => sum + (projects[index] ?? 0), 0);
      setText(parts, sheet, row, column, text.replace(/\d+/, String(all)));
    }
    const ranges = over.flatMap((index) => {
      const region = plan.regions.find(({ first }) => first === segments[index]?.first);
      return region ? [{ from: plan.newFirst(region), to: plan.newLast(region) }] : [];
    });
    for (const { index, source } of columns) {
      const cell = sheet.cell(row, index);
      if (!cell || sheet.formula(row, index) || cellNumber(grid.rows[row - 1]?.[index]) === undefined) continue;
      while (cell.firstChild) cell.removeChild(cell.firstChild);
      cell.removeAttribute('t');
      if (templateSource(source)?.kind !== 'money' || ranges.length === 0) {
        cleared += 1;
        continue;
      }
      const formula = sheet.create('f');
      const letter = columnLetter(index);
      formula.textContent = `SUM(${ranges.map(({ from, to }) => `${letter}${from}:${letter}${to}`).join(',')})`;
      cell.appendChild(formula);
      summed += 1;
    }
  }
  if (summed > 0) notes.push('合计、小计行里原来手填的数，改成了求和公式。');
  if (cleared > 0) notes.push(`合计、小计行里有 ${cleared} 个手填的数（比率等）不能求和，已清空，请自己补。`);
}

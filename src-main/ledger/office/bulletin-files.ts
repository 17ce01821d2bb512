import type { BulletinFigures } from '../../../src-shared/contract/exchange-methods';
import type { Period } from '../../../src-shared/rules/period';
import type { Handler } from '../handler';
import { figuresOf, requirePeriod } from '../queries/bulletin-figures';
import { freezeFigures } from '../queries/bulletin-freeze';
import { bulletinDocx } from './bulletin-docx';
import { letterhead } from './bulletin-letterhead';
import { bulletinXlsx } from './bulletin-xlsx';
import { writeDocuments } from './document-files';

/** '项目建设督查通报（2018年9月上半月）'; a draft has another name, so that it never replaces the published paper. */
export function bulletinName(figures: BulletinFigures, period: Period): string {
  return `${letterhead.title}（${period.name}${figures.frozenAt === null ? '，送审稿' : ''}）`;
}

/** Writes the paper, the workbook and the figures of a period; a frozen paper bears the day on which its figures were frozen. */
export const writeBulletin: Handler<'bulletins.write'> = async (context, { period: code, folder, freeze }) => {
  const period = requirePeriod(code);
  const figures = freeze ? freezeFigures(context, period) : figuresOf(context, period);
  const day = figures.frozenAt?.slice(0, 10) ?? context.clock.today();
  const name = bulletinName(figures, period);
  const files = writeDocuments(folder, [
    { name: `${name}.docx`, bytes: await bulletinDocx(figures, period, day) },
    { name: `${name}.xlsx`, bytes: await bulletinXlsx(figures, period) },
    { name: `${name}.json`, bytes: Buffer.from(`${JSON.stringify(figures, null, 2)}\n`) },
  ]);
  return { files, frozenAt: figures.frozenAt };
};

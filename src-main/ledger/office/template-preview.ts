import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { templateSource } from '../../../src-shared/rules/template-sources';
import type { LedgerContext } from '../context';
import { shownText } from './template-cells';
import { FactReader, reportTime, templateProjects } from './template-facts';
import { type FilledColumn, filledColumns } from './template-fill';
import { sourceValue } from './template-values';

/** Rows of a preview: the same values as words, without a table. */
export function previewRows(
  context: LedgerContext,
  mapping: TemplateMapping,
  month: string | undefined,
  limit: number,
): { columns: FilledColumn[]; rows: string[][]; total: number; month: string } {
  const time = reportTime(context, month);
  const columns = filledColumns(mapping, mapping.sheet);
  const ids = templateProjects(context, mapping);
  const reader = new FactReader(context, time);
  const rows = ids.slice(0, limit).flatMap((id, index) => {
    const facts = reader.read(id);
    if (!facts) return [];
    const around = { ordinal: index + 1, time, identity: context.identity };
    return [
      columns.map(({ source, unit }) =>
        shownText(sourceValue(source, facts, around), templateSource(source)?.kind ?? 'text', unit),
      ),
    ];
  });
  return { columns, rows, total: ids.length, month: time.month };
}

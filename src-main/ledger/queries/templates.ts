import { regionName } from '../../../src-shared/catalogues/regions';
import { type TemplateMapping, templateMapping } from '../../../src-shared/contract/template-values';
import { template as templateEntity } from '../../../src-shared/entities/template';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { type RowOf, toRow } from './rows';
import { ownScope } from './rules';

/** A saved table with what its columns mean. */
export interface SavedTemplate {
  readonly row: RowOf<'template'>;
  readonly mapping: TemplateMapping;
  readonly own: boolean;
}

/** What was settled about the columns; null where an older or newer program wrote something else. */
function mappingIn(text: string | null): TemplateMapping | null {
  try {
    const parsed = templateMapping.safeParse(JSON.parse(text ?? ''));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** The record, with its file. Throws Refusal no_record. */
export function savedTemplate(context: LedgerContext, id: string): SavedTemplate {
  const raw = context.database.prepare('SELECT * FROM template WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: templateEntity.label, id });
  const row = toRow('template', raw);
  const mapping = mappingIn(row.mapping);
  if (!mapping || row.content === null) {
    throw new Refusal('template_unfit', { name: row.name ?? '', detail: '对应关系是另一个版本的程序写的，读不懂' });
  }
  return { row, mapping, own: row.scope === ownScope(context) };
}

/** Every table that is here: the own ones first, then the Commission's, each by name. */
export const listTemplates: Handler<'templates.list'> = (context) => {
  const scope = ownScope(context);
  const rows = context.database
    .prepare('SELECT id, scope, name, file_name, mapping, note FROM template WHERE deleted <> 1')
    .all() as Pick<RowOf<'template'>, 'id' | 'scope' | 'name' | 'file_name' | 'mapping' | 'note'>[];
  return rows
    .map((row) => {
      const columns = mappingIn(row.mapping)?.columns ?? [];
      return {
        id: row.id,
        name: row.name ?? '',
        fileName: row.file_name ?? '',
        note: row.note ?? '',
        own: row.scope === scope,
        scopeLabel: row.scope === cityScope || row.scope === null ? '市级' : regionName(row.scope),
        columns: columns.length,
        mapped: columns.filter(({ source }) => source !== null).length,
      };
    })
    .sort((one, other) => Number(other.own) - Number(one.own) || one.name.localeCompare(other.name, 'zh-CN'));
};

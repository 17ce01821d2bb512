import { regionName } from '../../../src-shared/catalogues/regions';
import type { SharedView } from '../../../src-shared/contract/view-methods';
import { cityScope } from '../../../src-shared/rules/rule-book';
import type { Handler } from '../handler';
import { rowsOf } from './rows';
import { ownScope } from './rules';

/** Views that are shared, by name: of this machine's own scope and of the city, and those of other regions. */
export const listViews: Handler<'views.list'> = (context) => {
  const scope = ownScope(context);
  const all = rowsOf(context.database, 'saved_view')
    .filter((row) => row.name)
    .map((row): SharedView & { scope: string } => ({
      id: row.id,
      name: row.name ?? '',
      query: row.query ?? '',
      columns: (row.columns ?? '').split(' ').filter(Boolean),
      pinned: row.pinned,
      person: row.person ?? '',
      scope: row.scope ?? cityScope,
      scopeLabel: row.scope === cityScope || row.scope === null ? '市级' : regionName(row.scope),
      own: row.scope === scope,
    }))
    .sort(
      (a, b) => Number(b.scope === cityScope) - Number(a.scope === cityScope) || a.name.localeCompare(b.name, 'zh-CN'),
    );
  const isNear = (view: { scope: string }) => view.scope === scope || view.scope === cityScope;
  const plain = ({ scope: _, ...view }: SharedView & { scope: string }): SharedView => view;
  return {
    scope,
    views: all.filter(isNear).map(plain),
    others: all.filter((view) => !isNear(view)).map(plain),
  };
};

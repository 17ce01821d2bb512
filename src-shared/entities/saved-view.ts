import { defineEntity } from './field';

/** A view of the grid of projects that is shared: what it shows, in which columns. `scope` as of a template. */
export const savedView = defineEntity({
  name: 'saved_view',
  label: '视图',
  title: 'name',
  fields: {
    scope: { kind: 'text', label: '范围', required: true, maxLength: 40 },
    name: { kind: 'text', label: '视图名称', required: true, maxLength: 40 },
    /** The query of its address: view, filters, order, grouping. */
    query: { kind: 'text', label: '筛选、排序和分组', maxLength: 20_000 },
    /** Keys of its columns, separated by blanks; none for the usual ones. */
    columns: { kind: 'text', label: '列', maxLength: 4000 },
    /** Columns that stay in sight at the left, the name among them. */
    pinned: { kind: 'integer', label: '冻结列数' },
    person: { kind: 'text', label: '保存人', maxLength: 50 },
  },
});

import { useState } from 'react';
import type { Order } from '../../../src-shared/contract/record-methods';
import type { TemplateMapping } from '../../../src-shared/contract/template-values';
import { ledgerViews } from '../../app/rail';
import { PickMenu } from '../../components/pick-menu';
import { FilterChips } from '../projects/filter-chips';
import { FilterButton } from '../projects/filter-popover';
import { projectColumns } from '../projects/grid-columns';
import { filterWords } from '../projects/grid-filters';
import { SortButton } from '../projects/sort-popover';
import styles from './teach.module.css';

/** Which projects go into the table, and in which order: by the same means as in the grid. */
export function WhichProjects(props: {
  mapping: TemplateMapping;
  writable: boolean;
  onChange: (change: Partial<TemplateMapping>) => void;
}) {
  const { mapping, writable, onChange } = props;
  const { view, filters, orders } = mapping;
  const [editing, setEditing] = useState<string | null>(null);
  if (!writable) return <Words mapping={mapping} />;
  return (
    <>
      <div className={styles.wrap}>
        <PickMenu
          label="台账"
          value={view}
          options={ledgerViews.map((each) => ({ value: each.view, label: each.label }))}
          onChange={(next) => onChange({ view: next })}
        />
      </div>
      <div className={styles.wrap}>
        <FilterButton
          filters={filters}
          view={view}
          editing={editing}
          onEdit={setEditing}
          onChange={(next) => onChange({ filters: next })}
        />
        <SortButton sortings={orders} onChange={(next) => onChange({ orders: next })} />
      </div>
      {filters.length > 0 && (
        <div className={styles.wrap}>
          <FilterChips filters={filters} onEdit={setEditing} onChange={(next) => onChange({ filters: next })} />
        </div>
      )}
    </>
  );
}

function Words({ mapping: { view, filters, orders } }: { mapping: TemplateMapping }) {
  return (
    <ul className="sub-fg">
      <li>台账：{ledgerViews.find((each) => each.view === view)?.title ?? view}</li>
      {filters.map((filter) => (
        <li key={`${filter.field} ${filter.operator}`}>{filterWords(filter)}</li>
      ))}
      {orders.length > 0 && <li>顺序：{orders.map(orderWords).join('，再')}</li>}
    </ul>
  );
}

function orderWords({ field, descending }: Order): string {
  const label = projectColumns.find(({ order }) => order === field)?.label ?? field;
  return `按${label}${descending ? '降序' : '升序'}`;
}

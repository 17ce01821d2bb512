import { IconX } from '@tabler/icons-react';
import type { Filter } from '../../../src-shared/contract/record-methods';
import { filterWords } from './grid-filters';
import classes from './projects-page.module.css';

/** A chip for each filter: a click on its words changes it, on the cross takes it away. */
export function FilterChips(props: {
  filters: readonly Filter[];
  /** The field of the filter that is to be changed. */
  onEdit: (field: string) => void;
  onChange: (filters: Filter[]) => void;
}) {
  const { filters, onEdit, onChange } = props;
  return filters.map((filter, index) => (
    <span key={`${filter.field} ${filter.operator}`} className="chip">
      <button
        type="button"
        className={`ell ${classes.chipText}`}
        title={`改筛选 ${filterWords(filter)}`}
        onClick={() => onEdit(filter.field)}
      >
        {filterWords(filter)}
      </button>
      <button
        type="button"
        className={classes.remove}
        aria-label={`去掉筛选 ${filterWords(filter)}`}
        onClick={() => onChange(filters.filter((_, at) => at !== index))}
      >
        <IconX className="icon" aria-hidden="true" />
      </button>
    </span>
  ));
}

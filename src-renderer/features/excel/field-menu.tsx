import type { ImportColumn } from '../../../src-shared/contract/excel-methods';
import { SearchMenu } from '../../components/search-menu';
import { describeField, type FieldOption, headNote } from './field-options';
import styles from './sheet-preview.module.css';

const confidences = { high: '高', medium: '中', low: '低' } as const;

/** Head of one column: what it was understood as, how sure that is, its unit; a click changes it. */
export function FieldMenu(props: {
  column: ImportColumn;
  options: readonly FieldOption[];
  today: string;
  onChange: (field: string | null) => void;
}) {
  const { column, options, today, onChange } = props;
  const chosen = column.field === null ? null : describeField(column.field);
  const note = headNote(column, today);
  return (
    <SearchMenu
      options={options}
      value={column.field}
      none="不导入这一列"
      what="字段"
      className={styles.field}
      onChange={onChange}
    >
      <span className="visually-hidden">
        {column.column} 列“{column.header}”读作
      </span>
      {chosen ? (
        <>
          <b>{chosen.label}</b>
          <span>
            <span className={`${styles.sure} ${styles[column.confidence]}`}>
              <span className="visually-hidden">，把握</span>
              {confidences[column.confidence]}
            </span>
            {note && <small>{note}</small>}
          </span>
        </>
      ) : (
        <span className={styles.left}>不导</span>
      )}
    </SearchMenu>
  );
}

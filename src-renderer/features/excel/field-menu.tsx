import type { ImportColumn, ImportPolicy } from '../../../src-shared/contract/excel-methods';
import { SearchMenu, type SearchOption } from '../../components/search-menu';
import { Sureness, sheetStyles } from '../../components/sheet-frame';
import { columnNote, describeField, type FieldOption, policyLabels } from './field-options';
import type { Preview } from './sheet-layout';
import styles from './sheet-preview.module.css';

const policyCode = 'policy ';
const policies = Object.keys(policyLabels) as ImportPolicy[];

function policyOptions(own: ImportPolicy | undefined, sheet: ImportPolicy): SearchOption[] {
  const chosen = own ?? sheet;
  return policies.map((policy) => ({
    code: policyCode + policy,
    label: policyLabels[policy],
    detail: policy === chosen ? (own === undefined ? '现在这样，同整张表' : '现在这样') : '',
    group: '这一列在台账里已有值时',
  }));
}

/** Head of one column: what it was understood as, how sure that is, its unit and what it overwrites; a click changes them. */
export function FieldMenu(props: {
  column: ImportColumn;
  options: readonly FieldOption[];
  today: string;
  /** Its meaning comes from what is remembered of such a table. */
  remembered: boolean;
  preview: Pick<Preview, 'policy' | 'policies'>;
  onChange: (field: string | null) => void;
  onPolicy: (policy: ImportPolicy) => void;
}) {
  const { column, options, today, remembered, preview, onChange, onPolicy } = props;
  const chosen = column.field === null ? null : describeField(column.field);
  const note = columnNote(column, preview, today);
  return (
    <SearchMenu
      options={chosen ? [...policyOptions(preview.policies[column.column], preview.policy), ...options] : options}
      value={column.field}
      none="不导入这一列"
      what="字段"
      className={sheetStyles.field}
      onChange={(code) =>
        code?.startsWith(policyCode) ? onPolicy(code.slice(policyCode.length) as ImportPolicy) : onChange(code)
      }
    >
      <span className="visually-hidden">
        {column.column} 列“{column.header}”读作
      </span>
      {chosen ? (
        <>
          <b>{chosen.label}</b>
          <span>
            {remembered ? (
              <span className={sheetStyles.sure} title="按记住的表头">
                记住
              </span>
            ) : (
              <Sureness level={column.confidence} />
            )}
            {note && <small className={styles.note}>{note}</small>}
          </span>
        </>
      ) : (
        <span className={sheetStyles.blank}>不导{remembered && <small className={styles.note}>记住</small>}</span>
      )}
    </SearchMenu>
  );
}

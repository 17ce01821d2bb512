import { regions } from '../../../src-shared/catalogues/regions';
import type { Field } from '../../../src-shared/entities/field';
import styles from './conflict.module.css';

const hints: Partial<Record<Field['kind'], string>> = {
  money: '万元',
  money_by_year: '万元',
  money_by_channel: '万元',
  date: '年月日',
  month: '年月',
  day_or_month: '年月日或年月',
  percent: '0 至 100',
  choices: '用顿号隔开',
};

/** A control for a value that none of the sides gave, by the kind of the field; what is typed is read by `readText`. */
export function ValueEntry(props: {
  field: Field;
  text: string;
  onChange: (text: string) => void;
  invalid: boolean;
  onFocus: () => void;
}) {
  const { field, text, onChange, invalid, onFocus } = props;
  const options =
    field.kind === 'choice'
      ? (field.choices ?? []).map((choice) => choice.label)
      : field.kind === 'region'
        ? regions.map((region) => region.name)
        : null;
  const common = {
    className: `text-input ${styles.typed}`,
    'aria-label': `另填${field.label}`,
    'aria-invalid': invalid || undefined,
    value: text,
    onFocus,
  };
  if (options) {
    return (
      <select {...common} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">请选择</option>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    );
  }
  return (
    <input
      {...common}
      type="text"
      autoComplete="off"
      spellCheck={false}
      placeholder={hints[field.kind] ?? field.label}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

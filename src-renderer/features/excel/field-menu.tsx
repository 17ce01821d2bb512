import { Combobox, useCombobox } from '@mantine/core';
import { useState } from 'react';
import type { ImportColumn } from '../../../src-shared/contract/excel-methods';
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
  const [words, setWords] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setWords('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const chosen = column.field === null ? null : describeField(column.field);
  const fitting = options.filter((option) => `${option.label}${option.detail}`.includes(words.trim()));
  const groups = [...new Set(fitting.map((option) => option.group))];
  const note = headNote(column, today);
  return (
    <Combobox
      store={combobox}
      width={248}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(value) => {
        onChange(value === '' ? null : value);
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Target targetType="button">
        <button type="button" className={styles.field} onClick={() => combobox.toggleDropdown()}>
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
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          placeholder="找字段"
          aria-label="找字段"
        />
        <Combobox.Options className={styles.options} aria-label="字段" tabIndex={0}>
          {words.trim() === '' && (
            <Combobox.Option value="" active={chosen === null}>
              不导入这一列
            </Combobox.Option>
          )}
          {groups.map((group) => (
            <Combobox.Group key={group} label={group}>
              {fitting
                .filter((option) => option.group === group)
                .map((option) => (
                  <Combobox.Option key={option.code} value={option.code} active={option.code === column.field}>
                    {option.label}
                    {option.detail && <span className={styles.detail}>{option.detail}</span>}
                  </Combobox.Option>
                ))}
            </Combobox.Group>
          ))}
          {fitting.length === 0 && <Combobox.Empty>没有叫“{words}”的字段</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

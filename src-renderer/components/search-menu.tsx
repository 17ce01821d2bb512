import { Combobox, useCombobox } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import styles from './search-menu.module.css';

export interface SearchOption {
  readonly code: string;
  readonly label: string;
  /** Stands grey beside the label: a year, a month. */
  readonly detail: string;
  readonly group: string;
  /** Further words by which it is found. */
  readonly words?: string;
}

/**
 * A button that opens a list of grouped choices with a line to search in: by keyboard, mouse and input method alike. `children` draws
 * the button's face, `none` names the choice of nothing (null).
 */
export function SearchMenu(props: {
  options: readonly SearchOption[];
  value: string | null;
  /** '不导入这一列' */
  none: string;
  /** What is searched for: '字段'. */
  what: string;
  /** Choices made out of what was typed. */
  extra?: (words: string) => readonly SearchOption[];
  className?: string | undefined;
  title?: string | undefined;
  onChange: (code: string | null) => void;
  children: ReactNode;
}) {
  const { what, className, title, onChange, children } = props;
  const [typed, setTyped] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setTyped('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const words = typed.trim();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first hit is chosen anew whenever the words change
  useEffect(() => {
    if (words !== '') combobox.selectFirstOption();
  }, [words]);
  return (
    <Combobox
      store={combobox}
      width={248}
      position="bottom-start"
      shadow="md"
      onOptionSubmit={(code) => {
        onChange(code === '' ? null : code);
        combobox.closeDropdown();
        combobox.focusTarget();
      }}
    >
      <Combobox.Target targetType="button">
        <button type="button" className={className} title={title} onClick={() => combobox.toggleDropdown()}>
          {children}
        </button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder={`找${what}`}
          aria-label={`找${what}`}
        />
        <Choices {...props} words={words} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** Mounted only while the list is open: a sheet has hundreds of these menus. */
function Choices(props: Parameters<typeof SearchMenu>[0] & { words: string }) {
  const { options, value, none, what, extra, words } = props;
  const fitting = [
    ...options.filter((option) => `${option.label}${option.detail}${option.words ?? ''}`.includes(words)),
    ...(words === '' ? [] : (extra?.(words) ?? [])),
  ];
  const groups = [...new Set(fitting.map((option) => option.group))];
  return (
    <Combobox.Options className={styles.options} aria-label={what} tabIndex={0}>
      {words === '' && (
        <Combobox.Option value="" active={value === null}>
          {none}
        </Combobox.Option>
      )}
      {groups.map((group) => (
        <Combobox.Group key={group} label={group}>
          {fitting
            .filter((option) => option.group === group)
            .map((option) => (
              <Combobox.Option key={option.code} value={option.code} active={option.code === value}>
                {option.label}
                {option.detail && <span className={styles.detail}>{option.detail}</span>}
              </Combobox.Option>
            ))}
        </Combobox.Group>
      ))}
      {fitting.length === 0 && (
        <Combobox.Empty>
          没有叫“{words}”的{what}
        </Combobox.Empty>
      )}
    </Combobox.Options>
  );
}

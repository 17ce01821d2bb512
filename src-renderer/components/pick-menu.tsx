import { Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';

/** A choice that shows its present value in its own name, '工作表：调度表', and opens a menu. With one option it is plain text. */
export function PickMenu<Value extends string>(props: {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  const { label, value, options, onChange } = props;
  const text = `${label}：${options.find((option) => option.value === value)?.label ?? value}`;
  if (options.length < 2) return <span className="sub-fg">{text}</span>;
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className="btn">
          {text}
          <IconChevronDown className="icon" aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            aria-current={option.value === value || undefined}
            rightSection={option.value === value ? <IconCheck className="icon" aria-hidden="true" /> : undefined}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

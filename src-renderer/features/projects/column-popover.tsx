import { Button, Checkbox, Popover, TextInput } from '@mantine/core';
import { IconColumns3, IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { Field } from '../../../src-shared/entities/field';
import { project } from '../../../src-shared/entities/project';
import { columnsOf, defaultColumns, movedKeys, projectColumns } from './grid-columns';
import { PlaceButtons } from './place-buttons';
import classes from './projects-page.module.css';

const fields: Readonly<Record<string, Field>> = project.fields;
/** Where a computed column stands among the sections of the form. */
const sections: Readonly<Record<string, string>> = {
  completed_this_year: '投资',
  completed_this_month: '投资',
  completion_rate: '投资',
  gap: '投资',
  light: '入统',
  reason_code: '入统',
};
const sectionOf = (key: string) => fields[key]?.section ?? sections[key] ?? '其他';
const sectionNames = [...new Set(projectColumns.map(({ key }) => sectionOf(key)))];
const labelOf = (key: string) => projectColumns.find((column) => column.key === key)?.label ?? key;

/** Which columns are shown, by section, and in what order. */
export function ColumnButton({
  keys,
  setKeys,
}: {
  keys: readonly string[];
  setKeys: (keys: readonly string[]) => void;
}) {
  const [open, setOpen] = useState(false);
  const shown = columnsOf(keys).map(({ key }) => key);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconColumns3 className="icon" aria-hidden="true" />}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          列 {shown.length}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.columnPanes}>
          <Choices shown={shown} setKeys={setKeys} />
          <Order shown={shown} setKeys={setKeys} />
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Choices({ shown, setKeys }: { shown: readonly string[]; setKeys: (keys: readonly string[]) => void }) {
  const [words, setWords] = useState('');
  const fitting = projectColumns.filter(({ label }) => label.includes(words.trim()));
  const toggle = (key: string, on: boolean) => setKeys(on ? [...shown, key] : shown.filter((other) => other !== key));
  return (
    <div className={classes.columnPane}>
      <TextInput
        aria-label="找列"
        placeholder="找列"
        value={words}
        data-autofocus
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={classes.columnRows}>
        {sectionNames.map((section) => {
          const inside = fitting.filter(({ key }) => sectionOf(key) === section);
          return inside.length === 0 ? null : (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
            <div key={section} role="group" aria-label={section} className={classes.columnGroup}>
              <div className="muted">{section}</div>
              {inside.map(({ key, label }) => (
                <Checkbox
                  key={key}
                  label={label}
                  checked={shown.includes(key)}
                  disabled={key === 'name'}
                  onChange={(event) => toggle(key, event.currentTarget.checked)}
                />
              ))}
            </div>
          );
        })}
        {fitting.length === 0 && <p className="muted">没有叫“{words.trim()}”的列</p>}
      </div>
      <Button size="compact-xs" variant="subtle" onClick={() => setKeys(defaultColumns)}>
        恢复默认的列
      </Button>
    </div>
  );
}

function Order({ shown, setKeys }: { shown: readonly string[]; setKeys: (keys: readonly string[]) => void }) {
  const [dragged, setDragged] = useState<number | null>(null);
  const move = (from: number, to: number) => {
    const key = shown[from];
    if (key && from > 0 && to > 0) setKeys(movedKeys(columnsOf(shown), key, to));
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(index, index + (event.key === 'ArrowUp' ? -1 : 1));
  };
  return (
    <div className={classes.columnPane}>
      <div className={classes.columnHead}>显示的顺序</div>
      <ol className={classes.columnRows} aria-label="显示的顺序">
        {shown.map((key, index) => (
          <li
            key={key}
            className={index === dragged ? `${classes.columnPlace} ${classes.columnDragged}` : classes.columnPlace}
            draggable={index > 0}
            onDragStart={() => setDragged(index)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => {
              event.preventDefault();
              if (dragged === null || dragged === index || index === 0) return;
              move(dragged, index);
              setDragged(index);
            }}
            onKeyDown={(event) => onKeyDown(event, index)}
          >
            <IconGripVertical className="icon" aria-hidden="true" visibility={index > 0 ? 'visible' : 'hidden'} />
            <span className="ell">{labelOf(key)}</span>
            {index > 0 && (
              <PlaceButtons
                label={labelOf(key)}
                isFirst={index === 1}
                isLast={index === shown.length - 1}
                onMove={(step) => move(index, index + step)}
                removeLabel={`不显示${labelOf(key)}`}
                onRemove={() => setKeys(shown.filter((other) => other !== key))}
              />
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

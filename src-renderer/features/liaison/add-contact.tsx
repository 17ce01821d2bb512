import { Popover, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import classes from './liaison.module.css';

/** Asks for a name and where the person works; the rest is filled in beside the list. */
export function AddContact({
  open,
  setOpen,
  project,
  onAdded,
  children,
}: {
  open: boolean;
  setOpen: (open: boolean) => void;
  /** The project that the person belongs to; without one it is a person of a department. */
  project?: string;
  onAdded: (id: string) => void;
  /** The button that opens it. */
  children: ReactElement;
}) {
  const [typed, setTyped] = useState({ name: '', unit: '', phone: '' });
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!typed.name.trim()) return;
    const set = Object.fromEntries(
      Object.entries({ ...typed, ...(project ? { project } : {}) }).flatMap(([name, text]) =>
        text.trim() ? [[name, text.trim()]] : [],
      ),
    );
    const result = await run('records.create', { entity: 'contact', set });
    if (!result.ok) return showFailure(result.error);
    setTyped({ name: '', unit: '', phone: '' });
    setOpen(false);
    onAdded(result.value.id);
    showDone(`已加联系人 ${set.name}`, { undo: true });
  };
  const field = (name: keyof typeof typed, label: string, focus: boolean) => (
    <TextInput
      label={label}
      maxLength={name === 'unit' ? 200 : 40}
      value={typed[name]}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTyped((before) => ({ ...before, [name]: value }));
      }}
      {...(focus ? { 'data-autofocus': true } : {})}
    />
  );
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus>
      <Popover.Target>{children}</Popover.Target>
      <Popover.Dropdown>
        <form className={classes.addForm} onSubmit={(event) => void add(event)}>
          {field('name', '姓名', true)}
          {field('unit', '单位', false)}
          {field('phone', '电话', false)}
          <button type="submit" className="btn primary" disabled={!typed.name.trim()}>
            加上
          </button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}

import { IconTrash, IconX } from '@tabler/icons-react';
import { useCallback } from 'react';
import type { ContactRow } from '../../../src-shared/contract/liaison-methods';
import { contact as entity } from '../../../src-shared/entities/contact';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import { checkPhone } from '../../../src-shared/rules/phone';
import { FieldControl } from '../../components/record-form/field-control';
import { run } from '../../ledger-client';
import classes from './liaison.module.css';
import { deleteRecord } from './note-actions';

const fields = ['name', 'phone', 'unit', 'department', 'position', 'matters', 'project', 'note'] as const;

/** One person, every field saved on leaving it; a telephone number that looks wrong is warned of. */
export function ContactPanel({
  contact,
  writable,
  onClose,
}: {
  contact: ContactRow;
  writable: boolean;
  onClose: () => void;
}) {
  const name = contact.name ?? '联系人';
  return (
    <aside className={classes.panel} aria-label="联系人详情">
      <div className={classes.panelHead}>
        <h2 className="ell">{name}</h2>
        {writable && (
          <button
            type="button"
            className="btn sm icon-only quiet"
            aria-label={`删除联系人 ${name}`}
            title="删除联系人"
            onClick={() => void deleteRecord('contact', contact.id, `联系人 ${name}`).then((gone) => gone && onClose())}
          >
            <IconTrash className="icon" aria-hidden="true" />
          </button>
        )}
        <button type="button" className="btn sm icon-only quiet" aria-label="关闭" onClick={onClose}>
          <IconX className="icon" aria-hidden="true" />
        </button>
      </div>
      <div className={classes.panelBody}>
        {fields.map((field) => (
          <ContactField key={field} contact={contact} name={field} writable={writable} />
        ))}
        <p className="muted">没有选项目的，是各部门的联系人。</p>
      </div>
    </aside>
  );
}

function ContactField({
  contact,
  name,
  writable,
}: {
  contact: ContactRow;
  name: (typeof fields)[number];
  writable: boolean;
}) {
  const { id } = contact;
  const save = useCallback(
    async (value: FieldValue) => {
      const result = await run('records.revise', { entity: 'contact', id, set: { [name]: value } });
      return result.ok ? null : result.error;
    },
    [id, name],
  );
  const warning = name === 'phone' && contact.phone ? checkPhone(contact.phone) : null;
  return (
    <FieldControl
      field={entity.fields[name] as Field}
      value={(contact[name] ?? null) as FieldValue}
      save={save}
      readOnly={!writable}
      {...(warning ? { warning: `${warning}。只提醒，已保存。` } : {})}
    />
  );
}

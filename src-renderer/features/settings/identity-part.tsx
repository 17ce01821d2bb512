import { useEffect, useId, useRef, useState } from 'react';
import { regions } from '../../../src-shared/catalogues/regions';
import type { Role } from '../../../src-shared/contract/common';
import type { Identity } from '../../../src-shared/contract/ledger-methods';
import { failureMessage } from '../../../src-shared/terms/errors';
import { ChoiceGroup } from '../../components/choice-group';
import { useLedgerCommand } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

const roleNames: Record<Role, string> = { secretary: '项目秘书', field: '踏查人员', commission: '市发改委调度员' };

/** Who I am. Every answer is saved when its field is left; what cannot be saved stays where it was typed. */
export function IdentityPart({ identity, canWrite }: { identity: Identity; canWrite: boolean }) {
  const [saved, setSaved] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const revise = useLedgerCommand('identity.revise', {
    onDone: () => {
      setSaved(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setSaved(false), 4000);
    },
  });
  const save = (part: Partial<Identity>) => revise.mutate({ ...identity, ...part });
  return (
    <Part title="我是谁">
      <div className={styles.row}>
        <span className={styles.label}>角色</span>
        <span style={{ lineHeight: '30px' }}>{roleNames[identity.role]}</span>
        <span className={styles.saved} role="status">
          {saved && '已保存'}
        </span>
      </div>
      <div className={styles.row}>
        <Line
          label="姓名"
          className={styles.short}
          value={identity.person}
          maxLength={40}
          required
          canWrite={canWrite}
          onSave={(person) => save({ person })}
        />
        <Line
          label="电话"
          className={styles.short}
          value={identity.phone}
          maxLength={40}
          canWrite={canWrite}
          onSave={(phone) => save({ phone })}
        />
      </div>
      <div className={styles.row}>
        <Line
          label="单位"
          className={styles.long}
          value={identity.unit}
          maxLength={80}
          required
          canWrite={canWrite}
          onSave={(unit) => save({ unit })}
        />
      </div>
      {identity.role !== 'commission' && canWrite && (
        <div className={styles.row}>
          <span className={styles.regionLabel} aria-hidden="true">
            属地
          </span>
          <ChoiceGroup
            label="属地"
            appearance="chips"
            options={[{ value: '', label: '不限' }, ...regions.map(({ code, name }) => ({ value: code, label: name }))]}
            value={identity.region ?? ''}
            onChange={(code) => save({ region: code || null })}
          />
        </div>
      )}
      {revise.error && (
        <p className={styles.fault} role="alert">
          {failureMessage(revise.error.failure)}
        </p>
      )}
      <p className={styles.hint}>改名后，以前的改动仍记在原来的名字下。</p>
    </Part>
  );
}

function Line(props: {
  label: string;
  value: string;
  maxLength: number;
  required?: boolean;
  canWrite: boolean;
  className: string | undefined;
  onSave: (value: string) => void;
}) {
  const { label, value, required, canWrite, onSave } = props;
  const id = useId();
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  // What another window or an undo changed shows here, unless something else is being typed.
  if (value !== known) {
    setKnown(value);
    if (text === known) setText(value);
  }
  const missing = required && text.trim() === '';
  const leave = () => {
    if (missing || text.trim() === value) return;
    onSave(text.trim());
  };
  return (
    <>
      <label className={styles.label} htmlFor={id}>
        {label}
      </label>
      <div className={props.className}>
        <input
          id={id}
          className="text-input wide"
          value={text}
          readOnly={!canWrite}
          maxLength={props.maxLength}
          autoComplete="off"
          spellCheck={false}
          placeholder={required ? undefined : '选填'}
          aria-invalid={missing || undefined}
          aria-describedby={missing ? `${id}-fault` : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) leave();
          }}
        />
        {missing && (
          <p id={`${id}-fault`} className={styles.fault} role="alert">
            {label}不能为空，原来的“{value}”还在
          </p>
        )}
      </div>
    </>
  );
}

import { Modal } from '@mantine/core';
import { useState } from 'react';
import { type PaperKind, paperChoices } from '../../../src-shared/entities/paper';
import { paperNumber, paperNumberPattern, paperNumberPatterns } from '../../../src-shared/rules/paper-numbers';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone } from '../../components/toast';
import { Trouble } from '../../components/trouble';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import styles from './papers.module.css';

/** 文号格式: how each kind is numbered; '{year}' and '{serial}' are put in when a paper is registered. */
export function NumberDialog({
  kinds,
  year,
  onClose,
}: {
  kinds: readonly PaperKind[];
  year: number;
  onClose: () => void;
}) {
  const rules = useLedgerQuery('rules.show', {});
  const [typed, setTyped] = useState<Partial<Record<PaperKind, string>>>({});
  const revise = useLedgerCommand('rules.revise', {
    onDone: () => {
      showDone('文号格式已保存');
      onClose();
    },
  });
  if (!rules.data) return null;
  const { settings, scope } = rules.data;
  const patternOf = (kind: PaperKind) => typed[kind] ?? paperNumberPattern(kind, settings, scope);
  const shown = paperChoices.filter(({ code }) => kinds.includes(code));
  const wrong = shown.filter(({ code }) => !patternOf(code).includes('{serial}'));
  const save = () => {
    const changed = shown.filter(({ code }) => patternOf(code) !== paperNumberPattern(code, settings, scope));
    revise.mutate({
      settings: changed.map(({ code }) => ({
        key: `paper_number.${code}`,
        // What the program brings needs no setting.
        value: patternOf(code).trim() === paperNumberPatterns[code] ? null : patternOf(code).trim(),
      })),
    });
  };
  return (
    <Modal opened onClose={onClose} title="文号格式" size={640}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <p>{'{year} 处填年份，{serial} 处填序号；每个文种每年从 1 号起。已登记的文号不变。'}</p>
        <ScrollRegion label="各文种的文号格式">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">文种</th>
                <th scope="col">格式</th>
                <th scope="col">下一份写作</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ code, label }) => (
                <tr key={code}>
                  <td>{label}</td>
                  <td>
                    <input
                      className="text-input"
                      aria-label={`${label}的文号格式`}
                      aria-invalid={!patternOf(code).includes('{serial}')}
                      value={patternOf(code)}
                      maxLength={40}
                      onChange={(event) => setTyped({ ...typed, [code]: event.target.value })}
                    />
                  </td>
                  <td>{paperNumber(patternOf(code), year, 9)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        {wrong.length > 0 && (
          <p className="red-fg" role="alert">
            {wrong.map(({ label }) => label).join('、')}的格式里少了 {'{serial}'}，序号没有地方填。
          </p>
        )}
        {revise.error && <Trouble failure={revise.error.failure} />}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button type="submit" className="btn primary" disabled={revise.isPending || wrong.length > 0}>
            保存
          </button>
        </div>
      </form>
    </Modal>
  );
}

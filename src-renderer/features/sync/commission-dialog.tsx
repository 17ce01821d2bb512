import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { OwnDevice } from '../../../src-shared/contract/trust-methods';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import { ComparedCheck } from './compared-check';
import dialog from './device-dialog.module.css';
import { FingerprintCard } from './fingerprint';

/** At a secretary's machine: the Commission's key, learned from the first package that came down, is compared before anything of it counts. */
export function CommissionDialog(props: { commission: NonNullable<OwnDevice['commission']>; onClose: () => void }) {
  const { commission, onClose } = props;
  const [compared, setCompared] = useState(false);
  const [pressed, setPressed] = useState(false);
  const decide = useLedgerCommand('devices.decide', { onFailure: showFailure });
  const refuse = () =>
    decide.mutate(
      { device: commission.id, decision: 'revoke' },
      {
        onSuccess: () => {
          showDone('没有收，文件留在隔离里');
          onClose();
        },
      },
    );
  const confirm = () => {
    setPressed(true);
    if (!compared) return;
    decide.mutate(
      { device: commission.id, decision: 'approve' },
      {
        onSuccess: () => {
          showDone('已核对市发改委的指纹，等着的返还包已接着处理');
          onClose();
        },
      },
    );
  };
  return (
    <Modal opened onClose={onClose} title="核对市发改委的指纹" size={560}>
      <dl className={`dl ${dialog.facts}`}>
        <dt>对方</dt>
        <dd>
          {commission.unit} {commission.person}
        </dd>
      </dl>
      <FingerprintCard {...commission.fingerprint} keyId={commission.keyId} onMatch={() => setCompared(true)} />
      <p className={dialog.how}>
        请打电话给市发改委，让对方念出他那边“设置”里的四个词，一个不差才确认。号码用通讯录里的，不要用随文件一起来的。确认前返还包里的内容一条都不并入。
      </p>
      <ComparedCheck compared={compared} onChange={setCompared} isMissing={pressed && !compared} />
      <div className={dialog.buttons}>
        <button type="button" className={`btn ${dialog.apart}`} disabled={decide.isPending} onClick={refuse}>
          指纹不符，不收
        </button>
        <button type="button" className="btn" onClick={onClose}>
          以后再说
        </button>
        <button type="button" className="btn primary" disabled={decide.isPending} onClick={confirm}>
          确认
        </button>
      </div>
    </Modal>
  );
}

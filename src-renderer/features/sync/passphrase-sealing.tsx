import { Switch } from '@mantine/core';
import { useState } from 'react';
import { useRemembered } from '../../components/remembered';
import { useLedgerQuery } from '../../ledger-client';
import styles from './handover.module.css';
import { NewPassphrase } from './passphrase-dialog';

/** What an export is told about closing its packages. */
export type Closing = { for?: string[]; passphrase?: string };

export interface Sealing {
  /** For the Commission's keys where the person wants that and they are known; else nothing. */
  readonly closing: Closing;
  readonly canEncrypt: boolean;
  readonly encrypts: boolean;
  readonly setEncrypts: (encrypts: boolean) => void;
  /** '市发改委周科长', or '' */
  readonly who: string;
}

/**
 * Whether what goes up is closed for the Commission: on by itself as soon as the two know each other, and remembered when a person turns
 * it. `fromCommission`: this is one itself, and of those that it knows only one without a region can stand above it.
 */
export function useSealing(fromCommission = false): Sealing {
  const devices = useLedgerQuery('devices.list', {}, { keep: true }).data ?? [];
  const [wish, setWish] = useRemembered<boolean | null>('encrypt-reports', null);
  const commissions = devices.filter(
    ({ role, state, recipient, region }) =>
      role === 'commission' && state === 'approved' && recipient !== null && (!fromCommission || region === null),
  );
  const canEncrypt = commissions.length > 0;
  const encrypts = canEncrypt && (wish ?? true);
  return {
    closing: encrypts ? { for: commissions.map(({ id }) => id) } : {},
    canEncrypt,
    encrypts,
    setEncrypts: setWish,
    who: commissions.map(({ unit, person }) => `${unit}${person}`).join('、'),
  };
}

/** The name of a file, with the ending of an envelope where it will be in one. */
export function sealedName(name: string, closing: Closing): string {
  return closing.for || closing.passphrase !== undefined ? `${name}.age` : name;
}

/** Beside the button that writes a report: whether it is closed, for whom, and the way with a passphrase. */
export function SealingLine(props: { sealing: Sealing; busy: boolean; onPassphrase: (closing: Closing) => void }) {
  const { sealing, busy, onPassphrase } = props;
  const { canEncrypt, encrypts, setEncrypts, who } = sealing;
  const [asks, setAsks] = useState(false);
  return (
    <div className={styles.sealing}>
      <Switch
        size="xs"
        label="加密"
        checked={encrypts}
        disabled={!canEncrypt}
        onChange={(event) => setEncrypts(event.currentTarget.checked)}
      />
      <span className={styles.hintLine} title={who}>
        {encrypts
          ? `只有${who}能打开`
          : canEncrypt
            ? '不加密，拿到文件的人都能看'
            : '与对方互认以后才能加密，现在拿到文件的人都能看'}
      </span>
      <button type="button" className="btn sm quiet right" disabled={busy} onClick={() => setAsks(true)}>
        另存为口令包
      </button>
      {asks && (
        <NewPassphrase
          onClose={() => setAsks(false)}
          onTake={(passphrase) => {
            setAsks(false);
            onPassphrase({ passphrase });
          }}
        />
      )}
    </div>
  );
}

/** Whether return packages are closed, each for its own device; on until a person turns it off, and remembered. */
export function useReturnSealing(): { readonly encrypt: boolean; readonly setEncrypt: (encrypt: boolean) => void } {
  const [encrypt, setEncrypt] = useRemembered('encrypt-returns', true);
  return { encrypt, setEncrypt };
}

/** Beside the button that writes return packages. `unknown` counts devices whose key for encryption is not known. */
export function ReturnSealingLine(props: {
  encrypt: boolean;
  setEncrypt: (encrypt: boolean) => void;
  unknown: number;
}) {
  const { encrypt, setEncrypt, unknown } = props;
  return (
    <div className={styles.sealing}>
      <Switch size="xs" label="加密" checked={encrypt} onChange={(event) => setEncrypt(event.currentTarget.checked)} />
      <span className={styles.hintLine}>
        {!encrypt
          ? '不加密，拿到文件的人都能看'
          : unknown > 0
            ? `每包只有收件的设备能打开；${unknown} 台还没有加密公钥，给它们的不加密`
            : '每包只有收件的设备能打开'}
      </span>
    </div>
  );
}

import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { Role } from '../../../src-shared/contract/common';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { formatDate } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import dialog from './device-dialog.module.css';
import { FingerprintWords } from './fingerprint';

const roleNames: Record<Role, string> = { secretary: '项目秘书', field: '踏查人员', commission: '市发改委调度员' };

/** Who is behind a device, and the decision about it. Approval asks for the comparison of the fingerprint first. */
export function DeviceDialog(props: { device: Device; onClose: () => void; onSettled?: () => void }) {
  const { device, onClose, onSettled = onClose } = props;
  const [compared, setCompared] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [stopping, setStopping] = useState(false);
  const decide = useLedgerCommand('devices.decide', { onFailure: showFailure });
  const settle = (decision: 'approve' | 'revoke') =>
    decide.mutate(
      { device: device.id, decision },
      {
        onSuccess: () => {
          showDone(
            decision === 'approve'
              ? `${device.person}的设备已批准，等着的包已接着并入`
              : `${device.person}的设备已停用`,
          );
          onSettled();
        },
      },
    );
  const waiting = device.state === 'pending' || device.state === 'revoked';
  return (
    <Modal
      opened
      onClose={onClose}
      title={device.state === 'pending' ? '核对登记申请' : `${device.person}的设备`}
      size={520}
    >
      <dl className="dl">
        <dt>姓名</dt>
        <dd>{device.person}</dd>
        <dt>单位</dt>
        <dd>{device.unit}</dd>
        <dt>角色</dt>
        <dd>{roleNames[device.role]}</dd>
        <dt>属地</dt>
        <dd>{device.region ? regionName(device.region) : '不限'}</dd>
        {!waiting && (
          <>
            <dt>已并入</dt>
            <dd>
              {device.changes.toLocaleString('zh-CN')} 处改动
              {device.lastReport && `，最近 ${formatDate(device.lastReport)}`}
            </dd>
          </>
        )}
      </dl>
      <div className={dialog.print}>
        <b>
          <FingerprintWords fingerprint={device.fingerprint} />
        </b>
        <span className="muted">{device.fingerprint.hex}</span>
      </div>
      {waiting && (
        <>
          <p className={dialog.how}>
            {device.state === 'revoked' && '这台设备已停用，停用之后的改动没有收。'}
            请打电话给本人，让对方念出“同步”页上的四个词，一个不差才批准。电话号码不要用随文件一起来的。
          </p>
          <Checkbox
            label="已打电话核对，四个词都对"
            checked={compared}
            onChange={(event) => setCompared(event.currentTarget.checked)}
          />
          {pressed && !compared && (
            <p className={dialog.fault} role="alert">
              请先核对四个词
            </p>
          )}
        </>
      )}
      {stopping && (
        <p className={dialog.how} role="alert">
          停用后不再收这台设备的新改动，已经并入的都还在。确定停用吗？
        </p>
      )}
      <div className={dialog.buttons}>
        <button type="button" className="btn" onClick={onClose}>
          {device.state === 'pending' ? '以后再说' : '关闭'}
        </button>
        {waiting && (
          <button
            type="button"
            className="btn primary"
            disabled={decide.isPending}
            onClick={() => {
              setPressed(true);
              if (compared) settle('approve');
            }}
          >
            {device.state === 'revoked' ? '重新批准' : '批准'}
          </button>
        )}
        {device.state === 'approved' && (
          <button
            type="button"
            className="btn"
            disabled={decide.isPending}
            onClick={() => (stopping ? settle('revoke') : setStopping(true))}
          >
            {stopping ? '确定停用' : '停用这台设备'}
          </button>
        )}
      </div>
    </Modal>
  );
}

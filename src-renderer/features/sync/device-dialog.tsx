import { Checkbox, Modal, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { Role } from '../../../src-shared/contract/common';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { formatDate } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { ComparedCheck } from './compared-check';
import dialog from './device-dialog.module.css';
import { ScopeForm, scopeChanges, scopeOf } from './device-scope';
import { FingerprintCard } from './fingerprint';
import { ReceiptCodeButton } from './receipt-code-dialog';

const roleNames: Record<Role, string> = { secretary: '项目秘书', field: '踏查人员', commission: '发改委调度员' };

/**
 * At the Commission: who is behind a device, what it may change, and the decision about it. Approval asks for the comparison of the
 * fingerprint first.
 */
export function DeviceDialog(props: { device: Device; onClose: () => void; onSettled?: () => void }) {
  const { device, onClose } = props;
  const waiting = device.state === 'pending' || device.state === 'revoked';
  const title =
    device.state !== 'pending'
      ? `${device.person}的设备`
      : device.replaces === null
        ? '核对登记申请'
        : `${device.person}换了钥匙`;
  return (
    <Modal opened onClose={onClose} title={title} size={640}>
      <dl className={`dl ${dialog.facts}`}>
        <dt>角色</dt>
        <dd>{roleNames[device.role]}</dd>
        <dt>已并入</dt>
        <dd>
          {device.changes.toLocaleString('zh-CN')} 处改动
          {device.lastReport && `，最近 ${formatDate(device.lastReport)}`}
        </dd>
      </dl>
      {!waiting && <FingerprintCard {...device.fingerprint} keyId={device.keyId} />}
      {device.enrolAgain && device.state === 'approved' && (
        <p className={`note yellow ${dialog.told}`}>
          这台设备的改动分成了两支（多半是复制了台账文件夹，或恢复了旧备份）。两支都已并入，一条没丢；返还包会告诉本人重新登记。
        </p>
      )}
      {waiting ? <Approval {...props} /> : <Standing {...props} />}
    </Modal>
  );
}

/** Pending or revoked: compare, say what it may change, approve. */
function Approval({ device, onClose, onSettled = onClose }: Parameters<typeof DeviceDialog>[0]) {
  const [compared, setCompared] = useState(false);
  const [pressed, setPressed] = useState(false);
  const [scope, setScope] = useState(scopeOf(device));
  const [revokeToo, setRevokeToo] = useState<readonly string[]>([]);
  const others = useLedgerQuery('devices.list', {}).data ?? [];
  const earlier = others.find(({ id }) => id === device.replaces);
  const samePerson = others.filter(
    (other) =>
      other.state === 'approved' &&
      other.id !== device.id &&
      other.id !== device.replaces &&
      !other.id.includes('~') &&
      other.person === device.person &&
      other.region === device.region,
  );
  const decide = useLedgerCommand('devices.decide', { onFailure: showFailure });
  const approve = () =>
    decide.mutate(
      {
        device: device.id,
        decision: 'approve',
        ...scopeChanges(device, scope),
        ...(revokeToo.length > 0 ? { revokeToo: [...revokeToo] } : {}),
      },
      {
        onSuccess: () => {
          showDone(`${scope.person}的设备已批准，等着的包已接着并入`);
          onSettled();
        },
      },
    );
  return (
    <>
      <FingerprintCard {...device.fingerprint} keyId={device.keyId} onMatch={() => setCompared(true)} />
      {device.replaces !== null && (
        <p className={`note ${dialog.told}`}>
          旧钥匙签过字，是同一台电脑换了钥匙。批准后旧钥匙自动停用；旧钥匙签的最后一个上报包还收。
          {earlier === undefined && '本机没有登记过旧钥匙。'}
        </p>
      )}
      <p className={dialog.how}>
        {device.state === 'revoked' &&
          `这台设备已停用，从第 ${((device.revokedAfter ?? 0) + 1).toLocaleString('zh-CN')} 处改动起没有收。`}
        请打电话给本人，让对方念出“同步”页上的四个词，一个不差才批准。电话号码不要用随文件一起来的。
      </p>
      <ComparedCheck compared={compared} onChange={setCompared} isMissing={pressed && !compared} />
      <ScopeForm role={device.role} value={scope} onChange={setScope} readOnly={false} />
      {samePerson.map((other) => (
        <Checkbox
          key={other.id}
          className={dialog.check}
          label={`同时停用${other.person}的另一台设备（${other.fingerprint.words.join(' ')}）`}
          description="电脑丢了、坏了、换了时选；已并入的都还在，之后从那台来的不再收"
          checked={revokeToo.includes(other.id)}
          onChange={(event) =>
            setRevokeToo(
              event.currentTarget.checked ? [...revokeToo, other.id] : revokeToo.filter((id) => id !== other.id),
            )
          }
        />
      ))}
      <div className={dialog.buttons}>
        <button type="button" className="btn" onClick={onClose}>
          {device.state === 'pending' ? '以后再说' : '关闭'}
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={decide.isPending || scope.person.trim() === ''}
          onClick={() => {
            setPressed(true);
            if (compared) approve();
          }}
        >
          {device.state === 'revoked' ? '重新批准' : '批准'}
        </button>
      </div>
    </>
  );
}

/** Approved (or this machine itself): what it may change, and stopping it. */
function Standing({ device, onClose, onSettled = onClose }: Parameters<typeof DeviceDialog>[0]) {
  const [scope, setScope] = useState(scopeOf(device));
  const [stopping, setStopping] = useState(false);
  const revise = useLedgerCommand('devices.revise', { onFailure: showFailure });
  const isOwn = device.state === 'own';
  const changes = scopeChanges(device, scope);
  const dirty = Object.keys(changes).length > 0;
  if (stopping) return <Stopping device={device} onBack={() => setStopping(false)} onSettled={onSettled} />;
  const save = () =>
    revise.mutate(
      { device: device.id, ...changes },
      {
        onSuccess: () => {
          showDone(`${scope.person}的设备授权已调整，下次返还包带给本人`);
          onSettled();
        },
      },
    );
  if (isOwn)
    return (
      <>
        <dl className="dl">
          <dt>姓名</dt>
          <dd>{device.person}</dd>
          <dt>单位</dt>
          <dd>{device.unit}</dd>
          <dt>属地</dt>
          <dd>{device.region ? regionName(device.region) : '不限'}</dd>
        </dl>
        <div className={dialog.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            关闭
          </button>
        </div>
      </>
    );
  return (
    <>
      <ScopeForm role={device.role} value={scope} onChange={setScope} readOnly={false} />
      <div className={dialog.buttons}>
        <button type="button" className={`btn ${dialog.apart}`} onClick={() => setStopping(true)}>
          停用这台设备
        </button>
        <ReceiptCodeButton device={device} />
        <button type="button" className="btn" onClick={onClose}>
          关闭
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={!dirty || revise.isPending || scope.person.trim() === ''}
          onClick={save}
        >
          保存
        </button>
      </div>
    </>
  );
}

/** From which change on a device counts no more, and why. */
function Stopping(props: { device: Device; onBack: () => void; onSettled: () => void }) {
  const { device, onBack, onSettled } = props;
  const [from, setFrom] = useState<number | null>(device.changes + 1);
  const [reason, setReason] = useState('');
  const decide = useLedgerCommand('devices.decide', { onFailure: showFailure });
  const stop = () =>
    decide.mutate(
      { device: device.id, decision: 'revoke', reason, ...(from === null ? {} : { after: from - 1 }) },
      {
        onSuccess: () => {
          showDone(`${device.person}的设备已停用`);
          onSettled();
        },
      },
    );
  return (
    <>
      <p className={dialog.how} role="alert">
        {`停用后不再收这台设备的新改动，已经并入的 ${device.changes.toLocaleString('zh-CN')} 处都还在。电脑丢了时在这里停用，再请本人在新电脑上登记。确定停用吗？`}
      </p>
      <div className={dialog.pair}>
        <NumberInput
          label="从第几处改动起不收"
          description={`已收到第 ${device.changes.toLocaleString('zh-CN')} 处`}
          min={1}
          max={device.changes + 1}
          allowDecimal={false}
          allowNegative={false}
          value={from ?? ''}
          onChange={(value) => setFrom(typeof value === 'number' ? value : null)}
        />
        <TextInput
          label="理由"
          description="写入历史，本人在返还包里看到"
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <div className={dialog.buttons}>
        <button type="button" className="btn" onClick={onBack}>
          不停用
        </button>
        <button type="button" className="btn primary" disabled={decide.isPending || from === null} onClick={stop}>
          确定停用
        </button>
      </div>
    </>
  );
}

import { IconAlertCircle, IconCheck, IconGitFork, IconPrinter, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { reportingOf } from '../../../src-shared/rules/reporting';
import { formatDay, unknown } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { copyText } from '../../components/copy-text';
import { DocumentButton } from '../../components/document-button';
import { showDone } from '../../components/toast';
import { demand } from '../../ledger-client';
import { DeviceDialog } from './device-dialog';
import styles from './sync.module.css';

type Part = 'all' | 'attention' | 'missing';

const order: Record<Device['severity'], number> = { attention: 0, info: 1, ok: 2 };

/** Who has reported for the period that is being collected, who has not, and what is wrong with whom. */
export function DeviceTable({ devices, today }: { devices: readonly Device[]; today: string }) {
  const [part, setPart] = useState<Part>('all');
  const [open, setOpen] = useState<string | null>(null);
  const others = devices.filter((device) => device.state !== 'own');
  const { expected, missing } = reportingOf(devices, today);
  const attention = others.filter((device) => device.severity === 'attention');
  const shown = [...(part === 'all' ? others : part === 'attention' ? attention : missing)].sort(
    (one, other) => order[one.severity] - order[other.severity],
  );
  const dialog = devices.find((device) => device.id === open);
  const names = missing.map((device) => `${placeOf(device)} ${device.person}`).join('\n');
  return (
    <section className={styles.reports} aria-label="报送情况">
      <div className="bar">
        <h2>报送情况</h2>
        <span className="sub-fg">
          已报 {expected.length - missing.length} / {expected.length} 人
        </span>
        <ChoiceGroup
          className="right"
          label="只看"
          options={[
            { value: 'all', label: '全部' },
            { value: 'attention', label: `要处理 ${attention.length}` },
            { value: 'missing', label: `未报 ${missing.length}` },
          ]}
          value={part}
          onChange={setPart}
        />
      </div>
      <div className="scroll">
        <table className="table">
          <colgroup>
            <col style={{ width: 108 }} />
            <col style={{ width: 66 }} />
            <col style={{ width: 62 }} />
            <col style={{ width: 76 }} />
            <col />
          </colgroup>
          <thead>
            <tr>
              <th>属地</th>
              <th>秘书</th>
              <th className="num">末包号</th>
              <th className="num">日期</th>
              <th>状态</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((device) => (
              <tr key={device.id} className="act">
                <td title={device.unit}>{placeOf(device)}</td>
                <td title={`${device.person}，${device.unit}`}>
                  <button type="button" className="link" onClick={() => setOpen(device.id)}>
                    {device.person}
                  </button>
                </td>
                <td className="num" title={device.lastPackage ?? undefined}>
                  {numberOf(device.lastPackage)}
                </td>
                <td className="num">{device.lastReport ? formatDay(device.lastReport) : unknown}</td>
                <td title={device.note}>
                  <DeviceState device={device} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {others.length === 0 && <p className={styles.blank}>还没有登记过设备。把秘书交来的登记文件拖到上面。</p>}
        {others.length > 0 && shown.length === 0 && (
          <p className={styles.blank}>{part === 'missing' ? '都报了。' : '没有要处理的。'}</p>
        )}
      </div>
      <div className="foot">
        {missing.length > 0 && (
          <DocumentButton what="催报单" paper="A4 横向" write={(folder) => demand('reports.writeReminder', { folder })}>
            {(start, busy) => (
              <button type="button" className="btn sm" disabled={busy} onClick={start}>
                <IconPrinter className="icon" aria-hidden="true" />
                催报单
              </button>
            )}
          </DocumentButton>
        )}
        {missing.length > 0 ? (
          <button
            type="button"
            className="btn sm quiet"
            onClick={() =>
              void copyText(names).then(
                (done) => done && showDone(`已复制 ${missing.length} 人的名单，可以粘贴到通知里`),
              )
            }
          >
            复制名单
          </button>
        ) : (
          <span className="muted">{expected.length > 0 ? '登记的秘书这一期都报了' : '还没有批准的秘书'}</span>
        )}
        <Link className="link right" to="/sync?tab=handover" replace>
          交接登记
        </Link>
      </div>
      {dialog && <DeviceDialog device={dialog} onClose={() => setOpen(null)} />}
    </section>
  );
}

/** Region of a device, or its unit where it works for the whole city. */
function placeOf(device: Device): string {
  return device.region ? regionName(device.region) : device.unit;
}

function numberOf(name: string | null): string {
  if (name === null) return unknown;
  return /-(\d+)(?:[^\d.][^.]*)?\.wubao$/.exec(name)?.[1] ?? name;
}

function DeviceState({ device }: { device: Device }) {
  if (device.severity === 'info') return <>{device.note}</>;
  const ok = device.severity === 'ok';
  const Icon = ok
    ? IconCheck
    : device.note.includes('分')
      ? IconGitFork
      : device.state === 'pending' || device.state === 'revoked'
        ? IconShieldLock
        : IconAlertCircle;
  return (
    <span className={ok ? styles.fine : styles.bad}>
      <Icon className="icon" aria-hidden="true" />
      {device.note}
    </span>
  );
}

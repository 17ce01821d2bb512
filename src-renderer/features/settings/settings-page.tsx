import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useColorScheme } from '../../app/color-scheme';
import { usePageTitle } from '../../app/page-title';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { useLedgerQuery } from '../../ledger-client';
import { Leftovers } from '../attachments/leftovers-part';
import { AssignmentsPart } from './assignments-part';
import { BackupPart } from './backup-part';
import { CalendarPart } from './calendar-part';
import { ConflictOrderPart } from './conflict-order-part';
import { DemonstrationPart } from './demonstration-part';
import { DesktopPart } from './desktop-part';
import { DevicePart } from './device-part';
import { IdentityPart } from './identity-part';
import { LedgerWorkbookPart } from './ledger-workbook-part';
import { LightRulesPart } from './light-rules-part';
import { ListingWindowsPart } from './listing-windows-part';
import { Part } from './part';
import { PermitCataloguePart } from './permit-catalogue-part';
import { ProblemLimitsPart } from './problem-limits-part';
import { RegionMapPart } from './region-map-part';
import styles from './settings.module.css';
import { VerifyPart } from './verify-part';

/** Who I am, this machine's key, how the window looks, backups, and whether the ledger is whole. Saved as it is typed. */
export function SettingsPage() {
  usePageTitle([{ label: '设置' }]);
  const status = useStatus();
  if (!status?.identity) return null;
  return (
    <div className={styles.page}>
      <h1 className="visually-hidden">设置</h1>
      {status.warnings.map((warning) => (
        <div key={warning} className="banner" role="status">
          <IconAlertTriangle className="icon" aria-hidden="true" />
          {warning}
        </div>
      ))}
      <IdentityPart identity={status.identity} canWrite={status.state === 'open'} />
      <DevicePart canWrite={status.state === 'open'} isCommission={status.identity.role === 'commission'} />
      <Appearance />
      <DesktopPart />
      <LightRulesPart />
      <ListingWindowsPart />
      <ProblemLimitsPart />
      <AssignmentsPart canWrite={status.state === 'open'} />
      <RegionMapPart canWrite={status.state === 'open'} />
      <ConflictOrderPart />
      <Part title="上级表样">
        <Link className="link" to="/templates">
          教过的表都在“上级表样”里
        </Link>
      </Part>
      <CalendarPart canWrite={status.state === 'open'} />
      <PermitCataloguePart canWrite={status.state === 'open'} />
      <BackupPart canWrite={status.state === 'open'} />
      <LedgerWorkbookPart />
      <Part title="附件文件">
        <Leftovers canWrite={status.state === 'open'} />
      </Part>
      <VerifyPart />
      <DemonstrationPart demonstration={status.demonstration} />
      <About ledgerId={status.ledgerId} deviceId={status.deviceId} />
    </div>
  );
}

function Appearance() {
  const { chosen, choose } = useColorScheme();
  return (
    <Part title="外观">
      <ChoiceGroup
        label="外观"
        options={[
          { value: 'light', label: '浅色' },
          { value: 'dark', label: '深色' },
          { value: 'auto', label: '随系统' },
        ]}
        value={chosen}
        onChange={choose}
      />
    </Part>
  );
}

function About({ ledgerId, deviceId }: { ledgerId: string; deviceId: string }) {
  const about = useLedgerQuery('app.about', {});
  return (
    <Part title="关于">
      <dl className="dl">
        <dt>版本</dt>
        <dd>{about.data ? `五包工作台 ${about.data.version}（Electron ${about.data.electron}）` : ''}</dd>
        <dt>台账编号</dt>
        <dd>{ledgerId}</dd>
        <dt>设备编号</dt>
        <dd>{deviceId}</dd>
        <dt>联网</dt>
        <dd>本程序不联网，数据只存在这台电脑</dd>
      </dl>
    </Part>
  );
}

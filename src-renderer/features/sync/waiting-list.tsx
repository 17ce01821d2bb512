import { IconClock, IconShieldLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { PackageEntry } from '../../../src-shared/contract/exchange-methods';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { ScrollRegion } from '../../components/scroll-region';
import { DeviceDialog } from './device-dialog';
import styles from './sync.module.css';

/** Packages that were not merged and why; what can be done about a quarantined one is to compare the sender's fingerprint. */
export function WaitingList(props: { entries: readonly PackageEntry[]; devices: readonly Device[]; empty: string }) {
  const { entries, devices, empty } = props;
  const [open, setOpen] = useState<string | null>(null);
  const dialog = devices.find((device) => device.id === open);
  return (
    <ScrollRegion label="没有并入的包">
      {entries.length === 0 && <p className={styles.blank}>{empty}</p>}
      {entries.map((entry) => {
        const sender = devices.find((device) => device.id === entry.device);
        const Icon = entry.state === 'held' ? IconClock : IconShieldLock;
        return (
          <div key={entry.sha256} className={styles.entry}>
            <Icon className="icon" aria-hidden="true" />
            <div>
              <div className="strong">{entry.name}</div>
              <div className="sub-fg">{entry.message}</div>
            </div>
            {sender && (sender.state === 'pending' || sender.state === 'revoked') && (
              <button type="button" className="btn sm" onClick={() => setOpen(sender.id)}>
                核对指纹
              </button>
            )}
          </div>
        );
      })}
      {dialog && <DeviceDialog device={dialog} onClose={() => setOpen(null)} />}
    </ScrollRegion>
  );
}

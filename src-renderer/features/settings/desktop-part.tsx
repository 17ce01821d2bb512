import { Switch } from '@mantine/core';
import { useState } from 'react';
import type { InputOf } from '../../../src-shared/contract/contract';
import { showFailure } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { Part } from './part';
import styles from './settings.module.css';

/** Messages of the system and the tray: choices of this machine alone. */
export function DesktopPart() {
  const desktop = useLedgerQuery('desktop.show', {}, { keep: true });
  // A switch turns at once; what could not be kept turns back.
  const [chosen, setChosen] = useState<InputOf<'desktop.revise'>>({});
  const revise = useLedgerCommand('desktop.revise', {
    onFailure: (failure) => {
      setChosen({});
      showFailure(failure);
    },
  });
  if (!desktop.data) return null;
  const { notify, stayInTray, canNotify, hasTray } = { ...desktop.data, ...chosen };
  const choose = (change: InputOf<'desktop.revise'>) => {
    setChosen({ ...chosen, ...change });
    revise.mutate(change);
  };
  return (
    <Part title="提醒">
      {canNotify ? (
        <>
          <div className={styles.row}>
            <Switch
              label="桌面提醒"
              checked={notify}
              onChange={(event) => choose({ notify: event.currentTarget.checked })}
            />
          </div>
          <p className={styles.hint}>
            打开程序时说一次逾期和今天到期的事；8点至18点每到整点，只说新到期的，正看着窗口时不打扰。演示数据不提醒。
          </p>
        </>
      ) : (
        <p className={styles.hint}>这台电脑的系统不支持桌面提醒。逾期和今天到期的项数写在窗口标题前面。</p>
      )}
      {hasTray && (
        <>
          <div className={styles.row}>
            <Switch
              label="关窗后留在托盘"
              checked={stayInTray}
              onChange={(event) => choose({ stayInTray: event.currentTarget.checked })}
            />
          </div>
          <p className={styles.hint}>
            关闭窗口时程序不退出，继续提醒。点托盘图标或再次打开程序就回到窗口，在托盘图标上点右键可以退出。
          </p>
        </>
      )}
    </Part>
  );
}

import { IconPackageImport } from '@tabler/icons-react';
import { useState } from 'react';
import { useFileDrop } from '../../components/file-drop';
import { ProgressBar } from '../../components/progress-bar';
import { AskedPassphrase } from './passphrase-dialog';
import styles from './sync.module.css';
import type { Intake } from './use-intake';

/** Where packages are dropped; while they are being merged it says how far that is. */
export function DropZone({ intake, title, hint }: { intake: Intake; title: string; hint: string }) {
  const { locked } = intake;
  return (
    <>
      {intake.running ? <Running intake={intake} /> : <Place intake={intake} title={title} hint={hint} />}
      {locked && (
        <AskedPassphrase
          names={locked.names}
          wrong={locked.wrong}
          busy={intake.running}
          onClose={locked.leave}
          onTake={locked.open}
        />
      )}
    </>
  );
}

function Place({ intake, title, hint }: { intake: Intake; title: string; hint: string }) {
  const drop = useFileDrop(intake.take);
  return (
    <div className={styles.drop} data-over={drop.over || undefined} {...drop.props}>
      <IconPackageImport className="icon" aria-hidden="true" />
      <div>
        <div className="strong">{title}</div>
        <div className="muted">{hint}</div>
      </div>
      <button type="button" className="btn" onClick={intake.choose}>
        选择文件
      </button>
    </div>
  );
}

function Running({ intake }: { intake: Intake }) {
  const [cancelled, setCancelled] = useState(false);
  const { step = '正在读文件', done = 0, total = 0 } = intake.progress ?? {};
  return (
    <div className={styles.running} role="status">
      <div className={styles.runningLine}>
        <b>正在合并上报包</b>
        <span className="sub-fg">
          {step}
          {total > 0 && `，${done} / ${total}`}
        </span>
      </div>
      <ProgressBar label="合并进度" done={done} total={total} />
      <div className={styles.runningLine}>
        <span className="muted">可以继续做别的事，中途断电也不会只并一半</span>
        <button
          type="button"
          className="btn sm"
          disabled={cancelled}
          title="已并入的留着，没并的不收，下次再拖进来"
          onClick={() => {
            setCancelled(true);
            intake.cancel();
          }}
        >
          {cancelled ? '正在停' : '取消'}
        </button>
      </div>
    </div>
  );
}

import { IconCheck, IconCircle, IconLoader2 } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { call } from '../../ledger-client';
import styles from './import.module.css';

/** What a reading goes through, in the words in which the ledger tells it. */
const steps: readonly string[] = ['读取表格', '认表头和数据', '与台账比对'];

/** Stands in the place of a preview while its file is read: how far it is, and the way out. */
export function ReadingWait({ name, onCancel }: { name: string; onCancel: () => void }) {
  const [done, setDone] = useState(0);
  useEffect(
    () =>
      window.wubao.listen((event) => {
        if (event.type !== 'progress') return;
        const step = steps.indexOf(event.step);
        if (step >= 0) setDone(step);
      }),
    [],
  );
  return (
    <section className={styles.reading} aria-label="读取进度">
      <h1 className="ell">正在读取“{name}”</h1>
      <progress aria-label="读取进度" max={steps.length} value={done} />
      <ol>
        {steps.map((step, index) => (
          <li key={step} aria-current={index === done ? 'step' : undefined}>
            {index < done ? (
              <IconCheck className="icon" aria-label="已完成" />
            ) : index === done ? (
              <IconLoader2 className="icon" aria-label="进行中" />
            ) : (
              <IconCircle className="icon" aria-label="还没开始" />
            )}
            {step}
          </li>
        ))}
      </ol>
      <div className={styles.actions}>
        <span className="muted">取消等于没做，台账不变</span>
        <button
          type="button"
          className="btn"
          onClick={() => {
            void call('excel.cancel', {});
            onCancel();
          }}
        >
          取消
        </button>
      </div>
    </section>
  );
}

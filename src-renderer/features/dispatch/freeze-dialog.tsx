import { Modal } from '@mantine/core';
import type { Period } from '../../../src-shared/rules/period';
import { failureMessage } from '../../../src-shared/terms/errors';
import { showDone } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './dispatch.module.css';

/** Asks before the figures of a period are kept for good. */
export function FreezeDialog({ period, onClose }: { period: Period; onClose: () => void }) {
  const freeze = useLedgerCommand('bulletins.freeze', {
    onDone: () => {
      showDone(`${period.name}已冻结`);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={`冻结${period.name}`} size={480}>
      <div className={styles.dialog}>
        <p>
          冻结后，这一期的数字固定为现在的样子，以后补报的进度不再改变它，通报随时能再生成。以后改了这一期以前的数，写进下一期的更正。冻结不能撤销，台账本身照常可改。
        </p>
        {freeze.error && (
          <div className="note red" role="alert">
            {failureMessage(freeze.error.failure)}
          </div>
        )}
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            取消
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={freeze.isPending}
            onClick={() => freeze.mutate({ period: period.code })}
          >
            冻结
          </button>
        </div>
      </div>
    </Modal>
  );
}

import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { FileHandle } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { WrittenFiles } from '../../components/written-files';
import { demand, failureOf, useLedgerCommand } from '../../ledger-client';
import dialog from './device-dialog.module.css';

type Renewed = OutputOf<'devices.renewKey'> & { folder: FileHandle };

/** Gives this machine a new key: says what will happen, asks where to put the files, then says what to do with them. */
export function RenewKeyDialog(props: { lost: boolean; isCommission: boolean; onClose: () => void }) {
  const { lost, isCommission, onClose } = props;
  const [renewed, setRenewed] = useState<Renewed | null>(null);
  const renew = useLedgerCommand('devices.renewKey', { onFailure: showFailure });
  const begin = async () => {
    try {
      const folder = await demand('files.chooseFolder', {});
      if (!folder) return;
      setRenewed({ ...(await renew.mutateAsync({ folder: folder.token })), folder });
    } catch (error) {
      if (!renew.isError) showFailure(failureOf(error));
    }
  };
  return (
    <Modal opened onClose={onClose} title="重新登记本机" size={560}>
      {renewed ? (
        <>
          <p className={dialog.how}>
            {isCommission
              ? '请把新的四个词告诉各地秘书：收到下一个返还包时，要再核对一次。有上级的，把这些文件也交给上级。'
              : renewed.signed
                ? '旧钥匙已为新钥匙签字。市发改委核对新指纹、批准后，旧钥匙自动停用。这期间照常录入，数据都在。'
                : '旧钥匙打不开，没有签字。请打电话告诉市发改委：换了钥匙，旧设备请停用。这期间照常录入，数据都在。'}
          </p>
          <WrittenFiles
            folder={renewed.folder}
            names={renewed.files}
            note="请把它们一起交给市发改委。"
            onClose={onClose}
          />
        </>
      ) : (
        <>
          <ol className={dialog.steps}>
            {!lost && <li>先用现在的钥匙签最后一个上报包，没有报的改动都在里面。</li>}
            <li>给本机做一把新钥匙，指纹会变{lost ? '。' : '，由旧钥匙签字作证。'}</li>
            {lost && <li>旧钥匙签过的最后一个上报包照旧有效；没有报过的改动，由新钥匙重新签字。</li>}
            <li>写出新的登记文件，和上报包一起放到你选的文件夹（比如 U 盘）。</li>
          </ol>
          <p className={dialog.how}>台账数据一条不动。</p>
          <div className={dialog.buttons}>
            <button type="button" className="btn" onClick={onClose}>
              不登记
            </button>
            <button type="button" className="btn primary" disabled={renew.isPending} onClick={() => void begin()}>
              {renew.isPending ? '正在登记' : '选文件夹，重新登记'}
            </button>
          </div>
        </>
      )}
    </Modal>
  );
}

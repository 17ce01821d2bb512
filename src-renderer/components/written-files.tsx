import { IconFileText } from '@tabler/icons-react';
import { call } from '../ledger-client';
import type { FileHandle } from './file-drop';
import { showFailure } from './toast';
import classes from './written-files.module.css';

/** Documents that were written into a folder which the person chose, each with the way to open it. */
export function WrittenFiles({
  folder,
  names,
  note,
  onClose,
}: {
  folder: FileHandle;
  names: readonly string[];
  /** A sentence more: the kind of paper, how many there are. */
  note?: string;
  onClose: () => void;
}) {
  const act = async (method: 'files.open' | 'files.reveal', name: string) => {
    const result = await call(method, { token: folder.token, name });
    if (!result.ok) showFailure(result.error);
  };
  return (
    <div>
      <p>
        已写到文件夹“{folder.name}”。{note}
      </p>
      <ul className={classes.files}>
        {names.map((name) => (
          <li key={name}>
            <IconFileText className="icon" aria-hidden="true" />
            <span className="ell" title={name}>
              {name}
            </span>
            {/\.(docx|xlsx|pdf)$/.test(name) && (
              <button
                type="button"
                className="btn sm"
                aria-label={`打开 ${name}`}
                onClick={() => void act('files.open', name)}
              >
                打开
              </button>
            )}
            <button
              type="button"
              className="btn sm quiet"
              aria-label={`打开所在文件夹，${name}`}
              onClick={() => void act('files.reveal', name)}
            >
              打开所在文件夹
            </button>
          </li>
        ))}
      </ul>
      <div className={classes.buttons}>
        <button type="button" className="btn primary" onClick={onClose}>
          完成
        </button>
      </div>
    </div>
  );
}

import { Modal, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import styles from './handover.module.css';

/** As the ledger asks for it; see `weak_passphrase`. */
const least = 10;

/** Asks for the passphrase of a package that is about to be written: twice, because a slip of the hand would lock everybody out. */
export function NewPassphrase(props: { onClose: () => void; onTake: (passphrase: string) => void }) {
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [left, setLeft] = useState(false);
  const short = [...first].length < least;
  const differs = second !== first;
  return (
    <Modal opened onClose={props.onClose} title="另存为口令包" size={460}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          setLeft(true);
          if (!short && !differs) props.onTake(first);
        }}
      >
        <p>对方还没有登记、不能按设备加密时用。知道口令的人都能打开；口令请当面或打电话说，不要和包放在一起。</p>
        <PasswordInput
          label="口令"
          description={`至少 ${least} 个字，几个不相干的词连起来最好记`}
          value={first}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onChange={(event) => setFirst(event.currentTarget.value)}
          error={left && short ? `太短，至少 ${least} 个字` : undefined}
        />
        <PasswordInput
          label="再填一遍"
          value={second}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setSecond(event.currentTarget.value)}
          error={left && !short && differs ? '两遍不一样' : undefined}
        />
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={props.onClose}>
            取消
          </button>
          <button type="submit" className="btn primary" disabled={first === '' || second === ''}>
            选位置，生成
          </button>
        </div>
      </form>
    </Modal>
  );
}

/** Asks for the passphrase of files that came; `wrong` after one that did not open them. */
export function AskedPassphrase(props: {
  names: readonly string[];
  wrong: boolean;
  busy: boolean;
  onClose: () => void;
  onTake: (passphrase: string) => void;
}) {
  const { names, wrong, busy, onClose, onTake } = props;
  const [text, setText] = useState('');
  const [typed, setTyped] = useState(false);
  return (
    <Modal opened onClose={onClose} title="这个包有口令" size={460}>
      <form
        className={styles.dialog}
        onSubmit={(event) => {
          event.preventDefault();
          setTyped(false);
          if (text !== '' && !busy) onTake(text);
        }}
      >
        <p>
          {names.slice(0, 3).join('、')}
          {names.length > 3 && `等 ${names.length} 个`}是用口令加密的，请向交来的人问口令。
        </p>
        <PasswordInput
          label="口令"
          value={text}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            setTyped(true);
          }}
          error={wrong && !typed && !busy ? '口令不对，请核对大小写和空格再试。没有并入任何内容。' : undefined}
        />
        <div className={styles.buttons}>
          <button type="button" className="btn" onClick={onClose}>
            先不收
          </button>
          <button type="submit" className="btn primary" disabled={text === '' || busy}>
            {busy ? '正在打开' : '打开并收下'}
          </button>
        </div>
      </form>
    </Modal>
  );
}

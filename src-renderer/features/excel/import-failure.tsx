import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { describeFailure, type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { copyText } from '../../components/copy-text';

/** A file that could not be read or written: one sentence for the reason and one for the next step. */
export function ImportFailure(props: {
  failure: Failure;
  onChoose: () => void;
  /** Back to a sheet that could be read; left out where there is none. */
  onOtherSheet?: (() => void) | undefined;
  /** On to the next file of the batch; left out at the last. */
  onNext?: (() => void) | undefined;
}) {
  const { failure, onChoose, onOtherSheet, onNext } = props;
  const [copied, setCopied] = useState(false);
  const { what, next } = describeFailure(failure);
  return (
    <div className="msg" role="alert">
      <div className="t">
        <IconAlertCircle className="icon" aria-hidden="true" />
        <span>这个文件没有写入，台账没有变化。</span>
      </div>
      <p>
        {what}
        {next}
      </p>
      <div className="b">
        {onNext && (
          <button type="button" className="btn primary" onClick={onNext}>
            看下一个文件
          </button>
        )}
        <button type="button" className={onNext ? 'btn' : 'btn primary'} onClick={onChoose}>
          重新选择
        </button>
        {onOtherSheet && (
          <button type="button" className="btn" onClick={onOtherSheet}>
            用另一张表
          </button>
        )}
        <button
          type="button"
          className="btn quiet"
          onClick={() => void copyText(failureMessage(failure)).then(setCopied)}
        >
          {copied ? '已复制' : '复制这段话'}
        </button>
      </div>
    </div>
  );
}

import { Modal } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import { formatBytes } from '../../components/format-bytes';
import {
  isHere,
  isPicture,
  mayOpen,
  openAttachment,
  pictureOf,
  saveAttachment,
  takenWords,
  whoAndWhen,
} from './attachment-deeds';
import classes from './attachments.module.css';
import { Thumbnail } from './thumbnail';

/** One attachment after another over the whole window: arrows move, Esc closes. Pictures are drawn; other files say how they are opened. */
export function AttachmentPreview({
  attachments,
  at,
  onMove,
  onClose,
}: {
  attachments: readonly ShownAttachment[];
  /** Which of them is shown. */
  at: number;
  onMove: (at: number) => void;
  onClose: () => void;
}) {
  const shown = attachments[at];
  if (!shown) return null;
  const last = attachments.length - 1;
  const keys = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (to >= 0 && to <= last) onMove(to);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      fullScreen
      withCloseButton={false}
      padding={0}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': `附件 ${shown.name}` } }}
      classNames={{ body: classes.preview ?? '' }}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys belong to the whole dialog, wherever the focus stands in it */}
      <div className={classes.previewAll} onKeyDown={keys}>
        <div className={classes.previewHead}>
          <b className="ell" title={shown.name}>
            {shown.name}
          </b>
          <span className="muted nowrap">
            {formatBytes(shown.bytes)}　{whoAndWhen(shown)}
            {shown.taken_at && `　拍于 ${takenWords(shown)}`}
          </span>
          <span className="right" />
          <span className="muted nowrap" aria-live="polite">
            {at + 1} / {attachments.length}
          </span>
          {mayOpen(shown) && (
            <button type="button" className="btn" onClick={() => void openAttachment(shown)}>
              用系统程序打开
            </button>
          )}
          {isHere(shown) && (
            <button type="button" className="btn" onClick={() => void saveAttachment(shown)}>
              另存
            </button>
          )}
          <button
            type="button"
            className="btn icon-only quiet"
            aria-label="关闭预览"
            title="关闭（Esc）"
            data-autofocus
            onClick={onClose}
          >
            <IconX className="icon" aria-hidden="true" />
          </button>
        </div>
        {shown.lie && <div className="banner">{shown.lie}。</div>}
        <div className={classes.stage}>
          <button
            type="button"
            className={`btn icon-only ${classes.turn}`}
            aria-label="上一个"
            disabled={at === 0}
            onClick={() => onMove(at - 1)}
          >
            <IconChevronLeft className="icon" aria-hidden="true" />
          </button>
          <Content key={shown.id} attachment={shown} />
          <button
            type="button"
            className={`btn icon-only ${classes.turn}`}
            aria-label="下一个"
            disabled={at === last}
            onClick={() => onMove(at + 1)}
          >
            <IconChevronRight className="icon" aria-hidden="true" />
          </button>
        </div>
        {shown.note && <p className={classes.previewNote}>{shown.note}</p>}
      </div>
    </Modal>
  );
}

function Content({ attachment }: { attachment: ShownAttachment }) {
  const [broken, setBroken] = useState(false);
  if (isHere(attachment) && isPicture(attachment) && !broken)
    return (
      <img
        className={classes.picture}
        src={pictureOf(attachment)}
        alt={attachment.note ?? attachment.name}
        draggable={false}
        onError={() => setBroken(true)}
      />
    );
  const { label, use } = kindOf(attachment.type);
  return (
    <div className={classes.noPicture}>
      <Thumbnail attachment={attachment} size="card" />
      <p className="strong">{label}</p>
      <p className="muted">
        {!isHere(attachment) || (broken && isPicture(attachment))
          ? '文件还没到，或已损坏；登记的内容都在。带附件的包一到就能看。'
          : use === 'none'
            ? '这种文件不直接打开。确要看时请用“另存”，并先确认来源可靠。'
            : '这种文件用系统程序打开看。'}
      </p>
    </div>
  );
}

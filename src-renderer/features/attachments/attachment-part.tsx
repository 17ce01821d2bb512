import { Menu } from '@mantine/core';
import { IconAlertTriangle, IconDots, IconPaperclip, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { formatBytes } from '../../components/format-bytes';
import { useLedgerQuery } from '../../ledger-client';
import {
  isHere,
  mayOpen,
  openAttachment,
  saveAttachment,
  takenWords,
  whoAndWhen,
  withdrawAttachment,
} from './attachment-deeds';
import { type Owner, useIntake } from './attachment-intake';
import { AttachmentPreview } from './attachment-preview';
import classes from './attachments.module.css';
import { IntakeWords } from './intake-words';
import { Thumbnail } from './thumbnail';

/** Attachments of one record in a panel beside it: a row each; files may be dropped on it, and pasted while the focus is in it. */
export function AttachmentPart({
  owner,
  writable,
  heading = <h3>附件</h3>,
  inset = false,
}: {
  owner: Owner;
  writable: boolean;
  heading?: ReactNode;
  /** The panel around it has no edge of its own. */
  inset?: boolean;
}) {
  const { data } = useLedgerQuery('attachments.list', owner, { keep: true });
  const intake = useIntake(owner);
  const [at, setAt] = useState<number | null>(null);
  // The answer of the record before is not this one's.
  const attachments = (data?.attachments ?? []).filter((one) => one.owner === owner.id);
  return (
    <section
      className={classes.part}
      aria-label="附件"
      data-over={(writable && intake.over) || undefined}
      data-inset={inset || undefined}
      onPaste={writable ? (event) => void intake.paste(event) : undefined}
      {...(writable ? intake.dropProps : {})}
    >
      <div className={classes.partHead}>
        {heading}
        <span className="muted">{attachments.length > 0 ? attachments.length : ''}</span>
        <span className="right" />
        {writable && (
          <button type="button" className="btn sm quiet" disabled={intake.busy} onClick={() => void intake.choose()}>
            <IconPlus className="icon" aria-hidden="true" />
            添加
          </button>
        )}
      </div>
      <IntakeWords intake={intake} />
      {attachments.length === 0 ? (
        <p className={classes.none}>{writable ? '把文件或照片拖到这里，也可以粘贴截图。' : '没有附件。'}</p>
      ) : (
        <ul className={classes.rows}>
          {attachments.map((attachment, index) => (
            <Row key={attachment.id} attachment={attachment} writable={writable} onOpen={() => setAt(index)} />
          ))}
        </ul>
      )}
      {at !== null && (
        <AttachmentPreview attachments={attachments} at={at} onMove={setAt} onClose={() => setAt(null)} />
      )}
    </section>
  );
}

function Row({ attachment, writable, onOpen }: { attachment: ShownAttachment; writable: boolean; onOpen: () => void }) {
  const { name, lie, note } = attachment;
  const hint = [name, note, takenWords(attachment) && `拍于 ${takenWords(attachment)}`, whoAndWhen(attachment), lie];
  return (
    <li className={classes.row}>
      <button type="button" className={classes.rowMain} title={hint.filter(Boolean).join('\n')} onClick={onOpen}>
        <Thumbnail attachment={attachment} size="row" />
        <span className={classes.rowName}>{name}</span>
        {lie && (
          <span className="yellow-fg">
            <IconAlertTriangle className="icon" aria-hidden="true" />
            <span className="visually-hidden">{lie}</span>
          </span>
        )}
        {isHere(attachment) ? (
          <span className={classes.rowSize}>{formatBytes(attachment.bytes)}</span>
        ) : (
          <span className="yellow-fg nowrap">等待文件</span>
        )}
      </button>
      <DeedsMenu attachment={attachment} writable={writable} />
    </li>
  );
}

/** What may be done with one attachment. */
export function DeedsMenu({ attachment, writable }: { attachment: ShownAttachment; writable: boolean }) {
  if (!isHere(attachment) && !writable) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <button type="button" className="btn sm icon-only quiet" aria-label={`${attachment.name} 的更多操作`}>
          <IconDots className="icon" aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {mayOpen(attachment) && <Menu.Item onClick={() => void openAttachment(attachment)}>用系统程序打开</Menu.Item>}
        {isHere(attachment) && <Menu.Item onClick={() => void saveAttachment(attachment)}>另存</Menu.Item>}
        {writable && <Menu.Item onClick={() => void withdrawAttachment(attachment)}>删除</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

/** In a cell of a table: how many files, which is the first, and the way to all of them. */
export function AttachmentsInCell({ attachments }: { attachments: readonly ShownAttachment[] }) {
  const [at, setAt] = useState<number | null>(null);
  const [first] = attachments;
  if (!first) return null;
  return (
    <>
      <button
        type="button"
        className={classes.cell}
        title={attachments.map(({ name }) => name).join('\n')}
        onClick={() => setAt(0)}
      >
        <IconPaperclip className="icon" aria-hidden="true" />
        <span className="ell">{attachments.length === 1 ? first.name : `${attachments.length} 个文件`}</span>
        {attachments.some((one) => !isHere(one)) && <span className="yellow-fg nowrap">等待文件</span>}
      </button>
      {at !== null && (
        <AttachmentPreview attachments={attachments} at={at} onMove={setAt} onClose={() => setAt(null)} />
      )}
    </>
  );
}

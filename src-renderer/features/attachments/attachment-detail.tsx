import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { attachment as entity } from '../../../src-shared/entities/attachment';
import { entityOf, isEntityName } from '../../../src-shared/entities/entities';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import { formatBytes } from '../../components/format-bytes';
import {
  isHere,
  mayOpen,
  noteAttachment,
  openAttachment,
  saveAttachment,
  takenWords,
  whoAndWhen,
  withdrawAttachment,
} from './attachment-deeds';
import classes from './attachments.module.css';
import { Thumbnail } from './thumbnail';

/** Everything that is known of one attachment, and what may be done with it. */
export function AttachmentDetail({
  attachment,
  writable,
  onPreview,
}: {
  attachment: ShownAttachment;
  writable: boolean;
  onPreview: () => void;
}) {
  const { name, type, bytes, lie, owner_entity: owner, owner_title: title } = attachment;
  const taken = takenWords(attachment);
  return (
    <aside className={classes.detail} aria-label="附件详情">
      <button type="button" className={classes.detailPicture} aria-label={`预览 ${name}`} onClick={onPreview}>
        <Thumbnail attachment={attachment} size="card" />
      </button>
      <h2 className={classes.detailName}>{name}</h2>
      {lie && (
        <p className={`note y ${classes.lie}`}>
          <IconAlertTriangle className="icon" aria-hidden="true" />
          {lie}。
        </p>
      )}
      {!isHere(attachment) && (
        <p className={`note y ${classes.lie}`}>
          <IconAlertTriangle className="icon" aria-hidden="true" />
          文件还没到，或已损坏。带附件的包一到就能看；等不到时请{attachment.person || '对方'}重新上报。
        </p>
      )}
      <dl className="dl">
        <dt>种类</dt>
        <dd>{kindOf(type).label}</dd>
        <dt>大小</dt>
        <dd>{formatBytes(bytes)}</dd>
        {taken && (
          <>
            <dt>拍摄</dt>
            <dd>{taken}</dd>
          </>
        )}
        <dt>添加</dt>
        <dd>{whoAndWhen(attachment)}</dd>
        <dt>属于</dt>
        <dd>
          {owner !== 'project' && isEntityName(owner) ? `${entityOf(owner).label}：` : ''}
          {title}
        </dd>
      </dl>
      <NoteLine key={attachment.id} attachment={attachment} writable={writable} />
      <div className={classes.detailDeeds}>
        {mayOpen(attachment) && (
          <button type="button" className="btn" onClick={() => void openAttachment(attachment)}>
            用系统程序打开
          </button>
        )}
        {isHere(attachment) && (
          <button type="button" className="btn" onClick={() => void saveAttachment(attachment)}>
            另存
          </button>
        )}
        {writable && (
          <button type="button" className="btn quiet" onClick={() => void withdrawAttachment(attachment)}>
            删除
          </button>
        )}
      </div>
    </aside>
  );
}

/** A line about the file, saved on leaving it. */
function NoteLine({ attachment, writable }: { attachment: ShownAttachment; writable: boolean }) {
  const [text, setText] = useState(attachment.note ?? '');
  useEffect(() => setText(attachment.note ?? ''), [attachment.note]);
  if (!writable) return attachment.note ? <p>{attachment.note}</p> : null;
  const save = async () => {
    if (text.trim() === (attachment.note ?? '')) return;
    if (!(await noteAttachment(attachment, text))) setText(attachment.note ?? '');
  };
  return (
    <label className={classes.note}>
      <span className="muted">说明</span>
      <textarea
        className="text-input"
        rows={2}
        maxLength={entity.fields.note.maxLength}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onBlur={() => void save()}
      />
    </label>
  );
}

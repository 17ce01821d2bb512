import {
  IconFile,
  IconFileAlert,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconHourglass,
  IconMusic,
  IconPhoto,
  IconTable,
  IconVideo,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { ShownAttachment } from '../../../src-shared/contract/attachment-methods';
import { isHere, isPicture, thumbnailOf } from './attachment-deeds';
import classes from './attachments.module.css';

function signOf({ type, state }: ShownAttachment): typeof IconFile {
  if (state === 'awaiting') return IconHourglass;
  if (type.startsWith('image/')) return IconPhoto;
  if (type.startsWith('video/')) return IconVideo;
  if (type.startsWith('audio/')) return IconMusic;
  if (type === 'application/pdf') return IconFileTypePdf;
  if (/sheet|excel/.test(type)) return IconTable;
  if (/word|presentation|powerpoint|ofd|^text\/plain/.test(type)) return IconFileText;
  if (/zip|rar|7z/.test(type)) return IconFileZip;
  if (/download|macro|html/.test(type)) return IconFileAlert;
  return IconFile;
}

/** The picture in small, or a sign of what the file is. */
export function Thumbnail({ attachment, size }: { attachment: ShownAttachment; size: 'row' | 'card' }) {
  const [broken, setBroken] = useState(false);
  const Sign = signOf(attachment);
  return (
    <span className={size === 'row' ? classes.rowPicture : classes.cardPicture}>
      {isPicture(attachment) && isHere(attachment) && !broken ? (
        <img src={thumbnailOf(attachment)} alt="" decoding="async" draggable={false} onError={() => setBroken(true)} />
      ) : (
        <Sign className="icon" aria-hidden="true" />
      )}
    </span>
  );
}

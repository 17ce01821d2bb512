/** What the program knows about a kind of file. */
export interface AttachmentKind {
  /** Media type as `attachment.type` holds it. */
  readonly type: string;
  readonly label: string;
  /** Endings under which such bytes may honestly stand; the first is given to a copy. */
  readonly endings: readonly string[];
  /** `image`: the window draws it; `document`: the system's program may open it; `none`: only saved as a copy. */
  readonly use: 'image' | 'document' | 'none';
}

const kind = (type: string, label: string, endings: string, use: AttachmentKind['use']): AttachmentKind => ({
  type,
  label,
  endings: endings.split(' '),
  use,
});

const office = 'application/vnd.openxmlformats-officedocument';

/** Every type that is told from bytes. What is not among them is `unknownType`. */
export const attachmentKinds: readonly AttachmentKind[] = [
  kind('image/jpeg', 'JPEG 图片', 'jpg jpeg jpe jfif', 'image'),
  kind('image/png', 'PNG 图片', 'png', 'image'),
  kind('image/gif', 'GIF 图片', 'gif', 'image'),
  kind('image/webp', 'WebP 图片', 'webp', 'image'),
  // What follows are pictures that Chromium does not draw, or not everywhere.
  kind('image/bmp', 'BMP 图片', 'bmp dib', 'document'),
  kind('image/tiff', 'TIFF 图片', 'tif tiff', 'document'),
  kind('image/heic', 'HEIC 照片', 'heic heif hif', 'document'),
  kind('image/vnd.dwg', 'CAD 图纸', 'dwg dwt', 'document'),
  kind('application/pdf', 'PDF', 'pdf', 'document'),
  kind('application/ofd', 'OFD 版式文件', 'ofd', 'document'),
  kind(`${office}.wordprocessingml.document`, 'Word 文档', 'docx wps', 'document'),
  kind(`${office}.spreadsheetml.sheet`, 'Excel 表格', 'xlsx et', 'document'),
  kind(`${office}.presentationml.presentation`, '演示文稿', 'pptx ppsx dps', 'document'),
  kind('application/msword', 'Word 文档（旧格式）', 'doc wps dot wpt', 'document'),
  kind('application/vnd.ms-excel', 'Excel 表格（旧格式）', 'xls et xlt ett', 'document'),
  kind('application/vnd.ms-powerpoint', '演示文稿（旧格式）', 'ppt dps pps dpt', 'document'),
  kind('video/mp4', '视频', 'mp4 m4v mov 3gp', 'document'),
  kind('video/x-msvideo', '视频', 'avi', 'document'),
  kind('audio/mp4', '录音', 'm4a mp4', 'document'),
  kind('audio/mpeg', '录音', 'mp3', 'document'),
  kind('audio/wav', '录音', 'wav', 'document'),
  kind('audio/amr', '录音', 'amr', 'document'),
  kind('text/plain', '文本', 'txt csv log md', 'document'),
  kind('text/html', '网页', 'html htm mht xhtml svg', 'none'),
  kind('application/vnd.ms-office.macro', '带宏的文档', 'docm xlsm pptm dotm xltm ppsm xlsb wps et dps', 'none'),
  kind('application/zip', '压缩包', 'zip', 'none'),
  kind('application/vnd.rar', '压缩包', 'rar', 'none'),
  kind('application/x-7z-compressed', '压缩包', '7z', 'none'),
  kind('application/x-msdownload', '可执行程序', 'exe dll scr com', 'none'),
];

export const unknownType = 'application/octet-stream';

const byType = new Map(attachmentKinds.map((one) => [one.type, one]));

export function kindOf(type: string | null): AttachmentKind {
  return byType.get(type ?? '') ?? { type: unknownType, label: '文件', endings: [], use: 'none' };
}

/** Ending of a file name without the dot, small letters; empty where there is none. */
export function endingOf(name: string): string {
  return /[^.]\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** Latin letters stand off from Chinese ones. */
const spaced = (label: string) => (/^[A-Z]/.test(label) ? ` ${label}` : label);

/**
 * Where the ending of a name says another kind of file than the bytes are: the sentence that a person reads, else null. An ending that
 * nobody knows says nothing, but a program under any name but its own is always told.
 */
export function nameLie(name: string, type: string | null): string | null {
  const ending = endingOf(name);
  const { type: known, label, endings } = kindOf(type);
  if (endings.includes(ending)) return null;
  if (known === 'application/x-msdownload') return `内容是可执行程序${ending ? `，名字却以 .${ending} 结尾` : ''}`;
  const claimed = attachmentKinds.find((one) => one.endings.includes(ending));
  if (!claimed) return null;
  if (known === unknownType) return `名字以 .${ending} 结尾，内容却不是${spaced(claimed.label)}`;
  // Any text may stand in a text file, whatever its ending says of its use.
  return claimed.label === label ? null : `名字以 .${ending} 结尾，内容却是${spaced(label)}`;
}

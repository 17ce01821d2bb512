import type { PaperOf } from '../../../src-shared/contract/paper-values';
import { shortened } from '../../../src-shared/rules/prose';
import { formatDay } from '../../../src-shared/terms/format';
import type { LedgerContext } from '../context';
import { BlobStore } from './blob-store';
import { library } from './pictures';

/** Dots an inch of a photo on paper: fine enough for an office printer, small enough to be kept with the text. */
const resolution = 170;
const mostPixels = 120_000_000;
/** Bytes of one photo: a page with five of them goes by mail. */
const mostBytes = 200_000;
/** From good to just good enough, until a photo is small enough. */
const qualities = [82, 72, 62, 52, 42, 30] as const;

interface PhotoRow {
  readonly sha256: string;
  readonly note: string | null;
  readonly taken_at: string | null;
}

/**
 * An attached photo as a picture of a paper, turned as the camera was held, cut to `width` by `height` millimetres around its middle and
 * scaled for print. Null where its file has not come, is damaged or no picture that can be drawn: a paper is made without it.
 */
export async function printPicture(
  { folder, database }: Pick<LedgerContext, 'folder' | 'database'>,
  attachment: string,
  { width, height }: { readonly width: number; readonly height: number },
): Promise<PaperOf<'picture'> | null> {
  const row = database
    .prepare(`SELECT sha256, note, taken_at FROM attachment WHERE id = @id AND deleted <> 1 AND type LIKE 'image/%'`)
    .get({ id: attachment }) as PhotoRow | undefined;
  const bytes = row && (await new BlobStore(folder).read(row.sha256));
  const sharp = bytes && (await library());
  if (!row || !bytes || !sharp) return null;
  const pixels = (millimetres: number) => Math.round((millimetres / 25.4) * resolution);
  try {
    const scaled = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'none', animated: false })
      .rotate()
      .resize(pixels(width), pixels(height), { fit: 'cover' })
      .flatten({ background: '#ffffff' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: across, height: down, channels } = scaled.info;
    let data = Buffer.alloc(0);
    for (const quality of qualities) {
      data = await sharp(scaled.data, { raw: { width: across, height: down, channels } })
        .jpeg({ quality })
        .toBuffer();
      if (data.length <= mostBytes) break;
    }
    const day = row.taken_at?.slice(0, 10);
    return {
      kind: 'picture',
      data: data.toString('base64'),
      type: 'image/jpeg',
      width,
      height,
      // On one line under the picture.
      caption: [row.note && shortened(row.note, Math.floor(width / 4.3) - (day ? 8 : 0)), day && formatDay(day)]
        .filter(Boolean)
        .join('，'),
    };
  } catch {
    return null;
  }
}

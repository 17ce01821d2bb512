import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { kindOf } from '../../../src-shared/rules/attachment-types';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { BlobStore, blobStoreName } from './blob-store';
import { typeOfFile } from './file-type';

/** Thumbnails by the hash of their pictures; may be taken away at any time. */
const thumbnailsName = 'thumbnails';
const edge = 320;
/** Larger pictures are no photos. */
const mostPixels = 120_000_000;

type Sharp = typeof import('sharp').default;
let loading: Promise<Sharp | undefined> | undefined;

/** The picture library, when the first thumbnail is asked for; undefined where this machine has none: lists then show a sign. */
export function library(): Promise<Sharp | undefined> {
  loading ??= import('sharp').then(
    ({ default: sharp }) => {
      // One picture after another, and nothing kept: the ledger has other work, and an old office PC little memory.
      sharp.cache(false);
      sharp.concurrency(1);
      return sharp;
    },
    () => undefined,
  );
  return loading;
}

const making = new Map<string, Promise<string | null>>();
let turn: Promise<unknown> = Promise.resolve();

/**
 * Place of the thumbnail of a picture in the store, made where there is none yet; null where the bytes are no picture that can be drawn.
 * Pictures are worked on one after another.
 */
export function thumbnailOf(context: Pick<LedgerContext, 'folder'>, sha256: string): Promise<string | null> {
  const store = new BlobStore(context.folder);
  const source = store.fileOf(sha256);
  const place = path.join(context.folder, blobStoreName, thumbnailsName, `${sha256}.jpg`);
  if (existsSync(place)) return Promise.resolve(place);
  const present = making.get(place);
  if (present) return present;
  const made = turn.then(() => makeThumbnail(source, place)).finally(() => making.delete(place));
  turn = made.catch(() => undefined);
  making.set(place, made);
  return made;
}

async function makeThumbnail(source: string, place: string): Promise<string | null> {
  if (existsSync(place)) return place;
  const sharp = await library();
  if (!sharp) return null;
  const partial = `${place}.${process.pid}.partial`;
  try {
    await mkdir(path.dirname(place), { recursive: true });
    await sharp(source, { limitInputPixels: mostPixels, failOn: 'none', sequentialRead: true, animated: false })
      // As the camera was held.
      .rotate()
      .resize(edge, edge, { fit: 'inside', withoutEnlargement: true, fastShrinkOnLoad: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 78 })
      .toFile(partial);
    await rename(partial, place);
    return place;
  } catch {
    // Not a picture after all, damaged, or no room: the list shows a sign, and the file itself is as it was.
    await rm(partial, { force: true }).catch(() => undefined);
    return null;
  }
}

/** Removes the thumbnail of a file that is removed. */
export async function forgetThumbnail(folder: string, sha256: string): Promise<void> {
  await rm(path.join(folder, blobStoreName, thumbnailsName, `${sha256}.jpg`), { force: true }).catch(() => undefined);
}

/** See `attachments.picture`. Null for what is not here, or no picture of the kinds that a window draws. */
export const showPicture: Handler<'attachments.picture'> = async (context, { sha256, size }) => {
  const store = new BlobStore(context.folder);
  if (store.sizeOf(sha256) === undefined) return null;
  if (size === 'thumbnail') {
    const place = await thumbnailOf(context, sha256);
    return place === null ? null : { place, type: 'image/jpeg' };
  }
  const place = store.fileOf(sha256);
  const type = await typeOfFile(place);
  if (kindOf(type).use !== 'image' || (await store.check(sha256)) !== 'whole') return null;
  return { place, type };
};

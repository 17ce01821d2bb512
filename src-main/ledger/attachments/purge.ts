import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { BlobStore } from './blob-store';
import { forgetThumbnail } from './pictures';

/** Hashes that living attachments name. */
function livingHashes({ database }: LedgerContext): Set<string> {
  return new Set(
    database.prepare('SELECT DISTINCT sha256 FROM attachment WHERE deleted <> 1').pluck().all() as string[],
  );
}

/** See `attachments.leftovers`: the largest first. */
export const listLeftovers: Handler<'attachments.leftovers'> = (context) => {
  const living = livingHashes(context);
  const withdrawn = context.database.prepare('SELECT DISTINCT name FROM attachment WHERE sha256 = @sha256').pluck();
  const files = new BlobStore(context.folder)
    .list()
    .filter(({ sha256 }) => !living.has(sha256))
    .map(({ sha256, bytes }) => ({ sha256, bytes, names: withdrawn.all({ sha256 }) as string[] }))
    .sort((a, b) => b.bytes - a.bytes);
  return { files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
};

/** See `attachments.purge`. What lives is asked again here: a package may have come since the list was shown. */
export const purgeLeftovers: Handler<'attachments.purge'> = async (context, input) => {
  const store = new BlobStore(context.folder);
  const living = livingHashes(context);
  let removed = 0;
  let bytes = 0;
  let kept = 0;
  for (const sha256 of new Set(input.sha256)) {
    const size = store.sizeOf(sha256);
    if (size === undefined) continue;
    if (living.has(sha256)) {
      kept += 1;
      continue;
    }
    store.remove(sha256);
    await forgetThumbnail(context.folder, sha256);
    removed += 1;
    bytes += size;
  }
  return { removed, bytes, kept };
};

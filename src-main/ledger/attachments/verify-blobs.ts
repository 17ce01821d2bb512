import type { LedgerContext } from '../context';
import type { Check } from '../database/backup';
import { unpackCells } from '../journal/heads';
import { BlobStore } from './blob-store';
import { type AttachmentRow, isBlobName, isHere } from './shown';

/**
 * Reads every file of the store. A file whose bytes are others than its name, or that this machine attached itself and that is gone, is a
 * fault; what others attached and has not come yet is none, and is told.
 */
export async function verifyBlobs(context: LedgerContext): Promise<Check[]> {
  const { database, folder, journal } = context;
  const store = new BlobStore(folder);
  const rows = database.prepare('SELECT * FROM attachment WHERE deleted <> 1').all() as AttachmentRow[];
  const nameOf = new Map(rows.map((row) => [row.sha256, row.name ?? '附件']));
  const damaged: string[] = [];
  for (const { sha256 } of store.list())
    if ((await store.look(sha256)) === 'damaged') damaged.push(nameOf.get(sha256) ?? sha256.slice(0, 16));
  const packed = database.prepare('SELECT packed FROM fields WHERE record = @record').pluck();
  const isOwn = ({ record }: AttachmentRow) => {
    const { cells } = unpackCells((packed.get({ record }) as Buffer | undefined) ?? Buffer.alloc(0));
    return [...cells.values()].some(({ heads }) => heads.some(({ device }) => device === journal.core.own));
  };
  const lacking = rows.filter((row) => isBlobName(row.sha256) && !isHere(store, row));
  const lost = lacking.filter(isOwn).map((row) => `${row.name ?? '附件'}（不见了）`);
  const waiting = lacking.length - lost.length;
  return [
    { name: '附件都在且没有变', ok: damaged.length + lost.length === 0, detail: [...damaged, ...lost].join('、') },
    { name: '等待文件的附件', ok: true, detail: waiting === 0 ? '' : `${waiting} 个，文件还没到` },
  ];
}

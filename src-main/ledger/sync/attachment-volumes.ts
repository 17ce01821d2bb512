import type { Database } from 'better-sqlite3';
import { BlobStore, type StoredBlob } from '../attachments/blob-store';
import { isBlobName, isHere } from '../attachments/shown';
import type { LedgerContext } from '../context';
import type { DeviceKey } from './device-key';
import type { Manifest } from './manifest';
import { type ManifestDraft, type PackedFile, writePackage } from './package-file';

/** A package with attachments is kept below this, so that it fits a mailbox and a stick of any age. */
export const volumeBytes = 50 * 1024 * 1024;
/** Manifest, signature and zip around the files. */
const overhead = 512 * 1024;
const overheadOfFile = 512;
/** As many as a manifest may name. */
const mostFiles = 4000;

/** Which files go into which package. */
export interface Volumes {
  /** Behind the changes, in the first package. */
  readonly first: readonly StoredBlob[];
  /** One list a further package, none of them empty. */
  readonly further: readonly (readonly StoredBlob[])[];
  /** Wanted, but not here. */
  readonly lacking: readonly string[];
}

/**
 * Distributes wanted files, in their order, over the package with the changes and further ones. `changesBytes` is what the first package
 * holds already; null where there are no changes at all, and then `first` is empty. Looks at sizes only: `loadFiles` checks the bytes.
 */
export function planVolumes(context: LedgerContext, wanted: Iterable<string>, changesBytes: number | null): Volumes {
  const store = new BlobStore(context.folder);
  const lacking: string[] = [];
  const volumes: { files: StoredBlob[]; room: number }[] = [
    { files: [], room: changesBytes === null ? 0 : volumeBytes - overhead - changesBytes },
  ];
  for (const sha256 of new Set(wanted)) {
    const bytes = isBlobName(sha256) ? store.sizeOf(sha256) : undefined;
    if (bytes === undefined) {
      lacking.push(sha256);
      continue;
    }
    const need = bytes + overheadOfFile;
    let volume = volumes.find(({ files, room }) => room >= need && files.length < mostFiles);
    if (!volume) {
      volume = { files: [], room: volumeBytes - overhead };
      volumes.push(volume);
    }
    volume.files.push({ sha256, bytes });
    volume.room -= need;
  }
  const [first, ...further] = volumes.map(({ files }) => files);
  return { first: first ?? [], further, lacking };
}

/** Files of one volume for `writePackage`; those whose bytes are no longer what they were are left out and named. */
export async function loadFiles(
  context: LedgerContext,
  planned: readonly StoredBlob[],
): Promise<{ files: { sha256: string; content: Buffer }[]; damaged: string[] }> {
  const store = new BlobStore(context.folder);
  const files: { sha256: string; content: Buffer }[] = [];
  const damaged: string[] = [];
  for (const { sha256 } of planned) {
    const content = await store.read(sha256);
    if (content) files.push({ sha256, content });
    else damaged.push(sha256);
  }
  return { files, damaged };
}

/** One package, ready to be stored, placed and entered. */
export interface BuiltPackage {
  readonly bytes: Buffer;
  readonly hasChanges: boolean;
  /** Attachments in it. */
  readonly files: number;
  /** Hashes of files that were planned and turned out damaged: they wait for a whole copy now. */
  readonly damaged: readonly string[];
}

/**
 * The packages of a plan, one after another, so that one volume at a time stands in memory: first the one with the changes (unless
 * `changes` is null), signed from `draft`, then further ones of the same kind without range. All carry the draft's `awaiting`.
 */
export async function* buildPackages(
  context: LedgerContext,
  draft: ManifestDraft,
  changes: Buffer | null,
  { first, further }: Volumes,
  key: DeviceKey,
  at: Date,
): AsyncGenerator<BuiltPackage> {
  const volumes = changes === null ? further : [first, ...further];
  for (const [index, planned] of volumes.entries()) {
    if (volumes.length > 1) context.progress('写附件包', index, volumes.length);
    const { files, damaged } = await loadFiles(context, planned);
    const lines = index === 0 ? changes : null;
    if (lines === null && files.length === 0) continue;
    const manifest = lines === null ? { ...draft, range: null, clock: 0 } : draft;
    const bytes = await writePackage(manifest, lines ?? Buffer.alloc(0), key, at, files);
    yield { bytes, hasChanges: lines !== null, files: files.length, damaged };
  }
}

/** Hashes that living attachments name and whose files are not here: for `awaiting` of a manifest. */
export function awaitedFiles({ database, folder }: Pick<LedgerContext, 'database' | 'folder'>): string[] {
  const store = new BlobStore(folder);
  const rows = database.prepare('SELECT DISTINCT sha256, bytes FROM attachment WHERE deleted <> 1').all() as {
    sha256: string | null;
    bytes: number | null;
  }[];
  const lacking = rows.filter((row) => isBlobName(row.sha256) && !isHere(store, row)).map(({ sha256 }) => sha256);
  return [...new Set(lacking as string[])].slice(0, mostFiles);
}

/** Files of attachments that this machine's own changes from `from` on made or touched; withdrawn ones are left out. */
export function filesOfOwnChanges({ database, journal }: LedgerContext, from: number): string[] {
  return database
    .prepare(
      `SELECT a.sha256 FROM change c JOIN attachment a ON a.record = c.record
       WHERE c.device = @own AND c.seq >= @from AND a.deleted <> 1 AND a.sha256 IS NOT NULL GROUP BY a.sha256 ORDER BY min(c.seq)`,
    )
    .pluck()
    .all({ own: journal.core.own, from }) as string[];
}

/** Stands among the requests of a device for the manifest itself, so that one that lacks nothing is remembered too. */
const newestMark = '';

/** Files that a device says it lacks, by its newest manifest. */
export function filesAskedBy(database: Database, device: string): string[] {
  return database
    .prepare(
      'SELECT r.sha256 FROM file_request r JOIN device d ON d.number = r.device WHERE d.id = @device AND r.sha256 <> @mark',
    )
    .pluck()
    .all({ device, mark: newestMark }) as string[];
}

/** What the Commission says it lacks: a report brings it. */
export function filesAskedByCommission(database: Database): string[] {
  return database
    .prepare(
      `SELECT DISTINCT r.sha256 FROM file_request r JOIN device d ON d.number = r.device
       WHERE d.role = 'commission' AND d.state = 'approved' AND r.sha256 <> @mark`,
    )
    .pluck()
    .all({ mark: newestMark }) as string[];
}

/**
 * Writes down what the writer of a package lacks, in place of what an older one of its packages said. Only for a device that is trusted;
 * inside the transaction of the import.
 */
export function noteAwaiting(database: Database, { device, createdAt, awaiting = [] }: Manifest): void {
  const number = database.prepare('SELECT number FROM device WHERE id = @device').pluck().get({ device });
  if (number === undefined) return;
  const newest = database.prepare('SELECT max(at) FROM file_request WHERE device = @number').pluck().get({ number });
  if (typeof newest === 'string' && newest > createdAt) return;
  database.prepare('DELETE FROM file_request WHERE device = @number').run({ number });
  const add = database.prepare(
    'INSERT OR IGNORE INTO file_request (device, sha256, at) VALUES (@number, @sha256, @createdAt)',
  );
  for (const sha256 of [newestMark, ...awaiting]) add.run({ number, sha256, createdAt });
}

/** '6.2 MB', as a person reads it. */
export function sizeWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.max(Math.round(bytes / 1024), 1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** How many files were not here before, and their size together. */
export interface KeptFiles {
  readonly fresh: number;
  readonly bytes: number;
}

export const noFiles: KeptFiles = { fresh: 0, bytes: 0 };

/**
 * Puts the files of a package into the store, one by one, whoever names them or will: a volume may come before the changes. Answers how
 * many were not here. Throws Refusal disk_full, file_unwritable, folder_unwritable.
 */
export function keepFiles(folder: string, files: readonly PackedFile[]): KeptFiles {
  const store = new BlobStore(folder);
  let fresh = 0;
  let bytes = 0;
  for (const file of files) {
    if (store.sizeOf(file.sha256) !== file.bytes) {
      fresh += 1;
      bytes += file.bytes;
    }
    store.put(file.read());
  }
  return { fresh, bytes };
}

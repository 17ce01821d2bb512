import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { businessEntityNames } from '../../../src-shared/entities/entities';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { fileFault, writeDurably } from '../durable-file';
import type { Handler } from '../handler';
import type { OwnStream } from '../journal/stream-reader';
import {
  awaitedFiles,
  buildPackages,
  filesAskedByCommission,
  filesOfOwnChanges,
  planVolumes,
} from './attachment-volumes';
import { ContentStore, sha256Of } from './content-store';
import { lastReturn } from './delivery';
import { ownKey } from './device-key';
import { envelopeEnding } from './envelope';
import { type ClosingWish, sealingOf } from './envelope-closing';
import { innerName } from './envelope-opening';
import { enterHandover } from './handover-record';
import type { Manifest } from './manifest';
import { packageDraft } from './package-draft';
import { packageName, packageNumber } from './package-name';
import { PackageRegister } from './package-register';
import { Roster } from './roster';

/** Folder in the ledger folder for packages for which nobody named a place. */
const outboxName = 'outbox';

/** Points at which a test stops the export. */
export type ExportStep = 'built' | 'stored' | 'placed';

/**
 * Writes the report of this machine: its stream behind what a signed receipt covers, so that what was sent is repeated until then, and a
 * gap at the other side is filled without being asked; with `full` the whole stream. Files of attachments stand behind the changes, and in further packages where they are more than a volume holds. A named file
 * that is no package of this ledger is left alone, and the next free name is taken. `wish` closes all of them in envelopes; the content
 * store keeps what is inside. Throws Refusal nothing_to_report, device_key_missing, file_unwritable, disk_full, and as `sealingOf`.
 */
export async function writeReport(
  context: LedgerContext,
  file: string | undefined,
  step: (step: ExportStep) => void = () => {},
  wish: ClosingWish & {
    readonly full?: boolean | undefined;
    /** It goes into a snapshot and is not handed over by itself. */
    readonly isPart?: boolean;
  } = {},
): Promise<OutputOf<'packages.export'>> {
  const register = new PackageRegister(context.database);
  const sealing = sealingOf(context, wish);
  const first = wish.full ? 1 : new Roster(context.database).own().receipt + 1;
  const stream = context.journal.ownStream(first);
  const wanted = [...filesOfOwnChanges(context, stream?.from ?? first), ...filesAskedByCommission(context.database)];
  const volumes = planVolumes(context, wanted, stream ? stream.ndjson.length : null);
  if (!stream && volumes.further.length === 0) throw new Refusal('nothing_to_report');
  const key = ownKey(context);
  const now = context.clock.now();
  const draft = {
    ...packageDraft(context, 'report'),
    recipients: sealing.recipients,
    awaiting: awaitedFiles(context),
    inReplyTo: lastReturn(context.database),
  };
  const manifest = stream ? { ...draft, range: rangeOf(stream), clock: stream.clock } : draft;
  const target = targetOf(context, register, file, sealing.kind === 'none' ? '' : envelopeEnding);
  const written: { file: string; bytes: number }[] = [];
  let attachments = 0;
  const lacking = new Set(volumes.lacking);
  for await (const built of buildPackages(context, manifest, stream?.ndjson ?? null, volumes, key, now)) {
    const place = written.length === 0 ? target : volumeName(register, target, written.length);
    step('built');
    const sha256 = new ContentStore(context.folder).put(built.bytes);
    step('stored');
    const closed = await sealing.close(built.bytes);
    writeDurably(place, closed);
    step('placed');
    const range = built.hasChanges ? stream : null;
    const number = register.enter({
      sha256,
      name: innerName(path.basename(place)),
      direction: 'out',
      kind: 'report',
      device: key.id,
      person: context.identity.person,
      at: beijingTimestamp(now),
      from_seq: range?.from ?? null,
      to_seq: range?.to ?? null,
      changes: range ? range.to - range.from + 1 : 0,
      bytes: built.bytes.length,
      state: 'written',
      message: '',
    });
    if (!wish.isPart)
      enterHandover(context.database, {
        package: number,
        direction: 'out',
        kind: 'report',
        device: null,
        outer: {
          name: path.basename(place),
          sha256: closed === built.bytes ? sha256 : sha256Of(closed),
          bytes: closed.length,
        },
        envelope: sealing.kind,
        at: beijingTimestamp(now),
        today: context.clock.today(),
      });
    written.push({ file: place, bytes: closed.length });
    attachments += built.files;
    for (const damaged of built.damaged) lacking.add(damaged);
  }
  // All that was wanted turned out damaged, and there were no changes beside it.
  if (written.length === 0) throw new Refusal('nothing_to_report');
  const end = new Roster(context.database).own().high_water;
  return {
    file: target,
    changes: stream ? stream.to - stream.from + 1 : 0,
    from: stream?.from ?? end + 1,
    to: stream?.to ?? end,
    bytes: written[0]?.bytes ?? 0,
    files: written,
    attachments,
    lacking: lacking.size,
  };
}

function rangeOf({ from, to, before, after }: OwnStream): NonNullable<Manifest['range']> {
  return { from, to, before: before.toString('hex'), after: after.toString('hex') };
}

/** Beside the first package: 昌邑-王-0032-附件1.wubao. What is no package of this ledger is left alone. */
function volumeName(register: PackageRegister, target: string, number: number): string {
  const ending = /\.wubao(\.age)?$/i.exec(target)?.[0] ?? path.extname(target);
  const stem = target.slice(0, target.length - ending.length);
  for (let attempt = 1; ; attempt += 1) {
    const place = `${stem}-附件${number}${attempt === 1 ? '' : `-${attempt}`}${ending}`;
    if (!existsSync(place) || isOwnPackage(register, place)) return place;
  }
}

/** See `packages.export`. */
export const exportPackage: Handler<'packages.export'> = (context, input) =>
  writeReport(context, input.file, undefined, input);

/** See `packages.summary`. */
export const packagesSummary: Handler<'packages.summary'> = (context) => {
  const { database } = context;
  const register = new PackageRegister(database);
  const own = new Roster(database).own();
  const last = register.lastWritten(own.id);
  const from = own.receipt + 1;
  const counts = new Map(
    database
      .prepare(
        `SELECT f.entity, count(DISTINCT c.record) FROM change c JOIN fields f ON f.record = c.record
         WHERE c.device = @device AND c.seq >= @from GROUP BY f.entity`,
      )
      .raw()
      .all({ device: own.number, from }) as [string, number][],
  );
  return {
    name: packageName(context.identity, nextNumber(register)),
    changes: Math.max(own.high_water - from + 1, 0),
    from,
    to: own.high_water,
    byEntity: businessEntityNames.flatMap((entity) => {
      const records = counts.get(entity) ?? 0;
      return records > 0 ? [{ entity, records }] : [];
    }),
    files: new Set([...filesOfOwnChanges(context, from), ...filesAskedByCommission(database)]).size,
    lastName: last?.name ?? null,
    lastAt: last?.at ?? null,
    receiptName: register.lastReceipted(own.id, own.receipt)?.name ?? null,
    receiptAt: own.receipt > 0 ? own.receipt_at : null,
  };
};

/** One more than the greatest number that was given here, and than the packages that were written here. */
function nextNumber(register: PackageRegister): number {
  // A report and its further volumes have one number together.
  const names = register.writtenNames().filter((name) => !/-附件\d+(-\d+)?\.wubao(\.age)?$/i.test(name));
  return Math.max(names.length, ...names.map((name) => packageNumber(name) ?? 0)) + 1;
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

/** A file's folder, its name, and its ending: that of an envelope belongs to it. */
function partsOf(file: string): { dir: string; name: string; ext: string } {
  const plain = innerName(file);
  const { dir, name, ext } = path.parse(plain);
  return { dir, name, ext: ext + file.slice(plain.length) };
}

/** A named file keeps its name; `ending` stands behind one that is given here. */
function targetOf(context: LedgerContext, register: PackageRegister, file: string | undefined, ending: string): string {
  if (file !== undefined && !isFolder(file)) return freeFile(register, file);
  const folder = file ?? path.join(context.folder, outboxName);
  if (file === undefined) {
    try {
      mkdirSync(folder, { recursive: true });
    } catch {
      throw new Refusal('folder_unwritable', { path: folder });
    }
  }
  for (let number = nextNumber(register); ; number += 1) {
    const candidate = path.join(folder, packageName(context.identity, number) + ending);
    if (!existsSync(candidate)) return candidate;
  }
}

/** The named file; where something else lies there, the same name with the next free number. */
function freeFile(register: PackageRegister, file: string): string {
  if (!existsSync(file) || isOwnPackage(register, file)) return file;
  const { dir, name, ext } = partsOf(file);
  const number = packageNumber(`${name}.wubao`);
  const stem = number === undefined ? name : name.slice(0, name.lastIndexOf('-'));
  const start = number === undefined ? 2 : number + 1;
  for (let next = start; ; next += 1) {
    const candidate = path.join(dir, `${stem}-${number === undefined ? next : String(next).padStart(4, '0')}${ext}`);
    if (!existsSync(candidate)) return candidate;
  }
}

/** Whether a file is a report that was written here: what is in it lies in the content store too, so replacing it loses nothing. */
function isOwnPackage(register: PackageRegister, file: string): boolean {
  try {
    return register.findHanded(sha256Of(readFileSync(file)))?.state === 'written';
  } catch (error) {
    throw new Refusal('file_unwritable', { name: path.basename(file), detail: fileFault(error) });
  }
}

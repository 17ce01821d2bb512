import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { businessEntityNames } from '../../../src-shared/entities/entities';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { fileFault, writeDurably } from '../durable-file';
import type { Handler } from '../handler';
import { ContentStore, sha256Of } from './content-store';
import { ownKey } from './device-key';
import { packageDraft } from './package-draft';
import { writePackage } from './package-file';
import { packageName, packageNumber } from './package-name';
import { PackageRegister } from './package-register';
import { Roster } from './roster';

/** Folder in the ledger folder for packages for which nobody named a place. */
const outboxName = 'outbox';

/** Points at which a test stops the export. */
export type ExportStep = 'built' | 'stored' | 'placed';

/**
 * Writes the report of this machine: its whole stream as long as no receipt says what has arrived; what was sent is repeated until
 * then. A named file that is no package of this ledger is left alone, and the next free name is taken. Throws Refusal
 * nothing_to_report, device_key_missing, file_unwritable, disk_full.
 */
export async function writeReport(
  context: LedgerContext,
  file: string | undefined,
  step: (step: ExportStep) => void = () => {},
): Promise<OutputOf<'packages.export'>> {
  const register = new PackageRegister(context.database);
  const stream = context.journal.ownStream(1);
  if (!stream) throw new Refusal('nothing_to_report');
  const { from, to, before, after, ndjson, clock } = stream;
  const key = ownKey(context);
  const now = context.clock.now();
  const range = { from, to, before: before.toString('hex'), after: after.toString('hex') };
  const bytes = await writePackage({ ...packageDraft(context, 'report'), range, clock }, ndjson, key, now);
  step('built');
  const sha256 = new ContentStore(context.folder).put(bytes);
  step('stored');
  const target = targetOf(context, register, file);
  writeDurably(target, bytes);
  step('placed');
  const changes = to - from + 1;
  register.enter({
    sha256,
    name: path.basename(target),
    direction: 'out',
    kind: 'report',
    device: key.id,
    person: context.identity.person,
    at: beijingTimestamp(now),
    from_seq: from,
    to_seq: to,
    changes,
    bytes: bytes.length,
    state: 'written',
    message: '',
  });
  return { file: target, changes, from, to, bytes: bytes.length };
}

/** See `packages.export`. */
export const exportPackage: Handler<'packages.export'> = (context, input) => writeReport(context, input.file);

/** See `packages.summary`. */
export const packagesSummary: Handler<'packages.summary'> = (context) => {
  const { database } = context;
  const register = new PackageRegister(database);
  const own = new Roster(database).own();
  const last = register.lastWritten(own.id);
  const from = (last?.to_seq ?? 0) + 1;
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
    lastName: last?.name ?? null,
    lastAt: last?.at ?? null,
  };
};

/** One more than the greatest number that was given here, and than the packages that were written here. */
function nextNumber(register: PackageRegister): number {
  const names = register.writtenNames();
  return Math.max(names.length, ...names.map((name) => packageNumber(name) ?? 0)) + 1;
}

function isFolder(file: string): boolean {
  try {
    return statSync(file).isDirectory();
  } catch {
    return false;
  }
}

function targetOf(context: LedgerContext, register: PackageRegister, file: string | undefined): string {
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
    const candidate = path.join(folder, packageName(context.identity, number));
    if (!existsSync(candidate)) return candidate;
  }
}

/** The named file; where something else lies there, the same name with the next free number. */
function freeFile(register: PackageRegister, file: string): string {
  if (!existsSync(file) || isOwnPackage(register, file)) return file;
  const { dir, name, ext } = path.parse(file);
  const number = packageNumber(`${name}.wubao`);
  const stem = number === undefined ? name : name.slice(0, name.lastIndexOf('-'));
  const start = number === undefined ? 2 : number + 1;
  for (let next = start; ; next += 1) {
    const candidate = path.join(dir, `${stem}-${number === undefined ? next : String(next).padStart(4, '0')}${ext}`);
    if (!existsSync(candidate)) return candidate;
  }
}

/** Whether a file is a report that was written here: its bytes lie in the content store too, so replacing it loses nothing. */
function isOwnPackage(register: PackageRegister, file: string): boolean {
  try {
    return register.find(sha256Of(readFileSync(file)))?.state === 'written';
  } catch (error) {
    throw new Refusal('file_unwritable', { name: path.basename(file), detail: fileFault(error) });
  }
}

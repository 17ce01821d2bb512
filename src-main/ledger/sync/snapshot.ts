import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { OutputOf } from '../../../src-shared/contract/contract';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { writeDurably } from '../durable-file';
import type { Handler } from '../handler';
import { volumeBytes } from './attachment-volumes';
import { ContentStore, sha256Of } from './content-store';
import { Confirmed, enterDelivery } from './delivery';
import { ownKey } from './device-key';
import { envelopeEnding } from './envelope';
import { sealingOf } from './envelope-closing';
import { innerName } from './envelope-opening';
import { packagesSummary, writeReport } from './export-package';
import { enterHandover } from './handover-record';
import { packageDraft } from './package-draft';
import { writePackage } from './package-file';
import { packageNumber, snapshotName } from './package-name';
import { PackageRegister } from './package-register';
import { Roster } from './roster';
import { requireCommission } from './trust-countersign';

const outboxName = 'outbox';
/** Manifest and zip around the packages. */
const overhead = 512 * 1024;

interface Inside {
  readonly sha256: string;
  readonly name: string;
  /** Who signed it. */
  readonly device: string;
  readonly bytes: number;
}

/** Reports that came in and of which no receipt from above says that they arrived there; with `full` all of them. */
function reportsFor({ database }: LedgerContext, full: boolean): Inside[] {
  const known = full ? undefined : new Confirmed(database, new Roster(database).own().number);
  const rows = database
    .prepare(
      "SELECT sha256, name, device, bytes FROM package WHERE direction = 'in' AND kind = 'report' AND state = 'merged' ORDER BY number",
    )
    .all() as Inside[];
  return rows.filter(({ sha256 }) => !known?.files.has(sha256));
}

/** One list a package, each below the size of a volume unless one file alone is larger. */
function volumesOf(all: readonly Inside[]): Inside[][] {
  const volumes: { files: Inside[]; bytes: number }[] = [];
  for (const file of all) {
    const last = volumes.at(-1);
    if (last && last.bytes + file.bytes <= volumeBytes - overhead && last.files.length < 3000) {
      last.files.push(file);
      last.bytes += file.bytes;
    } else volumes.push({ files: [file], bytes: file.bytes });
  }
  return volumes.map(({ files }) => files);
}

function nextNumber({ database }: LedgerContext): number {
  const names = database
    .prepare("SELECT name FROM package WHERE state = 'written' AND kind = 'snapshot'")
    .pluck()
    .all() as string[];
  return Math.max(0, ...names.map((name) => packageNumber(name) ?? 0)) + 1;
}

/** See `snapshots.summary`. */
export const snapshotSummary: Handler<'snapshots.summary'> = async (context) => {
  const { database } = context;
  const own = await packagesSummary(context, {});
  const reports = reportsFor(context, false);
  const known = database.prepare('SELECT changes FROM package WHERE sha256 = @sha256').pluck();
  const last = database
    .prepare(
      "SELECT p.at, y.confirmed FROM package p JOIN delivery y ON y.package = p.number WHERE p.kind = 'snapshot' AND p.direction = 'out' ORDER BY p.number DESC LIMIT 1",
    )
    .get() as { at: string; confirmed: number } | undefined;
  return {
    name: snapshotName(context.identity, nextNumber(context)),
    packages: reports.length,
    changes: own.changes + reports.reduce((sum, { sha256 }) => sum + (known.get({ sha256 }) as number), 0),
    bytes: reports.reduce((sum, { bytes }) => sum + bytes, 0),
    volumes: volumesOf(reports).length,
    lastAt: last?.at ?? null,
    receipted: last?.confirmed === 1,
  };
};

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** This commission's own report, with its signature like everybody's. Nothing where there is nothing new. */
async function ownReport(context: LedgerContext, full: boolean): Promise<{ files: Inside[]; changes: number }> {
  const folder = mkdtempSync(path.join(context.folder, 'snapshot-'));
  try {
    const written = await writeReport(context, folder, undefined, { full, isPart: true });
    const files = written.files.map(({ file, bytes }) => ({
      sha256: sha256Of(readFileSync(file)),
      name: path.basename(file),
      device: context.journal.device,
      bytes,
    }));
    return { files, changes: written.changes };
  } catch (error) {
    if (error instanceof Refusal && error.failure.code === 'nothing_to_report') return { files: [], changes: 0 };
    throw error;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** See `snapshots.write`. Throws Refusal not_commission, nothing_to_report, device_key_missing, file_unwritable, disk_full, and as `sealingOf`. */
export const writeSnapshot: Handler<'snapshots.write'> = async (context, { file, full, ...wish }) => {
  requireCommission(context);
  const { database, identity, journal } = context;
  const sealing = sealingOf(context, wish);
  const key = ownKey(context);
  const now = context.clock.now();
  const at = beijingTimestamp(now);
  const name = snapshotName(identity, nextNumber(context));
  const own = await ownReport(context, full);
  // Its own first: there it says whom it trusts.
  const all = [...own.files, ...reportsFor(context, full)];
  if (all.length === 0) throw new Refusal('nothing_to_report');
  const target = targetOf(context, file, sealing.kind === 'none' ? name : name + envelopeEnding);
  const store = new ContentStore(context.folder);
  const register = new PackageRegister(database);
  const end = new Roster(database).own();
  const volumes = volumesOf(all);
  const files: OutputOf<'snapshots.write'>['files'] = [];
  for (const [index, packages] of volumes.entries()) {
    context.progress('写汇总包', index, volumes.length);
    const contents = packages.map(({ sha256, name }) => {
      const content = store.get(sha256);
      if (!content) throw new Refusal('package_missing', { name });
      return { sha256, content };
    });
    const draft = {
      ...packageDraft(context, 'snapshot'),
      role: identity.role,
      region: identity.region,
      recipient: key.recipient,
      recipients: sealing.recipients,
      scope: { packages: packages.map(({ sha256, name, device }) => ({ sha256, name, device })) },
    };
    const bytes = await writePackage(draft, Buffer.alloc(0), key, now, contents);
    const place =
      index === 0
        ? target
        : target.replace(/(\.wubao)?(\.age)?$/i, (ending) => `-第${index + 1}卷${ending || '.wubao'}`);
    const sha256 = store.put(bytes);
    const closed = await sealing.close(bytes);
    writeDurably(place, closed);
    const outer = { name: path.basename(place), sha256: sha256Of(closed), bytes: closed.length };
    journal.transaction(() => {
      const number = register.enter({
        sha256,
        name: innerName(outer.name),
        direction: 'out',
        kind: 'snapshot',
        device: key.id,
        person: identity.person,
        at,
        from_seq: null,
        to_seq: end.high_water,
        changes: 0,
        bytes: bytes.length,
        state: 'written',
        message: '',
      });
      enterDelivery(
        database,
        number,
        end.number,
        new Map(),
        packages.map((one) => one.sha256),
      );
      const handed = { package: number, direction: 'out', kind: 'snapshot', device: null, outer, at } as const;
      enterHandover(database, { ...handed, envelope: sealing.kind, today: context.clock.today() });
    });
    files.push({ file: place, bytes: closed.length });
  }
  return { file: target, packages: all.length, changes: own.changes, files };
};

function targetOf(context: LedgerContext, file: string | undefined, name: string): string {
  if (file !== undefined && !isFolder(file)) return file;
  const folder = file ?? path.join(context.folder, outboxName);
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new Refusal('folder_unwritable', { path: folder });
  }
  return path.join(folder, name);
}

import { existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { ReturnRecipient, WrittenReturn } from '../../../src-shared/contract/return-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingTimestamp } from '../clock';
import type { LedgerContext } from '../context';
import { writeDurably } from '../durable-file';
import type { Handler } from '../handler';
import { awaitedFiles, buildPackages, filesAskedBy, planVolumes } from './attachment-volumes';
import { ContentStore, sha256Of } from './content-store';
import { enterDelivery } from './delivery';
import { ownKey } from './device-key';
import { envelopeEnding } from './envelope';
import { type Sealing, sealingOf } from './envelope-closing';
import { innerName, type OuterFile } from './envelope-opening';
import { enterHandover } from './handover-record';
import { packageDraft } from './package-draft';
import { packageNumber, returnName } from './package-name';
import { PackageRegister } from './package-register';
import { noteReceipt, receiptFor } from './receipt';
import { type ReturnLines, ReturnSelection } from './return-selection';
import { Roster, type RosterEntry } from './roster';
import { requireCommission } from './trust-countersign';

/** Folder in the ledger folder for packages for which nobody named a place. */
const outboxName = 'outbox';

const running = new Set<{ cancelled: boolean }>();

/** See `returns.cancel`. */
export const cancelReturns: Handler<'returns.cancel'> = () => {
  for (const run of running) run.cancelled = true;
  return { cancelled: running.size > 0 };
};

function recipientsOf(roster: Roster): RosterEntry[] {
  return roster
    .list()
    .filter(({ state, public_key }) => state === 'approved' && public_key !== null)
    .filter(({ id }) => !roster.isOwn(id));
}

interface LastDown {
  readonly recipient: number;
  readonly package: number;
  readonly name: string;
  readonly at: string;
  readonly bytes: number;
  readonly changes: number;
  readonly confirmed: number;
}

/** See `returns.recipients`. */
export const listRecipients: Handler<'returns.recipients'> = ({ database }) => {
  const last = new Map(
    (
      database
        .prepare(
          `SELECT y.recipient, y.package, p.name, p.at, p.bytes, p.changes, y.confirmed FROM delivery y JOIN package p ON p.number = y.package
           WHERE p.direction = 'out' AND p.kind IN ('return', 'receipt') ORDER BY p.number`,
        )
        .all() as LastDown[]
    ).map((row) => [row.recipient, row]),
  );
  // Further volumes stand right behind the package that they belong to.
  const volumes = database
    .prepare(
      `SELECT coalesce(sum(bytes), 0) FROM package WHERE number > @package AND number < @package + 1000 AND direction = 'out' AND at = @at
         AND name LIKE @stem || '-附件%'`,
    )
    .pluck();
  const wholeSize = ({ package: first, name, at, bytes }: LastDown) =>
    bytes + (volumes.get({ package: first, at, stem: name.replace(/\.wubao$/i, '') }) as number);
  return recipientsOf(new Roster(database)).map((entry): ReturnRecipient => {
    const { id, person, unit, region, number, high_water, receipt } = entry;
    const down = last.get(number);
    return {
      device: id,
      person,
      unit,
      region,
      unreceipted: Math.max(high_water - receipt, 0),
      last: down
        ? {
            name: down.name,
            at: down.at,
            bytes: wholeSize(down),
            changes: down.changes,
            confirmed: down.confirmed === 1,
          }
        : null,
    };
  });
};

/** One more than the greatest number that was given here: all packages of one run have it together. */
function nextNumber({ database }: LedgerContext): number {
  const names = database
    .prepare("SELECT name FROM package WHERE state = 'written' AND kind IN ('return', 'receipt')")
    .pluck()
    .all() as string[];
  return Math.max(0, ...names.map((name) => packageNumber(name) ?? 0)) + 1;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** See `returns.write`. Throws Refusal not_commission, unknown_device, device_not_approved, device_key_missing, file_unwritable, disk_full, and as `sealingOf`. */
export const writeReturns: Handler<'returns.write'> = async (context, input) => {
  const { device, file, full } = input;
  requireCommission(context);
  const roster = new Roster(context.database);
  const recipients = device === undefined ? recipientsOf(roster) : [roster.resolve(device)];
  for (const { state, person } of recipients)
    if (state !== 'approved') throw new Refusal('device_not_approved', { person });
  // One that closes all of them alike; known before anything is written.
  const alike = input.for || input.passphrase !== undefined ? sealingOf(context, input) : null;
  const sealingFor = ({ id, recipient }: RosterEntry): Sealing =>
    alike ?? sealingOf(context, input.encrypt && recipient !== null ? { for: [id] } : {});
  const target = file ?? path.join(context.folder, outboxName);
  const isOneFile = device !== undefined && file !== undefined && !isFolder(target);
  if (!isOneFile) makeFolder(target);
  const selection = new ReturnSelection(context);
  const number = nextNumber(context);
  const run = { cancelled: false };
  running.add(run);
  const written: WrittenReturn[] = [];
  try {
    for (const [index, entry] of recipients.entries()) {
      context.progress('写返还包', index, recipients.length);
      // A turn of the event loop, so that a wish to stop is heard.
      await new Promise((resolve) => setImmediate(resolve));
      if (run.cancelled) break;
      const sealing = sealingFor(entry);
      const place = isOneFile ? target : freePlace(context, target, number, entry, sealing);
      written.push(await writeOne(context, selection.of(entry, full), entry, place, sealing));
    }
  } finally {
    running.delete(run);
  }
  return { written, cancelled: run.cancelled };
};

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch {
    throw new Refusal('folder_unwritable', { path: folder });
  }
}

/** A file that is not there yet: with the person's whole name where two are called the same, then numbered. */
function freePlace(
  { identity }: LedgerContext,
  folder: string,
  number: number,
  entry: RosterEntry,
  { kind }: Sealing,
): string {
  const ending = kind === 'none' ? '' : envelopeEnding;
  const recipient = { ...entry, phone: '' };
  for (let attempt = 0; ; attempt += 1) {
    const name = returnName(identity, number, recipient, attempt > 0);
    const place = path.join(folder, (attempt < 2 ? name : name.replace(/\.wubao$/, `-${attempt}.wubao`)) + ending);
    if (!existsSync(place)) return place;
  }
}

/** One recipient's package and its further volumes; the ledger notes them when all lie where they belong. */
async function writeOne(
  context: LedgerContext,
  lines: ReturnLines,
  entry: RosterEntry,
  target: string,
  sealing: Sealing,
): Promise<WrittenReturn> {
  const { database, identity, journal } = context;
  const register = new PackageRegister(database);
  const key = ownKey(context);
  const now = context.clock.now();
  const at = beijingTimestamp(now);
  const roster = new Roster(database);
  const volumes = planVolumes(context, [...lines.files, ...filesAskedBy(database, entry.id)], lines.ndjson.length);
  const kind = lines.lines > 0 || volumes.first.length > 0 ? 'return' : 'receipt';
  const draft = {
    ...packageDraft(context, kind),
    role: identity.role,
    region: identity.region,
    recipient: key.recipient,
    recipients: sealing.recipients,
    awaiting: awaitedFiles(context),
    have: receiptFor(roster, entry),
    clock: journal.core.devices.byNumber(journal.core.own).clock,
    scope: { recipient: entry.id, sections: [...lines.sections] },
  };
  const store = new ContentStore(context.folder);
  const done: { sha256: string; file: string; inner: number; outer: OuterFile; hasChanges: boolean }[] = [];
  let attachments = 0;
  for await (const built of buildPackages(context, draft, lines.ndjson, volumes, key, now)) {
    const place = done.length === 0 ? target : volumePlace(target, done.length);
    const sha256 = store.put(built.bytes);
    const closed = await sealing.close(built.bytes);
    writeDurably(place, closed);
    const outer = { name: path.basename(place), sha256: sha256Of(closed), bytes: closed.length };
    done.push({ sha256, file: place, inner: built.bytes.length, outer, hasChanges: built.hasChanges });
    attachments += built.files;
  }
  const sent = [...volumes.first, ...volumes.further.flat()].map(({ sha256 }) => sha256);
  journal.transaction(() => {
    for (const [index, { sha256, inner, outer, hasChanges }] of done.entries()) {
      const number = register.enter({
        sha256,
        name: innerName(outer.name),
        direction: 'out',
        kind,
        device: key.id,
        person: identity.person,
        at,
        from_seq: null,
        to_seq: null,
        changes: hasChanges ? lines.lines : 0,
        bytes: inner,
        state: 'written',
        message: '',
      });
      if (index === 0) enterDelivery(database, number, entry.number, lines.dots, sent);
      const handed = { package: number, direction: 'out', kind, device: entry.id, outer, at } as const;
      enterHandover(database, { ...handed, envelope: sealing.kind, today: context.clock.today() });
    }
    noteReceipt(context, entry, draft.have[entry.id]?.n ?? 0, at);
  });
  journal.announce(['trusted_device']);
  return {
    device: entry.id,
    person: entry.person,
    kind,
    file: target,
    changes: lines.lines,
    attachments,
    bytes: done[0]?.outer.bytes ?? 0,
    files: done.map(({ file, outer }) => ({ file, bytes: outer.bytes })),
    envelope: sealing.kind,
  };
}

/** A further volume beside the first package: 市-返-0017-昌邑王-附件1.wubao. */
function volumePlace(target: string, number: number): string {
  const ending = /(\.wubao)?(\.age)?$/i.exec(target)?.[0] ?? '';
  return `${target.slice(0, target.length - ending.length)}-附件${number}${ending || '.wubao'}`;
}

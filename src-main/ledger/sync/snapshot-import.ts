import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import { ContentStore } from './content-store';
import { snapshotScope } from './manifest';
import { messages } from './messages';
import { type PackedFile, readPackage } from './package-file';
import { PackageRegister, type RegisterEntry } from './package-register';
import { Roster } from './roster';

type Import = (files: readonly string[]) => Promise<PackageOutcome[]>;

/** Between the name of a snapshot and that of a package inside it, in what a person reads. */
const inside = ' › ';

/**
 * Takes in the packages inside of snapshots that came from trusted commissions, each as if it had been dropped by itself; its author's signature
 * decides, not that of whoever passed it on. Until all of them have an end the snapshot stands in the register as held, so that a stop
 * between costs nothing. Returns an outcome for each of them.
 */
export async function importInside(context: LedgerContext, take: Import): Promise<PackageOutcome[]> {
  const register = new PackageRegister(context.database);
  const outcomes: PackageOutcome[] = [];
  const done = new Set<string>();
  for (;;) {
    // Held by the check of its sender; a snapshot in a snapshot comes up in the next round.
    const entry = openSnapshots(context).find(({ sha256 }) => !done.has(sha256));
    if (!entry) return outcomes;
    done.add(entry.sha256);
    const came = await unpack(context, entry, take);
    outcomes.push(...came);
    const taken = came.filter(({ outcome }) => outcome === 'merged' || outcome === 'duplicate').length;
    register.record(entry.number, {
      ...entry,
      state: 'merged',
      changes: came.reduce((sum, { applied }) => sum + applied, 0),
      message: messages.snapshotDone(came.length, taken),
    });
  }
}

function openSnapshots({ database }: LedgerContext): RegisterEntry[] {
  return database
    .prepare("SELECT * FROM package WHERE direction = 'in' AND kind = 'snapshot' AND state = 'held' ORDER BY number")
    .all() as RegisterEntry[];
}

async function unpack(context: LedgerContext, entry: RegisterEntry, take: Import): Promise<PackageOutcome[]> {
  const bytes = new ContentStore(context.folder).get(entry.sha256);
  if (!bytes) throw new Refusal('not_a_package', { name: entry.name, detail: messages.lost() });
  const content = await readPackage(bytes, entry.name);
  if (!content.readable) return [];
  const named = snapshotScope.safeParse(content.manifest.scope);
  const listed = new Map((named.success ? named.data.packages : []).map((one) => [one.sha256, one]));
  const folder = mkdtempSync(path.join(context.folder, 'snapshot-'));
  try {
    const files = content.files.map((file, index) => ({
      device: listed.get(file.sha256)?.device ?? '',
      place: place(folder, file, index, listed.get(file.sha256)?.name),
    }));
    const came = await inTurns(context, content.manifest.device, files, take);
    return came.map((outcome) => ({ ...outcome, file: `${entry.name}${inside}${path.basename(outcome.file)}` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * First what the sender signed itself, for there it says whom it trusts; then what comes from commissions that are trusted by now, who say
 * the same of theirs and whose cities are known from then on; then everybody else.
 */
async function inTurns(
  { database }: LedgerContext,
  sender: string,
  files: readonly { readonly device: string; readonly place: string }[],
  take: Import,
): Promise<PackageOutcome[]> {
  const roster = new Roster(database);
  const isCommission = (id: string) => {
    const entry = roster.find(id);
    return entry?.state === 'approved' && entry.role === 'commission';
  };
  let left = [...files];
  const came: PackageOutcome[] = [];
  const takeThose = async (mine: (device: string) => boolean): Promise<boolean> => {
    const now = left.filter(({ device }) => mine(device));
    if (now.length === 0) return false;
    left = left.filter(({ device }) => !mine(device));
    came.push(...(await take(now.map(({ place }) => place))));
    return true;
  };
  await takeThose((device) => device === sender);
  while (await takeThose(isCommission));
  await takeThose(() => true);
  return came;
}

/** Each in a folder of its own, for two may bear one name; what a stranger wrote into a name finds no way out of it. */
function place(folder: string, file: PackedFile, index: number, name: string | undefined): string {
  const own = path.join(folder, String(index));
  mkdirSync(own);
  const plain = (name ?? '').replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 100);
  const target = path.join(own, /\.wubao$/i.test(plain) ? plain : `${file.sha256.slice(0, 16)}.wubao`);
  writeFileSync(target, file.read());
  return target;
}

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { addAttachments } from '../../src-main/ledger/attachments/attachments';
import { BlobStore } from '../../src-main/ledger/attachments/blob-store';
import type { LedgerContext } from '../../src-main/ledger/context';
import { writeOwnEnrolment } from '../../src-main/ledger/sync/enrolment';
import type { ExportStep } from '../../src-main/ledger/sync/export-package';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { type ImportStep, resumeImport } from '../../src-main/ledger/sync/import-packages';
import { readPackage } from '../../src-main/ledger/sync/package-file';
import { verifyLedger } from '../../src-main/ledger/verification';
import { noisePdf, sha256, writeFile } from './attachment-files';
import { migrations } from './ledger';
import { type Random, randomOf, seededAuthor } from './package-mutations';
import {
  addProject,
  approve,
  digest,
  type Ledgers,
  place,
  report,
  revise,
  take,
  takeOne,
  wholeState,
} from './sync-ledgers';

/** How often each step is reached by the drop of `importScene`, at most. */
const importSteps: Readonly<Record<ImportStep, number>> = {
  read: 6,
  stored: 1,
  received: 1,
  merging: 2,
  merged: 1,
  continued: 1,
};
const exportSteps: Readonly<Record<ExportStep, number>> = { built: 1, stored: 1, placed: 1 };

export interface KillCounts {
  kills: number;
  readonly byStep: Record<string, number>;
  /** Left as before, and left complete. */
  before: number;
  complete: number;
}

interface Scene {
  readonly folder: string;
  readonly files: string[];
  readonly before: string;
  /** Digest and register of the same drop that nobody disturbed. */
  readonly digest: string;
  readonly register: string[];
  /** Hash of the attachment that one of the packages brings. */
  readonly attachment: string;
}

async function registerOf(context: LedgerContext): Promise<string[]> {
  return (await listPackages(context, {})).map(({ name, state }) => `${name} ${state}`).sort();
}

/** A drop with everything in it: two devices in conflict, a gap that is filled before what was held, an attachment, damage, a stranger. */
async function importScene(ledgers: Ledgers, seed: string): Promise<Scene> {
  const author = seededAuthor(`${seed} author`);
  const other = seededAuthor(`${seed} other`);
  const stranger = seededAuthor(`${seed} stranger`);
  const commission = ledgers.commission();
  const lines = author.lines(9);
  const against = other
    .lines(4, 1, () => ({ name: '另一个名字', owner: '另一家' }))
    .map((line) => Buffer.from(String(line).replaceAll(`0190-${other.id}`, `0190-${author.id}`)));
  await takeOne(commission, place(commission, 'one.wubao', author.package(lines.slice(0, 1))), author.id);
  await takeOne(commission, place(commission, 'held.wubao', author.package(lines, 7)));
  await takeOne(commission, place(commission, 'other-1.wubao', other.package(against.slice(0, 1))), other.id);
  const secretary = ledgers.make({ region: null });
  const bytes = noisePdf(20_000);
  await addAttachments(secretary, {
    entity: 'project',
    id: addProject(secretary, '江澜碳纤维'),
    files: [writeFile(path.join(secretary.folder, '来源 夹'), '批复.pdf', bytes)],
  });
  await approve(commission, secretary, await writeOwnEnrolment(secretary));
  const files = [
    place(commission, 'other.wubao', other.package(against)),
    place(commission, 'damaged.wubao', Buffer.from('PK damaged')),
    place(commission, 'stranger.wubao', stranger.package(stranger.lines(3))),
    place(commission, 'middle.wubao', author.package(lines.slice(0, 6), 2)),
    place(commission, 'again.wubao', author.package(lines.slice(0, 4))),
    await report(secretary, 'attachment.wubao'),
  ];
  const before = wholeState(commission);
  commission.database.close();
  const folder = copyOf(ledgers, commission.folder, '不受干扰');
  const undisturbed = ledgers.open(folder);
  await take(undisturbed, files);
  secretary.database.close();
  const scene = {
    digest: digest(undisturbed),
    register: await registerOf(undisturbed),
    attachment: sha256(bytes),
  };
  undisturbed.database.close();
  return { folder: commission.folder, files, before, ...scene };
}

function copyOf(ledgers: Ledgers, folder: string, name: string): string {
  const copy = ledgers.folder(name);
  cpSync(folder, copy, { recursive: true });
  return copy;
}

async function expectSound(context: LedgerContext): Promise<void> {
  expect((await verifyLedger(context, {})).checks.filter((check) => !check.ok)).toEqual([]);
}

/** Whether the child was killed; false where it came to its end because the step was not reached so often. */
function killedAt(child: string, folder: string, work: string, step: string, times: number, files: string[]): boolean {
  const run = spawnSync(process.execPath, [child, folder, migrations, work, step, String(times), ...files], {
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(run.signal ?? run.status).toBe(run.signal === null ? 0 : 'SIGKILL');
  return run.signal === 'SIGKILL';
}

function note(counts: KillCounts, step: string): void {
  counts.kills += 1;
  counts.byStep[step] = (counts.byStep[step] ?? 0) + 1;
}

async function killImport(ledgers: Ledgers, child: string, scene: Scene, first: [string, number], random: Random) {
  const folder = copyOf(ledgers, scene.folder, '被杀的 台账');
  const counts: KillCounts = { kills: 0, byStep: {}, before: 0, complete: 0 };
  let committed = false;
  // Often the work that follows is cut off again, at another place.
  for (let [step, times] = first; ; [step, times] = pick(importSteps, random)) {
    const killed = killedAt(child, folder, 'import', step, times, scene.files);
    if (killed) note(counts, `import ${step}`);
    // After the commit is done for: what was said to be in stays in.
    committed ||= !killed || step === 'merged' || step === 'continued' || (step === 'merging' && times > 1);
    const after = ledgers.open(folder);
    await expectSound(after);
    // A file is there whole or not at all.
    expect(await new BlobStore(folder).look(scene.attachment)).not.toBe('damaged');
    if (committed) {
      expect(wholeState(after)).not.toBe(scene.before);
      counts.complete += 1;
    } else {
      expect(wholeState(after)).toBe(scene.before);
      counts.before += 1;
    }
    // What the register calls merged is here whole, what it does not call so is not here at all.
    const merged = (await listPackages(after, {})).filter(({ state }) => state === 'merged');
    const lines = after.database.prepare("SELECT sum(high_water) FROM device WHERE state <> 'own'").pluck().get();
    expect(lines).toBe(merged.reduce((sum, { changes }) => sum + changes, 0));
    after.database.close();
    if (!killed || random(2) === 0) break;
  }
  const last = ledgers.open(folder);
  await resumeImport(last);
  await take(last, scene.files);
  expect(digest(last)).toBe(scene.digest);
  expect(await registerOf(last)).toEqual(scene.register);
  await expectSound(last);
  expect(await new BlobStore(folder).look(scene.attachment)).toBe('whole');
  last.database.close();
  rmSync(folder, { recursive: true, force: true });
  return counts;
}

async function killExport(ledgers: Ledgers, child: string, template: string, step: string) {
  const folder = copyOf(ledgers, template, '被杀的 秘书台账');
  const target = path.join(folder, 'out.wubao');
  const counts: KillCounts = { kills: 0, byStep: {}, before: 0, complete: 0 };
  expect(killedAt(child, folder, 'export', step, 1, [target])).toBe(true);
  note(counts, `export ${step}`);
  const after = ledgers.open(folder);
  await expectSound(after);
  // Whoever looks sees no file or a whole one, and nothing half-written beside it.
  expect(existsSync(target)).toBe(step === 'placed');
  if (step === 'placed') expect(await readPackage(readFileSync(target), 'out.wubao')).toMatchObject({ readable: true });
  expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  counts[step === 'placed' ? 'complete' : 'before'] += 1;
  const commission = ledgers.commission();
  const written = await report(after, 'again.wubao');
  expect(await takeOne(commission, written, after.journal.device)).toMatchObject({ outcome: 'merged', applied: 6 });
  expect(digest(commission)).toBe(digest(after));
  for (const context of [after, commission]) {
    context.database.close();
    rmSync(context.folder, { recursive: true, force: true });
  }
  return counts;
}

function pick(steps: Readonly<Record<string, number>>, random: Random): [string, number] {
  const names = Object.keys(steps);
  const name = names[random(names.length)] as string;
  return [name, 1 + random(steps[name] ?? 1)];
}

/**
 * Kills imports and exports with SIGKILL at their named steps until there were `kills`: every step once in its turn, then at random, and
 * often once more while the work is taken up again. After each the ledger is sound and as before or complete; at the end everything is in.
 */
export async function runKills(
  ledgers: Ledgers,
  child: string,
  kills: number,
  seed: number,
  isLate: () => boolean = () => false,
): Promise<KillCounts> {
  const random = randomOf(seed);
  const scene = await importScene(ledgers, String(seed));
  const secretary = ledgers.make();
  const id = addProject(secretary, '甲');
  for (let n = 0; n < 5; n += 1) revise(secretary, id, { note: `第 ${n} 次` });
  secretary.database.close();

  const total: KillCounts = { kills: 0, byStep: {}, before: 0, complete: 0 };
  const add = (counts: KillCounts) => {
    total.kills += counts.kills;
    total.before += counts.before;
    total.complete += counts.complete;
    for (const [step, count] of Object.entries(counts.byStep)) total.byStep[step] = (total.byStep[step] ?? 0) + count;
  };
  const turns = [
    ...Object.keys(exportSteps).map((step) => ({ work: 'export', step, times: 1 })),
    ...Object.entries(importSteps).flatMap(([step, most]) =>
      Array.from({ length: most }, (_, index) => ({ work: 'import', step, times: index + 1 })),
    ),
  ];
  for (let run = 0; (total.kills < kills || run < turns.length) && !(run >= turns.length && isLate()); run += 1) {
    const [step, times] = pick(importSteps, random);
    const turn =
      turns[run] ??
      (random(4) === 0
        ? { work: 'export', step: pick(exportSteps, random)[0], times: 1 }
        : { work: 'import', step, times });
    if (turn.work === 'export') add(await killExport(ledgers, child, secretary.folder, turn.step));
    else add(await killImport(ledgers, child, scene, [turn.step, turn.times], random));
  }
  return total;
}

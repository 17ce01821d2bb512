import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerContext } from '../../src-main/ledger/context';
import { openDoor } from '../../src-main/ledger/door';
import { writeReport } from '../../src-main/ledger/sync/export-package';
import { listPackages } from '../../src-main/ledger/sync/import-methods';
import { verifyLedger } from '../../src-main/ledger/verification';
import { failureMessage } from '../../src-shared/terms/errors';
import { migrations, standingClock } from '../support/ledger';
import { Author, addProject, digest, Ledgers, place, report, take, takeOne, wholeState } from '../support/sync-ledgers';

const ledgers = new Ledgers();
const megabyte = 1024 * 1024;

/** A disk of its own that can really be full; undefined where this system lets nobody mount one. */
let disk: string | undefined;
let why = '';

beforeAll(() => {
  const folder = mkdtempSync(path.join(tmpdir(), '小 磁盘-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status === 0) {
    disk = folder;
    return;
  }
  why = mounted.error?.message ?? mounted.stderr.trim();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => {
  if (disk === undefined) return;
  spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true, force: true });
});

/** Fills the disk until no more than `left` bytes are free. */
function fill(folder: string, left: number): string {
  const ballast = path.join(folder, 'ballast');
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(ballast, Buffer.alloc(Math.max(bavail * bsize - left, 0)));
  return ballast;
}

describe('a full disk', () => {
  it('says so, leaves the ledger as before or complete, and the same work is done once there is room', async () => {
    if (disk === undefined) {
      process.stderr.write(`disk full: no small disk can be mounted here (${why}), told by the unit tests alone\n`);
      return;
    }
    const author = new Author();
    const lines = author.lines(400, 1, (n) => ({ name: `项目${n}`, note: `${n}`.repeat(80), region: '220202' }));
    const commission = ledgers.commission();
    await takeOne(commission, place(commission, 'first.wubao', author.package(lines.slice(0, 1))), author.id);
    const file = place(commission, 'all.wubao', author.package(lines));
    commission.database.close();
    const witness = ledgers.commission();
    await takeOne(witness, place(witness, 'all.wubao', author.package(lines)), author.id);
    const wanted = digest(witness);
    const seen = new Set<string>();
    // Full at once, full in the store, full in the log of the database, full at the end of it.
    for (const left of [0, 16, 64, 150, 300, 500, 700, 900, 1200, 2000].map((kilobytes) => kilobytes * 1024)) {
      const folder = path.join(disk, '台账');
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder);
      const copied = spawnSync('cp', ['-r', `${commission.folder}/.`, folder], { encoding: 'utf8' });
      expect(copied.stderr).toBe('');
      const door = openDoor(folder, { migrations, clock: standingClock });
      const context = door.context as LedgerContext;
      const before = wholeState(context);
      const ballast = fill(disk, left);
      const answer = await door.call('packages.import', { files: [file] });
      if (answer.ok) {
        const [outcome] = answer.value as { outcome: string; message: string }[];
        seen.add(outcome?.outcome ?? '');
        if (outcome?.outcome !== 'merged') expect(outcome?.message).toMatch(/磁盘/);
      } else {
        seen.add(answer.error.code);
        expect(answer.error.code).toBe('disk_full');
        expect(failureMessage(answer.error)).toMatch(/磁盘.*满|空间不够/);
      }
      // What is typed while the disk is full is refused in the same words, or is there.
      const typed = await door.call('records.create', {
        entity: 'project',
        set: { name: '满了', note: '长'.repeat(2000) },
      });
      if (!typed.ok) expect(typed.error.code).toBe('disk_full');
      const written = await door.call('packages.export', { file: path.join(folder, 'out.wubao') });
      if (!written.ok) expect(['disk_full', 'nothing_to_report']).toContain(written.error.code);
      expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
      rmSync(ballast);
      door.close();

      const again = openDoor(folder, { migrations, clock: standingClock });
      const opened = again.context as LedgerContext;
      expect((await verifyLedger(opened, {})).checks.filter(({ ok }) => !ok)).toEqual([]);
      if (!typed.ok && !answer.ok) expect(wholeState(opened)).toBe(before);
      const repeated = await again.call('packages.import', { files: [file] });
      expect(repeated).toMatchObject({ ok: true });
      const { id } = typed.ok ? (typed.value as { id: string }) : { id: '' };
      if (typed.ok)
        expect(opened.database.prepare('SELECT count(*) FROM project WHERE id = ?').pluck().get(id)).toBe(1);
      else expect(digest(opened)).toBe(wanted);
      expect(opened.database.prepare("SELECT count(*) FROM project WHERE name LIKE '项目%'").pluck().get()).toBe(400);
      again.close();
    }
    expect([...seen].sort()).toEqual(['disk_full', 'merged']);
    expect(statfsSync(disk).blocks * statfsSync(disk).bsize).toBe(6 * megabyte);
  }, 120_000);
});

describe('a medium that is pulled out', () => {
  it('while a drop is read: what was read is merged, the rest is named, and nothing is lost', async () => {
    const [one, two] = [new Author(), new Author()];
    const commission = ledgers.commission();
    const stick = ledgers.folder('U盘');
    const files = [one.package(one.lines(3)), two.package(two.lines(3))].map((bytes, index) => {
      const file = path.join(stick, `${index}.wubao`);
      writeFileSync(file, bytes);
      return file;
    });
    for (const author of [one, two])
      await takeOne(commission, place(commission, 'first.wubao', author.package(author.lines(1))), author.id);
    const outcomes = await take(commission, files, {
      step: (step) => {
        if (step === 'read') rmSync(stick, { recursive: true, force: true });
      },
    });
    expect(outcomes.map(({ outcome, applied }) => [outcome, applied])).toEqual([
      ['merged', 2],
      ['rejected', 0],
    ]);
    expect(outcomes[1]?.message).toMatch(/文件不见了.*台账没有变化/);
    // What was merged needs the medium no more: it lies in the store.
    expect((await verifyLedger(commission, {})).ok).toBe(true);
    mkdirSync(stick);
    writeFileSync(files[1] as string, two.package(two.lines(3)));
    expect(await takeOne(commission, files[1] as string)).toMatchObject({ outcome: 'merged', applied: 2 });
  });

  it('whose reading fails in the middle is told as such', async () => {
    // A file whose size can be told and whose bytes cannot be read: what a stick looks like that is no longer there.
    if (!existsSync('/proc/self/mem')) return;
    const commission = ledgers.commission();
    const before = wholeState(commission);
    const file = path.join(commission.folder, 'x.wubao');
    symlinkSync('/proc/self/mem', file);
    const found = await takeOne(commission, file);
    expect(found).toMatchObject({ outcome: 'rejected', applied: 0 });
    expect(found.message).toMatch(/存储设备出错，可能已拔出/);
    expect(wholeState(commission)).toBe(before);
    expect(await listPackages(commission, {})).toEqual([]);
  });

  it.each(['built', 'stored'] as const)(
    'while a report is written (%s): no half file, and the next one is whole',
    async (stop) => {
      const secretary = ledgers.make({ region: null });
      addProject(secretary, '甲');
      const stick = ledgers.folder('U盘');
      const before = wholeState(secretary);
      await expect(
        writeReport(secretary, path.join(stick, '昌邑-王-0001.wubao'), (step) => {
          if (step === stop) rmSync(stick, { recursive: true, force: true });
        }),
      ).rejects.toThrow(/文件夹不在了/);
      expect(existsSync(stick)).toBe(false);
      expect(wholeState(secretary)).toBe(before);
      const commission = ledgers.commission();
      const written = await report(secretary, '昌邑-王-0002.wubao');
      expect(await takeOne(commission, written, secretary.journal.device)).toMatchObject({ outcome: 'merged' });
      expect(digest(commission)).toBe(digest(secretary));
      expect((await verifyLedger(secretary, {})).ok).toBe(true);
    },
  );
});

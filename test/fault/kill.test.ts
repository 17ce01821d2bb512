import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeLedger, migrations, TestLedger, temporaryFolder } from '../support/ledger';

const root = fileURLToPath(new URL('../..', import.meta.url));
let child = '';

beforeAll(async () => {
  // Beside node_modules, or the native module is not found.
  const outDir = path.join(root, 'out', 'kill-test');
  mkdirSync(outDir, { recursive: true });
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['better-sqlite3'] },
    build: { ssr: path.join(root, 'test', 'support', 'ledger-child.ts'), outDir, target: 'node22', minify: false },
  });
  child = path.join(outDir, 'ledger-child.js');
}, 120_000);

/** Starts the work, kills it with SIGKILL `delay` ms after it is ready; answers what it had acknowledged and whether it had ended by itself. */
async function killed(
  folder: string,
  work: string,
  files: readonly string[],
  delay: number,
): Promise<{ acknowledged: string[]; ended: boolean; noise: string }> {
  const process_: ChildProcess = spawn(process.execPath, [child, folder, migrations, work, ...files], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let noise = '';
  let timer: NodeJS.Timeout | undefined;
  process_.stdout?.on('data', (chunk: Buffer) => {
    out += chunk.toString('utf8');
    timer ??= setTimeout(() => process_.kill('SIGKILL'), delay);
  });
  process_.stderr?.on('data', (chunk: Buffer) => {
    noise += chunk.toString('utf8');
  });
  const code = await new Promise<number | null>((resolve) => process_.on('exit', (status) => resolve(status)));
  clearTimeout(timer);
  // The last line may have been cut by the kill; it was acknowledged only if it came through whole.
  const lines = out.split('\n').slice(0, -1);
  return { acknowledged: lines.filter((line) => line !== 'ready'), ended: code === 0, noise: code === 3 ? noise : '' };
}

async function sound(ledger: TestLedger): Promise<void> {
  expect((await ledger.call('ledger.verify', {})).checks.filter((check) => !check.ok)).toEqual([]);
}

// Spread over the whole length of the work; what matters is the place of the kill, not the clock.
const delays = (count: number, longest: number) =>
  Array.from({ length: count }, (_, index) => Math.round((index * longest) / count));

describe('kill -9 of the ledger', () => {
  it('loses nothing that was acknowledged while typing, 20 times', async () => {
    const ledger = await makeLedger();
    ledger.door.close();
    let count = 0;
    for (const delay of delays(20, 120)) {
      const { acknowledged, noise } = await killed(ledger.folder, 'commit', [], delay);
      expect(noise).toBe('');
      const after = new TestLedger(ledger.folder);
      await sound(after);
      const projects = new Map((await after.call('projects.list', {})).map((project) => [project.id, project]));
      for (const line of acknowledged) {
        const [id = '', first, second, ...note] = line.split(' ');
        expect(projects.get(id)?.name).toBe(`${first} ${second}`);
        if (note.length > 0) expect(projects.get(id)?.note).toBe(note.join(' '));
      }
      expect(projects.size).toBeGreaterThanOrEqual(
        count + new Set(acknowledged.map((line) => line.split(' ')[0])).size,
      );
      count = projects.size;
      after.door.close();
    }
    expect(count).toBeGreaterThan(20);
  }, 240_000);

  it('leaves a merge done or not begun, 15 times, and it can go on', async () => {
    const commission = await makeLedger({ role: 'commission', person: '周科长' });
    const files: string[] = [];
    for (const person of ['王秘书', '孙秘书', '李秘书']) {
      const secretary = await makeLedger({ person });
      for (let round = 0; round < 4; round += 1) {
        const edits = Array.from({ length: 150 }, (_, index) => ({
          entity: 'project' as const,
          id: null,
          set: { name: `${person} ${round}-${index}`, total_investment: index },
        }));
        secretary.context.journal.commit(edits);
        files.push((await secretary.call('packages.export', { file: temporaryFolder() })).file);
      }
      await commission.call('devices.enrol', { file: path.join(secretary.folder, 'enrolment.wubao'), approve: true });
      secretary.door.close();
    }
    const { folder } = commission;
    commission.door.close();
    let ended = 0;
    for (const delay of delays(15, 250)) {
      const run = await killed(folder, 'merge', files, delay);
      expect(run.noise).toBe('');
      ended += run.ended ? 1 : 0;
      const after = new TestLedger(folder);
      await sound(after);
      const { projects } = await after.call('projects.page', {});
      // Every acknowledged package is in: the largest round of each person says how many.
      const least = ['王秘书', '孙秘书', '李秘书'].map((_, person) =>
        Math.max(
          0,
          ...files.flatMap((file, index) =>
            Math.floor(index / 4) === person && run.acknowledged.includes(file) ? [(index % 4) + 1] : [],
          ),
        ),
      );
      expect(projects).toBeGreaterThanOrEqual(150 * least.reduce((sum, rounds) => sum + rounds, 0));
      expect(projects % 150).toBe(0);
      after.door.close();
    }
    const last = await killed(folder, 'merge', files, 60_000);
    expect(last).toMatchObject({ ended: true });
    const after = new TestLedger(folder);
    await sound(after);
    expect((await after.call('projects.page', {})).projects).toBe(1800);
    expect(ended).toBeLessThan(15);
  }, 240_000);

  it('leaves an import of Excel done or not begun, 15 times, and a second import makes it whole', async () => {
    const samples = ['export', 'monthly', 'not-listed'].map((name) =>
      path.join(root, 'test', 'fixtures', 'samples', `${name}.xlsx`),
    );
    const counted = async (files: readonly string[]) => {
      const ledger = await makeLedger();
      for (const file of files) await ledger.call('excel.import', { file });
      const { projects } = await ledger.call('projects.page', {});
      ledger.door.close();
      return projects;
    };
    // What the ledger may hold: nothing of a file, or all of it.
    const whole = await Promise.all([[], samples.slice(0, 1), samples.slice(0, 2), samples].map(counted));
    const places = new Set<number>();
    for (const delay of delays(15, 600)) {
      const ledger = await makeLedger();
      ledger.door.close();
      const { acknowledged, noise } = await killed(ledger.folder, 'import', samples, delay);
      expect(noise).toBe('');
      const after = new TestLedger(ledger.folder);
      await sound(after);
      const { projects } = await after.call('projects.page', {});
      const place = whole.indexOf(projects);
      expect(place).toBeGreaterThanOrEqual(acknowledged.length);
      places.add(place);
      for (const file of samples) await after.call('excel.import', { file });
      expect((await after.call('projects.page', {})).projects).toBe(whole[3]);
      for (const file of samples)
        expect(await after.call('excel.import', { file })).toMatchObject({ created: 0, updated: 0 });
      after.door.close();
    }
    expect(places.size).toBeGreaterThan(1);
  }, 240_000);
});

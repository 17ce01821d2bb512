// One of several machines of a test: a ledger in a process of its own that does what it is told over the channel, and may be killed at any
// moment. Bundled by the tests.

import { shiftedClock } from '../../src-main/ledger/clock';
import type { LedgerContext } from '../../src-main/ledger/context';
import { openDoor } from '../../src-main/ledger/door';
import { conflictsOf, countConflicts } from '../../src-main/ledger/journal/conflicts';
import { storedLines } from '../../src-main/ledger/journal/stream-reader';
import { randomOf } from './package-mutations';

export type Order =
  | { readonly do: 'edit'; readonly edits: number; readonly seed: number }
  | { readonly do: 'settle'; readonly most: number }
  | { readonly do: 'export'; readonly file: string }
  | { readonly do: 'import'; readonly files: readonly string[]; readonly trust: string }
  | { readonly do: 'state' };

export interface MachineState {
  readonly device: string;
  readonly digest: string;
  readonly sound: boolean;
  readonly conflicts: number;
  readonly forks: number;
  /** Every line that is here by device and branch, as text of its dot and its mark. */
  readonly marks: readonly string[];
}

const [folder = '', migrations = '', now = ''] = process.argv.slice(2);
const door = openDoor(folder, { migrations, clock: shiftedClock(now) });

async function must(method: string, input: unknown): Promise<unknown> {
  const result = await door.call(method, input);
  if (!result.ok) throw new Error(`${method}: ${JSON.stringify(result.error)}`);
  return result.value;
}

function context(): LedgerContext {
  if (!door.context) throw new Error('no open ledger');
  return door.context;
}

const owners = ['甲公司', '乙公司', '丙公司', null];

/** Random edits of known and new projects; every one of them carries a mark that is found again in its line. Answers the marks. */
async function edit(edits: number, seed: number): Promise<string[]> {
  const random = randomOf(seed);
  const { database, journal } = context();
  const known = database.prepare('SELECT id FROM project ORDER BY id').pluck().all() as string[];
  const isGone = database.prepare('SELECT deleted = 1 FROM project WHERE id = ?').pluck();
  const marks: string[] = [];
  for (let count = 0; count < edits; count += 1) {
    const mark = `${seed}-${count}`;
    const id = known.length < 5 || random(8) === 0 ? null : (known[random(known.length)] as string);
    const set = {
      note: mark,
      ...(id === null ? { name: `项目 ${mark}`, region: '220202' } : {}),
      ...(random(2) === 0 ? { owner: owners[random(owners.length)] ?? null } : {}),
      ...(random(3) === 0 ? { total_investment: random(5) * 10_000_000 } : {}),
      ...(random(4) === 0 ? { annual_plan: { 2018: random(4) * 1_000_000, 2019: null } } : {}),
    };
    // What was withdrawn is edited by bringing it back.
    const deleted = id === null ? undefined : isGone.get(id) === 1 ? false : random(20) === 0 ? true : undefined;
    const [written] = journal.commit([{ entity: 'project', id, set, ...(deleted === undefined ? {} : { deleted }) }]);
    if (written && id === null) known.push(written.id);
    marks.push(mark);
  }
  return marks;
}

async function settle(most: number): Promise<number> {
  const { database, journal } = context();
  const isGone = database.prepare('SELECT deleted = 1 FROM project WHERE id = ?').pluck();
  // A withdrawn record has to be brought back before anything in it can be settled.
  const open = conflictsOf(journal.core)
    .filter(({ record, field }) => field === 'deleted' || isGone.get(record) === 0)
    .slice(0, most);
  for (const conflict of open) {
    if (isGone.get(conflict.record) === 1 && conflict.field !== 'deleted') continue;
    const value = conflict.heads.at(-1)?.value ?? null;
    await must('conflicts.resolve', { id: conflict.id, value, reason: '核实' });
  }
  return open.length;
}

async function state(): Promise<MachineState> {
  const { database, journal } = context();
  const { digest } = (await must('ledger.digest', {})) as { digest: string };
  const { ok } = (await must('ledger.verify', {})) as { ok: boolean };
  const devices = database.prepare('SELECT number, high_water FROM device').all() as {
    number: number;
    high_water: number;
  }[];
  const marks = devices.flatMap(({ number, high_water }) =>
    [...storedLines(journal.core, journal.core.devices.byNumber(number), 1, high_water)].flatMap(({ line }) => {
      const { note } = (JSON.parse(line.toString('utf8')) as { set: { note?: string } }).set;
      return note ? [note] : [];
    }),
  );
  return {
    device: journal.device,
    digest,
    sound: ok,
    conflicts: countConflicts(journal.core),
    forks: database.prepare('SELECT count(*) FROM device WHERE branch_of IS NOT NULL').pluck().get() as number,
    marks: [...new Set(marks)],
  };
}

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'edit':
      return edit(order.edits, order.seed);
    case 'settle':
      return settle(order.most);
    case 'export':
      return must('packages.export', { file: order.file });
    case 'import':
      return must('packages.import', { files: order.files, trust: order.trust });
    case 'state':
      return state();
  }
}

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on('disconnect', () => {
  door.close();
  process.exit(0);
});
process.send?.({ ready: true });

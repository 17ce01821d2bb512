import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { PackageOutcome } from '../../src-shared/contract/exchange-methods';
import { migrations } from './ledger';
import type { MachineState, Order } from './machine-child';
import { type Random, randomOf } from './package-mutations';
import type { Ledgers } from './sync-ledgers';

export interface MachineCounts {
  edits: number;
  imports: number;
  packages: number;
  settled: number;
  kills: number;
  starts: number;
  forks: number;
  conflicts: number;
  /** Edits that were acknowledged and are not on every machine at the end. */
  lost: number;
}

/** A machine: its folder, and the process while it runs. */
class Machine {
  #process: ChildProcess | undefined;
  readonly marks: string[] = [];

  constructor(
    readonly child: string,
    readonly folder: string,
    readonly device: string,
    readonly random: Random,
    readonly counts: MachineCounts,
  ) {}

  async #started(): Promise<ChildProcess> {
    if (this.#process) return this.#process;
    this.counts.starts += 1;
    // Every start has another idea of what time it is: some years ahead, some behind, stepping back and forth.
    const year = [2018, 2018, 2018, 2028, 2015][this.random(5)];
    const minute = String(this.random(60)).padStart(2, '0');
    const started = fork(this.child, [this.folder, migrations, `${year}-09-16T09:${minute}:00+08:00`], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process = started;
    started.stderr?.setEncoding('utf8').on('data', (text: string) => process.stderr.write(text));
    await new Promise((resolve, reject) => {
      started.once('message', resolve);
      started.once('exit', (status) => reject(new Error(`machine ended with ${status}`)));
    });
    return started;
  }

  /** Has it done; undefined where the machine was killed (`killAfter` ms) before it answered. */
  async order<Answer>(order: Order, killAfter?: number): Promise<Answer | undefined> {
    const machine = await this.#started();
    const answer = new Promise<Answer | undefined>((resolve, reject) => {
      machine.removeAllListeners('message').removeAllListeners('exit');
      machine.once('message', (message: { answer?: Answer; error?: string }) =>
        message.error === undefined ? resolve(message.answer as Answer) : reject(new Error(message.error)),
      );
      machine.once('exit', () => {
        this.#process = undefined;
        resolve(undefined);
      });
    });
    machine.send(order);
    if (killAfter === undefined) return answer;
    // Killed while it works, or at once when it has answered: what it answered must have been kept.
    const timer = setTimeout(() => machine.kill('SIGKILL'), killAfter);
    const first = await answer;
    clearTimeout(timer);
    machine.kill('SIGKILL');
    this.counts.kills += 1;
    await this.#gone(machine);
    return first;
  }

  async #gone(machine: ChildProcess): Promise<void> {
    if (machine.exitCode === null && machine.signalCode === null)
      await new Promise((resolve) => machine.once('exit', resolve));
    this.#process = undefined;
  }

  async stop(): Promise<void> {
    const machine = this.#process;
    if (!machine) return;
    machine.removeAllListeners('message').removeAllListeners('exit');
    machine.disconnect();
    await this.#gone(machine);
  }
}

/**
 * Three machines edit the same projects, hand all their packages around in any order and are killed at any moment. At the end each has
 * everything: equal digests, sound ledgers, no acknowledged edit missing anywhere. So have the clones of two of them.
 */
export async function runMachines(
  ledgers: Ledgers,
  child: string,
  rounds: number,
  seed: number,
  isLate: () => boolean = () => false,
): Promise<MachineCounts> {
  const random = randomOf(seed);
  const counts: MachineCounts = {
    edits: 0,
    imports: 0,
    packages: 0,
    settled: 0,
    kills: 0,
    starts: 0,
    forks: 0,
    conflicts: 0,
    lost: 0,
  };
  const contexts = [
    ledgers.make({ person: '王秘书', region: null }),
    ledgers.make({ person: '孙秘书', region: null }),
    ledgers.commission(),
  ];
  const machines = contexts.map(({ folder, journal, database }) => {
    const machine = new Machine(child, folder, journal.device, random, counts);
    database.close();
    return machine;
  });
  const stick = ledgers.folder('U盘');
  const packages: { file: string; device: string }[] = [];
  const pickMachine = () => machines[random(machines.length)] as Machine;
  /** Mostly left alone; else killed so many milliseconds after it was told. */
  const fate = () => (random(12) === 0 ? random(10) : undefined);

  const write = async (machine: Machine, kill?: number) => {
    const file = path.join(stick, `${packages.length}-${machine.device}.wubao`);
    await machine.order({ do: 'export', file }, kill);
    // Named or not when it was killed: what lies there is whole.
    if (existsSync(file)) packages.push({ file, device: machine.device });
  };
  const take = async (
    machine: Machine,
    chosen: readonly { file: string; device: string }[],
    kill?: number,
    own = false,
  ) => {
    for (const { device } of machines) {
      if (device === machine.device && !own) continue;
      const files = chosen.filter((one) => one.device === device).map(({ file }) => file);
      if (files.length === 0) continue;
      const outcomes = await machine.order<PackageOutcome[]>({ do: 'import', files, trust: device }, kill);
      counts.imports += files.length;
      for (const { outcome, message } of outcomes ?? [])
        expect(['merged', 'duplicate', 'held'], message).toContain(outcome);
    }
  };

  const edit = async (machine: Machine, round: number, kill?: number) => {
    const order: Order = { do: 'edit', edits: 1 + random(6), seed: seed * 1000 + round };
    const marks = (await machine.order<string[]>(order, kill)) ?? [];
    machine.marks.push(...marks);
    counts.edits += marks.length;
  };

  for (const [index, machine] of machines.entries()) await edit(machine, index - machines.length);
  for (let round = 0; round < rounds && !isLate(); round += 1) {
    const machine = pickMachine();
    const kill = fate();
    switch (random(6)) {
      case 0:
        await write(machine, kill);
        break;
      case 1: {
        const newest = packages.slice(-6);
        const any = packages.length > 0 ? [packages[random(packages.length)] as (typeof packages)[number]] : [];
        await take(machine, random(3) === 0 ? any : newest, kill);
        break;
      }
      case 2:
        counts.settled += (await machine.order<number>({ do: 'settle', most: 3 }, kill)) ?? 0;
        break;
      default:
        await edit(machine, round, kill);
    }
  }
  // At last two disks are cloned, and the copies go on as if nothing had happened: two branches of one device each.
  const copies: Machine[] = [];
  for (const machine of machines.slice(0, 2)) {
    await machine.stop();
    const folder = ledgers.folder('克隆的 台账');
    cpSync(machine.folder, folder, { recursive: true });
    const copy = new Machine(child, folder, machine.device, random, counts);
    copies.push(copy);
    for (const [index, one] of [machine, copy].entries()) await edit(one, rounds + copies.length * 2 + index);
    await write(copy);
  }
  const all = [...machines, ...copies];
  for (const machine of machines) await write(machine);
  counts.packages = packages.length;
  // Everything once more, shuffled: most of it has been here. Copies need the packages of their own device, too.
  for (const machine of all)
    await take(
      machine,
      packages
        .map((one) => ({ one, key: random(1_000_000) }))
        .sort((x, y) => x.key - y.key)
        .map(({ one }) => one),
      undefined,
      true,
    );
  const states: MachineState[] = [];
  for (const machine of all) {
    const state = await machine.order<MachineState>({ do: 'state' });
    if (!state) throw new Error('a machine is gone');
    expect(state.sound).toBe(true);
    states.push(state);
    await machine.stop();
  }
  const acknowledged = all.flatMap(({ marks }) => marks);
  for (const { marks } of states) {
    const here = new Set(marks);
    counts.lost += acknowledged.filter((mark) => !here.has(mark)).length;
  }
  counts.conflicts = states[0]?.conflicts ?? 0;
  counts.forks = states[0]?.forks ?? 0;
  expect(new Set(states.map(({ digest }) => digest)).size).toBe(1);
  return counts;
}

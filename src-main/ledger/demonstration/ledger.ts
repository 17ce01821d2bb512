import path from 'node:path';
import type { InputOf, MethodOf, OutputOf } from '../../../src-shared/contract/contract';
import type { Identity } from '../../../src-shared/contract/ledger-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import { beijingDay, type Clock } from '../clock';
import type { LedgerContext } from '../context';
import { type Door, openDoor } from '../door';
import { writeSetting } from '../settings';
import { demonstrationDay } from './figures';
import type { Step } from './step';

/** A clock that stands where it is put, and moves by a millisecond whenever it is read, so that order within a moment is kept. */
class StepClock implements Clock {
  #moment: number;

  constructor(start: string) {
    this.#moment = Date.parse(start);
  }

  /** Forward only: what happens later is later. */
  moveTo(at: string): void {
    this.#moment = Math.max(this.#moment, Date.parse(at));
  }

  now(): Date {
    this.#moment += 1;
    return new Date(this.#moment);
  }

  today(): string {
    return beijingDay(new Date(this.#moment));
  }
}

/** Edits in one transaction; more would hold too much in memory in a city many times as large. */
const editsPerCommit = 20_000;

/** One of the city's ledgers while it is being made: a real one behind a real door, only its clock is moved along the year. */
export class DemonstrationLedger {
  readonly folder: string;
  readonly #clock: StepClock;
  readonly #door: Door;

  private constructor(folder: string, clock: StepClock, door: Door) {
    this.folder = folder;
    this.#clock = clock;
    this.#door = door;
  }

  static async make(
    folder: string,
    identity: Pick<Identity, 'role' | 'person' | 'unit' | 'region'>,
    options: { migrations: string; start: string },
  ): Promise<DemonstrationLedger> {
    const clock = new StepClock(options.start);
    const door = openDoor(folder, { clock, migrations: options.migrations });
    const ledger = new DemonstrationLedger(folder, clock, door);
    await ledger.call('ledger.initialize', { ...identity, phone: '' });
    return ledger;
  }

  get enrolment(): string {
    return path.join(this.folder, 'enrolment.wubao');
  }

  get context(): LedgerContext {
    const { context } = this.#door;
    if (!context) throw new Error(`no ledger in ${this.folder}`);
    return context;
  }

  at(moment: string): this {
    this.#clock.moveTo(moment);
    return this;
  }

  /** Calls the door. A refusal here is a mistake of this code, and is thrown. */
  async call<Name extends MethodOf<'ledger'>>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const result = await this.#door.call(method, input);
    if (!result.ok) throw new Refusal(result.error.code, { ...result.error.params });
    return result.value;
  }

  perform(steps: readonly Step[]): void {
    for (const { at, source, edits } of steps) {
      this.at(at);
      for (let from = 0; from < edits.length; from += editsPerCommit) {
        this.context.journal.commit(edits.slice(from, from + editsPerCommit), source ? { source } : {});
      }
    }
  }

  /** From here on the ledger stands still on the demonstration's day. */
  finish(): void {
    writeSetting(this.context.database, 'demonstration', { today: demonstrationDay });
    this.close();
  }

  close(): void {
    this.#door.close();
  }
}

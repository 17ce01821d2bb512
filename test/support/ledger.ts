import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach } from 'vitest';
import { type Clock, shiftedClock } from '../../src-main/ledger/clock';
import type { LedgerContext } from '../../src-main/ledger/context';
import { type Door, type DoorOptions, openDoor } from '../../src-main/ledger/door';
import type { InputOf, MethodOf, OutputOf } from '../../src-shared/contract/contract';
import { failureMessage } from '../../src-shared/terms/errors';

export const migrations = fileURLToPath(new URL('../../migrations', import.meta.url));

/** A folder of its own with Chinese characters and a blank in its path. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), '五包 测试-'));
}

const opened: Door[] = [];
afterEach(() => {
  for (const door of opened.splice(0)) door.close();
});

/** A real ledger behind its door. */
export class TestLedger {
  readonly door: Door;

  constructor(
    readonly folder: string,
    options: Partial<DoorOptions> = {},
  ) {
    this.door = openDoor(folder, { migrations, clock: standingClock, ...options });
    opened.push(this.door);
  }

  /** Answers the value; a failure fails the test with its sentence. */
  async call<Name extends MethodOf<'ledger'>>(
    method: Name,
    input: InputOf<Name>,
    options?: { key?: string },
  ): Promise<OutputOf<Name>> {
    const result = await this.door.call(method, input, options);
    if (!result.ok) throw new Error(`${method}: ${failureMessage(result.error)}`);
    return result.value;
  }

  /** Answers the code of the failure that the call must end in. */
  async refused<Name extends MethodOf<'ledger'>>(method: Name, input: InputOf<Name>): Promise<string> {
    const result = await this.door.call(method, input);
    if (result.ok) throw new Error(`${method} was not refused`);
    return result.error.code;
  }

  get context(): LedgerContext {
    if (!this.door.context) throw new Error('no open ledger');
    return this.door.context;
  }
}

/** The morning of the plan. */
export const standingClock: Clock = shiftedClock('2018-09-16T09:00:00+08:00');

export async function makeLedger(
  identity: Partial<InputOf<'ledger.initialize'>> = {},
  options: Partial<DoorOptions> = {},
): Promise<TestLedger> {
  const ledger = new TestLedger(temporaryFolder(), options);
  await ledger.call('ledger.initialize', {
    role: 'secretary',
    person: '王秘书',
    unit: '昌邑区重点项目服务中心',
    region: null,
    phone: '',
    ...identity,
  });
  return ledger;
}

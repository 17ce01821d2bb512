import { describe, expect, it } from 'vitest';
import { LedgerProcess } from '../../src-main/shell/ledger-process/ledger-process';
import type { TransportListener } from '../../src-main/shell/ledger-process/transport';
import type { LedgerEvent } from '../../src-shared/contract/method';
import type { ToLedger } from '../../src-shared/contract/wire';

const lost = { ok: false, error: { code: 'ledger_lost', params: {} } };
const stopped = { ok: false, error: { code: 'ledger_stopped', params: {} } };

/** The supervisor over processes that do what the test says. */
function supervised() {
  const processes: { sent: ToLedger[]; listener: TransportListener; killed: boolean }[] = [];
  const events: LedgerEvent[] = [];
  let now = 0;
  const ledger = new LedgerProcess({
    start: (listener) => {
      const started = { sent: [] as ToLedger[], listener, killed: false };
      processes.push(started);
      return {
        pid: processes.length,
        send: (message) => started.sent.push(message),
        kill: () => {
          started.killed = true;
          listener.exit(null);
        },
      };
    },
    folder: '/台账 一',
    migrations: '/migrations',
    onEvent: (event) => events.push(event),
    log: () => undefined,
    now: () => now,
    patience: 20,
  });
  const latest = () => {
    const process = processes.at(-1);
    if (!process) throw new Error('no process was started');
    return process;
  };
  return {
    ledger,
    processes,
    events,
    latest,
    ready: () => latest().listener.message({ type: 'ready' }),
    die: () => latest().listener.exit(137),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    calls: () => latest().sent.filter((message) => message.type === 'call'),
  };
}

describe('the ledger process', () => {
  it('is told where the ledger is before anything else', () => {
    const { ledger, latest } = supervised();
    ledger.start();
    expect(latest().sent).toEqual([{ type: 'open', folder: '/台账 一', migrations: '/migrations' }]);
  });

  it('gets the calls that came while it was starting, in their order', async () => {
    const { ledger, ready, calls, latest } = supervised();
    ledger.start();
    const first = ledger.call('ledger.status', {});
    const second = ledger.call('records.undo', {}, 'key-1');
    expect(calls()).toEqual([]);
    ready();
    expect(calls()).toEqual([
      { type: 'call', id: 1, method: 'ledger.status', input: {} },
      { type: 'call', id: 2, method: 'records.undo', input: {}, key: 'key-1' },
    ]);
    latest().listener.message({ type: 'reply', id: 2, result: { ok: true, value: 'two' } });
    latest().listener.message({ type: 'reply', id: 1, result: { ok: true, value: 'one' } });
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: 'one' },
      { ok: true, value: 'two' },
    ]);
  });

  it('settles calls in flight when it dies, is started again and says so when it is ready', async () => {
    const { ledger, ready, die, events, processes } = supervised();
    ledger.start();
    ready();
    expect(events).toEqual([]);
    const flying = ledger.call('excel.import', {}, 'key');
    die();
    expect(await flying).toEqual(stopped);
    expect(processes).toHaveLength(2);
    expect(events).toEqual([]);
    const waiting = ledger.call('ledger.status', {});
    ready();
    expect(events).toEqual([{ type: 'ledger', state: 'restarted' }]);
    processes.at(-1)?.listener.message({ type: 'reply', id: 2, result: { ok: true, value: 1 } });
    expect(await waiting).toEqual({ ok: true, value: 1 });
  });

  it('is given up after three restarts within a minute: no call waits for ever', async () => {
    const { ledger, die, events, processes } = supervised();
    ledger.start();
    const waiting = ledger.call('ledger.status', {});
    for (let death = 0; death < 4; death += 1) die();
    expect(processes).toHaveLength(4);
    expect(events).toEqual([{ type: 'ledger', state: 'lost' }]);
    expect(await waiting).toEqual(lost);
    expect(await ledger.call('ledger.status', {})).toEqual(lost);
  });

  it('may die more often when the deaths are far apart', () => {
    const { ledger, die, events, pass, processes } = supervised();
    ledger.start();
    for (let death = 0; death < 8; death += 1) {
      die();
      pass(30_000);
    }
    expect(processes).toHaveLength(9);
    expect(events).toEqual([]);
  });

  it('passes events on', () => {
    const { ledger, ready, latest, events } = supervised();
    ledger.start();
    ready();
    const event: LedgerEvent = { type: 'progress', key: 'k', step: '读取', done: 1, total: 3 };
    latest().listener.message({ type: 'event', event });
    expect(events).toEqual([event]);
  });

  it('drains on close: calls in flight end, new ones are refused, and its end is no crash', async () => {
    const { ledger, ready, latest, processes } = supervised();
    ledger.start();
    ready();
    const flying = ledger.call('records.undo', {}, 'k');
    const closing = ledger.close();
    expect(latest().sent.at(-1)).toEqual({ type: 'close' });
    expect(await ledger.call('ledger.status', {})).toEqual(stopped);
    latest().listener.message({ type: 'reply', id: 1, result: { ok: true, value: 'done' } });
    expect(await flying).toEqual({ ok: true, value: 'done' });
    latest().listener.message({ type: 'closed' });
    latest().listener.exit(0);
    await closing;
    expect(processes).toHaveLength(1);
    expect(latest().killed).toBe(false);
  });

  it('is killed when it does not close in time', async () => {
    const { ledger, ready, latest } = supervised();
    ledger.start();
    ready();
    const flying = ledger.call('ledger.verify', {});
    await ledger.close();
    expect(latest().killed).toBe(true);
    expect(await flying).toEqual(stopped);
  });

  it('closes at once where it is lost or was never started', async () => {
    const { ledger } = supervised();
    await ledger.close();
    const lost = supervised();
    lost.ledger.start();
    for (let death = 0; death < 4; death += 1) lost.die();
    await lost.ledger.close();
    expect(await ledger.call('ledger.status', {})).toEqual(stopped);
  });
});

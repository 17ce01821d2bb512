import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { childTransport } from '../../src-main/shell/ledger-process/child-transport';
import { LedgerProcess } from '../../src-main/shell/ledger-process/ledger-process';
import { scrubbedEnvironment } from '../../src-main/shell/ledger-process/transport';
import type { LedgerEvent } from '../../src-shared/contract/method';

const echo = path.resolve(import.meta.dirname, '..', 'fixtures', 'echo-ledger.cjs');

function started(bundle = echo, executable = process.execPath) {
  const events: LedgerEvent[] = [];
  const log: string[] = [];
  const waiting: (() => void)[] = [];
  const ledger = new LedgerProcess({
    start: childTransport(bundle, executable),
    folder: '/台账 一',
    migrations: '/migrations',
    onEvent: (event) => {
      events.push(event);
      for (const wake of waiting.splice(0)) wake();
    },
    log: (message) => log.push(message),
  });
  ledger.start();
  return { ledger, events, log, nextEvent: () => new Promise<void>((resolve) => waiting.push(resolve)) };
}

describe('a ledger process under an outside Node', () => {
  let ledger: LedgerProcess;
  afterEach(() => ledger.close());

  it('carries values of every kind there and back, large ones too', async () => {
    ledger = started().ledger;
    const input = {
      名称: '项目 “一”',
      money: 240_000_000,
      empty: null,
      absent: undefined,
      list: [1, 2.5, true],
      long: '数'.repeat(1_000_000),
    };
    expect(await ledger.call('echo', input, 'key-1')).toEqual({ ok: true, value: { input, key: 'key-1' } });
  });

  it('answers many calls at once, each with its own answer', async () => {
    ledger = started().ledger;
    const answers = await Promise.all(Array.from({ length: 200 }, (_, number) => ledger.call('echo', number)));
    expect(answers).toEqual(
      Array.from({ length: 200 }, (_, number) => ({ ok: true, value: { input: number, key: undefined } })),
    );
  });

  it('settles a call in flight when it is killed, and serves the next one from a new process', async () => {
    const running = started();
    ledger = running.ledger;
    await ledger.call('echo', 1);
    const before = ledger.pid;
    const silent = ledger.call('keep silent', {});
    const restarted = running.nextEvent();
    expect(await ledger.call('die', {})).toEqual({ ok: false, error: { code: 'ledger_stopped', params: {} } });
    expect(await silent).toEqual({ ok: false, error: { code: 'ledger_stopped', params: {} } });
    await restarted;
    expect(running.events).toEqual([{ type: 'ledger', state: 'restarted' }]);
    expect(await ledger.call('echo', 2)).toMatchObject({ ok: true });
    expect(ledger.pid).not.toBe(before);
  });

  it('is lost when it cannot even start', async () => {
    const running = started(path.join(path.dirname(echo), 'absent.cjs'));
    ledger = running.ledger;
    expect(await ledger.call('echo', 1)).toEqual({ ok: false, error: { code: 'ledger_lost', params: {} } });
    expect(running.events).toEqual([{ type: 'ledger', state: 'lost' }]);
  });

  it('is lost, not a crash of the shell, when there is no such Node', async () => {
    const running = started(echo, path.join(path.dirname(echo), 'no node here'));
    ledger = running.ledger;
    expect(await ledger.call('echo', 1)).toEqual({ ok: false, error: { code: 'ledger_lost', params: {} } });
    expect(running.events).toEqual([{ type: 'ledger', state: 'lost' }]);
  });

  it('sees a scrubbed environment', async () => {
    process.env.WUBAO_NOW = '2018-09-16';
    process.env.SOME_SECRET = 'x';
    ledger = started().ledger;
    const { value: names } = (await ledger.call('environment', {})) as { value: string[] };
    delete process.env.WUBAO_NOW;
    delete process.env.SOME_SECRET;
    expect(names).toContain('PATH');
    expect(names.filter((name) => /SECRET|WUBAO|TOKEN|npm_|NODE_OPTIONS|PROXY/i.test(name))).toEqual([]);
  });

  it('sends events, and what it complains about goes to the log', async () => {
    const running = started();
    ledger = running.ledger;
    await ledger.call('tell', {}, 'key-2');
    expect(running.events).toEqual([{ type: 'progress', key: 'key-2', step: '读取', done: 1, total: 2 }]);
    await ledger.call('complain', {});
    await ledger.close();
    expect(running.log).toContain('ledger: something is wrong here');
  });

  it('ends by itself when it is closed', async () => {
    const running = started();
    ledger = running.ledger;
    await ledger.call('echo', 1);
    const pid = ledger.pid as number;
    await ledger.close();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
    expect(running.log).toContain('ledger closed');
    expect(running.events).toEqual([]);
  });
});

describe('the scrubbed environment', () => {
  it('keeps what a system needs under any case, and nothing else', () => {
    const environment = {
      Path: 'C:\\',
      SystemRoot: 'C:\\Windows',
      LOCALAPPDATA: 'C:\\L',
      NODE_OPTIONS: '--require x',
      HTTPS_PROXY: 'p',
      ELECTRON_RUN_AS_NODE: '1',
    };
    expect(scrubbedEnvironment(environment)).toEqual({
      Path: 'C:\\',
      SystemRoot: 'C:\\Windows',
      LOCALAPPDATA: 'C:\\L',
    });
  });
});

import { describe, expect, it } from 'vitest';
import { serveDoor } from '../../src-main/ledger/door-server';
import type { LedgerEvent, Result } from '../../src-shared/contract/method';
import type { FromLedger } from '../../src-shared/contract/wire';

function served() {
  const sent: FromLedger[] = [];
  const log: string[] = [];
  const pending: ((result: Result<unknown>) => void)[] = [];
  let tell: (event: LedgerEvent) => void = () => undefined;
  let settled: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    settled = resolve;
  });
  const server = serveDoor({
    open: (folder, migrations, onEvent) => {
      log.push(`open ${folder} ${migrations}`);
      tell = onEvent;
      return {
        call: (method, input, options) => {
          log.push(`call ${method} ${JSON.stringify(input)} ${JSON.stringify(options)}`);
          if (method === 'throws') throw new TypeError('a bug');
          return new Promise((resolve) => pending.push(resolve));
        },
        close: () => log.push('close'),
      };
    },
    send: (message) => {
      sent.push(message);
      log.push(`send ${message.type}`);
    },
    end: (status) => {
      log.push(`end ${status}`);
      settled();
    },
  });
  return { server, sent, log, pending, ended, tell: (event: LedgerEvent) => tell(event) };
}

const open = { type: 'open', folder: '/台账', migrations: '/m' } as const;

describe('the door server', () => {
  it('opens once, says that it is ready, and answers by id with key and input passed on', async () => {
    const { server, sent, log, pending } = served();
    server.receive(open);
    server.receive(open);
    server.receive({ type: 'call', id: 7, method: 'records.undo', input: { a: 1 }, key: 'k' });
    pending[0]?.({ ok: true, value: 'v' });
    await Promise.resolve();
    await Promise.resolve();
    expect(sent).toEqual([{ type: 'ready' }, { type: 'reply', id: 7, result: { ok: true, value: 'v' } }]);
    expect(log).toContain('call records.undo {"a":1} {"key":"k"}');
    expect(log.filter((line) => line.startsWith('open'))).toEqual(['open /台账 /m']);
  });

  it('answers a throw with an incident instead of dying', async () => {
    const { server, sent, ended } = served();
    server.receive(open);
    server.receive({ type: 'call', id: 1, method: 'throws', input: {} });
    server.receive({ type: 'close' });
    await ended;
    const reply = sent.find((message) => message.type === 'reply');
    expect(reply?.result).toMatchObject({
      ok: false,
      error: { code: 'unexpected', incident: expect.stringMatching(/^[0-9a-f]{8}$/) },
    });
  });

  it('drains before its last word: calls in flight answer, the door is closed, then it ends', async () => {
    const { server, log, pending, ended } = served();
    server.receive(open);
    server.receive({ type: 'call', id: 1, method: 'excel.import', input: {} });
    server.receive({ type: 'close' });
    server.receive({ type: 'close' });
    server.receive({ type: 'call', id: 2, method: 'records.undo', input: {} });
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).not.toContain('close');
    pending[0]?.({ ok: true, value: 1 });
    await ended;
    expect(log.slice(2)).toEqual([
      'call excel.import {} {}',
      'send reply',
      'send reply',
      'close',
      'send closed',
      'end 0',
    ]);
  });

  it('refuses calls before it is open', () => {
    const { server, sent } = served();
    server.receive({ type: 'call', id: 1, method: 'ledger.status', input: {} });
    expect(sent).toEqual([
      { type: 'reply', id: 1, result: { ok: false, error: { code: 'ledger_stopped', params: {} } } },
    ]);
  });

  it('begins one call a turn, in the order in which they came, so that an answer leaves before the next is begun', async () => {
    const { server, log, pending, ended } = served();
    server.receive(open);
    for (const id of [1, 2, 3]) server.receive({ type: 'call', id, method: `query.${id}`, input: {} });
    pending[0]?.({ ok: true, value: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    pending[1]?.({ ok: true, value: 2 });
    server.receive({ type: 'close' });
    await new Promise((resolve) => setImmediate(resolve));
    pending[2]?.({ ok: true, value: 3 });
    await ended;
    expect(log.slice(2)).toEqual([
      'call query.1 {} {}',
      'send reply',
      'call query.2 {} {}',
      'send reply',
      'call query.3 {} {}',
      'send reply',
      'close',
      'send closed',
      'end 0',
    ]);
  });

  it('passes events of the ledger on', () => {
    const { server, sent, tell } = served();
    server.receive(open);
    tell({ type: 'changed', entities: ['project'] });
    expect(sent.at(-1)).toEqual({ type: 'event', event: { type: 'changed', entities: ['project'] } });
  });
});

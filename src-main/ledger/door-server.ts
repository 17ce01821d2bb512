import { randomUUID } from 'node:crypto';
import type { LedgerEvent, Result } from '../../src-shared/contract/method';
import type { FromLedger, KeySecret, ToLedger } from '../../src-shared/contract/wire';

/** What of a Door the process needs. */
interface OpenedDoor {
  call(method: string, input: unknown, options: { key?: string }): Promise<Result<unknown>>;
  close(): void;
}

export interface DoorServerParts {
  open(folder: string, migrations: string, onEvent: (event: LedgerEvent) => void, keySecret?: KeySecret): OpenedDoor;
  /** Called when the door is open, in a turn of its own: what the first screen will ask for can be worked out before it does. */
  prepare?(): void;
  send(message: FromLedger): void;
  end(status: number): void;
}

/**
 * Serves a Door over messages. After `close` nothing new is accepted; the calls in flight end, the database is closed, and only
 * then the last word is said. A Door that cannot be opened ends the process: the shell decides whether to try again.
 */
export function serveDoor(parts: DoorServerParts): { receive(message: ToLedger): void } {
  let door: OpenedDoor | undefined;
  let closing = false;
  const flying = new Set<Promise<void>>();
  const waiting: (() => void)[] = [];
  let isTurnTaken = false;

  /** Begins work at once, or in the next turn that nobody has taken. */
  const inTurn = (work: () => void) => {
    if (isTurnTaken) {
      waiting.push(work);
      return;
    }
    isTurnTaken = true;
    setImmediate(() => {
      isTurnTaken = false;
      const next = waiting.shift();
      if (next) inTurn(next);
    });
    work();
  };

  const answer = async (opened: OpenedDoor, { id, method, input, key }: Extract<ToLedger, { type: 'call' }>) => {
    let result: Result<unknown>;
    try {
      result = await opened.call(method, input, key === undefined ? {} : { key });
    } catch (error) {
      const incident = randomUUID().slice(0, 8);
      process.stderr.write(
        `incident ${incident} in ${method}: ${error instanceof Error ? error.stack : String(error)}\n`,
      );
      result = { ok: false, error: { code: 'unexpected', params: {}, incident } };
    }
    parts.send({ type: 'reply', id, result });
  };

  const close = async () => {
    await Promise.all(flying);
    door?.close();
    parts.send({ type: 'closed' });
    parts.end(0);
  };

  return {
    receive(message) {
      switch (message.type) {
        case 'open':
          if (door || closing) return;
          door = parts.open(
            message.folder,
            message.migrations,
            (event) => parts.send({ type: 'event', event }),
            message.keySecret,
          );
          parts.send({ type: 'ready' });
          if (parts.prepare) setImmediate(parts.prepare);
          return;
        case 'call': {
          if (!door || closing) {
            parts.send({
              type: 'reply',
              id: message.id,
              result: { ok: false, error: { code: 'ledger_stopped', params: {} } },
            });
            return;
          }
          const opened = door;
          const call = new Promise<void>((resolve) => {
            inTurn(() => resolve(answer(opened, message)));
          }).finally(() => flying.delete(call));
          flying.add(call);
          return;
        }
        case 'close':
          if (closing) return;
          closing = true;
          void close();
      }
    },
  };
}

import type { FromLedger, ToLedger } from '../../src-shared/contract/wire';
import { buildDemonstration } from './demonstration/build';
import { type Door, openDoor } from './door';
import { serveDoor } from './door-server';
import { warmUp } from './queries/warm-up';
import { sealedBy } from './sync/key-protection';

/** Electron's utility process speaks through this port; a plain Node child through its IPC channel. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  postMessage(message: unknown): void;
}
const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;

let door: Door | undefined;

const server = serveDoor({
  open: (folder, migrations, onEvent, keySecret) => {
    door = openDoor(folder, {
      migrations,
      onEvent,
      buildDemonstration,
      ...(keySecret ? { keyProtection: sealedBy(keySecret) } : {}),
    });
    return door;
  },
  prepare: () => {
    if (door?.context) void warmUp(door.context);
  },
  send: (message: FromLedger) => {
    if (port) port.postMessage(message);
    else if (process.connected) process.send?.(message, undefined, {}, () => undefined);
  },
  end: (status) => {
    // The channel still carries the last word when this returns.
    setImmediate(() => process.exit(status));
  },
});

if (port) port.on('message', ({ data }) => server.receive(data as ToLedger));
else {
  process.on('message', (message) => server.receive(message as ToLedger));
  // The shell is gone, however it went: what was accepted is finished, then this process ends too.
  process.on('disconnect', () => server.receive({ type: 'close' }));
}

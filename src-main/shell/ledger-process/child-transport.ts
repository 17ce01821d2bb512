import { fork } from 'node:child_process';
import type { FromLedger } from '../../../src-shared/contract/wire';
import { type StartTransport, scrubbedEnvironment } from './transport';

/** Starts the bundle under an outside Node: for an Electron whose own Node is too old for the database's addon. */
export function childTransport(bundle: string, executable: string): StartTransport {
  return (listener) => {
    const child = fork(bundle, [], {
      execPath: executable,
      execArgv: [],
      env: scrubbedEnvironment(process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let ended = false;
    const end = (status: number | null) => {
      if (ended) return;
      ended = true;
      listener.exit(status);
    };
    child.on('message', (message) => listener.message(message as FromLedger));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => listener.complaint(text));
    child.once('error', (error) => {
      listener.complaint(error.message);
      end(null);
    });
    child.once('exit', end);
    return {
      pid: child.pid,
      // A channel that closed under us is told by 'exit', not here.
      send: (message) => child.send(message, () => undefined),
      kill: () => child.kill('SIGKILL'),
    };
  };
}

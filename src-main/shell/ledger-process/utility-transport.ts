import { utilityProcess } from 'electron';
import type { FromLedger } from '../../../src-shared/contract/wire';
import { type StartTransport, scrubbedEnvironment } from './transport';

/** Starts the bundle in Electron's own Node. Works once the app is ready. */
export function utilityTransport(bundle: string): StartTransport {
  return (listener) => {
    const child = utilityProcess.fork(bundle, [], {
      serviceName: 'wubao ledger',
      env: scrubbedEnvironment(process.env),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.on('message', (message: FromLedger) => listener.message(message));
    child.stderr?.on('data', (data: Buffer) => listener.complaint(data.toString('utf8')));
    child.once('exit', (status) => listener.exit(status));
    return {
      get pid() {
        return child.pid;
      },
      send: (message) => child.postMessage(message),
      kill: () => {
        if (child.pid) process.kill(child.pid, 'SIGKILL');
      },
    };
  };
}

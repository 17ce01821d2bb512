import type { FromLedger, ToLedger } from '../../../src-shared/contract/wire';

/** One running ledger process, however it was started. Listeners are set once, right after the start. */
export interface Transport {
  readonly pid: number | undefined;
  send(message: ToLedger): void;
  kill(): void;
}

export interface TransportListener {
  message(message: FromLedger): void;
  /** Called once, whether the process ended, was killed or could not be started. */
  exit(status: number | null): void;
  /** A line the process wrote to its standard error. */
  complaint(text: string): void;
}

export type StartTransport = (listener: TransportListener) => Transport;

// Everything else that stands in the environment (tokens, proxies, NODE_OPTIONS, WUBAO_NOW) is nobody's business down there.
const kept = [
  'PATH',
  'HOME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'TMP',
  'TEMP',
  'SYSTEMROOT',
  'WINDIR',
  'USERPROFILE',
  'LOCALAPPDATA',
];

/** The few variables that a ledger process needs, by whatever case the system writes them. */
export function scrubbedEnvironment(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      value !== undefined && kept.includes(name.toUpperCase()) ? [[name, value]] : [],
    ),
  );
}

import { fork } from 'node:child_process';

/** What one run in a process of its own took. */
export interface PartResult {
  readonly seconds: number;
  /** Of all its threads, preparation counted where the part did not say otherwise: tells more where others use the machine too. */
  readonly processorSeconds: number;
  /** Most memory that the process held at any moment. */
  readonly megabytes: number;
}

/** The work of a part, timed by itself; what it does beforehand does not count. Answers seconds, or what `timed` found. */
export type Part = (...args: string[]) => Promise<number | Timed>;

export type Timed = Pick<PartResult, 'seconds' | 'processorSeconds'>;

/** Seconds on the clock and of all processors together. */
export async function timed(work: () => unknown): Promise<Timed> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  return { seconds, processorSeconds: (user + system) / 1_000_000 };
}

const flag = '--part';

/** In a process that `runPart` started: does its part and tells the result. False where this is no such process. */
export async function servePart(parts: Readonly<Record<string, Part>>): Promise<boolean> {
  const at = process.argv.indexOf(flag);
  if (at < 0) return false;
  const [name = '', ...args] = process.argv.slice(at + 1);
  const part = parts[name];
  if (!part) throw new Error(`no part ${name}`);
  const found = await part(...args);
  const { user, system } = process.cpuUsage();
  const result: PartResult = {
    ...(typeof found === 'number' ? { seconds: found, processorSeconds: (user + system) / 1_000_000 } : found),
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
  // Without a parent somebody profiles a part by hand.
  if (process.send) process.send(result, () => process.disconnect());
  else process.stderr.write(`${JSON.stringify(result)}\n`);
  return true;
}

/** Runs a part in a process of its own, so that its memory is its own. */
export function runPart(name: string, ...args: string[]): Promise<PartResult> {
  return new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', [flag, name, ...args], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let result: PartResult | undefined;
    child.once('message', (message) => {
      result = message as PartResult;
    });
    child.once('error', reject);
    child.once('exit', (status) => (result ? resolve(result) : reject(new Error(`${name} ended with ${status}`))));
  });
}

/** Runs parts turn about, so that a slow moment of the machine hits all; answers the middle of each. */
export async function runTurns(
  rounds: number,
  parts: Readonly<Record<string, readonly string[]>>,
): Promise<Record<string, PartResult>> {
  const results: Record<string, PartResult[]> = {};
  for (let round = 0; round < rounds; round += 1)
    for (const [name, args] of Object.entries(parts))
      results[name] = [...(results[name] ?? []), await runPart(name, ...args)];
  const middle = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)] as number;
  return Object.fromEntries(
    Object.entries(results).map(([name, all]) => [
      name,
      {
        seconds: middle(all.map(({ seconds }) => seconds)),
        processorSeconds: middle(all.map(({ processorSeconds }) => processorSeconds)),
        megabytes: Math.max(...all.map(({ megabytes }) => megabytes)),
      },
    ]),
  );
}

import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runCommand } from 'citty';
import type { InputOf, MethodOf, OutputOf } from '../../src-shared/contract/contract';
import type { LedgerEvent } from '../../src-shared/contract/method';
import { type Failure, failureMessage, Refusal } from '../../src-shared/terms/errors';
import { type Clock, shiftedClock, systemClock } from '../ledger/clock';
import { type Door, openDoor } from '../ledger/door';
import { findCommand } from './commands';
import { type Answer, type Command, commonOptions, type Invocation, UsageError } from './invocation';
import { commandUsage, programUsage } from './usage';

/** The terminal, or a test in its place. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths are seen from. */
  readonly folder: string;
  /** Folder of the numbered SQL files. */
  readonly migrations: string;
}

/** Runs one command line and returns its exit status: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<0 | 1 | 2> {
  const json = words.includes('--json');
  let command: Command | undefined;
  try {
    const found = splitCommand(words);
    if (found.name === undefined) {
      if (!found.help) throw new UsageError('没有写命令。');
      terminal.out(`${programUsage()}\n`);
      return 0;
    }
    command = findCommand(found.name);
    if (!command) throw new UsageError(`没有“${found.name}”这个命令。`);
    const parsed = parseStrictly(command, found.rest);
    if (parsed.help) {
      terminal.out(`${commandUsage(command)}\n`);
      return 0;
    }
    const answer = await perform(command, found.rest, parsed, terminal);
    terminal.out(json ? `${JSON.stringify(answer.json)}\n` : answer.text === '' ? '' : `${answer.text}\n`);
    return answer.failed ? 1 : 0;
  } catch (error) {
    return report(error, command, json, terminal);
  }
}

function report(error: unknown, command: Command | undefined, json: boolean, terminal: Terminal): 1 | 2 {
  if (error instanceof UsageError) {
    if (json) terminal.out(`${JSON.stringify({ error: { code: 'usage', message: error.message } })}\n`);
    terminal.error(`${error.message}\n\n${command ? commandUsage(command) : programUsage()}\n`);
    return 2;
  }
  const failure: Failure =
    error instanceof Refusal ? error.failure : { code: 'unexpected', params: {}, incident: randomUUID().slice(0, 8) };
  const message = failureMessage(failure);
  if (json) terminal.out(`${JSON.stringify({ error: { ...failure, message } })}\n`);
  terminal.error(`${message}\n`);
  if (!(error instanceof Refusal)) terminal.error(`${error instanceof Error ? error.stack : String(error)}\n`);
  return 1;
}

/** `--ledger DIR` and the switches may stand before the command as well. */
function splitCommand(words: readonly string[]): { name: string | undefined; rest: string[]; help: boolean } {
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '--ledger') index += 1;
    else if (!word.startsWith('-')) return { name: word, rest: words.filter((_, at) => at !== index), help: false };
  }
  return { name: undefined, rest: [], help: words.includes('--help') || words.includes('-h') };
}

interface Parsed {
  readonly help: boolean;
  readonly ledger: string | undefined;
  readonly options: ReadonlyMap<string, readonly string[]>;
  readonly positionals: readonly string[];
}

/** Finds every mistake in the words, in Chinese, before anything is opened. */
function parseStrictly(command: Command, words: readonly string[]): Parsed {
  const known = { ...commonOptions, ...command.options };
  const options = Object.fromEntries(
    Object.entries(known).map(([name, option]) => [
      name,
      { type: option.type === 'boolean' ? ('boolean' as const) : ('string' as const), multiple: true },
    ]),
  );
  const { tokens, positionals } = parseArgs({
    args: [...words],
    options: { ...options, help: { ...options.help, type: 'boolean', short: 'h' } },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = known[token.name as keyof typeof known];
    if (!option) throw new UsageError(`“${command.name}”没有 ${token.rawName} 这个选项。`);
    const missing = token.value === undefined || (!token.inlineValue && /^--\w/.test(token.value));
    if (option.type !== 'boolean' && missing) throw new UsageError(`${token.rawName} 后面要写内容。`);
    if (option.type === 'boolean' && token.inlineValue) throw new UsageError(`${token.rawName} 后面不写内容。`);
    const choices: readonly string[] | undefined =
      'options' in option ? (option.options as readonly string[]) : undefined;
    if (choices && token.value !== undefined && !choices.includes(token.value)) {
      throw new UsageError(`${token.rawName} 只能是 ${choices.join('、')}。`);
    }
    values.set(token.name, [...(values.get(token.name) ?? []), token.value ?? '']);
  }
  if (values.has('help')) return { help: true, ledger: undefined, options: values, positionals };
  const { least, most, usage } = command.words;
  if (positionals.length < least) throw new UsageError(`缺 ${usage}。`);
  if (positionals.length > most) throw new UsageError(`多了 ${positionals.slice(most).join(' ')}。`);
  for (const [name, option] of Object.entries(command.options)) {
    if (option.required && !values.has(name)) throw new UsageError(`缺 --${name}。`);
  }
  const ledger = values.get('ledger')?.at(-1);
  if (command.needsLedger && !ledger) throw new UsageError('缺 --ledger：请写明台账文件夹。');
  return { help: false, ledger, options: values, positionals };
}

function clockOf(terminal: Terminal): Clock {
  const now = terminal.environment.WUBAO_NOW;
  if (!now) return systemClock();
  try {
    return shiftedClock(now);
  } catch {
    throw new UsageError('WUBAO_NOW 不是时间，请写成 2018-09-16T09:00:00+08:00。');
  }
}

async function perform(command: Command, words: string[], parsed: Parsed, terminal: Terminal): Promise<Answer> {
  const seen = (typed: string) => path.resolve(terminal.folder, typed);
  const clock = clockOf(terminal);
  const ledger = parsed.ledger === undefined ? '' : seen(parsed.ledger);
  const { migrations } = terminal;
  let door: Door | undefined;
  const invocation: Invocation = {
    ledger,
    clock,
    migrations,
    positionals: parsed.positionals,
    values: (option) => parsed.options.get(option) ?? [],
    path: seen,
    say: (text) => terminal.error(`${text}\n`),
    async call<Name extends MethodOf<'ledger'>>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
      door ??= openDoor(ledger, { clock, onEvent: progressTo(terminal), migrations });
      const result = await door.call(method, input);
      if (!result.ok) throw new PassedOn(result.error);
      return result.value;
    },
  };
  try {
    const { result } = await runCommand(command.definition, { rawArgs: words, data: invocation });
    return result as Answer;
  } finally {
    door?.close();
  }
}

/** A failure that the door answered with, incident and all. */
class PassedOn extends Refusal {
  override readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.code, { ...failure.params });
    this.failure = failure;
  }
}

function progressTo(terminal: Terminal): (event: LedgerEvent) => void {
  let shown = '';
  return (event) => {
    if (event.type !== 'progress' || event.step === shown) return;
    shown = event.step;
    terminal.error(`${event.step}…\n`);
  };
}

import type { ArgsDef, CommandDef } from 'citty';
import type { InputOf, MethodOf, OutputOf } from '../../src-shared/contract/contract';
import type { Clock } from '../ledger/clock';

/** What a command leaves behind: one document for programs, one text for people. */
export interface Answer {
  readonly json: unknown;
  /** Without a line end. */
  readonly text: string;
  /** Done, but not as wished: exit status 1. */
  readonly failed?: boolean;
}

/** What a command works with. */
export interface Invocation {
  /** Calls a method of the open ledger; throws Refusal for an expected failure. */
  call<Name extends MethodOf<'ledger'>>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  /** The folder of `--ledger`, absolute. */
  readonly ledger: string;
  readonly migrations: string;
  readonly clock: Clock;
  /** All values of an option that may be repeated, in the order given. */
  values(option: string): readonly string[];
  readonly positionals: readonly string[];
  /** A path as it was typed, seen from the folder it was typed in. */
  path(typed: string): string;
  /** A message for the person, on standard error. */
  say(text: string): void;
}

/** Wrong usage: exit status 2, with the usage of the command. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What the words after a command mean in the usage line, and how many may stand there. */
export interface Words {
  /** FILE …, or FIELD=VALUE …. */
  readonly usage: string;
  readonly least: number;
  readonly most: number;
}

export interface Command {
  readonly name: string;
  /** One Chinese sentence. */
  readonly description: string;
  readonly words: Words;
  /** Options of this command; `--ledger` and `--json` belong to all of them. */
  readonly options: ArgsDef;
  /** False for a command that makes ledgers of its own. */
  readonly needsLedger: boolean;
  readonly definition: CommandDef<ArgsDef>;
}

type Run<Options extends ArgsDef> = (
  invocation: Invocation,
  options: { readonly [Name in keyof Options]: Options[Name]['type'] extends 'boolean' ? boolean : string | undefined },
) => Promise<Answer>;

/** Declares a command. `run` gets its options as they were typed: strings, undefined where they are missing, and switches. */
export function command<const Options extends ArgsDef>(
  name: string,
  description: string,
  shape: { words?: Words; options?: Options; needsLedger?: boolean },
  run: Run<Options>,
): Command {
  const options = (shape.options ?? {}) as Options;
  return {
    name,
    description,
    words: shape.words ?? { usage: '', least: 0, most: 0 },
    options,
    needsLedger: shape.needsLedger ?? true,
    definition: {
      meta: { name, description },
      args: { ...commonOptions, ...options },
      run: ({ args, data }) => run(data as Invocation, args as never),
    },
  };
}

/** Options of every command. */
export const commonOptions = {
  ledger: { type: 'string', valueHint: 'DIR', description: '台账文件夹' },
  json: { type: 'boolean', description: '标准输出只有一个 JSON 文档' },
  help: { type: 'boolean', alias: 'h', description: '用法' },
} as const satisfies ArgsDef;

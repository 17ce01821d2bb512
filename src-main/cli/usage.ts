import type { ArgDef } from 'citty';
import { commands } from './commands';
import { type Command, commonOptions } from './invocation';
import { columns } from './table';

function optionText(name: string, option: ArgDef): string {
  if (option.type === 'boolean') return `--${name}`;
  const hint = option.valueHint ?? ('options' in option ? option.options?.join('|') : undefined) ?? 'TEXT';
  return `--${name} ${hint}`;
}

const optionRows = (options: Readonly<Record<string, ArgDef>>) =>
  Object.entries(options).map(([name, option]) => [`  ${optionText(name, option)}`, option.description ?? '']);

/** How one command is written. */
export function commandUsage(command: Command): string {
  const options = Object.entries(command.options).map(([name, option]) =>
    option.required ? optionText(name, option) : `[${optionText(name, option)}]`,
  );
  const line = [
    'wubao',
    command.name,
    command.words.usage,
    ...options,
    command.needsLedger ? '--ledger DIR' : '',
    '[--json]',
  ];
  return [
    `用法：${line.filter(Boolean).join(' ')}`,
    `      ${command.description}`,
    '',
    columns(optionRows({ ...command.options, ...commonOptions })),
  ].join('\n');
}

/** All commands. */
export function programUsage(): string {
  return [
    '用法：wubao 命令 … --ledger DIR [--json]',
    '',
    columns(commands.map((command) => [`  ${command.name}`, command.description])),
    '',
    '某个命令的用法：wubao 命令 --help',
    '退出码：0 完成，1 被拒绝或失败，2 用法不对。',
  ].join('\n');
}

import { describe, expect, test } from 'vitest';
import { commands } from '../../src-main/cli/commands';
import { Terminal, temporaryFolder } from '../support/terminal';

const names = [
  ...[
    'init',
    'import-excel',
    'export-excel',
    'projects',
    'show',
    'set',
    'add',
    'history',
    'search',
    'schedule',
    'export-package',
  ],
  ...[
    'import-package',
    'enrol',
    'conflicts',
    'review',
    'attach',
    'digest',
    'bulletin',
    'evaluate',
    'backup',
    'restore',
    'verify',
    'demo',
  ],
];

test('the commands are those of the page, in its words', () => {
  expect(commands.map(({ name }) => name)).toEqual(names);
});

describe('wrong usage ends with 2, says so in Chinese and opens nothing', () => {
  test.each([
    [[], '没有写命令'],
    [['fly'], '没有“fly”这个命令'],
    [['plan', 'x'], '没有“plan”这个命令'],
    [['schedule', 'x', '--ledger', 'x'], '缺 --target'],
    [['projects'], '--ledger'],
    [['projects', '--ledger'], '--ledger 后面要写内容'],
    [['projects', '--ledger', '--view', 'all'], '--ledger 后面要写内容'],
    [['projects', '--ledger', 'x', '--view', 'everything'], '--view 只能是'],
    [['projects', '--ledger', 'x', '--colour', 'red'], '没有 --colour 这个选项'],
    [['projects', '--ledger', 'x', '-q'], '没有 -q 这个选项'],
    [['projects', '--ledger', 'x', '--no-json'], '没有 --no-json 这个选项'],
    [['projects', '--ledger', 'x', '--year', '18'], '不是年份'],
    [['projects', '--ledger', 'x', 'extra'], '多了 extra'],
    [['projects', '--ledger', 'x', '--where', '属地'], '字段=值'],
    [['show', '--ledger', 'x'], '缺 [ENTITY] ID'],
    [['set', 'project', 'id', '--ledger', 'x'], '缺 ENTITY ID FIELD=VALUE'],
    [['init', '--ledger', 'x', '--person', '王秘书', '--unit', '发改局'], '缺 --role'],
    [
      ['init', '--ledger', 'x', '--role', 'secretary', '--person', '王', '--unit', '局', '--region', '火星'],
      '没有“火星”这个属地',
    ],
    [['import-package', '--ledger', 'x'], '缺 FILE'],
    [['enrol', 'x', '--approve', '--revoke', '--ledger', 'x'], '只能写一个'],
    [['conflicts', '--resolve', 'x', '--ledger', 'x'], '--value 和 --reason'],
    [['conflicts', '--value', 'x', '--ledger', 'x'], '缺 --resolve'],
    [['search', '甲', '--limit', '0', '--ledger', 'x'], '--limit 要写'],
    [['demo'], '缺 --out'],
    [['demo', '--out', 'x', '--scale', '1.5'], '--scale 要写'],
  ])('%j', async (words, sentence) => {
    const folder = temporaryFolder();
    const plain = await new Terminal(folder).run(...words);
    expect(plain).toMatchObject({ status: 2, out: '' });
    expect(plain.error).toContain(sentence);
    expect(plain.error).toContain('用法：wubao');
  });

  test('with --json the sentence is the one document', async () => {
    const { status, out } = await new Terminal(temporaryFolder()).run('projects', '--json');
    expect(status).toBe(2);
    expect(JSON.parse(out)).toEqual({ error: { code: 'usage', message: expect.stringContaining('--ledger') } });
  });

  test('a clock that is none', async () => {
    const { status, error } = await new Terminal(temporaryFolder(), 'yesterday').run('digest', '--ledger', 'x');
    expect({ status, error }).toMatchObject({ status: 2, error: expect.stringContaining('WUBAO_NOW') });
  });
});

test('help is no failure and names every command and option', async () => {
  const terminal = new Terminal(temporaryFolder());
  const help = await terminal.run('--help');
  expect(help.status).toBe(0);
  for (const name of names) expect(help.out).toContain(name);
  const one = await terminal.run('conflicts', '--help');
  expect(one.status).toBe(0);
  for (const option of ['--resolve', '--value', '--reason', '--ledger', '--json']) expect(one.out).toContain(option);
});

test('a refusal ends with 1: its code and Chinese sentences', async () => {
  const terminal = new Terminal(temporaryFolder());
  const { status, out, error } = await terminal.run('digest', '--ledger', '没有台账', '--json');
  expect(status).toBe(1);
  const document = JSON.parse(out);
  expect(document).toMatchObject({ error: { code: 'no_ledger', message: expect.stringContaining('还没有台账') } });
  expect(error).toContain('还没有台账');
  const plain = await terminal.run('digest', '--ledger', '没有台账');
  expect(plain).toMatchObject({ status: 1, out: '', error: expect.stringContaining('还没有台账') });
});

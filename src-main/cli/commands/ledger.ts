import { regionCode, regionName } from '../../../src-shared/catalogues/regions';
import { roles } from '../../../src-shared/contract/common';
import { type Answer, command, UsageError } from '../invocation';
import { columns } from '../table';

export const initCommand = command(
  'init',
  '建立台账和本机密钥',
  {
    options: {
      role: { type: 'enum', options: [...roles], required: true, description: '秘书、踏查人员或市发改委' },
      person: { type: 'string', valueHint: 'N', required: true, description: '姓名' },
      unit: { type: 'string', valueHint: 'U', required: true, description: '单位' },
      region: { type: 'string', valueHint: 'R', description: '属地；不写表示不限属地' },
    },
  },
  async (invocation, { role, person = '', unit = '', region }) => {
    const known = roles.find((candidate) => candidate === role);
    if (!known) throw new UsageError('缺 --role。');
    const code = region ? regionCode(region) : null;
    if (code === undefined) throw new UsageError(`没有“${region}”这个属地。`);
    const made = await invocation.call('ledger.initialize', { role: known, person, unit, region: code });
    const place = code ? `，${regionName(code)}` : '';
    return {
      json: made,
      text: `已建立台账：${person}，${unit}${place}。设备 ${made.deviceId}，指纹 ${made.fingerprint}。`,
    };
  },
);

export const digestCommand = command('digest', '业务记录的摘要；两台电脑改动相同则摘要相同', {}, async (invocation) => {
  const digest = await invocation.call('ledger.digest', {});
  return { json: digest, text: `${digest.digest}\n${digest.records} 条记录，${digest.changes} 条改动` };
});

interface Checked {
  readonly ok: boolean;
  readonly checks: readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[];
}

function checkAnswer(checked: Checked, sentence: string): Answer {
  const rows = checked.checks.map((check) => [check.ok ? '✓' : '✗', check.name, check.detail]);
  return { json: checked, text: [sentence, columns(rows)].filter(Boolean).join('\n'), failed: !checked.ok };
}

export const verifyCommand = command('verify', '检查数据库、改动链和收发的包', {}, async (invocation) => {
  const checked = await invocation.call('ledger.verify', {});
  return checkAnswer(checked, checked.ok ? '台账完好。' : '台账有问题，请不要继续录入，先用备份恢复。');
});

export const backupCommand = command(
  'backup',
  '另存一份核对过的备份',
  { options: { to: { type: 'string', valueHint: 'FILE', required: true, description: '备份文件' } } },
  async (invocation, { to = '' }) => {
    const made = await invocation.call('backups.create', { file: invocation.path(to) });
    return checkAnswer(made, made.ok ? `已备份到 ${invocation.path(to)}，${made.bytes} 字节。` : '备份没有通过核对。');
  },
);

export const restoreCommand = command(
  'restore',
  '用备份恢复；现有台账先另存',
  { words: { usage: 'FILE', least: 1, most: 1 } },
  async (invocation) => {
    const [file = ''] = invocation.positionals;
    const restored = await invocation.call('backups.restore', { file: invocation.path(file) });
    return checkAnswer(restored, restored.ok ? '已恢复。' : '恢复后的台账打不开。');
  },
);

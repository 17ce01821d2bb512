import { readFileSync, statSync } from 'node:fs';
import { command, type Invocation, UsageError } from '../invocation';

const closingOptions = {
  for: { type: 'string', valueHint: 'KEY …', description: '加密给谁：age1… 公钥，或名册里的设备号、指纹' },
  'passphrase-file': { type: 'string', valueHint: 'FILE', description: '用口令加密，口令写在这个文件的第一行' },
} as const;

/** Words that no option takes are further KEYs: --for KEY KEY. */
function closingOf(invocation: Invocation, passphraseFile: string | undefined) {
  const keys = invocation.values('for');
  if (keys.length === 0 && invocation.positionals.length > 0)
    throw new UsageError(`多了 ${invocation.positionals.join(' ')}。`);
  return {
    ...(keys.length > 0 ? { for: [...keys, ...invocation.positionals] } : {}),
    ...(passphraseFile ? { passphrase: passphraseIn(invocation.path(passphraseFile)) } : {}),
  };
}

/** The first line of a file: on the command line itself everybody at the machine could read it. */
function passphraseIn(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`读不了口令文件 ${file}。`);
  }
  const line = text.split(/\r?\n/)[0]?.replace(/^\uFEFF/, '') ?? '';
  if (line === '') throw new UsageError('口令文件的第一行是空的。');
  return line;
}

export const exportPackageCommand = command(
  'export-package',
  '生成上报包；市发改委给一台设备返还',
  {
    words: { usage: '', least: 0, most: Number.POSITIVE_INFINITY },
    options: {
      to: { type: 'string', valueHint: 'FILE', description: '写到哪个文件或文件夹' },
      full: { type: 'boolean', description: '从第一条改动起全写；返还时连对方已有的也写' },
      device: { type: 'string', valueHint: 'ID', description: '返还给哪台设备：设备号或指纹；all 是全部已批准的' },
      ...closingOptions,
    },
  },
  async (invocation, { to, full, device, 'passphrase-file': passphrase }) => {
    if (device !== undefined) return writeReturns(invocation, device, to, full === true, passphrase);
    const written = await invocation.call('packages.export', {
      ...(to ? { file: invocation.path(to) } : {}),
      full: full === true,
      ...closingOf(invocation, passphrase),
    });
    return {
      json: written,
      text: [
        `已生成 ${written.file}：${written.changes} 条改动（${written.from} 至 ${written.to}），${written.bytes} 字节。`,
        ...(written.attachments > 0 ? [`附件 ${written.attachments} 个。`] : []),
        ...(written.files.length > 1
          ? [
              `附件包也要一并交：${written.files
                .slice(1)
                .map(({ file }) => file)
                .join('、')}。`,
            ]
          : []),
        ...(written.lacking > 0 ? [`另有 ${written.lacking} 个附件的文件不在本机，没有装进去。`] : []),
      ].join('\n'),
    };
  },
);

/** One package down, or one for every approved device. A selection of lines has no range. */
async function writeReturns(
  invocation: Invocation,
  device: string,
  to: string | undefined,
  full: boolean,
  passphrase: string | undefined,
) {
  const isAll = device === 'all';
  const { written } = await invocation.call('returns.write', {
    ...(isAll ? {} : { device }),
    ...(to ? { file: invocation.path(to) } : {}),
    full,
    ...closingOf(invocation, passphrase),
  });
  const packages = written.map((one) => ({ ...one, from: null, to: null }));
  return {
    json: isAll ? packages : packages[0],
    text: packages
      .map(
        ({ file, kind, changes, bytes, files }) =>
          `已生成 ${file}：${kind === 'receipt' ? '回执，没有新的改动' : `返还 ${changes} 条改动`}，${bytes} 字节。${
            files.length > 1 ? `附件包 ${files.length - 1} 个也要一并交。` : ''
          }`,
      )
      .join('\n'),
  };
}

const outcomeLabels = {
  merged: '已合并',
  duplicate: '已有',
  held: '待接续',
  quarantined: '隔离',
  rejected: '拒收',
  cancelled: '已取消',
} as const;

export const importPackageCommand = command(
  'import-package',
  '收包：核对签名，合并，列出冲突',
  {
    words: { usage: 'FILE …', least: 1, most: Number.POSITIVE_INFINITY },
    options: {
      trust: { type: 'string', valueHint: 'FINGERPRINT', description: '已核对过的市发改委指纹' },
      'passphrase-file': { type: 'string', valueHint: 'FILE', description: '口令包的口令，写在这个文件的第一行' },
    },
  },
  async (invocation, { trust, 'passphrase-file': passphraseFile }) => {
    const passphrase = passphraseFile ? passphraseIn(invocation.path(passphraseFile)) : undefined;
    const files = invocation.positionals.map((file) => invocation.path(file));
    const outcomes = [];
    // The door takes 500 at once; a longer list goes in parts, in its order.
    for (let from = 0; from < files.length; from += 500) {
      outcomes.push(
        ...(await invocation.call('packages.import', {
          files: files.slice(from, from + 500),
          ...(trust ? { trust } : {}),
          ...(passphrase === undefined ? {} : { passphrase }),
        })),
      );
    }
    const settled = new Set<string>(['merged', 'duplicate', 'held']);
    return {
      json: outcomes,
      text: outcomes.map(({ file, outcome, message }) => `${file}：${outcomeLabels[outcome]}。${message}`).join('\n'),
      failed: outcomes.some(({ outcome }) => !settled.has(outcome)),
    };
  },
);

function isFile(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The device of a file's enrolment, or the device id itself; a device that is decided upon needs no file. */
async function enrolment(invocation: Invocation, typed: string, approve: boolean, revoke: boolean) {
  const file = invocation.path(typed);
  if (isFile(file)) {
    const read = await invocation.call('devices.enrol', { file, approve });
    if (!revoke) return read;
    return invocation.call('devices.decide', { device: read.deviceId, decision: 'revoke' });
  }
  // Neither a file nor decided upon: the file is missing.
  if (!approve && !revoke) return invocation.call('devices.enrol', { file, approve: false });
  return invocation.call('devices.decide', { device: typed, decision: approve ? 'approve' : 'revoke' });
}

const stateLabels = { own: '本机', pending: '待批准', approved: '已批准', revoked: '已停用' } as const;

export const enrolCommand = command(
  'enrol',
  '登记一台设备：看登记文件，批准或停用',
  {
    words: { usage: 'FILE', least: 1, most: 1 },
    options: {
      approve: { type: 'boolean', description: '批准；FILE 处也可写设备号或指纹' },
      revoke: { type: 'boolean', description: '停用，从现有改动之后起不收；FILE 处也可写设备号或指纹' },
    },
  },
  async (invocation, { approve, revoke }) => {
    if (approve && revoke) throw new UsageError('--approve 和 --revoke 只能写一个。');
    const device = await enrolment(invocation, invocation.positionals[0] ?? '', approve === true, revoke === true);
    return {
      json: device,
      text: `设备 ${device.deviceId}，指纹 ${device.fingerprint}：${stateLabels[device.state]}。`,
    };
  },
);

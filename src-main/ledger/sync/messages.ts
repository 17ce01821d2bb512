import type { Fingerprint } from './device-key';
import type { Manifest } from './manifest';

const safe = '没有并入任何内容，文件已原样保存。';

/** Names the sender as the manifest does: 昌邑区重点项目服务中心王秘书. */
export function whoOf({ unit, person }: Pick<Manifest, 'unit' | 'person'>): string {
  return `${unit}${person}` || '没有署名的人';
}

function fingerprintWords({ words, hex }: Fingerprint): string {
  return `${words.join(' ')}（${hex}）`;
}

/** What the person reads about a file that was dropped: what happened, whether data is safe, what to do. */
export const messages = {
  merged: (who: string, applied: number) => `已并入${who}的 ${applied} 处改动。`,
  snapshot: (who: string, packages: number) =>
    `${who}的汇总包，里面有 ${packages} 个原包，逐个核对签名后收下，各包的结果见下面各行。`,
  snapshotDone: (packages: number, taken: number) =>
    taken === packages
      ? `里面 ${packages} 个原包都已收下。`
      : `里面 ${packages} 个原包，收下 ${taken} 个，其余见各包自己的说明。`,
  returned: (who: string, applied: number) => `已并入${who}返还的 ${applied} 处改动。`,
  receipt: (who: string) => `${who}的回执，已记下对方收到哪里；没有新的改动。`,
  review: (who: string, taken: number, outside: number) =>
    `已收下${who}的 ${taken} 处改动。其中 ${outside} 处超出${who}的分管范围，已放进“越权改动”，裁定前不计入任何数字。`,
  conflicts: (count: number) => `其中 ${count} 处与别人填的不一样，两个值都在，请到“冲突”里裁定。`,
  fork: () =>
    '这台设备的改动分成了两支（多半是复制了台账文件夹，或恢复了旧备份）。两支都已并入，一条没丢；请让两台电脑都重新登记。',
  clock: () => '它的时钟比本机快一天以上，数据照常并入；请让对方校准电脑时间。',
  continued: (names: readonly string[]) => `先前待接续的 ${names.join('、')} 也已接上。`,
  files: (count: number, size: string) => `收下了 ${count} 个附件（${size}）。`,
  volume: (who: string, count: number, size: string) => `收下了${who}的 ${count} 个附件（${size}）。`,
  filesAwaited: (count: number) => `还有 ${count} 个附件的文件没到，请把后面的附件包也导入。`,
  duplicate: () => '这个包的内容都已经在台账里，不用再收。',
  own: () => '这是本机生成的包，内容都在台账里。',
  held: (who: string, from: number, to: number) =>
    `缺${who}的第 ${from}${to > from ? `至 ${to}` : ''} 处改动，前面的包还没到。${safe}前面的包一到就自动接上；等不到时请让对方重新生成。`,
  newer: () => `这个包要用更新版本的五包工作台才能读。${safe}请升级程序，升级后自动并入。`,
  laterKind: (kind: string) =>
    `${kindNames[kind] ?? '这种包'}要用更新版本的五包工作台才能并入。${safe}请升级程序，升级后自动并入。`,
  pending: (who: string, fingerprint: Fingerprint) =>
    `${who}的设备还没有登记批准，指纹 ${fingerprintWords(fingerprint)}。${safe}请打电话核对指纹，批准后自动并入。`,
  enrolmentPending: (who: string, fingerprint: Fingerprint) =>
    `登记申请：${who}，指纹 ${fingerprintWords(fingerprint)}，待批准。台账没有变化；请打电话核对指纹后批准。`,
  enrolmentApproved: (who: string) => `${who}的设备已登记批准，可以收它的包了。`,
  enrolmentKnown: (who: string) => `${who}的设备早已登记批准，不用再收。`,
  enrolmentRevoked: (who: string) =>
    `${who}的设备已停用，登记申请不予受理。台账没有变化；确要恢复时请在设备名册里重新批准。`,
  revoked: (who: string, after: number) =>
    `${who}的设备已停用，从第 ${after + 1} 处改动起不收。${safe}请先弄清这个包从哪来，确要恢复时在设备名册里重新批准。`,
  enrolmentRenewed: (who: string, fingerprint: Fingerprint) =>
    `${who}换了钥匙，旧钥匙签过字。新指纹 ${fingerprintWords(fingerprint)}，待批准。台账没有变化；请打电话核对新指纹后批准，旧钥匙会同时停用。`,
  enrolmentUnproven: (who: string, fingerprint: Fingerprint) =>
    `${who}的登记申请说是换钥匙，但旧钥匙的签字不对，只能当作新设备。指纹 ${fingerprintWords(fingerprint)}，待批准。台账没有变化；请打电话问清楚再批准。`,
  enrolmentDiffers: (who: string) =>
    `${who}的设备早已登记批准，但登记信息有变。名册没有改动；要按新的改，请在设备名册里点开这台设备改。`,
  commissionPending: (who: string, kind: string, fingerprint: Fingerprint) =>
    `这是${who}发来的${kindNames[kind] ?? '包'}，本机还没有核对过对方的指纹 ${fingerprintWords(fingerprint)}。${safe}请打电话给市发改委核对指纹，一个不差再确认，确认后自动并入。`,
  notCommission: (who: string, kind: string) =>
    `${who}不是发改委的设备，不能发${kindNames[kind] ?? '这种包'}。${safe}请打电话向对方核实。`,
  otherRecipient: (kind: string) =>
    `这个${kindNames[kind] ?? '包'}是给别的设备的。没有并入任何内容，台账没有变化。请检查是不是拿错了文件。`,
  otherAddressee: (who: string, sealed: boolean) =>
    `${who}写明这个包只给别的收件方${sealed ? '，有人拆开后另外加密给了本机' : ''}。没有并入任何内容，台账没有变化。请打电话向${who}核实；真要给本机的，请对方选本机作收件方重新生成。`,
  cancelled: () => '已取消，这个文件没有收。没有并入任何内容，原文件没有动过。要收时再拖进来，已收过的不会重复。',
  forged: (detail: string) =>
    `${detail}，文件不是它自称的设备写的，或者被人改过。${safe}请打电话向对方核实，让对方重新生成后再发。`,
  lying: (detail: string) =>
    `签名是真的，但里面的改动前后矛盾（${detail}）。${safe}请让对方重新生成后再发；再次出现时告诉维护人员。`,
  otherDataset: () => '这个包属于另一个城市的台账，不能并入。没有并入任何内容，台账没有变化。请检查是不是拿错了文件。',
  lost: () => '存下来的原文件不见了或已损坏，没有并入任何内容。请再导入一次原来的文件。',
} as const;

const kindNames: Readonly<Record<string, string>> = { return: '返还包', receipt: '回执', snapshot: '汇总包' };

import type { Notice } from '../../../src-shared/contract/ledger-methods';
import type { OwnDevice } from '../../../src-shared/contract/trust-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { deviceKeyWarning, fingerprint, keyIdOf, ownKey } from './device-key';
import { whoOf } from './messages';
import { Roster, type RosterEntry } from './roster';
import { trustRowOf } from './trust-projection';

interface Standing {
  readonly trust: OwnDevice['trust'];
  readonly note: string;
  readonly commission: RosterEntry | undefined;
  readonly renewed: boolean;
}

/** How the key of this machine can be used: its protection, or the sentence of the refusal. */
function keyState(context: LedgerContext): { isProtected: boolean; lost: string | null } {
  try {
    return { isProtected: ownKey(context).protection !== 'none', lost: null };
  } catch (error) {
    if (error instanceof Refusal) return { isProtected: false, lost: error.message };
    throw error;
  }
}

/** A commission whose package waits for its fingerprint to be compared, the newest first. */
function toCompare({ database }: LedgerContext): RosterEntry | undefined {
  return database
    .prepare(
      `SELECT d.* FROM device d JOIN package p ON p.device = d.id WHERE d.state = 'pending' AND d.role = 'commission'
         AND p.direction = 'in' AND p.state = 'quarantined' AND p.kind IN ('return', 'receipt') ORDER BY p.number DESC LIMIT 1`,
    )
    .get() as RosterEntry | undefined;
}

/** How this machine and the Commission stand, the gravest thing first. */
export function standingOf(context: LedgerContext): Standing {
  const { database, identity } = context;
  const roster = new Roster(database);
  const own = roster.own();
  const entries = roster.list();
  const trusted = entries
    .filter(({ state, role, id }) => state === 'approved' && role === 'commission' && !roster.isOwn(id))
    .sort((a, b) => ((a.enrolled_at ?? '') < (b.enrolled_at ?? '') ? 1 : -1))[0];
  const word = trustRowOf(database, own.id);
  const asked = toCompare(context);
  const renewed = own.replaces !== null && word?.state !== 'approved';
  const standing = (trust: Standing['trust'], note: string, commission = trusted): Standing => ({
    trust,
    note,
    commission,
    renewed,
  });
  const lost = keyState(context).lost;
  if (lost !== null) return standing('key_lost', lost);
  if (own.enrol_again !== 0 || entries.some(({ branch_of }) => branch_of === own.number))
    return standing(
      'enrol_again',
      identity.role === 'commission'
        ? '本机的改动分成了两支，多半是复制过台账文件夹，或恢复过旧备份。两支的改动都在，一条没丢；请重新登记本机，各地要再核对一次本机的新指纹。'
        : '本机的改动分成了两支，多半是复制过台账文件夹，或恢复过旧备份。两支的改动市里都收着，一条没丢；请重新登记本机，另一台电脑也要重新登记。',
    );
  if (word?.state === 'revoked')
    return standing(
      'revoked',
      `市发改委已停用本机，从第 ${(word.revoked_after ?? 0) + 1} 处改动起不收。本机的数据都在；请打电话给市发改委，要恢复时由对方重新批准。`,
    );
  if (identity.role === 'commission') return standing('commission', '本机是发改委的台账，由本机批准别的设备。');
  if (asked) return standing('compare', `收到${whoOf(asked)}的返还包，请先核对对方的指纹，再并入。`, asked);
  if (renewed) return standing('waiting', '本机换了钥匙，待市发改委批准。请把新的登记文件和最后一个上报包一起交过去。');
  if (word?.state === 'approved' && trusted) return standing('mutual', `与${trusted.unit || '市发改委'}已互认`);
  return standing(
    'waiting',
    trusted ? '已核对市发改委的指纹，等对方批准本机。' : '还没有与市发改委互认：登记文件交过去，等返还包回来。',
  );
}

/** See `devices.own`. */
export const ownDevice: Handler<'devices.own'> = (context) => {
  const own = new Roster(context.database).own();
  const { trust, note, commission, renewed } = standingOf(context);
  const { isProtected } = keyState(context);
  const publicKey = own.public_key as Buffer;
  return {
    id: own.id,
    fingerprint: fingerprint(publicKey),
    keyId: keyIdOf(publicKey),
    recipient: own.recipient,
    trust,
    note,
    commission: commission?.public_key
      ? {
          id: commission.id,
          person: commission.person,
          unit: commission.unit,
          fingerprint: fingerprint(commission.public_key),
          keyId: keyIdOf(commission.public_key),
        }
      : null,
    renewed,
    isProtected,
    canProtect: !isProtected && trust !== 'key_lost' && context.keyProtection !== undefined,
    // A demonstration is nobody's, and its key signs nothing that counts.
    warning: context.demonstration ? null : deviceKeyWarning(context.folder, context.keyProtection),
  };
};

/** What the person of this machine has to do about it, wherever she is in the program. */
export function trustNotices(context: LedgerContext): Notice[] {
  if (context.demonstration) return [];
  const { trust, note } = standingOf(context);
  switch (trust) {
    case 'enrol_again': {
      const to = context.identity.role === 'commission' ? '/settings' : '/sync';
      return [{ id: 'trust', text: note, severity: 'attention', to, label: '重新登记' }];
    }
    case 'key_lost':
      return [{ id: 'trust', text: note, severity: 'attention', to: '/settings', label: '去设置' }];
    case 'revoked':
      return [{ id: 'trust', text: note, severity: 'attention', to: '/sync', label: '去看' }];
    case 'compare':
      return [{ id: 'trust', text: note, severity: 'info', to: '/sync', label: '核对指纹' }];
    default:
      return [];
  }
}

import type { BulletinSource } from '../../../src-shared/contract/bulletin-methods';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { chainAt } from '../journal/stream-reader';
import { requirePeriod } from './bulletin-figures';
import { frozenBulletin, type StreamEnd } from './bulletin-frozen';

/** How the stream that a freeze came from stands to what lies here: the chain tells whether they are the same changes. */
function sourceOf({ journal: { core } }: LedgerContext, { device, seq, chain }: StreamEnd): BulletinSource {
  const row = core.devices.row(device);
  const known = { person: row?.person ?? '', unit: row?.unit ?? '', device, through: seq };
  if (!row || row.high_water < seq) return { ...known, since: 0, state: 'missing' };
  const isSame = chainAt(core, row, seq).toString('hex') === chain;
  return { ...known, since: row.high_water - seq, state: isSame ? 'here' : 'other' };
}

export const listSources: Handler<'bulletins.sources'> = (context, { period: code }) => {
  const period = requirePeriod(code);
  const frozen = frozenBulletin(context, period);
  if (!frozen) throw new Refusal('not_frozen', { period: period.name });
  return frozen.through.map((end) => sourceOf(context, end));
};

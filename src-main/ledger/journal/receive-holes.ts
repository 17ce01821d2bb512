import { branchId, type DeviceRow } from './device-table';
import type { JournalCore } from './journal';
import { branchWith, LineTaker, linesHere } from './line-taker';
import { isConflict } from './merge';
import type { Received } from './receive';
import { claimedChain, lineAt, lineOf, type Verified } from './receive-check';
import { makeBranch } from './receive-place';
import { scopeJudge } from './scope-judge';
import type { UnitOfWork } from './unit-of-work';

/**
 * Applies a verified stream to a device of which lines beyond the high-water mark are here already, because a selection brought them: those are
 * passed over, the new ones are kept as runs between them, and the mark moves over all. Where one of them is here with other bytes, the
 * stream is another branch from there on.
 */
export function applyOverHoles(
  core: JournalCore,
  unit: UnitOfWork,
  verified: Verified,
  found: DeviceRow,
  skip: number,
): Received {
  const { stream, lines } = verified;
  const taker = new LineTaker(core, unit, stream.package);
  const origin = core.devices.byNumber(found.branch_of ?? found.number);
  let device = found;
  let fork = false;
  let judge = scopeJudge(core, unit, device);
  let here = linesHere(core, device, stream.from + skip, stream.to);
  for (let index = skip; index < lines.count; index += 1) {
    const seq = stream.from + index;
    const bytes = lineAt(verified, index);
    const known = here.get(seq);
    const link = device.branch_after === seq - 1 ? branchId(origin.id, claimedChain(verified, seq)) : null;
    const isOther = device.branch_name !== null && link !== null && device.branch_name !== link;
    if (isOther || (known && !known.equals(bytes))) {
      moveMark(core, verified, device, seq - 1);
      const parent = core.devices.byNumber(device.number);
      const named = link === null ? undefined : core.devices.row(link);
      device =
        (named?.branch_of === origin.number ? named : undefined) ??
        branchWith(core, device, seq, bytes) ??
        makeBranch(core, origin, parent, seq - 1, claimedChain(verified, seq));
      // What both share is here now, whatever was when the branch was first heard of.
      moveMark(core, verified, device, seq - 1);
      fork = true;
      judge = scopeJudge(core, unit, device);
      here = linesHere(core, device, seq, stream.to);
    }
    if (!here.has(seq)) taker.take(device, lineOf(verified, index), bytes, judge, claimedChain(verified, seq));
  }
  moveMark(core, verified, device, stream.to);
  taker.finish();
  if (taker.taken === 0) return { outcome: 'duplicate' };
  const conflicts = [...taker.tally.contested.values()].filter(isConflict).length;
  return {
    outcome: 'merged',
    applied: taker.tally.applied,
    conflicts,
    review: taker.reviewed,
    fork: fork || device.branch_of !== null ? device.id : null,
  };
}

/** All lines up to `seq` are here now, and h of them is what the stream claims. */
function moveMark(core: JournalCore, verified: Verified, { number }: DeviceRow, seq: number): void {
  if (seq < verified.stream.from - 1) return;
  core.database
    .prepare('UPDATE device SET high_water = @seq, chain = @chain WHERE number = @number AND high_water < @seq')
    .run({ number, seq, chain: claimedChain(verified, seq) });
}

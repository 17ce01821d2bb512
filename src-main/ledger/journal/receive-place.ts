import { branchId, type DeviceRow } from './device-table';
import type { JournalCore } from './journal';
import { claimedChain, lineAt, type Verified } from './receive-check';
import { chainAt, storedLines } from './stream-reader';

export type Place =
  /** The stream goes on where `device` ends, from line `skip` on. */
  { readonly device: DeviceRow; readonly skip: number } | { readonly missing: string };

/** Finds the branch that the stream belongs to: equal chains up to the last common seq, or a new fork where none is equal. */
export function placeStream(core: JournalCore, verified: Verified): Place {
  const { stream } = verified;
  const origin = core.devices.row(stream.device);
  if (!origin) throw new Error(`device ${stream.device} is not in the roster`);
  const branches = [origin, ...core.devices.branchesOf(origin.number)];
  for (const device of branches) {
    const common = Math.min(stream.to, device.high_water);
    if (stream.from > device.high_water + 1) continue;
    if (chainAt(core, device, common).equals(claimedChain(verified, common)))
      return { device, skip: common - stream.from + 1 };
  }
  const reachable = branches.filter((device) => stream.from <= device.high_water + 1);
  if (reachable.length === 0) return { missing: `${stream.device}:${origin.high_water + 1}-${stream.from - 1}` };
  // Other bytes with the same numbers. The point where the two part must lie in this stream, or its beginning has to be sent too.
  const parent = reachable.find((device) => chainAt(core, device, stream.from - 1).equals(stream.before));
  if (!parent) return { missing: `${stream.device}:1-${stream.from - 1}` };
  let after = stream.from - 1;
  for (const { seq, line } of storedLines(core, parent, stream.from, Math.min(stream.to, parent.high_water))) {
    if (!lineAt(verified, seq - stream.from).equals(line)) break;
    after = seq;
  }
  return {
    device: makeBranch(core, origin, parent, after, claimedChain(verified, after + 1)),
    skip: after - stream.from + 1,
  };
}

/** A second branch of a copied machine becomes a device of its own, named after its first different link. */
export function makeBranch(
  core: JournalCore,
  origin: DeviceRow,
  parent: DeviceRow,
  after: number,
  firstLink: Buffer,
): DeviceRow {
  const id = branchId(origin.id, firstLink);
  const chain = chainAt(core, parent, after);
  // The number may be taken by a stranger row that a `prev` made; its dots are the same device.
  const number = core.devices.number(id);
  core.database
    .prepare(
      `UPDATE device SET person = o.person, unit = o.unit, region = o.region, role = o.role, state = 'fork', branch_of = o.number,
       branch_after = @after, high_water = @after, chain = @chain FROM device o WHERE o.number = @origin AND device.number = @number`,
    )
    .run({ number, origin: origin.number, after, chain });
  if (parent.number === origin.number && parent.high_water > after)
    core.database
      .prepare(
        'UPDATE device SET branch_name = @name, branch_after = @after WHERE number = @number AND branch_name IS NULL',
      )
      .run({ number: origin.number, name: branchId(origin.id, chainAt(core, origin, after + 1)), after });
  return core.devices.byNumber(number);
}

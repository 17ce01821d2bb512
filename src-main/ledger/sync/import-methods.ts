import type { PackageEntry, PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import type { Handler } from '../handler';
import { PackageImport } from './import-packages';
import { messages } from './messages';
import { PackageRegister } from './package-register';
import { importInside } from './snapshot-import';

/** See `packages.import`: every file comes to an end of its own; none of them stops the others. */
export const importPackages: Handler<'packages.import'> = async (context, input) => {
  const take = (files: readonly string[]) => new PackageImport(context, input.trust).run(files, input.passphrase);
  const outcomes = await takeInTurns(input.files, take);
  return isCancelled(outcomes) ? outcomes : [...outcomes, ...(await importInside(context, take))];
};

/** Whether a person stopped the import: what is left is not taken up on another way either. */
function isCancelled(outcomes: readonly PackageOutcome[]): boolean {
  return outcomes.some(({ outcome }) => outcome === 'cancelled');
}

/**
 * What was refused as another city's is tried again as long as something else was merged: a commission that came beside it may have said
 * that it belongs here after all; and whoever waited for that commission's word is asked again too.
 */
async function takeInTurns(
  files: readonly string[],
  take: (files: readonly string[]) => Promise<PackageOutcome[]>,
): Promise<PackageOutcome[]> {
  const outcomes = await take(files);
  for (let turn = outcomes; turn.some(({ outcome }) => outcome === 'merged') && !isCancelled(turn); ) {
    const isForeign = ({ message }: PackageOutcome) => message === messages.otherDataset();
    if (!outcomes.some(isForeign)) break;
    const again = [...outcomes.keys()].filter((index) => {
      const one = outcomes[index] as PackageOutcome;
      return isForeign(one) || one.outcome === 'quarantined';
    });
    turn = await take(again.map((index) => files[index] as string));
    for (const [place, index] of again.entries()) outcomes[index] = turn[place] as PackageOutcome;
  }
  return outcomes;
}

/** See `packages.list`: newest first. */
export const listPackages: Handler<'packages.list'> = (context) =>
  new PackageRegister(context.database).list().map(
    ({ sha256, name, direction, kind, device, person, at, changes, bytes, state, message }): PackageEntry => ({
      sha256,
      name,
      direction,
      kind,
      device,
      person,
      at,
      changes,
      bytes,
      state,
      message,
    }),
  );

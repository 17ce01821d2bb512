import { useEffect, useState } from 'react';
import type { PackageEntry, PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { chooseFiles, type FileHandle } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { call, demand, failureOf, type Progress, useLedgerCommand, useLedgerQuery } from '../../ledger-client';

export interface Intake {
  /** Takes files in: packages and enrolments, in any order, twice or late. */
  take: (files: readonly FileHandle[]) => void;
  choose: () => void;
  running: boolean;
  progress: Progress | null;
  /** What became of the files that were taken last, with the names that the person knows; null before the first. */
  outcomes: readonly PackageOutcome[] | null;
  /** Files that a passphrase opens, and what to do with one; null where there are none. */
  locked: { names: readonly string[]; wrong: boolean; open: (passphrase: string) => void; leave: () => void } | null;
  /** Ends the import between two files; what is merged stays. */
  cancel: () => void;
  /** A device whose enrolment has just come and waits for a decision, one after another. */
  applicant: Device | null;
  /** On to the next one. */
  next: () => void;
  /** Leaves all of them for later; the list of devices keeps them. */
  dismiss: () => void;
}

/** Receiving packages. An enrolment comes like a package; when one waits for approval, `applicant` asks for it. `decidesAll`: this is the
 * Commission; elsewhere only its own key is compared. `onCame`: files have just been taken in. */
export function useIntake(decidesAll: boolean, onCame: () => void = () => {}): Intake {
  const [outcomes, setOutcomes] = useState<readonly PackageOutcome[] | null>(null);
  const [applicants, setApplicants] = useState<readonly Device[]>([]);
  const [locked, setLocked] = useState<{ files: readonly FileHandle[]; wrong: boolean } | null>(null);
  const command = useLedgerCommand('packages.import', { onFailure: showFailure });
  const register = useLedgerQuery('packages.list', outcomes ? {} : undefined).data;
  useEffect(() => {
    if (!register) return;
    setOutcomes((before) => {
      const now = before?.map((outcome) => asItStands(outcome, register));
      return now?.some((outcome, index) => outcome !== before?.[index]) ? now : before;
    });
  }, [register]);

  const take = async (files: readonly FileHandle[], passphrase?: string) => {
    if (files.length === 0 || command.isPending) return;
    const came = await command.mutateAsync({
      files: files.map((file) => file.token),
      ...(passphrase === undefined ? {} : { passphrase }),
    });
    const named = came.map((outcome, index) => ({ ...outcome, file: files[index]?.name ?? baseName(outcome.file) }));
    // With a passphrase only the locked files were read again: the others keep what was said of them.
    const again = new Map(files.map((file, index) => [file.name, named[index]]));
    setOutcomes((before) =>
      passphrase === undefined ? named : (before ?? []).map((outcome) => again.get(outcome.file) ?? outcome),
    );
    onCame();
    const closed = files.filter((_, index) => came[index]?.passphrase !== undefined);
    setLocked(closed.length > 0 ? { files: closed, wrong: passphrase !== undefined } : null);
    if (!came.some((outcome) => outcome.outcome === 'quarantined')) return;
    const devices = await demand('devices.list', {});
    setApplicants(
      devices.filter((device) => device.state === 'pending' && (decidesAll || device.role === 'commission')),
    );
  };
  const attempt = (work: () => Promise<void>) => {
    work().catch((error: unknown) => {
      // A failed command has been shown by its own handler.
      if (!command.isError) showFailure(failureOf(error));
    });
  };
  return {
    take: (files) => attempt(() => take(files)),
    choose: () => attempt(async () => take(await chooseFiles('package', true))),
    running: command.isPending,
    progress: command.progress,
    outcomes,
    locked: locked && {
      names: locked.files.map(({ name }) => name),
      wrong: locked.wrong,
      open: (passphrase) => attempt(() => take(locked.files, passphrase)),
      leave: () => setLocked(null),
    },
    cancel: () => void call('packages.cancel', {}),
    applicant: applicants[0] ?? null,
    next: () => setApplicants((waiting) => waiting.slice(1)),
    dismiss: () => setApplicants([]),
  };
}

/** What waited when it came may have been merged since: a device was approved, a missing package arrived. */
function asItStands(outcome: PackageOutcome, register: readonly PackageEntry[]): PackageOutcome {
  if (outcome.outcome !== 'quarantined' && outcome.outcome !== 'held') return outcome;
  const name = outcome.file.replace(/\.age$/i, '');
  const entry = register.find((candidate) => candidate.direction === 'in' && candidate.name === name);
  return entry?.state === 'merged' ? { ...outcome, outcome: 'merged', message: entry.message } : outcome;
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

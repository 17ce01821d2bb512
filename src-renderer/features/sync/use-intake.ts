import { useState } from 'react';
import type { PackageOutcome } from '../../../src-shared/contract/exchange-methods';
import type { Device } from '../../../src-shared/contract/trust-methods';
import { chooseFiles, type FileHandle } from '../../components/file-drop';
import { showFailure } from '../../components/toast';
import { demand, failureOf, type Progress, useLedgerCommand } from '../../ledger-client';

export interface Intake {
  /** Takes files in: packages and enrolments, in any order, twice or late. */
  take: (files: readonly FileHandle[]) => void;
  choose: () => void;
  running: boolean;
  progress: Progress | null;
  /** What became of the files that were taken last, with the names that the person knows; null before the first. */
  outcomes: readonly PackageOutcome[] | null;
  /** A device whose enrolment has just come and waits for a decision, one after another. */
  applicant: Device | null;
  /** On to the next one. */
  next: () => void;
  /** Leaves all of them for later; the list of devices keeps them. */
  dismiss: () => void;
}

/** Receiving packages. An enrolment comes like a package; when one waits for approval, `applicant` asks for it. `decidesAll`: this is the
 * Commission; elsewhere only its own key is compared. */
export function useIntake(decidesAll: boolean): Intake {
  const [outcomes, setOutcomes] = useState<readonly PackageOutcome[] | null>(null);
  const [applicants, setApplicants] = useState<readonly Device[]>([]);
  const command = useLedgerCommand('packages.import', { onFailure: showFailure });

  const take = async (files: readonly FileHandle[]) => {
    if (files.length === 0 || command.isPending) return;
    const names = new Map(files.map((file) => [file.token, file.name]));
    const came = await command.mutateAsync({ files: files.map((file) => file.token) });
    setOutcomes(came.map((outcome) => ({ ...outcome, file: names.get(outcome.file) ?? baseName(outcome.file) })));
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
    applicant: applicants[0] ?? null,
    next: () => setApplicants((waiting) => waiting.slice(1)),
    dismiss: () => setApplicants([]),
  };
}

function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

import type { Database } from 'better-sqlite3';
import { purposeOfPackage } from '../../../src-shared/rules/handover-words';
import { Refusal } from '../../../src-shared/terms/errors';
import type { EnvelopeKind } from './envelope-closing';
import type { OuterFile } from './envelope-opening';

/** A package that has just left this machine or reached it; its row in the package register is there already. */
export interface HandedOver {
  /** Its number in the package register. */
  readonly package: number;
  readonly direction: 'in' | 'out';
  readonly kind: string;
  /** In: who signed it. Out: whom it is for, where it is for one device. */
  readonly device: string | null;
  /** The file as it is handed over. */
  readonly outer: OuterFile;
  readonly envelope: EnvelopeKind;
  readonly at: string;
  /** Today, '2018-09-16'. */
  readonly today: string;
}

/** Medium and handler of the newest entry that went the same way: between the same two where there is one. */
function lastOf(
  database: Database,
  direction: 'in' | 'out',
  device: string | null,
): { medium: string; handler: string } {
  const last = database
    .prepare(
      `SELECT h.medium, h.handler FROM handover h JOIN package p ON p.number = h.package
       LEFT JOIN delivery y ON y.package = p.number LEFT JOIN device r ON r.number = y.recipient
       WHERE p.direction = @direction AND (@device IS NULL OR iif(@direction = 'in', p.device, r.id) = @device)
       ORDER BY h.package DESC LIMIT 1`,
    )
    .get({ direction, device }) as { medium: string; handler: string } | undefined;
  return last ?? { medium: '', handler: '' };
}

/** Enters a package into the hand-over register, filled in as the last one was. One that is there already keeps what a person wrote. */
export function enterHandover(database: Database, handed: HandedOver): void {
  const { package: number, outer, envelope, at, direction, device } = handed;
  database
    .prepare(
      `INSERT INTO handover (package, name, sha256, bytes, envelope, medium, handler, purpose, at)
       VALUES (@number, @name, @sha256, @bytes, @envelope, @medium, @handler, @purpose, @at)
       ON CONFLICT (package) DO UPDATE SET name = excluded.name, sha256 = excluded.sha256, bytes = excluded.bytes, envelope = excluded.envelope`,
    )
    .run({
      number,
      ...outer,
      envelope,
      at,
      purpose: purposeOfPackage(handed.kind, handed.today),
      ...lastOf(database, direction, device),
    });
}

/**
 * Notes on which day a receipt came for what went out: for reports by the mark of the own device, for return packages by their delivery.
 * Called after whatever may have moved either.
 */
export function noteReceipts(database: Database, at: string): void {
  database
    .prepare(
      `UPDATE handover SET receipted_at = @at WHERE receipted_at IS NULL AND package IN (
         SELECT p.number FROM package p JOIN device d ON d.id = p.device AND d.receipt >= p.to_seq
           WHERE p.direction = 'out' AND p.kind = 'report' AND p.to_seq IS NOT NULL
         UNION ALL SELECT package FROM delivery WHERE confirmed = 1)`,
    )
    .run({ at });
}

/** Changes what a person writes. Throws Refusal no_record. */
export function reviseHandoverRow(
  database: Database,
  number: number,
  change: {
    readonly medium?: string | undefined;
    readonly handler?: string | undefined;
    readonly purpose?: string | undefined;
  },
): void {
  const { medium = null, handler = null, purpose = null } = change;
  const { changes } = database
    .prepare(
      `UPDATE handover SET medium = coalesce(@medium, medium), handler = coalesce(@handler, handler), purpose = coalesce(@purpose, purpose)
       WHERE package = @number`,
    )
    .run({ number, medium, handler, purpose });
  if (changes === 0) throw new Refusal('no_record', { entity: '交接登记', id: String(number) });
}

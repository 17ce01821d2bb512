import type { Handover } from '../../../src-shared/contract/handover-methods';
import { handoverCodeStart, purposeOfPackage } from '../../../src-shared/rules/handover-words';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';

const whoOf = ({ unit, person }: { unit: string; person: string }) => `${unit}${person}`;

interface Row {
  readonly package: number;
  readonly name: string;
  readonly direction: 'in' | 'out';
  readonly kind: string;
  readonly state: string;
  readonly medium: string;
  readonly handler: string;
  readonly purpose: string;
  readonly at: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly changes: number;
  readonly to_seq: number | null;
  readonly envelope: Handover['envelope'];
  readonly receipted_at: string | null;
  readonly signer_person: string | null;
  readonly signer_unit: string | null;
  readonly recipient_person: string | null;
  readonly recipient_unit: string | null;
  /** Of what goes down: the package with the changes, which its further volumes follow. */
  readonly first_volume: number | null;
}

function receiptOf({
  direction,
  state,
  kind,
  to_seq,
  receipted_at,
  package: id,
  first_volume,
}: Row): Handover['receipt'] {
  if (direction === 'out') {
    if (receipted_at !== null) return 'receipted';
    const isPart = kind === 'report' ? to_seq === null : first_volume !== null && first_volume !== id;
    return isPart ? 'part' : 'waiting';
  }
  return state === 'merged' || state === 'held' || state === 'quarantined' || state === 'rejected' ? state : 'held';
}

/** The Commission as this machine knows it: to whom reports go. */
function superiorOf({ database }: LedgerContext): string {
  const trusted = database
    .prepare(
      "SELECT person, unit FROM device WHERE state = 'approved' AND role = 'commission' ORDER BY enrolled_at DESC LIMIT 1",
    )
    .get() as { person: string; unit: string } | undefined;
  return trusted ? whoOf(trusted) : '';
}

/** All entries, or one, newest first. */
export function loadHandovers(context: LedgerContext, number?: number): Handover[] {
  const rows = context.database
    .prepare(
      `SELECT h.package, h.name, p.direction, p.kind, p.state, h.medium, h.handler, h.purpose, h.at, h.sha256, h.bytes, p.changes, p.to_seq,
         h.envelope, h.receipted_at, s.person AS signer_person, s.unit AS signer_unit, r.person AS recipient_person, r.unit AS recipient_unit,
         y.package AS first_volume
       FROM handover h JOIN package p ON p.number = h.package LEFT JOIN device s ON s.id = p.device
       -- Further volumes stand right behind the package that is noted as delivered.
       LEFT JOIN delivery y ON p.direction = 'out' AND p.kind IN ('return', 'receipt')
         AND y.package = (SELECT max(f.package) FROM delivery f WHERE f.package <= p.number)
       LEFT JOIN device r ON r.number = y.recipient AND r.state <> 'own'
       WHERE @number IS NULL OR h.package = @number ORDER BY h.package DESC`,
    )
    .all({ number: number ?? null }) as Row[];
  const superior = superiorOf(context);
  return rows.map((row): Handover => {
    const { package: id, name, direction, kind, medium, handler, purpose, at, sha256, bytes, changes, envelope } = row;
    const [person, unit] =
      direction === 'in' ? [row.signer_person, row.signer_unit] : [row.recipient_person, row.recipient_unit];
    const named = person ? whoOf({ person, unit: unit ?? '' }) : '';
    const peer = named || (direction === 'out' && kind !== 'return' && kind !== 'receipt' ? superior : '');
    const about = { package: id, name, direction, kind, peer, medium, handler, purpose, at, sha256, bytes, changes };
    const receipt = receiptOf(row);
    return {
      ...about,
      envelope,
      receipt,
      receiptedAt: row.receipted_at,
      code: `${handoverCodeStart} ${sha256} ${name}`,
    };
  });
}

/** One entry. Throws Refusal no_record. */
export function loadHandover(context: LedgerContext, number: number): Handover {
  const [entry] = loadHandovers(context, number);
  if (!entry) throw new Refusal('no_record', { entity: '交接登记', id: String(number) });
  return entry;
}

const distinct = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))].slice(0, 20);

/** See `handovers.list`. */
export const listHandovers: Handler<'handovers.list'> = (context) => {
  const entries = loadHandovers(context);
  // As the newest that went: what the next one will be filled in with.
  const last = entries.find(({ direction }) => direction === 'out');
  return {
    entries,
    next: {
      medium: last?.medium ?? '',
      handler: last?.handler ?? '',
      purpose: purposeOfPackage('report', context.clock.today()),
    },
    media: distinct(entries.map(({ medium }) => medium)),
    handlers: distinct(entries.map(({ handler }) => handler)),
  };
};

import { entities } from '../../../src-shared/entities/entities';
import type { Field, FieldValue } from '../../../src-shared/entities/field';
import type { LedgerContext } from '../context';

/** A project of the ledger as far as it is needed to be recognised. */
export interface KnownProject {
  readonly id: string;
  readonly name: string;
  readonly code: string | null;
  readonly owner: string | null;
  readonly region: string | null;
  readonly total_investment: number | null;
}

/** A project of the ledger with everything that an import can change. */
export interface KnownRecord {
  readonly project: Readonly<Record<string, FieldValue>>;
  readonly listing: { readonly id: string; readonly values: Readonly<Record<string, FieldValue>> } | null;
  /** By month. */
  readonly progress: ReadonlyMap<
    string,
    { readonly id: string; readonly values: Readonly<Record<string, FieldValue>> }
  >;
}

/** Where an import finds what is there; the real one reads the database. */
export interface KnownProjects {
  all(): KnownProject[];
  record(id: string): KnownRecord;
}

type Row = Readonly<Record<string, string | number | null>>;

const parsedKinds = new Set(['choices', 'money_by_year', 'money_by_channel']);

function valuesOf(row: Row, fields: Readonly<Record<string, Field>>): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const [name, field] of Object.entries(fields)) {
    const stored = row[name] ?? null;
    values[name] =
      typeof stored === 'string' && parsedKinds.has(field.kind) ? (JSON.parse(stored) as FieldValue) : stored;
  }
  return values;
}

// A record that one machine deleted and another edited without having seen it (2) is shown, so an import must find it too.
const shown = 'deleted <> 1';

/** Reads from the database of an open ledger. */
export function knownProjects(database: LedgerContext['database']): KnownProjects {
  const all = database.prepare(
    `SELECT id, name, code, owner, region, total_investment FROM project WHERE ${shown} AND name IS NOT NULL ORDER BY record`,
  );
  const project = database.prepare('SELECT * FROM project WHERE id = @id');
  const listing = database.prepare(`SELECT * FROM listing WHERE project = @id AND ${shown}`);
  const progress = database.prepare(`SELECT * FROM progress WHERE project = @id AND ${shown}`);
  return {
    all: () => all.all() as KnownProject[],
    record(id) {
      const found = listing.get({ id }) as Row | undefined;
      const months = progress.all({ id }) as Row[];
      return {
        project: valuesOf((project.get({ id }) as Row | undefined) ?? {}, entities.project.fields),
        listing: found ? { id: String(found.id), values: valuesOf(found, entities.listing.fields) } : null,
        progress: new Map(
          months.map((row) => [
            String(row.month),
            { id: String(row.id), values: valuesOf(row, entities.progress.fields) },
          ]),
        ),
      };
    },
  };
}

import { v7 as uuidv7 } from 'uuid';
import { type EntityName, entityOf, isEntityName } from '../../../src-shared/entities/entities';
import { type Entity, type Field, type FieldValue, isKeyed } from '../../../src-shared/entities/field';
import { Refusal } from '../../../src-shared/terms/errors';
import { type CellTarget, deletedCell, naturalId, toJournal, toSql } from './cells';
import { checkedValues } from './checked-values';
import type { Committed, Edit } from './edit';
import { nextClock } from './hybrid-clock';
import type { JournalCore } from './journal';
import { chainNext, writeLine } from './line';
import { type Dot, isConflict } from './merge';
import type { RecordState } from './record-store';
import type { UnitOfWork } from './unit-of-work';

/** Edits after which what they touched is written, so that an import of a whole city does not stand in memory at once. */
const editsBetweenFlushes = 5_000;

const requiredFields = new WeakMap<Entity, readonly (readonly [name: string, field: Field])[]>();

function requiredOf(entity: Entity): readonly (readonly [name: string, field: Field])[] {
  let known = requiredFields.get(entity);
  if (!known) {
    known = Object.entries(entity.fields).filter(([, field]) => field.required);
    requiredFields.set(entity, known);
  }
  return known;
}

/** Values by cell name: a keyed field falls apart into its keys, a choices field is put into the declared order. */
function cellsOf(entity: Entity, values: Record<string, FieldValue>): Map<string, FieldValue> {
  const cells = new Map<string, FieldValue>();
  for (const [name, value] of Object.entries(values)) {
    const field = entity.fields[name];
    if (!field || field.storedIn) continue;
    if (isKeyed(field))
      for (const [key, amount] of Object.entries((value ?? {}) as Record<string, number | null>))
        cells.set(`${name}.${key}`, amount);
    else if (field.kind === 'choices' && Array.isArray(value))
      cells.set(
        name,
        (field.choices ?? []).map((choice) => choice.code).filter((code) => value.includes(code)),
      );
    else cells.set(name, value);
  }
  return cells;
}

/** What a commission says to a change outside its device's scope. */
export interface Decision {
  readonly entity: EntityName;
  readonly id: string;
  /** Cells of the change, as its line has them. */
  readonly set: Readonly<Record<string, unknown>>;
  readonly dot: string;
  readonly isAccepted: boolean;
  /** Goes into history. */
  readonly source: string;
}

/** Values of a record with the dots that they replace, just as they are to stand in a line. */
export interface Restated {
  readonly entity: EntityName;
  readonly id: string;
  readonly set: Record<string, unknown>;
  readonly prev: Record<string, string[]>;
}

class Commit {
  #step: number | null = null;
  readonly #parted = new Map<number, boolean>();
  #seq: number;
  #chain: Buffer;
  #clock: number;

  constructor(
    readonly core: JournalCore,
    readonly unit: UnitOfWork,
    readonly person: string,
    readonly source: string,
    readonly undoes: number | null,
    readonly isFinal: boolean,
  ) {
    const own = core.devices.byNumber(core.own);
    this.#seq = own.high_water;
    this.#chain = own.chain;
    this.#clock = own.clock;
  }

  edit(edit: Edit): Committed {
    if (!isEntityName(edit.entity)) throw new Refusal('unknown_entity', { entity: edit.entity, known: '' });
    const entity = entityOf(edit.entity);
    const values = checkedValues(entity, edit.set);
    const making = edit.id === null || edit.create === true;
    const state = making ? this.#make(edit, entity, values) : this.unit.records.find(edit.entity, edit.id as string);
    if (!state || (!making && state.values[0] === 1 && edit.deleted !== false))
      throw new Refusal('no_record', { entity: entity.label, id: edit.id ?? '' });
    this.#checkReferences(entity, values);

    const cells: Map<string, FieldValue | boolean> = cellsOf(entity, values);
    if (edit.deleted !== undefined) cells.set(deletedCell, edit.deleted);
    // A record that was withdrawn and is made again comes back.
    else if (making && state.values[0] !== 0) cells.set(deletedCell, false);
    const dot = this.#write(state, cells, edit.source ?? this.source, edit.unseen === true);
    const related = this.#writeRelated(entity, state.id, values, edit.source);
    return { id: state.id, dot: dot ?? related };
  }

  #make(edit: Edit, entity: Entity, values: Record<string, FieldValue>): RecordState {
    for (const [name, field] of requiredOf(entity)) {
      if (values[name] === undefined || values[name] === null)
        throw new Refusal('missing_value', { label: field.label });
    }
    const id = entity.naturalKey
      ? naturalId(
          edit.entity,
          entity.naturalKey.map((name) => String(values[name])),
        )
      : (edit.id ?? uuidv7());
    // Nobody can have an id that was made this moment.
    const isFresh = edit.id === null && !entity.naturalKey;
    const found = isFresh ? undefined : this.unit.records.find(edit.entity, id);
    if (found && found.values[0] !== 1) throw new Refusal('record_exists', { entity: entity.label });
    return found ?? this.unit.records.make(edit.entity, id);
  }

  #checkReferences(entity: Entity, values: Record<string, FieldValue>): void {
    for (const [name, value] of Object.entries(values)) {
      const field = entity.fields[name];
      if (field?.kind !== 'reference' || typeof value !== 'string' || !field.entity) continue;
      const referred = this.unit.records.find(field.entity as EntityName, value);
      if (!referred || referred.values[0] === 1)
        throw new Refusal('no_record', { entity: entityOf(field.entity as EntityName).label, id: value });
    }
  }

  // A field that lives in a record of its own (project.listing) is written there; the record is made when it is first needed.
  #writeRelated(
    entity: Entity,
    id: string,
    values: Record<string, FieldValue>,
    source: string | undefined,
  ): string | null {
    const from = source === undefined ? {} : { source };
    let dot: string | null = null;
    for (const [name, value] of Object.entries(values)) {
      const home = entity.fields[name]?.storedIn;
      if (!home) continue;
      const related = home.entity as EntityName;
      const key = entityOf(related).naturalKey ?? [];
      const state = this.unit.records.find(related, naturalId(related, [id]));
      if (!state && value === null) continue;
      const set = { [home.field]: value };
      const written = state
        ? this.edit({
            entity: related,
            id: state.id,
            set,
            ...(state.values[0] === 1 ? { deleted: false } : {}),
            ...from,
          })
        : this.edit({
            entity: related,
            id: null,
            set: { ...Object.fromEntries(key.map((part) => [part, id])), ...set },
            ...from,
          });
      dot = written.dot ?? dot;
    }
    return dot;
  }

  #write(
    state: RecordState,
    cells: ReadonlyMap<string, FieldValue | boolean>,
    source: string,
    isUnseen: boolean,
  ): string | null {
    const set: Record<string, unknown> = {};
    const prev: Record<string, string[]> = {};
    for (const [name, value] of cells) {
      const place = this.core.statements.place(state.entity, name);
      const sql = place === null ? undefined : toSql(place.target, value);
      if (place === null || sql === undefined)
        throw new Refusal('invalid_value', { label: place?.target.field?.label ?? name, detail: '这个值存不下' });
      const { target } = place;
      const cell = state.cells.get(place.number);
      // Withdrawn again by somebody who sees what the first had not seen: a change, though the value is the same.
      const isAgain = target.field === null && sql === 1 && state.values[0] === 2;
      const isSame = sql === this.unit.records.value(state, target) && !isAgain;
      if (!isUnseen && isSame && !(cell && isConflict(cell))) continue;
      set[name] = toJournal(target, sql);
      if (!isUnseen && cell && cell.heads.length > 0) prev[name] = cell.heads.map((head) => this.#nameOf(head));
    }
    if (Object.keys(set).length === 0) return null;
    return this.#append(state, set, prev, source);
  }

  /**
   * The Commission's word on a change that waits for it: accepted, the change's values are written, else the present ones; a record that
   * the change would have made is withdrawn. Every cell is written, unchanged ones too, because it must name the change in `prev`.
   * Cells that this version does not know are passed on as they are.
   */
  decide({ entity, id, set: wanted, dot, isAccepted, source }: Decision): void {
    const found = this.unit.records.find(entity, id);
    const state = found ?? this.unit.records.make(entity, id);
    const isWithdrawn = !isAccepted && (!found || state.values[0] === 1);
    const set: Record<string, unknown> = {};
    const prev: Record<string, string[]> = {};
    const names = Object.keys(wanted);
    if (isWithdrawn && !names.includes(deletedCell)) names.push(deletedCell);
    for (const name of names) {
      const place = this.core.statements.place(entity, name);
      const value = wanted[name] ?? null;
      if (isWithdrawn && name === deletedCell) set[name] = true;
      else if (isAccepted || !found) set[name] = value;
      else set[name] = place ? this.#presentValue(state, place.target) : null;
      const heads = place ? (state.cells.get(place.number)?.heads ?? []) : [];
      const seen = heads.map((head) => this.#nameOf(head));
      if (Object.hasOwn(wanted, name)) seen.push(dot);
      if (seen.length > 0) prev[name] = seen;
    }
    this.#append(state, set, prev, source);
  }

  /** See restate.ts: written though the values stand already, because they get another author. */
  restate({ entity, id, set, prev }: Restated): void {
    const state = this.unit.records.find(entity, id);
    if (state) this.#append(state, set, prev, this.source);
  }

  #nameOf({ device, seq }: Dot): string {
    // Whether a device ever parted is asked once: an import names half a million dots.
    let parts = this.#parted.get(device);
    if (parts === undefined) {
      parts = this.core.devices.byNumber(device).branch_name !== null;
      this.#parted.set(device, parts);
    }
    return parts ? this.core.devices.dotName(device, seq) : `${this.core.devices.id(device)}:${seq}`;
  }

  #presentValue(state: RecordState, target: CellTarget): unknown {
    // What was deleted but edited since is in sight.
    return target.field === null ? state.values[0] === 1 : toJournal(target, this.unit.records.value(state, target));
  }

  #append(state: RecordState, set: Record<string, unknown>, prev: Record<string, string[]>, source: string): string {
    // An edit that the author of a withdrawal does not see is not hidden by it (tombstones.ts).
    const saw =
      set[deletedCell] === true
        ? [...state.cells.values()].flatMap(({ heads }) => heads.map((head) => this.#nameOf(head)))
        : [];
    this.#seq += 1;
    this.#clock = nextClock(this.#clock, this.core.clock.now());
    const line = {
      d: this.core.devices.id(this.core.own),
      n: this.#seq,
      t: this.#clock,
      p: this.person,
      e: state.entity,
      r: state.id,
      ...(source ? { w: source } : {}),
      set,
      ...(Object.keys(prev).length > 0 ? { prev } : {}),
      ...(saw.length > 0 ? { saw: [...new Set(saw)] } : {}),
    };
    const bytes = writeLine(line);
    this.#chain = chainNext(this.#chain, bytes);
    const dot = { device: this.core.own, seq: this.#seq };
    this.unit.apply(state, dot, line, this.unit.resolve);
    this.unit.seen.add(dot);
    this.core.statements.addChange.run(this.#seq, this.core.own, state.number, bytes, this.#chain, this.#openStep());
    return `${line.d}:${line.n}`;
  }

  #openStep(): number {
    this.#step ??= Number(
      this.core.statements.addStep.run({
        at: this.core.clock.now().toISOString(),
        source: this.source,
        undoes: this.undoes,
      }).lastInsertRowid,
    );
    return this.#step;
  }

  finish(): void {
    this.unit.flush();
    if (this.#step === null) return;
    this.core.statements.advance.run({ seq: this.#seq, chain: this.#chain, clock: this.#clock, number: this.core.own });
    if (this.undoes !== null) this.core.statements.undone.run({ step: this.#step, undoes: this.undoes });
    // Named as taken back by itself: undo passes it over.
    if (this.isFinal) this.core.statements.undone.run({ step: this.#step, undoes: this.#step });
  }
}

/** See `Journal.commit`; runs inside a transaction. */
export function commitEdits(
  core: JournalCore,
  edits: readonly Edit[],
  source: string,
  undoes: number | null = null,
  isFinal = false,
): { committed: Committed[]; touched: EntityName[] } {
  const unit = core.unitOfWork();
  const commit = new Commit(core, unit, core.devices.byNumber(core.own).person, source, undoes, isFinal);
  const committed: Committed[] = [];
  for (const edit of edits) {
    committed.push(commit.edit(edit));
    if (committed.length % editsBetweenFlushes === 0) unit.records.flush();
  }
  commit.finish();
  return { committed, touched: [...unit.touched] };
}

/** One step that undo passes over; runs inside a transaction. */
export function commitRestated(core: JournalCore, restated: readonly Restated[], source: string): Set<EntityName> {
  const unit = core.unitOfWork();
  const commit = new Commit(core, unit, core.devices.byNumber(core.own).person, source, null, true);
  for (const record of restated) commit.restate(record);
  commit.finish();
  return unit.touched;
}

/** Writes decisions as ordinary edits, one step that undo passes over; runs inside a transaction. */
export function commitDecisions(core: JournalCore, decisions: readonly Decision[], source: string): Set<EntityName> {
  const unit = core.unitOfWork();
  const commit = new Commit(core, unit, core.devices.byNumber(core.own).person, source, null, true);
  for (const decision of decisions) commit.decide(decision);
  commit.finish();
  return unit.touched;
}

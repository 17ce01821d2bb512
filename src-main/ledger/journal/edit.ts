import type { EntityName } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';

/**
 * One edit on its way into the journal. `id` null makes a record (its id comes from the natural key, else UUIDv7); with `create` the
 * caller made the UUIDv7 itself, so that other edits of the same commit can refer to it. A value of null clears. A keyed field
 * (`annual_plan`) takes an object that is merged key by key; keys that are not named stay.
 */
export interface Edit {
  readonly entity: EntityName;
  readonly id: string | null;
  readonly create?: boolean;
  readonly set: Readonly<Record<string, FieldValue>>;
  /** True withdraws the record, false restores it. */
  readonly deleted?: boolean;
  /** Where this one edit was taken from (file, sheet, row of an import); its change says so in place of the commit's source. */
  readonly source?: string;
  /**
   * Written as by somebody who has not seen what is there: its values stand beside the present ones as an open conflict, and win, being the
   * later. Only for bringing a conflict along that was open where the records come from.
   */
  readonly unseen?: boolean;
}

export interface Committed {
  readonly id: string;
  /** `<device>:<seq>`, or null where the edit changed nothing and so wrote nothing. */
  readonly dot: string | null;
}

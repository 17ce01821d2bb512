import { type EntityName, entities } from '../../../src-shared/entities/entities';
import { type Field, isIsoMonth } from '../../../src-shared/entities/field';
import { idHeader } from './ledger-workbook-columns';

/**
 * Where a column goes. Its path is what the preview and the mapping overrides call it:
 * `name`, `annual_plan.2018`, `fund_sources.银行贷款`, `listing` (the state), `listing.reason_code`, `progress.2018-08.completed`,
 * and two that are no fields: `progress.2018-08.completed_to_date`, completed from January to that month, which is kept as what is
 * left of it for that month; and `construction_period`, a planned start and finish in one cell. `id` is the record itself, in a column that an export of the whole
 * ledger hides at its end.
 */
export interface Target {
  readonly path: string;
  readonly entity: Extract<EntityName, 'project' | 'progress' | 'listing'>;
  /** Field of that entity; `completed_to_date` and `construction_period` where it is one of the two. */
  readonly name: string;
  /** How its cells are read. */
  readonly field: Field;
  /** Year of a plan, channel of a fund source. */
  readonly key: string | null;
  readonly month: string | null;
}

export const toDate = 'completed_to_date';
export const constructionPeriod = 'construction_period';

const projectFields: Readonly<Record<string, Field>> = entities.project.fields;
const progressFields: Readonly<Record<string, Field>> = entities.progress.fields;
const listingFields: Readonly<Record<string, Field>> = entities.listing.fields;

const own = (fields: Readonly<Record<string, Field>>, name: string): Field | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

function build(path: string): Target | undefined {
  if (path === 'id')
    return { path, entity: 'project', name: path, field: { kind: 'text', label: idHeader }, key: null, month: null };
  if (path === constructionPeriod) {
    return {
      path,
      entity: 'project',
      name: path,
      field: { kind: 'text', label: '建设起止年限' },
      key: null,
      month: null,
    };
  }
  const [first = '', second = '', third = '', ...rest] = path.split('.');
  if (first === 'progress' && isIsoMonth(second) && rest.length === 0) {
    const field: Field | undefined =
      third === toDate ? { kind: 'money', label: '本年累计完成' } : own(progressFields, third);
    if (!field || third === 'project' || third === 'month') return undefined;
    return { path, entity: 'progress', name: third, field, key: null, month: second };
  }
  if (first === 'listing' && second && !third) {
    const field = own(listingFields, second);
    return field && second !== 'project'
      ? { path, entity: 'listing', name: second, field, key: null, month: null }
      : undefined;
  }
  const field = own(projectFields, first);
  if (!field || third) return undefined;
  if (field.kind === 'money_by_year' || field.kind === 'money_by_channel') {
    const isKey =
      field.kind === 'money_by_year' ? /^(19|20|21)\d{2}$/.test(second) : second.length > 0 && second.length <= 40;
    return isKey ? { path, entity: 'project', name: first, field, key: second, month: null } : undefined;
  }
  if (second || field.kind === 'reference') return undefined;
  // The state of listing has its home in the listing record; both names lead there.
  if (field.storedIn) return { path, entity: 'listing', name: field.storedIn.field, field, key: null, month: null };
  return { path, entity: 'project', name: first, field, key: null, month: null };
}

const known = new Map<string, Target | undefined>();

/** The target that a path names, or undefined. */
export function targetOf(path: string): Target | undefined {
  const found = known.get(path);
  if (found || known.has(path)) return found;
  if (known.size > 2_000) known.clear();
  const built = build(path);
  known.set(path, built);
  return built;
}

/** Whether its cells are amounts. */
export function isMoney(target: Target): boolean {
  return (
    target.field.kind === 'money' || target.field.kind === 'money_by_year' || target.field.kind === 'money_by_channel'
  );
}

import { checkRubric, type Rubric, rubricSchema } from '../../../src-shared/contract/evaluation-values';
import { defaultRubric, presetRubrics, rubricKey, rubricOfKey } from '../../../src-shared/rules/rubric-presets';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { ownScope, settingsOf } from './rules';

/** Rubrics are the Commission's: what it writes stands in the city's scope and goes to everybody. */
export function requireCommission({ identity }: Pick<LedgerContext, 'identity'>): void {
  if (identity.role !== 'commission') throw new Refusal('evaluation_not_commission', {});
}

interface KnownRubrics {
  readonly inUse: string;
  readonly rubrics: readonly { readonly rubric: Rubric; readonly own: boolean }[];
}

/** Presets first, then own ones by name; a rubric in use that is gone gives way to the default. */
function knownRubrics(context: LedgerContext): KnownRubrics {
  const settings = settingsOf(context).filter(({ scope }) => scope === cityScope || scope === ownScope(context));
  const own = settings
    .filter(({ key }) => rubricOfKey(key) !== null)
    .map(({ value }) => rubricSchema.parse(value))
    .sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  const rubrics = [
    ...presetRubrics.map((rubric) => ({ rubric, own: false })),
    ...own
      .filter(({ name }) => !presetRubrics.some((preset) => preset.name === name))
      .map((rubric) => ({ rubric, own: true })),
  ];
  const wanted = settings.find(({ key }) => key === 'rubric_in_use')?.value;
  const inUse = rubrics.some(({ rubric }) => rubric.name === wanted) ? String(wanted) : defaultRubric.name;
  return { inUse, rubrics };
}

/** The rubric of that name, or the one in use. Throws the refusal `unknown_rubric`. */
export function requireRubric(context: LedgerContext, name: string | undefined): Rubric {
  const { inUse, rubrics } = knownRubrics(context);
  const found = rubrics.find(({ rubric }) => rubric.name === (name ?? inUse))?.rubric;
  if (found) return found;
  throw new Refusal('unknown_rubric', {
    name: name ?? inUse,
    known: rubrics.map(({ rubric }) => rubric.name).join('、'),
  });
}

export const listRubrics: Handler<'rubrics.list'> = (context) => {
  const { inUse, rubrics } = knownRubrics(context);
  return { inUse, rubrics: [...rubrics] };
};

function writeSetting(context: LedgerContext, key: string, value: unknown): void {
  const scope = ownScope(context);
  const id = context.database
    .prepare('SELECT id FROM rule_setting WHERE scope = @scope AND key = @key')
    .pluck()
    .get({ scope, key }) as string | undefined;
  const set = { value: value === null ? null : JSON.stringify(value) };
  if (id === undefined && value === null) return;
  const edit =
    id === undefined
      ? { entity: 'rule_setting' as const, id: null, set: { scope, key, ...set } }
      : { entity: 'rule_setting' as const, id, set };
  context.journal.commit([edit], { source: '考评规则' });
}

const isPreset = (name: string) => presetRubrics.some((preset) => preset.name === name);

export const saveRubric: Handler<'rubrics.save'> = (context, input) => {
  requireCommission(context);
  const { rubric, errors } = checkRubric(input.rubric);
  if (!rubric) throw new Refusal('invalid_rubric', { count: errors.length, detail: errors.join('；') });
  if (isPreset(rubric.name)) throw new Refusal('rubric_preset', { name: rubric.name });
  writeSetting(context, rubricKey(rubric.name), rubric);
  return { name: rubric.name };
};

export const removeRubric: Handler<'rubrics.remove'> = (context, { name }) => {
  requireCommission(context);
  if (isPreset(name)) throw new Refusal('rubric_preset', { name });
  requireRubric(context, name);
  writeSetting(context, rubricKey(name), null);
  return {};
};

export const chooseRubric: Handler<'rubrics.use'> = (context, { name }) => {
  requireCommission(context);
  requireRubric(context, name);
  writeSetting(context, 'rubric_in_use', name === defaultRubric.name ? null : name);
  return {};
};

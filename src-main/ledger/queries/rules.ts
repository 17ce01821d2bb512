import { type Setting, settingSchema } from '../../../src-shared/contract/rule-values';
import { ruleSetting } from '../../../src-shared/entities/rule-setting';
import { cityScope, type RuleBook, ruleBook } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';

/** Whose settings, forms and papers this machine writes: its region's, a county's Commission among them; the city's where it has none. */
export function ownScope({ identity }: LedgerContext): string {
  return identity.region ?? cityScope;
}

/** Settings that fit their schema; what an older or newer program wrote otherwise counts as not there. */
export function settingsOf({ database }: LedgerContext): Setting[] {
  const rows = database
    .prepare('SELECT scope, key, value FROM rule_setting WHERE deleted <> 1 AND value IS NOT NULL ORDER BY scope, key')
    .all() as { scope: string; key: string; value: string }[];
  return rows.flatMap(({ scope, key, value }) => {
    try {
      const parsed = settingSchema(key)?.safeParse(JSON.parse(value));
      return parsed?.success ? [{ scope, key, value: parsed.data }] : [];
    } catch {
      return [];
    }
  });
}

/** The rules as they hold at this machine. */
export function loadRuleBook(context: LedgerContext): RuleBook {
  return ruleBook(settingsOf(context), ownScope(context));
}

export const showRules: Handler<'rules.show'> = (context) => ({
  scope: ownScope(context),
  settings: settingsOf(context),
});

export const reviseRules: Handler<'rules.revise'> = (context, input) => {
  const scope = ownScope(context);
  const find = context.database.prepare('SELECT id FROM rule_setting WHERE scope = @scope AND key = @key').pluck();
  const edits = input.settings.flatMap(({ key, value }): Edit[] => {
    const id = (find.get({ scope, key }) as string | undefined) ?? null;
    if (value === null || value === undefined) {
      return id === null ? [] : [{ entity: 'rule_setting', id, set: { value: null } }];
    }
    const parsed = settingSchema(key)?.safeParse(value);
    if (!parsed) throw new Refusal('unknown_field', { entity: ruleSetting.label, field: key });
    if (!parsed.success) {
      throw new Refusal('invalid_value', { label: key, detail: parsed.error.issues[0]?.message ?? '' });
    }
    const set = { value: JSON.stringify(parsed.data) };
    return [{ entity: 'rule_setting', id, set: id === null ? { scope, key, ...set } : set }];
  });
  if (edits.length > 0) context.journal.commit(edits, { source: '设置规则' });
  return {};
};

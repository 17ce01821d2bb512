import type { Database } from 'better-sqlite3';
import { lightRules } from '../../../src-shared/contract/rule-values';
import type { LightRuleSet } from '../../../src-shared/rules/light-rules';
import { cityScope, lightRulesIn } from '../../../src-shared/rules/rule-book';
import type { LedgerContext } from '../context';

/**
 * The light rules as they hold at this machine, without the rest of the rule book: a grid asks for them with every page. What an older or
 * newer program wrote otherwise counts as not there.
 */
export function loadLightRules({ database, identity }: LedgerContext): LightRuleSet {
  return lightRulesOf(database, [identity.region ?? cityScope, cityScope]);
}

/** The Commission's, for papers about the whole city. */
export function loadCityLightRules(database: Database): LightRuleSet {
  return lightRulesOf(database, [cityScope]);
}

/** The rules of the first scope that has some. */
function lightRulesOf(database: Database, scopes: readonly string[]): LightRuleSet {
  const rows = database
    .prepare("SELECT scope, value FROM rule_setting WHERE key = 'light_rules' AND deleted <> 1 AND value IS NOT NULL")
    .all() as { scope: string; value: string }[];
  for (const scope of scopes) {
    const written = rows.find((row) => row.scope === scope);
    const parsed = written && lightRules.safeParse(readJson(written.value));
    if (parsed?.success) return lightRulesIn(parsed.data);
  }
  return lightRulesIn(undefined);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { regionName } from '../../../src-shared/catalogues/regions';
import type { ProblemLimits, Setting } from '../../../src-shared/contract/rule-values';
import { levelLabel, problemLevels } from '../../../src-shared/rules/problem-clock';
import { cityScope, defaultProblemLimits, ruleBook } from '../../../src-shared/rules/rule-book';
import { useCanWrite } from '../../app/status';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { BackToCommon, NumberLine } from './number-line';
import { Part } from './part';
import styles from './settings.module.css';

/** Worked days that a problem may stand on each level before it goes up; saved when a field is left. */
export function ProblemLimitsPart() {
  const canWrite = useCanWrite();
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  if (!rules) return null;
  const settings = rules.settings as Setting[];
  const { problemLimits: limits } = ruleBook(settings, rules.scope);
  const own = settings.find(({ scope, key, value }) => scope === rules.scope && key === 'problem_limits' && value);
  const place = rules.scope === cityScope ? '全市' : regionName(rules.scope);
  const write = async (value: ProblemLimits | null, done: string) => {
    const result = await run('rules.revise', { settings: [{ key: 'problem_limits', value }] });
    if (!result.ok) showFailure(result.error);
    else showDone(done, { undo: true });
  };
  const { secretary, unit, county, city } = defaultProblemLimits;
  return (
    <Part title="问题时限">
      <div className={styles.row}>
        {problemLevels.map((level) => (
          <NumberLine
            key={level}
            label={levelLabel(level)}
            most={250}
            unit="天"
            value={limits[level]}
            canWrite={canWrite}
            save={(days) => void write({ ...limits, [level]: days }, `${levelLabel(level)}时限改为 ${days} 个工作日`)}
          />
        ))}
        <BackToCommon
          isOwn={own !== undefined && canWrite}
          isCity={rules.scope === cityScope}
          back={() => void write(null, '已恢复原来的问题时限')}
        />
      </div>
      <p className={styles.hint}>
        {place}各层级的工作日数，到期未办结的从下一个工作日起提到上一层级。改后对所有未销号的问题生效。默认 {secretary}
        、{unit}、{county}、{city}，属经验值。
      </p>
    </Part>
  );
}

import { useId, useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { ProblemLimits, Setting } from '../../../src-shared/contract/rule-values';
import { levelLabel, type ProblemLevel, problemLevels } from '../../../src-shared/rules/problem-clock';
import { cityScope, defaultProblemLimits, ruleBook } from '../../../src-shared/rules/rule-book';
import { useCanWrite } from '../../app/status';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
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
          <LimitLine
            key={level}
            level={level}
            value={limits[level]}
            canWrite={canWrite}
            save={(days) => void write({ ...limits, [level]: days }, `${levelLabel(level)}时限改为 ${days} 个工作日`)}
          />
        ))}
        {own && canWrite && (
          <button
            type="button"
            className="link"
            style={{ lineHeight: '30px' }}
            onClick={() => void write(null, '已恢复原来的问题时限')}
          >
            恢复{rules.scope === cityScope ? '默认' : '全市的'}
          </button>
        )}
      </div>
      <p className={styles.hint}>
        {place}各层级的工作日数，到期未办结的从下一个工作日起提到上一层级。改后对所有未销号的问题生效。默认 {secretary}
        、{unit}、{county}、{city}，属经验值。
      </p>
    </Part>
  );
}

function LimitLine({
  level,
  value,
  canWrite,
  save,
}: {
  level: ProblemLevel;
  value: number;
  canWrite: boolean;
  save: (days: number) => void;
}) {
  const id = useId();
  const [text, setText] = useState(String(value));
  const [known, setKnown] = useState(value);
  // What another window or an undo changed shows here, unless something else is being typed.
  if (value !== known) {
    setKnown(value);
    setText(String(value));
  }
  const plain = text.normalize('NFKC').replace(/[\s个天日]|工作日/g, '');
  const days = /^\d{1,3}$/.test(plain) ? Number(plain) : 0;
  const isWrong = days < 1 || days > 250;
  const leave = () => {
    if (!isWrong && days !== value) save(days);
  };
  return (
    <div>
      <div className={styles.row}>
        <label className={styles.label} htmlFor={id}>
          {levelLabel(level)}
        </label>
        <input
          id={id}
          className="text-input num"
          style={{ width: 64 }}
          value={text}
          inputMode="numeric"
          maxLength={6}
          readOnly={!canWrite}
          autoComplete="off"
          aria-invalid={isWrong || undefined}
          aria-describedby={isWrong ? `${id}-fault` : undefined}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={leave}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing && event.keyCode !== 229) leave();
          }}
        />
        <span style={{ lineHeight: '30px', marginRight: 16 }}>天</span>
      </div>
      {isWrong && (
        <p id={`${id}-fault`} className={styles.fault} role="alert">
          请填 1 至 250，原来的 {value} 天还在
        </p>
      )}
    </div>
  );
}

import { linearShares, winterShares } from '../../../src-shared/rules/time-curve';
import { ChoiceGroup } from '../../components/choice-group';
import { type LightRulesDraft, numberOf, shareSum } from './light-rules-draft';
import styles from './settings.module.css';

const names = { linear: '按月平均', winter: '冬季停工', own: '自填' } as const;

/** How 序时进度 runs through the year: evenly, with a winter in which nobody builds, or twelve shares of one's own. */
export function MonthSharesRow({
  draft,
  onChange,
}: {
  draft: LightRulesDraft;
  onChange: (part: Partial<LightRulesDraft>) => void;
}) {
  const shown =
    draft.curve === 'own'
      ? draft.shares
      : (draft.curve === 'winter' ? winterShares : linearShares).map((share) => String(Math.round(share * 10) / 10));
  const sum = draft.curve === 'own' ? shareSum(draft.shares) : 100;
  return (
    <>
      <div className={styles.row}>
        <span className={styles.wideLabel}>序时曲线</span>
        <ChoiceGroup<LightRulesDraft['curve']>
          label="序时曲线"
          options={(['linear', 'winter', 'own'] as const).map((value) => ({ value, label: names[value] }))}
          value={draft.curve}
          onChange={(curve) => onChange(curve === 'own' ? { curve, shares: startOf(draft) } : { curve })}
        />
        <span className={styles.inline}>各月占全年的比重，%</span>
      </div>
      <div className={styles.shares}>
        {shown.map((share, index) => (
          // Months have no other name than their place.
          // biome-ignore lint/suspicious/noArrayIndexKey: the twelve months never change their order
          <label key={index}>
            <span>{index + 1}月</span>
            <input
              className="text-input num"
              value={share}
              readOnly={draft.curve !== 'own'}
              inputMode="decimal"
              maxLength={5}
              autoComplete="off"
              aria-invalid={Number.isNaN(numberOf(share)) || undefined}
              onChange={(event) => onChange({ shares: draft.shares.with(index, event.currentTarget.value) })}
            />
          </label>
        ))}
        <span className={sum === 100 ? 'muted' : 'red-fg'}>合计 {Number.isNaN(sum) ? '—' : sum}</span>
      </div>
    </>
  );
}

/** Own shares begin with those of the curve that is shown; even months are rounded so that they still make 100. */
function startOf(draft: LightRulesDraft): string[] {
  if (draft.curve === 'winter') return winterShares.map(String);
  return Array.from({ length: 12 }, (_, index) => (index % 3 === 2 ? '8.4' : '8.3'));
}

import { IconCheck } from '@tabler/icons-react';
import { city } from '../../../src-shared/catalogues/regions';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { Field } from '../../../src-shared/entities/field';
import type { TargetIndicator } from '../../../src-shared/entities/target';
import {
  indicatorLabel,
  plainPercent,
  standingOf,
  standingWords,
  type TargetUnit,
  targetUnit,
} from '../../../src-shared/rules/targets';
import { formatMoney, formatRate, unknown } from '../../../src-shared/terms/format';
import type { GridColumn } from '../../components/data-grid/grid-types';
import { MiniBar } from '../../components/mini-bar';
import styles from './targets.module.css';

export type Targets = OutputOf<'targets.show'>;

export interface TargetRow {
  readonly kind: 'line';
  readonly id: string;
  readonly line: Targets['lines'][number];
}
export type TargetColumn = GridColumn<TargetRow>;

const heads: Readonly<Record<TargetIndicator, string>> = {
  listed: '入统',
  listing_rate: '入统率 %',
  started: '开工',
  start_rate: '开工率 %',
  completed: '完成投资 万元',
  completion_rate: '完成率 %',
  landed: '落地',
  landing_rate: '落地率 %',
  prepared: '手续齐备',
  preparation_rate: '成熟率 %',
  reserve: '储备',
};

/** How a target of each unit is read when it is typed or pasted. */
const kinds: Readonly<Record<TargetUnit, Pick<Field, 'kind' | 'hundredths'>>> = {
  projects: { kind: 'integer' },
  yuan: { kind: 'money' },
  rate: { kind: 'percent', hundredths: true },
};
const widths: Readonly<Record<TargetUnit, number>> = { projects: 82, yuan: 158, rate: 90 };

/** A target without its unit, which stands in the head. */
export function targetText(indicator: TargetIndicator, value: number | null): string {
  if (value === null) return '';
  const unit = targetUnit(indicator);
  return unit === 'rate' ? plainPercent(value) : unit === 'yuan' ? formatMoney(value) : String(value);
}

function actualText(indicator: TargetIndicator, actual: number | null): string {
  if (actual === null) return unknown;
  const unit = targetUnit(indicator);
  return unit === 'rate' ? formatRate(actual / 10_000) : unit === 'yuan' ? formatMoney(actual) : String(actual);
}

function Cell({
  indicator,
  value,
  actual,
  pace,
}: {
  indicator: TargetIndicator;
  value: number | null;
  actual: number | null;
  pace: number | null;
}) {
  const standing = standingOf(value, actual);
  return (
    <span className={styles.cell} title={standingWords(indicator, value, actual)}>
      <span className={styles.actual}>{actualText(indicator, actual)}</span>
      {standing?.isReached && <IconCheck className="icon" aria-label="已达到" />}
      <b className={styles.aim}>{targetText(indicator, value)}</b>
      {standing && <MiniBar rate={standing.share} tick={standing.isReached ? null : pace} />}
    </span>
  );
}

/** The region and a column for each indicator: what there is at the left, what is to be reached at the right. */
export function targetColumns(targets: Pick<Targets, 'indicators'>): TargetColumn[] {
  return [
    {
      key: 'region',
      label: '属地',
      width: 104,
      grow: 1,
      text: ({ line }) => line.name,
      tone: ({ line }) => (line.region === city.code ? 'strong' : null),
      locked: '属地不在这里改',
    },
    ...targets.indicators.map(({ indicator, pace }, index): TargetColumn => {
      const unit = targetUnit(indicator);
      const of = ({ line }: TargetRow) => line.cells[index] ?? { value: null, actual: null };
      return {
        key: indicator,
        label: heads[indicator],
        width: widths[unit],
        right: true,
        field: { ...kinds[unit], label: `${indicatorLabel(indicator)}目标` },
        value: (row) => of(row).value,
        // Heard where the cursor is; what is seen is drawn by `render`.
        text: (row) => standingWords(indicator, of(row).value, of(row).actual),
        render: (row) => <Cell indicator={indicator} pace={pace} {...of(row)} />,
      };
    }),
  ];
}

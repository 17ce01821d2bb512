import { IconTrash } from '@tabler/icons-react';
import {
  type BandedIndicator,
  operatorsOf,
  type RubricIndicator,
} from '../../../src-shared/contract/evaluation-values';
import { figure } from '../../../src-shared/rules/evaluation-points';
import { indicatorKinds } from '../../../src-shared/rules/rubric-indicators';
import { PickMenu } from '../../components/pick-menu';
import styles from './evaluation.module.css';
import { ListField, NumberField } from './number-field';
import { readPoints, readRanks, withOperator } from './rubric-drafts';

const operatorLabels = { linear: '按比例', banded: '分档', capped: '计件加减', ranked: '按名次' } as const;

/** One indicator of a rubric that is being edited: its weight, its operator and what that asks for. */
export function IndicatorFields(props: {
  one: RubricIndicator;
  onChange: (one: RubricIndicator) => void;
  onRemove: () => void;
}) {
  const { one, onChange } = props;
  return (
    <fieldset aria-label={one.name}>
      <div className={styles.editorHead}>
        <input
          className="text-input"
          value={one.name}
          maxLength={20}
          aria-label={`${indicatorKinds[one.code].name}的名称`}
          onChange={(event) => onChange({ ...one, name: event.target.value })}
        />
        <button
          type="button"
          className="btn quiet sm icon-only"
          aria-label={`去掉${one.name}`}
          onClick={props.onRemove}
        >
          <IconTrash className="icon" aria-hidden="true" />
        </button>
      </div>
      <div className={styles.fields}>
        <NumberField
          label="分值"
          value={one.weight}
          onChange={(weight) => onChange({ ...one, weight: weight ?? Number.NaN })}
        />
        <PickMenu
          label="算法"
          value={one.operator}
          options={operatorsOf[one.code].map((value) => ({ value, label: operatorLabels[value] }))}
          onChange={(operator) => onChange(withOperator(one, operator))}
        />
        <Parameters one={one} onChange={onChange} />
      </div>
    </fieldset>
  );
}

/** Without the fields that were emptied: an absent one means none. */
function without<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Value;
}

function Parameters({ one, onChange }: { one: RubricIndicator; onChange: (one: RubricIndicator) => void }) {
  const percent = indicatorKinds[one.code].unit === 'rate' ? { factor: 0.01, unit: '%' } : {};
  switch (one.operator) {
    case 'linear':
      return (
        <>
          <NumberField
            label="0 分在"
            value={one.from}
            {...percent}
            onChange={(from = Number.NaN) => onChange({ ...one, from })}
          />
          <NumberField
            label="满分在"
            value={one.to}
            {...percent}
            onChange={(to = Number.NaN) => onChange({ ...one, to })}
          />
        </>
      );
    case 'capped':
      return (
        <>
          <NumberField
            label="起始"
            value={one.base ?? 0}
            onChange={(base = Number.NaN) => onChange({ ...one, base })}
          />
          <NumberField
            label="每件"
            value={one.perUnit}
            onChange={(perUnit = Number.NaN) => onChange({ ...one, perUnit })}
          />
          <NumberField label="最低" value={one.min} onChange={(min = Number.NaN) => onChange({ ...one, min })} />
          <NumberField label="最高" value={one.max} optional onChange={(max) => onChange(without({ ...one, max }))} />
        </>
      );
    case 'ranked':
      return one.ranks ? (
        <ListField
          label="分段"
          value={one.ranks}
          hint="3名7分、6名5分"
          write={(ranks) => ranks.map(({ to, points }) => `${to}名${figure(points)}分`).join('、')}
          read={readRanks}
          onChange={(ranks) => onChange({ ...one, ranks })}
        />
      ) : (
        <ListField
          label="逐名"
          value={one.points ?? []}
          hint="10、9、8"
          write={(points) => points.map(figure).join('、')}
          read={readPoints}
          onChange={(points) => onChange({ ...one, points })}
        />
      );
    case 'banded':
      return <Bands one={one} onChange={onChange} />;
  }
}

function Bands({ one, onChange }: { one: BandedIndicator; onChange: (one: RubricIndicator) => void }) {
  const { values, bandsYuan, bands } = one;
  if (values) {
    return (
      <>
        <NumberField
          label="新开"
          value={values.new}
          unit="分"
          onChange={(fresh = Number.NaN) => onChange({ ...one, values: { ...values, new: fresh } })}
        />
        <NumberField
          label="续建"
          value={values.continued}
          unit="分"
          onChange={(continued = Number.NaN) => onChange({ ...one, values: { ...values, continued } })}
        />
      </>
    );
  }
  if (bandsYuan) {
    return bandsYuan.map((band, index) => {
      const set = (change: Partial<typeof band>) =>
        onChange({ ...one, bandsYuan: bandsYuan.map((other, at) => (at === index ? { ...other, ...change } : other)) });
      return (
        // biome-ignore lint/suspicious/noArrayIndexKey: a band has no name but its place
        <div key={index} className={styles.fields}>
          <NumberField
            label="计划自"
            value={band.from}
            factor={1e8}
            unit="亿元"
            onChange={(from = Number.NaN) => set({ from })}
          />
          <NumberField label="得" value={band.points} unit="分" onChange={(points = Number.NaN) => set({ points })} />
        </div>
      );
    });
  }
  return (
    <>
      {(bands ?? []).map((band, index) => {
        const set = (change: Partial<typeof band>) =>
          onChange({
            ...one,
            bands: (bands ?? []).map((other, at) => (at === index ? without({ ...other, ...change }) : other)),
          });
        const percent = { factor: 0.01, unit: '%' };
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a band has no name but its place
          <div key={index} className={styles.fields}>
            {band.below === undefined ? (
              <>
                <NumberField label="自" value={band.from} {...percent} onChange={(from) => set({ from })} />
                <NumberField label="至" value={band.to} optional {...percent} onChange={(to) => set({ to })} />
              </>
            ) : (
              <NumberField
                label="不足"
                value={band.below}
                {...percent}
                onChange={(below = Number.NaN) => set({ below })}
              />
            )}
            <NumberField
              label={`每个百分点${band.sign === '+' ? '加' : '扣'}`}
              value={band.perPoint}
              onChange={(perPoint = Number.NaN) => set({ perPoint })}
            />
          </div>
        );
      })}
      <NumberField label="加减最多" value={one.cap} optional onChange={(cap) => onChange(without({ ...one, cap }))} />
    </>
  );
}

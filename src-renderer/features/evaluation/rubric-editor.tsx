import { Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { Rubric } from '../../../src-shared/contract/evaluation-values';
import { figure } from '../../../src-shared/rules/evaluation-points';
import { indicatorKinds } from '../../../src-shared/rules/rubric-indicators';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import styles from './evaluation.module.css';
import { IndicatorFields } from './indicator-fields';
import { NumberField } from './number-field';
import { newIndicator, unusedCodes } from './rubric-drafts';

const words = (text: string) =>
  text
    .split(/[、,，;；]/)
    .map((item) => item.trim())
    .filter(Boolean);

/**
 * An own rubric while it is edited; the table beside it shows its scores at once. Everything that is wrong with it stands below, and the
 * scores of the last one that was right stay.
 */
export function RubricEditor(props: {
  rubric: Rubric;
  /** Name under which it stands in the ledger, null for a new one. */
  saved: string | null;
  errors: readonly string[];
  onChange: (rubric: Rubric) => void;
  onClose: () => void;
  onSaved: (name: string) => void;
  onRemoved: () => void;
}) {
  const { rubric, saved, errors, onChange } = props;
  const save = useLedgerCommand('rubrics.save', { onFailure: showFailure });
  const remove = useLedgerCommand('rubrics.remove', { onFailure: showFailure });
  const sum = rubric.indicators.reduce((all, { weight }) => all + weight, 0);
  const unused = unusedCodes(rubric);
  return (
    <section className={styles.panel} aria-label="考评规则">
      <div className="bar">
        <h2>{saved === null ? '新建考评规则' : '修改考评规则'}</h2>
        <span className="right muted">左边的得分随改随变</span>
      </div>
      <div className={styles.editor}>
        <div className={styles.editorHead}>
          <input
            className="text-input"
            value={rubric.name}
            maxLength={40}
            aria-label="规则名称"
            // Saved under another name it would be a second rubric.
            readOnly={saved !== null}
            onChange={(event) => onChange({ ...rubric, name: event.target.value })}
          />
        </div>
        <div className={styles.fields}>
          <NumberField
            label="总分"
            value={rubric.total}
            optional
            onChange={(total) => {
              const { total: _, ...rest } = rubric;
              onChange(total === undefined ? rest : { ...rest, total });
            }}
          />
          <span className="muted">
            各项合计 {Number.isNaN(sum) ? '—' : figure(sum)}
            {rubric.total === undefined ? '，没有限定总分' : ''}
          </span>
        </div>
        {rubric.indicators.map((one, index) => (
          <IndicatorFields
            key={one.code}
            one={one}
            onChange={(next) =>
              onChange({ ...rubric, indicators: rubric.indicators.map((other, at) => (at === index ? next : other)) })
            }
            onRemove={() => onChange({ ...rubric, indicators: rubric.indicators.filter((_, at) => at !== index) })}
          />
        ))}
        {unused.length > 0 && (
          <Menu position="bottom-start">
            <Menu.Target>
              <button type="button" className="btn">
                <IconPlus className="icon" aria-hidden="true" />
                加一项指标
              </button>
            </Menu.Target>
            <Menu.Dropdown>
              {unused.map((code) => (
                <Menu.Item
                  key={code}
                  onClick={() => onChange({ ...rubric, indicators: [...rubric.indicators, newIndicator(code)] })}
                >
                  {indicatorKinds[code].name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Extras rubric={rubric} onChange={onChange} />
      </div>
      {errors.length > 0 && (
        <ul className={styles.errors} aria-label="规则里的错误">
          {errors.map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ul>
      )}
      <div className={styles.editorFoot}>
        {saved !== null && (
          <button
            type="button"
            className="btn quiet"
            onClick={() =>
              remove.mutate(
                { name: saved },
                {
                  onSuccess: () => {
                    showDone(`规则“${saved}”已删除`, { undo: true });
                    props.onRemoved();
                  },
                },
              )
            }
          >
            删除
          </button>
        )}
        <span className="right" />
        <button type="button" className="btn" onClick={props.onClose}>
          取消
        </button>
        <button
          type="button"
          className="btn primary"
          disabled={errors.length > 0 || save.isPending}
          onClick={() =>
            save.mutate(
              { rubric },
              {
                onSuccess: ({ name }) => {
                  showDone(`规则“${name}”已保存`, { undo: true });
                  props.onSaved(name);
                },
              },
            )
          }
        >
          保存
        </button>
      </div>
    </section>
  );
}

/** Bonus and veto. */
function Extras({ rubric, onChange }: { rubric: Rubric; onChange: (rubric: Rubric) => void }) {
  const { bonus, veto } = rubric;
  return (
    <fieldset aria-label="加分和否决" style={{ marginTop: 10 }}>
      <div className={styles.fields}>
        <NumberField
          label="加分最多"
          value={bonus?.cap}
          optional
          onChange={(cap) =>
            onChange({ ...rubric, bonus: cap === undefined ? null : { items: bonus?.items ?? [], cap } })
          }
        />
        {bonus && (
          <label className={styles.wide}>
            事项
            <input
              className="text-input"
              defaultValue={bonus.items.join('、')}
              onChange={(event) => onChange({ ...rubric, bonus: { ...bonus, items: words(event.target.value) } })}
            />
          </label>
        )}
        <label className={styles.wide}>
          一票否决
          <input
            className="text-input"
            defaultValue={veto.join('、')}
            onChange={(event) => onChange({ ...rubric, veto: words(event.target.value) })}
          />
        </label>
      </div>
    </fieldset>
  );
}

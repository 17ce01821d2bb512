import { useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { LightCounts } from '../../../src-shared/contract/progress-methods';
import type { LightRules, Setting } from '../../../src-shared/contract/rule-values';
import { lightPresets } from '../../../src-shared/rules/light-rules';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { useCanWrite } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { LightShape } from '../../components/light';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerQuery } from '../../ledger-client';
import { draftOf, type LightRulesDraft, type LimitsDraft, ownName, presetOf, rulesOf } from './light-rules-draft';
import { MonthSharesRow } from './month-shares-row';
import { Part } from './part';
import styles from './settings.module.css';

const [brought] = lightPresets as readonly [LightRules, ...LightRules[]];

/** How red, yellow and green are told here; what they would do to the own projects is seen before it is saved. */
export function LightRulesPart() {
  const rules = useLedgerQuery('rules.show', {}, { keep: true }).data;
  if (!rules) return null;
  const settings = (rules.settings as Setting[]).filter(({ key }) => key === 'light_rules');
  const own = settings.find(({ scope }) => scope === rules.scope)?.value as LightRules | undefined;
  const city = settings.find(({ scope }) => scope === cityScope)?.value as LightRules | undefined;
  const present = own ?? city ?? brought;
  return (
    <Editor
      key={JSON.stringify(present)}
      present={present}
      hasOwn={own !== undefined}
      place={rules.scope === cityScope ? '全市' : regionName(rules.scope)}
      back={rules.scope === cityScope || !city ? '恢复默认' : '恢复全市的'}
    />
  );
}

function Editor({
  present,
  hasOwn,
  place,
  back,
}: {
  present: LightRules;
  hasOwn: boolean;
  place: string;
  back: string;
}) {
  const canWrite = useCanWrite();
  const [draft, setDraft] = useState<LightRulesDraft>(() => draftOf(present));
  const change = (part: Partial<LightRulesDraft>) => setDraft((before) => ({ ...before, ...part }));
  const read = rulesOf(draft);
  const rules = 'rules' in read ? read.rules : null;
  const preset = rules ? (presetOf(rules)?.name ?? ownName) : ownName;
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(present));
  const now = useLedgerQuery('lights.preview', { rules: present }, { keep: true }).data;
  const then = useLedgerQuery('lights.preview', rules && changed ? { rules } : undefined).data;
  const write = async (value: LightRules | null, done: string) => {
    const result = await run('rules.revise', { settings: [{ key: 'light_rules', value }] });
    if (!result.ok) showFailure(result.error);
    else showDone(done, { undo: true });
  };
  return (
    <Part title="判灯规则">
      <div className={styles.row}>
        <ChoiceGroup<string>
          label="规则"
          options={[
            ...lightPresets.map(({ name }) => ({ value: name, label: name })),
            ...(preset === ownName ? [{ value: ownName, label: ownName }] : []),
          ]}
          value={preset}
          onChange={(name) => {
            const chosen = lightPresets.find((each) => each.name === name);
            if (!chosen) return;
            const { curve, shares, repeat } = draft;
            setDraft({ ...draftOf(chosen), curve, shares, repeat });
          }}
        />
        <span className={styles.inline}>改动下面的界限就成为自定义</span>
      </div>
      <fieldset className={styles.rules} disabled={!canWrite}>
        <div className={styles.row}>
          <span className={styles.wideLabel}>投资进度</span>
          <ChoiceGroup<LightRulesDraft['measure']>
            label="怎么比"
            options={[
              { value: 'gap', label: '比序时低几个百分点' },
              { value: 'ratio', label: '是序时的百分之几' },
            ]}
            value={draft.measure}
            onChange={(measure) =>
              change(measure === 'gap' ? { measure, yellow: '10', red: '30' } : { measure, yellow: '80', red: '60' })
            }
          />
        </div>
        <div className={styles.row}>
          <span className={styles.wideLabel} />
          <Limit
            label="黄灯界限"
            before={draft.measure === 'gap' ? '低于序时超过' : '不到序时的'}
            after={draft.measure === 'gap' ? '个百分点黄灯' : '% 黄灯'}
            text={draft.yellow}
            onType={(yellow) => change({ yellow })}
          />
          <Limit
            label="红灯界限"
            before={draft.measure === 'gap' ? '超过' : '不到'}
            after={draft.measure === 'gap' ? '个百分点红灯' : '% 红灯'}
            text={draft.red}
            onType={(red) => change({ red })}
          />
        </div>
        <Months label="逾期开工" start="到期未开工第" limits={draft.start} onChange={(start) => change({ start })} />
        <Months label="开工未入统" start="开工满" limits={draft.listing} onChange={(listing) => change({ listing })} />
        <div className={styles.row}>
          <span className={styles.wideLabel}>连续升级</span>
          <label className={styles.check}>
            <input
              type="checkbox"
              checked={draft.repeat}
              onChange={(event) => change({ repeat: event.currentTarget.checked })}
            />
            上月末黄灯、现在还是黄灯的，升为红灯
          </label>
        </div>
        <MonthSharesRow draft={draft} onChange={change} />
      </fieldset>
      {'fault' in read && (
        <p className={styles.fault} role="alert">
          {read.fault}原来的规则还在用。
        </p>
      )}
      <div className={styles.previewLine} role="status">
        <span>现在</span>
        {now && <Counts counts={now} />}
        {changed && then && (
          <>
            <span>，按这些规则</span>
            <Counts counts={then} />
          </>
        )}
      </div>
      {canWrite && (
        <div className={styles.row}>
          <button
            type="button"
            className="btn primary"
            disabled={!changed || !rules}
            onClick={() => rules && void write(rules, `${place}按“${rules.name}”判灯`)}
          >
            保存规则
          </button>
          <button type="button" className="btn" disabled={!changed} onClick={() => setDraft(draftOf(present))}>
            不改了
          </button>
          {hasOwn && (
            <button type="button" className="btn quiet" onClick={() => void write(null, '已恢复原来的判灯规则')}>
              {back}
            </button>
          )}
        </div>
      )}
      <p className={styles.hint}>用于{place}。每个灯都写明按什么判；已冻结的通报不变。</p>
    </Part>
  );
}

function Counts({ counts }: { counts: LightCounts }) {
  return (
    <>
      {(
        [
          ['red', '红'],
          ['yellow', '黄'],
          ['green', '绿'],
          ['none', '不判'],
        ] as const
      ).map(([color, word]) => (
        <span key={color} className={`light ${color}`}>
          <LightShape color={color} />
          {word} {counts[color]}
        </span>
      ))}
    </>
  );
}

/** One number with the words around it. */
function Limit({
  label,
  before,
  after,
  text,
  onType,
  disabled,
}: {
  label: string;
  before: string;
  after: string;
  text: string;
  onType: (text: string) => void;
  disabled?: boolean;
}) {
  return (
    <span className={styles.limit}>
      {before}
      <input
        className="text-input num"
        aria-label={label}
        value={text}
        inputMode="decimal"
        maxLength={6}
        autoComplete="off"
        disabled={disabled}
        onChange={(event) => onType(event.currentTarget.value)}
      />
      {after}
    </span>
  );
}

function Months({
  label,
  start,
  limits,
  onChange,
}: {
  label: string;
  start: string;
  limits: LimitsDraft;
  onChange: (limits: LimitsDraft) => void;
}) {
  return (
    <div className={styles.row}>
      <span className={styles.wideLabel}>{label}</span>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={limits.on}
          onChange={(event) => onChange({ ...limits, on: event.currentTarget.checked })}
        />
        判
      </label>
      <Limit
        label={`${label}黄灯月数`}
        before={start}
        after="个月起黄灯"
        text={limits.yellow}
        disabled={!limits.on}
        onType={(yellow) => onChange({ ...limits, yellow })}
      />
      <Limit
        label={`${label}红灯月数`}
        before=""
        after="个月起红灯"
        text={limits.red}
        disabled={!limits.on}
        onType={(red) => onChange({ ...limits, red })}
      />
    </div>
  );
}

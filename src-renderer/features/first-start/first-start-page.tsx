import { IconArrowRight, IconLock } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { regions } from '../../../src-shared/catalogues/regions';
import type { Role } from '../../../src-shared/contract/common';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { navigate } from '../../app/hash-location';
import { ChoiceGroup } from '../../components/choice-group';
import { chooseFiles } from '../../components/file-drop';
import { call, failureOf, type Progress, useLedgerCommand } from '../../ledger-client';
import { beginImport } from '../excel/import-session';
import { type Beginning, type Draft, faultsOf, forgetDraft, keepDraft, readDraft } from './draft';
import styles from './first-start.module.css';
import { TextLine } from './text-line';

const roles: readonly { value: Role; label: string }[] = [
  { value: 'secretary', label: '项目秘书' },
  { value: 'field', label: '踏查人员' },
  { value: 'commission', label: '市发改委调度员' },
];

const beginnings: readonly { value: Beginning; label: string; detail: string; action: string; tag?: string }[] = [
  {
    value: 'excel',
    label: '导入我的 Excel',
    detail: '选一张现有台账，写入前先看认出了什么',
    action: '选择 Excel 文件',
    tag: '推荐',
  },
  {
    value: 'demonstration',
    label: '看演示数据',
    detail: '吉林市 2018年 9月：已开工 314 项，未入统 80 项，可随时清空',
    action: '打开演示数据',
  },
  { value: 'blank', label: '空白台账', detail: '从新建第一个项目开始', action: '建立空白台账' },
];

function busyWord(progress: Progress | null): string {
  return progress && progress.total > 0 ? `${progress.step} ${progress.done} / ${progress.total}` : '请稍候';
}

/** Three questions on one card; afterwards there is a ledger. Shown instead of the frame while there is none. */
export function FirstStartPage() {
  const [draft, setDraft] = useState(readDraft);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const initialize = useLedgerCommand('ledger.initialize');
  const demonstrate = useLedgerCommand('demonstration.open');
  const form = useRef<HTMLFormElement>(null);

  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part };
    setDraft(next);
    keepDraft(next);
  };
  const faults = tried ? faultsOf(draft) : [];
  const region = draft.role === 'commission' ? null : draft.region;

  const begin = async () => {
    if (draft.beginning === 'demonstration') {
      await demonstrate.mutateAsync({ role: draft.role, region });
      navigate('/');
      return;
    }
    const { role, person, unit, phone } = draft;
    await initialize.mutateAsync({ role, person: person.trim(), unit: unit.trim(), region, phone: phone.trim() });
    forgetDraft();
    if (draft.beginning === 'blank') {
      navigate('/projects');
      return;
    }
    navigate('/import');
    beginImport(await chooseFiles('excel', true));
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const [first] = faultsOf(draft);
    if (first) {
      form.current?.querySelector<HTMLInputElement>(`[data-question="${first}"] input`)?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    try {
      await begin();
    } catch (error) {
      setFailure(failureOf(error));
    } finally {
      setBusy(false);
    }
  };

  const action = beginnings.find((beginning) => beginning.value === draft.beginning)?.action;
  return (
    <div className={styles.page}>
      <form ref={form} className={styles.card} onSubmit={(event) => void submit(event)} noValidate>
        <main>
          <header className={styles.head}>
            <h1>五包工作台</h1>
            <p>回答三个问题就能开始，以后在设置里随时可改</p>
          </header>
          <section className={styles.question} aria-labelledby="question-who">
            <h2 id="question-who">
              <i>1</i>我是谁
            </h2>
            <div>
              <div className={styles.row}>
                <ChoiceGroup label="角色" options={roles} value={draft.role} onChange={(role) => change({ role })} />
              </div>
              <div className={styles.row}>
                <TextLine
                  question="person"
                  label="姓名"
                  className={styles.name}
                  value={draft.person}
                  maxLength={40}
                  onChange={(person) => change({ person })}
                  error={faults.includes('person') ? '请填写姓名' : null}
                  autoFocus
                />
                <TextLine
                  question="phone"
                  label="电话"
                  className={styles.phone}
                  labelClassName={styles.second}
                  value={draft.phone}
                  maxLength={40}
                  placeholder="选填"
                  onChange={(phone) => change({ phone })}
                />
              </div>
            </div>
          </section>
          <section className={styles.question} aria-labelledby="question-unit">
            <h2 id="question-unit">
              <i>2</i>
              {draft.role === 'commission' ? '单位' : '单位和属地'}
            </h2>
            <div>
              <div className={styles.row}>
                <TextLine
                  question="unit"
                  label="单位"
                  className={styles.unit}
                  value={draft.unit}
                  maxLength={80}
                  onChange={(unit) => change({ unit })}
                  error={faults.includes('unit') ? '请填写单位' : null}
                />
              </div>
              {draft.role !== 'commission' && (
                <div className={styles.row} data-question="region">
                  <span className={styles.regionLabel} aria-hidden="true">
                    属地
                  </span>
                  <div>
                    <ChoiceGroup
                      label="属地"
                      appearance="chips"
                      options={[
                        ...(draft.role === 'field' ? [{ value: '', label: '不限' }] : []),
                        ...regions.map(({ code, name }) => ({ value: code, label: name })),
                      ]}
                      value={draft.role === 'field' ? (draft.region ?? '') : draft.region}
                      onChange={(code) => change({ region: code || null })}
                    />
                    {faults.includes('region') && (
                      <p className={styles.error} role="alert">
                        请选一个属地
                      </p>
                    )}
                  </div>
                </div>
              )}
            </div>
          </section>
          <section className={styles.question} aria-labelledby="question-begin">
            <h2 id="question-begin">
              <i>3</i>从哪里开始
            </h2>
            <div role="radiogroup" aria-labelledby="question-begin">
              {beginnings.map((beginning) => (
                <label key={beginning.value} className={styles.start}>
                  <input
                    type="radio"
                    name="beginning"
                    checked={draft.beginning === beginning.value}
                    onChange={() => change({ beginning: beginning.value })}
                  />
                  <span className={styles.startText}>
                    <b>{beginning.label}</b>
                    <span>{beginning.detail}</span>
                  </span>
                  {beginning.tag && <span className={styles.tag}>{beginning.tag}</span>}
                </label>
              ))}
            </div>
          </section>
        </main>
        <footer className={styles.foot}>
          <IconLock className="icon" aria-hidden="true" />
          <span>不联网，数据只存在这台电脑</span>
          <button type="button" className={`btn lg quiet ${styles.push}`} onClick={() => void call('app.quit', {})}>
            退出
          </button>
          <button type="submit" className="btn primary lg" disabled={busy}>
            {busy ? busyWord(demonstrate.progress) : action}
            <IconArrowRight className="icon" aria-hidden="true" />
          </button>
        </footer>
        {failure && (
          <p className={`note red ${styles.failure}`} role="alert">
            {failureMessage(failure)}
          </p>
        )}
      </form>
    </div>
  );
}

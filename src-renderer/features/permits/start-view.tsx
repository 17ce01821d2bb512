import { Checkbox } from '@mantine/core';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { PermitItem } from '../../../src-shared/contract/rule-values';
import {
  type ApprovalType,
  approvalTypes,
  approvalWords,
  itemsFor,
  type Question,
  questionsFor,
} from '../../../src-shared/rules/road-map-questions';
import { limitText } from '../../../src-shared/rules/road-map-rows';
import { ChoiceGroup } from '../../components/choice-group';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { useLedgerCommand } from '../../ledger-client';
import type { Road } from './road';
import styles from './start.module.css';

const approvalHints: Record<ApprovalType, string> = {
  filing: '备案（多数企业项目）',
  verification: '核准（目录内企业项目）',
  approval: '审批（政府投资项目）',
};

/** The road map begins with questions; what they leave stands beside them and is made in one step. */
export function StartView({ road }: { road: Road }) {
  const [, navigate] = useLocation();
  const { file, book, permits } = road;
  const known = approvalTypes.find((type) => type === file.project.approval_type) ?? null;
  const [approval, setApproval] = useState<ApprovalType | null>(known);
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [completion, setCompletion] = useState(false);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const questions = useMemo(() => (approval ? questionsFor(book.permits, approval) : []), [book, approval]);
  const items = useMemo(
    () => (approval ? itemsFor(book.permits, approval, answers, { completion }) : []),
    [book, approval, answers, completion],
  );
  const taken = new Set(permits.map((permit) => permit.catalogue_code));
  const wanted = items.filter(({ code }) => !left.has(code) && !taken.has(code));
  const home = `/permits/${encodeURIComponent(file.id)}`;
  const start = useLedgerCommand('permits.start', {
    onDone: ({ created }) => {
      navigate(home);
      showDone(`已建立 ${created} 项手续，接着安排计划`, { undo: true });
    },
    onFailure: showFailure,
  });
  return (
    <>
      <div className="bar">
        <h1 className="title">{permits.length === 0 ? '启动路线图' : '补手续'}</h1>
        <span className="muted ell">{file.project.name}</span>
        <span className="right" />
        {permits.length > 0 && (
          <Link to={home} className="btn">
            返回路线图
          </Link>
        )}
        {file.writable && (
          <button
            type="button"
            className="btn primary"
            disabled={approval === null || wanted.length === 0 || start.isPending}
            onClick={() =>
              approval &&
              start.mutate({ project: file.id, approvalType: approval, codes: wanted.map(({ code }) => code) })
            }
          >
            建立 {wanted.length} 项手续
          </button>
        )}
      </div>
      <div className="split">
        <div className={`pane ${styles.questions}`}>
          <ScrollRegion label="问题">
            <div className={styles.first}>
              <span id="approval-question">立项走哪一种？</span>
              <ChoiceGroup<ApprovalType>
                label="立项走哪一种"
                options={(['filing', 'verification', 'approval'] as const).map((type) => ({
                  value: type,
                  label: approvalHints[type],
                }))}
                value={approval}
                onChange={setApproval}
              />
            </div>
            {approval === null ? (
              <p className={styles.hint}>先选立项方式，再逐项回答。答完右边列出要办的手续，可以再勾掉不办的。</p>
            ) : (
              <ul>
                {questions.map((question) => (
                  <Answer
                    key={question.id}
                    question={question}
                    value={answers[question.id] ?? question.usual}
                    onChange={(value) => setAnswers({ ...answers, [question.id]: value })}
                  />
                ))}
              </ul>
            )}
          </ScrollRegion>
        </div>
        <div className={styles.items}>
          <ScrollRegion label="要办的手续">
            {approval !== null && (
              <ItemList
                items={items}
                taken={taken}
                left={left}
                onToggle={(code) => {
                  const next = new Set(left);
                  if (!next.delete(code)) next.add(code);
                  setLeft(next);
                }}
              />
            )}
          </ScrollRegion>
          <div className="foot">
            <Checkbox
              size="xs"
              label="竣工验收的手续也一起建"
              checked={completion}
              onChange={(event) => setCompletion(event.currentTarget.checked)}
            />
          </div>
        </div>
      </div>
      <div className="foot">
        <span>
          手续来自目录，立项方式为{approval ? approvalWords[approval] : '……'}
          ；部门和时限按本市设置，目录可在“设置”里改。已有的手续原样保留
        </span>
      </div>
    </>
  );
}

function Answer({
  question,
  value,
  onChange,
}: {
  question: Question;
  value: string;
  onChange: (value: string) => void;
}) {
  const plain = question.options.length === 2 && question.options[0]?.value === 'yes';
  return (
    <li className={plain ? styles.question : styles.choice}>
      <span>{question.text}</span>
      <ChoiceGroup
        label={question.text}
        appearance="small-chips"
        options={question.options}
        value={value}
        onChange={onChange}
      />
    </li>
  );
}

function ItemList({
  items,
  taken,
  left,
  onToggle,
}: {
  items: readonly PermitItem[];
  taken: ReadonlySet<string | null>;
  left: ReadonlySet<string>;
  onToggle: (code: string) => void;
}) {
  const stages = [...new Set(items.map(({ stage }) => stage))];
  return stages.map((stage) => {
    const own = items.filter((item) => item.stage === stage);
    return (
      <section key={stage} aria-label={stage.replace(/^\d+-/, '')}>
        <h2 className={styles.stage}>
          {stage.replace(/^\d+-/, '')} <span className="muted">{own.length}</span>
        </h2>
        {own.map((item) => {
          const approximate = item.confidence === 'low';
          return (
            <div key={item.code} className={styles.item} title={item.basis}>
              <Checkbox
                size="xs"
                aria-label={item.name}
                checked={taken.has(item.code) || !left.has(item.code)}
                disabled={taken.has(item.code)}
                onChange={() => onToggle(item.code)}
              />
              <span className="ell">{item.name}</span>
              <span className="muted ell">{taken.has(item.code) ? '已有' : item.department}</span>
              <span className={`muted ${styles.limit}`} title={approximate ? '经验值，不是法定时限' : undefined}>
                {limitText(
                  { count: item.workdays, unit: item.limitUnitInLaw === '日' ? 'day' : 'workday' },
                  approximate,
                )}
              </span>
            </div>
          );
        })}
      </section>
    );
  });
}

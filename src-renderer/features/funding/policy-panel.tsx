import { IconPencil, IconTrash } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useLocation } from 'wouter';
import { policy as entity, type Policy } from '../../../src-shared/entities/policy';
import { policyMaterials } from '../../../src-shared/rules/funding-materials';
import { windowSpan } from '../../../src-shared/rules/policy-window';
import { formatDate, formatMoneyWithUnit, formatValue } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import { EditField } from './edit-field';
import classes from './funding.module.css';
import type { KnownPolicy } from './funding-data';
import { MatchedProjects } from './matched-projects';
import { WindowMark } from './window-mark';

/** One policy: what it asks for, and the projects of this ledger held against it. */
export function PolicyPanel({ line, today, writable }: { line: KnownPolicy; today: string; writable: boolean }) {
  const { policy, window } = line;
  const [, navigate] = useLocation();
  const fresh = writable && Object.values(conditionsOf(policy)).length === 0 && policy.closes_on === null;
  const [editing, setEditing] = useState(fresh);
  const remove = async () => {
    const result = await run('records.withdraw', { entity: 'policy', id: policy.id });
    if (!result.ok) return showFailure(result.error);
    showDone(`已删除政策“${policy.title ?? ''}”`, { undo: true });
    navigate('/funding/policies');
  };
  return (
    <aside className={classes.panel} aria-label="政策详情">
      <div className={classes.head}>
        <div className={classes.headLine}>
          <h2>{policy.title}</h2>
          {writable && (
            <span className={classes.tools}>
              <button
                type="button"
                className={editing ? 'btn sm on' : 'btn sm'}
                aria-pressed={editing}
                onClick={() => setEditing(!editing)}
              >
                <IconPencil className="icon" aria-hidden="true" />
                {editing ? '完成' : '编辑'}
              </button>
              <button
                type="button"
                className="btn sm icon-only"
                aria-label="删除政策"
                title="删除政策"
                onClick={() => void remove()}
              >
                <IconTrash className="icon" aria-hidden="true" />
              </button>
            </span>
          )}
        </div>
        <p className={classes.sub}>
          {[policy.issuer, policy.document_number, policy.issued_on && formatDate(policy.issued_on)]
            .filter(Boolean)
            .map((word) => (
              <span key={word}>{word}</span>
            ))}
          {windowSpan(policy, today) && <span>{windowSpan(policy, today)}</span>}
          <WindowMark window={window} />
        </p>
      </div>
      <div className={classes.panelBody}>
        {editing ? (
          <div className={classes.fields}>
            {Object.keys(entity.fields).map((name) => (
              <EditField
                key={name}
                entity="policy"
                record={policy}
                name={name}
                writable={writable}
                warning={
                  name === 'closes_on' ? windowDoubt(policy) : name === 'most_investment' ? sizeDoubt(policy) : null
                }
              />
            ))}
          </div>
        ) : (
          <Facts policy={policy} />
        )}
        <MatchedProjects policy={policy} today={today} writable={writable} />
      </div>
    </aside>
  );
}

function windowDoubt({ opens_on: opens, closes_on: closes }: Policy): string | null {
  return opens !== null && closes !== null && closes < opens ? '截止在开始以前，请核对。只提醒，已保存。' : null;
}

function sizeDoubt({ least_investment: least, most_investment: most }: Policy): string | null {
  return least !== null && most !== null && most < least ? '上限低于下限，请核对。只提醒，已保存。' : null;
}

/** Conditions that are set, by their label. */
function conditionsOf(policy: Policy): Record<string, string> {
  const { least_investment: least, most_investment: most } = policy;
  const size =
    least !== null && most !== null
      ? `${formatMoneyWithUnit(least)}至${formatMoneyWithUnit(most)}`
      : least !== null
        ? `不低于 ${formatMoneyWithUnit(least)}`
        : most !== null
          ? `不高于 ${formatMoneyWithUnit(most)}`
          : '';
  const all: Record<string, string> = {
    支持领域: policy.sectors ?? '',
    适用地区: policy.regions ?? '',
    项目阶段: policy.stages?.length ? formatValue(entity.fields.stages, policy.stages) : '',
    总投资: size,
    前提条件: policy.requirements?.length ? formatValue(entity.fields.requirements, policy.requirements) : '',
    其他条件: policy.conditions ?? '',
    支持标准: policy.support ?? '',
    咨询人: policy.contact ?? '',
    备注: policy.note ?? '',
  };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== ''));
}

function Facts({ policy }: { policy: Policy }) {
  const conditions = Object.entries(conditionsOf(policy));
  const papers = policyMaterials(policy.materials);
  return (
    <dl className={classes.facts}>
      {conditions.length === 0 && (
        <>
          <dt>条件</dt>
          <dd className="muted">没有填条件，所有项目都符合。</dd>
        </>
      )}
      {conditions.map(([label, text]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </Fragment>
      ))}
      <dt>申报材料</dt>
      <dd className={papers.length === 0 ? 'muted' : undefined}>
        {papers.length === 0 ? '没有填' : `${papers.length} 份：${papers.map(({ name }) => name).join('、')}`}
      </dd>
    </dl>
  );
}

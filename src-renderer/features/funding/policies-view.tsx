import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { policy as entity } from '../../../src-shared/entities/policy';
import { policyPath } from '../../../src-shared/rules/funding-todos';
import { isClosing, windowSpan } from '../../../src-shared/rules/policy-window';
import { formatValue, unknown } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { ScrollRegion } from '../../components/scroll-region';
import { Empty } from '../../components/trouble';
import classes from './funding.module.css';
import type { KnownPolicy } from './funding-data';
import { NewPolicy } from './new-policy';
import { PolicyPanel } from './policy-panel';
import { rowKeys } from './row-keys';
import { WindowMark } from './window-mark';

type Filter = 'all' | 'open' | 'closing' | 'upcoming' | 'closed';

const filters: readonly { value: Filter; label: string; holds: (line: KnownPolicy) => boolean }[] = [
  { value: 'all', label: '全部', holds: () => true },
  { value: 'open', label: '受理中', holds: ({ window }) => window.state === 'open' },
  { value: 'closing', label: '即将截止', holds: ({ window }) => isClosing(window) },
  { value: 'upcoming', label: '未开始', holds: ({ window }) => window.state === 'upcoming' },
  { value: 'closed', label: '已截止', holds: ({ window }) => window.state === 'closed' },
];

/** Policies by the end of their window, the chosen one with its conditions and projects beside them. */
export function PoliciesView({
  title,
  lines,
  id,
  today,
  writable,
}: {
  title: ReactNode;
  lines: readonly KnownPolicy[];
  id: string | null;
  today: string;
  writable: boolean;
}) {
  const [, navigate] = useLocation();
  const [filter, setFilter] = useState<Filter>('all');
  const shown = lines.filter((line) => filters.find(({ value }) => value === filter)?.holds(line));
  const chosen = lines.find(({ policy }) => policy.id === id) ?? shown[0];
  const add = writable && <NewPolicy onAdded={(added) => navigate(policyPath(added))} />;
  return (
    <div className="split">
      <div className="pane">
        <div className="bar">
          {title}
          {lines.length > 0 && (
            <ChoiceGroup<Filter>
              label="只看"
              appearance="small-chips"
              options={filters.map(({ value, label, holds }) => ({
                value,
                label: value === 'all' ? label : `${label} ${lines.filter(holds).length}`,
              }))}
              value={filter}
              onChange={setFilter}
            />
          )}
          <span className="right" />
          {add}
        </div>
        {lines.length === 0 ? (
          <Empty title="这里放可以争取的政策和资金。" hint="登记后自动对照项目，缺什么条件逐条列出。">
            {writable && <NewPolicy primary onAdded={(added) => navigate(policyPath(added))} />}
          </Empty>
        ) : shown.length === 0 ? (
          <Empty title={`没有“${filters.find(({ value }) => value === filter)?.label}”的政策。`}>
            <button type="button" className="btn" onClick={() => setFilter('all')}>
              看全部
            </button>
          </Empty>
        ) : (
          <ScrollRegion label="政策">
            <table className="table">
              <colgroup>
                <col />
                <col style={{ width: 92 }} />
                <col style={{ width: 152 }} />
                <col style={{ width: 102 }} />
                <col style={{ width: 46 }} />
                <col style={{ width: 58 }} />
                <col style={{ width: 56 }} />
              </colgroup>
              <thead>
                <tr>
                  <th scope="col">政策名称</th>
                  <th scope="col">资金渠道</th>
                  <th scope="col">申报窗口</th>
                  <th scope="col">距截止</th>
                  <th scope="col" className="num" title="条件都已具备的项目">
                    符合
                  </th>
                  <th scope="col" className="num" title="还缺条件或情况未登记的项目">
                    欠条件
                  </th>
                  <th scope="col" className="num">
                    申报
                  </th>
                </tr>
              </thead>
              <tbody onKeyDown={rowKeys}>
                {shown.map(({ policy, window, fits, lacks, applications }) => (
                  <tr
                    key={policy.id}
                    className={policy.id === chosen?.policy.id ? 'on act' : 'act'}
                    data-closed={window.state === 'closed' || undefined}
                    onClick={() => navigate(policyPath(policy.id))}
                  >
                    <td title={policy.title ?? ''}>
                      <Link
                        to={policyPath(policy.id)}
                        className={classes.rowLink}
                        data-row-link=""
                        aria-current={policy.id === chosen?.policy.id ? 'true' : undefined}
                      >
                        {policy.title}
                      </Link>
                    </td>
                    <td>{policy.channel ? formatValue(entity.fields.channel, policy.channel) : unknown}</td>
                    <td className="sub-fg">{windowSpan(policy, today) ?? unknown}</td>
                    <td>
                      <WindowMark window={window} />
                    </td>
                    <td className="num">{fits}</td>
                    <td className="num">{lacks}</td>
                    <td className="num">{applications}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
        <div className="foot">
          <span className="muted">符合：条件都已具备；欠条件：还缺或未登记的逐条列在右边。申报照样可以发起。</span>
        </div>
      </div>
      {chosen && <PolicyPanel key={chosen.policy.id} line={chosen} today={today} writable={writable} />}
    </div>
  );
}

import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { Survey } from '../../../src-shared/contract/survey-methods';
import { failureMessage } from '../../../src-shared/terms/errors';
import { formatDay } from '../../../src-shared/terms/format';
import { weekdayOf } from '../../components/day-field';
import { showDone } from '../../components/toast';
import { useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import classes from './surveys.module.css';

const numerals = ['一', '二', '三', '四', '五', '六'];
const teamName = (team: number) => `${numerals[team - 1] ?? team}组`;

/** How the chosen projects are shared out over days and teams, seen before it is written; each round can be changed afterwards. */
export function PlanDialog({
  survey,
  projects,
  person,
  onClose,
  onPlanned,
}: {
  survey: Survey;
  projects: readonly string[];
  person: string;
  onClose: () => void;
  onPlanned: () => void;
}) {
  const [from, setFrom] = useState(survey.days[0] ?? survey.from);
  const [teams, setTeams] = useState(2);
  const [most, setMost] = useState(8);
  const [leaders, setLeaders] = useState<readonly string[]>([person]);
  const [members, setMembers] = useState('市发改委、市统计局各 1 人');
  const proposed = useLedgerQuery(
    'surveys.propose',
    { month: survey.month, projects: [...projects], from, teams, most },
    { keep: true },
  );
  const plan = useLedgerCommand('surveys.plan', {
    onDone: ({ inspections, visits }) => {
      showDone(`已编 ${inspections} 条路线，${visits} 个项目`, { undo: true });
      onPlanned();
    },
  });
  const routes = proposed.data ?? [];
  const number = (value: string, least: number, top: number) =>
    Math.min(top, Math.max(least, Math.round(Number(value)) || least));
  return (
    <Modal opened onClose={onClose} title={`编制路线：${projects.length} 个项目`} size={860}>
      <div className={classes.dialog}>
        <div className={classes.fields}>
          <label>
            从哪天起
            <select className="text-input" value={from} onChange={(event) => setFrom(event.currentTarget.value)}>
              {(survey.days.length > 0 ? survey.days : [survey.from]).map((day) => (
                <option key={day} value={day}>
                  {formatDay(day)} {weekdayOf(day)}
                </option>
              ))}
            </select>
          </label>
          <label>
            几个组
            <input
              className="text-input"
              type="number"
              min={1}
              max={6}
              value={teams}
              onChange={(event) => setTeams(number(event.currentTarget.value, 1, 6))}
            />
          </label>
          <label>
            每组每天最多
            <input
              className="text-input"
              type="number"
              min={1}
              max={50}
              value={most}
              onChange={(event) => setMost(number(event.currentTarget.value, 1, 50))}
            />
            个
          </label>
          {Array.from({ length: teams }, (_, index) => (
            <label key={teamName(index + 1)}>
              {teamName(index + 1)}带队
              <input
                className="text-input"
                value={leaders[index] ?? ''}
                maxLength={20}
                placeholder="姓名"
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setLeaders(Array.from({ length: teams }, (_, at) => (at === index ? value : (leaders[at] ?? ''))));
                }}
              />
            </label>
          ))}
          <label className={classes.wide}>
            组成
            <input
              className="text-input"
              value={members}
              maxLength={120}
              onChange={(event) => setMembers(event.currentTarget.value)}
            />
          </label>
        </div>
        <p className="muted">
          一个属地一天一条路线；同一乡镇、街道的排在一起，最急的乡镇在前。编好以后日期、带队人和顺序都能改。
        </p>
        <section className={classes.proposed} aria-label="路线预览">
          <table className="table">
            <colgroup>
              <col style={{ width: 130 }} />
              <col style={{ width: 120 }} />
              <col style={{ width: 60 }} />
              <col style={{ width: 52 }} />
              <col />
            </colgroup>
            <thead>
              <tr>
                <th scope="col">日期</th>
                <th scope="col">属地</th>
                <th scope="col">组</th>
                <th scope="col" className="num">
                  项目
                </th>
                <th scope="col">顺序</th>
              </tr>
            </thead>
            <tbody>
              {routes.map((route) => (
                <tr key={`${route.region} ${route.date} ${route.team} ${route.projects[0]?.id}`}>
                  <td>
                    {formatDay(route.date)} {weekdayOf(route.date)}
                  </td>
                  <td>{regionName(route.region)}</td>
                  <td>{teamName(route.team)}</td>
                  <td className="num">{route.projects.length}</td>
                  <td title={route.projects.map(({ name, town }) => (town ? `${name}（${town}）` : name)).join('\n')}>
                    {route.projects.map(({ name }) => name).join('、')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
        {(plan.error ?? proposed.error) && (
          <div className="note red" role="alert">
            {failureMessage((plan.error ?? proposed.error)?.failure ?? { code: 'unexpected', params: {} })}
          </div>
        )}
        <div className={classes.buttons}>
          <span className="muted">
            {routes.length} 条路线，{new Set(routes.map(({ date }) => date)).size} 天
          </span>
          <span className="right" />
          <Button onClick={onClose}>取消</Button>
          <Button
            variant="filled"
            loading={plan.isPending}
            disabled={routes.length === 0}
            onClick={() =>
              plan.mutate({
                month: survey.month,
                routes: routes.map(({ region, date, team, projects: sites }) => ({
                  region,
                  date,
                  leader: leaders[team - 1]?.trim() ?? '',
                  team: [teams > 1 ? teamName(team) : '', members.trim()].filter(Boolean).join('，'),
                  projects: sites.map(({ id }) => id),
                })),
              })
            }
          >
            编 {routes.length} 条路线
          </Button>
        </div>
      </div>
    </Modal>
  );
}

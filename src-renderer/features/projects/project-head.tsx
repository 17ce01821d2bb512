import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconChevronDown, IconCopy, IconDots, IconPrinter, IconTrash } from '@tabler/icons-react';
import { Fragment, type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { daysBetween, lastDay } from '../../../src-shared/rules/dates';
import { lifecycleOf } from '../../../src-shared/rules/ledger-views';
import {
  type LifecycleMove,
  lifecycleLabel,
  lifecycleMoves,
  wayOfLife,
} from '../../../src-shared/rules/lifecycle-moves';
import { formatDate, formatDay, formatMoney, formatRate, unknown } from '../../../src-shared/terms/format';
import { copyText } from '../../components/copy-text';
import { DocumentButton } from '../../components/document-button';
import { LightShape, lightWords } from '../../components/light';
import { showDone, showFailure } from '../../components/toast';
import { run, useLedgerCommand, useLedgerQuery } from '../../ledger-client';
import { paperPath } from '../papers/paper-links';
import { MoveDialog } from './move-dialog';
import type { ProjectFile } from './project-file';
import classes from './project-page.module.css';

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const Amount = ({ yuan }: { yuan: number | null }) =>
  yuan === null ? (
    unknown
  ) : (
    <>
      {formatMoney(yuan)}
      <small>万元</small>
    </>
  );

/** Date as short as it can be said this year; beside it how many days it is behind the plan. */
function startWords(planned: string | null, actual: string | null, today: string): ReactNode {
  if (!actual) {
    const late = planned && lastDay(planned) < today ? daysBetween(lastDay(planned), today) : 0;
    return late > 0 ? <span className="red-fg">未开工，迟 {late} 天</span> : unknown;
  }
  const late = planned && planned.length === 10 && actual.length === 10 ? daysBetween(planned, actual) : 0;
  return (
    <>
      {actual.length === 10 && actual.slice(0, 4) === today.slice(0, 4) ? formatDay(actual) : formatDate(actual)}
      {late !== 0 && (
        <small>
          {' '}
          {late > 0 ? '晚' : '早'} {Math.abs(late)} 天
        </small>
      )}
    </>
  );
}

/** Name, code, the light with its sentence, and the facts that everybody asks for first. */
export function ProjectHead({ file }: { file: ProjectFile }) {
  const { project, derived, today } = file;
  const { light } = derived;
  const aside = project.lifecycle === 'suspended' || project.lifecycle === 'terminated';
  const leaders = useLedgerQuery('assignments.show', {}, { keep: true }).data?.leaders;
  const post = leaders?.find(({ leader }) => leader === derived.patron)?.post;
  return (
    <header>
      <div className={classes.head}>
        <div className="grow">
          <h1 className={classes.name}>
            <span className="ell">{project.name ?? '未填名称'}</span>
            {project.code && <span className={classes.code}>{project.code}</span>}
          </h1>
          <p className={classes.why}>
            <span className={`light ${light.color}`}>
              <LightShape color={light.color} />
              {light.color === 'none' ? '不判灯' : lightWords[light.color]}
            </span>
            <span className="ell" title={light.sentence}>
              {light.sentence}
            </span>
          </p>
        </div>
        <CardButton id={file.id} />
        {file.writable && <StageMenu file={file} />}
        {file.writable && <HeadMenu file={file} />}
      </div>
      <dl className={classes.facts}>
        <Fact name="总投资">
          <Amount yuan={project.total_investment} />
        </Fact>
        <Fact name="年度计划">
          <Amount yuan={derived.annualPlan} />
        </Fact>
        <Fact name="本年完成">
          <Amount yuan={derived.completedThisYear} />
        </Fact>
        <Fact name="完成率 / 序时">
          {formatRate(derived.completionRate)}
          {derived.completionRate !== null && '%'} <small>/ {formatRate(derived.timeProportional)}%</small>
        </Fact>
        <Fact name="计划开工">{formatDate(project.planned_start)}</Fact>
        <Fact name="实际开工">{startWords(project.planned_start, project.actual_start, today)}</Fact>
        <Fact name="包保领导">
          {derived.patron ?? unknown} {post && <small>{post}</small>}
        </Fact>
        <Fact name="责任单位">{project.responsible_unit ?? unknown}</Fact>
        <Fact name="秘书">{project.secretary ?? unknown}</Fact>
        {aside && project.lifecycle_reason && (
          <Fact name={`${lifecycleLabel(project.lifecycle ?? '')}原因`}>
            <span className={classes.reason}>
              <span className="ell" title={project.lifecycle_reason}>
                {project.lifecycle_reason}
              </span>
              {project.lifecycle_since && <small>自 {formatDate(project.lifecycle_since)}</small>}
            </span>
          </Fact>
        )}
      </dl>
    </header>
  );
}

/** The stage of life, and where it may go from there. */
function StageMenu({ file }: { file: ProjectFile }) {
  const [move, setMove] = useState<LifecycleMove | null>(null);
  const lifecycle = lifecycleOf(file.project);
  const moves = lifecycleMoves(file.project);
  const place = wayOfLife.indexOf(lifecycle as (typeof wayOfLife)[number]);
  const item = (to: LifecycleMove) => (
    <Menu.Item key={to.to} onClick={() => setMove(to)}>
      {lifecycleLabel(to.to)}
    </Menu.Item>
  );
  const isAhead = ({ to }: LifecycleMove) => wayOfLife.indexOf(to as (typeof wayOfLife)[number]) > place;
  const isAside = ({ to }: LifecycleMove) => to === 'suspended' || to === 'terminated';
  const groups = [
    { name: '往前', moves: moves.filter((one) => isAhead(one) && !isAside(one)) },
    { name: '退回', moves: moves.filter((one) => !isAhead(one) && !isAside(one)) },
    { name: '停工、终止', moves: moves.filter(isAside) },
  ].filter((group) => group.moves.length > 0);
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown className="icon" aria-hidden="true" />}>
            阶段：{lifecycle ? lifecycleLabel(lifecycle) : '未填'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {groups.map(({ name, moves: some }) => (
            <Fragment key={name}>
              <Menu.Label>{name}</Menu.Label>
              {some.map(item)}
            </Fragment>
          ))}
        </Menu.Dropdown>
      </Menu>
      {move && <MoveDialog project={file.project} move={move} today={file.today} onClose={() => setMove(null)} />}
    </>
  );
}

/** Writes the one-page card of the project. */
function CardButton({ id }: { id: string }) {
  const card = useLedgerCommand('projects.writeCard');
  return (
    <DocumentButton what="项目卡片" paper="A4 一页" write={(folder) => card.mutateAsync({ id, folder })}>
      {(start, busy) => (
        <ActionIcon
          variant="default"
          aria-label="项目卡片"
          title="项目卡片：写成一页 Word 文档"
          disabled={busy}
          onClick={start}
        >
          <IconPrinter className="icon" aria-hidden="true" />
        </ActionIcon>
      )}
    </DocumentButton>
  );
}

function HeadMenu({ file }: { file: ProjectFile }) {
  const [, navigate] = useLocation();
  const withdraw = async () => {
    const result = await run('records.withdraw', { entity: 'project', id: file.id });
    if (!result.ok) return showFailure(result.error);
    navigate('/projects');
    showDone(`已删除项目“${file.project.name ?? ''}”`, { undo: true });
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" aria-label="更多">
          <IconDots className="icon" aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {file.project.code && (
          <Menu.Item
            leftSection={<IconCopy className="icon" aria-hidden="true" />}
            onClick={() =>
              void copyText(file.project.code ?? '').then((copied) => copied && showDone('已复制项目代码'))
            }
          >
            复制项目代码
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconPrinter className="icon" aria-hidden="true" />}
          onClick={() => navigate(paperPath('project_card', file.id))}
        >
          预览和打印项目卡片
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash className="icon" aria-hidden="true" />} onClick={() => void withdraw()}>
          删除项目
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

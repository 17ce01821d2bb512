import { ActionIcon } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { isStarted } from '../../../src-shared/rules/ledger-views';
import { formatDate, unknown } from '../../../src-shared/terms/format';
import { ChoiceGroup } from '../../components/choice-group';
import { LightShape, lightWords } from '../../components/light';
import styles from './permits.module.css';
import { PlanPopover } from './plan-popover';
import { PrintDialog } from './print-dialog';
import type { Road } from './road';
import type { RoadView } from './road-page';
import { floatWords, shortDay } from './words';

/** What the road aims at and how much room there is, the three ways to look at it, planning and printing. */
export function RoadHead({ road, view }: { road: Road; view: RoadView }) {
  const [, navigate] = useLocation();
  const [printing, setPrinting] = useState(false);
  const { file, schedule, stops, input } = road;
  const { project, derived } = file;
  const { light } = derived;
  const started = isStarted(project);
  const target = project.planned_start;
  const needed = road.permits.filter(({ state }) => state !== 'not_needed').length;
  const late = (schedule?.float ?? 0) < 0;
  return (
    <header className={styles.head}>
      <h1 title={project.name ?? undefined}>{project.short_name ?? project.name ?? '未填名称'}</h1>
      <dl className={styles.facts}>
        <div>
          <dt>目标开工</dt>
          <dd>{target === null ? '未定' : formatDate(target)}</dd>
        </div>
        <div>
          <dt>最早开工</dt>
          <dd>{started ? '已开工' : shortDay(schedule?.earliestStart ?? null, input.today)}</dd>
        </div>
        <div>
          <dt>浮动</dt>
          <dd className={late && !started ? 'red-fg' : undefined}>
            {started ? unknown : floatWords(schedule?.float ?? null)}
          </dd>
        </div>
        <div>
          <dt>手续</dt>
          <dd>
            已办结 {road.permits.filter(({ state }) => state === 'granted').length} / {needed}
          </dd>
        </div>
        <div className={styles.last}>
          <dt>灯</dt>
          <dd title={light.sentence}>
            <span className={`light ${light.color}`}>
              <LightShape color={light.color} />
              <span className="ell">
                {light.color === 'none' ? '' : `${lightWords[light.color]}，`}
                {light.sentence.replace(/。$/, '')}
              </span>
            </span>
          </dd>
        </div>
      </dl>
      <div className={styles.tools}>
        {file.writable && schedule && !started && <PlanPopover road={road} />}
        <ChoiceGroup<RoadView>
          label="看什么"
          options={[
            { value: 'map', label: '路线图' },
            { value: 'list', label: '列表' },
            { value: 'stops', label: stops.length > 0 ? `停表 ${stops.length}` : '停表' },
          ]}
          value={view}
          onChange={(next) => navigate(`/permits/${encodeURIComponent(file.id)}${next === 'map' ? '' : `/${next}`}`)}
        />
        <ActionIcon
          variant="default"
          aria-label="打印"
          title="生成打印用的路线图"
          disabled={!schedule}
          onClick={() => setPrinting(true)}
        >
          <IconPrinter className="icon" aria-hidden="true" />
        </ActionIcon>
      </div>
      {printing && <PrintDialog id={file.id} onClose={() => setPrinting(false)} />}
    </header>
  );
}

import { useCallback, useMemo, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { BehindRow } from '../../../src-shared/contract/dispatch-methods';
import { type FigurePart, figureKinds, figureParts } from '../../../src-shared/rules/figure-parts';
import { parsePeriod } from '../../../src-shared/rules/period';
import { formatMoney, formatRate, formatYi, unknown } from '../../../src-shared/terms/format';
import { usePageTitle } from '../../app/page-title';
import { PictureMenu } from '../../components/charts/picture-menu';
import type { Sheet } from '../../components/charts/sheet';
import { ChoiceGroup } from '../../components/choice-group';
import { DataGrid } from '../../components/data-grid/data-grid';
import type { GridColumn } from '../../components/data-grid/grid-types';
import { at, type Selection } from '../../components/data-grid/selection';
import { Empty, Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { type BehindWhat, behindAddress, readBehind } from './behind-address';
import { sourceWords } from './source-words';
import { TrailDrawer } from './trail-drawer';

interface Row {
  readonly kind: 'project';
  readonly id: string;
  readonly project: BehindRow;
}

/** The projects behind one figure, exactly those that it counts, and how the cells that decide came about. */
export function BehindPage() {
  const what = readBehind(useSearch());
  usePageTitle([{ label: '调度', to: '/dispatch' }, { label: what ? figureKinds[what.figure].label : '项目清单' }]);
  if (!what)
    return (
      <Empty title="这个地址里没有写是哪个数。" hint="从调度页点一个数，就能打开它背后的项目。">
        <Link className="btn primary" to="/dispatch">
          去调度页
        </Link>
      </Empty>
    );
  return <Behind key={JSON.stringify(what)} what={what} />;
}

function Behind({ what }: { what: BehindWhat }) {
  const [, navigate] = useLocation();
  const [selection, setSelection] = useState<Selection>(at(0, 0));
  const answer = useLedgerQuery('dispatch.behind', what);
  const projects = answer.data?.projects;
  const rows = useMemo(
    () => (projects ?? []).map((project): Row => ({ kind: 'project', id: project.id, project })),
    [projects],
  );
  const rowAt = useCallback((index: number) => rows[index], [rows]);
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data) return null;
  const { label, counts, sums, source } = answer.data;
  const { parts, label: name } = figureKinds[what.figure];
  const period = parsePeriod(what.period);
  const title = `${period?.name ?? what.period}${label}${name}：${parts[what.part]}项目`;
  return (
    <>
      <div className="bar">
        <h1 className="title ell">
          {label} {name}
        </h1>
        <span className="sub-fg">{period?.name}</span>
        <ChoiceGroup
          label="哪些项目"
          options={figureParts
            .filter((part) => parts[part] !== undefined)
            .map((part) => ({ value: part, label: `${parts[part]} ${counts[part]}` }))}
          value={what.part}
          onChange={(part: FigurePart) => navigate(behindAddress({ ...what, part }), { replace: true })}
        />
        <span className="right muted">{projects && `来自 ${sourceWords(source)}`}</span>
        {projects && <PictureMenu sheet={sheetOf(title, projects)} />}
      </div>
      <div className="split">
        <div className="pane">
          <DataGrid<Row>
            label={title}
            columns={columns}
            total={rows.length}
            rowAt={rowAt}
            want={here}
            version={answer.dataUpdatedAt}
            queryKey={title}
            numberOf={place}
            isFolded={never}
            onFold={nothing}
            onOpen={(row) => navigate(`/projects/${row.id}/overview`)}
            write={refuse}
            writable={false}
            sortings={none}
            onSort={nothing}
            onSelection={setSelection}
            onRefusal={nothing}
            remember="dispatch-behind"
            over={
              projects === null ? (
                <Empty
                  title="这一期在别的电脑上冻结，项目清单只在那台电脑上。"
                  hint="各属地的数在调度页里，照常可看。"
                />
              ) : rows.length === 0 ? (
                <Empty title={`没有${parts[what.part]}的项目。`} hint="上面可以换一部分看。" />
              ) : null
            }
          />
        </div>
        <TrailDrawer what={what} project={rows[selection.active.row]?.project} />
      </div>
      <div className="foot">
        <span>
          共 <b>{rows.length}</b> 项
        </span>
        <span>总投资 {formatYi(sums.total)} 亿元</span>
        <span>年度计划 {formatYi(sums.plan)} 亿元</span>
        <span>本年完成 {formatYi(sums.completed)} 亿元</span>
        <span className="right muted">金额单位万元；调度口径，不作统计数据使用</span>
      </div>
    </>
  );
}

const here = () => Promise.resolve();
const never = () => false;
const nothing = () => undefined;
const none: never[] = [];
const refuse = () => Promise.resolve(null);
const place = (_: Row, index: number) => index + 1;

const region = (code: string | null) => (code === null ? unknown : regionName(code));

const column = (
  key: string,
  label: string,
  width: number,
  text: (project: BehindRow) => string,
  more: Partial<GridColumn<Row>> = {},
): GridColumn<Row> => ({ key, label, width, text: (row) => text(row.project), ...more });

const columns: readonly GridColumn<Row>[] = [
  column('name', '项目名称', 190, ({ name }) => name, { grow: 1 }),
  column('state', '状态', 124, ({ state }) => state),
  column('region', '属地', 88, (project) => region(project.region)),
  column('leader', '包保领导', 72, ({ leader }) => leader || unknown),
  column('secretary', '秘书', 66, ({ secretary }) => secretary ?? unknown),
  column('total', '总投资', 80, ({ total }) => formatMoney(total), { right: true }),
  column('plan', '年度计划', 76, ({ plan }) => formatMoney(plan), { right: true }),
  column('completed', '本年完成', 76, ({ completed }) => formatMoney(completed), { right: true }),
  column('rate', '完成率 %', 74, ({ rate }) => formatRate(rate), { right: true }),
];

function sheetOf(title: string, projects: NonNullable<OutputOf<'dispatch.behind'>['projects']>): Sheet {
  return {
    title,
    unit: '单位：万元',
    note: '调度口径，不作统计数据使用。',
    columns: columns.map(({ label, right }) => ({ label, right: right === true })),
    rows: projects.map((project) => ({
      cells: columns.map(({ text }) => text({ kind: 'project', id: project.id, project })),
    })),
  };
}

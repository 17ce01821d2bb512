import { IconArrowDown, IconArrowUp, IconPencil, IconPuzzle } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { regionName } from '../../../src-shared/catalogues/regions';
import type { ShownRoute, SiteVisit, Survey } from '../../../src-shared/contract/survey-methods';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Inspection } from '../../../src-shared/entities/inspection';
import { listing } from '../../../src-shared/entities/listing';
import { moved } from '../../../src-shared/rules/survey-routes';
import { formatDay } from '../../../src-shared/terms/format';
import { weekdayOf } from '../../components/day-field';
import { usePendingOrder } from '../../components/pending-order';
import { withdrawRecord } from '../../components/record-actions';
import { type RecordColumn, RecordGrid, type RecordRow, recordColumn } from '../../components/record-grid';
import { ScrollRegion } from '../../components/scroll-region';
import { showDone, showFailure } from '../../components/toast';
import { Empty } from '../../components/trouble';
import { run } from '../../ledger-client';
import { FieldsDialog } from '../problems/fields-dialog';
import { FindingDialog } from './finding-dialog';
import classes from './surveys.module.css';
import { WriteBackDialog } from './write-back-dialog';

const inspectionOf = (route: ShownRoute) => route.inspection as unknown as Inspection;
const visitedOf = ({ visits }: ShownRoute) => visits.filter(({ record }) => record.state === 'visited').length;

/** Routes of a month, and the sites of one of them with what was found there, typed in the cells. */
export function RouteView({
  survey,
  chosen,
  onChoose,
  onPlan,
  today,
  canWrite,
  isCommission,
}: {
  survey: Survey;
  chosen: string | null;
  onChoose: (route: string) => void;
  onPlan: () => void;
  today: string;
  canWrite: boolean;
  isCommission: boolean;
}) {
  const route = survey.routes.find(({ inspection }) => inspection.id === chosen) ?? survey.routes[0];
  if (!route)
    return (
      <Empty title="这个月还没有编路线。" hint="在“待编”里选项目，按属地、日期编成路线。">
        <button type="button" className="btn" onClick={onPlan}>
          去选项目
        </button>
      </Empty>
    );
  return (
    <div className="split">
      <section className={`${classes.side} ${classes.narrow}`} aria-label="路线">
        <ScrollRegion label="踏查路线">
          <ul className={classes.routes}>
            {survey.routes.map((one) => {
              const { id, region, date, leader } = inspectionOf(one);
              return (
                <li key={id}>
                  <button type="button" aria-current={one === route || undefined} onClick={() => onChoose(id)}>
                    <span>
                      <b>{region ? regionName(region) : '全市'}</b>
                      <span className="right">
                        {visitedOf(one)} / {one.visits.length}
                      </span>
                    </span>
                    <span className="muted">
                      {date ? `${formatDay(date)} ${weekdayOf(date)}` : '未定日期'}
                      {leader && `，${leader}`}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </ScrollRegion>
      </section>
      <Route key={inspectionOf(route).id} route={route} today={today} canWrite={canWrite} isCommission={isCommission} />
    </div>
  );
}

const reasonField = { ...listing.fields.reason_code, label: '原因' };

function columnsOf(visits: readonly SiteVisit[]): RecordColumn[] {
  const known = new Map(visits.map((visit) => [String(visit.record.id), visit]));
  const of = (row: RecordRow) => known.get(row.id);
  return [
    {
      key: 'project_name',
      label: '项目',
      width: 136,
      grow: 1,
      locked: '项目随路线定下；要换先撤下再编',
      text: (row) => of(row)?.project.name ?? '',
    },
    recordColumn('visit', 'state', { width: 72 }),
    recordColumn('visit', 'visited_on', { label: '日期', width: 74, text: (row) => shortDay(row.record.visited_on) }),
    recordColumn('visit', 'verdict', { label: '结论', width: 96 }),
    recordColumn('visit', 'reason_code', {
      field: reasonField,
      label: '原因',
      width: 50,
      text: (row) => String(row.record.reason_code ?? ''),
    }),
    recordColumn('visit', 'missing', { width: 104, grow: 1 }),
    recordColumn('visit', 'promised_month', { label: '承诺入统', width: 88 }),
    recordColumn('visit', 'finding', { width: 130, grow: 3 }),
    recordColumn('visit', 'visitor', { width: 68 }),
    {
      key: 'back',
      label: '入统',
      width: 62,
      locked: '由“写回入统”写',
      text: (row) => ({ none: '', open: '待写回', written: '已写回' })[of(row)?.back ?? 'none'],
      tone: (row) => (of(row)?.back === 'written' ? 'quiet' : null),
    },
  ];
}

const shortDay = (value: unknown) => (typeof value === 'string' ? formatDay(value) : '');

async function record(edits: readonly { id: string; set: Record<string, FieldValue> }[]) {
  const result = await run('surveys.record', { edits: edits.map(({ id, set }) => ({ id, set: set as never })) });
  return result.ok ? null : result.error;
}

function Route({
  route,
  today,
  canWrite,
  isCommission,
}: {
  route: ShownRoute;
  today: string;
  canWrite: boolean;
  isCommission: boolean;
}) {
  const inspection = inspectionOf(route);
  const [selected, setSelected] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [dialog, setDialog] = useState<'route' | 'back' | 'problem' | null>(null);
  const known = useMemo(() => route.visits.map(({ record: one }) => String(one.id)), [route]);
  const [order, put, forget] = usePendingOrder(known);
  const visits = useMemo(
    () => order.flatMap((id) => route.visits.find(({ record: one }) => one.id === id) ?? []),
    [order, route],
  );
  const records = useMemo(() => visits.map((visit) => visit.record), [visits]);
  const columns = useMemo(() => columnsOf(visits), [visits]);
  const at = visits.findIndex(({ record: one }) => one.id === selected);
  const site = visits[at];
  const pending = visits.filter(({ back }) => back === 'open').map(({ record: one }) => String(one.id));
  const move = async (by: number) => {
    const next = moved(order, at, at + by);
    put(next);
    const result = await run('surveys.reorder', { inspection: inspection.id, visits: next });
    if (result.ok) return;
    forget();
    showFailure(result.error);
  };
  const drop = async () => {
    const result = await run('surveys.drop', { inspection: inspection.id });
    if (!result.ok) showFailure(result.error);
    else showDone(`已撤掉这条路线，${result.value.visits} 个项目回到待编`, { undo: true });
  };
  const writable = canWrite && isCommission;
  return (
    <section className="pane" aria-label={inspection.title ?? '路线'}>
      <div className={`panel-h ${classes.tools}`}>
        <h2 className="ell">
          {inspection.region ? regionName(inspection.region) : '全市'} {formatDay(inspection.date)}
        </h2>
        <span className="muted ell" title={inspection.team ?? undefined}>
          {[inspection.leader && `${inspection.leader}带队`, inspection.team].filter(Boolean).join('，')}
        </span>
        {writable && (
          <button
            type="button"
            className="btn sm icon-only quiet"
            aria-label="修改路线"
            title="修改日期、带队人"
            onClick={() => setDialog('route')}
          >
            <IconPencil className="icon" aria-hidden="true" />
          </button>
        )}
        {refusal && (
          <span className="yellow-fg ell" role="alert">
            {refusal}
          </span>
        )}
        <span className="right" />
        {writable && (
          <>
            <button
              type="button"
              className="btn sm icon-only"
              aria-label="上移"
              title="上移"
              disabled={at < 1}
              onClick={() => void move(-1)}
            >
              <IconArrowUp className="icon" aria-hidden="true" />
            </button>
            <button
              type="button"
              className="btn sm icon-only"
              aria-label="下移"
              title="下移"
              disabled={at < 0 || at === visits.length - 1}
              onClick={() => void move(1)}
            >
              <IconArrowDown className="icon" aria-hidden="true" />
            </button>
            <button
              type="button"
              className="btn sm"
              disabled={!site || site.record.state === 'visited'}
              title={site?.record.state === 'visited' ? '踏查过的不能撤下' : undefined}
              onClick={() =>
                site && void withdrawRecord('visit', String(site.record.id), `踏查点“${site.project.name}”`)
              }
            >
              撤下
            </button>
          </>
        )}
        {canWrite && (
          <button
            type="button"
            className="btn sm"
            disabled={!site || site.problem !== null || !String(site.record.finding ?? '').trim()}
            title={
              site?.problem
                ? '这次发现已登记为问题'
                : site && !String(site.record.finding ?? '').trim()
                  ? '先写现场情况'
                  : undefined
            }
            onClick={() => setDialog('problem')}
          >
            <IconPuzzle className="icon" aria-hidden="true" />
            {site?.problem ? '已登记问题' : '登记问题'}
          </button>
        )}
        {writable && (
          <button
            type="button"
            className="btn sm primary"
            disabled={pending.length === 0}
            onClick={() => setDialog('back')}
          >
            写回入统{pending.length > 0 && ` ${pending.length}`}
          </button>
        )}
      </div>
      {visits.length === 0 ? (
        <Empty title="这条路线上没有项目了。">
          {writable && (
            <button type="button" className="btn" onClick={() => void drop()}>
              撤掉路线
            </button>
          )}
        </Empty>
      ) : (
        <RecordGrid
          entity="visit"
          label="踏查点"
          records={records as never}
          columns={columns}
          writable={canWrite}
          selected={selected ?? undefined}
          onSelect={(row) => {
            setRefusal(null);
            setSelected(row ? String(row.id) : null);
          }}
          onRefusal={setRefusal}
          save={record}
        />
      )}
      <div className={classes.under}>
        {site ? (
          <span className="muted ell">
            {[site.project.name, site.project.owner, site.project.address, site.project.why].filter(Boolean).join('，')}
          </span>
        ) : (
          <span className="muted">填了结论或现场情况，就记作已踏查</span>
        )}
        <span className="right" />
        {writable && visits.length > 0 && visitedOf(route) === 0 && (
          <button type="button" className="link" onClick={() => void drop()}>
            撤掉这条路线
          </button>
        )}
      </div>
      {dialog === 'route' && (
        <FieldsDialog
          title="修改路线"
          entity="inspection"
          today={today}
          fields={[{ name: 'date', required: true }, { name: 'leader' }, { name: 'team' }, { name: 'note' }]}
          initial={inspection}
          confirm="保存"
          save={async (values) => {
            const title = `${inspection.region ? regionName(inspection.region) : '全市'}未入统踏查（${formatDay(String(values.date))}）`;
            const result = await run('records.revise', {
              entity: 'inspection',
              id: inspection.id,
              set: { ...values, title },
            });
            if (!result.ok) return result.error;
            showDone('路线已修改', { undo: true });
            return null;
          }}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'problem' && site && <FindingDialog site={site} today={today} onClose={() => setDialog(null)} />}
      {dialog === 'back' && <WriteBackDialog visits={pending} onClose={() => setDialog(null)} />}
    </section>
  );
}

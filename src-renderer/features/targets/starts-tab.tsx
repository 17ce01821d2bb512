import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { regions } from '../../../src-shared/catalogues/regions';
import { formatDay, formatRate, unknown } from '../../../src-shared/terms/format';
import { useStatus } from '../../app/status';
import { ChoiceGroup } from '../../components/choice-group';
import { Trouble } from '../../components/trouble';
import { useLedgerQuery } from '../../ledger-client';
import { StartList } from './start-list';
import { StartRegions } from './start-regions';
import { countsOf, passesStart, type StartFilter, startFilterLabels, startFilters, timetableRows } from './start-rows';

/** 开工时间表: the planned starts of a year by month and region, with the permit that decides and the last day to hand it in. */
export function StartsTab() {
  const status = useStatus();
  const [, navigate] = useLocation();
  const search = new URLSearchParams(useSearch());
  const today = Number((status?.today ?? '').slice(0, 4));
  const asked = search.get('year') ?? '';
  const year = /^20\d\d$/.test(asked) ? Number(asked) : today;
  const answer = useLedgerQuery('starts.timetable', status ? { year } : undefined, { keep: true });
  const rows = useMemo(() => (answer.data ? timetableRows(answer.data) : []), [answer.data]);
  if (answer.error) return <Trouble failure={answer.error.failure} retry={() => void answer.refetch()} />;
  if (!answer.data || !status) return null;
  const { asOf } = answer.data;
  const months = [...new Set(rows.map(({ planned }) => planned.slice(0, 7)))].sort();
  const month = months.find((one) => one === search.get('month')) ?? null;
  const region = search.get('region');
  const filter = startFilters.find((name) => name === search.get('show')) ?? 'open';
  const go = (next: { year?: number; month?: string | null; region?: string | null; show?: StartFilter }) => {
    const chosen = { year, month, region, show: filter, ...next };
    const query = new URLSearchParams({
      ...(chosen.year === today ? {} : { year: String(chosen.year) }),
      ...(chosen.month ? { month: chosen.month } : {}),
      ...(chosen.region ? { region: chosen.region } : {}),
      ...(chosen.show === 'open' ? {} : { show: chosen.show }),
    });
    navigate(`/dispatch/targets/starts?${query}`, { replace: true });
  };
  const ofMonth = rows.filter(({ planned }) => month === null || planned.startsWith(month));
  const placed = ofMonth.filter((row) => region === null || (row.region ?? '') === region);
  const known = new Set<string>(ofMonth.map((row) => row.region ?? ''));
  const lines = [
    ...regions.filter(({ code }) => known.has(code)).map(({ code }) => code),
    ...[...known].filter((code) => !regions.some((one) => one.code === code)),
  ].map((code) => ({
    region: code,
    counts: countsOf(
      ofMonth.filter((row) => (row.region ?? '') === code),
      asOf,
    ),
  }));
  const counts = countsOf(placed, asOf);
  return (
    <>
      <div className="bar">
        <YearPicker year={year} last={today + 1} onChange={(next) => go({ year: next, month: null })} />
        <ChoiceGroup
          label="计划开工月份"
          options={[
            { value: '', label: `全年 ${rows.length}` },
            ...months.map((one) => ({
              value: one,
              label: `${Number(one.slice(5))}月 ${rows.filter(({ planned }) => planned.startsWith(one)).length}`,
            })),
          ]}
          value={month ?? ''}
          onChange={(next) => go({ month: next || null })}
        />
      </div>
      <div className="split">
        <StartRegions
          lines={lines}
          totals={countsOf(ofMonth, asOf)}
          chosen={region}
          onChoose={(next) => go({ region: next })}
        />
        <section className="pane" aria-label="计划开工项目">
          <div className="bar">
            <ChoiceGroup
              label="按状态"
              options={startFilters.map((name) => ({
                value: name,
                label: `${startFilterLabels[name]} ${placed.filter(passesStart[name]).length}`,
              }))}
              value={filter}
              onChange={(show) => go({ show })}
            />
            <span className="right" />
            <span className="sub-fg" title={counts.due === 0 ? '还没有到期的' : '按期开工的 ÷ 到期的'}>
              兑现率{' '}
              {counts.rate === null ? unknown : `${formatRate(counts.rate)}%（${counts.punctual}/${counts.due}）`}
            </span>
          </div>
          <StartList
            rows={placed.filter(passesStart[filter])}
            withPlace={region === null}
            asOf={asOf}
            onAll={() => go({ show: 'all', region: null, month: null })}
          />
        </section>
      </div>
      <div className="foot">
        <span className="muted ell">
          兑现率＝按期开工的 ÷ 到期的，没有到期的写 {unknown}；最晚报件由计划开工日倒排，只提醒，不拦截
        </span>
        <span className="right muted">截至 {formatDay(asOf)}</span>
      </div>
    </>
  );
}

/** What was planned for an earlier year and has not begun is still to be begun. */
function YearPicker({ year, last, onChange }: { year: number; last: number; onChange: (year: number) => void }) {
  return (
    <>
      <h1 className="title">{year}年</h1>
      <button
        type="button"
        className="btn sm icon-only"
        aria-label="上一年"
        disabled={year <= 2000}
        onClick={() => onChange(year - 1)}
      >
        <IconChevronLeft className="icon" aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn sm icon-only"
        aria-label="下一年"
        disabled={year >= last}
        onClick={() => onChange(year + 1)}
      >
        <IconChevronRight className="icon" aria-hidden="true" />
      </button>
    </>
  );
}

import { permitCatalogue } from '../../src-shared/rules/permit-catalogue';
import { type RoadPermit, scheduleOfProject } from '../../src-shared/rules/road-map';
import { permitOfItem } from '../../src-shared/rules/road-map-questions';
import { addWorkdays, WorkCalendar } from '../../src-shared/rules/work-calendar';
import { type Measure, seconds } from './scratch';
import { randomOf } from './workload';

const projects = 5_000;
const today = '2018-09-16';

/** All items of the catalogue as permits of one project, some granted, some running, the rest open. */
function permitsOf(random: () => number): RoadPermit[] {
  return permitCatalogue.map((item, index): RoadPermit => {
    const share = random();
    const granted = index < 12 && share < 0.7;
    const running = !granted && share < 0.2;
    return {
      id: item.code,
      ...permitOfItem(item),
      state: granted ? 'granted' : running ? 'accepted' : 'not_started',
      planned_submit: null,
      planned_finish: null,
      actual_submit: granted || running ? `2018-0${5 + Math.floor(share * 4)}-11` : null,
      actual_finish: granted ? '2018-08-20' : null,
    };
  });
}

/** Back-scheduling of 5,000 projects with all 49 permits each, from the rows of the ledger to dates as text. */
export async function measureSchedule(): Promise<Measure[]> {
  const random = randomOf(23);
  const calendar = new WorkCalendar();
  const ledger = Array.from({ length: projects }, () => {
    const permits = permitsOf(random);
    const stops = permits
      .filter(({ state }) => state === 'accepted')
      .map(({ id }) => ({ permit: id, stopped_on: '2018-09-03', resumed_on: '2018-09-07' }));
    return { permits, stops, target: addWorkdays(calendar, '2018-11-01', Math.floor(random() * 120)) };
  });
  const start = performance.now();
  let handIns = 0;
  for (const one of ledger) {
    handIns += scheduleOfProject({ ...one, today, calendar, items: permitCatalogue }).handIns.length;
  }
  const total = seconds(start) * 1000;
  if (handIns === 0) throw new Error('the schedule found nothing to hand in');
  return [
    {
      work: `back-schedule ${projects} × ${permitCatalogue.length} permits`,
      figure: `${total.toFixed(0)} ms in all, ${(total / projects).toFixed(3)} ms a project`,
      against: '',
      ratio: '',
      aim: '≤ 2,000 ms in all',
    },
  ];
}

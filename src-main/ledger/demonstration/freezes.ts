import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import type { RegionFigures } from './figures';
import type { DemonstrationLedger } from './ledger';
import { progressId } from './records';
import { earlier, type Step } from './step';

/** The bulletin of August's second half was published when its reports were in. */
const publishedAt = '2018-09-06T09:30:00+08:00';
const published = '2018-08-H2';

/** What three secretaries first reported for August and put right after the bulletin: how much it was too much, in per cent, and why. */
const mistakes: Readonly<Record<string, { readonly share: number; readonly reason: string }>> = {
  龙潭区: { share: 12, reason: '误把设备预付款计入当月完成，按监理核定数更正' },
  蛟河市: { share: -20, reason: '漏报一个标段，按施工单位月报补报' },
  永吉县: { share: 8, reason: '县区复核，与施工合同付款凭证核对后更正' },
};

const august = '2018-08';

/** Steps of a year in which August was first reported otherwise for one project, and corrected before September's report: the end is the same. */
export function withCorrection(figures: RegionFigures, steps: readonly Step[]): Step[] {
  const mistake = mistakes[figures.name];
  const at = mistake ? steps.findIndex((step) => step.edits.some(isOfAugust)) : -1;
  const step = steps[at];
  const edit = step?.edits.findLast(isOfAugust);
  if (!mistake || !step || !edit) return [...steps];
  const { project, completed, construction } = edit.set as Reported;
  // Whole 万元, of the building alone.
  const wrong = Math.round((completed * mistake.share) / 1_000_000) * 10_000;
  const first: Edit = {
    ...edit,
    set: { ...edit.set, completed: completed + wrong, construction: construction + wrong },
  };
  const correction: Step = {
    at: earlier(figures.reportedAt, 3),
    source: '',
    edits: [
      {
        entity: 'progress',
        id: progressId(project, 8),
        set: { completed, construction, correction_reason: mistake.reason },
      },
    ],
  };
  return [
    ...steps.with(at, { ...step, edits: step.edits.map((one) => (one === edit ? first : one)) }),
    correction,
  ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

interface Reported extends Record<string, FieldValue> {
  readonly project: string;
  readonly completed: number;
  readonly construction: number;
}

function isOfAugust({ entity, set }: Edit): boolean {
  return (
    entity === 'progress' &&
    set.month === august &&
    typeof set.completed === 'number' &&
    set.completed >= 5_000_000 &&
    typeof set.construction === 'number' &&
    set.construction >= set.completed / 2
  );
}

/** Freezes the published bulletin once what comes next, at `next`, is later. */
export async function publishBefore(commission: DemonstrationLedger, next: string): Promise<void> {
  if (Date.parse(next) <= Date.parse(publishedAt)) return;
  await commission.at(publishedAt).call('bulletins.freeze', { period: published });
}

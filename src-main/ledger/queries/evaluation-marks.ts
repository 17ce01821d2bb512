import { regions } from '../../../src-shared/catalogues/regions';
import type { ScoredMark } from '../../../src-shared/contract/evaluation-values';
import { evaluationMark } from '../../../src-shared/entities/evaluation-mark';
import { samePerson } from '../../../src-shared/rules/problem-actions';
import { cityScope } from '../../../src-shared/rules/rule-book';
import { Refusal } from '../../../src-shared/terms/errors';
import type { LedgerContext } from '../context';
import type { Handler } from '../handler';
import { requirePeriod } from './bulletin-figures';
import { toRow } from './rows';
import { requireCommission } from './rubrics';

/** Marks of a period by region, in the order in which they were proposed. */
export function marksOf({ database }: Pick<LedgerContext, 'database'>, period: string): Map<string, ScoredMark[]> {
  const rows = database
    .prepare('SELECT * FROM evaluation_mark WHERE period = @period AND scope = @scope AND deleted <> 1 ORDER BY record')
    .all({ period, scope: cityScope }) as Record<string, unknown>[];
  const marks = new Map<string, ScoredMark[]>();
  for (const raw of rows) {
    const row = toRow('evaluation_mark', raw);
    if (row.region === null || row.kind === null) continue;
    const mark: ScoredMark = {
      id: row.id,
      kind: row.kind as ScoredMark['kind'],
      item: row.item ?? '',
      points: row.kind === 'veto' ? 0 : (row.points ?? 0) / 100,
      state: (row.state ?? 'proposed') as ScoredMark['state'],
      reason: row.reason ?? '',
      evidence: row.evidence ?? '',
      proposedBy: row.proposed_by ?? '',
      decidedBy: row.decided_by ?? '',
      decidedOn: row.decided_on,
    };
    marks.set(row.region, [...(marks.get(row.region) ?? []), mark]);
  }
  return marks;
}

export const proposeMark: Handler<'evaluations.propose'> = (context, input) => {
  requireCommission(context);
  requirePeriod(input.period);
  if (!regions.some(({ code }) => code === input.region)) {
    throw new Refusal('invalid_value', { label: '属地', detail: `没有“${input.region}”这个属地` });
  }
  if (input.evidence === '') throw new Refusal('missing_value', { label: '依据' });
  if (input.kind !== 'veto' && (input.points === 0 || input.points % 10 !== 0)) {
    throw new Refusal('invalid_value', { label: '分值', detail: '要大于 0，最多一位小数' });
  }
  const [made] = context.journal.commit(
    [
      {
        entity: 'evaluation_mark',
        id: null,
        set: {
          scope: cityScope,
          period: input.period,
          region: input.region,
          kind: input.kind,
          item: input.item,
          points: input.kind === 'veto' ? null : input.points,
          reason: input.reason,
          evidence: input.evidence,
          state: 'proposed',
          proposed_by: context.identity.person,
        },
      },
    ],
    { source: '考评加减分' },
  );
  if (!made) throw new Error('commit answered nothing');
  return { id: made.id };
};

export const decideMark: Handler<'evaluations.decide'> = (context, { id, approve, person }) => {
  requireCommission(context);
  const raw = context.database.prepare('SELECT * FROM evaluation_mark WHERE id = @id AND deleted <> 1').get({ id }) as
    | Record<string, unknown>
    | undefined;
  if (!raw) throw new Refusal('no_record', { entity: evaluationMark.label, id });
  const mark = toRow('evaluation_mark', raw);
  const label = (code: string) =>
    evaluationMark.fields.state.choices.find((choice) => choice.code === code)?.label ?? code;
  if (mark.state !== null && mark.state !== 'proposed') {
    throw new Refusal('mark_decided', { person: mark.decided_by ?? '', state: label(mark.state) });
  }
  if (samePerson(mark.proposed_by, person)) throw new Refusal('mark_own_decision', { person });
  context.journal.commit(
    [
      {
        entity: 'evaluation_mark',
        id,
        set: {
          state: approve ? 'approved' : 'refused',
          decided_by: person,
          decided_on: context.clock.today(),
        },
      },
    ],
    { source: '考评认定' },
  );
  return {};
};

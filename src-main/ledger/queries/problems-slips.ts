import { slip as slipEntity } from '../../../src-shared/entities/slip';
import { nextSlipNumber } from '../../../src-shared/rules/problem-numbers';
import { slipDraft } from '../../../src-shared/rules/problem-slips';
import { Refusal } from '../../../src-shared/terms/errors';
import type { Handler } from '../handler';
import type { Edit } from '../journal/edit';
import { problemFile } from './problems-show';
import { refuseStep } from './problems-steps';
import { loadRuleBook } from './rules';

const fields = ['number', 'addressee', 'issued_on', 'requests', 'reply_due'] as const;

export const issueSlip: Handler<'slips.issue'> = (context, input) => {
  const { database, journal, identity, clock } = context;
  if (identity.role === 'field') refuseStep(['督办单、提示单、联系单由项目秘书或市发改委签发']);
  const { problem, project, measures, clock: running, slips } = problemFile(context, input.problem);
  const begun = input.slip === undefined ? null : slips.find(({ id }) => id === input.slip);
  if (begun === undefined) throw new Refusal('no_record', { entity: slipEntity.label, id: input.slip ?? '' });
  const foreign = Object.keys(input.values).find((name) => !fields.some((field) => field === name));
  if (foreign !== undefined) throw new Refusal('unknown_field', { entity: slipEntity.label, field: foreign });
  const today = clock.today();
  const draft = slipDraft(input.kind, problem, measures, running, loadRuleBook(context).calendar, today);
  const given = database.prepare('SELECT number FROM slip WHERE number IS NOT NULL').pluck().all() as string[];
  const place = identity.role === 'commission' ? null : project.region;
  const typed = input.values.number;
  const number =
    typeof typed === 'string' && typed.trim() !== ''
      ? typed.trim()
      : (begun?.number ?? nextSlipNumber(given, place, today.slice(0, 4), input.kind));
  const set = {
    ...draft,
    kind: input.kind,
    issued_on: today,
    issued_by: identity.person,
    ...input.values,
    number,
  };
  const edit: Edit = begun
    ? { entity: 'slip', id: begun.id, set }
    : { entity: 'slip', id: null, set: { project: project.id, problem: problem.id, ...set } };
  const [committed] = journal.commit([edit], { source: `签发 ${number}` });
  return { id: committed?.id ?? begun?.id ?? '', number };
};

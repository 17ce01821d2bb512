import type { ProblemAction } from '../../../src-shared/contract/problem-methods';
import type { Failure } from '../../../src-shared/terms/errors';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import type { DialogField, DialogValues } from './fields-dialog';

interface StepForm {
  readonly title: string;
  readonly note?: string;
  readonly fields: readonly DialogField[];
  readonly done: string;
}

/** What each step asks for before it is taken; a step without fields is taken at once. */
export function stepForm(action: ProblemAction, people: readonly string[]): StepForm {
  switch (action) {
    case 'verify':
      return {
        title: '核实问题',
        note: '问题属实、说得清楚，写明该由谁办。',
        fields: [{ name: 'responsible_unit' }, { name: 'supporting_units' }, { name: 'request' }],
        done: '已核实',
      };
    case 'assign':
      return {
        title: '交办',
        fields: [
          { name: 'responsible_unit', required: true },
          { name: 'supporting_units' },
          { name: 'handler', label: '承办人', people },
          { name: 'promised_on', hint: '早于本层级时限的，到承诺日未办结就提级' },
        ],
        done: '已交办',
      };
    case 'handle':
      return { title: '开始办理', fields: [], done: '已开始办理' };
    case 'hand_in':
      return {
        title: '提请核验',
        note: '措施落实、佐证齐全后提请别人核验；核验期间停表。',
        fields: [
          { name: 'evidence', label: '佐证', hint: '写文件名和存放处' },
          { name: 'handler', label: '承办人', people },
          { name: 'checker', people, hint: '不能是承办人' },
        ],
        done: '已提请核验，停表',
      };
    case 'close':
      return {
        title: '销号',
        note: '您是核验人。核对四项后销号，销号后时限不再计算。',
        fields: [{ name: 'company_confirmation', label: '企业意见' }, { name: 'satisfaction' }],
        done: '已销号',
      };
    case 'return':
      return {
        title: '退回办理',
        fields: [{ name: 'return_reason', required: true }],
        done: '已退回，时限接着算',
      };
    case 'raise':
      return {
        title: '提级',
        note: '提到上一层级，时限从今天重新起算。',
        fields: [{ name: 'reason', label: '提级理由', required: true }],
        done: '已提级',
      };
    case 'request_extension':
      return {
        title: '申请延期',
        note: '批下来之前不自动提级；不同意的，等待的工作日不计。',
        fields: [
          { name: 'extension_until', required: true },
          { name: 'extension_reason', required: true },
        ],
        done: '已申请延期，待批',
      };
    case 'grant_extension':
      return {
        title: '同意延期',
        note: '由市发改委批准；领导在纸上批的，写明批准人后登记。',
        fields: [
          { name: 'extension_until', required: true },
          { name: 'extension_approver', label: '批准人', people, required: true },
        ],
        done: '已同意延期',
      };
    case 'refuse_extension':
      return {
        title: '不同意延期',
        fields: [
          { name: 'extension_approver', label: '批准人', people, required: true },
          { name: 'return_reason', label: '不同意的理由', required: true },
        ],
        done: '已登记不同意延期',
      };
    case 'shelve':
      return {
        title: '挂账',
        note: '近期解决不了的问题，须经批准，到期复核；挂账期间停表。',
        fields: [
          { name: 'shelving_reason', required: true },
          { name: 'shelving_approver', label: '批准人', people, required: true },
          { name: 'review_on', label: '复核日期', required: true },
        ],
        done: '已挂账，停表',
      };
    case 'resume':
      return { title: '恢复办理', fields: [], done: '已恢复办理' };
  }
}

/** Takes a step; the failure where it was refused. */
export async function takeStep(
  id: string,
  action: ProblemAction,
  values: DialogValues,
  done: string,
): Promise<Failure | null> {
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
  const result = await run('problems.advance', { id, action, values: filled as never });
  if (!result.ok) return result.error;
  showDone(done, { undo: true });
  return null;
}

/** Takes a step that asks for nothing; a refusal is shown at the foot. */
export async function takeStepAtOnce(id: string, action: ProblemAction, done: string): Promise<void> {
  const failure = await takeStep(id, action, {}, done);
  if (failure) showFailure(failure);
}

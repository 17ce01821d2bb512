import type { EntityName } from '../entities/entities';
import { creditCodeWarning, normaliseCreditCode } from './credit-code';
import { checkPhone } from './phone';
import { normaliseProjectCode, projectCodeWarning } from './project-code';

export interface CodeDoubt {
  readonly sentence: string;
  /** A better reading that a person may take over with one click; never taken over by itself. */
  readonly suggestion: { readonly label: string; readonly value: string } | null;
}

type Written = Readonly<Record<string, unknown>>;
type Judge = (value: string, record: Written) => CodeDoubt | null;

const word = (record: Written, name: string) => {
  const value = record[name];
  return typeof value === 'string' ? value : null;
};

/** The same code as it is kept; a doubt where it is written otherwise. */
const written = (value: string, kept: string): CodeDoubt | null =>
  kept === value.trim()
    ? null
    : { sentence: '写法不统一，不便查找。', suggestion: { label: `改为 ${kept}`, value: kept } };

const code: Judge = (value, record) => {
  const sentence = projectCodeWarning(value, {
    code_state: word(record, 'code_state'),
    approval_type: word(record, 'approval_type'),
    region: word(record, 'region'),
  });
  return sentence ? { sentence, suggestion: null } : written(value, normaliseProjectCode(value));
};

const codeState: Judge = (state, record) =>
  (state === 'pending' || state === 'none') && word(record, 'code') !== null
    ? { sentence: '项目代码已填，状态写着还没有。', suggestion: null }
    : state === 'has' && word(record, 'code') === null
      ? { sentence: '状态写着有代码，项目代码未填。', suggestion: null }
      : null;

const credit: Judge = (value) => creditCodeWarning(value) ?? written(value, normaliseCreditCode(value));

const phone: Judge = (value) => {
  const sentence = checkPhone(value);
  return sentence ? { sentence: `${sentence}。`, suggestion: null } : null;
};

const judges: Partial<Record<EntityName, Readonly<Record<string, Judge>>>> = {
  project: { code, code_state: codeState, credit_code: credit, phone },
  contact: { phone },
};

/**
 * What looks wrong with a code or a number in one field of a record: project code in both generations, GB 32100 credit code, telephone. Null
 * where nothing does, where the field is empty, and for every other field. It warns and never blocks.
 */
export function codeDoubt(entity: EntityName, field: string, record: Written): CodeDoubt | null {
  const judge = judges[entity]?.[field];
  const value = record[field];
  return judge && typeof value === 'string' && value.trim() !== '' ? judge(value, record) : null;
}

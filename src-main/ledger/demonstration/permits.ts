import catalogue from '../../../src-shared/catalogues/permits.json';
import type { FieldValue } from '../../../src-shared/entities/field';
import type { Draft } from './draft';
import type { Random } from './random';
import { plusDays } from './step';

type Fields = Record<string, FieldValue>;

const filingRoute = [
  'P106',
  'P118',
  'P119',
  'P120',
  'P110',
  'P108',
  'P204',
  'P205',
  'P206',
  'P301',
  'P303',
  'P304',
  'P305',
  'P306',
];
const verificationRoute = [
  'P103',
  'P105',
  'P118',
  'P119',
  'P109',
  'P108',
  'P112',
  'P204',
  'P205',
  'P301',
  'P303',
  'P304',
  'P305',
  'P306',
];
const approvalRoute = [
  'P103',
  'P102',
  'P104',
  'P110',
  'P119',
  'P203',
  'P204',
  'P205',
  'P301',
  'P303',
  'P304',
  'P305',
  'P306',
];
const routes = { filing: filingRoute, verification: verificationRoute, approval: approvalRoute } as const;

/** What the windows call them, shorter than the catalogue. */
const shortNames: Readonly<Record<string, string>> = {
  P118: '土地出让（供地）',
  P120: '不动产权证（土地）',
  P108: '节能审查',
  P204: '设计方案审查（联审）',
  P206: '人防审查',
  P301: '施工图设计文件审查',
  P303: '招标投标（施工、监理）',
  P305: '质量安全监督手续',
};
const departments: Readonly<Record<string, string>> = {
  P106: '发改',
  P103: '自然资源',
  P102: '发改',
  P104: '发改',
  P105: '发改',
  P118: '自然资源',
  P119: '自然资源',
  P120: '不动产登记',
  P110: '生态环境',
  P109: '生态环境',
  P108: '发改',
  P112: '水利',
  P203: '发改',
  P204: '自然资源',
  P205: '自然资源',
  P206: '人防',
  P301: '住建',
  P303: '交易中心',
  P304: '项目单位',
  P305: '质安站',
  P306: '审批局',
};

const items = new Map(catalogue.map((item) => [item.code, item]));

/** Name, department and limit of a catalogue item, as a permit carries them. */
function base(code: string): Fields {
  const item = items.get(code);
  if (!item) throw new RangeError(`no permit ${code} in the catalogue`);
  return {
    catalogue_code: code,
    name: shortNames[code] ?? item.name.replace(/[(（].*$/, ''),
    department: departments[code] ?? item.department,
    ...(item.prerequisites.length > 0 ? { prerequisites: item.prerequisites.join('、') } : {}),
    ...(item.limitUnitInLaw === '日' ? { days: item.workdays } : { workdays: item.workdays }),
  };
}

const dayLength = 86_400_000;
/** Natural days that a limit takes up, roughly: weekends come on top of working days. */
const span = (code: string) => {
  const item = items.get(code);
  return Math.max(1, Math.round((item?.workdays ?? 1) * (item?.limitUnitInLaw === '日' ? 1 : 1.4)));
};

/**
 * Permits of a project in preparation as they stand on `today`: planned backwards from the start, granted up to somewhere.
 * Empty for every other project but those that began this year, which get their main ones.
 */
export function permitsOf(draft: Draft, random: Random, today: string): Fields[] {
  if (draft.permits === 'cold-chain') return coldChainPermits();
  if (draft.lifecycle === 'construction') return grantedPermits(draft, random);
  if (draft.lifecycle !== 'preparation' || !draft.plannedStart) return [];
  const route = routes[draft.approval];
  const start = draft.plannedStart.length === 7 ? `${draft.plannedStart}-28` : draft.plannedStart;
  // Each waits for the one before; backwards from the day on which work is to begin.
  let finish = start;
  const planned = [...route].reverse().map((code) => {
    const submit = plusDays(finish, -span(code));
    const dates = { code, submit, finish };
    finish = submit;
    return dates;
  });
  // What was due is done, but for the last ones of a start that is overdue; the rest is where the plan is.
  const due = planned.filter((permit) => permit.finish <= today).length;
  const granted = draft.prepared ? route.length : Math.max(2, Math.min(due, route.length - random.between(1, 2)));
  const firstDay = planned.at(-1)?.submit ?? start;
  // What is granted was granted before today, at an even pace since the first was handed in.
  const pace = (Date.parse(today) - Date.parse(firstDay)) / dayLength / (granted + 1);
  return planned.reverse().map(({ code, submit, finish: end }, index): Fields => {
    const dates: Fields = { planned_submit: submit, planned_finish: end };
    if (index < granted) {
      const actual = plusDays(firstDay, Math.max(1, Math.floor(pace * (index + 1))));
      const late = actual >= today || pace <= 0 ? plusDays(today, -1 - (granted - index)) : actual;
      return {
        ...base(code),
        ...dates,
        state: 'granted',
        actual_submit: plusDays(late, -Math.min(span(code), 20)),
        actual_finish: late,
        document_number: documentNumber(code, random, late),
      };
    }
    if (index === granted)
      return { ...base(code), ...dates, state: 'accepted', actual_submit: plusDays(today, -random.between(2, 9)) };
    if (index === granted + 1 && random.chance(0.6)) {
      return { ...base(code), ...dates, state: 'preparing', missing_documents: '申请表待企业盖章' };
    }
    return { ...base(code), ...dates, state: 'not_started' };
  });
}

function documentNumber(code: string, random: Random, day: string): string {
  const year = day.slice(0, 4);
  const serial = random.between(11, 240);
  switch (code) {
    case 'P106':
      return `备案〔${year}〕${serial}号`;
    case 'P119':
      return `地字第${year}-${serial}号`;
    case 'P205':
      return `建字第${year}-${serial}号`;
    case 'P306':
      return `施许〔${year}〕${serial}号`;
    default:
      return `吉市审〔${year}〕${serial}号`;
  }
}

/** Those that everybody asks for, of a project that is being built; what its listing case says is missing, is missing. */
function grantedPermits(draft: Draft, random: Random): Fields[] {
  if (!draft.start) return [];
  const start = draft.start.length === 10 ? draft.start : `${draft.start}-15`;
  const reason = draft.listing?.state === 'missing' ? draft.listing.reason : null;
  const approval = draft.approval === 'filing' ? 'P106' : draft.approval === 'verification' ? 'P105' : 'P104';
  const codes = [
    ...(reason === 'B' ? [] : [approval]),
    'P118',
    'P119',
    'P110',
    'P205',
    ...(reason === 'O' ? [] : ['P306']),
  ];
  // One after the other, the last one some days before work began.
  let finish = plusDays(start, -random.between(1, 6));
  const granted = [...codes].reverse().map((code): Fields => {
    const submit = plusDays(finish, -Math.min(span(code), 15));
    const permit: Fields = {
      ...base(code),
      state: 'granted',
      actual_submit: submit,
      actual_finish: finish,
      document_number: documentNumber(code, random, finish),
    };
    finish = plusDays(submit, -random.between(3, 12));
    return permit;
  });
  return granted.reverse();
}

/** 哈达湾城市冷链物流中心, as the permit road map shows it: 7 of 14 granted, start on 2018-11-01. */
function coldChainPermits(): Fields[] {
  const granted = (code: string, submit: string, finish: string, days?: Fields): Fields => ({
    ...base(code),
    ...days,
    state: 'granted',
    planned_submit: submit,
    planned_finish: finish,
    actual_submit: submit,
    actual_finish: finish,
  });
  const open = (code: string, state: string, submit: string, finish: string, more: Fields = {}): Fields => ({
    ...base(code),
    state,
    planned_submit: submit,
    planned_finish: finish,
    ...more,
  });
  const workdays = (count: number): Fields => ({ workdays: count, days: null });
  return [
    { ...granted('P106', '2018-05-15', '2018-05-16'), document_number: '昌发改备〔2018〕41号' },
    granted('P118', '2018-05-17', '2018-06-08', workdays(45)),
    { ...granted('P119', '2018-06-11', '2018-06-15'), document_number: '地字第2018-067号' },
    granted('P120', '2018-06-11', '2018-06-28'),
    open('P110', 'accepted', '2018-08-20', '2018-10-19', {
      ...workdays(30),
      actual_submit: '2018-08-20',
    }),
    open('P108', 'preparing', '2018-09-17', '2018-10-19', { missing_documents: '能源消费量核算表' }),
    granted('P204', '2018-06-19', '2018-07-13'),
    { ...granted('P205', '2018-07-13', '2018-07-20'), document_number: '建字第2018-052号' },
    open('P206', 'not_started', '2018-09-25', '2018-10-12'),
    granted('P301', '2018-07-20', '2018-08-03'),
    open('P303', 'accepted', '2018-08-06', '2018-09-25', { ...workdays(35), actual_submit: '2018-08-06' }),
    open('P304', 'not_started', '2018-09-25', '2018-10-12', workdays(10)),
    open('P305', 'not_started', '2018-10-12', '2018-10-15'),
    open('P306', 'not_started', '2018-10-15', '2018-10-24', workdays(7)),
  ];
}

/** Stopped clocks of the permits that the road map shows, by catalogue code. */
export const coldChainStops: readonly (Fields & { readonly code: string })[] = [
  { code: 'P110', reason: 'publicity', stopped_on: '2018-08-27', resumed_on: '2018-09-07' },
  { code: 'P204', reason: 'completion', stopped_on: '2018-06-25', resumed_on: '2018-06-29' },
  { code: 'P301', reason: 'completion', stopped_on: '2018-07-25', resumed_on: '2018-07-30' },
];

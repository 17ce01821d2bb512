import type { FieldValue } from '../../../src-shared/entities/field';
import type { Edit } from '../journal/edit';
import type { Draft } from './draft';
import { demonstrationDay } from './figures';
import { randomOf } from './random';
import { type Placed, plusDays } from './step';

/** Share of the way from start to finish at which a node of the building time is planned. */
const during = { structure: 0.45, installed: 0.75, accepted: 1 } as const;
const names = { structure: '施工单位', installed: '设备厂家', accepted: '建设单位' } as const;

const day = (dayOrMonth: string, inMonth: string) =>
  dayOrMonth.length === 7 ? `${dayOrMonth}-${inMonth}` : dayOrMonth;

/** Planned and reached nodes of projects that are built or prepared; what permits and the listing case know is not told twice. */
export function nodeEdits(placed: readonly Placed[]): Edit[] {
  return placed.flatMap(({ draft, id }) =>
    nodesOf(draft).map(
      ({ code, ...rest }): Edit => ({ entity: 'node', id: null, set: { project: id, code, ...rest } }),
    ),
  );
}

interface NodeDraft extends Record<string, FieldValue> {
  readonly code: string;
}

function nodesOf(draft: Draft): NodeDraft[] {
  const random = randomOf(`nodes/${draft.name}`);
  if (draft.lifecycle === 'preparation' && draft.plannedStart) {
    const start = day(draft.plannedStart, '28');
    const cleared = plusDays(start, -random.between(30, 60));
    const funded = plusDays(start, -random.between(70, 100));
    return [
      {
        code: 'funded',
        planned: funded,
        ...(funded < plusDays(demonstrationDay, -14) ? { actual: plusDays(funded, random.between(0, 12)) } : {}),
        responsible_unit: '建设单位',
      },
      {
        code: 'cleared',
        planned: cleared,
        ...(cleared < demonstrationDay || draft.prepared ? { actual: plusDays(cleared, -random.between(0, 6)) } : {}),
        responsible_unit: `${draft.region}征收办`,
      },
      { code: 'utilities', planned: plusDays(start, -10), responsible_unit: '供电公司、水务集团' },
      { code: 'started', planned: start, responsible_unit: '建设单位' },
    ];
  }
  if (draft.lifecycle !== 'construction' || !draft.start || !draft.finish) return [];
  const start = day(draft.start, '15');
  const length = (Date.parse(day(draft.finish, '28')) - Date.parse(start)) / 86_400_000;
  const done = draft.total > 0 ? (draft.before + draft.completed) / draft.total : 0;
  return (['structure', 'installed', 'accepted'] as const).map((code): NodeDraft => {
    const planned = plusDays(start, Math.round(length * during[code]));
    const reached = planned < demonstrationDay && done > during[code] * 0.85;
    return {
      code,
      planned,
      ...(reached ? { actual: plusDays(planned, -random.between(0, 9)) } : {}),
      responsible_unit: names[code],
      ...(draft.contact ? { responsible_person: draft.contact } : {}),
    };
  });
}

import { regions } from '../../src-shared/catalogues/regions';
import { businessEntityNames, type EntityName, entityOf } from '../../src-shared/entities/entities';
import { type Field, type FieldValue, maxLengthOf } from '../../src-shared/entities/field';
import type { TestLedger } from './ledger';

/** Texts that are easily lost or changed on the way through a workbook. */
export const delicateTexts = [
  '=1+1',
  '+86 432 6000 0001',
  '-1',
  '@SUM(A1)',
  "'单引号开头",
  '第一行\n\n  第三行，前有两格',
  '中间  两格　全角',
  '00012345678901234567',
  '1e5',
  'TRUE',
  '2018-05',
  '1/2',
  '#N/A',
  '—',
  '无',
  '_x000D_ 与 _x0041_',
  '&#10; &lt; &amp;lt; <b>"引号"</b> ]]>',
  '𠮷野家😀👨‍👩‍👧',
  '\uFFFE不许出现的\uFFFF字',
  '\u200B零宽',
  '末尾零宽\u200B',
  '\u200E左右\u200F',
  '\u2060连\u00AD字\u2060',
  'a\u2028b',
  '\uE000私用区',
  '，“”：；、',
  '12,345.678',
  '50%',
  '3月',
];

const amounts = [123_456_789, 1, 0, 10_000, 99_999_999, 5_000_000_001, 900_719_925_474_099];

/** A value that the field can hold, different for different `index`. */
function sampleOf(field: Field, name: string, index: number): FieldValue {
  const amount = amounts[index % amounts.length] as number;
  const month = String((index % 12) + 1).padStart(2, '0');
  switch (field.kind) {
    case 'text':
    case 'long_text': {
      const text = delicateTexts[(index + name.length) % delicateTexts.length] as string;
      // Longer than one cell takes, with characters of two units wherever it may be cut.
      if (maxLengthOf(field) > 300_000) return `${text}${'甲😀'.repeat(30_000)}${index}`;
      return text.slice(0, maxLengthOf(field)).trim();
    }
    case 'money':
      return amount;
    case 'integer':
      return index * 7 + 1;
    case 'percent':
      return index % 101;
    case 'date':
      return `20${String(10 + (index % 20))}-${month}-${String((index % 28) + 1).padStart(2, '0')}`;
    case 'month':
      return `20${String(10 + (index % 20))}-${month}`;
    case 'day_or_month':
      return index % 2 === 0 ? `2018-${month}` : index % 5 === 1 ? '1900-01-31' : `2018-${month}-15`;
    case 'choice':
      return field.choices?.[index % field.choices.length]?.code ?? null;
    case 'choices': {
      const codes = field.choices?.map(({ code }) => code) ?? [];
      return codes.filter((_, at) => at % 2 === index % 2).slice(0, 1 + (index % 5));
    }
    case 'region':
      return regions[index % regions.length]?.code ?? null;
    case 'money_by_year':
      return { 2016: amount, [String(2017 + (index % 3))]: amount + 1 };
    case 'money_by_channel':
      return { '银行贷款（其中：专项）': amount, [`自筹.${index % 3}`]: amount + 2, '：冒号，与 空格': 1 };
    case 'reference':
      return null;
  }
}

/**
 * Fills a ledger with several records of every entity that has every field filled, texts and amounts of the awkward kind among them;
 * some are withdrawn afterwards, with others hanging on them. Returns the ids by entity.
 */
export function fillEveryField(ledger: TestLedger, perEntity = 4): Map<EntityName, string[]> {
  const { journal } = ledger.context;
  const made = new Map<EntityName, string[]>();
  let index = 0;
  for (const entity of businessEntityNames) {
    const declared = entityOf(entity);
    const ids: string[] = [];
    for (let at = 0; at < perEntity; at += 1) {
      const set: Record<string, FieldValue> = {};
      for (const [name, field] of Object.entries(declared.fields)) {
        index += 1;
        if (field.storedIn) continue;
        const others = field.entity ? made.get(field.entity as EntityName) : undefined;
        const value =
          field.kind === 'reference' ? (others?.[at % others.length] ?? null) : sampleOf(field, name, index);
        if (value !== null) set[name] = value;
      }
      if (declared.naturalKey) {
        // Every part of the key but the reference tells the records apart.
        for (const part of declared.naturalKey) {
          const field = declared.fields[part] as Field;
          if (field.kind === 'text') set[part] = `${delicateTexts[at]} ${at}`;
        }
      }
      const [committed] = journal.commit([{ entity, id: null, set }]);
      if (committed) ids.push(committed.id);
    }
    made.set(entity, ids);
  }
  const [, second, third] = made.get('project') as [string, string, string];
  journal.commit([{ entity: 'project', id: second, set: { parent: third } }]);
  for (const [entity, at] of [
    ['project', 3],
    ['problem', 3],
    ['work_log', 0],
    ['template', 1],
    ['progress', 2],
  ] as const) {
    const id = made.get(entity)?.[at];
    if (id) journal.commit([{ entity, id, set: {}, deleted: true }]);
  }
  return made;
}

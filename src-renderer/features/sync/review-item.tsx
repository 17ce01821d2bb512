import { useId, useState } from 'react';
import type { ReviewedChange } from '../../../src-shared/contract/review-methods';
import { entityOf } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatMoment } from '../../../src-shared/terms/format';
import { fieldLabel, valueText } from './conflict-words';
import styles from './review-list.module.css';

/** Fields that are shown before somebody asks for the rest: a new project has dozens. */
const shownFields = 6;

/** What the change does, in a few words: 新建手续 施工许可, 删除项目, 修改手续 施工许可. */
function whatText({ entity, isNew, title, set }: ReviewedChange): string {
  const verb = set.deleted === true ? '删除' : isNew ? '新建' : '修改';
  return `${verb}${entityOf(entity).label}${entity === 'project' ? '' : ` ${title}`}`.trim();
}

/** One change that waits: who wanted what where another value stands, and why it is not his to change. */
export function ReviewItem({
  change,
  isMarked,
  onMark,
}: {
  change: ReviewedChange;
  isMarked: boolean;
  onMark: (on: boolean) => void;
}) {
  const [whole, setWhole] = useState(false);
  const box = useId();
  const { entity, cells, person, unit, at, package: bringer, why, isNew } = change;
  const shown = whole ? cells : cells.slice(0, shownFields);
  const text = (field: string, value: FieldValue) => valueText({ entity, field }, value);
  return (
    <div className={isMarked ? `${styles.change} ${styles.chosen}` : styles.change}>
      <input
        id={box}
        type="checkbox"
        checked={isMarked}
        aria-label={`${person}：${whatText(change)}`}
        onChange={(event) => onMark(event.currentTarget.checked)}
      />
      <div>
        <div className={styles.who}>
          <label htmlFor={box}>
            <b>{person}</b> {unit}
          </label>
          <span className="muted">{formatMoment(at)}</span>
          <span className="muted ell" title={bringer}>
            {bringer}
          </span>
          <span className="right">{whatText(change)}</span>
        </div>
        <dl className={isNew ? `${styles.cells} ${styles.made}` : styles.cells}>
          {shown.map(({ field, present, wanted }) => (
            <CellWords
              key={field}
              label={fieldLabel({ entity, field })}
              present={isNew ? null : text(field, present)}
              wanted={text(field, wanted)}
            />
          ))}
        </dl>
        {cells.length > shownFields && (
          <button type="button" className="link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? '收起' : `其余 ${cells.length - shownFields} 项`}
          </button>
        )}
        <div className={styles.why}>{why}</div>
      </div>
    </div>
  );
}

/** `present` is null where the record is not here: then nothing can stand beside what is wanted. */
function CellWords({ label, present, wanted }: { label: string; present: string | null; wanted: string }) {
  return (
    <>
      <dt>{label}</dt>
      {present !== null && (
        <dd title={present}>
          <small>现在</small>
          {present}
        </dd>
      )}
      <dd title={wanted}>
        {present !== null && <small>要改成</small>}
        <b>{wanted}</b>
      </dd>
    </>
  );
}

import { IconCheck } from '@tabler/icons-react';
import { Link } from 'wouter';
import type { OutputOf } from '../../../src-shared/contract/contract';
import type { ReturnedTodo, ReturnedValue } from '../../../src-shared/contract/return-methods';
import { entityOf, isEntityName } from '../../../src-shared/entities/entities';
import type { FieldValue } from '../../../src-shared/entities/field';
import { formatDay } from '../../../src-shared/terms/format';
import { fieldLabel, valueText } from './conflict-words';
import styles from './returned.module.css';

export type Returned = OutputOf<'returns.show'>;

/** '0031' out of 昌邑-王-0031.wubao; the name itself where somebody gave it another. */
export function numberIn(name: string): string {
  return /-(\d{4,6})(?:[^\d.][^.]*)?\.wubao$/i.exec(name)?.[1] ?? name.replace(/\.wubao$/i, '');
}

/** What the newest package of the Commission brought, in three groups; the value that stands is bold. */
export function ReturnedTable({ returned }: { returned: Returned }) {
  const { settled, corrected, moreCorrected, todos } = returned;
  return (
    <table className={`table ${styles.table}`}>
      <colgroup>
        <col style={{ width: 122 }} />
        <col style={{ width: 90 }} />
        <col style={{ width: 150 }} />
        <col style={{ width: 150 }} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <th>项目</th>
          <th>字段</th>
          <th>我填的</th>
          <th>对方填的</th>
          <th>谁定的，为什么</th>
        </tr>
      </thead>
      {settled.length > 0 && (
        <tbody>
          <Group title="我的冲突，市里已裁定" count={settled.length} note="粗体为采用值" />
          {settled.map((one) => (
            <ValueRow key={one.id} one={one} />
          ))}
        </tbody>
      )}
      {corrected.length > 0 && (
        <tbody>
          <Group title="市里更正" count={corrected.length + moreCorrected} note="改前 → 改后" />
          {corrected.map((one) => (
            <ValueRow key={one.id} one={one} />
          ))}
          {moreCorrected > 0 && (
            <tr>
              <td colSpan={5} className="muted">
                另有 {moreCorrected} 处没有列出，都在各项目的历史里。
              </td>
            </tr>
          )}
        </tbody>
      )}
      {todos.length > 0 && (
        <tbody>
          <Group title="要你处理" count={todos.length} note="不处理，按现值继续" />
          {todos.map((todo) => (
            <TodoRow key={todo.id} todo={todo} />
          ))}
        </tbody>
      )}
    </table>
  );
}

function Group({ title, count, note }: { title: string; count: number; note: string }) {
  return (
    <tr className={styles.group}>
      <th scope="rowgroup" colSpan={4}>
        <b>{title}</b> {count}
      </th>
      <td className={styles.note}>{note}</td>
    </tr>
  );
}

function ValueRow({ one }: { one: ReturnedValue }) {
  const about = { entity: isEntityName(one.entity) ? one.entity : ('project' as const), field: one.field };
  const label = about.entity === 'project' ? fieldLabel(about) : `${entityOf(about.entity).label}${fieldLabel(about)}`;
  const text = (value: unknown) => valueText(about, value as FieldValue);
  const reason = [one.person, one.reason].filter(Boolean).join('：');
  const side = (value: unknown, isAdopted: boolean) => (
    <td title={text(value)} className={isAdopted ? 'strong' : 'sub-fg'}>
      {text(value)}
      {isAdopted && <span className="visually-hidden">（采用）</span>}
    </td>
  );
  return (
    <tr>
      <td title={one.title}>
        <Link to={one.to} className={styles.title}>
          {one.title}
        </Link>
      </td>
      <td title={label}>{label}</td>
      {side(one.mine, one.adopted === 'mine')}
      {side(one.theirs, one.adopted === 'theirs')}
      <td className={styles.why}>
        {one.adopted === 'other' && <b>另定 {text(one.value)}　</b>}
        {reason}
      </td>
    </tr>
  );
}

function TodoRow({ todo }: { todo: ReturnedTodo }) {
  return (
    <tr className={styles.todo}>
      <td title={todo.title}>{todo.title}</td>
      <td title={todo.kind}>{todo.kind}</td>
      <td colSpan={2} title={todo.text}>
        {todo.text}
      </td>
      <td className={styles.deed}>
        <Link className="btn sm" to={todo.to}>
          {todo.label}
        </Link>
      </td>
    </tr>
  );
}

/** What a receipt covers: '0031 及以前已全部回执'. */
export function ReceiptedLine({ returned }: { returned: Returned | undefined }) {
  const receipted = returned?.receipted;
  if (!receipted?.at)
    return <span className="muted">包用 U 盘、OA 邮箱或内网共享带给市发改委都可以，重复、迟到、乱序不会丢数</span>;
  return (
    <>
      <IconCheck className="icon muted" aria-hidden="true" />
      <span
        className="sub-fg"
        title={`${formatDay(receipted.at.slice(0, 10))}的回执，本机第 ${receipted.seq} 处改动及以前`}
      >
        {receipted.name ? `${numberIn(receipted.name)} 及以前已全部回执` : `第 ${receipted.seq} 处改动及以前已全部回执`}
      </span>
      <span className="right muted">旧值都在历史里，可恢复</span>
    </>
  );
}

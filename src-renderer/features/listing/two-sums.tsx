import { type CompletedSum, completedSums } from '../../../src-shared/rules/listing-figures';
import { formatMoneyWithUnit } from '../../../src-shared/terms/format';
import classes from './clinic.module.css';
import type { ListingFile } from './listing-file';

function months({ from, to }: CompletedSum): string {
  const [first, last] = [Number(from.slice(5)), Number(to.slice(5))];
  return first === last ? `${first}月` : `${first}至${last}月`;
}

function Sum({ name, source, sum }: { name: string; source: string; sum: CompletedSum | null }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <b>{formatMoneyWithUnit(sum?.yuan)}</b>
        <span className="muted">{sum ? `${months(sum)}，${source}` : `${source}，未填`}</span>
      </dd>
    </div>
  );
}

/** Completed this year by both sources, each with where it comes from; neither is held against the other. */
export function TwoSums({ file }: { file: ListingFile }) {
  const { dispatch, statistics } = completedSums(file.progress, file.today);
  return (
    <section aria-label="两个口径">
      <div className={classes.section}>
        <h2>本年完成投资</h2>
        <span className="muted">两个口径各记各的，互不覆盖</span>
      </div>
      <dl className={classes.sums}>
        <Sum name="统计数" source="统计部门反馈" sum={statistics} />
        <Sum name="调度数" source="项目秘书填报" sum={dispatch} />
      </dl>
    </section>
  );
}

import { Button } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronUp, IconClipboardCheck } from '@tabler/icons-react';
import type { RowLike } from './grid-types';
import { type Review, reviewWords } from './review';
import classes from './strip.module.css';

/** What a paste would do and what hinders it; nothing is written until a button here is pressed. */
export function ReviewBar<Row extends RowLike>({
  review,
  onStep,
  onWrite,
  onCancel,
}: {
  review: Review<Row>;
  onStep: (backwards: boolean) => void;
  onWrite: () => void;
  onCancel: () => void;
}) {
  const faults = review.unread + review.locked;
  const whole = faults === 0 && review.plan.beyond.rows === 0 && review.plan.beyond.columns === 0;
  const fitting = review.unread === 0 && review.locked === 0;
  return (
    <section className={classes.strip} aria-label="待粘贴">
      {whole ? (
        <IconClipboardCheck className="icon" aria-hidden="true" />
      ) : (
        <IconAlertTriangle className={`icon ${classes.warning}`} aria-hidden="true" />
      )}
      <span role="alert" className="ell">
        {reviewWords(review)}
        {review.unread > 0 && <span className="muted">红格可以直接改。</span>}
      </span>
      {faults > 0 && (
        <span className={classes.pair}>
          <button
            type="button"
            className="btn quiet sm icon-only"
            aria-label="上一处"
            title="上一处（Shift F3）"
            onClick={() => onStep(true)}
          >
            <IconChevronUp className="icon" aria-hidden="true" />
          </button>
          <button
            type="button"
            className="btn quiet sm icon-only"
            aria-label="下一处"
            title="下一处（F3）"
            onClick={() => onStep(false)}
          >
            <IconChevronDown className="icon" aria-hidden="true" />
          </button>
        </span>
      )}
      <span className="right" />
      <Button size="compact-xs" variant="subtle" onClick={onCancel} title="Esc">
        取消
      </Button>
      {review.writable > 0 && (
        <Button size="compact-xs" variant={whole ? 'filled' : 'default'} onClick={onWrite}>
          {whole
            ? `粘贴 ${review.writable} 格`
            : `只粘贴${fitting ? '放得下' : '读得懂'}的 ${review.writable.toLocaleString('zh-CN')} 格`}
        </Button>
      )}
    </section>
  );
}

import { IconCheck, IconCircle, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { Measure } from '../../../src-shared/entities/measure';
import { daysBetween } from '../../../src-shared/rules/dates';
import { formatDay } from '../../../src-shared/terms/format';
import { showDone, showFailure } from '../../components/toast';
import { run } from '../../ledger-client';
import { FieldsDialog } from './fields-dialog';
import type { KnownProblem } from './problem-data';
import classes from './problems.module.css';

/** Measures against a problem: what, by whom, by when; ticked where they are carried out. */
export function MeasuresPart({ file, today, writable }: { file: KnownProblem; today: string; writable: boolean }) {
  const { measures, problem } = file;
  const [open, setOpen] = useState<Measure | 'new' | null>(null);
  const done = measures.filter(({ done_on }) => done_on !== null).length;
  const tick = async (measure: Measure) => {
    const set = { done_on: measure.done_on === null ? today : null };
    const result = await run('records.revise', { entity: 'measure', id: measure.id, set });
    if (!result.ok) showFailure(result.error);
    else showDone(measure.done_on === null ? '措施已落实' : '改回未落实', { undo: true });
  };
  const remove = async (measure: Measure) => {
    const result = await run('records.withdraw', { entity: 'measure', id: measure.id });
    if (!result.ok) return showFailure(result.error);
    setOpen(null);
    showDone('已删除措施', { undo: true });
  };
  return (
    <section aria-label="措施">
      <h3 className={classes.partHead}>
        <span>措施</span>
        {writable && (
          <button type="button" className={`link ${classes.add}`} onClick={() => setOpen('new')}>
            <IconPlus className="icon" aria-hidden="true" />
            添加措施
          </button>
        )}
        <span className="right">{measures.length > 0 ? `${done} / ${measures.length}` : ''}</span>
      </h3>
      {measures.length === 0 ? (
        <p className={classes.quiet}>{problem.measures ?? '还没有措施。写明谁、做什么、哪天前。'}</p>
      ) : (
        <ul className={classes.measures}>
          {measures.map((measure) => (
            <li key={measure.id}>
              <button
                type="button"
                aria-pressed={measure.done_on !== null}
                aria-label={`${measure.content}，已落实`}
                className={classes.tick}
                disabled={!writable}
                onClick={() => void tick(measure)}
              >
                {measure.done_on === null ? (
                  <IconCircle className="icon" aria-hidden="true" />
                ) : (
                  <IconCheck className="icon" aria-hidden="true" />
                )}
              </button>
              {writable ? (
                <button
                  type="button"
                  className={`${classes.measure} ell`}
                  title={measure.content ?? ''}
                  aria-label={`修改措施：${measure.content}`}
                  onClick={() => setOpen(measure)}
                >
                  {measure.content}
                </button>
              ) : (
                <span className={`${classes.measure} ell`}>{measure.content}</span>
              )}
              <span className="sub-fg ell" title={measure.unit ?? ''}>
                {measure.unit}
              </span>
              <MeasureDay measure={measure} today={today} />
            </li>
          ))}
        </ul>
      )}
      {open && (
        <FieldsDialog
          title={open === 'new' ? '添加措施' : '修改措施'}
          entity="measure"
          fields={[
            { name: 'content', required: true },
            { name: 'unit' },
            { name: 'due' },
            ...(open === 'new' ? [] : [{ name: 'done_on' }]),
          ]}
          initial={open === 'new' ? { unit: problem.responsible_unit } : open}
          today={today}
          confirm={open === 'new' ? '添加' : '保存'}
          save={async (values) => {
            const result =
              open === 'new'
                ? await run('records.create', {
                    entity: 'measure',
                    set: {
                      ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
                      project: problem.project,
                      problem: problem.id,
                    } as never,
                  })
                : await run('records.revise', { entity: 'measure', id: open.id, set: values as never });
            if (!result.ok) return result.error;
            showDone(open === 'new' ? '已添加措施' : '已修改措施', { undo: true });
            return null;
          }}
          onClose={() => setOpen(null)}
        >
          {open !== 'new' && (
            <button type="button" className="btn" onClick={() => void remove(open)}>
              删除
            </button>
          )}
        </FieldsDialog>
      )}
    </section>
  );
}

function MeasureDay({ measure, today }: { measure: Measure; today: string }) {
  if (measure.done_on !== null) return <span className="num muted">{formatDay(measure.done_on)}</span>;
  if (measure.due === null) return <span className="num muted">未定</span>;
  return measure.due < today ? (
    <span className="num red-fg" title={`期限 ${formatDay(measure.due)}`}>
      逾期 {daysBetween(measure.due, today)} 天
    </span>
  ) : (
    <span className="num muted">{formatDay(measure.due)}</span>
  );
}

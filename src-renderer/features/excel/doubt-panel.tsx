import type { ImportDoubt, ImportOutcome } from '../../../src-shared/contract/excel-methods';
import { ChoiceGroup } from '../../components/choice-group';
import styles from './import.module.css';

/** Required doubts that nobody has settled yet. */
export function openDoubts(doubts: readonly ImportDoubt[]): ImportDoubt[] {
  return doubts.filter((doubt) => doubt.required && doubt.chosen === null);
}

function hintOf(doubts: readonly ImportDoubt[]): string {
  const open = openDoubts(doubts);
  if (open.length === 0) return doubts.length === 0 ? '没有要你拿主意的地方' : '按选中项写入';
  const rows = [...new Set(open.map((doubt) => doubt.row))];
  return `第 ${rows.slice(0, 3).join('、')} 行${rows.length > 3 ? '等' : ''}须先选，其余按选中项`;
}

/** What the reader was not sure of, by row and column, each with the choice that will be made unless the person makes another. */
export function DoubtPanel(props: {
  doubts: readonly ImportDoubt[];
  problems: ImportOutcome['problems'];
  /** Sentences about the whole sheet. */
  notes: readonly string[];
  /** True after 写入 was pressed too early: what is still open is marked. */
  pressed: boolean;
  onDecide: (doubt: string, choice: string) => void;
  onShow: (row: number) => void;
}) {
  const { doubts, problems, notes, pressed, onDecide, onShow } = props;
  return (
    <section className={styles.doubts} aria-label="疑问">
      <div className="bar">
        <h2>疑问 {doubts.length}</h2>
        <span className="muted">{hintOf(doubts)}</span>
      </div>
      <div className="scroll">
        <ol>
          {doubts.map((doubt) => {
            const open = doubt.required && doubt.chosen === null;
            return (
              <li key={doubt.id} data-open={open || undefined} data-doubt={doubt.id}>
                <button type="button" className={styles.place} onClick={() => onShow(doubt.row)} title="在表里看这一格">
                  第 {doubt.row} 行 {doubt.column}
                </button>
                <div>
                  <div>{doubt.message}</div>
                  {doubt.detail && <div className="muted">{doubt.detail}</div>}
                  <ChoiceGroup
                    label={`第 ${doubt.row} 行 ${doubt.column} 列：${doubt.message}`}
                    appearance="small-chips"
                    className={styles.choices}
                    options={doubt.choices.map((choice) => ({ value: choice.code, label: choice.label }))}
                    value={doubt.chosen}
                    onChange={(choice) => onDecide(doubt.id, choice)}
                  />
                  {open && pressed && (
                    <p className="red-fg" role="alert">
                      这一处须先选定，才能写入
                    </p>
                  )}
                </div>
              </li>
            );
          })}
        </ol>
        {problems.length > 0 && (
          <>
            <h3 className={styles.unread}>读不懂、不写入的格 {problems.length}</h3>
            <ol>
              {problems.map((problem) => (
                <li key={`${problem.row}:${problem.column}:${problem.message}`}>
                  <button
                    type="button"
                    className={styles.place}
                    onClick={() => onShow(problem.row)}
                    title="在表里看这一格"
                  >
                    第 {problem.row} 行 {problem.column}
                  </button>
                  <div>
                    <div className="ell" title={problem.value}>
                      “{problem.value}”
                    </div>
                    <div className="muted">{problem.message}</div>
                  </div>
                </li>
              ))}
            </ol>
          </>
        )}
        {notes.map((note) => (
          <p key={note} className={`muted ${styles.note}`}>
            {note}
          </p>
        ))}
      </div>
    </section>
  );
}

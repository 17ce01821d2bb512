import { Button, Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { stateLabel } from '../../../src-shared/rules/problem-actions';
import { levelLabel } from '../../../src-shared/rules/problem-clock';
import { type Failure, failureMessage } from '../../../src-shared/terms/errors';
import { showDone } from '../../components/toast';
import { run } from '../../ledger-client';
import { ClockMark } from './clock-mark';
import { type KnownMeeting, problemTitle } from './problem-data';
import classes from './problems.module.css';

/** Problems that the meeting may deal with; those of its own level are chosen already. */
export function CandidatesDialog({ file, onClose }: { file: KnownMeeting; onClose: () => void }) {
  const { meeting, candidates } = file;
  const [chosen, setChosen] = useState<readonly string[]>(() =>
    candidates.filter(({ clock }) => clock.level === meeting.level).map(({ problem }) => problem.id),
  );
  const [failure, setFailure] = useState<Failure | null>(null);
  const propose = async () => {
    const result = await run('meetings.propose', { meeting: meeting.id, problems: [...chosen] });
    if (!result.ok) return setFailure(result.error);
    onClose();
    showDone(`已列入 ${result.value.added} 个问题`, { undo: true });
  };
  return (
    <Modal opened onClose={onClose} title="列入问题" size={640}>
      <div className={classes.dialog}>
        {candidates.length === 0 ? (
          <p className="muted">没有到这一层级还没列入的问题。</p>
        ) : (
          <ul className={classes.candidates}>
            {candidates.map(({ problem, project, clock }) => (
              <li key={problem.id}>
                <Checkbox
                  label={`${problemTitle(problem)}，${project.name}`}
                  checked={chosen.includes(problem.id)}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked
                        ? [...chosen, problem.id]
                        : chosen.filter((one) => one !== problem.id),
                    )
                  }
                />
                <span className="right muted">
                  {levelLabel(clock.level)}，{stateLabel(problem.state)}
                </span>
                <ClockMark clock={clock} />
              </li>
            ))}
          </ul>
        )}
        {failure && (
          <div className="note red" role="alert">
            {failureMessage(failure)}
          </div>
        )}
        <div className={classes.buttons}>
          <span className="right" />
          <Button onClick={onClose}>取消</Button>
          <Button variant="filled" disabled={chosen.length === 0} onClick={() => void propose()}>
            列入 {chosen.length} 个
          </Button>
        </div>
      </div>
    </Modal>
  );
}

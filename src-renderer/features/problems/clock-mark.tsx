import { IconAlertCircle, IconClockExclamation, IconPlayerPause } from '@tabler/icons-react';
import { clockShare, clockTone, clockWords, type ProblemClock } from '../../../src-shared/rules/problem-clock';
import classes from './problems.module.css';

const icons = { over: IconAlertCircle, near: IconClockExclamation, stopped: IconPlayerPause } as const;

/** '剩 1 天' with the sign that its urgency asks for. */
export function ClockMark({ clock }: { clock: ProblemClock }) {
  const tone = clockTone(clock);
  const Icon = tone in icons ? icons[tone as keyof typeof icons] : null;
  return (
    <span className={`${classes.clock} ${classes[tone] ?? ''}`}>
      {Icon && <Icon className="icon" aria-hidden="true" />}
      {clockWords(clock)}
    </span>
  );
}

/** Time used as a bar at the foot of a card; broken where the clock stands still. */
export function ClockBar({ clock }: { clock: ProblemClock }) {
  return (
    <span className={`${classes.share} ${classes[clockTone(clock)] ?? ''}`} aria-hidden="true">
      <i style={{ width: `${clockShare(clock) * 100}%` }} />
    </span>
  );
}

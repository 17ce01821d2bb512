import type { PolicyLine } from '../../../src-shared/contract/funding-methods';
import { isClosing, windowWords } from '../../../src-shared/rules/policy-window';
import { LightShape } from '../../components/light';

/** The countdown of a window. One that nears its end carries shape and colour, one that is over stands back. */
export function WindowMark({ window }: { window: PolicyLine['window'] }) {
  const closing = isClosing(window);
  if (!closing) return <span className="muted">{windowWords(window)}</span>;
  const color = (window.days ?? 0) <= 3 ? 'red' : 'yellow';
  return (
    <span className={`light ${color}`}>
      <LightShape color={color} label="即将截止" />
      {windowWords(window)}
    </span>
  );
}

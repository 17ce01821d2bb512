import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconX } from '@tabler/icons-react';

/** Moves a line of a list up or down, or takes it out. `isFirst` and `isLast` say where it cannot go. */
export function PlaceButtons(props: {
  label: string;
  isFirst: boolean;
  isLast: boolean;
  /** One step: -1 up, 1 down. */
  onMove: (step: -1 | 1) => void;
  removeLabel: string;
  onRemove: () => void;
}) {
  const { label, isFirst, isLast, onMove, removeLabel, onRemove } = props;
  return (
    <>
      <ActionIcon size="sm" variant="subtle" aria-label={`${label}上移`} disabled={isFirst} onClick={() => onMove(-1)}>
        <IconChevronUp className="icon" aria-hidden="true" />
      </ActionIcon>
      <ActionIcon size="sm" variant="subtle" aria-label={`${label}下移`} disabled={isLast} onClick={() => onMove(1)}>
        <IconChevronDown className="icon" aria-hidden="true" />
      </ActionIcon>
      <ActionIcon size="sm" variant="subtle" aria-label={removeLabel} onClick={onRemove}>
        <IconX className="icon" aria-hidden="true" />
      </ActionIcon>
    </>
  );
}

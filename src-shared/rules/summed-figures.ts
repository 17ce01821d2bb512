/** The figures of a bulletin that count projects, as its regions have them. */
export const countedFigures = [
  'projects',
  'planned_starts',
  'started',
  'due',
  'listed',
  'signed',
  'landed',
  'preparing',
  'prepared',
  'reserve',
] as const;

/** The figures that a project adds to: counts, and two sums of money. */
export const summedFigures = [...countedFigures, 'annual_plan', 'completed'] as const;

/** Colours that a chart is drawn in; every one of them comes from the tokens. */
export interface ChartColors {
  readonly background: string;
  readonly text: string;
  readonly faint: string;
  readonly line: string;
  readonly grid: string;
  readonly plan: string;
  readonly actual: string;
  /** Shades 1 (palest) to 5. */
  readonly ramp: readonly string[];
  /** Text on the shades. */
  readonly onRamp: readonly string[];
}

const token = (style: CSSStyleDeclaration, name: string) => style.getPropertyValue(name).trim();

/** As the window stands now, light or dark. */
export function screenColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const isDark = document.documentElement.dataset.mantineColorScheme === 'dark';
  const [fg, light, dark] = [token(style, '--fg'), '#ffffff', token(style, '--gray-9')];
  return {
    background: token(style, '--bg'),
    text: token(style, '--fg-2'),
    faint: token(style, '--fg-3'),
    line: token(style, '--line-strong'),
    grid: token(style, '--chart-grid'),
    plan: token(style, '--chart-plan'),
    actual: isDark ? token(style, '--accent-fg') : token(style, '--accent'),
    ramp: [1, 2, 3, 4, 5].map((shade) => token(style, `--ramp-${shade}`)),
    onRamp: isDark ? [fg, fg, light, dark, dark] : [fg, fg, fg, light, light],
  };
}

/** For pictures that leave the program: always light, as they go onto paper. These tokens are the same in both themes. */
export function paperColors(): ChartColors {
  const style = getComputedStyle(document.documentElement);
  const [gray, petrol] = [
    (step: number) => token(style, `--gray-${step}`),
    (step: number) => token(style, `--petrol-${step}`),
  ];
  return {
    background: '#ffffff',
    text: gray(9),
    faint: gray(6),
    line: gray(3),
    grid: gray(2),
    plan: gray(5),
    actual: petrol(7),
    ramp: [petrol(0), petrol(2), petrol(3), petrol(6), petrol(7)],
    onRamp: [gray(9), gray(9), gray(9), '#ffffff', '#ffffff'],
  };
}

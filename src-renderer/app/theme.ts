import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

const petrol: MantineColorsTuple = [
  '#eef5f8',
  '#dceaf0',
  '#b9d5e0',
  '#8fbccd',
  '#639fb6',
  '#40859f',
  '#2a7089',
  '#1b5c74',
  '#144a5e',
  '#0e3747',
];
const gray: MantineColorsTuple = [
  '#f7f8f9',
  '#f0f2f4',
  '#e4e7ea',
  '#d3d8dc',
  '#b3bac1',
  '#8a939c',
  '#606973',
  '#4b545d',
  '#323a42',
  '#1d2329',
];
const dark: MantineColorsTuple = [
  '#e4e7ea',
  '#b6bec6',
  '#98a2ac',
  '#7b858f',
  '#3c454e',
  '#2a3138',
  '#1c2126',
  '#171b1f',
  '#14181c',
  '#12161a',
];

const small = { defaultProps: { size: 'xs' } };
const quick = { transitionProps: { duration: 80 } };
const floating = { defaultProps: { shadow: 'md', ...quick } };

/** Mantine theme of the pictures; surfaces, lights and chart colours stay custom properties of tokens.css. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  black: '#1d2329',
  defaultRadius: 'sm',
  colors: { petrol, gray, dark },
  fontFamily: '"Noto Sans CJK SC","Microsoft YaHei UI","PingFang SC",sans-serif',
  fontSizes: { xs: '14px', sm: '14px', md: '14px', lg: '16px', xl: '20px' },
  fontWeights: { regular: '400', medium: '400', bold: '600' },
  lineHeights: { xs: '20px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '4px', md: '6px' },
  shadows: { md: 'var(--shadow-pop)' },
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } },
  },
  cursorType: 'pointer',
  activeClassName: '',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'xs', variant: 'default' } },
    ActionIcon: { defaultProps: { size: 'md', variant: 'subtle' } },
    TextInput: small,
    Textarea: small,
    NumberInput: small,
    Select: {
      defaultProps: {
        size: 'xs',
        checkIconPosition: 'right',
        openOnFocus: false,
        comboboxProps: { shadow: 'md', ...quick },
      },
    },
    MultiSelect: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md', ...quick } } },
    Autocomplete: { defaultProps: { size: 'xs', comboboxProps: { shadow: 'md', ...quick } } },
    DateInput: { defaultProps: { size: 'xs', valueFormat: 'YYYY-MM-DD', popoverProps: { shadow: 'md', ...quick } } },
    SegmentedControl: { defaultProps: { size: 'xs', transitionDuration: 80 } },
    Tabs: small,
    Checkbox: small,
    Radio: small,
    Table: { defaultProps: { withRowBorders: true, stickyHeader: true, horizontalSpacing: 8 } },
    Drawer: {
      defaultProps: {
        position: 'right',
        size: 264,
        withOverlay: false,
        shadow: 'none',
        transitionProps: { duration: 80 },
      },
    },
    Modal: {
      defaultProps: { transitionProps: { duration: 80 }, centered: true, closeButtonProps: { 'aria-label': '关闭' } },
    },
    Popover: floating,
    // The hidden element that would take the focus first is no menu item, which a menu must have alone.
    Menu: { defaultProps: { ...floating.defaultProps, withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 80 }, multiline: true } },
  },
});

// Equal in both schemes, because the tokens themselves change with the scheme.
const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--fg)',
  '--mantine-color-bright': 'var(--fg)',
  '--mantine-color-default': 'var(--bg-field)',
  '--mantine-color-default-color': 'var(--fg)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-default-hover': 'var(--bg-hover)',
  '--mantine-color-dimmed': 'var(--fg-3)',
  '--mantine-color-placeholder': 'var(--fg-3)',
  '--mantine-color-anchor': 'var(--accent-fg)',
  '--mantine-color-error': 'var(--red-fg)',
  '--mantine-color-disabled': 'var(--bg-sunken)',
  '--mantine-color-disabled-color': 'var(--fg-3)',
  '--mantine-color-disabled-border': 'var(--line-strong)',
  '--mantine-color-petrol-filled': 'var(--accent)',
  '--mantine-color-petrol-filled-hover': 'var(--accent-hover)',
  '--mantine-color-petrol-light': 'var(--accent-soft)',
  '--mantine-color-petrol-light-hover': 'var(--accent-soft-2)',
  '--mantine-color-petrol-light-color': 'var(--accent-fg)',
  '--mantine-color-petrol-text': 'var(--accent-fg)',
  '--mantine-color-petrol-outline': 'var(--accent-fg)',
  '--mantine-primary-color-contrast': 'var(--fg-on-accent)',
};

/** Points Mantine's semantic variables at the tokens; the stock placeholder colour would fail AA. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });

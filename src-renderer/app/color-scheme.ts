import {
  localStorageColorSchemeManager,
  type MantineColorScheme,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'wubao-color-scheme' });

/** Light, dark, or as the system; remembered on this machine. `shown` is what the window shows now. */
export function useColorScheme(): {
  chosen: MantineColorScheme;
  shown: 'light' | 'dark';
  choose: (scheme: MantineColorScheme) => void;
} {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme('light');
  return { chosen: colorScheme, shown, choose: setColorScheme };
}

export const root: string;
export function appArguments(args?: readonly string[]): string[];

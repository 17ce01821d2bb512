export const root: string;
export function appArguments(args?: readonly string[], folder?: string): string[];

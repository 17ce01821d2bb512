export function brokenLayers(folder: string): Promise<{ rule: string; from: string; to: string }[]>;

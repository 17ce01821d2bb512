export interface ElectronRuntime {
  readonly kind: 'override' | 'official' | 'fallback';
  readonly dist: string;
  readonly exe: string;
  readonly version: string;
}
export function acquire(options?: { allowDownload?: boolean }): Promise<ElectronRuntime>;

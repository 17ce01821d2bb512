import { version } from '../../package.json';

/** Version of the program, as manifests and backups carry it. */
export const appVersion: string = version;

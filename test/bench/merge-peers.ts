import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { constants, DatabaseSync } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { readBase, readEdits } from './merge-work';
import { type Timed, timed } from './part';
import { columns } from './workload';

/** Another way to bring the same edits of the same devices together. */
export interface Peer {
  readonly title: string;
  /** What it keeps of an edit that another one overwrote. */
  readonly keeps: string;
  /** Writes what each device would send; answers its bytes. */
  prepare(folder: string): Promise<number>;
  merge(folder: string): Promise<Timed>;
}

const folderOfPeers = path.resolve('test', 'bench');
const requirePeer = createRequire(path.join(folderOfPeers, 'package.json'));

/** Installs the peers where they are not yet; says what went wrong, or nothing. */
export function installPeers(): string | undefined {
  if (existsSync(path.join(folderOfPeers, 'node_modules', 'yjs'))) return undefined;
  process.stderr.write('installing the peers of the merge…\n');
  const { status, error } = spawnSync('npm', ['ci', '--ignore-scripts', '--prefix', folderOfPeers], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
  return status === 0 ? undefined : `npm ci failed${error ? `: ${error.message}` : ''}`;
}

const fileOf = (folder: string, peer: string, device: number) => path.join(folder, `${peer}-${device}`);

function writeDeflated(file: string, bytes: Uint8Array): number {
  const deflated = deflateRawSync(bytes);
  writeFileSync(file, deflated);
  return deflated.length;
}

function openRows(file: string, folder: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE project (id TEXT PRIMARY KEY NOT NULL, ${columns.join(', ')})`);
  const insert = database.prepare(`INSERT INTO project VALUES (?${', ?'.repeat(columns.length)})`);
  database.exec('BEGIN');
  for (const { r, set } of readBase(folder)) insert.run(r, ...columns.map((column) => set[column] as string | number));
  database.exec('COMMIT');
  return database;
}

const sessions: Peer = {
  title: 'SQLite session changesets',
  keeps: 'no; result depends on order',
  async prepare(folder) {
    let bytes = 0;
    for (const [device, lines] of readEdits(folder).entries()) {
      const database = openRows(':memory:', folder);
      const session = database.createSession({ table: 'project' });
      const updates = new Map(
        columns.map((column) => [column as string, database.prepare(`UPDATE project SET ${column} = ? WHERE id = ?`)]),
      );
      database.exec('BEGIN');
      for (const { r, set } of lines)
        for (const column in set) updates.get(column)?.run(set[column] as string | number, r);
      database.exec('COMMIT');
      bytes += writeDeflated(fileOf(folder, 'session', device), session.changeset());
      session.close();
      database.close();
    }
    return bytes;
  },
  async merge(folder) {
    const database = openRows(path.join(folder, 'session.sqlite'), folder);
    const count = readEdits(folder).length;
    const taken = await timed(() => {
      for (let device = 0; device < count; device += 1)
        database.applyChangeset(inflateRawSync(readFileSync(fileOf(folder, 'session', device))), {
          onConflict: (kind) =>
            kind === constants.SQLITE_CHANGESET_DATA
              ? constants.SQLITE_CHANGESET_REPLACE
              : constants.SQLITE_CHANGESET_OMIT,
        });
    });
    database.close();
    return taken;
  },
};

interface SharedMap {
  get(key: string): SharedMap;
  set(key: string, value: unknown): void;
}

interface SharedDocument {
  clientID: number;
  getMap(name: string): SharedMap;
  transact(work: () => void): void;
}

interface Yjs {
  Doc: new () => SharedDocument;
  Map: new () => SharedMap;
  applyUpdate(document: SharedDocument, update: Uint8Array): void;
  encodeStateAsUpdate(document: SharedDocument, from?: Uint8Array): Uint8Array;
  encodeStateVector(document: SharedDocument): Uint8Array;
}

const yjs: Peer = {
  title: 'Yjs',
  keeps: 'no',
  async prepare(folder) {
    const { Doc, Map: SharedMapOf, applyUpdate, encodeStateAsUpdate, encodeStateVector } = requirePeer('yjs') as Yjs;
    const first = new Doc();
    first.clientID = 999;
    const rows = first.getMap('project');
    first.transact(() => {
      for (const { r, set } of readBase(folder)) {
        const row = new SharedMapOf();
        for (const column of columns) row.set(column, set[column]);
        rows.set(r, row);
      }
    });
    const base = encodeStateAsUpdate(first);
    writeFileSync(fileOf(folder, 'yjs-base', 0), base);
    let bytes = 0;
    for (const [device, lines] of readEdits(folder).entries()) {
      const own = new Doc();
      own.clientID = device + 1;
      applyUpdate(own, base);
      const before = encodeStateVector(own);
      const map = own.getMap('project');
      for (const { r, set } of lines)
        own.transact(() => {
          const row = map.get(r);
          for (const column in set) row.set(column, set[column]);
        });
      bytes += writeDeflated(fileOf(folder, 'yjs', device), encodeStateAsUpdate(own, before));
    }
    return bytes;
  },
  async merge(folder) {
    const { Doc, applyUpdate, encodeStateAsUpdate } = requirePeer('yjs') as Yjs;
    const whole = new Doc();
    whole.clientID = 500;
    applyUpdate(whole, readFileSync(fileOf(folder, 'yjs-base', 0)));
    const count = readEdits(folder).length;
    return timed(() => {
      for (let device = 0; device < count; device += 1)
        applyUpdate(whole, inflateRawSync(readFileSync(fileOf(folder, 'yjs', device))));
      const file = openSync(path.join(folder, 'yjs.saved'), 'w');
      writeSync(file, encodeStateAsUpdate(whole));
      fsyncSync(file);
      closeSync(file);
    });
  },
};

interface PouchDocument {
  _id: string;
  _rev: string;
  [name: string]: unknown;
}

interface Pouch {
  bulkDocs(documents: readonly object[], options?: { new_edits: boolean }): Promise<unknown>;
  put(document: object): Promise<{ rev: string }>;
  bulkGet(options: object): Promise<{ results: { docs: { ok: PouchDocument }[] }[] }>;
  revsDiff(wanted: Record<string, string[]>): Promise<Record<string, unknown>>;
  destroy(): Promise<void>;
  close(): Promise<void>;
}

interface PouchClass {
  new (name: string, options?: { adapter: string }): Pouch;
  plugin(adapter: unknown): void;
}

function pouchClass(): PouchClass {
  const Database = requirePeer('pouchdb') as PouchClass;
  Database.plugin(requirePeer('pouchdb-adapter-memory'));
  return Database;
}

const firstRevision = '0'.repeat(32);

const pouchRows = (folder: string) =>
  readBase(folder).map(({ r, set }) => ({
    ...set,
    _id: r,
    _rev: `1-${firstRevision}`,
    _revisions: { start: 1, ids: [firstRevision] },
  }));

const pouch: Peer = {
  title: 'PouchDB (replication protocol)',
  keeps: 'whole documents',
  async prepare(folder) {
    const Database = pouchClass();
    const rows = new Map(pouchRows(folder).map((row) => [row._id, row]));
    let bytes = 0;
    for (const [device, lines] of readEdits(folder).entries()) {
      const own = new Database(`device${device}`, { adapter: 'memory' });
      const ids = [...new Set(lines.map(({ r }) => r))];
      await own.bulkDocs(
        ids.map((id) => rows.get(id) as object),
        { new_edits: false },
      );
      const present = new Map<string, PouchDocument>(
        ids.map((id) => {
          const { _revisions, ...row } = rows.get(id) as PouchDocument;
          return [id, row as PouchDocument];
        }),
      );
      for (const { r, set } of lines) {
        const row = Object.assign(present.get(r) as PouchDocument, set);
        row._rev = (await own.put(row)).rev;
      }
      const found = await own.bulkGet({ docs: ids.map((id) => ({ id, rev: present.get(id)?._rev })), revs: true });
      const text = found.results.map(({ docs }) => JSON.stringify(docs[0]?.ok)).join('\n');
      bytes += writeDeflated(fileOf(folder, 'pouch', device), Buffer.from(text));
      await own.destroy();
    }
    return bytes;
  },
  async merge(folder) {
    const whole = new (pouchClass())(path.join(folder, 'pouch.leveldb'));
    await whole.bulkDocs(pouchRows(folder), { new_edits: false });
    const count = readEdits(folder).length;
    const taken = await timed(async () => {
      for (let device = 0; device < count; device += 1) {
        const text = inflateRawSync(readFileSync(fileOf(folder, 'pouch', device))).toString('utf8');
        const documents = text.split('\n').map((line) => JSON.parse(line) as PouchDocument);
        const missing = await whole.revsDiff(Object.fromEntries(documents.map(({ _id, _rev }) => [_id, [_rev]])));
        const wanted = documents.filter(({ _id }) => missing[_id]);
        for (let at = 0; at < wanted.length; at += 500)
          await whole.bulkDocs(wanted.slice(at, at + 500), { new_edits: false });
      }
    });
    await whole.destroy();
    return taken;
  },
};

export const peers: Readonly<Record<string, Peer>> = { sessions, yjs, pouch };

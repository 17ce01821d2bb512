import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Doorkeeper, type Sender } from '../../src-main/shell/doorkeeper';
import { FileTokens } from '../../src-main/shell/file-tokens';
import { type ShellEffects, shellHandlers } from '../../src-main/shell/shell-handlers';
import { contract, methodNames, methodOf } from '../../src-shared/contract/contract';
import { isErrorCode } from '../../src-shared/terms/errors';

const own: Sender = { address: 'app://wubao/index.html#/desk', isMainFrame: true };

/** Everything the doorkeeper did to the outside. */
let done: unknown[][];
let chosen: string[];
let tokens: FileTokens;
let doorkeeper: Doorkeeper;

const note =
  <Answer>(what: string, answer: (...args: never[]) => Answer) =>
  (...args: unknown[]): Answer => {
    done.push([what, ...args]);
    return (answer as (...args: unknown[]) => Answer)(...args);
  };

beforeEach(() => {
  done = [];
  chosen = [];
  tokens = new FileTokens();
  const effects: ShellEffects = {
    about: () => ({ version: '1', electron: '2', packaged: false }),
    chooseFiles: note('chooseFiles', async () => chosen),
    chooseSave: note('chooseSave', async () => chosen[0]),
    chooseFolder: note('chooseFolder', async () => chosen[0]),
    reveal: note('reveal', () => undefined),
    copy: note('copy', async () => undefined),
    open: note('open', async () => ''),
    printPaper: note('printPaper', async () => ({ name: '通报', bytes: new Uint8Array() })),
    lendAttachment: note('lendAttachment', async () => '/台账/opened/批复.pdf'),
    quit: note('quit', () => undefined),
    desktop: () => ({ notify: true, stayInTray: false, canNotify: true, hasTray: true }),
    reviseDesktop: note('reviseDesktop', () => undefined),
  };
  doorkeeper = new Doorkeeper({
    handlers: shellHandlers(effects, tokens),
    tokens,
    callLedger: note('ledger', async () => ({ ok: true as const, value: 'from the ledger' })),
    report: note('report', () => undefined),
  });
});

const code = async (answer: Promise<unknown>) => ((await answer) as { error?: { code: string } }).error?.code;

describe('who may speak', () => {
  it.each<[string, Sender]>([
    ['another origin', { address: 'https://example.com/', isMainFrame: true }],
    ['a look-alike origin', { address: 'app://wubao.evil/', isMainFrame: true }],
    ['a file', { address: 'file:///tmp/x.html', isMainFrame: true }],
    ['a frame inside the page', { address: 'app://wubao/', isMainFrame: false }],
    ['nobody', { address: '', isMainFrame: false }],
  ])('not %s: nothing happens, and the log has the incident', async (_name, sender) => {
    const answer = await doorkeeper.answer(sender, 'ledger.initialize', {}, undefined);
    expect(answer).toMatchObject({ ok: false, error: { code: 'unexpected', incident: expect.any(String) } });
    expect(done.map(([what]) => what)).toEqual(['report']);
    expect(doorkeeper.tokenOf(sender, '/home/u/a.xlsx')).toBeNull();
  });
});

describe('what may be said', () => {
  it.each([
    undefined,
    null,
    7,
    {},
    ['ledger.status'],
    '',
    'toString',
    '__proto__',
    'constructor',
    'ledger.status ',
    'x'.repeat(500),
  ])('no method %j', async (method) => {
    expect(await code(doorkeeper.answer(own, method, {}, undefined))).toBe('unknown_method');
    expect(done).toEqual([]);
  });
  it('no foreign kind of value, nothing too large', async () => {
    expect(await code(doorkeeper.answer(own, 'search.find', { words: new Map() }, undefined))).toBe('invalid_input');
    expect(await code(doorkeeper.answer(own, 'search.find', { words: 'x'.repeat(20_000_000) }, undefined))).toBe(
      'too_large',
    );
    expect(done).toEqual([]);
  });
  it.each([7, '', 'k'.repeat(65), {}, null])('no key %j', async (key) => {
    expect(await code(doorkeeper.answer(own, 'records.undo', {}, key))).toBe('invalid_input');
    expect(done).toEqual([]);
  });
  it('a method of the shell with input that its declaration refuses', async () => {
    for (const input of [undefined, null, {}, { purpose: 'keys' }, { purpose: 'excel', multiple: true, extra: 1 }]) {
      expect(await code(doorkeeper.answer(own, 'files.choose', input, undefined))).toBe('invalid_input');
    }
    expect(done).toEqual([]);
  });
});

describe('the way to the ledger', () => {
  it('passes method, input and key; a command without a key gets a fresh one, a query none', async () => {
    expect(await doorkeeper.answer(own, 'records.undo', {}, 'key-1')).toEqual({ ok: true, value: 'from the ledger' });
    await doorkeeper.answer(own, 'records.undo', {}, undefined);
    await doorkeeper.answer(own, 'records.undo', {}, undefined);
    await doorkeeper.answer(own, 'ledger.status', {}, undefined);
    expect(done[0]).toEqual(['ledger', 'records.undo', {}, 'key-1']);
    expect(done[1]?.[3]).toMatch(/^[0-9a-f-]{36}$/);
    expect(done[1]?.[3]).not.toBe(done[2]?.[3]);
    expect(done[3]).toEqual(['ledger', 'ledger.status', {}, undefined]);
  });

  it('puts paths in the place of tokens, in lists too', async () => {
    const one = tokens.give('/u 盘/包 一.wubao');
    const two = tokens.give('/u 盘/包 二.wubao');
    await doorkeeper.answer(own, 'packages.import', { files: [one, two], trust: 'x' }, 'k');
    await doorkeeper.answer(own, 'excel.preview', { file: one }, undefined);
    await doorkeeper.answer(own, 'bulletins.write', { period: '2018-09-H1', folder: two }, 'k');
    expect(done.map(([, , input]) => input)).toEqual([
      { files: ['/u 盘/包 一.wubao', '/u 盘/包 二.wubao'], trust: 'x' },
      { file: '/u 盘/包 一.wubao' },
      { period: '2018-09-H1', folder: '/u 盘/包 二.wubao' },
    ]);
  });

  it.each([
    ['excel.preview', { file: '/etc/passwd' }],
    ['excel.preview', { file: ['/etc/passwd'] }],
    ['excel.preview', { file: { path: '/etc/passwd' } }],
    ['backups.create', { file: null }],
    ['packages.import', { files: ['TOKEN', '/etc/passwd'] }],
    ['packages.import', { files: 'C:\\a.wubao' }],
    ['bulletins.write', { period: '2018-09-H1', folder: '/' }],
  ])('%s with %j, which no dialog gave, does not reach the ledger', async (method, input) => {
    const token = tokens.give('/given');
    const filled = JSON.parse(JSON.stringify(input).replace('TOKEN', token));
    expect(await code(doorkeeper.answer(own, method, filled, 'k'))).toBe('no_file');
    expect(done).toEqual([]);
  });

  it('turns a throw into an incident', async () => {
    const broken = new Doorkeeper({
      handlers: shellHandlers({} as ShellEffects, tokens),
      tokens,
      callLedger: () => Promise.reject(new Error('boom')),
      report: note('report', () => undefined),
    });
    expect(await broken.answer(own, 'ledger.status', {}, undefined)).toMatchObject({
      ok: false,
      error: { code: 'unexpected' },
    });
    expect(await broken.answer(own, 'app.quit', {}, undefined)).toMatchObject({
      ok: false,
      error: { code: 'unexpected' },
    });
    expect(done).toHaveLength(2);
  });
});

describe('files', () => {
  it('come as tokens and names, never as paths', async () => {
    chosen = ['/home/u/我的 文档/台账.xlsx', '/home/u/二.xls'];
    const answer = await doorkeeper.answer(own, 'files.choose', { purpose: 'excel', multiple: true }, undefined);
    expect(JSON.stringify(answer)).not.toContain('/home');
    expect(answer).toMatchObject({ ok: true, value: [{ name: '台账.xlsx' }, { name: '二.xls' }] });
    const [first] = (answer as { value: { token: string }[] }).value;
    expect(tokens.pathOf(first?.token ?? '')).toBe('/home/u/我的 文档/台账.xlsx');
  });
  it('that were not chosen are nothing', async () => {
    expect(await doorkeeper.answer(own, 'files.choose', { purpose: 'excel' }, undefined)).toEqual({
      ok: true,
      value: [],
    });
    expect(await doorkeeper.answer(own, 'files.chooseSave', { purpose: 'excel', name: '台账' }, undefined)).toEqual({
      ok: true,
      value: null,
    });
    expect(await doorkeeper.answer(own, 'files.chooseFolder', {}, undefined)).toEqual({ ok: true, value: null });
  });
  it('on a server are refused', async () => {
    chosen = ['\\\\server\\share\\a.xlsx'];
    expect(await code(doorkeeper.answer(own, 'files.choose', { purpose: 'excel' }, undefined))).toBe('unc_refused');
    expect(await code(doorkeeper.answer(own, 'files.chooseSave', { purpose: 'excel', name: 'a' }, undefined))).toBe(
      'unc_refused',
    );
    expect(await code(doorkeeper.answer(own, 'files.chooseFolder', {}, undefined))).toBe('unc_refused');
    expect(doorkeeper.tokenOf(own, '\\\\server\\share\\a.xlsx')).toBeNull();
  });
  it('are proposed under a name without any path in it', async () => {
    await doorkeeper.answer(own, 'files.chooseSave', { purpose: 'excel', name: '../../昌邑区:台账\0.xlsx' }, undefined);
    expect(done).toEqual([['chooseSave', 'excel', '.._.._昌邑区_台账_.xlsx']]);
  });
  it('that were dropped get a token; anything else gets none', () => {
    expect(tokens.pathOf(doorkeeper.tokenOf(own, '/u 盘/包.wubao') ?? '')).toBe('/u 盘/包.wubao');
    for (const path of [undefined, null, '', 7, {}, 'x'.repeat(5000)]) expect(doorkeeper.tokenOf(own, path)).toBeNull();
  });
  it('are opened only where they are documents, and shown only inside what was given', async () => {
    const folder = tokens.give('/out 夹');
    expect(await doorkeeper.answer(own, 'files.open', { token: folder, name: '通报.docx' }, undefined)).toEqual({
      ok: true,
      value: {},
    });
    expect(await doorkeeper.answer(own, 'files.reveal', { token: folder }, undefined)).toEqual({ ok: true, value: {} });
    expect(done).toEqual([
      ['open', '/out 夹/通报.docx'],
      ['reveal', '/out 夹'],
    ]);
    for (const name of ['../秘.docx', '..', 'a/b.docx', 'a\\b.docx', 'C:b.docx', '']) {
      expect(await code(doorkeeper.answer(own, 'files.open', { token: folder, name }, undefined))).toBe('no_file');
      expect(await code(doorkeeper.answer(own, 'files.reveal', { token: folder, name }, undefined))).toBe('no_file');
    }
    for (const name of ['a.exe', 'a.docx.bat', 'a.desktop', 'a']) {
      expect(await code(doorkeeper.answer(own, 'files.open', { token: folder, name }, undefined))).toBe(
        'file_unreadable',
      );
    }
    expect(await code(doorkeeper.answer(own, 'files.open', { token: '/etc/passwd' }, undefined))).toBe('no_file');
    expect(done).toHaveLength(2);
  });
});

describe('attachments', () => {
  it('are opened as the copy that the ledger lends, and only under the ending of a document or a picture', async () => {
    expect(await doorkeeper.answer(own, 'attachments.open', { id: 'a' }, undefined)).toEqual({ ok: true, value: {} });
    expect(done).toEqual([
      ['lendAttachment', 'a'],
      ['open', '/台账/opened/批复.pdf'],
    ]);
    for (const place of ['/x/批复.exe', '/x/批复.pdf.bat', '/x/批复', '/x/批复.docm', '/x/批复.html', '/x/.pdf']) {
      const lending = new Doorkeeper({
        handlers: shellHandlers(
          { lendAttachment: async () => place, open: note('open', async () => '') } as unknown as ShellEffects,
          tokens,
        ),
        tokens,
        callLedger: async () => ({ ok: true as const, value: null }),
        report: () => undefined,
      });
      expect([place, await code(lending.answer(own, 'attachments.open', { id: 'a' }, undefined))]).toEqual([
        place,
        'attachment_unsafe',
      ]);
    }
    expect(done).toHaveLength(2);
  });
  it('need tokens like all files', async () => {
    for (const [method, input] of [
      ['attachments.add', { entity: 'project', id: 'p', files: ['/etc/passwd'] }],
      ['attachments.save', { id: 'a', file: '/etc/cron.d/x' }],
      ['attachments.saveAll', { ids: ['a'], folder: '/etc' }],
    ] as const)
      expect([method, await code(doorkeeper.answer(own, method, input, 'k'))]).toEqual([method, 'no_file']);
    expect(done).toEqual([]);
  });
});

describe('registry and handlers', () => {
  it('of the shell name the same methods', () => {
    const declared = methodNames.filter((name) => methodOf(name).process === 'shell');
    expect(Object.keys(shellHandlers({} as ShellEffects, tokens)).sort()).toEqual([...declared].sort());
  });
  it('never share a name between the groups: a duplicate would hide a method', () => {
    expect(methodNames).toHaveLength(new Set(methodNames).size);
    expect(methodNames.every((name) => /^[a-z][a-zA-Z]*\.[a-zA-Z]+$/.test(name))).toBe(true);
  });
  it('list every field that is a file: one that is not listed would let a path through', () => {
    const names = /^(?:files?|folder|path|token|.*File)$/;
    for (const name of methodNames) {
      const declaration = methodOf(name);
      if (declaration.process === 'shell') continue;
      const shape = declaration.input instanceof z.ZodObject ? Object.keys(declaration.input.shape) : [];
      expect([name, shape.filter((field) => names.test(field))]).toEqual([name, [...(declaration.files ?? [])]]);
    }
  });
});

describe('any message at all', () => {
  it('gets a value for an answer, never a throw', async () => {
    const methods = fc.oneof(fc.constantFrom(...(Object.keys(contract) as string[])), fc.string(), fc.anything());
    await fc.assert(
      fc.asyncProperty(
        methods,
        fc.anything({ withDate: true, withMap: true, withBigInt: true }),
        fc.anything(),
        async (method, input, key) => {
          const answer = (await doorkeeper.answer(own, method, input, key)) as {
            ok: boolean;
            error?: { code: string };
          };
          expect(answer.ok || isErrorCode(answer.error?.code ?? '')).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
    expect(done.filter(([what]) => what === 'report')).toEqual([]);
  });
});

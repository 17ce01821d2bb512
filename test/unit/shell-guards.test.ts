import { describe, expect, it } from 'vitest';
import { FileTokens, isNetworkPath } from '../../src-main/shell/file-tokens';
import { Attempts } from '../../src-main/shell/ledger-process/attempts';
import { inspect } from '../../src-main/shell/limits';
import { isLocalAddress, isPublicAddress } from '../../src-main/shell/locks';
import { dataFolder, ledgerArgument, placesFor, unpacked } from '../../src-main/shell/places';

describe('addresses for the system browser', () => {
  it.each(['https://www.gov.cn/zhengce/', 'https://example.com:8443/a?b=c'])('%s may be opened', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  it.each([
    'http://www.gov.cn/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://name:word@example.com/',
    'ms-msdt:/id',
    'smb://server/share',
    'https://',
    '',
    `https://example.com/${'a'.repeat(3000)}`,
    null,
    {},
    7,
  ])('%j may not', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('addresses inside the window', () => {
  it('are its own, and what it made itself', () => {
    for (const address of ['app://wubao/index.html', 'data:image/png;base64,AA', 'blob:app://wubao/1'])
      expect(isLocalAddress(address, false)).toBe(true);
  });
  it('are never the network, another scheme or a file', () => {
    for (const address of [
      'http://localhost/',
      'https://a/',
      'ws://a/',
      'wss://a/',
      'ftp://a/',
      'file:///a',
      'app://other/',
      'chrome://gpu',
    ]) {
      expect(isLocalAddress(address, false)).toBe(false);
    }
  });
  it('are those of the developer tools only where these are on', () => {
    expect(isLocalAddress('devtools://devtools/bundled/a.html', true)).toBe(true);
    expect(isLocalAddress('devtools://devtools/bundled/a.html', false)).toBe(false);
  });
});

describe('a message of a window', () => {
  it('may hold what JSON can say', () => {
    expect(inspect({ a: [1, 'x', true, null, undefined, { b: {} }] })).toBe('fine');
  });
  it.each([
    new Map(),
    new Set(),
    new Date(),
    new Uint8Array(2),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    () => 1,
    Symbol('a'),
    /x/,
  ])('may not hold %s', (value) => {
    expect(inspect({ a: [value] })).toBe('not_plain');
  });
  it('may not be too deep, too long or too many', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(inspect(circle)).toBe('too_large');
    const limits = { depth: 3, values: 10, characters: 20 };
    expect(inspect([[[['deep']]]], limits)).toBe('too_large');
    expect(inspect(Array(11).fill(0), limits)).toBe('too_large');
    expect(inspect({ a: 'x'.repeat(21) }, limits)).toBe('too_large');
    expect(inspect({ ['n'.repeat(21)]: 1 }, limits)).toBe('too_large');
    expect(inspect([[['fits']]], limits)).toBe('fine');
  });
});

describe('file tokens', () => {
  it('lead to the path they were given for, and to no other', () => {
    const tokens = new FileTokens();
    const token = tokens.give('/home/u/台账 一.xlsx');
    expect(token).not.toContain('台账');
    expect(tokens.pathOf(token)).toBe('/home/u/台账 一.xlsx');
    expect(tokens.pathOf('/home/u/台账 一.xlsx')).toBeUndefined();
    expect(new FileTokens().pathOf(token)).toBeUndefined();
  });
  it('do not grow without end, and the newest stay', () => {
    const tokens = new FileTokens();
    const first = tokens.give('/first');
    let last = '';
    for (let count = 0; count < 5000; count += 1) last = tokens.give(`/${count}`);
    expect(tokens.pathOf(first)).toBeUndefined();
    expect(tokens.pathOf(last)).toBe('/4999');
  });
  it.each([
    '\\\\server\\share\\a.xlsx',
    '//server/share/a.xlsx',
    '\\\\?\\UNC\\server\\a',
    '\\\\.\\pipe\\x',
    'file://server/a',
  ])('are not given for %s', (path) => {
    expect(isNetworkPath(path)).toBe(true);
  });
  it.each(['C:\\台账\\a.xlsx', '/home/u/a.xlsx', 'D:/报送/包.wubao'])('are given for %s', (path) => {
    expect(isNetworkPath(path)).toBe(false);
  });
});

describe('places', () => {
  it('are local on every system, never roaming', () => {
    expect(
      dataFolder('win32', { LOCALAPPDATA: 'C:\\Users\\李\\AppData\\Local', APPDATA: 'R:\\Roaming' }, 'C:\\Users\\李'),
    ).toBe('C:\\Users\\李\\AppData\\Local\\wubao');
    expect(dataFolder('win32', {}, 'C:\\Users\\李')).toBe('C:\\Users\\李\\AppData\\Local\\wubao');
    expect(dataFolder('linux', { XDG_DATA_HOME: '/数据 盘' }, '/home/li')).toBe('/数据 盘/wubao');
    expect(dataFolder('linux', { XDG_DATA_HOME: 'relative' }, '/home/li')).toBe('/home/li/.local/share/wubao');
    expect(dataFolder('darwin', {}, '/Users/li')).toBe('/Users/li/Library/Application Support/wubao');
  });
  it('take the ledger that is named, whatever its path', () => {
    expect(ledgerArgument(['electron', '.', '--ledger', '/u 盘/项目 台账'], '/cwd')).toBe('/u 盘/项目 台账');
    expect(ledgerArgument(['electron', '.', '--ledger=台账'], '/cwd')).toBe('/cwd/台账');
    expect(ledgerArgument(['electron', '.', '--ledger'], '/cwd')).toBeUndefined();
    expect(ledgerArgument(['electron', '.'], '/cwd')).toBeUndefined();
  });
  it('keep the windows of two ledgers apart', () => {
    const own = placesFor('/data/wubao', undefined);
    const one = placesFor('/data/wubao', '/a');
    expect(own).toEqual({ ledger: '/data/wubao/ledger', window: '/data/wubao/window', logs: '/data/wubao/logs' });
    expect(one.ledger).toBe('/a');
    expect(new Set([own.window, one.window, placesFor('/data/wubao', '/b').window]).size).toBe(3);
  });
  it('lie beside the archive for a program that cannot look into it', () => {
    expect(unpacked('/opt/五包/resources/app.asar/out/main/ledger.cjs')).toBe(
      '/opt/五包/resources/app.asar.unpacked/out/main/ledger.cjs',
    );
    expect(unpacked('/src/out/main/ledger.cjs')).toBe('/src/out/main/ledger.cjs');
  });
});

describe('attempts', () => {
  it('run out, and come back when the oldest is past', () => {
    let now = 0;
    const attempts = new Attempts(3, 60_000, () => now);
    expect([attempts.take(), attempts.take(), attempts.take(), attempts.take()]).toEqual([true, true, true, false]);
    now = 59_999;
    expect(attempts.take()).toBe(false);
    now = 60_000;
    expect(attempts.take()).toBe(true);
  });
});

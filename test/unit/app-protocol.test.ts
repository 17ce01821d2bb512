import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contentSecurityPolicy,
  isOwnAddress,
  isPictureAddress,
  serveFile,
  servePicture,
  type WantedPicture,
} from '../../src-main/shell/app-protocol';

let outside: string;
let folder: string;
const get = (url: string, method = 'GET') => serveFile({ url, method }, folder, () => 'N0nce');

beforeAll(async () => {
  outside = await mkdtemp(path.join(tmpdir(), '窗口 文件-'));
  folder = path.join(outside, 'renderer');
  await mkdir(path.join(folder, 'assets'), { recursive: true });
  await writeFile(
    path.join(folder, 'index.html'),
    '<!doctype html><html><head><title>五包工作台</title></head></html>',
  );
  await writeFile(path.join(folder, 'assets', 'index-Ab_1.js'), 'export {}');
  await writeFile(path.join(folder, 'assets', 'secret.pem'), 'key');
  await writeFile(path.join(folder, '.sources'), 'stamp');
  await writeFile(path.join(outside, 'secret.js'), 'outside');
});
afterAll(() => rm(outside, { recursive: true, force: true }));

describe('the protocol handler', () => {
  it('serves the page with the policy and a nonce that the page can find', async () => {
    const answer = await get('app://wubao/');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-security-policy')).toBe(contentSecurityPolicy('N0nce'));
    expect(await answer.text()).toContain('<meta property="csp-nonce" nonce="N0nce">');
  });

  it('serves files of the build by their type', async () => {
    const answer = await get('app://wubao/assets/index-Ab_1.js?v=1#top');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/javascript');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('export {}');
  });

  it.each([
    'app://wubao/../secret.js',
    'app://wubao/assets/../../secret.js',
    'app://wubao/%2e%2e/secret.js',
    'app://wubao/..%2fsecret.js',
    'app://wubao/..%5csecret.js',
    'app://wubao/%5c..%5csecret.js',
    'app://wubao/assets\\..\\..\\secret.js',
    'app://wubao/assets/index-Ab_1.js%00.png',
    'app://wubao/assets/index-Ab_1.js\0.png',
    'app://wubao//secret.js',
    'app://wubao/./index.html',
    'app://wubao/.sources',
    'app://wubao/assets/secret.pem',
    'app://wubao/assets',
    'app://wubao/absent.js',
    'app://wubao/C:/Windows/win.ini',
  ])('refuses %j', async (url) => {
    const answer = await get(url);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(await answer.text()).toBe('');
  });

  it.each([
    'app://other/',
    'app://wubao.example/',
    'app://wubaox/',
    'file:///etc/passwd',
    'https://wubao/',
    'app://user@wubao/',
  ])('refuses the host or scheme of %s', async (url) => {
    expect((await get(url)).status).toBe(403);
  });

  it.each(['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    expect((await get('app://wubao/', method)).status).toBe(405);
  });
});

describe('pictures of the store', () => {
  const hash = 'a1'.repeat(32);
  let asked: WantedPicture[] = [];
  let type = 'image/png';
  const ask = (url: string, method = 'GET') => {
    asked = [];
    return servePicture({ url, method }, async (wanted) => {
      asked.push(wanted);
      return { place: path.join(outside, 'secret.js'), type };
    });
  };

  it.each(['whole', 'thumbnail'] as const)('are served by their hash alone: %s', async (size) => {
    type = 'image/png';
    const answer = await ask(`app://wubao/attachment/${size}/${hash}`);
    expect(asked).toEqual([{ size, sha256: hash }]);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(await answer.text()).toBe('outside');
  });

  it.each(['text/html', 'image/svg+xml', 'application/pdf', 'image/png; charset=x', 'text/javascript', ''])(
    'are pictures: %j is not served, whatever the ledger says',
    async (other) => {
      type = other;
      expect((await ask(`app://wubao/attachment/whole/${hash}`)).status).toBe(404);
    },
  );

  it.each([
    `app://wubao/attachment/whole/${hash}?x`,
    `app://wubao/attachment/whole/${hash}#x`,
    `app://wubao/attachment/whole/${hash}/`,
    `app://wubao/attachment/whole/${hash.toUpperCase()}`,
    `app://wubao/attachment/whole/${hash}0`,
    `app://wubao/attachment/whole/${hash.slice(1)}`,
    `app://wubao/attachment/whole/${hash}\0`,
    `app://wubao/attachment/whole/${hash}\n`,
    'app://wubao/attachment/whole/../../ledger.sqlite',
    'app://wubao/attachment/whole/%2e%2e%2fledger.sqlite',
    `app://wubao/attachment/whole/..%5c${hash}`,
    `app://wubao/attachment//whole/${hash}`,
    `app://wubao/attachment/original/${hash}`,
    `app://wubao/attachment/${hash}`,
  ])('are named to the letter: %j is refused without asking anybody', async (url) => {
    const answer = await ask(url);
    expect([answer.status, asked]).toEqual([400, []]);
  });

  it('of other hosts, by other methods, that are gone, are nothing', async () => {
    type = 'image/png';
    expect((await ask(`app://other/attachment/whole/${hash}`)).status).toBe(403);
    for (const method of ['POST', 'HEAD', 'PUT', 'OPTIONS'])
      expect([method, (await ask(`app://wubao/attachment/whole/${hash}`, method)).status, asked]).toEqual([
        method,
        405,
        [],
      ]);
    const gone = { url: `app://wubao/attachment/whole/${hash}`, method: 'GET' };
    expect((await servePicture(gone, async () => null)).status).toBe(404);
    expect((await servePicture(gone, async () => ({ place: path.join(outside, 'no.png'), type }))).status).toBe(404);
  });

  it('have a place of their own: the files of the window are not below it', async () => {
    expect(isPictureAddress(`app://wubao/attachment/whole/${hash}`)).toBe(true);
    for (const address of [
      'app://wubao/',
      'app://wubao/attachments',
      'app://wubao.x/attachment/',
      'file:///attachment/',
    ])
      expect(isPictureAddress(address)).toBe(false);
    expect((await get(`app://wubao/attachment/whole/${hash}`)).status).toBe(404);
  });
});

describe('the policy', () => {
  it('allows nothing by default, no eval, no connection, styles by nonce', () => {
    const directives = Object.fromEntries(
      contentSecurityPolicy('abc')
        .split('; ')
        .map((directive) => [directive.split(' ')[0], directive]),
    );
    expect(directives['default-src']).toBe("default-src 'none'");
    expect(directives['script-src']).toBe("script-src 'self'");
    expect(directives['style-src']).toBe("style-src 'self' 'nonce-abc'");
    expect(directives['connect-src']).toBe("connect-src 'none'");
    expect(contentSecurityPolicy('abc')).not.toMatch(/unsafe|https?:|\*/);
  });
});

describe('the own address', () => {
  it.each(['app://wubao', 'app://wubao/', 'app://wubao/index.html#/desk'])('is %s', (address) => {
    expect(isOwnAddress(address)).toBe(true);
  });
  it.each(['app://wubao.evil/', 'app://wubaox', 'APP://wubao/', 'about:blank', '', 'data:text/html,app://wubao/'])(
    'is not %j',
    (address) => {
      expect(isOwnAddress(address)).toBe(false);
    },
  );
});

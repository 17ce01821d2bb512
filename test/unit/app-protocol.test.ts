import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isOwnAddress, serveFile } from '../../src-main/shell/app-protocol';

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

// What several scripts need: where things are, how to run a tool, the system packages and the display that Electron wants.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
export const inProject = (...parts) => path.join(root, ...parts);

/** Messages go to standard error: standard output belongs to the command that was asked for. */
export const say = (message) => process.stderr.write(`${message}\n`);

/** Ends the script with a sentence instead of a stack. */
export function giveUp(message) {
  say(message);
  process.exit(1);
}

/** For steps whose failure is told by its message alone. */
export function orGiveUp(work) {
  return work.catch((error) => giveUp(error.message));
}

/** The addon of the database crashes older Nodes without a word; `npm run` puts the project's own Node 24 first in the path. */
export function requireModernNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 22 || (major === 22 && minor < 14)) {
    giveUp(`需要 Node 22.14 以上，现在是 ${process.versions.node}。请先运行 npm ci，再用 npm run 启动。`);
  }
}

/** The JavaScript file behind a tool of node_modules, so that it runs under this very Node on every system. */
export function tool(packageName, binary = packageName) {
  const folder = inProject('node_modules', packageName);
  const { bin } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  return path.join(folder, typeof bin === 'string' ? bin : bin[binary]);
}

/** Runs a tool of node_modules to its end with this terminal; returns its exit status. */
export function runTool(packageName, args, { binary } = {}) {
  return spawnSync(process.execPath, [tool(packageName, binary), ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
}

/** Arguments that start the app of a folder under any Electron. Root has no sandbox on Linux; the product never does this. */
export function appArguments(args = [], folder = root) {
  return [...(process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []), folder, ...args];
}

/** Follows a child to its end, passing Ctrl+C and termination on to it; returns the exit status. */
export function follow(command, args, options = {}) {
  const child = spawn(command, args, { stdio: 'inherit', ...options });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (status) => resolve(status ?? 1));
  });
}

// One file of each package shows whether it is there; the library is found through the loader's cache.
const systemPackages = [
  { name: 'libgtk-3-0', library: 'libgtk-3.so.0' },
  { name: 'libnss3', library: 'libnss3.so' },
  { name: 'libasound2', library: 'libasound.so.2' },
  { name: 'libgbm1', library: 'libgbm.so.1' },
  { name: 'xvfb', file: '/usr/bin/Xvfb', displayOnly: true },
  { name: 'xauth', file: '/usr/bin/xauth', displayOnly: true },
  { name: 'fonts-noto-cjk', font: 'NotoSansCJK' },
];

function missingSystemPackages() {
  const cache = spawnSync('ldconfig', ['-p'], {
    encoding: 'utf8',
    env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
  });
  const libraries = cache.stdout ?? '';
  return systemPackages
    .filter(({ library, file, font, displayOnly }) => {
      if (displayOnly && process.env.DISPLAY) return false;
      if (library) return !libraries.includes(library);
      if (file) return !existsSync(file);
      return !hasChineseFont(font);
    })
    .map(({ name }) => name);
}

/** Any Chinese font will do: a workstation in an office has its own. */
function hasChineseFont(fallback) {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (list.status === 0) return list.stdout.trim() !== '';
  const folder = '/usr/share/fonts/opentype/noto';
  return existsSync(folder) && readdirSync(folder).some((name) => name.startsWith(fallback));
}

/** Installs what Electron needs where that is possible (root on Debian and its kin), else names exactly what is missing. */
export function ensureSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = missingSystemPackages();
  if (missing.length === 0) return;
  const install = `apt-get install -y ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    giveUp(`缺少系统软件包：${missing.join('、')}。\n请管理员执行：${install}`);
  }
  say(`缺少系统软件包，正在安装：${missing.join('、')}`);
  const apt = (...args) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
      .status === 0;
  // Package lists of a fresh image are empty or old.
  apt('update', '-qq');
  if (!apt('install', '-y', '-qq', '--no-install-recommends', ...missing))
    giveUp(`系统软件包没有装上。请手工执行：${install}`);
}

/** Environment with a display: the present one, else that of a virtual screen which ends with this script. */
export async function withDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY) return { ...process.env };
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-ac'], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  process.on('exit', () => screen.kill());
  const number = await new Promise((resolve, reject) => {
    screen.once('error', reject);
    screen.once('exit', () => reject(new Error('Xvfb 没有启动')));
    let text = '';
    screen.stdio[3].on('data', (data) => {
      text += data;
      if (text.endsWith('\n')) resolve(text.trim());
    });
  });
  screen.unref();
  screen.stdio[3].unref();
  return { ...process.env, DISPLAY: `:${number}` };
}

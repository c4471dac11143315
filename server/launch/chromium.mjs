// The browser the journeys run in: the system's Chromium, installed when there is none and we may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Problem, say } from './checkout.mjs';
import { run } from './child.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** Path of a browser, or null. CHROMIUM_PATH wins, even over one that is found. */
function findChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (asked) {
    if (existsSync(asked)) return asked;
    throw new Problem(`CHROMIUM_PATH 指向的文件不存在 · no such file: ${asked}`);
  }
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)];
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find((file) => existsSync(file)) ?? null;
}

/** Without a CJK font every label is a box, and pictures and widths prove nothing. */
function hasChineseFont() {
  const listed = spawnSync('fc-list', [':lang=zh-cn', 'family'], { encoding: 'utf8' });
  return listed.status === 0 && listed.stdout.trim() !== '';
}

/** Path of a browser that can draw Chinese; installs what lacks with apt where that is possible, throws a Problem otherwise. */
export async function ensureChromium() {
  const lacking = [...(findChromium() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fonts-noto-cjk', 'fontconfig'])];
  if (lacking.length > 0) await installPackages(lacking);
  const found = findChromium();
  if (found) return found;
  throw new Problem(
    '浏览器旅程测试需要 Chromium：请安装，或用 CHROMIUM_PATH 指明 · the journeys need Chromium: install it or set CHROMIUM_PATH',
  );
}

async function installPackages(packages) {
  const canInstall = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;
  if (!canInstall) {
    say(`缺少 ${packages.join('、')}，且不能自行安装 · missing, and cannot be installed from here`);
    return;
  }
  say(`安装 ${packages.join('、')} · apt-get install`);
  const log = [];
  const apt = (...args) =>
    run('apt-get', ['-qq', '-y', ...args], { env: { DEBIAN_FRONTEND: 'noninteractive' }, onOutput: (chunk) => log.push(chunk) });
  const code = (await apt('update')) || (await apt('install', '--no-install-recommends', ...packages));
  if (code !== 0) process.stderr.write(Buffer.concat(log));
}

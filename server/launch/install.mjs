// node_modules as package-lock.json wants it: installed when it is missing or no longer fits, left alone otherwise.
import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { contentHash, inCheckout, Problem, say } from './checkout.mjs';
import { run } from './child.mjs';

const stamp = inCheckout('node_modules', '.mutu-stamp');

/** The binding is compiled for one binary interface of Node, so another Node means another install. */
const wanted = () => `${contentHash(['package-lock.json'])} ${process.versions.modules} ${process.platform}-${process.arch}`;

export async function ensureInstalled() {
  const want = wanted();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  if (!(installedByHand() && (await databaseLoads()))) await install();
  writeFileSync(stamp, want);
}

/** Somebody ran npm themselves: npm's own record of the folder names every package at the version of our lock. */
function installedByHand() {
  const record = inCheckout('node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages;
  const locked = JSON.parse(readFileSync(inCheckout('package-lock.json'), 'utf8')).packages;
  return Object.entries(locked).every(([place, { version, optional, link }]) => {
    if (place === '' || link) return true;
    return installed[place] ? installed[place].version === version : optional === true;
  });
}

/** A binding that was never built (npm 12 skips unlisted scripts in silence) shows only when it is opened. */
async function databaseLoads() {
  const code = await run(process.execPath, ['--eval', "new (require('better-sqlite3'))(':memory:').close()"], { onOutput: () => {} });
  return code === 0;
}

async function install() {
  const lacking = lackingForCompile();
  const log = [];
  say(`安装依赖（首次约一分钟） · installing dependencies (npm ci)${lacking ? `；${lacking}` : ''}`);
  const [command, ...before] = npmCommand();
  const code = await run(command, [...before, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    env: { ...headersSetting() },
    onOutput: (chunk) => log.push(chunk),
  });
  if (code === 0 && (await databaseLoads())) return;
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'mutu-install-')), 'npm.log');
  writeFileSync(file, Buffer.concat(log));
  if (lacking) throw new Problem(`安装失败 · npm ci failed：${lacking}（${file}）`);
  process.stderr.write(`${Buffer.concat(log).toString('utf8').trimEnd().split('\n').slice(-25).join('\n')}\n`);
  throw new Problem(`安装失败，完整记录在 ${file} · npm ci failed, full log there`);
}

/** npm as we were started by it, else the one beside this Node, else the one on the path. */
function npmCommand() {
  const beside = path.resolve(process.execPath, '../../lib/node_modules/npm/bin/npm-cli.js');
  const script = [process.env.npm_execpath, beside].find((file) => file?.endsWith('npm-cli.js') && existsSync(file));
  return script ? [process.execPath, script] : ['npm'];
}

const onPath = (name) =>
  (process.env.PATH ?? '').split(path.delimiter).some((folder) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.isFile());

/** Node's headers of this very Node, when the machine has them: then compiling needs no download. */
function headersSetting() {
  if (process.env.npm_config_nodedir) return {};
  const folders = [path.resolve(process.execPath, '../..'), '/usr', '/usr/local'];
  const own = folders.find((folder) => {
    const file = path.join(folder, 'include/node/node_version.h');
    if (!existsSync(file)) return false;
    return new RegExp(`define NODE_MAJOR_VERSION ${process.versions.node.split('.')[0]}\\b`).test(readFileSync(file, 'utf8'));
  });
  return own ? { npm_config_nodedir: own } : {};
}

/** SQLite's binding comes ready-made where its release page can be reached and is compiled elsewhere; one line on what compiling would lack. */
function lackingForCompile() {
  const tools = [
    ['python3', ['python3', 'python']],
    ['make', ['make', 'gmake']],
    ['g++', ['g++', 'c++', 'clang++']],
  ];
  const lacking = process.platform === 'win32' ? [] : tools.filter(([, names]) => !names.some(onPath)).map(([name]) => name);
  if (lacking.length === 0) return null;
  return `better-sqlite3 若无预编译包需本机编译，缺 ${lacking.join('、')} · to compile it, install: apt-get install -y python3 make g++`;
}

/** A package's script by its path inside node_modules, for `runNode`. */
export const packageFile = (...parts) => inCheckout('node_modules', ...parts);

/** Teaches this very process TypeScript and imports one of our files: no second process to start or to lose. */
export async function importTypeScript(file) {
  const { register } = await import('tsx/esm/api');
  register();
  return import(new URL(`../../${file}`, import.meta.url).href);
}

// The built web in dist/web: made again only when something it is made of has changed; texts stored compressed beside themselves.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { contentHash, inCheckout, Problem, say } from './checkout.mjs';
import { runNode } from './child.mjs';
import { packageFile } from './install.mjs';

const built = inCheckout('dist', 'web');
const stamp = inCheckout('dist', 'web.stamp');
const sources = ['web', 'server/domain', 'vite.config.ts', 'tsconfig.json', 'package-lock.json'];

export async function ensureWebBuilt() {
  const want = contentHash(sources);
  if (existsSync(path.join(built, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return;
  await buildWeb(want);
}

export async function buildWeb(want = contentHash(sources)) {
  const begun = Date.now();
  say('构建网页 · building the web');
  mkdirSync(inCheckout('dist'), { recursive: true });
  // Built beside and swapped in, so that a server still running never serves half a build.
  const fresh = `${built}.new-${process.pid}`;
  const old = `${built}.old-${process.pid}`;
  try {
    const log = [];
    const code = await runNode(packageFile('vite', 'bin', 'vite.js'), ['build', '--outDir', fresh, '--logLevel', 'warn'], {
      onOutput: (chunk) => log.push(chunk),
    });
    if (code !== 0) {
      process.stderr.write(Buffer.concat(log));
      throw new Problem('网页构建失败 · the web did not build');
    }
    await compressUnder(fresh);
    if (existsSync(built)) renameSync(built, old);
    renameSync(fresh, built);
    writeFileSync(stamp, want);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(old, { recursive: true, force: true });
  }
  say(`网页已构建 · web built (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

const compressible = /\.(?:js|css|html|svg|json|wasm|txt|pbf)$/;
const smallest = 1024;

/** Every text of some size gets a .br and a .gz: Node 20 cannot send brotli on the fly, and a build happens once. */
export async function compressUnder(folder) {
  const files = readdirSync(folder, { recursive: true }).map((name) => path.join(folder, String(name)));
  for (const file of files) {
    const { size } = statSync(file);
    if (!compressible.test(file) || size < smallest) continue;
    const content = readFileSync(file);
    const settings = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: size };
    const [brotli, zipped] = await Promise.all([
      promisify(brotliCompress)(content, { params: settings }),
      promisify(gzip)(content, { level: 9 }),
    ]);
    writeFileSync(`${file}.br`, brotli);
    writeFileSync(`${file}.gz`, zipped);
  }
}

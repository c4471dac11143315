// npm start: from a fresh clone, or any state after it, to a running server; quick when nothing has changed.
import { mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { inCheckout, launch, needNode, Problem, say } from './checkout.mjs';
import { interrupted, run } from './child.mjs';
import { ensureInstalled, importTypeScript } from './install.mjs';
import { ensureWebBuilt } from './web.mjs';

const host = process.env.MUTU_HOST || '127.0.0.1';
const port = process.env.MUTU_PORT || '8787';
const home = path.resolve(process.env.MUTU_HOME || inCheckout('.mutu'));
/** Folder inside the home in which demonstration counties are made. */
const making = '.making-demo';

await launch(async () => {
  interrupted.exitCode = 0;
  needNode();
  await needFreePort();
  await ensureInstalled();
  await ensureWebBuilt();
  await ensureCounties();
  const main = inCheckout('server', 'main.ts');
  // The server decides what it is by the file it was started with; here that file is imported.
  process.argv.splice(1, process.argv.length - 1, main);
  await importTypeScript('server/main.ts');
  stopWithNpm();
});

/**
 * npm hands a SIGTERM to the shell that it runs us in, and that shell ends without telling us: a service manager that stops `npm start`
 * would leave a server behind which holds the port. So when the process that started us is gone, we stop as if told to.
 */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** Asked first: minutes of preparation for a server that cannot listen would be wasted. */
async function needFreePort() {
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65535) throw new Problem(`MUTU_PORT 不是端口号 · not a port: ${port}`);
  const fault = await new Promise((resolve) => {
    const probe = net.createServer();
    probe.once('error', (error) => resolve(error));
    probe.listen(Number(port), host, () => probe.close(() => resolve(null)));
  });
  if (fault === null) return;
  if (fault.code === 'EADDRINUSE')
    throw new Problem(`端口 ${port} 已被占用，请用 MUTU_PORT 另选 · port ${port} is in use, choose another with MUTU_PORT`);
  throw new Problem(`不能监听 ${host}:${port} · cannot listen: ${fault.code}`);
}

/**
 * An empty home gets the demonstration counties. They are made aside and moved in when complete, so that a start
 * which was interrupted leaves an empty home, not a half-filled one that would count as somebody's data.
 */
async function ensureCounties() {
  mkdirSync(home, { recursive: true });
  const aside = path.join(home, making);
  if (readdirSync(home).some((name) => name !== making)) return;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside);
  say('生成演示县（虚构数据） · making the demonstration counties');
  const begun = Date.now();
  const code = await run(process.execPath, ['--import', 'tsx', inCheckout('server', 'cli.ts'), 'demo'], {
    env: { MUTU_HOME: aside },
    onStdout: (chunk) => process.stderr.write(chunk),
  });
  if (code !== 0) throw new Problem(`演示县未能生成（退出码 ${code}） · the demonstration counties could not be made`);
  for (const name of readdirSync(aside)) renameSync(path.join(aside, name), path.join(home, name));
  rmdirSync(aside);
  say(`演示县已生成 · demonstration counties made (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

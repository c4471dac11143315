// Whether the server still answers while large files are imported over HTTP: /healthz asked all the while, and the memory of the process.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdtempSync, openAsBlob, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { UploadReply } from '#domain/upload.ts';
import { accountsCsvOf } from './account-rows.ts';
import { parcelShapefile } from './bureau-shapefile.ts';
import type { BenchTable } from './measure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const county = '330723';
const parcels = 20_000;
const accountRows = Number(process.env['MUTU_BENCH_ROWS'] ?? 1_000_000);
const largeBytes = 900_000_000;

interface Aside {
  readonly address: string;
  readonly process: ChildProcess;
  /** Largest memory since the last asking, in MB. */
  peakMegabytes(): number;
}

export async function bench(table: BenchTable): Promise<void> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'mutu-bench-busy-'));
  const server = await serve(path.join(home, 'record'));
  try {
    writeFileSync(path.join(home, '宗地.zip'), parcelShapefile(parcels).zip);
    writeFileSync(path.join(home, '台账.csv'), accountsCsvOf(accountRows));
    await large(path.join(home, '大表.csv'));
    await one(table, server, path.join(home, '宗地.zip'), 'parcels', `${parcels} parcels`);
    await one(table, server, path.join(home, '台账.csv'), 'accounts', `${accountRows} account rows`);
    server.peakMegabytes();
    const slow = await asking(server, () => send(server, path.join(home, '大表.csv'), 'accounts'));
    table.record('sending 900 MB: /healthz at worst', [slow.worst], 'ms', { limit: 1000 });
    table.record('sending 900 MB: memory of the server', [server.peakMegabytes()], 'MB', { note: slow.result.status });
  } finally {
    server.process.kill('SIGTERM');
    await once(server.process, 'exit');
    rmSync(home, { recursive: true, force: true });
  }
}

async function one(table: BenchTable, server: Aside, file: string, subject: string, what: string): Promise<void> {
  server.peakMegabytes();
  const tried = await asking(server, () => send(server, file, subject));
  if (tried.result.status !== 'ready') throw new Error(JSON.stringify(tried.result.issues.first.slice(0, 3)));
  const committed = await asking(server, () => post(server, `/api/uploads/${tried.result.id}/commit`));
  if (committed.result.status !== 'committed') throw new Error(JSON.stringify(committed.result));
  for (const [step, { worst, p99, milliseconds }] of Object.entries({ trial: tried, commit: committed })) {
    table.record(`${what}, ${step}`, [milliseconds], 'ms');
    table.record(`${what}, ${step}: /healthz at worst`, [worst], 'ms', { limit: 1000, note: `p99 ${p99.toFixed(0)} ms` });
  }
  table.record(`${what}: memory of the server`, [server.peakMegabytes()], 'MB');
}

async function serve(home: string): Promise<Aside> {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'server', 'main.ts')], {
    env: { ...process.env, MUTU_HOME: home, MUTU_PORT: '0' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  for await (const chunk of child.stderr) {
    said += String(chunk);
    const address = /http:\/\/\S+/.exec(said)?.[0];
    if (address) return { address, process: child, peakMegabytes: peakOf(child.pid!) };
  }
  throw new Error(said);
}

/** The high-water mark of a process, put back at each asking. */
function peakOf(pid: number): () => number {
  return () => {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return Number(line) / 1024;
  };
}

interface Asked<T> {
  readonly result: T;
  readonly milliseconds: number;
  readonly worst: number;
  readonly p99: number;
}

async function healthy(server: Aside): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      await (await fetch(`${server.address}/healthz`)).text();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Asks /healthz over and over while `work` is done. */
async function asking<T>(server: Aside, work: () => Promise<T>): Promise<Asked<T>> {
  const over = new AbortController();
  const waits: number[] = [];
  const ask = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const begun = performance.now();
      // A server that was busy for longer than it keeps connections closes them: whoever waits asks again, and goes on waiting.
      await healthy(server);
      waits.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const begun = performance.now();
  const asked = ask();
  const result = await work();
  const milliseconds = performance.now() - begun;
  over.abort();
  await asked;
  const sorted = waits.toSorted((a, b) => a - b);
  return { result, milliseconds, worst: sorted.at(-1)!, p99: sorted[Math.floor(sorted.length * 0.99)]! };
}

/** Sends a file and waits until it was tried. */
async function send(server: Aside, file: string, subject: string): Promise<UploadReply> {
  const form = new FormData();
  form.set('county', county);
  form.set('countyName', '基准县');
  form.set('subject', subject);
  form.set('file', await openAsBlob(file), path.basename(file));
  let upload = await reply<UploadReply>(await fetch(`${server.address}/api/uploads?wait=0`, { method: 'POST', body: form }));
  while (upload.status === 'reading') upload = await reply<UploadReply>(await fetch(`${server.address}/api/uploads/${upload.id}?wait=20`));
  return upload;
}

async function post(server: Aside, address: string): Promise<UploadReply> {
  return reply<UploadReply>(await fetch(`${server.address}${address}`, { method: 'POST' }));
}

async function reply<T>(response: Response): Promise<T> {
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

/** A table of 900 MB that nobody can take: too many rows. */
async function large(file: string): Promise<void> {
  const out = createWriteStream(file);
  out.write('统一社会信用代码,企业名称,年度,税收实际贡献(万元)\n');
  const lines = '91330723MA00000001,武义县某某五金制品有限公司,2021,12.5\n'.repeat(20_000);
  const bytes = Buffer.byteLength(lines);
  for (let written = 0; written + bytes < largeBytes; written += bytes) if (!out.write(lines)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
}

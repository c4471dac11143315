// The importer's door: one file in, records and issues out, or a refusal that says why. Runs in a thread of its own with limits.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { startWorker } from '../worker.ts';
import { sizeOf } from './file-content.ts';
import type { IntakeInput, IntakeOutcome } from './intake.ts';
import type { IntakeJob } from './intake-worker.ts';
import { limits, timeLimit } from './limits.ts';
import { type OutcomeMessage, OutcomeReceiver } from './outcome-transfer.ts';
import { createReport } from './report.ts';

/** Room for what is made and dropped row by row: with the usual 48 MB the collector would run most of the time. */
const youngMegabytes = 160;

/** Reads one file. Never throws for what a file holds (only when it is called off): one that cannot be read, hangs a parser or eats the memory is refused with issues. */
export async function intakeFile(
  input: IntakeInput,
  bounds: {
    readonly milliseconds?: number;
    readonly heapMegabytes?: number;
    readonly memoryMegabytes?: number;
    readonly signal?: AbortSignal;
  } = {},
): Promise<IntakeOutcome> {
  const scratch = await mkdtemp(join(tmpdir(), 'mutu-intake-'));
  const job: IntakeJob = { input: slim(input), limits: { ...limits }, scratch };
  const worker = startWorker(new URL('./intake-worker.ts', import.meta.url), job, {
    resourceLimits: { maxOldGenerationSizeMb: bounds.heapMegabytes ?? limits.heapMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  let ended: string | (() => IntakeOutcome);
  try {
    ended = await outcomeOf(
      worker,
      bounds.milliseconds ?? timeLimit(sizeOf(input.bytes)),
      bounds.memoryMegabytes ?? limits.memoryMegabytes,
      bounds.signal,
    );
  } finally {
    await worker.terminate();
    // However the thread ended, nothing of the file stays behind.
    await rm(scratch, { recursive: true, force: true });
  }
  // The thread's memory is free by now.
  return typeof ended === 'string' ? refused(input, ended) : ended();
}

/** Only what the checks need is copied to the thread: callers may hand over whole records. */
function slim(input: IntakeInput): IntakeInput {
  const { context } = input;
  return {
    ...input,
    context: {
      county: context.county,
      bounds: context.bounds,
      region: context.region ?? null,
      townships: context.townships.map(({ code, name, shape }) => ({ code, name, shape: shape ?? null })),
      blocks: context.blocks.map(({ code, name, shape }) => ({ code, name, shape: shape ?? null })),
      parcels: context.parcels.map(({ code, shape, area = null, measured = null }) => ({ code, shape, area, measured })),
    },
  };
}

/** The outcome, or in words why there is none. */
function outcomeOf(worker: Worker, milliseconds: number, megabytes: number, signal?: AbortSignal): Promise<(() => IntakeOutcome) | string> {
  return new Promise((resolve, reject) => {
    const before = process.memoryUsage.rss();
    const timer = setTimeout(() => settle(`读取超过 ${Math.round(milliseconds / 1000)} 秒仍未完成，已中止`), milliseconds);
    // Buffers and WebAssembly are no part of the thread's heap; only the process as a whole tells of them.
    const watch = setInterval(() => {
      if (process.memoryUsage.rss() - before > megabytes * 1_048_576) settle(`读取时内存超过上限（${megabytes} MB），已中止`);
    }, 250);
    const settle = (result: (() => IntakeOutcome) | string) => {
      clearTimeout(timer);
      clearInterval(watch);
      resolve(result);
    };
    // Whoever called it off does not wait for the parser.
    signal?.addEventListener(
      'abort',
      () => {
        reject(signal.reason as Error);
        settle('');
      },
      { once: true },
    );
    const receiver = new OutcomeReceiver();
    worker.on('message', (message: OutcomeMessage) => {
      const outcome = receiver.take(message);
      if (outcome) settle(outcome);
    });
    worker.on('error', (error: Error & { readonly code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return settle('内容展开后超过内存上限');
      // Whatever a parser stumbles over, the file was not taken and the server goes on; what it was is in the message, for us to mend.
      settle(`解析失败（${`${error.name} ${error.message}`.slice(0, 200)}）`);
    });
    worker.on('exit', (code) => settle(`解析程序意外中止（${code}）`));
  });
}

async function refused(input: IntakeInput, reason: string): Promise<IntakeOutcome> {
  // All parsers come with it, which a server that refuses nothing does not need.
  const { menderOf } = await import('./intake-here.ts');
  const report = createReport(input.importId, input.name, input.subject ? menderOf(input.subject) : '我们');
  report.refuse({ kind: 'file-unreadable', message: `${reason}，文件未导入，没有任何一行写入；请拆分或重新导出后再传。` });
  return {
    taken: false,
    subject: input.subject,
    issues: report.issues(),
    detected: { format: null, encoding: null, crs: null, tables: [], samples: [] },
  };
}

// The thread that prints: draws a job and sends the file on in pieces as it grows, so that the serving thread keeps answering.
import { setImmediate } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../../../worker.ts';
import { drawParcelSheet, planSheet } from './parcel-drawer.ts';
import type { SheetWork } from './lot-map.ts';
import { openPen, type Pen } from './pen.ts';
import { planOf } from './plan.ts';
import type { PressWord, PrintJob } from './press-message.ts';
import { drawWallMap, mapTitle } from './wall-map.ts';

const say = (word: PressWord): void => parentPort?.postMessage(word);

function titleOf(job: PrintJob): string {
  if (job.kind === 'map') return job.order.title ?? mapTitle(job.picture);
  return `${job.picture.county.name}一地一档（${job.sheets.length} 宗）`;
}

async function printSheets(pen: Pen, { picture, order, sheets }: Extract<PrintJob, { kind: 'sheets' }>): Promise<void> {
  const work: SheetWork = { pen, picture, plan: planOf(picture), order, counting: false };
  const plans = sheets.map((sheet) => planSheet(work, sheet));
  const total = plans.reduce((sum, { pages }) => sum + pages, 0);
  let page = 0;
  for (const [done, sheet] of sheets.entries()) {
    say({ say: 'progress', done, total: sheets.length });
    drawParcelSheet(work, sheet, plans[done]!.mapHigh, () => {
      page += 1;
      return `第 ${page} / ${total} 页`;
    });
    // Finished pages leave the thread before the next are drawn.
    await setImmediate();
  }
}

async function print(job: PrintJob): Promise<void> {
  const { picture, order } = job;
  const pen = openPen({
    title: titleOf(job),
    subject: picture.policy ? `${picture.policy.title} · ${picture.policy.status}` : picture.county.name,
    keywords: `视图 ${order.viewHash}，数据版本 ${picture.dataVersion}`,
    made: new Date(order.madeAt),
  });
  const finished = new Promise<void>((resolve, reject) => {
    pen.doc.on('data', (piece: Buffer) => say({ say: 'piece', bytes: new Uint8Array(piece) }));
    pen.doc.once('end', resolve);
    pen.doc.once('error', reject);
  });
  if (job.kind === 'map') drawWallMap(pen, picture, planOf(picture), job.order);
  else await printSheets(pen, job);
  pen.end();
  await finished;
}

try {
  await print(workerInput<PrintJob>());
  say({ say: 'done' });
} catch (error) {
  // Whoever waits gets the reason rather than a dead thread.
  say({ say: 'fault', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}

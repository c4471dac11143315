// The thread that prints: draws a job and sends the file on in pieces as it grows, so that the serving thread keeps answering.
import { parentPort } from 'node:worker_threads';
import { workerInput } from '../../../worker.ts';
import { openPen } from './pen.ts';
import { planOf } from './plan.ts';
import type { PressWord, PrintJob } from './press-message.ts';
import { drawWallMap, mapTitle } from './wall-map.ts';

const say = (word: PressWord): void => parentPort?.postMessage(word);

async function print({ picture, order }: PrintJob): Promise<void> {
  const pen = openPen({
    title: order.title ?? mapTitle(picture),
    subject: picture.policy ? `${picture.policy.title} · ${picture.policy.status}` : picture.county.name,
    keywords: `视图 ${order.viewHash}，数据版本 ${picture.dataVersion}`,
    made: new Date(order.madeAt),
  });
  const finished = new Promise<void>((resolve, reject) => {
    pen.doc.on('data', (piece: Buffer) => say({ say: 'piece', bytes: new Uint8Array(piece) }));
    pen.doc.once('end', resolve);
    pen.doc.once('error', reject);
  });
  drawWallMap(pen, picture, planOf(picture), order);
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

// Printing: asks for a PDF, follows how far it is, and gives up when told to.
import { getJson, postFileReply } from './client.ts';
import { Problem } from './problem.ts';

export interface MapPrint {
  readonly view: string;
  readonly paper: string;
  readonly orientation: string;
  /** 1:N; left out: fitted. */
  readonly scale?: number;
  /** county, parcels, or west,south,east,north. */
  readonly extent: string;
  readonly title?: string;
  readonly review?: string;
  readonly source?: string;
  readonly insets: '0' | '1';
}
export type SheetsPrint = Pick<MapPrint, 'view' | 'review' | 'source'>;

export interface PrintProgress {
  readonly state: 'waiting' | 'printing';
  readonly done: number;
  /** 0: not known. */
  readonly total: number;
}

export interface Printed {
  readonly file: Blob;
  readonly name: string;
}

const askEvery = 500;

function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function follow(job: string, signal: AbortSignal, tell: (progress: PrintProgress) => void): Promise<void> {
  while (!signal.aborted) {
    await waited(askEvery, signal);
    if (signal.aborted) return;
    try {
      tell(await getJson<PrintProgress>(`/api/print/progress/${job}`, signal));
    } catch (error) {
      // Not begun yet, over already, or the line is down: the file itself tells how it ended.
      if (!(error instanceof Problem) && !(error instanceof DOMException)) throw error;
    }
  }
}

async function printed(
  path: string,
  body: MapPrint | SheetsPrint,
  signal: AbortSignal,
  tell: (progress: PrintProgress) => void,
): Promise<Printed> {
  const job = crypto.randomUUID();
  const over = new AbortController();
  const following = follow(job, AbortSignal.any([signal, over.signal]), tell);
  try {
    return await postFileReply(path, { ...body, job }, signal);
  } finally {
    over.abort();
    await following;
  }
}

export function printMap(body: MapPrint, signal: AbortSignal, tell: (progress: PrintProgress) => void): Promise<Printed> {
  return printed('/api/print/map.pdf', body, signal, tell);
}

export function printSheets(body: SheetsPrint, signal: AbortSignal, tell: (progress: PrintProgress) => void): Promise<Printed> {
  return printed('/api/print/parcels.pdf', body, signal, tell);
}

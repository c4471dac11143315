// What the thread that prints is given and what it says: pieces of the file in order, how far it is, how it ended.
import type { PrintOrder } from '#domain/print/order.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';

/** What is printed; pages in the order given. */
export interface PrintJob {
  readonly kind: 'map';
  readonly picture: MapPicture;
  readonly order: PrintOrder;
}

export type PressWord =
  | { readonly say: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly say: 'progress'; readonly done: number; readonly total: number }
  | { readonly say: 'done' }
  | { readonly say: 'fault'; readonly reason: string };

// What the thread that prints is given and what it says: pieces of the file in order, how far it is, how it ended.
import type { PrintOrder } from '#domain/print/order.ts';
import type { MapPicture } from '../../../atlas/print/map-picture.ts';
import type { ParcelSheet } from '../../../atlas/print/parcel-sheet.ts';

/** Choices for the sheets of parcels. */
export interface SheetsOrder extends Pick<PrintOrder, 'reviewNumber' | 'source' | 'viewHash' | 'madeAt'> {
  /** Names of all lots by index, for the neighbours on the maps. */
  readonly names: readonly string[];
}

/** What is printed: a wall map, or the sheets of parcels in the order given. */
export type PrintJob =
  | { readonly kind: 'map'; readonly picture: MapPicture; readonly order: PrintOrder }
  | { readonly kind: 'sheets'; readonly picture: MapPicture; readonly order: SheetsOrder; readonly sheets: readonly ParcelSheet[] };

export type PressWord =
  | { readonly say: 'piece'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly say: 'progress'; readonly done: number; readonly total: number }
  | { readonly say: 'done' }
  | { readonly say: 'fault'; readonly reason: string };

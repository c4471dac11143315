// A drawing that encloses no land one could rely on, and what it would be mended to: proposed and kept, applied only when asked.
import type { MicroMu } from '../units.ts';
import type { MultiPolygon } from './geometry.ts';

export const drawingFaults = ['self-crossing', 'spike', 'hole-outside'] as const;
export type DrawingFault = (typeof drawingFaults)[number];

export interface DrawingRepair {
  /** 宗地代码 of the parcel. */
  readonly parcel: string;
  readonly sheet: string | null;
  readonly row: number;
  readonly faults: readonly DrawingFault[];
  readonly before: MultiPolygon;
  readonly after: MultiPolygon;
  /** Ground that the drawing fills as it stands (even-odd), and that of the mended one. */
  readonly areaBefore: MicroMu;
  readonly areaAfter: MicroMu;
  /** The record holds the mended drawing; otherwise the one that was sent. */
  readonly applied: boolean;
}

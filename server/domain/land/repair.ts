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

export const repairDecisions = ['accept', 'reject'] as const;
/** accept: the record takes the mended drawing; reject: it keeps, or gets back, the one that was sent. */
export type RepairDecision = (typeof repairDecisions)[number];

export interface RepairAct {
  readonly act: RepairDecision;
  readonly reason: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** Which drawing the record holds now; other: a later file drew the parcel anew; gone: the parcel is not in the record any more. */
export type DrawingHeld = 'before' | 'after' | 'other' | 'gone';

export interface RepairStanding {
  readonly held: DrawingHeld;
  /** The last decision; null while nobody decided. */
  readonly last: RepairAct | null;
}

/** Open: asked about and not decided; what a later file drew anew needs no decision. */
export function isOpenRepair({ held, last }: RepairStanding): boolean {
  return held === 'before' && last?.act !== 'reject';
}

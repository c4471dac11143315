// What counts as lying side by side when land is bought in blocks.

export const barrierKinds = ['road', 'water', 'zone', 'township', 'block'] as const;
/** road: 道路中线; water: 水面; zone, township, block: 规划分区、乡镇、工业区块的边界. */
export type BarrierKind = (typeof barrierKinds)[number];

export interface AdjacencySettings {
  /** Parcels on both sides of a gap up to this many metres (a road, a ditch) still lie side by side. */
  readonly gapM: number;
  /** Metres of boundary that two parcels must share at least. */
  readonly minSharedM: number;
  /** What no block may cross. */
  readonly barriers: readonly BarrierKind[];
}

/** A lane or a ditch is no border; a corner is. */
export const defaultAdjacency: AdjacencySettings = { gapM: 10, minSharedM: 10, barriers: [] };

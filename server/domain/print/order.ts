// What is to be printed and how: the choices of whoever prints, beside the view.
import type { Bounds } from '../land/geometry.ts';
import type { Orientation, Paper } from './paper.ts';

/** What the main map shows: the county, the parcels that the view keeps, or a box. */
export type PrintExtent = 'county' | 'parcels' | Bounds;

export interface PrintOrder {
  readonly paper: Paper;
  readonly orientation: Orientation;
  /** 1:N; null: the largest round scale at which the extent fits. */
  readonly denominator: number | null;
  readonly extent: PrintExtent;
  /** Null: made from county, year and fill. */
  readonly title: string | null;
  /** 审图号; null when there is none: the map is then marked as for use inside the office. */
  readonly reviewNumber: string | null;
  /** Who made the map and from what. */
  readonly source: string | null;
  readonly insets: boolean;
  readonly viewHash: string;
  /** The instant of printing, ISO. */
  readonly madeAt: string;
}

/** Land shown without a review number must not leave the office (地图管理条例). */
export const unreviewedWords = '未经审图，仅供内部工作使用';

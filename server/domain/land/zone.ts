// Planning zones (规划分区): drawn areas whose name becomes a fact of the parcels inside them.
import type { SourcePlace } from '../source.ts';
import type { CountyCode } from './codes.ts';
import type { MultiPolygon } from './geometry.ts';

/** A zone of a county; identity within the county is its name. */
export interface Zone {
  readonly county: CountyCode;
  readonly name: string;
  readonly kind: string | null;
  readonly shape: MultiPolygon;
  readonly source: SourcePlace;
}

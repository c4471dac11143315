// Parcels that a firm without land may stand on: the same scores as for a parcel's firms, asked the other way round.
import type { MicroMu } from '../units.ts';
import { CandidateFinder, type KnownFirm, type MatchScore } from './match-candidates.ts';
import type { Parcel } from '../land/parcel.ts';

export interface ParcelCandidate {
  readonly code: string;
  readonly holder: string | null;
  readonly holderUscc: string | null;
  readonly location: string | null;
  readonly registeredArea: MicroMu | null;
  readonly score: MatchScore;
  readonly reasons: readonly string[];
}

/** The best parcels, best first (ties: lower code). `placeNames`: names of the county and its townships, which tell no firm from another. */
export function parcelCandidates(
  firm: KnownFirm,
  parcels: Iterable<Parcel>,
  placeNames: readonly string[],
  most: number,
): ParcelCandidate[] {
  const finder = new CandidateFinder([firm], placeNames);
  const found: ParcelCandidate[] = [];
  for (const { code, holder, holderUscc, location, registeredArea, township, shape } of parcels) {
    const [one] = finder.find({ uscc: holderUscc, name: holder, address: location, township, shape }, 1);
    if (one) found.push({ code, holder, holderUscc, location, registeredArea, score: one.score, reasons: one.reasons });
  }
  return found.sort((a, b) => b.score.total - a.score.total || (a.code < b.code ? -1 : 1)).slice(0, most);
}

// The matching of a county at one version, with the records it was made from: what the matching desk shows.
import type { Parcel } from '../land/parcel.ts';
import type { Account, Firm, Tenure } from './firm.ts';
import { CandidateFinder } from './match-candidates.ts';
import { decidedMatches, type MatchDecision } from './match-decisions.ts';
import { matchFirms, type Matching } from './match.ts';

/** What files and people stated: accounts under the codes as written. */
export interface MatchRecords {
  readonly parcels: readonly Parcel[];
  readonly firms: readonly Firm[];
  readonly accounts: readonly Account[];
  readonly tenures: readonly Tenure[];
  readonly matchDecisions: readonly MatchDecision[];
}

export interface MatchState {
  readonly records: MatchRecords;
  readonly matching: Matching;
  readonly finder: CandidateFinder;
  /** Names of the county and its townships, with and without their kind. */
  readonly placeNames: readonly string[];
}

/** `places`: names of the county and its townships, which tell no firm from another. */
export function matchState(records: MatchRecords, places: readonly string[]): MatchState {
  const known = records.firms.map(({ uscc, name, address, township, position }) => ({
    uscc,
    name,
    address: address ?? null,
    township,
    position: position ?? null,
  }));
  const placeNames = places.flatMap((name) => [name, name.replace(/([县市区镇乡]|街道)$/u, '')]);
  return {
    records,
    matching: matchFirms({ ...records, decided: decidedMatches(records.matchDecisions) }),
    finder: new CandidateFinder(known, placeNames),
    placeNames,
  };
}

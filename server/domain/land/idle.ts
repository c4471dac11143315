// When a parcel is suspected of standing idle (疑似闲置). Only a person's decision makes it idle (认定).
import type { Firm } from '../firms/firm.ts';
import { wholeMonthsBetween, type IsoDate } from '../period.ts';
import type { IdleDecision } from '../county-data.ts';
import type { Parcel } from './parcel.ts';

/** Months without production after supply that are nobody's fault when no dates were agreed. */
const GRACE_MONTHS = 12;
/** Months of halt from which a plant counts as halted (半年以上). */
const HALT_MONTHS = 6;

/** Whether a parcel is idle, since when, and what says so. */
export interface Idleness {
  readonly state: 'none' | 'suspected' | 'decided';
  readonly since: IsoDate | null;
  readonly basis: string | null;
}

const notIdle: Idleness = { state: 'none', since: null, basis: null };

/** Supplied, known not to produce, and past what was agreed (or past a year where nothing was agreed). */
function neverProduced(parcel: Parcel, asOf: IsoDate): Idleness | null {
  if (parcel.productionStart.state !== 'not-started' || parcel.supplyDate === null || parcel.supplyDate > asOf) return null;
  const since = parcel.supplyDate;
  if (parcel.agreedCompletion !== null) {
    return asOf > parcel.agreedCompletion ? { state: 'suspected', since, basis: `约定 ${parcel.agreedCompletion} 竣工，至今未投产` } : null;
  }
  const from = parcel.agreedStart ?? parcel.supplyDate;
  if (from > asOf || wholeMonthsBetween(from, asOf) < GRACE_MONTHS) return null;
  const said = parcel.agreedStart === null ? `${parcel.supplyDate} 供地` : `约定 ${parcel.agreedStart} 开工`;
  return { state: 'suspected', since, basis: `${said}，至今未投产` };
}

/** Everybody who stands on it has been halted for half a year; counted from the day the last one halted. */
function allHalted(occupants: readonly Firm[], asOf: IsoDate): Idleness | null {
  if (occupants.length === 0) return null;
  let since: IsoDate | null = null;
  for (const { haltedSince } of occupants) {
    if (haltedSince === null || haltedSince > asOf || wholeMonthsBetween(haltedSince, asOf) < HALT_MONTHS) return null;
    if (since === null || haltedSince > since) since = haltedSince;
  }
  return { state: 'suspected', since, basis: `在用企业自 ${since} 起停产满 ${HALT_MONTHS} 个月` };
}

/**
 * Idleness of a parcel on a day: the newest decision when there is one, otherwise what its record gives rise to.
 * `occupants` are the firms known to stand on it now; an occupant missing from the register makes no suspicion by halt.
 */
export function idlenessOf(parcel: Parcel, occupants: readonly (Firm | null)[], decision: IdleDecision | null, asOf: IsoDate): Idleness {
  if (decision) return { state: decision.state, since: decision.since, basis: decision.basis };
  const known = occupants.flatMap((firm) => firm ?? []);
  const stated: Idleness | null =
    parcel.facts['suppliedNotUsed'] === true ? { state: 'suspected', since: parcel.supplyDate, basis: '登记为供而未用' } : null;
  return neverProduced(parcel, asOf) ?? (known.length === occupants.length ? allHalted(known, asOf) : null) ?? stated ?? notIdle;
}

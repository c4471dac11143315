// What a policy with overrides would change in a county: who enters a class, leaves one, changes class, stays; never written anywhere.
import { NO_INDEX } from '#domain/columns.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { scenarioDifference, type ScenarioDifference } from '#domain/policy/scenario.ts';
import { microMu, toMu, toWan, fen } from '#domain/units.ts';
import { judgeParcels } from './judging.ts';
import type { Snapshot } from './snapshot.ts';

/** Parcels of one side of the difference, summed; null where nothing is known. */
function sideOf(snapshot: Snapshot, year: number, indices: readonly number[]) {
  const { base, sheet, picks } = snapshot;
  const columns = snapshot.columns(year, null);
  const occupants = sheet.occupants(year);
  const firms = new Set<number>();
  let [area, areaKnown, tax, taxKnown] = [0, 0, 0, 0];
  for (const index of indices) {
    const pick = picks[index]!;
    for (let slot = occupants.start[pick]!; slot < occupants.start[pick + 1]!; slot += 1) firms.add(occupants.firm[slot]!);
    if (!Number.isNaN(base.area[index]!)) {
      area += base.area[index]!;
      areaKnown += 1;
    }
    if (!Number.isNaN(columns.tax[index]!)) {
      tax += columns.tax[index]!;
      taxKnown += 1;
    }
  }
  return {
    parcels: indices.length,
    firms: firms.size,
    areaMu: areaKnown > 0 || indices.length === 0 ? toMu(microMu(area)) : null,
    taxWan: taxKnown > 0 || indices.length === 0 ? toWan(fen(tax)) : null,
    taxCoverage: { known: taxKnown, total: indices.length },
  };
}

const sides = ['entered', 'left', 'changed', 'kept'] as const;
type Sides = Record<(typeof sides)[number], ReturnType<typeof sideOf>>;

function sidesOf(snapshot: Snapshot, year: number, difference: ScenarioDifference, keeps: (index: number) => boolean): Sides {
  const side = (name: (typeof sides)[number]) => sideOf(snapshot, year, difference[name].filter(keeps));
  return { entered: side('entered'), left: side('left'), changed: side('changed'), kept: side('kept') };
}

/** The difference between a policy and the same policy with overrides, within what the asker may see. */
export function scenarioReply(snapshot: Snapshot, year: number, policy: Policy, variant: Policy) {
  const { sheet, base, picks } = snapshot;
  const after = judgeParcels(sheet, year, policy, variant).verdict;
  const before = snapshot.columns(year, policy).verdict;
  const difference = scenarioDifference(
    before,
    Uint8Array.from(picks, (pick) => after[pick]!),
  );
  const townships = [...base.townshipCodes.keys(), NO_INDEX].map((place) => ({
    key: base.townshipCodes[place] ?? 'none',
    name: base.townshipNames[place] ?? '未归乡镇',
    ...sidesOf(snapshot, year, difference, (index) => base.township[index] === place),
  }));
  const codes = (indices: readonly number[]): string[] => indices.map((index) => base.codes[index]!);
  return {
    simulated: true as const,
    county: sheet.data.county.code as string,
    policy: policy.id,
    year,
    version: snapshot.tag,
    ...sidesOf(snapshot, year, difference, () => true),
    byTownship: townships.filter((row) => sides.some((side) => row[side].parcels > 0)),
    codes: { entered: codes(difference.entered), left: codes(difference.left), changed: codes(difference.changed) },
  };
}
export type ScenarioReply = ReturnType<typeof scenarioReply>;

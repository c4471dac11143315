// Subjects of a judged county that somebody may see: which parcels and firms a test picks out.
import type { CountyVerdicts, JudgedSubjects } from './judging.ts';
import { areaOf } from './parcel-sums.ts';
import type { Snapshot } from './snapshot.ts';

/** Parcels, firms and land picked out by a test of subjects. */
export interface SubjectCount {
  readonly parcels: number;
  readonly firms: number;
  readonly areaMu: number | null;
}

/** The snapshot's index of a parcel by the sheet's; -1 outside what may be seen. */
export function placesInScope(snapshot: Snapshot): Int32Array {
  return snapshot.once('places in scope', () => {
    const places = new Int32Array(snapshot.sheet.base.size).fill(-1);
    for (const [index, pick] of snapshot.picks.entries()) places[pick] = index;
    return places;
  });
}

/** Calls with every subject in scope: its run, its row and its parcel's index in the snapshot. */
export function eachSubject(
  snapshot: Snapshot,
  { runs }: Pick<CountyVerdicts, 'runs'>,
  act: (run: JudgedSubjects, row: number, index: number) => void,
): void {
  const places = placesInScope(snapshot);
  for (const run of runs) {
    for (const [row, owner] of run.owners.entries()) {
      const index = places[owner]!;
      if (index >= 0) act(run, row, index);
    }
  }
}

/** Gathers parcels and firms, each once. */
export class SubjectTally {
  readonly #parcels = new Set<number>();
  readonly #firms = new Set<number>();

  add(run: JudgedSubjects, row: number, index: number): void {
    this.#parcels.add(index);
    const firm = run.firms[row]!;
    if (firm >= 0) this.#firms.add(firm);
  }

  count({ base }: Snapshot): SubjectCount {
    return { parcels: this.#parcels.size, firms: this.#firms.size, areaMu: areaOf(base, [...this.#parcels]) };
  }
}

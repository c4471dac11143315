// Finds firms, parcels and townships by any part of a name or code.
import { folded } from '#domain/select.ts';
import type { Snapshot } from './snapshot.ts';
import { firmVisible } from './firm-dossier.ts';
import { placesOf } from './places.ts';

export interface Hit {
  readonly kind: 'parcel' | 'firm' | 'township' | 'block';
  /** 宗地代码, credit code, township or block code. */
  readonly id: string;
  readonly name: string;
  /** What else tells it apart: the parcel's code or holder, the firm's code. */
  readonly note: string;
  readonly point: readonly [number, number] | null;
}

interface Entry {
  readonly text: string;
  readonly hit: () => Hit;
}

const pointOf = (snapshot: Snapshot, index: number | undefined): Hit['point'] => {
  if (index === undefined || Number.isNaN(snapshot.base.points[index * 2]!)) return null;
  return [snapshot.base.points[index * 2]!, snapshot.base.points[index * 2 + 1]!];
};

/** First parcel on which each firm is known to stand, in the newest year. */
function firmParcels(snapshot: Snapshot): Map<string, number> {
  return snapshot.once('firm parcels', () => {
    const found = new Map<string, number>();
    const years = [...snapshot.sheet.years].reverse();
    for (const year of years) {
      for (const { year: of, uscc, parcel } of snapshot.sheet.data.occupancies) {
        const index = of === year && !found.has(uscc) ? snapshot.indexOf.get(parcel) : undefined;
        if (index !== undefined) found.set(uscc, index);
      }
    }
    return found;
  });
}

function entriesOf(snapshot: Snapshot): readonly Entry[] {
  return snapshot.once('search', () => {
    const { base, sheet } = snapshot;
    const places = (['township', 'block'] as const).flatMap((kind) =>
      placesOf(snapshot, kind)
        .places.filter((place) => !place.code.startsWith('none'))
        .map((place): Entry => ({
          text: folded(`${place.name} ${place.code}`),
          hit: () => ({ kind, id: place.code, name: place.name, note: place.code, point: place.point }),
        })),
    );
    const firms = sheet.data.firms
      .filter((firm) => firmVisible(snapshot, firm.uscc))
      .map((firm): Entry => ({
        text: folded(`${firm.name} ${firm.uscc}`),
        hit: () => ({
          kind: 'firm',
          id: firm.uscc,
          name: firm.name,
          note: firm.uscc,
          point: pointOf(snapshot, firmParcels(snapshot).get(firm.uscc)),
        }),
      }));
    const parcels = base.codes.map((code, index): Entry => {
      const { location, holder, unitCode } = sheet.parcel(snapshot.picks[index]!);
      return {
        text: folded(`${code} ${location ?? ''} ${holder ?? ''} ${unitCode ?? ''} ${base.names[index]!}`),
        hit: () => ({ kind: 'parcel', id: code, name: base.names[index] || location || code, note: code, point: pointOf(snapshot, index) }),
      };
    });
    return [...places, ...firms, ...parcels];
  });
}

/** Hits for a text, best first: whole, then beginning, then anywhere; townships and blocks before firms before parcels. */
export function search(snapshot: Snapshot, text: string, limit: number): Hit[] {
  const wanted = folded(text);
  if (wanted === '') return [];
  const ranks: Entry[][] = [[], [], []];
  for (const entry of entriesOf(snapshot)) {
    const at = entry.text.indexOf(wanted);
    if (at < 0) continue;
    ranks[entry.text === wanted ? 0 : at === 0 ? 1 : 2]!.push(entry);
  }
  return ranks
    .flat()
    .slice(0, limit)
    .map((entry) => entry.hit());
}

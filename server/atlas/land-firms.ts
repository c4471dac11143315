// Who stood on a parcel when its land was entered in the ledger: in the year of the evidence, else in the nearest year with anybody on it.
import { folded } from '#domain/select.ts';
import type { Snapshot } from './snapshot.ts';

export interface LandFirm {
  readonly uscc: string;
  readonly name: string | null;
}

export interface FirmsOnLand {
  /** Nobody, where the parcel is not (or no more) in the record, or nobody is known to have stood there. */
  of(parcel: string, date: string): { readonly year: number | null; readonly firms: readonly LandFirm[] };
  /** Folded text that a search looks through: code, name and firms. */
  textOf(parcel: string, date: string): string;
}

export function firmsOnLand(snapshot: Snapshot): FirmsOnLand {
  return snapshot.once('firms on land', () => {
    const { sheet, indexOf, picks, base } = snapshot;
    const found = new Map<string, ReturnType<FirmsOnLand['of']>>();
    const texts = new Map<string, string>();
    // The year itself, then earlier ones, the latest first, then later ones.
    const yearsFrom = (year: number): number[] => [
      ...sheet.years.filter((one) => one <= year).reverse(),
      ...sheet.years.filter((one) => one > year),
    ];
    const look = (parcel: string, year: number): ReturnType<FirmsOnLand['of']> => {
      const index = indexOf.get(parcel);
      if (index === undefined) return { year: null, firms: [] };
      const pick = picks[index]!;
      for (const one of yearsFrom(year)) {
        const { start, firm } = sheet.occupants(one);
        if (start[pick] === start[pick + 1]) continue;
        const firms = [...firm.subarray(start[pick], start[pick + 1])].map((place) => ({
          uscc: sheet.firms.codes[place]!,
          name: sheet.firmRecord(place)?.name ?? null,
        }));
        return { year: one, firms };
      }
      return { year: null, firms: [] };
    };
    const of: FirmsOnLand['of'] = (parcel, date) => {
      const key = `${parcel} ${date.slice(0, 4)}`;
      const known = found.get(key);
      if (known) return known;
      const firms = look(parcel, Number(date.slice(0, 4)));
      found.set(key, firms);
      return firms;
    };
    return {
      of,
      textOf(parcel, date) {
        const key = `${parcel} ${date.slice(0, 4)}`;
        const known = texts.get(key);
        if (known !== undefined) return known;
        const index = indexOf.get(parcel);
        const firms = of(parcel, date).firms.map(({ uscc, name }) => `${uscc} ${name ?? ''}`);
        const text = folded([parcel, index === undefined ? '' : base.names[index]!, ...firms].join(' '));
        texts.set(key, text);
        return text;
      },
    };
  });
}

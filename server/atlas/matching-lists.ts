// The matching desk's lists, within what the asker may see: what was matched and how, what was left over, largest first.
import type { MatchState } from '#domain/firms/match-state.ts';
import { countedArea, type Parcel } from '#domain/land/parcel.ts';
import { toMu } from '#domain/units.ts';
import { firmVisible } from './firm-dossier.ts';
import type { Snapshot } from './snapshot.ts';

const wan = (fen: number): number => fen / 1_000_000;

const largest = <T extends { readonly areaMu: number | null }>(rows: T[]): T[] => rows.sort((a, b) => (b.areaMu ?? -1) - (a.areaMu ?? -1));

function parcelRow(snapshot: Snapshot, parcel: Parcel) {
  const { code, holder, holderUscc, location, township } = parcel;
  const counted = countedArea(parcel)?.area ?? null;
  const index = snapshot.indexOf.get(code)!;
  const place = snapshot.base.township[index]!;
  return {
    code,
    holder,
    holderUscc,
    location,
    township,
    townshipName: snapshot.base.townshipNames[place] ?? null,
    areaMu: counted === null ? null : toMu(counted),
  };
}
export type MatchParcelRow = ReturnType<typeof parcelRow>;

interface Tax {
  readonly years: number[];
  sum: number | null;
}

/** Years and taxes of the accounts under each code as written. The sum is of the years that state one; null when none does. */
function taxesByCode({ records }: MatchState): Map<string, Tax> {
  const taxes = new Map<string, Tax>();
  for (const { uscc, year, tax } of records.accounts) {
    const entry = taxes.get(uscc) ?? { years: [], sum: null };
    taxes.set(uscc, entry);
    entry.years.push(year);
    if (tax !== null) entry.sum = (entry.sum ?? 0) + tax;
  }
  return taxes;
}

function listsOf(snapshot: Snapshot, state: MatchState) {
  const { records, matching } = state;
  const { report } = matching;
  const parcels = new Map(records.parcels.filter(({ code }) => snapshot.indexOf.has(code)).map((parcel) => [parcel.code, parcel]));
  const firms = new Map(records.firms.filter(({ uscc }) => firmVisible(snapshot, uscc)).map((firm) => [firm.uscc, firm]));
  const taxes = taxesByCode(state);
  const written = new Map(records.accounts.flatMap(({ uscc, name }) => (name === null ? [] : [[uscc, name]])));
  const nameOf = (uscc: string): string => firms.get(uscc)?.name ?? written.get(uscc) ?? uscc;
  const seenParcel = (code: string) => {
    const parcel = parcels.get(code);
    return parcel ? [parcelRow(snapshot, parcel)] : [];
  };
  // Accounts that belong to no register stand in no township: they are for those who see the whole county.
  const strays = snapshot.scope === 'all' ? report.accountsWithoutFirm : [];
  const standing = new Set(report.unmatchedAccounts);
  const moneyOf = (uscc: string) => {
    const { years = [], sum = null } = taxes.get(uscc) ?? {};
    return { years: [...years].sort((a, b) => a - b), taxWan: sum === null ? null : wan(sum) };
  };
  return {
    parcelsWithoutFirm: largest(report.unmatchedParcels.flatMap(seenParcel)),
    firmsWithoutLand: report.unmatchedFirms
      .flatMap((uscc) => firms.get(uscc) ?? [])
      .map(({ uscc, name, township, address }) => ({ uscc, name, township, address: address ?? null, ...moneyOf(uscc) }))
      .sort((a, b) => (b.taxWan ?? -1) - (a.taxWan ?? -1)),
    accountsWithoutFirm: strays.map((uscc) => ({ uscc, name: nameOf(uscc), standsOnLand: !standing.has(uscc), ...moneyOf(uscc) })),
    ambiguous: report.ambiguous
      .filter(({ noun, subject }) => (noun === 'parcel' ? parcels.has(subject) : snapshot.scope === 'all'))
      .map(({ noun, subject, name, usccs }) => ({ noun, subject, name, firms: usccs.map((uscc) => ({ uscc, name: nameOf(uscc) })) })),
    contradicting: report.contradicting.flatMap(({ parcel, byCode, byName }) =>
      seenParcel(parcel).map((row) => ({ ...row, byCode, byCodeName: nameOf(byCode), byName, byNameName: nameOf(byName) })),
    ),
    matchedByName: largest(
      report.byName.flatMap(({ parcel, uscc }) => seenParcel(parcel).map((row) => ({ ...row, uscc, firm: nameOf(uscc) }))),
    ),
    mergedAccounts:
      snapshot.scope === 'all'
        ? [...matching.aliases]
            .filter(([written]) => taxes.has(written))
            .map(([written, uscc]) => ({ written, uscc, firm: nameOf(uscc), ...moneyOf(written) }))
        : [],
    unusedTenures:
      snapshot.scope === 'all' ? report.unusedTenures.map(({ parcel, uscc, role }) => ({ parcel, uscc, firm: nameOf(uscc), role })) : [],
    ...sharing(snapshot, parcels, nameOf),
  };
}

/** One parcel with several firms, one firm on several parcels, in the latest year. */
function sharing(snapshot: Snapshot, parcels: ReadonlyMap<string, Parcel>, nameOf: (uscc: string) => string) {
  const year = snapshot.sheet.years.at(-1) ?? 0;
  const byParcel = new Map<string, { uscc: string; role: string; area: number; basis: string }[]>();
  const byFirm = new Map<string, { code: string; area: number }[]>();
  for (const { parcel, uscc, role, area, basis, year: of } of snapshot.sheet.data.occupancies) {
    if (of !== year || !parcels.has(parcel)) continue;
    byParcel.set(parcel, [...(byParcel.get(parcel) ?? []), { uscc, role, area, basis }]);
    byFirm.set(uscc, [...(byFirm.get(uscc) ?? []), { code: parcel, area }]);
  }
  const known = (area: number): number | null => (area > 0 ? toMu(area as Parameters<typeof toMu>[0]) : null);
  return {
    sharingYear: year,
    sharedParcels: largest(
      [...byParcel]
        .filter(([, occupants]) => new Set(occupants.map(({ uscc }) => uscc)).size > 1)
        .map(([code, occupants]) => ({
          ...parcelRow(snapshot, parcels.get(code)!),
          occupants: occupants.map(({ uscc, role, area, basis }) => ({ uscc, name: nameOf(uscc), role, areaMu: known(area), basis })),
        })),
    ),
    scatteredFirms: [...byFirm]
      .filter(([, lots]) => new Set(lots.map(({ code }) => code)).size > 1)
      .map(([uscc, lots]) => ({ uscc, name: nameOf(uscc), parcels: lots.map(({ code, area }) => ({ code, areaMu: known(area) })) }))
      .sort((a, b) => b.parcels.length - a.parcels.length || (a.uscc < b.uscc ? -1 : 1)),
  };
}

/** Everything the desk shows besides candidates and decisions. */
export function matchingLists(snapshot: Snapshot, state: MatchState) {
  const lists = listsOf(snapshot, state);
  const { report, holders } = state.matching;
  const byTenureOnly = state.records.parcels.length - holders.size - report.unmatchedParcels.length;
  return {
    /** Counts of the whole county; the lists are those of the asker's townships. */
    counts: {
      parcels: state.records.parcels.length,
      firms: state.records.firms.length,
      byCode: report.byCode,
      byName: report.byName.length,
      byTenureOnly,
      decided: report.decided,
      unmatchedParcels: report.unmatchedParcels.length,
      unmatchedFirms: report.unmatchedFirms.length,
      accountsWithoutFirm: report.accountsWithoutFirm.length,
      ambiguous: report.ambiguous.length,
      contradicting: report.contradicting.length,
      unusedTenures: report.unusedTenures.length,
    },
    ...lists,
  };
}
export type MatchingLists = ReturnType<typeof matchingLists>;

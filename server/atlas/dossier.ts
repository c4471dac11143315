// 一地一档: everything known of one parcel, every figure with the numbers it comes from.
import { gradeLetters, type YearColumns } from '#domain/columns.ts';
import { countedArea, type Parcel } from '#domain/land/parcel.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { SourcePlace } from '#domain/source.ts';
import { fen, microMu, toMu, toWan } from '#domain/units.ts';
import { firmYear } from './firm-years.ts';
import { judgementAt } from './judging.ts';
import { entryReply } from './ledger-reply.ts';
import { known, parcelProperties } from './parcel-properties.ts';
import type { CountySheet } from './sheet.ts';
import type { Snapshot } from './snapshot.ts';
import { verdictCard } from './verdict-card.ts';

const muOrNull = (area: number | null): number | null => (area === null ? null : area / 1_000_000);

/** The three areas, never mixed; `difference` is measured against registered. */
function areasOf({ registeredArea, measuredArea }: Parcel) {
  const counted = countedArea({ registeredArea, measuredArea });
  const both = registeredArea !== null && measuredArea !== null && registeredArea > 0;
  return {
    registeredMu: muOrNull(registeredArea),
    measuredMu: muOrNull(measuredArea),
    countedMu: muOrNull(counted?.area ?? null),
    countedKind: counted?.kind ?? null,
    differencePercent: both ? ((measuredArea - registeredArea) / registeredArea) * 100 : null,
  };
}

/** Everybody on the parcel in a year, with their part of the land and their figures. */
function occupantsIn(sheet: CountySheet, pick: number, year: number) {
  const { start, firm, area, tax, occupancy } = sheet.occupants(year);
  const slots = Array.from({ length: start[pick + 1]! - start[pick]! }, (_, offset) => start[pick]! + offset);
  const total = slots.reduce((sum, slot) => sum + area[slot]!, 0);
  return slots.map((slot) => {
    const uscc = sheet.firms.codes[firm[slot]!]!;
    const record = sheet.data.occupancies[occupancy[slot]!];
    const figures = firmYear(sheet, uscc, year);
    return {
      uscc,
      name: sheet.firmRecord(firm[slot]!)?.name ?? null,
      role: record?.role ?? ('自用' as const),
      basis: record?.basis ?? null,
      areaMu: toMu(microMu(area[slot]!)),
      share: total > 0 ? area[slot]! / total : null,
      /** Part of the firm's tax that stands here. */
      taxWan: known(tax[slot]!, (part) => toWan(fen(part))),
      grade: figures.grade,
      /** The whole firm's figures of the year: assessed area and tax per mu are the firm's, not the parcel's. */
      firm: {
        taxWan: figures.taxWan,
        taxPerMuWan: figures.taxPerMuWan,
        assessedMu: figures.assessedMu,
        occupiedMu: figures.occupiedMu,
        exact: figures.exact,
      },
    };
  });
}

/** The parcel's own series: allocated tax over its counted area. */
function yearsOf(snapshot: Snapshot, index: number) {
  const { sheet, base } = snapshot;
  const pick = snapshot.picks[index]!;
  const area = base.area[index]!;
  return sheet.years.map((year) => {
    const occupants = occupantsIn(sheet, pick, year);
    const parts = sheet.occupants(year);
    let tax = parts.start[pick] === parts.start[pick + 1] ? Number.NaN : 0;
    for (let slot = parts.start[pick]!; slot < parts.start[pick + 1]!; slot += 1) tax += parts.tax[slot]!;
    const both = !Number.isNaN(tax) && area > 0;
    return {
      year,
      taxWan: known(tax, (sum) => toWan(fen(sum))),
      taxPerMuWan: both ? tax / area : null,
      numerator: both ? tax : known(tax, (sum) => sum),
      denominator: known(area, (counted) => counted),
      basis: base.areaRegistered[index] === 1 ? '登记面积' : Number.isNaN(area) ? null : '图形面积',
      grade: gradeLetters[sheet.grades(year)[pick]!] || null,
      firms: occupants,
    };
  });
}

/** Places of the files that speak of the parcel, each once. */
function sourcesOf(
  sheet: CountySheet,
  parcel: Parcel,
  usccs: readonly string[],
  years: readonly number[],
): { what: string; place: SourcePlace }[] {
  const sources = [{ what: '宗地', place: parcel.source }];
  for (const tenure of sheet.data.tenures) if (tenure.parcel === parcel.code) sources.push({ what: '占用关系', place: tenure.source });
  for (const uscc of usccs) {
    const firm = sheet.record.firm(uscc);
    if (firm) sources.push({ what: `企业 ${firm.name}`, place: firm.source });
    for (const year of years) {
      const account = sheet.record.accounts(uscc).get(year);
      if (account) sources.push({ what: `账目 ${year} ${firm?.name ?? uscc}`, place: account.source });
    }
  }
  return sources;
}

/** The dossier of the parcel with this index. */
export function parcelDossier(snapshot: Snapshot, index: number, columns: YearColumns, policy: Policy | null) {
  const { sheet } = snapshot;
  const pick = snapshot.picks[index]!;
  const parcel = sheet.parcel(pick);
  const series = yearsOf(snapshot, index);
  const usccs = [...new Set(series.flatMap((year) => year.firms.map((firm) => firm.uscc)))];
  const block = parcel.block === null ? null : sheet.record.block(parcel.block);
  return {
    ...parcelProperties(snapshot, columns, index),
    countyName: sheet.data.county.name,
    blockName: block?.name ?? null,
    version: snapshot.tag,
    asOf: sheet.asOf as string,
    policy: policy?.id ?? null,
    location: parcel.location,
    landUse: parcel.landUse,
    acquisitionMode: parcel.acquisitionMode,
    supplyDate: parcel.supplyDate as string | null,
    acquisitionDate: parcel.acquisitionDate as string | null,
    agreedStart: parcel.agreedStart as string | null,
    agreedCompletion: parcel.agreedCompletion as string | null,
    actualStart: parcel.actualStart as string | null,
    productionStart: { ...parcel.productionStart } as { state: string; date?: string },
    holder: parcel.holder,
    holderUscc: parcel.holderUscc,
    unitCode: parcel.unitCode,
    areas: areasOf(parcel),
    occupants: occupantsIn(sheet, pick, columns.year),
    years: series,
    verdict: policy ? verdictCard(sheet, policy, columns.year, judgementAt(sheet, pick, columns.year, policy)) : null,
    idleDecision: sheet.idleDecision(parcel.code),
    ledger: sheet.ledgerEntries.filter((entry) => entry.parts.some((part) => part.parcel === parcel.code)).map(entryReply),
    sources: sourcesOf(sheet, parcel, usccs, sheet.years),
    facts: parcel.facts,
    bounds: Number.isNaN(snapshot.base.bounds[index * 4]!) ? null : [...snapshot.base.bounds.subarray(index * 4, index * 4 + 4)],
    point: Number.isNaN(snapshot.base.points[index * 2]!) ? null : [...snapshot.base.points.subarray(index * 2, index * 2 + 2)],
    geometry: parcel.shape ? { type: 'MultiPolygon' as const, coordinates: parcel.shape } : null,
  };
}
export type ParcelDossier = ReturnType<typeof parcelDossier>;

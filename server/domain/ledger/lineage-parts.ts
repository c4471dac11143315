// What is said of a split, merger, renumbering or rearrangement, held against the register: known parcels, areas that add up, drawings that do not overlap.
import { geodesicSquareMetres } from '../land/area.ts';
import type { MultiPolygon } from '../land/geometry.ts';
import { overlaid } from '../land/overlay.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu, microMuFromSquareMetres, splitByWeight, sumMicroMu, toMu } from '../units.ts';
import { closingTolerance } from './carry.ts';
import { isSliver } from './drawn-piece.ts';
import { type KnownParcels, parcelTimes, planned, plannedAct, shapeIn } from './parcel-times.ts';
import { absenceOf, type LandLineageKind, lastChangeOf, laterThan, type Lineage, type LineagePart, townshipOn } from './lineage.ts';

/** Land that is said to have gone from one parcel to another; the area is left out where the registered areas tell it. */
export interface AskedPart {
  readonly from: string;
  readonly to: string;
  readonly area: MicroMu | null;
}

export interface AskedChange {
  readonly kind: LandLineageKind;
  readonly date: IsoDate;
  readonly parts: readonly AskedPart[];
}

/** Why an act of lineage is refused: what of the request is wrong, on which parcel or entry, and the land where there is such. */
export interface LineageFault {
  readonly field: 'kind' | 'date' | 'parts' | 'moves' | 'placements' | 'id';
  readonly message: string;
  readonly parcel?: string;
  readonly entry?: number;
  readonly area?: MicroMu;
  readonly shape?: MultiPolygon;
}

export interface FilledParts {
  readonly parts: readonly LineagePart[];
  readonly faults: readonly LineageFault[];
  readonly notices: readonly string[];
}

export interface Register extends KnownParcels {
  /** Whether the parcel is on the register now. */
  isThere(code: string): boolean;
  readonly lineage: readonly Lineage[];
}

/** A new survey of a new parcel may differ by this share from the land that went into it, when the areas are stated one by one. */
const surveyTolerance = 0.05;

const countedOf = (parcel: Parcel | null): MicroMu | null => (parcel && countedArea(parcel)?.area) ?? null;
const unique = (codes: readonly string[]): string[] => [...new Set(codes)];
const apart = (a: number, b: number): boolean => Math.abs(a - b) > closingTolerance;

function kindFault(kind: LandLineageKind, parts: readonly AskedPart[]): string | null {
  const [froms, tos] = [unique(parts.map(({ from }) => from)), unique(parts.map(({ to }) => to))];
  if (new Set(parts.map(({ from, to }) => `${from} ${to}`)).size < parts.length) return '同一对宗地写了两次';
  if (kind === 'split' && (froms.length !== 1 || tos.length < 2)) return '分割是一宗地分为两宗以上';
  if (kind === 'merge' && (froms.length < 2 || tos.length !== 1)) return '合并是两宗以上并为一宗';
  if (kind === 'renumber' && (froms.length !== parts.length || tos.length !== parts.length || parts.some(({ from, to }) => from === to)))
    return '换号是每宗地各换一个新代码';
  if (kind === 'rearrange' && (froms.length < 2 || tos.length < 2))
    return '重划是两宗以上重新分为两宗以上；一宗分为几宗是分割，几宗并为一宗是合并';
  return null;
}

/** Parcels that nobody knows, that were not there on the day, or that were changed again later. */
function parcelFaults({ date, parts }: AskedChange, { parcelOf, isThere, lineage }: Register): LineageFault[] {
  const faults: LineageFault[] = [];
  const say = (parcel: string, message: string, field: LineageFault['field'] = 'parts'): void => {
    faults.push({ field, message, parcel });
  };
  const froms = unique(parts.map(({ from }) => from));
  for (const code of froms) {
    const absent = absenceOf(lineage, code, date);
    const later = laterThan(lineage, code, date);
    if (!parcelOf(code)) say(code, `没有原宗地 ${code}`);
    else if (absent) say(code, absent, 'date');
    else if (later) say(code, `宗地 ${code} 在 ${later.date} 又有变更（沿革第 ${later.id} 项），这一项不能早于它`, 'date');
  }
  for (const code of unique(parts.map(({ to }) => to))) {
    if (froms.includes(code)) continue;
    const last = lastChangeOf(lineage, code);
    const later = laterThan(lineage, code, date);
    if (!isThere(code)) say(code, `没有新宗地 ${code}；请先导入变更后的宗地数据`);
    else if (last && !absenceOf(lineage, code, '9999-12-31' as IsoDate))
      say(code, `宗地 ${code} 已由沿革第 ${last.id} 项（${last.date}）而来`);
    else if (later) say(code, `宗地 ${code} 在 ${later.date} 又有变更（沿革第 ${later.id} 项），这一项不能早于它`, 'date');
  }
  return faults;
}

/** Weights of one parcel's land by the drawings of the new ones; null when something is not drawn. */
function drawnWeights(from: Parcel, targets: readonly (Parcel | null)[]): number[] | null {
  const { shape } = from;
  if (!shape || targets.some((target) => !target?.shape)) return null;
  return targets.map((target) => Math.round(overlaid(shape, target!.shape!, 'and').squareMetres * 1_000_000));
}

/** Areas where none is stated: what the register says of the side on which each parcel stands once; in words what is not known. */
function areasFrom({ kind, parts }: AskedChange, { parcelOf }: Register): MicroMu[] | string {
  const needed = (code: string): string => `宗地 ${code} 没有登记面积和图形面积，请写明各块面积（areaMu）`;
  const persisting = new Set(parts.map(({ to }) => to).filter((code) => parts.some(({ from }) => from === code)));
  if (kind === 'split') {
    const areas = parts.map(({ to }) => countedOf(parcelOf(to)));
    const unknown = areas.indexOf(null);
    return unknown < 0 ? areas.map((area) => area!) : needed(parts[unknown]!.to);
  }
  if (kind === 'merge' || kind === 'renumber') {
    const areas = parts.map(({ from }) => (persisting.has(from) ? microMu(0) : countedOf(parcelOf(from))));
    const unknown = areas.indexOf(null);
    if (unknown >= 0) return needed(parts[unknown]!.from);
    const kept = parts.findIndex(({ from }) => persisting.has(from));
    if (kept < 0) return areas.map((area) => area!);
    const whole = countedOf(parcelOf(parts[kept]!.to));
    if (whole === null) return needed(parts[kept]!.to);
    const rest = whole - sumMicroMu(areas.map((area) => area!));
    if (rest <= 0) return `宗地 ${parts[kept]!.to} 的面积还是合并以前的；请先导入变更后的宗地数据，或写明各块面积（areaMu）`;
    return areas.map((area, index) => (index === kept ? microMu(rest) : area!));
  }
  const areas = parts.map(() => microMu(0));
  for (const code of unique(parts.map(({ from }) => from))) {
    const mine = [...parts.keys()].filter((index) => parts[index]!.from === code);
    const from = parcelOf(code);
    const area = countedOf(from);
    const weights =
      from &&
      drawnWeights(
        from,
        mine.map((index) => parcelOf(parts[index]!.to)),
      );
    const shares = area !== null && weights && !persisting.has(code) ? splitByWeight(area, weights) : null;
    if (!shares) return `宗地 ${code} 的土地去向不能由图形算出，请写明各块面积（areaMu）`;
    for (const [place, index] of mine.entries()) areas[index] = microMu(shares[place]!);
  }
  return areas;
}

/** Whether the pieces are what the old parcels were, and the new ones are what the pieces are. */
function sumFaults(parts: readonly LineagePart[], stated: boolean, { parcelOf }: Register, notices: string[]): LineageFault[] {
  const faults: LineageFault[] = [];
  const tos = new Set(parts.map(({ to }) => to));
  const sumOf = (side: 'from' | 'to', code: string): MicroMu =>
    sumMicroMu(parts.filter((part) => part[side] === code).map(({ area }) => area));
  for (const code of unique(parts.map(({ from }) => from))) {
    const area = countedOf(parcelOf(code));
    const sum = sumOf('from', code);
    // The register has only the new area of a parcel that keeps its code.
    if (tos.has(code)) continue;
    if (area === null) notices.push(`宗地 ${code} 没有登记面积和图形面积，不能核对各块面积合计`);
    else if (apart(sum, area)) {
      const difference = microMu(Math.abs(sum - area));
      const message = `各块面积合计 ${toMu(sum)} 亩，原宗地 ${code} 为 ${toMu(area)} 亩，相差 ${toMu(difference)} 亩`;
      faults.push({ field: 'parts', parcel: code, area: difference, message });
    }
  }
  for (const code of tos) {
    const area = countedOf(parcelOf(code));
    const sum = sumOf('to', code);
    if (area === null || !apart(sum, area)) continue;
    const difference = microMu(Math.abs(sum - area));
    const message = `新宗地 ${code} 为 ${toMu(area)} 亩，并入的各块合计 ${toMu(sum)} 亩，相差 ${toMu(difference)} 亩`;
    if (stated && difference <= area * surveyTolerance) notices.push(`${message}，按重新测量看待`);
    else
      faults.push({
        field: 'parts',
        parcel: code,
        area: difference,
        message: stated ? message : `${message}；如系重新测量，请写明各块面积（areaMu）`,
      });
  }
  return faults;
}

/** New parcels that overlap one another, or lie on land that the old ones did not have. */
function drawingFaults(
  { kind, date }: Pick<AskedChange, 'kind' | 'date'>,
  parts: readonly LineagePart[],
  { parcelOf, earlierOf, lineage }: Register,
  notices: string[],
): LineageFault[] {
  const faults: LineageFault[] = [];
  const county = parcelOf(parts[0]!.from)!.county;
  const times = parcelTimes([...lineage, plannedAct(county, { kind, date, parts, undoes: null })], { parcelOf, earlierOf });
  const codes = unique(parts.map(({ to }) => to));
  for (const [index, code] of codes.entries()) {
    const shape = parcelOf(code)?.shape ?? null;
    if (!shape) {
      notices.push(`新宗地 ${code} 没有图形，不能核对它与其他宗地是否重叠`);
      continue;
    }
    for (const other of codes.slice(index + 1)) {
      const theirs = parcelOf(other)?.shape;
      const shared = theirs && overlaid(shape, theirs, 'and');
      if (!shared || shared.squareMetres === 0 || isSliver(shared)) continue;
      const area = microMuFromSquareMetres(shared.squareMetres);
      faults.push({ field: 'parts', parcel: code, area, shape: shared.shape, message: `新宗地 ${code} 与 ${other} 重叠 ${toMu(area)} 亩` });
    }
    const froms = parts.filter(({ to }) => to === code).map(({ from }) => from);
    const before = froms.map((from) => shapeIn(times.before(from, planned)));
    if (before.some((one) => one === null)) {
      notices.push(`原宗地 ${froms.join('、')} 当时的图形不全，不能核对新宗地 ${code} 是否在其范围内`);
      continue;
    }
    const outside = overlaid(
      shape,
      before.flatMap((one) => one ?? []),
      'minus',
    );
    if (outside.squareMetres === 0 || isSliver(outside)) continue;
    const area = microMuFromSquareMetres(outside.squareMetres);
    const message = `新宗地 ${code} 有 ${toMu(area)} 亩不在原宗地 ${froms.join('、')} 范围内`;
    if (outside.squareMetres <= geodesicSquareMetres(shape) * surveyTolerance) notices.push(`${message}，按重新测量看待`);
    else faults.push({ field: 'parts', parcel: code, area, shape: outside.shape, message });
  }
  return faults;
}

/** The act's parts with their areas and townships, or what is wrong with them. */
export function fillParts(asked: AskedChange, register: Register): FilledParts {
  const { kind, date, parts } = asked;
  const wrong = kindFault(kind, parts);
  if (wrong) return { parts: [], faults: [{ field: 'kind', message: wrong }], notices: [] };
  const missing = parcelFaults(asked, register);
  if (missing.length > 0) return { parts: [], faults: missing, notices: [] };
  const stated = parts.map(({ area }) => area).filter((area) => area !== null);
  if (stated.length > 0 && (stated.length < parts.length || stated.some((area) => area <= 0))) {
    return { parts: [], faults: [{ field: 'parts', message: '各块面积要么都写明（大于零），要么都不写' }], notices: [] };
  }
  const areas = stated.length > 0 ? stated : areasFrom(asked, register);
  if (typeof areas === 'string') return { parts: [], faults: [{ field: 'parts', message: areas }], notices: [] };
  const { parcelOf, lineage } = register;
  const townshipOf = (code: string) => townshipOn(lineage, code, parcelOf(code)?.township ?? null, date);
  const filled = parts.flatMap(({ from, to }, index): LineagePart[] =>
    areas[index]! > 0 ? [{ from, to, area: areas[index]!, fromTownship: townshipOf(from), toTownship: townshipOf(to) }] : [],
  );
  const notices: string[] = [];
  const faults = [...sumFaults(filled, stated.length > 0, register, notices), ...drawingFaults(asked, filled, register, notices)];
  return { parts: filled, faults, notices };
}

// Every mu once: what may be declared as freed, given what is already counted.
import type { MultiPolygon } from '../land/geometry.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { TownshipCode } from '../land/codes.ts';
import type { IsoDate } from '../period.ts';
import type { Policy, Target } from '../policy/policy.ts';
import { type MicroMu, microMuFromSquareMetres, toMu } from '../units.ts';
import { type CarriedPart, carryPart, type Placement, returnedParts } from './carry.ts';
import type { LedgerDraft } from './chain.ts';
import { type Collision, collisionsOf, type ParcelOf } from './collisions.ts';
import { drawnFault, isSliver, outsideOf } from './drawn-piece.ts';
import type { LandMetricKind, LedgerPart, LedgerRow } from './entry.ts';
import { absenceOf, areaOn, inOrderOfDay, type Lineage, townshipOn } from './lineage.ts';
import { findMeasure, isUnknownMeasureId, measureCountsAs, measureNeedsEvidence } from './measures.ts';
import { earlierByCode, parcelTimes, type ParcelTimes, shapeIn } from './parcel-times.ts';
import { meetInTime, type Occupation, occupationsIn, occupationsOf } from './occupation.ts';

/** An entry that already counts land which the new one would count again, how much of it, and which land where that is known. */
export interface CountingConflict {
  readonly id: number;
  readonly overlap: MicroMu;
  readonly shape: MultiPolygon | null;
}

/** A rule that the entry breaks by itself. */
export interface CountingFault {
  readonly field: 'kind' | 'measure' | 'date' | 'grossMu' | 'effectiveMu' | 'geometry' | 'documents' | 'parcel';
  readonly message: string;
  /** The land that is wrong, where there is such. */
  readonly area?: MicroMu;
  readonly shape?: MultiPolygon;
}

/** Pieces that take the place of others from a day on. */
export interface CarryStep {
  readonly lineage: number;
  readonly date: IsoDate;
  readonly parts: readonly CarriedPart[];
}

export interface CountingCheck {
  readonly faults: readonly CountingFault[];
  readonly conflicts: readonly CountingConflict[];
  /** Land shared with other entries that is no more than the difference of two surveyed lines. */
  readonly slivers: readonly CountingConflict[];
  /** What is not wrong, and should be known: an area that is not drawn, a part that lies just outside. */
  readonly notices: readonly string[];
  /** The day from which it may count: that of the evidence, or that on which the entries end that counted the same land. */
  readonly countsFrom: IsoDate;
  /** Township on the day of the evidence. */
  readonly township: TownshipCode | null;
  /** How it lies after acts of lineage that came later than its evidence. */
  readonly carries: readonly CarryStep[];
}

/** Targets of the policy that an entry of this kind counts toward; an entry may count toward a whole and its milestone. */
export function targetsOf(policy: Policy, kind: LandMetricKind): readonly Target[] {
  return policy.targets.filter((target) => target.kind === kind || (kind === 'vacated' && target.kind === 'vacated_effective'));
}

/** What is declared, before anything is decided about it. */
export type Declaration = Pick<LedgerDraft, 'kind' | 'date' | 'gross' | 'effective' | 'shape' | 'parcel' | 'policy' | 'documents'> & {
  /** Null: the register does not say by what measure. */
  readonly measure: string | null;
};

/** The parcel it is declared on, with what is known of others and of what became of them. */
export interface DeclaredLand {
  readonly parcel: Parcel;
  readonly lineage?: readonly Lineage[];
  readonly parcelOf?: ParcelOf;
  /** Parcels as they were before later deliveries changed their land, of each code the oldest first. */
  readonly earlier?: readonly Parcel[];
  readonly placements?: readonly Placement[];
}

function ruleFaults(draft: Declaration, area: MicroMu | null, policy: Policy, today: string): CountingFault[] {
  const faults: CountingFault[] = [];
  const targets = targetsOf(policy, draft.kind).filter((target) => target.kind === draft.kind);
  if (draft.kind === 'vacated_effective') {
    faults.push({ field: 'kind', message: '有效面积不单独申报：以“腾出”申报，并填写有效面积' });
  } else if (targets.length === 0) {
    faults.push({ field: 'kind', message: `${policy.title} 没有这一类的用地目标` });
  } else if (!targets.some((target) => draft.date >= target.periodStart && draft.date <= target.periodEnd)) {
    faults.push({
      field: 'date',
      message: `${draft.date} 不在目标期内（${targets.map((target) => `${target.periodStart} 至 ${target.periodEnd}`).join('；')}）`,
    });
  }
  if (draft.measure !== null && isUnknownMeasureId(draft.measure)) {
    faults.push({ field: 'measure', message: `没有编号为 ${draft.measure} 的措施` });
  } else if (draft.measure !== null && targets.length > 0 && measureCountsAs(draft.measure, draft.kind) === false) {
    faults.push({ field: 'measure', message: `措施 ${draft.measure} 不产生这一类的用地面积，不能计入` });
  } else if (draft.measure !== null && measureNeedsEvidence(draft.measure) && draft.documents.length === 0) {
    faults.push({ field: 'documents', message: `措施 ${draft.measure} 只有凭证能证明土地已经腾出或重新利用，须附凭证（文件或文号）` });
  }
  if (draft.date > today) faults.push({ field: 'date', message: `日期 ${draft.date} 还没有到` });
  if (draft.gross <= 0) faults.push({ field: 'grossMu', message: '面积应大于零' });
  if (draft.effective !== null && (draft.effective < 0 || draft.effective > draft.gross)) {
    faults.push({ field: 'effectiveMu', message: '有效面积应不小于零、不大于腾出面积' });
  }
  if (area !== null && draft.gross > area) {
    faults.push({ field: 'grossMu', message: `${toMu(draft.gross)} 亩超过宗地面积 ${toMu(area)} 亩` });
  }
  return faults;
}

/** A measure of the county's own is taken, and told, because nobody here can say whether it frees land. */
function measureNotices(measure: string | null): string[] {
  if (measure === null || measure === '') return ['没有写明措施；核实时须有凭证'];
  return findMeasure(measure) ? [] : [`措施“${measure}”不在措施目录中，能否腾出土地无从判断；核实时须有凭证`];
}

const countedAreaOf = (parcel: Parcel | null): MicroMu | null => (parcel && countedArea(parcel)?.area) ?? null;

/** What is wrong with the drawing by itself, and what is only to be known. `parcel`: as it was on the day; `changed`: it is another now. */
function drawingOf(draft: Declaration, parcel: Parcel, changed: boolean, notices: string[]): CountingFault[] {
  if (!draft.shape) return [];
  const more = drawnFault(draft);
  if (more) notices.push(`${more}；核实之前须更正`);
  if (!parcel.shape) {
    const why = changed ? '宗地此后变更过，没有当日的图形' : '宗地没有图形';
    notices.push(`${why}，不能核对所画范围是否在宗地之内`);
    return [];
  }
  const outside = outsideOf(draft.shape, parcel.shape);
  if (outside.squareMetres === 0) return [];
  const area = microMuFromSquareMetres(outside.squareMetres);
  if (!isSliver(outside)) {
    return [{ field: 'geometry', message: `所画范围有 ${toMu(area)} 亩不在这一宗地上`, area, shape: outside.shape }];
  }
  if (area > 0) notices.push(`所画范围有 ${toMu(area)} 亩在宗地界外，属界线误差，未计较`);
  return [];
}

/** Where the declared land lies from its own day on, through every act of lineage that came later. */
function futureOf(
  part: LedgerPart,
  date: IsoDate,
  land: DeclaredLand,
  times: ParcelTimes,
): { steps: CarryStep[]; fault: CountingFault | null } {
  const steps: CarryStep[] = [];
  let parts: readonly LedgerPart[] = [part];
  for (const act of inOrderOfDay(land.lineage ?? [])) {
    if (act.date <= date) continue;
    const moved: CarriedPart[] = [];
    const before = act.undoes === null ? undefined : steps.find(({ lineage }) => lineage === act.undoes);
    if (before) moved.push(...returnedParts(before.parts, act.parts));
    for (const piece of before ? [] : parts) {
      const sides = {
        before: (code: string) => shapeIn(times.before(code, act.id)),
        after: (code: string) => shapeIn(times.after(code, act.id)),
      };
      const shared = (code: string) => act.parts.filter(({ to }) => to === code).length > 1;
      const carried = carryPart({ entry: 0, part: piece, parts: act.parts, ...sides, shared, placements: land.placements ?? [] });
      if (!carried.ok) return { steps, fault: { field: 'parcel', message: carried.error.replace('第 0 条', '这一条') } };
      moved.push(...carried.value);
    }
    if (moved.length === 0) continue;
    const origins = new Set(moved.map(({ origin }) => origin));
    parts = [...parts.filter(({ parcel }) => !origins.has(parcel)), ...moved];
    steps.push({ lineage: act.id, date: act.date, parts: moved });
  }
  return { steps, fault: null };
}

/** Entries beside which only the areas can be held against each other, because one of the two is not drawn. */
function heldByArea(mine: readonly Occupation[], others: readonly Occupation[]): string[] {
  const beside = (drawn: boolean): string =>
    [
      ...new Set(
        mine.flatMap((piece) =>
          others
            .filter((one) => one.parcel === piece.parcel && meetInTime(one, piece))
            .filter((one) => (one.shape !== null) === drawn && (piece.shape !== null) !== drawn)
            .map(({ entry }) => entry),
        ),
      ),
    ].join('、');
  const [drawn, undrawn] = [beside(true), beside(false)];
  return [
    ...(undrawn === '' ? [] : [`同一宗地上第 ${undrawn} 条没有图形，与它只按面积核对，不能核对是否为同一块地`]),
    ...(drawn === '' ? [] : [`这一条没有图形，与同一宗地上所画的第 ${drawn} 条只按面积核对，不能核对是否为同一块地`]),
  ];
}

function strongest(collisions: readonly Collision[]): CountingConflict[] {
  const found = new Map<number, CountingConflict>();
  for (const { id, overlap, shape } of collisions) {
    const before = found.get(id);
    if (!before || overlap > before.overlap) found.set(id, { id, overlap, shape: shape ?? before?.shape ?? null });
    else if (!before.shape && shape) found.set(id, { ...before, shape });
  }
  return [...found.values()].sort((a, b) => a.id - b.id);
}

/**
 * Whether a declaration may be written. Faults are rules it breaks by itself; conflicts are entries, declared or verified and not
 * reversed, of the same policy and kind that count the same land: by drawing (a whole parcel has that of the parcel), and in any case
 * when the parcel's entries together would pass its area (the registered one, else the measured one), on any day from that of the
 * evidence on. Land that another entry counted and counts no more may be declared; it counts from the day on which the other ended.
 * `rows`: at least the rows of all entries on the parcel, its kin and whatever the drawing may meet. `today` is an ISO day.
 */
export function checkDeclaration(
  draft: Declaration,
  land: DeclaredLand,
  policy: Policy,
  rows: readonly LedgerRow[],
  today: string,
): CountingCheck {
  const { parcel, lineage = [] } = land;
  const parcelOf: ParcelOf = (code) => (code === parcel.code ? parcel : (land.parcelOf?.(code) ?? null));
  const times = parcelTimes(lineage, { parcelOf, earlierOf: earlierByCode(land.earlier ?? []) });
  const township = townshipOn(lineage, parcel.code, parcel.township, draft.date);
  const { gross, effective, shape } = draft;
  const part: LedgerPart = { parcel: parcel.code, township, gross, effective, shape };
  const { steps, fault } = futureOf(part, draft.date, land, times);
  const stretches = [{ from: draft.date, parts: [part] as readonly LedgerPart[] }];
  for (const { date, parts } of steps) {
    const origins = new Set(parts.map(({ origin }) => origin));
    stretches.push({ from: date, parts: [...stretches.at(-1)!.parts.filter((one) => !origins.has(one.parcel)), ...parts] });
  }
  const others = occupationsIn(rows, draft);
  const capacityOf = (code: string, day: IsoDate): MicroMu | null => areaOn(lineage, code, countedAreaOf(parcelOf(code)), day);
  const mine = occupationsOf(0, stretches);
  // Its own other pieces take room on a parcel too; that they do is no conflict.
  const met = mine.map((piece) => collisionsOf(piece, [...others, ...mine.filter((one) => one !== piece)], times.on, capacityOf));
  const collisions = met.flatMap((one) => one.collisions).filter(({ id }) => id !== 0);
  const standing = collisions.filter(({ until }) => until === null);
  const freeFrom = collisions.map(({ until }) => until ?? draft.date).reduce((a, b) => (a > b ? a : b), draft.date);
  const notices: string[] = [];
  const areaNow = countedAreaOf(parcel);
  const area = capacityOf(parcel.code, draft.date);
  const drawing = drawingOf(draft, times.on(parcel.code, draft.date) ?? parcel, area !== areaNow, notices);
  const absent = absenceOf(lineage, parcel.code, draft.date);
  if (standing.length === 0 && freeFrom > draft.date) {
    const ids = strongest(collisions)
      .map(({ id }) => id)
      .join('、');
    notices.push(`同一块地在 ${freeFrom} 之前由第 ${ids} 条计入，这一条自 ${freeFrom} 起计入`);
  }
  notices.push(...heldByArea(mine, others), ...measureNotices(draft.measure));
  return {
    faults: [
      ...ruleFaults(draft, area, policy, today),
      ...(absent ? [{ field: 'date' as const, message: absent }] : []),
      ...(fault ? [fault] : []),
      // Where the drawing also meets an entry that counts, that is the plainer reason.
      ...(standing.some((one) => one.shape !== null) ? [] : drawing),
    ],
    conflicts: strongest(standing),
    slivers: strongest(met.flatMap((one) => one.slivers).filter(({ id }) => id !== 0)),
    notices,
    countsFrom: freeFrom,
    township,
    carries: steps,
  };
}

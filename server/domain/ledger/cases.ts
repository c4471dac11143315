// Cases under way: parcels being treated, what each may still add toward a target before its end, and how likely.
import type { IsoDate } from '../period.ts';
import { type MicroMu, microMu } from '../units.ts';
import type { Prospect } from './forecast.ts';
import { areasOf, enteredKind, type CountedTarget, type LineGroup } from './ledger-lines.ts';
import { prospectStages, statedOn, type CaseStage, type ProspectStage, type SaidOf, type TargetStatement } from './target-statement.ts';

/** An assumption until the county states its own: shown as such wherever a forecast uses it. */
export const assumedLikelihood: Readonly<Record<ProspectStage, number>> = {
  surveyed: 100,
  identified: 250,
  planned: 400,
  signed: 650,
  vacating: 850,
  accepted: 950,
  declared: 900,
};

export interface Likelihood {
  readonly stage: ProspectStage;
  readonly permille: number;
  /** Null: assumed, nobody has stated it. */
  readonly stated: TargetStatement<SaidOf<'likelihood'>> | null;
}

/** The likelihood of each stage on a day. */
export function likelihoodsOn(rows: readonly TargetStatement[], day: IsoDate): Likelihood[] {
  const stated = new Map(statedOn(rows, 'likelihood', day).map((row) => [row.said.stage, row]));
  return prospectStages.map((stage) => {
    const row = stated.get(stage) ?? null;
    return { stage, permille: row?.said.permille ?? assumedLikelihood[stage], stated: row };
  });
}

export interface LandCase {
  readonly id: number;
  readonly row: TargetStatement<SaidOf<'case'>>;
  /** First row of the case. */
  readonly opened: IsoDate;
}

/** Cases as they stand on a day, in the order in which they were opened. */
export function casesOn(rows: readonly TargetStatement[], day: IsoDate): LandCase[] {
  const cases = new Map<number, LandCase>();
  for (const row of statedOn(rows, 'case', day)) {
    const id = row.said.id ?? row.id;
    cases.set(id, { id, row, opened: cases.get(id)?.opened ?? row.date });
  }
  return [...cases.values()].sort((a, b) => a.id - b.id);
}

/** A case as it may still count toward a target. */
export interface PipelineItem extends Prospect {
  readonly stage: Exclude<ProspectStage, 'declared'>;
  readonly landCase: LandCase;
  readonly parcel: string;
  readonly township: string | null;
  readonly due: IsoDate;
}

/** Land declared and not verified, all of it together: its entries are in the ledger. */
export interface DeclaredProspect extends Prospect {
  readonly entries: number;
}

export interface Pipeline {
  readonly items: readonly PipelineItem[];
  readonly declared: DeclaredProspect;
  /** Cases that count nothing here: due after the end, or all of their land is entered already. */
  readonly after: readonly LandCase[];
  readonly entered: readonly LandCase[];
}

const isOpen = (stage: CaseStage): stage is Exclude<CaseStage, 'dropped'> => stage !== 'dropped';

/** What stands in the ledger toward the target on the parcels of cases. */
function standingOn(parcels: ReadonlySet<string>, { group, selected, areas }: CountedColumns): Map<string, number> {
  const standing = new Map<string, number>();
  if (parcels.size === 0) return standing;
  for (let place = 0; place < selected.length; place += 1) {
    if (selected[place] === 0) continue;
    const { parcel } = group.lines[place]!;
    if (parcels.has(parcel)) standing.set(parcel, (standing.get(parcel) ?? 0) + areas[place]!);
  }
  return standing;
}

interface CountedColumns {
  readonly group: LineGroup;
  readonly selected: Uint8Array;
  readonly areas: Float64Array;
}

function declaredProspect({ selected, areas }: CountedColumns, permille: number): DeclaredProspect {
  let [area, squares, entries] = [0, 0, 0];
  for (let place = 0; place < selected.length; place += 1) {
    if (selected[place] !== 1) continue;
    area += areas[place]!;
    squares += areas[place]! * areas[place]!;
    entries += 1;
  }
  return { area, squares, entries, permille };
}

/**
 * What may still come toward a target before its end: declared land, and of each case what is not entered yet. An effective target
 * has no cases: how much of a case will be effective is stated when it is entered, never inferred.
 */
export function pipelineOf(
  target: CountedTarget,
  counted: { readonly group: LineGroup; readonly selected: Uint8Array },
  cases: readonly LandCase[],
  likelihoods: readonly Likelihood[],
): Pipeline {
  const permille = new Map(likelihoods.map((one) => [one.stage, one.permille]));
  const { group, selected } = counted;
  const columns = { group, selected, areas: areasOf(target, group) };
  const open = cases.filter(
    ({ row: { said } }) =>
      said.policy === target.policy && said.kind === enteredKind(target) && target.kind !== 'vacated_effective' && isOpen(said.stage),
  );
  const standing = standingOn(new Set(open.map(({ row }) => row.said.parcel)), columns);
  const items: PipelineItem[] = [];
  const [after, entered]: [LandCase[], LandCase[]] = [[], []];
  for (const landCase of open) {
    const { said } = landCase.row;
    // What stands in the ledger is taken off the parcel's cases in the order in which they were opened.
    const taken = Math.min(standing.get(said.parcel) ?? 0, said.area);
    standing.set(said.parcel, (standing.get(said.parcel) ?? 0) - taken);
    if (taken === said.area) entered.push(landCase);
    else if (said.due > target.periodEnd) after.push(landCase);
    else {
      const stage = said.stage as PipelineItem['stage'];
      const { parcel, township, due } = said;
      items.push({ stage, landCase, parcel, township, due, area: said.area - taken, permille: permille.get(stage)! });
    }
  }
  return { items, declared: declaredProspect(columns, permille.get('declared')!), after, entered };
}

/** Why a case may not be written. */
export interface CaseFault {
  readonly field: 'parcel' | 'areaMu' | 'due' | 'stage' | 'date';
  readonly message: string;
}

/** Checks a case against its parcel and the other open cases on it: together they may not expect more than the parcel. */
export function caseFaults(
  said: SaidOf<'case'>,
  date: IsoDate,
  parcelArea: MicroMu | null,
  others: readonly LandCase[],
  before: LandCase | null,
  today: IsoDate,
): CaseFault[] {
  const faults: CaseFault[] = [];
  if (said.area <= 0) faults.push({ field: 'areaMu', message: '预计面积应大于零' });
  const here = others.filter(({ id, row }) => id !== said.id && row.said.parcel === said.parcel && isOpen(row.said.stage));
  const sum = microMu(here.reduce((area, { row }) => area + row.said.area, 0) + said.area);
  if (isOpen(said.stage) && parcelArea !== null && sum > parcelArea)
    faults.push({
      field: 'areaMu',
      message:
        here.length === 0
          ? `预计 ${said.area / 1e6} 亩超过宗地面积 ${parcelArea / 1e6} 亩`
          : `与在办第 ${here.map(({ id }) => id).join('、')} 件合计 ${sum / 1e6} 亩，超过宗地面积 ${parcelArea / 1e6} 亩`,
    });
  if (date > today) faults.push({ field: 'date', message: `日期 ${date} 还没有到` });
  if (before && date < before.row.date) faults.push({ field: 'date', message: `日期 ${date} 早于上一步 ${before.row.date}` });
  if (before && !isOpen(before.row.said.stage)) faults.push({ field: 'stage', message: '这一件已经中止，另立新件' });
  return faults;
}

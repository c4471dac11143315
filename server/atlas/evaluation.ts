// The yearly evaluation (亩产效益综合评价) of a county: worked out when asked for, once per year and parameter set, and kept while its inputs stay the same.
import type { CountyData } from '#domain/county-data.ts';
import { countedArea } from '#domain/land/parcel.ts';
import { evaluateFirms, type Evaluation, type FirmResult } from '#domain/scoring/evaluation.ts';
import type { SubjectResult } from '#domain/scoring/group-result.ts';
import { forcedInForce } from '#domain/scoring/marks.ts';
import { parametersFor, type LandSource, type ScoringParameters } from '#domain/scoring/parameters.ts';
import { evaluateBlocks, placeSubjects, type Place } from '#domain/scoring/places.ts';
import { yearGradeOf, type YearGrade } from '#domain/scoring/streaks.ts';
import { standingOf, type Standing } from '#domain/scoring/standing.ts';
import { membersOf, type Member, type MemberInput, type Subject } from '#domain/scoring/subjects.ts';
import { sumMicroMu, type MicroMu } from '#domain/units.ts';
import { memory, type CountySheet, type Memory } from './sheet.ts';

/** Evaluations kept per sheet: the year looked at, the one before, and those that a streak needs. */
const MOST_EVALUATIONS = 8;

/** One county, one year, one parameter set. Before anybody's scope: ranks are those of the whole county. */
export interface Evaluated {
  readonly set: ScoringParameters;
  readonly evaluation: Evaluation;
  readonly firms: ReadonlyMap<string, FirmResult>;
  readonly subjects: ReadonlyMap<string, SubjectResult>;
}

/** What an evaluation follows from: while these stay the same, a new sheet (a ledger entry, another day) takes the old one's results. */
const inputs = ['parcels', 'firms', 'accounts', 'occupancies', 'allocations', 'townships', 'blocks', 'marks', 'forcedGrades'] as const;

const memories = new WeakMap<CountyData['accounts'], { readonly data: CountyData; readonly memory: Memory }>();

function keptOf({ data }: CountySheet): Memory {
  const before = memories.get(data.accounts);
  if (before && inputs.every((name) => before.data[name] === data[name])) return before.memory;
  const fresh = { data, memory: memory(MOST_EVALUATIONS) };
  memories.set(data.accounts, fresh);
  return fresh.memory;
}

function inputOf(sheet: CountySheet, year: number): MemberInput {
  const { data } = sheet;
  return {
    year,
    firms: data.firms,
    accounts: sheet.accounts(year).filter((account) => account !== undefined),
    occupancies: data.occupancies.filter((occupancy) => occupancy.year === year),
    holders: new Map(data.parcels.flatMap(({ code, holderUscc }) => (holderUscc === null ? [] : [[code, holderUscc]]))),
  };
}

/** Every firm of the year with its figures; `land` says where its land is taken from. */
export function membersIn(sheet: CountySheet, year: number, land: readonly LandSource[]): readonly Member[] {
  return keptOf(sheet)(`members ${year} ${land.join()}`, () => membersOf(inputOf(sheet, year), land));
}

/** The evaluation of the firms. */
export function evaluationOf(sheet: CountySheet, set: ScoringParameters, year: number): Evaluated {
  return keptOf(sheet)(`firms ${year} ${set.id}`, () => {
    const { marks, forcedGrades: forced } = sheet.data;
    const evaluation = evaluateFirms({ ...inputOf(sheet, year), marks, forced }, set);
    return {
      set,
      evaluation,
      firms: new Map(evaluation.firms.map((firm) => [firm.uscc, firm])),
      subjects: new Map(evaluation.subjects.map((result) => [result.subject.id, result])),
    };
  });
}

/** The land of every block: the counted areas of its parcels, used or not; null where one of them is not known. */
function landOfBlocks(sheet: CountySheet): ReadonlyMap<string, MicroMu | null> {
  const areas = new Map<string, (MicroMu | null)[]>();
  for (const parcel of sheet.data.parcels) {
    if (parcel.block === null) continue;
    areas.set(parcel.block, areas.get(parcel.block) ?? []);
    areas.get(parcel.block)!.push(countedArea(parcel)?.area ?? null);
  }
  return new Map(
    [...areas].map(([block, all]) => {
      const known = all.filter((area) => area !== null);
      return [block, known.length === all.length ? sumMicroMu(known) : null];
    }),
  );
}

function placed(
  sheet: CountySheet,
  year: number,
  members: readonly Member[],
  places: readonly Place[],
  of: 'block' | 'township',
): Subject[] {
  const placeOf = new Map<string, string | null>(sheet.data.parcels.map((parcel) => [parcel.code, parcel[of]]));
  const allocations = sheet.data.allocations.filter((allocation) => allocation.year === year);
  return placeSubjects({ year, members, allocations, places, placeOf: (parcel) => placeOf.get(parcel) ?? null });
}

/** The blocks with the parts of the firms on them, and all their land, used and unused. */
export function blockSubjects(sheet: CountySheet, year: number, members: readonly Member[]): Subject[] {
  const land = landOfBlocks(sheet);
  const places = sheet.data.blocks.map(({ code, name, facts }) => ({ key: code, name, facts, land: land.get(code) ?? null }));
  return placed(sheet, year, members, places, 'block');
}

/** The townships with the parts of the firms on their land. */
export function townshipSubjects(sheet: CountySheet, year: number, members: readonly Member[]): Subject[] {
  const places = sheet.data.townships.map(({ code, name }) => ({ key: code, name }));
  return placed(sheet, year, members, places, 'township');
}

/** The evaluation of the blocks by the set's block groups. */
export function blockResults(sheet: CountySheet, set: ScoringParameters, year: number): readonly SubjectResult[] {
  return keptOf(sheet)(`blocks ${year} ${set.id}`, () =>
    evaluateBlocks(blockSubjects(sheet, year, membersIn(sheet, year, set.land)), set, year, sheet.data.marks),
  );
}

/** What stands for a firm in a year; null computed when the county has no set for the year. */
export interface YearStanding {
  readonly grade: YearGrade;
  readonly from: Standing['from'];
  readonly imported: string | null;
  /** Null where nothing was computed: no set, or the year needed no computing because another grade counts. */
  readonly standing: Standing | null;
}

/**
 * A firm's grades over the years. A year is evaluated only when the imported or forced grade does not settle it already, since
 * evaluating a year means evaluating everybody.
 */
export function historyOf(sheet: CountySheet, sets: readonly ScoringParameters[], uscc: string): YearStanding[] {
  const { code } = sheet.data.county;
  return sheet.years.map((year): YearStanding => {
    const set = parametersFor(sets, code, year);
    const imported = sheet.record.accounts(uscc).get(year)?.grade ?? null;
    const forced = forcedInForce(sheet.data.forcedGrades, year).get(uscc) ?? null;
    if (!set || forced || (imported !== null && set.prevails === 'imported')) {
      const { class: counts, from } = standingOf({ state: 'outside' }, imported, forced, 'imported');
      return { grade: { year, class: counts, exempt: false }, from, imported, standing: null };
    }
    const standing = evaluationOf(sheet, set, year).firms.get(uscc)?.standing;
    if (!standing) return { grade: { year, class: null, exempt: false }, from: null, imported, standing: null };
    return { grade: yearGradeOf(year, standing), from: standing.from, imported, standing };
  });
}

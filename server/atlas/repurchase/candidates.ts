// Every parcel of a county as a candidate for buying back: cost, score, who and what it touches, its neighbours, and why not.
import { gradeLetters, NO_INDEX, type YearColumns } from '#domain/columns.ts';
import { foldName, nameIndex } from '#domain/firms/names.ts';
import { countedArea, type Parcel } from '#domain/land/parcel.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { thresholdsOf } from '#domain/policy/thresholds.ts';
import type { AdjacencySettings } from '#domain/repurchase/adjacency.ts';
import type { Candidate, Exclusion } from '#domain/repurchase/candidate.ts';
import { type Cost, costOf } from '#domain/repurchase/cost.ts';
import { scoreOf, type ScoreInputs } from '#domain/repurchase/score.ts';
import { overridesInForce, type Settings, type SettingsVersion, type Weights } from '#domain/repurchase/settings.ts';
import { fen, type Fen, toMu } from '#domain/units.ts';
import { freedOf } from '../freed.ts';
import type { CountySheet } from '../sheet.ts';
import type { Snapshot } from '../snapshot.ts';
import { buildYear } from '../year-columns.ts';
import { adjacencyOf } from './adjacency.ts';
import { costInputsOf, scoreInputsOf } from './parcel-inputs.ts';
import { peopleOf } from './people.ts';
import { plannedParcels } from './planned.ts';

/** What the candidates are looked at with. */
export interface CandidateLens {
  readonly snapshot: Snapshot;
  readonly policy: Policy | null;
  readonly columns: YearColumns;
  readonly settings: SettingsVersion;
  readonly weights: Weights;
  readonly adjacency: AdjacencySettings;
}

/** 亩均税收 from which nothing speaks for buying: the policy's highest threshold, else the settings'. */
function referenceOf(policy: Policy | null, settings: Settings): ScoreInputs['reference'] {
  const highest = policy ? thresholdsOf(policy, 'enterprise.taxPerMuWan').at(-1) : undefined;
  if (policy && highest && highest.approx > 0) return { value: highest.approx, from: `${policy.title} 最高一档` };
  return { value: settings.taxReferenceWanPerMu, from: '参数' };
}

function exclusionOf(sheet: CountySheet, parcel: Parcel, pick: number, cost: Cost, { columns, settings }: CandidateLens): Exclusion | null {
  const freed = freedOf(sheet, parcel.code);
  if (freed) {
    const state = freed.state === 'verified' ? '核实' : '申报';
    return { reason: 'freed', message: `台账已${state}腾出 ${toMu(freed.gross)} 亩` };
  }
  const plan = plannedParcels(sheet).get(parcel.code);
  if (plan !== undefined) return { reason: 'planned', message: `已列入批准的方案“${plan}”` };
  if (countedArea(parcel) === null) return { reason: 'area-unknown', message: '宗地面积不详' };
  if (!cost.known) return { reason: 'cost-unknown', message: `收购成本无法估算，缺${cost.missing.join('、')}` };
  const { exclude } = settings.settings;
  if (exclude.sealed && parcel.facts['sealed'] === true) return { reason: 'sealed', message: '被查封，不能转移' };
  if (exclude.gradeA && gradeLetters[columns.grade[pick]!] === 'A') return { reason: 'grade-a', message: `${columns.year} 年评价为 A 级` };
  const zones = sheet.zonesOf(parcel.code) ?? parcel.facts['zone'];
  const barred = Array.isArray(zones) ? exclude.zones.find((zone) => zones.includes(zone)) : undefined;
  return barred === undefined ? null : { reason: 'zone', message: `位于${barred}，参数规定不收储` };
}

/** Who stands on a parcel in the latest year, with the people and the tax that fall on it; null where any of it is unknown. */
function touchedBy(sheet: CountySheet, pick: number): { firms: string[]; jobs: number | null; tax: Fen | null } {
  const year = sheet.years.at(-1);
  if (year === undefined) return { firms: [], jobs: null, tax: null };
  const { start, firm, tax } = sheet.occupants(year);
  const people = peopleOf(sheet, year);
  const [from, to] = [start[pick]!, start[pick + 1]!];
  if (from === to) {
    // Nobody is known to stand there; only where nothing was ever begun is that certain.
    const empty = sheet.parcel(pick).productionStart.state === 'not-started';
    return { firms: [], jobs: empty ? 0 : null, tax: empty ? fen(0) : null };
  }
  const firms: string[] = [];
  let [jobs, money]: [number | null, number | null] = [0, 0];
  for (let slot = from; slot < to; slot += 1) {
    const uscc = sheet.firms.codes[firm[slot]!]!;
    firms.push(uscc);
    jobs = jobs === null || Number.isNaN(people[slot]!) ? null : jobs + people[slot]!;
    money = money === null || Number.isNaN(tax[slot]!) ? null : money + tax[slot]!;
  }
  return { firms, jobs, tax: money === null ? null : fen(money) };
}

/** Each parcel's share of parcels that cost more per mu; null without a known cost. */
function ranks(costs: readonly Cost[], areas: Float64Array): (number | null)[] {
  const perMu = costs.map((cost, index) => (cost.known && areas[index]! > 0 ? cost.fen / areas[index]! : null));
  const sorted = perMu.filter((value) => value !== null).sort((a, b) => a - b);
  return perMu.map((value) => {
    if (value === null) return null;
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! > value) high = middle;
      else low = middle + 1;
    }
    return sorted.length > 1 ? (sorted.length - low) / (sorted.length - 1) : 0;
  });
}

/** Whose a parcel is: the holder's code, the code of the firm of that name, or the name itself. */
function ownersOf(sheet: CountySheet): (parcel: Parcel) => string | null {
  const find = sheet.record.remember('firms by name', () => nameIndex(sheet.data.firms));
  return ({ holder, holderUscc }) => {
    if (holderUscc !== null || holder === null) return holderUscc;
    const match = find(holder);
    return match.found === 'one' ? match.uscc : foldName(holder) || null;
  };
}

/** Costs and scores of the whole county, before anybody's scope; by sheet index. */
function judged(lens: CandidateLens): readonly Omit<Candidate, 'neighbours'>[] {
  const { snapshot, policy, settings, weights } = lens;
  const { sheet } = snapshot;
  // Verdicts are the whole county's, whatever part of it is shown.
  const columns = snapshot.scope === 'all' ? lens.columns : buildYear(sheet, lens.columns.year, policy);
  const ownerOf = ownersOf(sheet);
  const overrides = overridesInForce(sheet.data.costOverrides ?? []);
  const picks = Array.from({ length: sheet.base.size }, (_, pick) => pick);
  const costs = picks.map((pick) =>
    costOf(settings.settings.cost, costInputsOf(sheet, pick, settings.settings), overrides.get(sheet.parcel(pick).code) ?? null),
  );
  const cheaper = ranks(costs, sheet.base.area);
  const reference = referenceOf(policy, settings.settings);
  return picks.map((pick) => {
    const parcel = sheet.parcel(pick);
    const counted = countedArea(parcel);
    const inputs = { ...scoreInputsOf(sheet, pick, columns, settings.settings, reference), cheaperThan: cheaper[pick]! };
    return {
      code: parcel.code,
      name: sheet.base.names[pick]!,
      township: parcel.township,
      block: sheet.base.block[pick] === NO_INDEX ? null : sheet.base.blockCodes[sheet.base.block[pick]!]!,
      area: counted?.area ?? null,
      areaKind: counted?.kind ?? null,
      cost: costs[pick]!,
      score: scoreOf(inputs, weights),
      owner: ownerOf(parcel),
      ...touchedBy(sheet, pick),
      excluded: exclusionOf(sheet, parcel, pick, costs[pick]!, { ...lens, columns }),
    };
  });
}

/** The candidates that the asker may see, in the order of the snapshot. Kept for the snapshot. */
export function candidatesOf(lens: CandidateLens): readonly Candidate[] {
  const { snapshot, settings, weights, adjacency, columns } = lens;
  const key = JSON.stringify(['candidates', settings.version, weights, adjacency, columns.year, columns.policy]);
  return snapshot.once(key, () => {
    const { sheet, picks } = snapshot;
    const { of } = adjacencyOf(sheet, adjacency);
    const all = judged(lens);
    return Array.from(picks, (pick) => ({
      ...all[pick]!,
      neighbours: of[pick]!.map((other) => sheet.base.codes[other]!).filter((code) => snapshot.indexOf.has(code)),
    }));
  });
}

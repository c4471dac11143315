// Per rule and gap of a policy: the parcels, firms and land that it holds for or cannot be judged for, from the map's own verdicts.
import { VERDICT_UNKNOWN } from '#domain/columns.ts';
import { classOf, type Policy } from '#domain/policy/policy.ts';
import { countyVerdicts, type CountyVerdicts } from './judging.ts';
import { areaOf } from './parcel-sums.ts';
import type { Snapshot } from './snapshot.ts';
import { eachSubject, type SubjectCount } from './subject-sets.ts';

/** Firms of each bit: those for whom the bit is set. */
function firmsByBit(snapshot: Snapshot, judged: CountyVerdicts, bits: number, word: 'matched' | 'unknown' | 'gaps'): Set<number>[] {
  const firms = Array.from({ length: bits }, () => new Set<number>());
  eachSubject(snapshot, judged, (run, row) => {
    const firm = run.firms[row]!;
    if (firm < 0) return;
    for (let rest = run.verdicts[word][row]!; rest !== 0; rest &= rest - 1) firms[31 - Math.clz32(rest & -rest)]!.add(firm);
  });
  return firms;
}

/** Parcels of each bit of a column that is indexed like the sheet. */
function parcelsByBit({ picks }: Snapshot, flags: Uint32Array, bits: number): number[][] {
  const parcels = Array.from({ length: bits }, () => [] as number[]);
  for (const [index, pick] of picks.entries()) {
    for (let rest = flags[pick]!; rest !== 0; rest &= rest - 1) parcels[31 - Math.clz32(rest & -rest)]!.push(index);
  }
  return parcels;
}

function amount({ base }: Snapshot, parcels: readonly number[], firms: number): SubjectCount {
  return { parcels: parcels.length, firms, areaMu: areaOf(base, parcels) };
}

/** Counts over verdicts that are at hand: those in force, or those of a policy that is only tried. */
export function ruleCounts(snapshot: Snapshot, policy: Policy, judged: CountyVerdicts) {
  const { columns, gapFlags } = judged;
  const rules = policy.rules.length;
  const [held, open] = [parcelsByBit(snapshot, columns.flags, rules), parcelsByBit(snapshot, columns.unknown, rules)];
  const [holders, waiting] = [firmsByBit(snapshot, judged, rules, 'matched'), firmsByBit(snapshot, judged, rules, 'unknown')];
  const inGap = parcelsByBit(snapshot, gapFlags, policy.gaps.length);
  const gapFirms = firmsByBit(snapshot, judged, policy.gaps.length, 'gaps');
  const byClass: number[][] = columns.classes.map(() => []);
  const classFirms = columns.classes.map(() => new Set<number>());
  const undecided: number[] = [];
  for (const [index, pick] of snapshot.picks.entries()) {
    const code = columns.verdict[pick]!;
    if (code === VERDICT_UNKNOWN) undecided.push(index);
    else if (code > 0) byClass[code - 1]!.push(index);
  }
  const undecidedFirms = new Set<number>();
  eachSubject(snapshot, judged, (run, row) => {
    const firm = run.firms[row]!;
    if (firm < 0) return;
    const proposed = run.verdicts.proposed[row]!;
    if (proposed > 0) classFirms[proposed - 1]!.add(firm);
    else if ((run.verdicts.unknown[row]! & judged.classRules) !== 0 && columns.verdict[run.owners[row]!] === VERDICT_UNKNOWN)
      undecidedFirms.add(firm);
  });
  return {
    rules: policy.rules.map((rule, bit) => ({
      rule: rule.id,
      kind: rule.kind,
      clause: rule.clause,
      category: rule.category,
      class: classOf(policy, rule)?.name ?? null,
      wording: rule.wording,
      matched: amount(snapshot, held[bit]!, holders[bit]!.size),
      unknown: amount(snapshot, open[bit]!, [...waiting[bit]!].filter((firm) => !holders[bit]!.has(firm)).length),
    })),
    gaps: policy.gaps.map((gap, bit) => ({
      gap: gap.id,
      name: gap.name,
      wording: gap.wording,
      result: gap.result,
      ...amount(snapshot, inGap[bit]!, gapFirms[bit]!.size),
    })),
    classes: columns.classes.map((name, at) => ({ name, ...amount(snapshot, byClass[at]!, classFirms[at]!.size) })),
    /** In no class, and some class rule cannot be judged: 待补数据. */
    undecided: amount(snapshot, undecided, undecidedFirms.size),
    total: { parcels: snapshot.base.size, areaMu: areaOf(snapshot.base, [...snapshot.base.codes.keys()]) },
  };
}
export type RuleCounts = ReturnType<typeof ruleCounts>;

/** The counts of a policy in force in a county. */
export function countsReply(snapshot: Snapshot, year: number, policy: Policy) {
  const { county } = snapshot.sheet.data;
  return {
    county: county.code as string,
    policy: policy.id,
    policyVersion: policy.version,
    year,
    version: snapshot.tag,
    demo: county.demo,
    ...ruleCounts(snapshot, policy, countyVerdicts(snapshot.sheet, year, policy)),
  };
}
export type CountsReply = ReturnType<typeof countsReply>;

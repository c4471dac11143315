// What an invented county states about its targets: tasks of its townships, cases under way, and what its other counters have reached.
import type { Said, TargetStatement } from '#domain/ledger/target-statement.ts';
import { daysBetween, type IsoDate } from '#domain/period.ts';
import { type MicroMu, microMu, splitByWeight } from '#domain/units.ts';
import { addDays } from './days.ts';
import type { DemoLedgerEntry, DemoParcel } from './demo-county.ts';
import { type CountyProfile, demoMark } from './profiles.ts';
import { createRandom, hashText } from './random.ts';
import { targetGoals } from './target-goals.ts';

export type DemoStatement = Omit<TargetStatement, 'id'>;

/** A parcel on which something might be under way. */
export type CaseCandidate = Pick<DemoParcel, 'code' | 'township'> & { readonly area: MicroMu };

/** Lots between so many mu are what a county treats one by one. */
const [smallest, largest] = [4_000_000, 45_000_000];
/** Candidates kept per county: more than are needed, few enough for the largest county. */
const mostCandidates = 400;

/** Adds the batch's lots that may become cases; of too many those are kept that a hash of their code puts first, wherever they lie. */
export function gatherCandidates(candidates: CaseCandidate[], parcels: readonly DemoParcel[], entered: readonly DemoLedgerEntry[]): void {
  const taken = new Set(entered.map(({ parcel }) => parcel));
  for (const { code, township, registeredArea: area } of parcels) {
    if (area !== null && area >= smallest && area <= largest && township !== null && !taken.has(code)) {
      candidates.push({ code, township, area });
    }
  }
  if (candidates.length <= 2 * mostCandidates) return;
  candidates.sort((a, b) => hashText(a.code) - hashText(b.code));
  candidates.length = mostCandidates;
}

const stages = ['surveyed', 'identified', 'planned', 'signed', 'vacating', 'accepted'] as const;
const stageBasis: Readonly<Record<(typeof stages)[number], string>> = {
  surveyed: '排查底数清单',
  identified: '联合认定会议纪要',
  planned: '一企一策方案',
  signed: '腾退协议',
  vacating: '搬离进度记录',
  accepted: '现场验收单',
};

export interface TargetPlanInput {
  readonly profile: CountyProfile;
  readonly policy: string;
  readonly townships: readonly { readonly code: string }[];
  readonly entries: readonly DemoLedgerEntry[];
  readonly candidates: readonly CaseCandidate[];
  readonly seed: number;
  readonly now: string;
}

/** All statements, each with the day from which it holds. */
export function planStatements({ profile, policy, townships, entries, candidates, seed, now }: TargetPlanInput): DemoStatement[] {
  const target = targetGoals[profile.code];
  if (!target) return [];
  const random = createRandom('targets', profile.code, seed);
  const say = (said: Said, date: IsoDate, basis: string): DemoStatement => ({
    said,
    date,
    basis: `${demoMark}：${basis}`,
    actor: '演示',
    recordedAt: now,
  });
  // Where more was freed more was asked, but not in step with it: some are ahead, some behind.
  const freed = new Map<string, number>();
  for (const { township, gross } of entries) if (township !== null) freed.set(township, (freed.get(township) ?? 0) + gross);
  const asked = townships.filter(({ code }) => (freed.get(code) ?? 0) > 0);
  const weights = asked.map(({ code }) => Math.round((freed.get(code)! / 1000) * random.range(0.55, 1.5)) + 4000);
  const wanted = target.taskMu;
  const parts = splitByWeight(wanted, weights) ?? [];
  const tasks = asked.map(({ code }, place) =>
    say(
      { noun: 'task', policy, target: target.id, township: code, area: microMu(parts[place]! * 1_000_000) },
      profile.ledger.from,
      '任务分解表',
    ),
  );
  const count = Math.min(candidates.length, Math.max(4, Math.round(target.caseMu / 13)));
  const cases = random
    .shuffled(candidates)
    .slice(0, count)
    .map(({ code, township, area }) => {
      const stage = random.weighted([...stages], (one) => 6 - stages.indexOf(one) * 0.7);
      const left = daysBetween(profile.asOf, target.end);
      const due = addDays(profile.asOf, random.whole(20, Math.max(40, Math.round(left * 1.15))));
      const date = addDays(profile.asOf, -random.whole(3, 120));
      const part = random.chance(0.2) ? random.range(0.4, 0.9) : 1;
      const expected = microMu(Math.max(10_000, Math.floor((area * part) / 10_000) * 10_000));
      return say(
        { noun: 'case', id: null, policy, kind: profile.ledger.kind, parcel: code, township, stage, area: expected, due },
        date,
        stageBasis[stage],
      );
    });
  const counters = target.counters.flatMap(({ id, amounts }) =>
    amounts.map(([date, value]) =>
      say(
        { noun: 'counter', policy, target: id, value: String(value), part: null, township: null, reverses: null },
        date as IsoDate,
        '专班月报',
      ),
    ),
  );
  return [...tasks, ...cases, ...counters];
}

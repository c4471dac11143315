// Evaluating a county, step by step: match, occupy, allocate, judge, report. The same record gives the same outcome.
import type { Conservation, Unallocated } from '#domain/firms/allocate.ts';
import { allocateTax } from '#domain/firms/allocate.ts';
import { indexCounty } from '#domain/firms/county-index.ts';
import { matchFirms, type MatchReport } from '#domain/firms/match.ts';
import { decidedMatches } from '#domain/firms/match-decisions.ts';
import { standingOf } from '#domain/firms/parcel-judgement.ts';
import type { Issue } from '#domain/issue.ts';
import type { CountyCode } from '#domain/land/codes.ts';
import { zonesOfParcels } from '#domain/land/zoning.ts';
import { type IsoDate, isoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import type { CountyRecords } from '../store/counties.ts';
import type { EvaluationOutcome } from '../store/evaluations.ts';
import type { Changing } from '../store/store.ts';
import { findings, sanityFindings } from './findings.ts';
import { judgeCounty } from './judge.ts';
import { occupyYears } from './occupy.ts';

/** A policy with the hash of the text it was read from. */
export interface LoadedPolicy {
  readonly policy: Policy;
  readonly hash: string;
}

export interface EvaluationReport {
  readonly matched: { readonly byCode: number; readonly byName: number; readonly byTenureOnly: number; readonly decided: number };
  readonly match: MatchReport;
  readonly conservation: readonly Conservation[];
  readonly unallocated: readonly Unallocated[];
  readonly issues: readonly Issue[];
  /** Parcels by proposed class under each policy in its own evaluation year; 无 = none, 待补数据 = cannot be judged. */
  readonly classes: { readonly [policy: string]: { readonly [name: string]: number } };
}

export interface Evaluated {
  readonly outcome: EvaluationOutcome;
  readonly report: EvaluationReport;
}

/** Evaluates the records of a county by its own policies; `now` is an ISO date-time, `today` the day as of which it is judged. */
export function evaluateRecords(
  county: CountyCode,
  records: CountyRecords,
  policies: readonly LoadedPolicy[],
  now: string,
  today: IsoDate = isoDate(now.slice(0, 10)),
): Evaluated {
  const own = policies.filter(({ policy }) => policy.county === county);
  const decided = decidedMatches(records.matchDecisions);
  const matching = matchFirms({ ...records, decided });
  const years = [...new Set([...records.accounts.map((account) => account.year), ...own.map(({ policy }) => policy.evaluationYear)])].sort(
    (a, b) => a - b,
  );
  const { occupancies, over } = occupyYears(records.parcels, records.tenures, matching, years, decided);
  const allocated = allocateTax(county, records.accounts, occupancies, matching.resolve);
  // Nearly all keep their code, and need no second copy of themselves.
  const accounts = records.accounts.map((account) => {
    const uscc = matching.resolve(account.uscc);
    return uscc === account.uscc ? account : { ...account, uscc };
  });
  const index = indexCounty({ ...records, accounts, occupancies });
  const verdicts = judgeCounty(
    index,
    own.map(({ policy }) => policy),
    today,
    zonesOfParcels(records.parcels, records.zones),
  );
  const issues = [...findings(records, matching, over, allocated), ...sanityFindings(index)];
  const written = new Set(records.accounts.map((account) => account.uscc));
  return {
    outcome: {
      occupancies,
      allocations: allocated.allocations,
      conservation: allocated.conservation,
      evaluations: own.map(({ policy, hash }) => ({ policy: policy.id, policyHash: hash, asOf: today, recordedAt: now })),
      verdicts,
      aliases: new Map([...matching.aliases].filter(([code]) => written.has(code))),
    },
    report: {
      matched: {
        byCode: matching.report.byCode,
        byName: matching.report.byName.length,
        decided: matching.report.decided,
        byTenureOnly: records.parcels.length - matching.holders.size - matching.report.unmatchedParcels.length,
      },
      match: matching.report,
      conservation: allocated.conservation,
      unallocated: allocated.unallocated,
      issues,
      classes: countClasses(own, verdicts),
    },
  };
}

function countClasses(policies: readonly LoadedPolicy[], verdicts: EvaluationOutcome['verdicts']): EvaluationReport['classes'] {
  return Object.fromEntries(
    policies.map(({ policy }) => {
      const counts: Record<string, number> = {};
      for (const verdict of verdicts) {
        if (verdict.policy !== policy.id || verdict.year !== policy.evaluationYear) continue;
        const name = standingOf(policy, verdict);
        counts[name] = (counts[name] ?? 0) + 1;
      }
      return [policy.id, counts];
    }),
  );
}

/** Evaluates inside a change: what was evaluated before is replaced, in the same breath as the change itself. */
export async function evaluateAll(
  record: Changing,
  county: CountyCode,
  policies: readonly LoadedPolicy[],
  now: string,
  today: IsoDate = isoDate(now.slice(0, 10)),
): Promise<EvaluationReport> {
  const { outcome, report } = evaluateRecords(county, await record.loadRecords(county), policies, now, today);
  const judged = new Set(outcome.evaluations.map(({ policy }) => policy));
  const keeping = (await record.evaluations(county)).map(({ policy }) => policy).filter((policy) => !judged.has(policy));
  await record.replaceEvaluation({ ...outcome, keeping }, report.issues);
  return report;
}

// Every rule and every gap of a county's policy is met by somebody in its demonstration, thresholds are hit exactly, the ledger is part-way.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { measuredArea } from '#domain/land/area.ts';
import { compareRatio, decimal } from '#domain/units.ts';
import { generateCounty } from '../../server/demo/generate.ts';
import { profileOf } from '../../server/demo/profiles.ts';
import { evaluateRecords } from '../../server/evaluate/evaluate-all.ts';
import { parsePolicyYaml } from '../../server/intake/policy-file.ts';

const source = { importId: 0, file: 'demo', sheet: null, row: null };

function policyOf(id: string) {
  const read = parsePolicyYaml(readFileSync(new URL(`../../data/policies/${id}.yaml`, import.meta.url), 'utf8'), `${id}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

/** Fewer than a large county has: every case must then be told in the first round. */
const parcels = 600;

function evaluated(county: string) {
  const demo = generateCounty({ county, parcels });
  const policy = policyOf(demo.policy);
  const records = {
    parcels: demo.parcels.map((parcel) => ({ ...parcel, measuredArea: measuredArea(parcel.shape!), source })),
    firms: demo.firms.map((firm) => ({ ...firm, source })),
    accounts: demo.accounts.map((account) => ({ ...account, source })),
    tenures: demo.tenures.map((tenure) => ({ ...tenure, source })),
    blocks: demo.blocks,
    townships: demo.townships,
    zones: [],
    matchDecisions: [],
    context: [],
  };
  return { demo, policy, ...evaluateRecords(demo.code, records, [{ policy, hash: '' }], `${demo.asOf}T09:00:00.000Z`) };
}

describe.each(['331123', '330723', '330411', '330282'])('%s', (code) => {
  const { demo, policy, outcome, report } = evaluated(code);
  const profile = profileOf(code)!;
  const verdicts = outcome.verdicts.filter((verdict) => verdict.year === policy.evaluationYear);

  test('meets every rule about firms, parcels and blocks', () => {
    const met = new Set(verdicts.flatMap((verdict) => verdict.matched));
    const wanted = policy.rules.filter((rule) => rule.subject !== 'project').map((rule) => rule.id);
    expect(wanted.filter((rule) => !met.has(rule))).toEqual([]);
  });

  test('meets every gap', () => {
    const met = new Set(verdicts.flatMap((verdict) => verdict.gaps));
    expect(policy.gaps.map((gap) => gap.id).filter((gap) => !met.has(gap))).toEqual([]);
  });

  test('can be judged for the most part, leaves some out of scope or unknown', () => {
    const waiting = verdicts.filter((verdict) => verdict.proposed === null && verdict.unknown.length > 0).length;
    expect(waiting / verdicts.length).toBeGreaterThan(0.01);
    expect(waiting / verdicts.length).toBeLessThan(0.2);
    if (code === '331123') expect(verdicts.some((verdict) => verdict.scope === 'out')).toBe(true);
  });

  test('has firms at exactly 1, 3 and 5 万元/亩 in the evaluation year', () => {
    const known = demo.accounts.filter(
      (account) => account.year === profile.evaluationYear && account.tax !== null && account.assessedArea !== null,
    );
    for (const threshold of ['1', '3', '5']) {
      expect(known.some((account) => compareRatio(account.tax!, account.assessedArea!, decimal(threshold)) === 0)).toBe(true);
    }
  });

  test('matches holders by code and by name, has tenants, and firms without land', () => {
    expect(report.match.byCode).toBeGreaterThan(demo.parcels.length / 2);
    expect(report.match.byName.length).toBeGreaterThan(demo.parcels.length * 0.04);
    expect(report.match.unmatchedFirms.length).toBeGreaterThan(0);
    expect(report.match.unmatchedParcels.length).toBeGreaterThan(0);
    expect(report.match.ambiguous).toEqual([]);
    expect(outcome.occupancies.some((occupancy) => occupancy.role === '租用')).toBe(true);
    expect(report.issues.filter((issue) => issue.kind === 'tenure-over-area')).toEqual([]);
  });

  test('conserves the tax of every year, allocating nearly all of it', () => {
    for (const { imported, allocated, unallocated } of report.conservation) {
      expect(allocated + unallocated).toBe(imported);
      expect(allocated / imported).toBeGreaterThan(0.9);
    }
  });

  test('has idle land on both sides of the line', () => {
    const idle = demo.parcels.filter((parcel) => parcel.productionStart.state === 'not-started' && parcel.supplyDate !== null);
    expect(idle.some((parcel) => parcel.supplyDate! <= profile.idleLine)).toBe(true);
    expect(idle.some((parcel) => parcel.supplyDate! > profile.idleLine)).toBe(true);
  });

  test('has a ledger part-way to the target, within the period and the lots', () => {
    const target = policy.targets.find((candidate) => candidate.headline && candidate.kind === profile.ledger.kind)!;
    const sum = (stage: 'verified' | 'declared'): number =>
      demo.ledger
        .filter((entry) => entry.reversed === null && (entry.verified !== null) === (stage === 'verified'))
        .reduce((total, entry) => total + entry.gross, 0) / 1_000_000;
    expect(sum('verified')).toBeGreaterThan(profile.ledger.verifiedMu * 0.95);
    expect(sum('verified')).toBeLessThan(profile.ledger.verifiedMu * 1.05);
    expect(sum('declared')).toBeGreaterThan(profile.ledger.declaredMu * 0.8);
    expect(sum('verified') + sum('declared')).toBeLessThan(target.value!);
    const registered = new Map(demo.parcels.map((parcel) => [parcel.code, parcel.registeredArea]));
    for (const entry of demo.ledger) {
      expect(entry.gross).toBeLessThanOrEqual(registered.get(entry.parcel)!);
      expect(entry.effective === null || entry.effective <= entry.gross).toBe(true);
      expect(entry.basis).toContain('演示');
      for (const day of [entry.date, entry.verified?.date, entry.reversed?.date]) {
        expect(day === undefined || (day >= target.periodStart && day >= entry.date && day <= demo.asOf)).toBe(true);
      }
    }
    expect(new Set(demo.ledger.map((entry) => entry.parcel)).size).toBe(demo.ledger.length);
    expect(new Set(demo.ledger.map((entry) => entry.township)).size).toBeGreaterThan(4);
    expect(new Set(demo.ledger.map((entry) => entry.date.slice(0, 7))).size).toBeGreaterThan(5);
    expect(demo.ledger.some((entry) => entry.reversed !== null)).toBe(true);
  });
});

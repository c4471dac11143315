// The five given policies, loaded once for the tests of the engine.
import { readFileSync } from 'node:fs';
import { parsePolicyYaml } from '../../../server/intake/policy-file.ts';
import type { Facts } from '../../../server/domain/policy/facts.ts';
import { factsFromJson } from '../../../server/domain/policy/facts-json.ts';
import type { JudgeOptions } from '../../../server/domain/policy/judge.ts';
import { judge } from '../../../server/domain/policy/judge.ts';
import type { Judgement } from '../../../server/domain/policy/judgement.ts';
import type { Policy } from '../../../server/domain/policy/policy.ts';

export const policyIds = ['wuyi-2017', 'suichang-2022', 'ningbo-2015', 'xiuzhou-2020', 'cixi-2021'] as const;

export function policyText(id: string): string {
  return readFileSync(new URL(`../../../data/policies/${id}.yaml`, import.meta.url), 'utf8');
}

const loaded = new Map<string, Policy>();

export function givenPolicy(id: (typeof policyIds)[number]): Policy {
  const known = loaded.get(id);
  if (known) return known;
  const read = parsePolicyYaml(policyText(id), `${id}.yaml`);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  loaded.set(id, read.value);
  return read.value;
}

export function factsOf(body: unknown, year: number): Facts {
  const read = factsFromJson(body, year);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.facts;
}

/** Judges a body of the judge request's form. */
export function judgeBody(policy: Policy, body: unknown, options: JudgeOptions = {}): Judgement {
  return judge(factsOf(body, policy.evaluationYear), policy, options);
}

type Plain = { readonly [key: string]: unknown };

/** A firm of 遂昌 in scope, with nothing against it; what is given replaces a field, undefined takes it away. */
export function suichangFirm(enterprise: Plain = {}, parcel: Plain = {}): { enterprise: Plain; parcel: Plain } {
  const without = (fields: Plain): Plain => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    enterprise: without({
      occupiedAreaMu: 20,
      industryTags: [],
      taxPerMuWan: { 2020: 8, 2021: 8 },
      grade: { 2020: 'B', 2021: 'B' },
      aboveScale: { 2020: true, 2021: true },
      hasPermits: true,
      hasSafetyAssurance: true,
      hasLawfulPremises: true,
      hasEnvMeasures: true,
      hasProjectDecision: true,
      premisesMode: '自有',
      haltMonthsConsecutive: 0,
      normalOperation: true,
      prohibitedByCatalogue: 'none',
      isTenant: false,
      premisesLandUse: '工业用地',
      doesIndustrialProduction: true,
      onEnvNegativeList: false,
      envDischargeCompliant: true,
      envDeadlineOverdue: false,
      assignedClass: null,
      ...enterprise,
    }),
    parcel: without({
      supplyDate: '2015-06-01',
      productionStartDate: '2017-03-01',
      acquisitionMode: '出让',
      acquisitionDate: '2015-06-01',
      ...parcel,
    }),
  };
}

// What bureaus state of a firm besides figures: mostly all known and in order, here and there a fault, here and there a gap.
import type { FactScalar, FactValues } from '#domain/policy/facts.ts';
import type { FirmDraft } from './firm-draft.ts';
import type { CountyProfile } from './profiles.ts';
import type { Random } from './random.ts';

/** A fact with its ordinary value and how often an ordinary firm has the other one. */
type Ordinary = readonly [name: string, value: boolean, otherwise: number];

const everywhere: readonly Ordinary[] = [
  ['isIndustrial', true, 0],
  ['hasPermits', true, 0.005],
  ['hasSafetyAssurance', true, 0.006],
  ['hasLawfulPremises', true, 0.004],
  ['hasEnvMeasures', true, 0.006],
  ['hasLawfulLand', true, 0.01],
  ['hasProjectDecision', true, 0.02],
  ['doesIndustrialProduction', true, 0.003],
  ['normalOperation', true, 0.006],
  ['isZombie', false, 0.004],
  ['isRental', false, 0],
];

const byCounty: Readonly<Record<string, readonly Ordinary[]>> = {
  '331123': [
    ['onEnvNegativeList', false, 0.003],
    ['envDischargeCompliant', true, 0.008],
    ['envDeadlineOverdue', false, 0.003],
  ],
  '330723': [
    ['hasBackwardCapacity', false, 0.02],
    ['threeInOne', false, 0.02],
    ['illegalBuilding', false, 0.025],
    ['taxViolation', false, 0.006],
    ['inResidentialArea', false, 0.02],
    ['envApproved', true, 0.03],
    ['highEnvImpact', false, 0.02],
    ['isHazardous', false, 0.01],
    ['lowSmallScattered', false, 0.04],
    ['inBadWaterCatchment', false, 0.05],
    ['taxRegistered', true, 0.008],
  ],
  '330411': [
    ['conformsSpatialPlan', true, 0.015],
    ['conformsEnvZoning', true, 0.01],
    ['conformsIndustryPolicy', true, 0.01],
    ['inBackwardCapacityBelowStandard', false, 0.015],
    ['upgradeCompleted', false, 0.25],
  ],
  '330282': [
    ['hasPropertyStatement', true, 0.03],
    ['isNewRegistration', false, 0.01],
    ['lowSmallScattered', false, 0.03],
    ['overEmission', false, 0.01],
    ['threeInOne', false, 0.008],
    ['groupRental', false, 0.008],
  ],
};

const places = ['自然村落', '原村级工业集聚区', '原乡镇合并后的工业集聚区', '小微企业园', '开发区'] as const;

function locationType(random: Random, draft: FirmDraft): string {
  if (draft.village) return random.chance(0.7) ? places[0] : places[1];
  return random.weighted(
    places,
    (place) => ({ 自然村落: 0, 原村级工业集聚区: 2, 原乡镇合并后的工业集聚区: 5, 小微企业园: 2, 开发区: 6 })[place],
  );
}

export function firmFacts(random: Random, draft: FirmDraft, profile: CountyProfile): FactValues {
  const facts: Record<string, FactScalar | null> = {};
  const faults = draft.village ? 3 : 1;
  for (const [name, value, otherwise] of [...everywhere, ...(byCounty[profile.code] ?? [])]) {
    facts[name] = !draft.case && random.chance(Math.min(0.5, otherwise * faults)) ? !value : value;
  }
  facts['isTenant'] = draft.tenant;
  facts['premisesMode'] = draft.tenant ? (random.chance(0.93) ? '租用' : '借用') : '自有';
  facts['premisesLandUse'] = draft.case || random.chance(draft.village ? 0.88 : 0.995) ? '工业用地' : '非工业用地';
  facts['prohibitedByCatalogue'] = !draft.case && random.chance(0.002) ? '省' : 'none';
  if (profile.code === '331123') facts['assignedClass'] = null;
  if (profile.code === '330411') facts['locationType'] = locationType(random, draft);
  if (draft.haltedSince !== null) facts['normalOperation'] = false;
  Object.assign(facts, draft.facts);
  // A bureau that did not answer: the firm cannot be judged by what is missing.
  if (!draft.case && random.chance(0.05)) {
    const known = Object.keys(facts).filter((name) => name !== 'isIndustrial');
    for (const name of random.shuffled(known).slice(0, random.whole(1, 3))) delete facts[name];
  }
  return facts;
}

// 武义县: situations for wuyi-2017, whose rules ask for facts about the firm rather than for figures.
import { type DemoCase, own, tenant } from './case.ts';

const steady = { tax: ['6.5', '6.8', '7.1'], grades: ['B', 'B', 'B'] } as const;

export const wuyiCases: readonly DemoCase[] = [
  own('WY-R01 permits, WY-R08', 'any', { ...steady, firm: { hasPermits: false } }),
  own('WY-R01 safety', 'any', { ...steady, firm: { hasSafetyAssurance: false } }),
  tenant('WY-R01 premises', 'any', { ...steady, firm: { hasLawfulPremises: false } }),
  own('WY-R01 environment', 'any', { ...steady, firm: { hasEnvMeasures: false } }),
  own('WY-R02', 'any', { tax: ['1', '0.3', '0.1'], grades: ['C', 'D', 'D'], firm: { isZombie: true, normalOperation: false } }),
  own('WY-R03', 'large', { ...steady, firm: { isRental: true } }),
  own('WY-R04 backward capacity', 'middle', { ...steady, aboveScale: false, firm: { hasBackwardCapacity: true } }),
  own('WY-R04 three in one', 'middle', { ...steady, aboveScale: false, firm: { threeInOne: true } }),
  own('WY-R04 illegal building, WY-R12', 'middle', { ...steady, aboveScale: false, firm: { illegalBuilding: true } }),
  own('WY-R04 tax', 'middle', { ...steady, aboveScale: false, firm: { taxViolation: true } }),
  own('backward capacity above scale', 'large', { ...steady, aboveScale: true, firm: { hasBackwardCapacity: true } }),
  own('WY-R05', 'any', { ...steady, firm: { inResidentialArea: true, envApproved: false, highEnvImpact: true } }),
  own('WY-R06', 'any', { ...steady, firm: { inResidentialArea: true, isHazardous: true } }),
  own('WY-R07', 'any', { ...steady, firm: { isRental: true, threeInOne: true } }),
  own('WY-R10 smelting', 'any', { ...steady, industry: '3252', tags: ['小冶炼'] }),
  own('WY-R10 cupola', 'any', { ...steady, industry: '3391', tags: ['铸造', '冲天炉铸造加工点'] }),
  own('WY-R10 kiln', 'any', { ...steady, industry: '3031', tags: ['烧结砖', '轮窑烧结砖生产线'] }),
  own('WY-R11', 'any', { ...steady, firm: { lowSmallScattered: true, inBadWaterCatchment: true } }),
  own('WY-R12 land', 'any', { ...steady, parcel: { landUseLawful: false } }),
  own('WY-R13', 'any', { ...steady, firm: { taxRegistered: false } }),
  own('all in order', 'any', { ...steady }),
];

// 慈溪市: situations for cixi-2021, with premises on other than industrial land, zones and firms at exactly 5 万元/亩.
import { isoDate } from '#domain/period.ts';
import { type DemoCase, idle, own, tenant } from './case.ts';

const steady = { tax: ['9.5', '9.8', '10.1'], grades: ['B', 'B', 'B'] } as const;

export const cixiCases: readonly DemoCase[] = [
  own('CX-R1', 'middle', { tax: ['5.6', '5.2', '4.8'], grades: ['B', 'B', 'B'] }),
  own('CX-R1 just above 5', 'middle', { tax: ['5.6', '5.2', '5.01'], grades: ['B', 'B', 'B'] }),
  own('CX-R2 CX-R5b', 'middle', { tax: ['6.2', '5.8', '5.5'], grades: ['C', 'C', 'D'] }),
  idle('CX-R3', '2016-10-30', { parcel: { suppliedNotUsed: true } }),
  idle('CX-R3 newer', '2019-12-11', { parcel: { suppliedNotUsed: true } }),
  own('CX-R5a', 'any', { tax: ['7.1', '6.8', '6.6'], grades: ['B', 'C', 'C'] }),
  own('CX-R5c', 'any', { tax: ['28', '30', '33'], grades: ['A', 'A', 'A'] }),
  tenant('CX-R6a CX-R6b', 'any', { ...steady, firm: { premisesLandUse: '非工业用地', hasPropertyStatement: false } }),
  tenant('CX-R6b with statement', 'any', { ...steady, firm: { premisesLandUse: '非工业用地', hasPropertyStatement: true } }),
  tenant('CX-R6c', 'any', {
    tax: [null, null, '7'],
    grades: [null, null, null],
    firm: { premisesLandUse: '非工业用地', isNewRegistration: true },
    parcel: { zone: ['村庄'] },
  }),
  own('CX-R7 measures', 'any', { ...steady, firm: { lowSmallScattered: true, hasEnvMeasures: false } }),
  own('CX-R7 emission', 'any', { ...steady, firm: { lowSmallScattered: true, overEmission: true } }),
  own('CX-R8 plastics', 'any', { ...steady, industry: '4220', tags: ['废旧塑料加工'] }),
  own('CX-R8 foundry', 'any', { ...steady, industry: '3392', tags: ['铸造'] }),
  own('CX-R8 surface', 'any', { ...steady, industry: '3360', tags: ['金属表面处理'] }),
  own('CX-R8 spraying', 'any', { ...steady, industry: '3854', tags: ['喷涂'] }),
  own('CX-R11 centre', 'any', { ...steady, parcel: { zone: ['中心城区控制区'] } }),
  own('CX-R11 bay', 'any', { ...steady, parcel: { zone: ['前湾沪浙合作创新区'] } }),
  own('CX-R12 three in one', 'any', { ...steady, firm: { threeInOne: true } }),
  tenant('CX-R12 group rental', 'any', { ...steady, firm: { groupRental: true } }),
  own('CX-R9', 'any', { ...steady, parcel: { transitionControlZone: true } }),
  own('halted', 'middle', { ...steady, haltedSince: isoDate('2021-03-01'), firm: { normalOperation: false } }),
];

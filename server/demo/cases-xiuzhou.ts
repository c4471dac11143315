// 秀洲区: situations for xiuzhou-2020, with lots inside villages and firms at exactly 5 mu, 1 and 3 万元/亩.
import { isoDate } from '#domain/period.ts';
import { type DemoCase, idle, own, tenant } from './case.ts';

const steady = { tax: ['8.5', '8.8', '9.1'], grades: ['B', 'B', 'B'] } as const;

export const xiuzhouCases: readonly DemoCase[] = [
  own('XZ-R1', 'tiny', {
    tax: ['3.4', '3.3', '3.2'],
    grades: ['C', 'C', 'C'],
    aboveScale: false,
    firm: { locationType: '自然村落' },
    village: true,
  }),
  tenant('XZ-R1 exactly 5 mu', 'middle', {
    tax: ['3.4', '3.3', '3.2'],
    grades: ['C', 'B', 'D'],
    aboveScale: false,
    firm: { locationType: '自然村落' },
    tenantSquareMetres: 3333.33,
    village: true,
  }),
  own('XZ-R2', 'middle', { tax: ['4.5', '4.2', '4'], grades: ['D', 'D', 'D'] }),
  own('two years D only', 'middle', { tax: ['4.5', '4.2', '4'], grades: ['C', 'D', 'D'] }),
  own('XZ-R3', 'middle', { ...steady, firm: { locationType: '原村级工业集聚区', hasLawfulLand: false } }),
  own('XZ-R4 plan', 'any', { ...steady, firm: { conformsSpatialPlan: false } }),
  own('XZ-R4 environment', 'any', { ...steady, firm: { conformsEnvZoning: false } }),
  own('XZ-R4 industry', 'any', { ...steady, firm: { conformsIndustryPolicy: false } }),
  own('XZ-R5 exactly 1', 'middle', { tax: ['1.3', '1.1', '1'], grades: ['B', 'C', 'C'], firm: { upgradeCompleted: true } }),
  own('XZ-R6 supplied not used', 'any', { ...steady, parcel: { fiveWei: '用而未尽' } }),
  idle('XZ-R6 idle', '2013-04-22', { parcel: { fiveWei: '供而未用', suppliedNotUsed: true } }),
  own('XZ-R7 exactly 3', 'middle', { tax: ['3.5', '3.2', '3'], grades: ['B', 'B', 'C'], firm: { upgradeCompleted: true } }),
  own('XZ-R8', 'middle', { tax: ['2.9', '2.6', '2.4'], grades: ['C', 'C', 'C'], firm: { upgradeCompleted: false } }),
  own('XZ-R9 dyeing', 'any', { ...steady, industry: '1752', tags: ['印染'], firm: { inBackwardCapacityBelowStandard: true } }),
  own('XZ-R9 weaving', 'any', { ...steady, industry: '1751', tags: ['织造'], firm: { inBackwardCapacityBelowStandard: true } }),
  own('XZ-R9 glass', 'any', { ...steady, industry: '3041', tags: ['平板玻璃'], firm: { inBackwardCapacityBelowStandard: true } }),
  own('halted', 'middle', { ...steady, haltedSince: isoDate('2019-07-01'), firm: { normalOperation: false } }),
  own('just above 3', 'middle', { tax: ['3.4', '3.2', '3.01'], grades: ['B', 'B', 'B'] }),
];

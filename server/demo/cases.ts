// Situations every demonstration county must show: each rule of its policy met by someone, each gap, each threshold hit exactly.
import { type DemoCase, own } from './case.ts';
import { cixiCases } from './cases-cixi.ts';
import { suichangCases } from './cases-suichang.ts';
import { wuyiCases } from './cases-wuyi.ts';
import { xiuzhouCases } from './cases-xiuzhou.ts';
import type { CountyProfile } from './profiles.ts';

/** Exact thresholds and streaks that matter under every policy. */
const sharedCases: readonly DemoCase[] = [
  own('exactly-1', 'middle', { tax: ['1', '1', '1'], grades: ['B', 'C', 'B'] }),
  own('exactly-3', 'middle', { tax: ['3.6', '3.2', '3'], grades: ['B', 'C', 'B'] }),
  own('exactly-5-large', 'large', { tax: ['5.4', '5.1', '5'], grades: ['B', 'B', 'B'], aboveScale: false }),
  own('exactly-5', 'middle', { tax: ['5', '5', '5'], grades: ['B', 'B', 'B'] }),
  own('just-below-1', 'middle', { tax: ['1.4', '0.9999', '0.9999'], grades: ['C', 'B', 'C'] }),
  own('two-years-below-1', 'middle', { tax: ['1.2', '0.99', '0.5'], grades: ['C', 'C', 'D'] }),
  own('D-streak', 'middle', { tax: ['1.9', '1.2', '0.9'], grades: ['D', 'D', 'D'] }),
  own('C-streak', 'middle', { tax: ['3.9', '3.6', '3.4'], grades: ['C', 'C', 'C'] }),
  own('missing-year', 'middle', { tax: ['4.2', null, '2.4'], grades: ['B', null, 'C'] }),
  own('missing-last-year', 'middle', { tax: ['4.2', '3.9', null], grades: ['B', 'B', null] }),
  own('refund', 'middle', { tax: ['1.1', '0.4', '-0.3'], grades: ['C', 'C', 'D'] }),
  own('turned-up', 'middle', { tax: ['0.8', '0.9', '11.5'], grades: ['D', 'D', 'A'] }),
];

const countyCases: Readonly<Record<string, readonly DemoCase[]>> = {
  '331123': suichangCases,
  '330723': wuyiCases,
  '330411': xiuzhouCases,
  '330282': cixiCases,
};

/** The cases of a county in the order they are told; large counties tell each more than once. */
export function casesOf(profile: CountyProfile, parcels: number): DemoCase[] {
  const told = [...(countyCases[profile.code] ?? []), ...sharedCases];
  const rounds = Math.min(6, 1 + Math.floor(parcels / 2500));
  return Array.from({ length: rounds }, () => told).flat();
}

const smallestInScope = 3.1;

export function fits(entry: DemoCase, areaMu: number, village: boolean): boolean {
  if ((entry.village ?? false) !== village && entry.village !== undefined) return false;
  if (entry.tenantSquareMetres !== undefined && areaMu * 660 < entry.tenantSquareMetres) return false;
  if (entry.lot === 'tiny') return areaMu < 2.9;
  if (entry.lot === 'middle') return areaMu >= smallestInScope && areaMu < 14.9;
  return entry.lot === 'large' ? areaMu >= 15.2 : areaMu >= smallestInScope;
}

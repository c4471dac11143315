// An investor's needs: what fits, what does not, what is not known; never a fit by ignorance.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchLand, type LandNeed, type LandSupply } from '#domain/repurchase/need.ts';
import { decimal, microMu } from '#domain/units.ts';

const supply = (code: string, mu: number, more: Partial<LandSupply> = {}): LandSupply => ({
  codes: [code],
  area: microMu(Math.round(mu * 1_000_000)),
  floorM2: null,
  powerKva: null,
  township: null,
  sectors: null,
  ...more,
});
const verdicts = (need: LandNeed, ...supplies: LandSupply[]) =>
  matchLand(need, supplies).map(({ supply: { codes }, verdict }) => `${codes[0]} ${verdict}`);

describe('needs', () => {
  it('are met exactly at the edge, and the smallest that does comes first', () => {
    expect(verdicts({ areaMu: decimal(20) }, supply('A', 40), supply('B', 20), supply('C', 19.999999), supply('D', 5))).toEqual([
      'B all',
      'A all',
      'C no',
      'D no',
    ]);
    expect(verdicts({ areaMu: decimal(20), mostMu: decimal(30) }, supply('A', 30), supply('B', 30.000001))).toEqual(['A all', 'B no']);
  });

  it('of which something is not known stay open behind those that are met', () => {
    const need = { areaMu: decimal(10), floorM2: 5000, powerKva: 800, sector: '33' };
    const known = { floorM2: 5000, powerKva: 800, sectors: new Map([['33', 2]]) };
    expect(
      verdicts(
        need,
        supply('A', 10),
        supply('B', 99, known),
        supply('C', 10, { ...known, powerKva: 799 }),
        supply('D', 10, { ...known, sectors: new Map() }),
        supply('E', 10, { ...known, floorM2: null }),
      ),
    ).toEqual(['B all', 'A open', 'E open', 'C no', 'D no']);
  });

  it('are never met by what is not known', () => {
    const known = fc.option(fc.integer({ min: 0, max: 100 }));
    const offers = fc.array(fc.record({ mu: fc.integer({ min: 1, max: 50 }), floor: known, power: known }), { maxLength: 12 });
    fc.assert(
      fc.property(offers, fc.integer({ min: 1, max: 50 }), fc.option(fc.integer({ min: 0, max: 100 })), (given, mu, floor) => {
        const need = { areaMu: decimal(mu), ...(floor === null ? {} : { floorM2: floor }) };
        const supplies = given.map((one, index) => supply(String(index), one.mu, { floorM2: one.floor, powerKva: one.power }));
        const matches = matchLand(need, supplies);
        expect(new Set(matches.map(({ supply: { codes } }) => codes[0]))).toEqual(new Set(supplies.map(({ codes }) => codes[0])));
        for (const {
          verdict,
          supply: { area, floorM2 },
        } of matches) {
          expect(verdict === 'all').toBe(area >= mu * 1_000_000 && (floor === null || (floorM2 !== null && floorM2 >= floor)));
        }
      }),
    );
  });
});

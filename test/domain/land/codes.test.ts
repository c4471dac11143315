// Codes of places and lots: the parts are where the standard puts them, and what does not fit is refused.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countyCode, parseCountyCode, parseParcelCode, parseTownshipCode, parseUnitCode, townshipCode } from '#domain/land/codes.ts';

const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));
const county = fc.stringMatching(/^[1-9][0-9]{5}$/);
const feature = fc.stringMatching(/^[GJZ][ABSXCDEFHGWY]$/);
const parts = fc.tuple(county, digits(3), digits(3), feature, digits(5));

describe('county and township codes', () => {
  test('have six and nine digits', () => {
    expect(parseCountyCode('331123')).toBe('331123');
    expect(parseTownshipCode('331123001')).toBe('331123001');
  });

  test.each(['', '33112', '3311230', '031123', '33112a', ' 331123', '331123001', '３３１１２３'])('%j is no county', (text) => {
    expect(parseCountyCode(text)).toBeNull();
    expect(() => countyCode(text)).toThrow('not a county code');
  });

  test.each(['', '331123', '33112300', '3311230011', '031123001', '33112300x'])('%j is no township', (text) => {
    expect(parseTownshipCode(text)).toBeNull();
    expect(() => townshipCode(text)).toThrow('not a township code');
  });
});

describe('a 宗地代码', () => {
  test('is read by its parts', () => {
    expect(parseParcelCode('450103001001GB00001')).toEqual({
      county: '450103',
      district: '001',
      subDistrict: '001',
      feature: 'GB',
      number: '00001',
    });
    fc.assert(
      fc.property(parts, ([countyPart, district, subDistrict, featurePart, number]) => {
        const code = `${countyPart}${district}${subDistrict}${featurePart}${number}`;
        expect(code).toHaveLength(19);
        expect(parseParcelCode(code)).toEqual({ county: countyPart, district, subDistrict, feature: featurePart, number });
      }),
    );
  });

  test.each([
    ['too short', '450103001001GB0001'],
    ['too long', '450103001001GB000011'],
    ['an owner that is none', '450103001001XB00001'],
    ['a right that is none', '450103001001GI00001'],
    ['small letters', '450103001001gb00001'],
    ['a letter among the digits', '4501O3001001GB00001'],
    ['a county that begins with 0', '050103001001GB00001'],
    ['a blank', '450103001001GB00001 '],
    ['a new line', '450103001001GB00001\n'],
  ])('with %s is none', (_why, code) => {
    expect(parseParcelCode(code)).toBeNull();
  });
});

describe('a 不动产单元号', () => {
  test('is a lot and what stands on it', () => {
    expect(parseUnitCode('450103001001GB00001W00000000')).toEqual({ parcel: '450103001001GB00001', fixture: 'W', number: '00000000' });
    expect(parseUnitCode('450103001001GB00001F00010012')).toMatchObject({ fixture: 'F', number: '00010012' });
  });

  test.each([
    '450103001001GB00001',
    '450103001001GB00001F0001001',
    '450103001001GB00001G00010012',
    '450103001001GB00001F000100123',
    '450103001001XB00001F00010012',
  ])('%s is none', (code) => {
    expect(parseUnitCode(code)).toBeNull();
  });
});

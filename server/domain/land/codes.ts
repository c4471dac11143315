// Codes of places and lots: county, township, 宗地代码 (19 characters), 不动产单元号 (28 characters).

declare const countyBrand: unique symbol;
declare const townshipBrand: unique symbol;

/** Six-digit county division code, e.g. 331123 遂昌县. */
export type CountyCode = string & { readonly [countyBrand]: true };
/** Nine-digit township division code: county code and three digits. */
export type TownshipCode = string & { readonly [townshipBrand]: true };

export function parseCountyCode(text: string): CountyCode | null {
  return /^[1-9]\d{5}$/.test(text) ? (text as CountyCode) : null;
}

export function countyCode(text: string): CountyCode {
  const code = parseCountyCode(text);
  if (!code) throw new RangeError(`not a county code: ${text}`);
  return code;
}

export function parseTownshipCode(text: string): TownshipCode | null {
  return /^[1-9]\d{8}$/.test(text) ? (text as TownshipCode) : null;
}

export function townshipCode(text: string): TownshipCode {
  const code = parseTownshipCode(text);
  if (!code) throw new RangeError(`not a township code: ${text}`);
  return code;
}

/** First letter: ownership of the land; second: kind of right. Source: GB/T 37346-2019 as summarised in public guides. */
const parcelCodePattern = /^([1-9]\d{5})(\d{3})(\d{3})([GJZ][ABSXCDEFHGWY])(\d{5})$/;

/** The parts of a 宗地代码: county 6, cadastral district 3, sub-district 3, feature 2, number 5. Null when the code is not well formed. */
export function parseParcelCode(
  text: string,
): { county: CountyCode; district: string; subDistrict: string; feature: string; number: string } | null {
  const match = parcelCodePattern.exec(text);
  if (!match) return null;
  const [, county, district, subDistrict, feature, number] = match as unknown as [string, string, string, string, string, string];
  return { county: county as CountyCode, district, subDistrict, feature, number };
}

/** The parts of a 不动产单元号: 宗地代码 19, then fixture letter 1 and number 8. Null when it is not well formed. */
export function parseUnitCode(text: string): { parcel: string; fixture: string; number: string } | null {
  const match = /^(.{19})([FLQW])(\d{8})$/.exec(text);
  if (!match || !parseParcelCode(match[1]!)) return null;
  return { parcel: match[1]!, fixture: match[2]!, number: match[3]! };
}

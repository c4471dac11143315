// Codes of the demonstration: credit codes with true check characters from a range nobody has been given, lot and unit codes.
import { usccCheckCharacter } from '#domain/firms/uscc.ts';
import type { FirmKind } from '#domain/firms/firm.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const bodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];
const bodyAlphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Check character of the nine-character organisation code (GB 11714). */
function bodyCheck(first8: string): string {
  const sum = [...first8].reduce((total, character, index) => total + bodyAlphabet.indexOf(character) * bodyWeights[index]!, 0);
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'X' : String(rest);
}

/** Six characters for a number below 31^6; neighbours in number look unlike. */
function scrambled(number: number): string {
  const count = 31 ** 6;
  // The step is coprime to 31, so the mapping is one to one; big integers keep it exact.
  let place = Number((BigInt(number) * 348_217_393n + 271_828_183n) % BigInt(count));
  let text = '';
  for (let digit = 0; digit < 6; digit += 1) {
    text = `${alphabet[place % 31]!}${text}`;
    place = Math.floor(place / 31);
  }
  return text;
}

/** Credit code of the demonstration firm with this number. Bodies begin with XY, a range not given out: nobody real has such a code. */
export function demoUscc(county: string, number: number, kind: FirmKind): string {
  const first8 = `XY${scrambled(number)}`;
  const first17 = `${kind === '企业' ? '91' : '92'}${county}${first8}${bodyCheck(first8)}`;
  const check = usccCheckCharacter(first17);
  if (check === null) throw new Error(`not a credit code body: ${first17}`);
  return `${first17}${check}`;
}

/** 宗地代码: county, township as cadastral district, block as sub-district, right, number. */
export function lotCode(township: string, subDistrict: number, right: 'GB' | 'JB', number: number): string {
  return `${township}${String(subDistrict % 1000).padStart(3, '0')}${right}${String(number).padStart(5, '0')}`;
}

/** 不动产单元号 of the whole lot: bare land, or with buildings. */
export function unitCode(lot: string, built: boolean): string {
  return built ? `${lot}F00010001` : `${lot}W00000000`;
}

// 统一社会信用代码: 18 characters with a check digit (GB 32100-2015).

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** Half-width, upper-case, without blanks, invisible marks or a spreadsheet's leading apostrophe: what is compared and stored. */
export function normaliseUscc(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\u200b-\u200f\u202a-\u202e\u2060]/g, '')
    .replace(/^['’]/, '')
    .toUpperCase();
}

/** The check character for the first 17; null when they are not 17 characters of the code's alphabet. */
export function usccCheckCharacter(first17: string): string | null {
  if (first17.length !== 17) return null;
  let sum = 0;
  for (const [index, weight] of weights.entries()) {
    const value = alphabet.indexOf(first17.charAt(index));
    if (value < 0) return null;
    sum += value * weight;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

/** Why a normalised code is not a valid one; null when it is valid. */
export function usccFault(code: string): 'length' | 'character' | 'check-digit' | null {
  if (code.length !== 18) return 'length';
  const check = usccCheckCharacter(code.slice(0, 17));
  if (check === null || !alphabet.includes(code[17]!)) return 'character';
  return check === code[17] ? null : 'check-digit';
}

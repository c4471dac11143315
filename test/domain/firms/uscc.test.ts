// 统一社会信用代码: known codes pass, and no slip of one character or two neighbours goes unseen.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseUscc, usccCheckCharacter, usccFault } from '#domain/firms/uscc.ts';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const character = fc.constantFrom(...alphabet);
const validCode = fc
  .array(character, { minLength: 17, maxLength: 17 })
  .map((first17) => first17.join(''))
  .map((first17) => first17 + usccCheckCharacter(first17)!);

describe('the check character', () => {
  test.each(['91330100799655058B', '91440300708461136T', '9144030071526726XG'])('of %s is right', (code) => {
    expect(usccCheckCharacter(code.slice(0, 17))).toBe(code[17]);
    expect(usccFault(code)).toBeNull();
  });

  test('is none for what is not 17 characters of the alphabet', () => {
    expect(usccCheckCharacter('9133010079965505')).toBeNull();
    expect(usccCheckCharacter('913301007996550580')).toBeNull();
    expect(usccCheckCharacter('9133010079965505I')).toBeNull();
  });
});

describe('a wrong code', () => {
  test('says what is wrong with it', () => {
    expect(usccFault('')).toBe('length');
    expect(usccFault('91330100799655058')).toBe('length');
    expect(usccFault('91330100799655058BB')).toBe('length');
    expect(usccFault('9133010079965505OB')).toBe('character');
    expect(usccFault('91330100799655058I')).toBe('character');
    expect(usccFault('91330100799655058b')).toBe('character');
    expect(usccFault('91330100799655058C')).toBe('check-digit');
  });

  test('by any one character is found', () => {
    fc.assert(
      fc.property(validCode, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...alphabet, ...'IOSVZ', '-', ' '), (code, place, other) => {
        fc.pre(code[place] !== other);
        const changed = `${code.slice(0, place)}${other}${code.slice(place + 1)}`;
        expect(usccFault(changed)).toBe(alphabet.includes(other) ? 'check-digit' : 'character');
      }),
    );
  });

  test('by two neighbours that changed places is found', () => {
    fc.assert(
      fc.property(validCode, fc.integer({ min: 0, max: 15 }), (code, place) => {
        fc.pre(code[place] !== code[place + 1]);
        const swapped = `${code.slice(0, place)}${code[place + 1]}${code[place]}${code.slice(place + 2)}`;
        expect(usccFault(swapped)).toBe('check-digit');
      }),
    );
  });
});

test.each([
  ['91330100799655058b', '91330100799655058B'],
  [' 9133 0100 7996 5505 8B\t', '91330100799655058B'],
  ['９１３３０１００７９９６５５０５８Ｂ', '91330100799655058B'],
  ["'91330100799655058B", '91330100799655058B'],
  ['\u200b91330100799655058B\ufeff', '91330100799655058B'],
])('%j is written plainly', (text, plain) => {
  expect(normaliseUscc(text)).toBe(plain);
});

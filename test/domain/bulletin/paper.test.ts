// How a bulletin is set: titles break between words and evenly, lines never begin with a closing mark, signatures stand above their dates.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signatureInsets } from '#domain/bulletin/paper.ts';
import { titleLines, widthInCharacters } from '#domain/bulletin/title-lines.ts';
import { setLines } from '../../../server/serve/formats/typeset.ts';

const piece = fc.constantFrom('腾', '出', '工', '业', '用', '地', '。', '，', '（', '）', '“', '”', '1', '2', '.', '%', '亩', 'A', ' ');
const text = fc.array(piece, { minLength: 1, maxLength: 120 }).map((parts) => parts.join(''));
const widthOf = (words: string): number => widthInCharacters(words);

describe('lines', () => {
  test('keep every character in order, fit the width, and have no closing mark at their beginning nor an opening one at their end', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 12, max: 28 }), (words, width) => {
        const lines = setLines([{ text: words, font: 'body' }], width, 2, widthOf);
        const told = lines.map(({ runs }) => runs.map((run) => run.text).join(''));
        expect(told.join('')).toBe(words);
        for (const line of told) expect(widthInCharacters(line)).toBeLessThanOrEqual(width + 0.01);
        // Only what is longer than a line by itself may be broken in a wrong place: five marks, a character and five marks are not.
        if (!/[。，）”%.（“12A]{6}/u.test(words)) {
          for (const line of told.slice(1)) expect(line).not.toMatch(/^[。，）”%]/u);
          for (const line of told.slice(0, -1)) expect(line).not.toMatch(/[（“]$/u);
        }
      }),
    );
  });

  test('keep a number with its decimals together', () => {
    const lines = setLines([{ text: '累计核实面积为1372.11亩', font: 'body' }], 8, 0, widthOf);
    expect(lines.map(({ runs }) => runs[0]!.text)).toEqual(['累计核实面积为', '1372.11亩']);
  });
});

describe('titles', () => {
  test('break between words into lines of about the same length', () => {
    expect(titleLines('关于2023年3月遂昌县工业用地整治进展情况的通报', 20)).toEqual(['关于2023年3月遂昌县', '工业用地整治进展情况的通报']);
    expect(titleLines('通报', 20)).toEqual(['通报']);
  });

  test('are never longer than they may be, and lose nothing', () => {
    fc.assert(
      fc.property(text, (words) => {
        expect(titleLines(words, 20).join('')).toBe(words);
      }),
    );
  });
});

test('a signature is centred above its date, which ends four characters from the edge', () => {
  expect(signatureInsets('某某办公室', '2023年3月31日')).toEqual({ date: 4, signer: 4 + (6.5 - 5) / 2 });
  const long = '某某县低效工业用地整治提升工作领导小组办公室';
  const { date, signer } = signatureInsets(long, '2023年3月31日');
  expect(signer).toBeGreaterThanOrEqual(0);
  expect(date - signer).toBe((widthInCharacters(long) - 6.5) / 2);
});

// Candidates of the matching desk: the right firm first, each part of the score shown, and nobody out of thin air.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CandidateFinder, type KnownFirm, type Sought } from '#domain/firms/match-candidates.ts';
import { alike, codeEdits, nameCore } from '#domain/firms/similar-text.ts';
import { distanceToShape } from '#domain/land/distance.ts';

const known = (uscc: string, name: string, more: Partial<KnownFirm> = {}): KnownFirm => ({
  uscc,
  name,
  address: null,
  township: null,
  position: null,
  ...more,
});
const sought = (more: Partial<Sought>): Sought => ({ uscc: null, name: null, address: null, township: null, shape: null, ...more });
const square: Sought['shape'] = [
  [
    [
      [119.27, 28.59],
      [119.271, 28.59],
      [119.271, 28.591],
      [119.27, 28.591],
      [119.27, 28.59],
    ],
  ],
];
const places = ['遂昌县', '遂昌', '妙高街道'];
const firms = [
  known('91331123MA2RDM7KCW', '遂昌县宏图机械制造有限公司', { township: '331123001', address: '妙高街道东峰工业园8号' }),
  known('91331123MA3KW2RAA5', '遂昌宏大机械有限公司', { township: '331123002' }),
  known('91331123MA16B26UGU', '浙江金达竹木有限公司', { position: [119.2705, 28.5905] }),
  known('91331123MAP99GUC8G', '遂昌县永兴造纸有限公司'),
];
const finder = new CandidateFinder(firms, places);
const first = (more: Partial<Sought>) => finder.find(sought(more), 5)[0];

describe('candidates', () => {
  it('are found by the name behind place and company form', () => {
    expect(nameCore('浙江省遂昌县宏图机械有限责任公司', places)).toBe('宏图机械');
    const found = first({ name: '宏图机械厂' })!;
    expect(found.uscc).toBe(firms[0]!.uscc);
    expect(found.reasons).toEqual(['字号相同']);
  });

  it.each([
    ['one character wrong', '91331123MA2RDM7KCX', 1],
    ['two neighbours swapped', '91331123MA2RDM7CKW', 1],
    ['one left out', '91331123MA2RDM7KC', 1],
    ['another code altogether', '91330282MA9999999X', 3],
  ])('by a code with %s', (_, code, edits) => {
    expect(codeEdits(code, firms[0]!.uscc, 2)).toBe(edits);
    expect(first({ uscc: code })?.uscc).toBe(edits <= 2 ? firms[0]!.uscc : undefined);
  });

  it('by where they say they are', () => {
    expect(first({ address: '东峰工业园8号' })).toMatchObject({ uscc: firms[0]!.uscc, score: { address: 12 } });
    expect(first({ shape: square })).toMatchObject({ uscc: firms[2]!.uscc, score: { place: 8 }, reasons: ['位于宗地内'] });
    expect(distanceToShape([119.2705, 28.592], square)).toBeGreaterThan(110);
    expect(distanceToShape([119.2705, 28.592], square)).toBeLessThan(112);
  });

  it('are nobody where only the township is shared', () => {
    expect(finder.find(sought({ name: '完全不同', township: '331123001' }), 5)).toEqual([]);
  });

  it('earn what their parts add up to, best first, the same each time', () => {
    const text = fc.string({ unit: fc.constantFrom(...'遂昌宏图机械永兴纸金达AB12'), maxLength: 9 });
    fc.assert(
      fc.property(fc.option(text), fc.option(text), (name, uscc) => {
        const found = finder.find(sought({ name, uscc }), 5);
        for (const { score } of found) {
          expect(score.total).toBeCloseTo(score.code + score.name + score.address + score.place, 6);
          expect(score.total).toBeLessThanOrEqual(100);
          expect(score.total).toBeGreaterThan(0);
        }
        expect([...found].sort((a, b) => b.score.total - a.score.total || (a.uscc < b.uscc ? -1 : 1))).toEqual(found);
        expect(finder.find(sought({ name, uscc }), 5)).toEqual(found);
      }),
    );
  });

  it('alikeness is symmetric, one for the same, none without a common pair', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (a, b) => {
        expect(alike(a, b)).toBe(alike(b, a));
        if (a !== '') expect(alike(a, a)).toBe(1);
      }),
    );
    expect(alike('甲乙', '丙丁')).toBe(0);
  });
});

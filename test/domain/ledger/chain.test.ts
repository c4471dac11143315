// The seal of the ledger: any change of any row shows.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalRow, chainStart, findBrokenLink, sealRow } from '#domain/ledger/chain.ts';
import type { LedgerRow } from '#domain/ledger/entry.ts';
import { declared } from './rows.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function chainOf(count: number): LedgerRow[] {
  const rows: LedgerRow[] = [];
  for (let index = 0; index < count; index += 1) {
    rows.push(sealRow(declared({ parcel: `P${index}` }), 10 + index * 2, rows.at(-1)?.hash ?? chainStart, sha256));
  }
  return rows;
}

describe("the ledger's chain", () => {
  it('lets a declaration refer to itself', () =>
    expect(sealRow(declared(), 7, chainStart, sha256)).toMatchObject({ id: 7, entry: 7, previousHash: chainStart }));

  it('is whole as written, also when empty', () => {
    expect(findBrokenLink([], sha256)).toBeNull();
    expect(findBrokenLink(chainOf(5), sha256)).toBeNull();
  });

  it('names the first row whose text was changed', () => {
    const rows = chainOf(4).map((row, index) => (index === 2 ? { ...row, basis: '改过的依据' } : row));
    expect(findBrokenLink(rows, sha256)).toEqual({ id: 14, fault: 'text' });
  });

  it('names the row that does not follow the one before it', () => {
    const rows = chainOf(4);
    expect(findBrokenLink([rows[0]!, rows[2]!, rows[3]!], sha256)).toEqual({ id: 14, fault: 'link' });
    expect(findBrokenLink(rows.slice(1), sha256)).toEqual({ id: 12, fault: 'link' });
  });

  it('notices a change of any single field', () => {
    const [row] = chainOf(1) as [LedgerRow];
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(row) as (keyof LedgerRow)[]).filter((field) => field !== 'hash' && field !== 'previousHash')),
        (field) => {
          const other =
            typeof row[field] === 'number'
              ? Number(row[field]) + 1
              : field === 'documents'
                ? ['x']
                : field === 'shape'
                  ? []
                  : `${String(row[field])}x`;
          expect(findBrokenLink([{ ...row, [field]: other }], sha256)).toEqual({
            id: field === 'id' ? row.id + 1 : row.id,
            fault: 'text',
          });
        },
      ),
    );
  });

  it('writes two different rows as two different texts', () => {
    const [row] = chainOf(1) as [LedgerRow];
    expect(canonicalRow({ ...row, basis: 'a","b', measure: '' })).not.toBe(canonicalRow({ ...row, basis: 'a', measure: 'b' }));
  });
});

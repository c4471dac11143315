// Columns as bytes: what goes in comes out, aligned, whatever the lengths.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeColumns, encodeColumns } from '#domain/column-codec.ts';
import { baseOfTable, tableOfBase, tableOfYear, yearOfTable } from '#domain/column-tables.ts';
import { columnsOf, row } from './columns-of.ts';

test('every array comes back with its type, NaN and all', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 17 }), fc.string({ unit: 'grapheme' }), (rows, version) => {
      const { base, year } = columnsOf(rows);
      const through = (table: Parameters<typeof encodeColumns>[0]) => decodeColumns(encodeColumns(table).buffer);
      const returned = through(tableOfBase(base, version));
      expect(returned.version).toBe(version);
      expect(baseOfTable(returned)).toEqual(base);
      expect(yearOfTable(through(tableOfYear(year, version)))).toEqual(year);
    }),
  );
});

test('arrays that are views of larger ones are written as themselves', () => {
  const whole = new Uint16Array([1, 2, 3, 4]);
  const table = { version: 'v', scalars: {}, strings: {}, columns: { part: whole.subarray(1, 3) } };
  expect([...decodeColumns(encodeColumns(table).buffer).columns['part']!]).toEqual([2, 3]);
});

test('a missing column is a bug, not an empty county', () => {
  const { base } = columnsOf([]);
  const table = tableOfBase(base, 'v');
  expect(() => baseOfTable({ ...table, columns: { ...table.columns, area: new Uint8Array() } })).toThrow(/area/);
});

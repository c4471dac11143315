// What becomes of each column of a table, with five of its values before and after: what a person looks at before anything is written.
import type { ColumnState, ColumnView, FieldName, TableView } from '#domain/upload.ts';
import { decimalText, parseDecimal } from '#domain/units.ts';
import { cellText, isBlankMark } from '../cells/cell-text.ts';
import { readDay } from '../cells/day.ts';
import { aboveScale, grade, year as yearWord, yesNo } from '../cells/words.ts';
import type { RawRow, RawTable } from '../read/raw-table.ts';
import type { DataTable, TableSubject } from './data-table.ts';
import { foldHeader, headerParts } from './field.ts';
import { correctionHeaders, factPrefix, type MappedColumn, targetsOf, type Vocabulary } from './map-columns.ts';
import { landIn, moneyIn, numberIn, splitUnit } from './units.ts';

const samplesShown = 5;
/** Rows from the top in which samples are looked for. */
const rowsLooked = 2_000;
const longest = 60;

/** The unit into which values of a quantity are turned. */
const into = { land: '亩', money: '万元', energy: '吨标准煤', power: '千瓦时', mass: '吨', water: '吨', count: '人' } as const;

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);

/** Whole parts of a million as decimal text. */
function millionths(value: number): string {
  const decimal = parseDecimal(`${value}e-6`);
  return decimal ? decimalText(decimal) : String(value);
}

/** The value as it will be kept; null: it cannot be read. */
function readAs(column: MappedColumn, text: string, truth: ReadonlySet<string>): string | null {
  const { quantity, field } = column;
  if (quantity !== null) {
    const part = splitUnit(text, quantity);
    const unit = part.unit ?? column.unit;
    // Without a unit the whole table decides: a single value says nothing.
    if (unit === null) return text;
    const plain = part.number.normalize('NFKC').replaceAll(/[¥￥\s]/g, '');
    if (quantity === 'land' || quantity === 'money') {
      const read = quantity === 'land' ? landIn(plain, unit) : moneyIn(plain, unit);
      return read ? millionths(read.value) : null;
    }
    const value = numberIn(plain, unit, quantity);
    return value === null ? null : String(value);
  }
  if (field === 'year') return yearWord(text)?.toString() ?? null;
  if (field === 'grade') return grade(text);
  if (field === 'above_scale') return words(aboveScale(text));
  if (truth.has(field)) return words(yesNo(text));
  if (/(date|_start|_completion|_since)$|^(from|to|date)$/.test(field) && field !== 'production_start_date')
    return readDay(text)?.day ?? null;
  return text.normalize('NFKC').trim();
}

function words(value: boolean | null): string | null {
  return value === null ? null : value ? '是' : '否';
}

function samples(rows: readonly RawRow[], index: number, read: (text: string) => string | null): ColumnView['samples'] {
  const found: { row: number; before: string; after: string | null }[] = [];
  const seen = new Set<string>();
  for (const row of rows.slice(0, rowsLooked)) {
    const text = cellText(row.cells[index] ?? null);
    if (text === null || isBlankMark(text) || seen.has(text)) continue;
    seen.add(text);
    found.push({ row: row.row, before: cut(text), after: read(text) });
    if (found.length === samplesShown) break;
  }
  return found;
}

/** Fields whose names share a word with the header, best first. */
function candidatesFor(header: string, vocabulary: Vocabulary): string[] {
  const base = headerParts(header).base;
  if (base.length < 2) return [];
  const scores = new Map<string, number>();
  for (const [name, target] of targetsOf(vocabulary)) {
    if (name.length < 2 || target.field === 'geometry') continue;
    const score = base.includes(name) || name.includes(base) ? Math.min(name.length, base.length) / Math.max(name.length, base.length) : 0;
    if (score > (scores.get(target.field) ?? 0)) scores.set(target.field, score);
  }
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .slice(0, 5)
    .map(([field]) => plainField(field));
}

const plainField = (field: string): string => (field.startsWith(factPrefix) ? field.slice(factPrefix.length) : field);
/** All that a column may be said to be. */
export function fieldNames({ fields, facts }: Vocabulary): FieldName[] {
  return [
    ...fields.map(({ name, headers }) => ({ name, label: headers[0] ?? name })),
    ...facts.filter(({ type }) => type !== 'domains').map(({ fact, headers }) => ({ name: fact, label: headers[0] ?? fact })),
  ];
}

const own: ReadonlySet<string> = new Set(Object.values(correctionHeaders));

/** The columns of a table that has a header. */
export function tableView(table: DataTable, subject: TableSubject, crs: string | null, ambiguous: ReadonlySet<number>): TableView {
  const { vocabulary } = subject;
  const truth = new Set(vocabulary.facts.filter(({ type }) => type === 'boolean').map(({ fact }) => `${factPrefix}${fact}`));
  const unknown = new Set(table.unknown.map(({ index }) => index));
  const duplicate = new Map(table.duplicate.map(({ index, field }) => [index, field]));
  const columns = table.headers.flatMap((header, index): ColumnView[] => {
    if (header.trim() === '') return [];
    const column = table.columns.find((one) => one.index === index);
    const state: ColumnState = column
      ? ambiguous.has(index)
        ? 'ambiguous'
        : 'mapped'
      : duplicate.has(index)
        ? 'duplicate'
        : unknown.has(index) && !own.has(header)
          ? 'unmapped'
          : 'ignored';
    const field = state === 'mapped' ? column!.field : null;
    const twice = duplicate.get(index);
    const candidates =
      state === 'unmapped'
        ? candidatesFor(header, vocabulary)
        : state === 'ambiguous'
          ? [plainField(column!.field)]
          : twice
            ? [plainField(twice)]
            : [];
    return [
      {
        index,
        header,
        group: table.groups[index] ?? null,
        state: state === 'unmapped' && candidates.length > 1 ? 'ambiguous' : state,
        field: field === null ? null : plainField(field),
        unit: column?.unit ?? null,
        unitSource: column?.unitSource ?? null,
        year: column?.year ?? null,
        into: field !== null && column?.quantity ? into[column.quantity] : null,
        candidates,
        samples: samples(table.rows, index, (text) => (column && state === 'mapped' ? readAs(column, text, truth) : null)),
      },
    ];
  });
  return { sheet: table.sheet, headerRow: table.headerRow, crs, rows: table.rows.length, columns };
}

/** A table in which no header of the subject was found: its fullest row among the first stands for one, so that a person can say what it means. */
export function bareView(raw: RawTable, vocabulary: Vocabulary): TableView {
  const filled = (row: RawRow): number => row.cells.filter((cell) => cellText(cell) !== null).length;
  const top = raw.rows.slice(0, 20);
  const header = raw.header ? null : (top.toSorted((a, b) => filled(b) - filled(a) || a.row - b.row)[0] ?? null);
  const texts = raw.header ?? header?.cells.map((cell) => cellText(cell) ?? '') ?? [];
  const below = header ? raw.rows.filter(({ row }) => row > header.row) : raw.rows;
  return {
    sheet: raw.sheet,
    headerRow: header?.row ?? null,
    crs: null,
    rows: below.length,
    columns: texts.flatMap((text, index): ColumnView[] =>
      text.trim() === '' || foldHeader(text) === ''
        ? []
        : [
            {
              index,
              header: text,
              group: null,
              state: 'unmapped',
              field: null,
              unit: null,
              unitSource: null,
              year: null,
              into: null,
              candidates: candidatesFor(text, vocabulary),
              samples: samples(below, index, () => null),
            },
          ],
    ),
  };
}

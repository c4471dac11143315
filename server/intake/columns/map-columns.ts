// Gives each column of a table its field and unit: saved mapping → header aliases → names cut short by the format.
import { ownValue } from '#domain/own-value.ts';
import type { Bureau } from '#domain/issue.ts';
import type { ColumnMapping } from '../intake.ts';
import { foldHeader, headerParts, type Field, type Quantity } from './field.ts';
import { type HeadingTime, yearInHeader } from './heading-years.ts';
import type { FactField } from './fact-fields.ts';
import { isOtherUnit, unitOf, unitsOf } from './units.ts';

/** Where a column's unit is stated, most binding first; null: nowhere. */
export type UnitSource = 'mapping' | 'header' | 'unit-row' | 'table' | 'assumed';

export interface MappedColumn {
  readonly index: number;
  readonly header: string;
  readonly field: string;
  readonly quantity: Quantity | null;
  readonly unit: string | null;
  readonly unitSource: UnitSource | null;
  readonly repeats: boolean;
  readonly mender: Bureau | null;
  /** Year that its heading states, where years stand side by side. */
  readonly year: number | null;
  /** It stands under another time than a year (2023年1-6月): its values are no year's. */
  readonly otherTime: boolean;
}

/** Headers that our own workbook of corrections adds: where a row came from, and what was said about it. */
export const correctionHeaders = { from: '更正来源', said: '问题说明', todo: '处理建议', who: '责任部门' } as const;
const ownHeaders: ReadonlySet<string> = new Set(Object.values(correctionHeaders));

export interface Vocabulary {
  readonly fields: readonly Field[];
  readonly facts: readonly FactField[];
  /** One row is of one year, and years may stand side by side: all fields but these are of a year. */
  readonly yearless?: readonly string[];
  /** Headers that mean something special in one format, as written; null: of no use, and known to be. */
  readonly special?: Readonly<Record<string, string | null>>;
}

export interface Target {
  readonly field: string;
  readonly quantity: Quantity | null;
  readonly unit: string | null;
  readonly repeats: boolean;
  readonly mender: Bureau | null;
  /** Lower is better, when two columns claim one field. */
  readonly rank: number;
}

/** Facts are held under `fact:` so that they never collide with a record's own field. */
export const factPrefix = 'fact:';

/** Folded header → field; built once per import. */
export function targetsOf(vocabulary: Vocabulary): ReadonlyMap<string, Target> {
  const targets = new Map<string, Target>();
  const claim = (header: string, target: Target) => {
    const folded = foldHeader(header);
    if (!targets.has(folded)) targets.set(folded, target);
  };
  for (const field of vocabulary.fields) {
    for (const [rank, header] of [field.name, ...field.headers].entries()) {
      claim(header, {
        field: field.name,
        quantity: field.quantity ?? null,
        unit: field.unit ?? null,
        repeats: field.repeats ?? false,
        mender: field.mender ?? null,
        rank,
      });
    }
  }
  for (const fact of vocabulary.facts) {
    const base = { quantity: fact.quantity ?? null, unit: fact.unit ?? null, repeats: false, mender: null };
    if (fact.type === 'domains') {
      for (const domain of fact.values ?? []) claim(`${domain}达标`, { field: `${factPrefix}${fact.fact}.${domain}`, ...base, rank: 0 });
      continue;
    }
    for (const [rank, header] of [fact.fact, ...fact.headers].entries()) {
      const target = { field: `${factPrefix}${fact.fact}`, ...base, rank };
      claim(header, target);
      if (fact.type === 'boolean') claim(`是否${header}`, target);
    }
  }
  return targets;
}

export interface ColumnsFound {
  readonly columns: readonly MappedColumn[];
  /** Columns nobody knows, with their header. */
  readonly unknown: readonly { readonly index: number; readonly header: string }[];
  readonly misread: readonly Misread[];
  /** Second columns for a field already taken. */
  readonly duplicate: readonly { readonly index: number; readonly header: string; readonly field: string; readonly taken: string }[];
}

/** What a person said of a column that cannot be done: such a field or unit is not known. */
export interface Misread {
  readonly header: string;
  readonly field: string;
  /** Null: the field is not known; else the unit that was said, and those that are known. */
  readonly unit: { readonly said: string; readonly known: readonly string[] } | null;
}

export interface MapOptions {
  readonly mayBeCut: boolean;
  readonly mapping?: ColumnMapping | undefined;
  readonly special?: Readonly<Record<string, string | null>> | undefined;
  /** Fields that are of no year; left out where rows are of no year at all. */
  readonly yearless?: readonly string[] | undefined;
  /** Time and text of the heading over a column, and what people call it where its name is one for machines. */
  readonly over?:
    | ((column: number) => { readonly time: HeadingTime | null; readonly group: string | null; readonly alias?: string | null })
    | undefined;
}

/** What a person said about a column: by its header as written, with the heading over it where two have the same, or folded. */
function saidOf(header: string, group: string | null, mapping: ColumnMapping | undefined): ColumnMapping[string] | undefined {
  if (!mapping) return undefined;
  const exact =
    (group === null ? undefined : ownValue(mapping, `${group}/${header}`)) ?? ownValue(mapping, header) ?? ownValue(mapping, header.trim());
  if (exact) return exact;
  const folded = foldHeader(header);
  return Object.entries(mapping).find(([key]) => foldHeader(key) === folded)?.[1];
}

export function mapColumns(headers: readonly string[], targets: ReadonlyMap<string, Target>, options: MapOptions): ColumnsFound {
  const claims: { readonly column: MappedColumn; readonly rank: number }[] = [];
  const unknown: { index: number; header: string }[] = [];
  const misread: Misread[] = [];
  for (const [index, header] of headers.entries()) {
    if (header.trim() === '' || ownHeaders.has(header.trim())) continue;
    const over = options.over?.(index);
    const said = saidOf(header, over?.group ?? null, options.mapping);
    if (said?.field === null || (!said && (options.special && ownValue(options.special, header)) === null)) continue;
    const called = over?.alias ? readingOf(over.alias, targets, options) : null;
    const { dated, ...read } = called?.target ? called : readingOf(header, targets, options);
    const target = said ? (targetOfField(said.field, targets) ?? null) : read.target;
    if (said && !target) misread.push({ header, field: said.field, unit: null });
    if (!target) {
      unknown.push({ index, header });
      continue;
    }
    if (said?.unit !== undefined && target.quantity !== null && unitOf(said.unit, target.quantity) === null)
      misread.push({ header, field: target.field, unit: { said: said.unit, known: unitsOf(target.quantity) } });
    const ofYear = options.yearless !== undefined && !options.yearless.includes(target.field);
    const time = ofYear ? (said?.year ?? dated?.year ?? over?.time ?? null) : null;
    // The unit stands in what is left of the heading without its year.
    const unitFrom = dated && dated.rest !== '' ? dated.rest : read.text;
    claims.push({ column: columnOf(index, header, target, said?.unit, unitFrom, time), rank: said ? -1 : target.rank });
  }
  const keyOf = ({ field, year, otherTime, index }: MappedColumn): string => `${field} ${year ?? ''} ${otherTime ? index : ''}`;
  const best = new Map<string, { readonly column: MappedColumn; readonly rank: number }>();
  for (const claim of claims) {
    const other = best.get(keyOf(claim.column));
    if (!other || claim.rank < other.rank) best.set(keyOf(claim.column), claim);
  }
  const duplicate = claims
    .filter((claim) => best.get(keyOf(claim.column)) !== claim)
    .map(({ column }) => ({
      index: column.index,
      header: column.header,
      field: column.field,
      taken: best.get(keyOf(column))!.column.header,
    }));
  return { columns: [...best.values()].map((claim) => claim.column).sort((a, b) => a.index - b.index), unknown, misread, duplicate };
}

interface HeadingReading {
  readonly text: string;
  readonly target: Target | null;
  readonly dated: ReturnType<typeof yearInHeader>;
}

/** What a heading means, as a whole or without the year in it. */
function readingOf(text: string, targets: ReadonlyMap<string, Target>, options: MapOptions): HeadingReading {
  const dated = options.yearless ? yearInHeader(text) : null;
  const target = targetOf(text, targets, options) ?? (dated && dated.rest !== '' ? targetOf(dated.rest, targets, options) : null);
  return { text, target, dated };
}

function targetOfField(field: string | null | undefined, targets: ReadonlyMap<string, Target>): Target | undefined {
  return field ? targets.get(foldHeader(field)) : undefined;
}

function targetOf(
  header: string,
  targets: ReadonlyMap<string, Target>,
  options: { readonly mayBeCut: boolean; readonly special?: Readonly<Record<string, string | null>> | undefined },
): Target | null {
  const special = options.special && ownValue(options.special, header);
  if (special) return targetOfField(special, targets) ?? null;
  const parts = headerParts(header);
  const found =
    targets.get(parts.whole) ??
    targets.get(parts.base) ??
    suffixTarget(header, targets) ??
    (options.mayBeCut ? cutTarget(header, parts.base, targets) : undefined);
  if (!found) return null;
  // 税收(万元/亩) is a quotient, not the tax.
  const { quantity } = found;
  if (quantity === null || parts.brackets.some((bracket) => unitOf(bracket, quantity) !== null)) return found;
  return parts.brackets.some((bracket) => isOtherUnit(bracket, quantity)) ? null : found;
}

/** 登记面积_亩, area-ha, 登记面积_亩_ (what geodatabases make of brackets): a name with its unit as the last word. */
function suffixTarget(header: string, targets: ReadonlyMap<string, Target>): Target | undefined {
  const match = /^(.+?)[_\s-]+([^_\s-]+)_*$/.exec(header.trim());
  const target = match ? targets.get(foldHeader(match[1]!)) : undefined;
  return target?.quantity && unitOf(match![2]!, target.quantity) ? target : undefined;
}

/** DBF keeps ten bytes of a name: five Chinese characters in GBK, three in UTF-8. Only one field may begin so. */
function cutTarget(header: string, base: string, targets: ReadonlyMap<string, Target>): Target | undefined {
  const bytes = [...header].reduce((sum, character) => sum + (character.codePointAt(0)! > 0x7f ? 2 : 1), 0);
  if (Math.max(bytes, Buffer.byteLength(header)) < 9 || base.length < 3) return undefined;
  const fields = new Map<string, Target>();
  for (const [name, target] of targets) if (name.startsWith(base)) fields.set(target.field, target);
  return fields.size === 1 ? [...fields.values()][0] : undefined;
}

function columnOf(
  index: number,
  header: string,
  target: Target,
  saidUnit: string | undefined,
  unitFrom: string,
  time: HeadingTime | null,
): MappedColumn {
  const { quantity } = target;
  const said = quantity && saidUnit !== undefined ? unitOf(saidUnit, quantity) : null;
  const written = quantity
    ? (headerParts(unitFrom)
        .brackets.map((bracket) => unitOf(bracket, quantity))
        .find((name) => name !== null) ?? suffixUnit(unitFrom, quantity))
    : null;
  const unit = said ?? written;
  return {
    index,
    header,
    field: target.field,
    quantity,
    unit,
    unitSource: said ? 'mapping' : written ? 'header' : null,
    repeats: target.repeats,
    mender: target.mender,
    year: typeof time === 'number' ? time : null,
    otherTime: time === 'other',
  };
}

/** registered_area_mu, tax_wan: the unit as the last word of an English name. */
function suffixUnit(header: string, quantity: Quantity): string | null {
  const last = /[_\s-]([^_\s-]+)_*$/.exec(header.trim())?.[1];
  return last ? unitOf(last, quantity) : null;
}

/** The same column with a unit found elsewhere: in a unit row, above the table, or by custom. */
export function withUnit(column: MappedColumn, unit: string | null, unitSource: UnitSource): MappedColumn {
  return column.unit !== null || unit === null ? column : { ...column, unit, unitSource };
}

/** Unit by custom when nothing states one; null when the field has none. */
export function customaryUnit(column: MappedColumn, targets: ReadonlyMap<string, Target>): string | null {
  return [...targets.values()].find((target) => target.field === column.field)?.unit ?? null;
}

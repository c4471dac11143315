// Rows of parcels: fields, drawing, measured area, and the checks that need the whole file (units, duplicates, overlaps, places).
import { parseParcelCode } from '#domain/land/codes.ts';
import type { Parcel, ProductionStart } from '#domain/land/parcel.ts';
import type { MicroMu } from '#domain/units.ts';
import { cellText, isBlankMark, isUnknownWord } from '../cells/cell-text.ts';
import { readDay } from '../cells/day.ts';
import { acquisitionMode } from '../cells/words.ts';
import { lotArea } from '../check/lot-area.ts';
import { townshipPlaces, type TownshipPlaces } from '../check/township-places.ts';
import type { Examined } from '../repair/examine.ts';
import { areaReader, type AreaReader } from './parcel-area.ts';
import { checkParcels } from './parcel-checks.ts';
import { parcelFacts } from '../columns/fact-fields.ts';
import { boundaryTextHeaders, parcelFields } from '../columns/parcel-fields.ts';
import { cutText, type RowReader } from '../row-reader.ts';
import { parcelCodeColumn, plainCode, reportParcelCode, usccColumn } from './codes-in-row.ts';
import { readFacts } from './facts.ts';
import { mendedShape } from './mended-shape.ts';
import { blockColumn, placedTownship, townshipColumn, townshipInside } from './places.ts';
import { drawnShape, sourceOf, takeRows, type Job, type PlacedTable, type SubjectIntake } from './subject-intake.ts';

export const parcelIntake: SubjectIntake = {
  table: {
    vocabulary: { fields: parcelFields, facts: parcelFacts, special: boundaryTextHeaders },
    needed: [['code']],
    keys: ['code'],
  },
  mender: '土地',
  drawn: true,
  read: (tables, job) => {
    const seen = new Map<string, Parcel>();
    const places = townshipPlaces(job.input.context.townships);
    const parcels = tables.flatMap((table) => readTable(table, job, seen, places));
    checkParcels(parcels, job);
    return { subject: 'parcels', rows: parcels };
  },
};

function readTable(table: PlacedTable, job: Job, seen: Map<string, Parcel>, places: TownshipPlaces | null): Parcel[] {
  const measured = table.shapes.map((built) => measuredOf(built, job.input.repair ?? false));
  const codes = columnTexts(table, 'code');
  const onRecord = new Map(job.input.context.parcels.map((parcel) => [parcel.code, parcel.measured ?? null]));
  const area = areaReader(
    table,
    table.data.rows.map((_, index) => (table.shapes[index] ? measured[index] : onRecord.get(plainCode(codes[index] ?? ''))) ?? null),
    job,
  );
  const foreign = isForeignRegister(table, codes, job);
  const productionKnown = production(table, job);
  return takeRows(table, job, (reader, index) => {
    const code = parcelCodeColumn(reader, 'code');
    if (code === null) {
      reader.report('value-missing', 'error', 'code', null, '缺宗地代码，无法认定是哪宗地，本行未导入；请补充。');
      return null;
    }
    reader.subject = code;
    const first = seen.get(code);
    if (first) {
      const other = reader.nameOf(first.source);
      const message = `宗地代码 ${code} 与${other}重复，保留${other}，本行未导入；请核对哪一行为准。`;
      reader.report('duplicate-code', 'error', 'code', code, message);
      return null;
    }
    reportParcelCode(reader, code, job.input.county, foreign);
    const parcel = readParcel(table, index, reader, {
      code,
      job,
      area,
      measured: measured[index] ?? null,
      onRecord: onRecord.get(code) ?? null,
      productionKnown,
      places,
    });
    seen.set(code, parcel);
    return parcel;
  });
}

interface RowContext {
  readonly code: string;
  readonly job: Job;
  readonly area: AreaReader;
  readonly measured: MicroMu | null;
  /** Area of the drawing on record, which stays when the row brings none. */
  readonly onRecord: MicroMu | null;
  readonly productionKnown: boolean;
  readonly places: TownshipPlaces | null;
}

/** A drawing that crosses itself is kept for the eye but has no area, unless it is to be mended. */
function measuredOf(built: Examined | null, repair: boolean): MicroMu | null {
  if (!built?.shape) return null;
  if (repair && built.proposal) return built.proposal.areaAfter;
  return built.crossing ? null : lotArea(built.shape);
}

function readParcel(table: PlacedTable, index: number, reader: RowReader, row: RowContext): Parcel {
  const { context, county } = row.job.input;
  const drawn = drawnShape(table, index, reader, '宗地');
  const shape = drawn && mendedShape(table.shapes[index]!, drawn, reader, row);
  const holes = table.shapes[index]?.holes ?? 0;
  if (holes > 0) reader.report('geometry-hole', 'info', null, `${holes} 个`, '图形带孔，面积已扣除孔内部分；请确认孔内不属于本宗地。');
  const written = reader.text('location');
  // Exchange texts repeat the number where the name of the lot belongs.
  const location = written === row.code ? null : written;
  const measured = shape ? row.measured : null;
  if (shape && measured === null && !table.shapes[index]?.crossing)
    reader.report(
      'geometry-outside-county',
      'warning',
      null,
      null,
      '图形大得不可能是一宗地（超过 10 万平方公里），图形面积按未知处理；请核对坐标。',
    );
  const township = townshipColumn(reader, context) ?? (location === null ? null : townshipInside(location, context));
  return {
    county,
    code: row.code,
    location,
    registeredArea: row.area.read(reader, table.shapes[index] ? measured : row.onRecord),
    measuredArea: measured,
    landUse: reader.text('land_use'),
    acquisitionMode: reader.has('acquisition_mode') ? readMode(reader) : null,
    supplyDate: reader.day('supply_date'),
    acquisitionDate: reader.day('acquisition_date'),
    agreedStart: reader.day('agreed_start'),
    agreedCompletion: reader.day('agreed_completion'),
    actualStart: reader.day('actual_start'),
    productionStart: readProduction(reader, row.productionKnown),
    holder: reader.text('holder'),
    // Another country's tables go by the lot's own key.
    holderUscc: reader.foreignKeys !== null && !reader.has('holder_uscc') ? row.code : usccColumn(reader, 'holder_uscc'),
    unitCode: reader.text('unit_code'),
    township: placedTownship(reader, township, shape, row.places),
    block: blockColumn(reader, context),
    shape,
    facts: readFacts(reader, parcelFacts),
    source: sourceOf(row.job, table.data, reader.row),
  };
}

function readMode(reader: RowReader): Parcel['acquisitionMode'] {
  const text = reader.text('acquisition_mode');
  if (text === null || isUnknownWord(text)) return null;
  const { mode, other } = acquisitionMode(text);
  if (other) reader.report('value-assumed', 'info', 'acquisition_mode', text, `取得方式“${cutText(text)}”归入“其他”。`);
  return mode;
}

/** A blank cell in a column that others fill means "not in production"; the words for not knowing mean unknown. */
function readProduction(reader: RowReader, columnFilled: boolean): ProductionStart {
  const field = 'production_start_date';
  if (!reader.has(field)) return { state: 'unknown' };
  const raw = reader.raw(field);
  if (raw === null) {
    if (!columnFilled) return { state: 'unknown' };
    reader.report('blank-as-absent', 'info', field, null, '投产日期为空，按“未投产”处理；如已投产请补日期，如不清楚请填“不详”。');
    return { state: 'not-started' };
  }
  if (/^(无|未投产|尚未投产|没有投产|未|否|在建|建设中|未建成)$/.test(raw.normalize('NFKC').trim())) return { state: 'not-started' };
  if (isBlankMark(raw) || isUnknownWord(raw)) return { state: 'unknown' };
  const read = readDay(raw);
  if (!read) {
    reader.report(
      'date-invalid',
      'warning',
      field,
      raw,
      `“${cutText(raw)}”不是可读的日期，投产日期按未知处理；请写成 2017-05-01 这样的日期。`,
    );
    return { state: 'unknown' };
  }
  if (read.precision !== 'day')
    reader.report(
      'date-assumed',
      'warning',
      field,
      raw,
      `投产日期只到${read.precision === 'month' ? '月' : '年'}，按 ${read.day} 认定；请补充到日。`,
    );
  return { state: 'started', date: read.day };
}

function columnTexts(table: PlacedTable, field: string): (string | null)[] {
  const column = table.data.columns.find((candidate) => candidate.field === field);
  return column ? table.data.rows.map((row) => cellText(row.cells[column.index])) : [];
}

/** Rows from which on an entirely blank column is a column nobody filled, not a county without factories. */
const emptyColumnRows = 10;

function production(table: PlacedTable, job: Job): boolean {
  const texts = columnTexts(table, 'production_start_date');
  if (texts.length < emptyColumnRows || texts.some((text) => text !== null)) return true;
  const column = table.data.columns.find((candidate) => candidate.field === 'production_start_date');
  job.report.add({
    kind: 'value-missing',
    severity: 'warning',
    sheet: table.data.sheet,
    column: column?.header ?? null,
    message: `“${column?.header ?? '投产日期'}”整列 ${texts.length} 行都是空的，视为没有填报，投产情况按未知处理（不认定为未投产）；请补充。`,
  });
  return false;
}

/** Most codes are of another kind: said once, not per row. */
function isForeignRegister(table: PlacedTable, codes: readonly (string | null)[], job: Job): boolean {
  const given = codes.filter((code) => code !== null);
  if (job.input.foreign) {
    const form = job.input.keys ?? 'as-is';
    job.report.add({
      kind: 'parcel-code-invalid',
      severity: 'info',
      sheet: table.data.sheet,
      value: given[0] ?? null,
      message: `按“外国地籍”读取：宗地代码不是19位标准格式，${form === 'as-is' ? '按原样' : `统一写成 ${form} 形式`}作为标识保留，不与中国编码规则核对。`,
    });
    return true;
  }
  const standard = given.filter((code) => parseParcelCode(code.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()) !== null);
  if (given.length < 3 || standard.length * 2 > given.length) return false;
  const column = table.data.columns.find((candidate) => candidate.field === 'code');
  job.report.add({
    kind: 'parcel-code-invalid',
    severity: 'warning',
    sheet: table.data.sheet,
    column: column?.header ?? null,
    value: given[0]!,
    message: `本表 ${given.length} 行中有 ${given.length - standard.length} 行的宗地代码不是19位标准格式（如 ${cutText(given[0]!)}），均按原样作为标识保留。`,
  });
  return true;
}

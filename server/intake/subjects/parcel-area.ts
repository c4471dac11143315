// Registered area of parcels: its unit where none is stated, and its agreement with the drawing.
import { ownValue } from '#domain/own-value.ts';
import { MICRO_MU_PER_MU, type MicroMu } from '#domain/units.ts';
import { cellText } from '../cells/cell-text.ts';
import { areasAgree, unitDoubt, unitOfColumn } from '../check/registered-area.ts';
import { isForeignUnit, splitUnit, unitOf } from '../columns/units.ts';
import { cutText, type RowReader } from '../row-reader.ts';
import type { Job, PlacedTable } from './subject-intake.ts';

export interface AreaReader {
  read(reader: RowReader, measured: MicroMu | null): MicroMu | null;
}

const field = 'registered_area';
/** MJDW of the cadastre's tables. */
const unitCodes: Readonly<Record<string, string>> = { 1: '平方米', 2: '亩', 3: '公顷' };

/** Decides the column's unit once, from what is written or else from the drawings, and reads rows with it. */
export function areaReader(table: PlacedTable, measured: readonly (MicroMu | null)[], job: Job): AreaReader {
  const column = table.data.columns.find((candidate) => candidate.field === field);
  if (!column) return { read: () => null };
  const rowUnits = table.data.columns.some((candidate) => candidate.field === 'area_unit');
  let unit = column.unit;
  if (unit !== null && isForeignUnit(unit))
    job.report.add({
      kind: 'unit-converted',
      severity: 'info',
      sheet: table.data.sheet,
      column: column.header,
      value: unit,
      message: `“${column.header}”以${unit}计，已按 1 平方英尺 = 0.09290304 平方米（1 英亩 = 4046.8564224 平方米）换算。`,
    });
  if (unit === null && !rowUnits) {
    const samples = table.data.rows.map((row, index) => ({
      text: cellText(row.cells[column.index]) ?? '',
      measured: measured[index] ?? null,
    }));
    const found = unitOfColumn(samples.filter((sample) => sample.text !== '' && splitUnit(sample.text, 'land').unit === null));
    unit = found.unit;
    const place = { sheet: table.data.sheet, column: column.header };
    if (found.by === 'either') {
      job.report.add({
        ...place,
        kind: 'area-unit-conflict',
        severity: 'warning',
        message: `“${column.header}”没有写明单位，没有图形可核对，按数值大小可能是亩也可能是平方米，整列按未知处理；请在表头写明单位（如“${column.header}(亩)”），或用列对应写明。`,
      });
    } else if (found.by === 'conflict') {
      job.report.add({
        ...place,
        kind: 'area-unit-conflict',
        severity: 'warning',
        message: `“${column.header}”没有写明单位，与图形面积按平方米、亩、公顷都对不上，整列按未知处理；请在表头写明单位，如“${column.header}(平方米)”。`,
      });
    } else {
      const basis = found.by === 'drawing' ? '与图形面积相符' : '没有图形可核对';
      job.report.add({
        ...place,
        kind: 'unit-assumed',
        severity: found.by === 'drawing' ? 'info' : 'warning',
        value: found.unit,
        message: `“${column.header}”没有写明单位，按${found.unit}认定（${basis}）；请在表头写明单位。`,
      });
    }
  }
  return { read: (reader, drawn) => readArea(reader, drawn, rowUnits ? (rowUnit(reader) ?? unit) : unit) };
}

function rowUnit(reader: RowReader): string | null {
  const text = reader.text('area_unit');
  return text === null ? null : (ownValue(unitCodes, text) ?? unitOf(text, 'land'));
}

function readArea(reader: RowReader, measured: MicroMu | null, unit: string | null): MicroMu | null {
  const text = reader.text(field);
  if (text === null) {
    reader.report('area-missing', 'warning', field, null, '没有登记面积，按未知处理；请补充。');
    return null;
  }
  const written = splitUnit(text, 'land').unit ?? unit;
  if (written === null) return null;
  const doubt = unitDoubt(splitUnit(text, 'land').number, written, measured);
  if (doubt) {
    reader.report(
      'area-unit-conflict',
      'warning',
      field,
      text,
      `登记面积“${cutText(text)}”按${written}与图形相差数倍，按${doubt}才与图形相符，单位存疑，登记面积按未知处理；请核对单位。`,
    );
    return null;
  }
  const area = reader.land(field, written);
  if (area === null) return null;
  if (area < 0) {
    reader.report('value-negative', 'warning', field, text, '登记面积是负数，按未知处理；请核对。');
    return null;
  }
  if (area === 0) {
    reader.report('area-missing', 'warning', field, text, '登记面积为 0，按未知处理；请补充。');
    return null;
  }
  if (measured !== null && !areasAgree(area, measured)) {
    const share = (((area - measured) / measured) * 100).toFixed(1);
    reader.report(
      'area-mismatch',
      'warning',
      field,
      text,
      `登记面积 ${mu(area)} 亩，图形面积 ${mu(measured)} 亩，相差 ${share}%（允许 1%），两个面积都已保留，统计用登记面积；请核对登记或图形。`,
    );
  }
  return area;
}

function mu(area: MicroMu): string {
  return (area / MICRO_MU_PER_MU).toFixed(4);
}

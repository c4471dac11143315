// Rows of tenure: which firm stands on which parcel, as owner, tenant or landlord.
import type { Tenure } from '#domain/firms/firm.ts';
import type { LandUnit, MicroMu } from '#domain/units.ts';
import { cellText } from '../cells/cell-text.ts';
import { tenureRole } from '../cells/words.ts';
import { unitByDrawing, unitOfColumn } from '../check/registered-area.ts';
import { tenureFields } from '../columns/firm-fields.ts';
import { splitUnit } from '../columns/units.ts';
import { cutText, type RowReader, type SeenAt } from '../row-reader.ts';
import { firmOfRow, parcelCodeColumn, plainCode } from './codes-in-row.ts';
import { sourceOf, takeRows, type Job, type PlacedTable, type SubjectIntake } from './subject-intake.ts';

export const tenureIntake: SubjectIntake = {
  table: { vocabulary: { fields: tenureFields, facts: [] }, needed: [['parcel'], ['uscc', 'name']], keys: ['parcel', 'uscc'] },
  mender: '乡镇',
  drawn: false,
  read: (tables, job) => {
    const known = new Set(job.input.context.parcels.map((parcel) => parcel.code));
    const seen = new Map<string, SeenAt>();
    const rows = tables.flatMap((table) => {
      const unit = areaUnit(table, job);
      return takeRows(table, job, (reader) => readTenure(table, reader, { job, known, seen, unit }));
    });
    return { subject: 'tenure', rows };
  },
};

interface RowContext {
  readonly job: Job;
  readonly known: ReadonlySet<string>;
  readonly seen: Map<string, SeenAt>;
  readonly unit: string | null;
}

function readTenure(table: PlacedTable, reader: RowReader, { job, known, seen, unit }: RowContext): Tenure | null {
  const parcel = parcelCodeColumn(reader, 'parcel');
  if (parcel === null) {
    reader.report('value-missing', 'error', 'parcel', null, '缺宗地代码，无法认定在哪宗地上，本行未导入；请补充。');
    return null;
  }
  reader.subject = parcel;
  const firm = firmOfRow(reader);
  if (!firm) return null;
  const role = reader.has('role') ? reader.word('role', tenureRole, '自用、租用或出租') : null;
  if (role === null) {
    reader.report(
      'value-missing',
      'error',
      'role',
      reader.text('role'),
      '用地关系（自用、租用、出租）没有填写或不能识别，本行未导入；请补充。',
    );
    return null;
  }
  const from = reader.day('from');
  const to = /^(至今|长期|无固定期限|现在)$/.test(reader.text('to') ?? '') ? null : reader.day('to');
  const key = [parcel, firm.uscc, role, from ?? ''].join(' ');
  const first = seen.get(key);
  if (first !== undefined) {
    reader.report(
      'duplicate-row',
      'error',
      'parcel',
      key,
      `同一宗地、企业、关系与起始日期已见于${reader.nameOf(first)}，本行未导入；请核对。`,
    );
    return null;
  }
  seen.set(key, { sheet: reader.sheet, row: reader.row.row });
  if (known.size > 0 && !known.has(parcel)) {
    reader.report(
      'tenure-unknown-parcel',
      'warning',
      'parcel',
      parcel,
      `宗地 ${parcel} 不在册，关系已保留、暂不起作用；请核对宗地代码或先导入该宗地。`,
    );
  }
  if (from && to && from > to)
    reader.report('date-order', 'warning', 'to', `${from} > ${to}`, '起始日期晚于终止日期，均按原样保留；请核对。');
  return {
    county: job.input.county,
    parcel,
    uscc: firm.uscc,
    role,
    area: readArea(reader, unit),
    from,
    to,
    source: sourceOf(job, table.data, reader.row),
  };
}

function readArea(reader: RowReader, unit: string | null): MicroMu | null {
  const text = reader.text('area');
  const area = reader.land('area', splitUnit(text ?? '', 'land').unit ?? unit);
  if (area === null || area > 0) return area;
  reader.report(
    area < 0 ? 'value-negative' : 'value-invalid',
    'warning',
    'area',
    text,
    `占用面积“${cutText(text ?? '')}”不是正数，按未知处理；请核对。`,
  );
  return null;
}

/**
 * A bare area is in square metres unless the parcels on record say that it is a whole lot in mu or hectares; where they do not and the
 * figures are small enough for mu, it is unknown: five square metres instead of five mu would give the rest of the lot to its owner.
 */
function areaUnit(table: PlacedTable, job: Job): string | null {
  const column = table.data.columns.find((candidate) => candidate.field === 'area');
  if (!column || column.unit !== null) return column?.unit ?? null;
  const onRecord = new Map(job.input.context.parcels.map((parcel) => [parcel.code, [parcel.area, parcel.measured]]));
  const parcelColumn = table.data.columns.find((candidate) => candidate.field === 'parcel');
  const votes = new Map<LandUnit, number>();
  for (const row of table.data.rows) {
    const areas = onRecord.get(plainCode(cellText(row.cells[parcelColumn?.index ?? -1]) ?? '')) ?? [];
    const text = cellText(row.cells[column.index]) ?? '';
    const unit = areas.flatMap((area) => (area ? (unitByDrawing(text, area) ?? []) : []))[0];
    if (unit) votes.set(unit, (votes.get(unit) ?? 0) + 1);
  }
  const samples = table.data.rows.map((row) => ({ text: cellText(row.cells[column.index]) ?? '', measured: null }));
  const bare = samples.filter(({ text }) => text !== '' && splitUnit(text, 'land').unit === null);
  if (bare.length === 0) return null;
  const unit = votes.size === 1 ? [...votes.keys()][0]! : unitOfColumn(bare).unit;
  if (unit === null) {
    job.report.add({
      kind: 'area-unit-conflict',
      severity: 'warning',
      sheet: table.data.sheet,
      column: column.header,
      message: `“${column.header}”没有写明单位，与在册宗地面积也对不上，按数值大小可能是亩也可能是平方米，整列按未知处理；请在表头写明单位（如“${column.header}(亩)”），或用列对应写明。`,
    });
    return null;
  }
  const basis = votes.size === 1 ? '与在册宗地面积相符' : '按惯例';
  job.report.add({
    kind: 'unit-assumed',
    severity: 'warning',
    sheet: table.data.sheet,
    column: column.header,
    value: unit,
    message: `“${column.header}”没有写明单位，${basis}认定为${unit}；请在表头写明单位。`,
  });
  return unit;
}

// Rows of a ledger file: declarations of freed land, still to be checked against the ledger's own rules.
import { landMetricKind } from '../cells/words.ts';
import { ledgerFields } from '../columns/parcel-fields.ts';
import type { Declaration } from '../intake.ts';
import type { RowReader } from '../row-reader.ts';
import { parcelCodeColumn } from './codes-in-row.ts';
import { sourceOf, takeRows, type SubjectIntake } from './subject-intake.ts';

export const ledgerIntake: SubjectIntake = {
  table: { vocabulary: { fields: ledgerFields, facts: [] }, needed: [['parcel'], ['kind'], ['gross'], ['date']], keys: ['parcel'] },
  mender: '乡镇',
  drawn: false,
  read: (tables, job) => {
    const rows = tables.flatMap((table) =>
      takeRows(table, job, (reader): Declaration | null => {
        const parcel = parcelCodeColumn(reader, 'parcel');
        reader.subject = parcel;
        const kind = reader.word('kind', landMetricKind, '腾出、腾出有效、盘活、整治盘活或盘活存量');
        const gross = reader.land('gross');
        const effective = reader.land('effective');
        const date = reader.day('date');
        const basis = reader.text('basis');
        if (parcel === null) return rejected(reader, 'parcel', '缺宗地代码');
        if (kind === null) return rejected(reader, 'kind', '类型没有填写或不能识别');
        if (gross === null || gross <= 0) return rejected(reader, 'gross', '面积没有填写或不是正数');
        if (date === null) return rejected(reader, 'date', '日期没有填写或不完整');
        if (effective !== null && (effective < 0 || effective > gross)) return rejected(reader, 'effective', '有效面积应在 0 与面积之间');
        if (basis === null) reader.report('value-missing', 'warning', 'basis', null, '没有写明依据，已保留；请补充文号或凭证。');
        return {
          county: job.input.county,
          parcel,
          kind,
          gross,
          effective,
          date,
          basis: basis ?? '',
          measure: reader.text('measure'),
          source: sourceOf(job, table.data, reader.row),
        };
      }),
    );
    return { subject: 'ledger', rows };
  },
};

function rejected(reader: RowReader, field: string, reason: string): null {
  const text = reader.text(field);
  reader.report(text === null ? 'value-missing' : 'value-invalid', 'error', field, text, `${reason}，本行未导入；请补充。`);
  return null;
}

// Rows of townships, blocks and planning zones: named areas, drawn or only listed.
import { parseTownshipCode, type TownshipCode } from '#domain/land/codes.ts';
import type { Block, Township } from '#domain/land/parcel.ts';
import { blockFacts } from '../columns/fact-fields.ts';
import { blockFields, townshipFields, zoneFields } from '../columns/parcel-fields.ts';
import type { Zone } from '../intake.ts';
import type { RowReader, SeenAt } from '../row-reader.ts';
import { readFacts } from './facts.ts';
import { townshipBy, townshipColumn } from './places.ts';
import { drawnShape, sourceOf, takeRows, type Job, type SubjectIntake } from './subject-intake.ts';

/** True (and reported) when the key was seen before. */
function isSecond(reader: RowReader, seen: Map<string, SeenAt>, key: string, field: string, noun: string): boolean {
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, { sheet: reader.sheet, row: reader.row.row });
    return false;
  }
  const other = reader.nameOf(first);
  reader.report('duplicate-code', 'error', field, key, `${noun}“${key}”与${other}重复，保留${other}，本行未导入；请核对。`);
  return true;
}

export const townshipIntake: SubjectIntake = {
  table: { vocabulary: { fields: townshipFields, facts: [] }, needed: [['code', 'name']], keys: ['code'] },
  mender: '土地',
  drawn: true,
  read: (tables, job) => {
    const seen = new Map<string, SeenAt>();
    const rows = tables.flatMap((table) =>
      takeRows(table, job, (reader, index): Township | null => {
        const name = reader.text('name');
        const code = townshipCode(reader, name, job);
        if (code === null) return null;
        reader.subject = code;
        if (isSecond(reader, seen, code, 'code', '乡镇')) return null;
        const known = job.input.context.townships.find((township) => township.code === code)?.name;
        if (name === null) reader.report('value-missing', 'warning', 'name', null, '缺乡镇名称，暂用原有名称或代码；请补充。');
        return { county: job.input.county, code, name: name ?? known ?? code, shape: drawnShape(table, index, reader, '乡镇') };
      }),
    );
    return { subject: 'townships', rows };
  },
};

/** Nine digits of this county: written in full, with three zeros behind, as a suffix, or found by name. */
function townshipCode(reader: RowReader, name: string | null, job: Job): TownshipCode | null {
  const { county, context } = job.input;
  const text = reader.text('code');
  const digits = (text ?? '').normalize('NFKC').replaceAll(/\s/g, '');
  const full =
    /^\d{12}$/.test(digits) && digits.endsWith('000') ? digits.slice(0, 9) : /^\d{3}$/.test(digits) ? `${county}${digits}` : digits;
  const code = parseTownshipCode(full) ?? (name === null ? null : townshipBy(name, context));
  if (code === null) {
    reader.report(
      text === null ? 'value-missing' : 'value-invalid',
      'error',
      'code',
      text,
      '乡镇代码应为9位，且按名称也找不到，本行未导入；请补充代码。',
    );
    return null;
  }
  if (!code.startsWith(county)) {
    reader.report('county-mismatch', 'error', 'code', text, `乡镇代码 ${code} 不属于本县 ${county}，本行未导入；请核对是否传错县。`);
    return null;
  }
  return code;
}

export const blockIntake: SubjectIntake = {
  table: { vocabulary: { fields: blockFields, facts: blockFacts }, needed: [['code', 'name']], keys: ['code'] },
  mender: '土地',
  drawn: true,
  read: (tables, job) => {
    const seen = new Map<string, SeenAt>();
    const rows = tables.flatMap((table) =>
      takeRows(table, job, (reader, index): Block | null => {
        const name = reader.text('name');
        const code = reader.text('code') ?? name;
        if (code === null) {
          reader.report('value-missing', 'error', 'code', null, '既没有区块编号也没有名称，本行未导入；请补充。');
          return null;
        }
        reader.subject = code;
        if (isSecond(reader, seen, code, 'code', '区块')) return null;
        return {
          county: job.input.county,
          code,
          name: name ?? code,
          township: townshipColumn(reader, job.input.context),
          shape: drawnShape(table, index, reader, '区块'),
          facts: readFacts(reader, blockFacts),
        };
      }),
    );
    return { subject: 'blocks', rows };
  },
};

export const zoneIntake: SubjectIntake = {
  table: { vocabulary: { fields: zoneFields, facts: [] }, needed: [['name', 'kind']], keys: [] },
  mender: '土地',
  drawn: true,
  read: (tables, job) => {
    const rows = tables.flatMap((table) =>
      takeRows(table, job, (reader, index): Zone | null => {
        const kind = reader.text('kind');
        const name = reader.text('name') ?? kind;
        const shape = drawnShape(table, index, reader, '规划分区');
        if (name === null || shape === null) {
          reader.report(
            name === null ? 'value-missing' : 'geometry-missing',
            'error',
            name === null ? 'name' : null,
            name,
            '规划分区要有名称和面状图形才能用来认定宗地所在分区，本行未导入；请补充。',
          );
          return null;
        }
        return { county: job.input.county, name, kind, shape, source: sourceOf(job, table.data, reader.row) };
      }),
    );
    return { subject: 'zones', rows };
  },
};

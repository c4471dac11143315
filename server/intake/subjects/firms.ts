// Rows of the register of firms.
import type { Firm } from '#domain/firms/firm.ts';
import { isUnknownWord } from '../cells/cell-text.ts';
import { firmKind, industryCode, tags } from '../cells/words.ts';
import { enterpriseFacts } from '../columns/fact-fields.ts';
import { firmFields } from '../columns/firm-fields.ts';
import type { RowReader } from '../row-reader.ts';
import { firmOfRow } from './codes-in-row.ts';
import { readFacts } from './facts.ts';
import { townshipColumn } from './places.ts';
import { sourceOf, takeRows, type SubjectIntake } from './subject-intake.ts';

export const firmIntake: SubjectIntake = {
  table: { vocabulary: { fields: firmFields, facts: enterpriseFacts }, needed: [['uscc', 'name']], keys: ['uscc'] },
  mender: '统计',
  drawn: false,
  read: (tables, job) => {
    const seen = new Map<string, Firm>();
    const rows = tables.flatMap((table) =>
      takeRows(table, job, (reader): Firm | null => {
        const firm = firmOfRow(reader);
        if (!firm) return null;
        reader.subject = firm.uscc;
        const first = seen.get(firm.uscc);
        if (first) {
          const renamed = first.name === firm.name ? '' : `（名称不同：${first.name} / ${firm.name ?? '无'}）`;
          const other = reader.nameOf(first.source);
          reader.report(
            'duplicate-code',
            'error',
            'uscc',
            firm.uscc,
            `企业 ${firm.uscc} 与${other}重复${renamed}，保留${other}，本行未导入；请核对。`,
          );
          return null;
        }
        if (firm.name === null) reader.report('value-missing', 'warning', 'name', null, '缺企业名称，暂以信用代码代替；请补充。');
        const record: Firm = {
          county: job.input.county,
          uscc: firm.uscc,
          name: firm.name ?? firm.uscc,
          kind: reader.word('kind', firmKind, '企业、个体工商户或作坊'),
          industryCode: reader.word('industry_code', industryCode, 'GB/T 4754 行业代码'),
          industryTags: readTags(reader),
          township: townshipColumn(reader, job.input.context),
          haltedSince: reader.day('halted_since'),
          ...whereItIs(reader),
          facts: readFacts(reader, enterpriseFacts),
          source: sourceOf(job, table.data, reader.row),
        };
        seen.set(firm.uscc, record);
        return record;
      }),
    );
    return { subject: 'firms', rows };
  },
};

/** Address and sign of the firm. Degrees outside the country's box are no place in it. */
function whereItIs(reader: RowReader): Pick<Firm, 'address' | 'position'> {
  const address = reader.text('address');
  const degrees = (field: string, [least, most]: readonly [number, number], expected: string): number | null =>
    reader.word(
      field,
      (text) => {
        const value = Number(text.replace(/°$/u, ''));
        return value >= least && value <= most ? value : null;
      },
      expected,
    );
  const longitude = degrees('longitude', [73, 136], '十进制经度（73–136）');
  const latitude = degrees('latitude', [3, 54], '十进制纬度（3–54）');
  return {
    ...(address === null ? {} : { address }),
    ...(longitude === null || latitude === null ? {} : { position: [longitude, latitude] }),
  };
}

/** No such column: not known. A blank cell in a column that is there: none. */
function readTags(reader: RowReader): readonly string[] | null {
  const field = 'industry_tags';
  if (!reader.has(field)) return null;
  const raw = reader.raw(field);
  if (raw !== null && isUnknownWord(raw)) return null;
  const text = reader.text(field);
  if (text !== null) return tags(text);
  if (raw !== null) return null;
  reader.report('blank-as-absent', 'info', field, null, '行业标签为空，按“无标签”处理；如不清楚请填“不详”。');
  return [];
}

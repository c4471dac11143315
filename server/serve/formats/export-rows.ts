// The rows of a table export: one per parcel, the columns that the table on screen has, every figure in full.
import type { Lens } from '../lens.ts';
import { parcelProperties, type ParcelProperties } from '../../atlas/parcel-properties.ts';

export type Cell = string | number | null;

interface Column {
  readonly header: string;
  readonly cell: (parcel: ParcelProperties) => Cell;
}

const listed = (values: readonly (string | null)[]): string | null =>
  values.length > 0 ? values.map((value) => value ?? '').join('、') : null;
const idleWords = { none: '否', suspected: '疑似', decided: '认定' } as const;
const freedWords: Readonly<Record<string, string>> = { declared: '申报', verified: '核实' };

/** Numbers are not rounded: 0.9996 stays 0.9996 beside "below 1". Not known is empty, never 0. */
const columns: readonly Column[] = [
  { header: '宗地代码', cell: (parcel) => parcel.code },
  { header: '名称', cell: (parcel) => parcel.name },
  { header: '乡镇代码', cell: (parcel) => parcel.township },
  { header: '乡镇', cell: (parcel) => parcel.townshipName },
  { header: '区块', cell: (parcel) => parcel.block },
  { header: '登记面积（亩）', cell: (parcel) => parcel.registeredMu },
  { header: '图形面积（亩）', cell: (parcel) => parcel.measuredMu },
  { header: '年度', cell: (parcel) => parcel.year },
  { header: '税收（万元）', cell: (parcel) => parcel.taxWan },
  { header: '亩均税收（万元/亩）', cell: (parcel) => parcel.taxPerMuWan },
  { header: '等级', cell: (parcel) => parcel.grade },
  { header: '同等级连续年数', cell: (parcel) => parcel.gradeYears },
  { header: '建议类别', cell: (parcel) => parcel.class },
  { header: '命中规则', cell: (parcel) => listed(parcel.flags) },
  { header: '待补数据规则', cell: (parcel) => listed(parcel.unknown) },
  { header: '闲置', cell: (parcel) => idleWords[parcel.idle.state] },
  { header: '闲置起始', cell: (parcel) => parcel.idle.since ?? null },
  { header: '闲置依据', cell: (parcel) => parcel.idle.basis ?? null },
  { header: '腾出面积（亩）', cell: (parcel) => parcel.freed?.grossMu ?? null },
  { header: '有效面积（亩）', cell: (parcel) => parcel.freed?.effectiveMu ?? null },
  { header: '腾出状态', cell: (parcel) => freedWords[parcel.freed?.state ?? ''] ?? null },
  { header: '企业', cell: (parcel) => listed(parcel.firms.map((firm) => firm.name)) },
  { header: '统一社会信用代码', cell: (parcel) => listed(parcel.firms.map((firm) => firm.uscc)) },
  { header: '占用面积（亩）', cell: (parcel) => listed(parcel.firms.map((firm) => String(firm.shareMu))) },
];

/** What a demonstration's outputs carry. */
export const DEMO_MARK = '演示数据 · 虚构';

/** Header and rows. A demonstration has one column more, so that no row can pass for real. */
export function exportRows(lens: Lens, indices: readonly number[]): { readonly header: string[]; readonly rows: Cell[][] } {
  const { demo } = lens.snapshot.sheet.data.county;
  return {
    header: [...columns.map((column) => column.header), ...(demo ? ['说明'] : [])],
    rows: indices.map((index) => {
      const parcel = parcelProperties(lens.snapshot, lens.columns, index);
      return [...columns.map((column) => column.cell(parcel)), ...(demo ? [DEMO_MARK] : [])];
    }),
  };
}

/** What the export is of, for the sheet beside the table and for file names. */
export function exportNotes({ snapshot, year, policy, ledgerDay }: Lens, count: number, viewHash: string): [string, string | number][] {
  const { county } = snapshot.sheet.data;
  return [
    ['县（市、区）', `${county.name}（${county.code}）`],
    ['年度', year],
    ['政策', policy ? `${policy.title}（${policy.id}，${policy.status}）` : '无'],
    ['宗数', count],
    ['数据版本', snapshot.tag],
    ['截至', snapshot.sheet.asOf],
    ...(ledgerDay === undefined ? [] : [['腾地台账截至', ledgerDay] as [string, string]]),
    ['视图', viewHash],
    ['说明', county.demo ? DEMO_MARK : '空白表示未知，不是零；建议类别须经专班认定'],
  ];
}

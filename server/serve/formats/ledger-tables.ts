// The ledger as files: one row or feature per entry, every figure in full, what is not known left empty; sums beside, each kind by itself.
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { SeenEntry } from '#domain/ledger/ledger-filter.ts';
import { measureName } from '#domain/ledger/measures.ts';
import { toMu } from '#domain/units.ts';
import { ledgerRowReply, type LedgerRowReply } from '../../atlas/ledger-row-reply.ts';
import { landDay, landShape } from '../../atlas/target-scope.ts';
import type { LedgerLens } from '../ledger-lens.ts';
import type { Table } from './evaluation-tables.ts';
import { type Cell, DEMO_MARK } from './export-rows.ts';

export const kindWords: Readonly<Record<LandMetricKind, string>> = {
  vacated: '腾出',
  vacated_effective: '腾出有效',
  revitalised: '盘活',
  remediated_or_revitalised: '整治、盘活',
  stock_revitalised: '盘活存量',
};
const stageWords = { declared: '申报', verified: '核实', reversed: '冲销' } as const;
const reasonWords = { error: '更正', rebound: '回潮反弹', other: '其他' } as const;
const drawnWords = { all: '有图形', some: '部分有图形', none: '无图形，按宗地' } as const;

const listed = (values: readonly (string | null)[]): string | null => {
  const known = [...new Set(values.filter((value) => value !== null && value !== ''))];
  return known.length > 0 ? known.join('、') : null;
};

interface Column {
  readonly header: string;
  /** Name in GeoJSON and GeoPackage. */
  readonly name: string;
  readonly cell: (row: LedgerRowReply) => Cell;
  readonly numeric?: true;
}

const columns: readonly Column[] = [
  { header: '编号', name: 'id', numeric: true, cell: (row) => row.id },
  { header: '宗地代码', name: 'parcels', cell: (row) => listed(row.parts.map(({ parcel }) => parcel)) },
  { header: '宗地名称', name: 'parcelName', cell: (row) => listed(row.parts.map(({ name }) => name)) },
  { header: '企业', name: 'firms', cell: (row) => listed(row.parts.flatMap(({ firms }) => firms.map(({ name, uscc }) => name ?? uscc))) },
  { header: '统一社会信用代码', name: 'usccs', cell: (row) => listed(row.parts.flatMap(({ firms }) => firms.map(({ uscc }) => uscc))) },
  { header: '乡镇代码', name: 'township', cell: (row) => listed(row.parts.map(({ township }) => township)) },
  { header: '乡镇（当日）', name: 'townshipName', cell: (row) => listed(row.parts.map(({ townshipName }) => townshipName)) },
  { header: '政策', name: 'policy', cell: (row) => row.policy },
  {
    header: '计入目标',
    name: 'countsToward',
    cell: (row) => listed(row.countsToward.flatMap(({ name, areaMu }) => (areaMu === null ? [] : [`${name} ${areaMu}`]))),
  },
  { header: '类型', name: 'kind', cell: (row) => kindWords[row.kind] },
  { header: '措施', name: 'measure', cell: (row) => measureName(row.measure) },
  { header: '阶段', name: 'stage', cell: (row) => stageWords[row.stage] },
  { header: '面积（亩）', name: 'grossMu', numeric: true, cell: (row) => row.grossMu },
  { header: '有效面积（亩）', name: 'effectiveMu', numeric: true, cell: (row) => row.effectiveMu },
  { header: '申报时面积（亩）', name: 'declaredGrossMu', numeric: true, cell: (row) => row.declaredGrossMu },
  { header: '日期', name: 'date', cell: (row) => row.date },
  { header: '起计日', name: 'countsFrom', cell: (row) => row.countsFrom },
  { header: '核实日期', name: 'verifiedAt', cell: (row) => row.verifiedAt },
  { header: '核实人', name: 'verifiedBy', cell: (row) => row.verifiedBy },
  { header: '冲销日期', name: 'reversedAt', cell: (row) => row.reversedAt },
  { header: '冲销人', name: 'reversedBy', cell: (row) => row.reversedBy },
  { header: '冲销原因', name: 'reversalReason', cell: (row) => (row.reversalReason === null ? null : reasonWords[row.reversalReason]) },
  { header: '依据', name: 'basis', cell: (row) => row.basis },
  { header: '凭证', name: 'documents', cell: (row) => listed(row.documents) },
  { header: '申报人', name: 'actor', cell: (row) => row.actor },
  { header: '记入时间', name: 'recordedAt', cell: (row) => row.recordedAt },
  { header: '校验值', name: 'hash', cell: (row) => row.hash },
  { header: '图形', name: 'drawn', cell: (row) => drawnWords[row.drawn] },
];

const rowOf = ({ snapshot, targets }: LedgerLens, seen: SeenEntry): LedgerRowReply => ledgerRowReply(snapshot, seen, targets);

/** What the file says of itself: of what, on which day, by which filter, and the sums of each kind, never added. */
export function ledgerNotes({ snapshot, day, knownOn, table }: LedgerLens, query: string): [string, string | number][] {
  const { county } = snapshot.sheet.data;
  return [
    ['县（市、区）', `${county.name}（${county.code}）`],
    ['台账截至', day],
    ['所知截至', knownOn ?? '全部已记入的行'],
    ['条数', table.seen.length],
    ...table.totals.flatMap((total): [string, string | number][] => {
      const name = `${kindWords[total.kind]}（${total.policy}）`;
      return [
        [`${name} 核实（亩）`, toMu(total.verified)],
        [`${name} 申报（亩）`, toMu(total.declared)],
        [`${name} 有效（亩）`, `${toMu(total.effective)}；${total.standing} 条中 ${total.effectiveStated} 条填了有效面积`],
        [`${name} 已冲销（亩）`, toMu(total.takenBack)],
      ];
    }),
    ['各类型', '口径不同，不相加'],
    ['筛选', query],
    ['数据版本', snapshot.tag],
    ['说明', county.demo ? DEMO_MARK : '空白表示未知或没有，不是零'],
  ];
}

export function ledgerFileTable(lens: LedgerLens, query: string): Table {
  const { demo } = lens.snapshot.sheet.data.county;
  const rows = lens.table.seen.map((seen) => {
    const row = rowOf(lens, seen);
    return [...columns.map(({ cell }) => cell(row)), ...(demo ? [DEMO_MARK] : [])];
  });
  return { header: [...columns.map(({ header }) => header), ...(demo ? ['说明'] : [])], rows, notes: ledgerNotes(lens, query) };
}

/** The land of an entry: what is drawn, else its parcels'; which of the two stands in `drawn`. */
function landOf({ snapshot: { sheet }, day }: LedgerLens, { entry, parts }: SeenEntry): MultiPolygon | null {
  const shapes = parts.flatMap(({ shape, parcel }) => shape ?? landShape(sheet, parcel, landDay(entry, day)) ?? []);
  return shapes.length > 0 ? shapes : null;
}

function featureOf(lens: LedgerLens, seen: SeenEntry, flat: boolean): string {
  const row = rowOf(lens, seen);
  const land = landOf(lens, seen);
  const properties = Object.fromEntries(columns.map(({ name, cell }) => [name, cell(row)]));
  const { county } = lens.snapshot.sheet.data;
  return JSON.stringify({
    type: 'Feature',
    ...(flat ? {} : { id: row.id }),
    properties: { ...(flat ? { code: String(row.id) } : {}), ...properties, demo: county.demo ? DEMO_MARK : null },
    geometry: land && { type: 'MultiPolygon', coordinates: land },
  });
}

/** A feature with a value of each column's type, left out of the file: GDAL takes the types of columns from what it sees. */
const typesFeature = JSON.stringify({
  type: 'Feature',
  geometry: null,
  properties: {
    code: '',
    ...Object.fromEntries(columns.map(({ name, numeric }) => [name, numeric ? (name === 'id' ? 1 : 0.5) : ''])),
    demo: '',
  },
});

/** `flat`: as GDAL reads it for a GeoPackage. */
export function ledgerGeojson(lens: LedgerLens, flat: boolean): string {
  const { snapshot, day, knownOn, table } = lens;
  const { county } = snapshot.sheet.data;
  const head = JSON.stringify({
    type: 'FeatureCollection',
    numberMatched: table.seen.length,
    numberReturned: table.seen.length,
    county: county.code,
    asOf: day,
    knownOn,
    version: snapshot.tag,
    demo: county.demo,
  });
  const features = table.seen.map((seen) => featureOf(lens, seen, flat));
  return `${head.slice(0, -1)},"features":[${(flat ? [typesFeature, ...features] : features).join(',')}]}`;
}

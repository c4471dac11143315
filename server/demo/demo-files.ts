// The demonstration records written as the files a county would send: GeoJSON for land, CSV for firms, accounts, tenure and ledger.
import type { MultiPolygon } from '#domain/land/geometry.ts';
import type { Block, Township } from '#domain/land/parcel.ts';
import type { FactValues } from '#domain/policy/facts.ts';
import { type Fen, FEN_PER_WAN, MICRO_MU_PER_MU, type MicroMu, roundedText } from '#domain/units.ts';
import type { FileToImport } from '../pipeline.ts';
import type { DemoAccount, DemoFirm, DemoLedgerEntry, DemoParcel, DemoTenure } from './demo-county.ts';
import { enterpriseHeaders, parcelHeaders } from './fact-headers.ts';

export type DemoFile = Pick<FileToImport, 'name' | 'bytes' | 'subject'>;

const encoder = new TextEncoder();

/** Shortest exact decimal text of a millionth-based integer. */
function millionths(value: number, per: number): string {
  const text = roundedText(BigInt(value), BigInt(per), 6);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function mu(area: MicroMu | null): string {
  return area === null ? '' : millionths(area, MICRO_MU_PER_MU);
}

/** Registered areas are whole hundredths of a square metre. */
function squareMetres(area: MicroMu | null): string {
  return area === null ? '' : roundedText(BigInt(area), 1500n, 2);
}

function wan(money: Fen | null): string {
  return money === null ? '' : millionths(money, FEN_PER_WAN);
}

function yesNo(value: boolean | null): string {
  return value === null ? '' : value ? '是' : '否';
}

/** 无 says that there is none; a blank says that nobody told. */
function factText(value: FactValues[string] | undefined): string {
  if (value === undefined) return '';
  if (value === null || value === 'none') return '无';
  if (typeof value === 'boolean') return yesNo(value);
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.join('、');
  if (typeof value === 'object') throw new Error('a fact with parts needs columns of its own');
  return String(value);
}

function cell(text: string | number | null): string {
  const plain = text === null ? '' : String(text);
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function csv(
  name: string,
  subject: DemoFile['subject'],
  header: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): DemoFile {
  const lines = [header.join(',')];
  for (const row of rows) lines.push(row.map(cell).join(','));
  return { name, subject, bytes: encoder.encode(`\uFEFF${lines.join('\r\n')}\r\n`) };
}

function geojson<T extends { readonly shape: MultiPolygon | null }>(
  name: string,
  subject: DemoFile['subject'],
  rows: readonly T[],
  properties: (row: T) => Readonly<Record<string, string | null>>,
): DemoFile {
  const features = rows.map((row) => {
    const [only] = row.shape ?? [];
    const geometry =
      row.shape === null
        ? null
        : row.shape.length === 1
          ? { type: 'Polygon', coordinates: only }
          : { type: 'MultiPolygon', coordinates: row.shape };
    return JSON.stringify({ type: 'Feature', properties: properties(row), geometry });
  });
  // Longitude and latitude of CGCS2000, which the file says itself.
  const crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4490"}}';
  return { name, subject, bytes: encoder.encode(`{"type":"FeatureCollection",${crs},"features":[\n${features.join(',\n')}\n]}\n`) };
}

export function townshipFile(rows: readonly Township[]): DemoFile {
  return geojson('乡镇界线（演示·虚构）.geojson', 'townships', rows, (row) => ({ 乡镇代码: row.code, 乡镇名称: row.name }));
}

export function blockFile(rows: readonly Block[]): DemoFile {
  return geojson('工业区块（演示·虚构）.geojson', 'blocks', rows, (row) => ({
    区块代码: row.code,
    区块名称: row.name,
    乡镇: row.township,
    区块分类管控类别: factText(row.facts['managementClass']),
  }));
}

function productionText(start: DemoParcel['productionStart']): string {
  if (start.state === 'started') return start.date;
  return start.state === 'not-started' ? '未投产' : '不详';
}

function factColumns(
  headers: Readonly<Record<string, string>>,
  rows: readonly { readonly facts: FactValues }[],
): readonly (readonly [string, string])[] {
  const known = new Set<string>();
  for (const row of rows) for (const fact of Object.keys(row.facts)) known.add(fact);
  const missing = [...known].find((fact) => headers[fact] === undefined);
  if (missing !== undefined) throw new Error(`no column header for ${missing}`);
  return Object.entries(headers).filter(([fact]) => known.has(fact));
}

export function parcelFile(rows: readonly DemoParcel[], part: string): DemoFile {
  const facts = factColumns(parcelHeaders, rows);
  return geojson(`宗地${part}（演示·虚构）.geojson`, 'parcels', rows, (row) => ({
    宗地代码: row.code,
    坐落: row.location,
    '登记面积(平方米)': squareMetres(row.registeredArea),
    土地用途: row.landUse,
    取得方式: row.acquisitionMode,
    供地日期: row.supplyDate,
    取得日期: row.acquisitionDate,
    约定开工: row.agreedStart,
    约定竣工: row.agreedCompletion,
    实际开工: row.actualStart,
    投产日期: productionText(row.productionStart),
    权利人: row.holder,
    权利人统一社会信用代码: row.holderUscc,
    不动产单元号: row.unitCode,
    乡镇: row.township,
    工业区块: row.block,
    ...Object.fromEntries(facts.map(([fact, header]) => [header, factText(row.facts[fact])])),
  }));
}

export function firmFile(rows: readonly DemoFirm[], part: string): DemoFile {
  const facts = factColumns(enterpriseHeaders, rows);
  const header = ['统一社会信用代码', '企业名称', '主体类型', '行业代码', '行业标签', '乡镇', '停产日期', ...facts.map(([, name]) => name)];
  const table = rows.map((row) => [
    row.uscc,
    row.name,
    row.kind,
    row.industryCode,
    factText(row.industryTags ?? undefined),
    row.township,
    row.haltedSince,
    ...facts.map(([fact]) => factText(row.facts[fact])),
  ]);
  return csv(`企业名册${part}（演示·虚构）.csv`, 'firms', header, table);
}

const accountHeader = [
  '年度', '统一社会信用代码', '企业名称', '税收实际贡献(万元)', '主营业务收入(万元)', '工业增加值(万元)', '研发费用(万元)', '综合能耗(吨标准煤)',
  '用电量(千瓦时)', '用水量(吨)', '排放(吨)', '平均职工人数(人)', '规上', '评价等级', '评价用地(亩)', '年产值(万元)',
]; // prettier-ignore

export function accountFile(rows: readonly DemoAccount[], part: string): DemoFile {
  const table = rows.map((row) => [
    row.year,
    row.uscc,
    row.name,
    wan(row.tax),
    wan(row.revenue),
    wan(row.valueAdded),
    wan(row.researchSpending),
    row.energyTce,
    row.powerKwh,
    row.waterTonnes,
    row.emissionsTonnes,
    row.employees,
    yesNo(row.aboveScale),
    row.grade,
    mu(row.assessedArea),
    wan(row.outputValue),
  ]);
  return csv(`企业年度数据${part}（演示·虚构）.csv`, 'accounts', accountHeader, table);
}

export function tenureFile(rows: readonly DemoTenure[], part: string): DemoFile {
  const table = rows.map((row) => [row.parcel, row.uscc, row.role, squareMetres(row.area), row.from, row.to]);
  return csv(`用地关系${part}（演示·虚构）.csv`, 'tenure', ['宗地代码', '统一社会信用代码', '关系', '面积(平方米)', '起', '止'], table);
}

export function ledgerFile(rows: readonly DemoLedgerEntry[]): DemoFile {
  const table = rows.map((row) => [row.parcel, row.kind, mu(row.gross), mu(row.effective), row.date, row.basis, row.measure]);
  return csv('腾地台账（演示·虚构）.csv', 'ledger', ['宗地代码', '类型', '面积(亩)', '有效面积(亩)', '日期', '依据', '措施'], table);
}

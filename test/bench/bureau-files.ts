// A generated county written out as the files a bureau would send, so that the importer is measured from text to record.
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { toMu, toWan } from '#domain/units.ts';
import type { DemoCounty } from '../../server/demo/demo-county.ts';

const csv = (header: readonly string[], rows: readonly (readonly (string | number | null | undefined)[])[]) =>
  `${[header, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')}\n`;

/** Seven decimals of a degree are a centimetre, as surveys deliver them. */
const rounded = (shape: MultiPolygon) =>
  shape.map((polygon) => polygon.map((ring) => ring.map(([lon, lat]) => [Number(lon.toFixed(7)), Number(lat.toFixed(7))])));

export function parcelsGeoJson({ parcels }: DemoCounty): string {
  const features = parcels.map((parcel) =>
    JSON.stringify({
      type: 'Feature',
      properties: {
        宗地代码: parcel.code,
        坐落: parcel.location,
        '登记面积(亩)': parcel.registeredArea === null ? null : toMu(parcel.registeredArea),
        取得方式: parcel.acquisitionMode,
        供地日期: parcel.supplyDate,
        权利人: parcel.holder,
        统一社会信用代码: parcel.holderUscc,
      },
      geometry: parcel.shape && { type: 'MultiPolygon', coordinates: rounded(parcel.shape) },
    }),
  );
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`;
}

export function firmsCsv({ firms }: DemoCounty): string {
  return csv(
    ['统一社会信用代码', '企业名称', '行业代码'],
    firms.map((firm) => [firm.uscc, firm.name, firm.industryCode]),
  );
}

export function accountsCsv({ accounts }: DemoCounty): string {
  return csv(
    ['统一社会信用代码', '年度', '税收实际贡献(万元)', '评价等级'],
    accounts.map((account) => [account.uscc, account.year, account.tax === null ? null : toWan(account.tax), account.grade]),
  );
}

export function tenureCsv({ tenures }: DemoCounty): string {
  return csv(
    ['宗地代码', '统一社会信用代码', '关系', '面积(亩)', '起', '止'],
    tenures.map((tenure) => [
      tenure.parcel,
      tenure.uscc,
      tenure.role,
      tenure.area === null ? null : toMu(tenure.area),
      tenure.from,
      tenure.to,
    ]),
  );
}

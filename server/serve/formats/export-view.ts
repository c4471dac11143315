// A view's parcels as a file: the same rows whatever the format, and as many as are counted on screen.
import { createHash } from 'node:crypto';
import type { ParcelProperties } from '../../atlas/parcel-properties.ts';
import type { Lens } from '../lens.ts';
import { csvBytes } from './csv.ts';
import { exportNotes, exportRows } from './export-rows.ts';
import { geojsonText, parcelFeature } from './geojson.ts';
import { geopackageBytes } from './geopackage.ts';
import { workbookBytes } from './workbook.ts';

export const exportFormats = ['csv', 'xlsx', 'gpkg', 'geojson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export const exportTypes: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  gpkg: 'application/geopackage+sqlite3',
  geojson: 'application/geo+json; charset=utf-8',
};

/** Attributes of a GeoPackage are plain columns: what is nested in GeoJSON is spread out or listed. */
function flatProperties(lens: Lens, properties: ParcelProperties) {
  const { idle, freed, firms, flags, unknown, demo, ...plain } = properties;
  return {
    ...plain,
    flags: flags.join(','),
    unknown: unknown.join(','),
    idle: idle.state,
    idleSince: idle.since ?? null,
    idleBasis: idle.basis ?? null,
    freed: freed?.state ?? null,
    freedGrossMu: freed?.grossMu ?? null,
    freedEffectiveMu: freed?.effectiveMu ?? null,
    firms: firms.map((firm) => firm.name ?? '').join('、'),
    usccs: firms.map((firm) => firm.uscc).join(','),
    demo: demo ? '演示数据 · 虚构' : null,
    dataVersion: lens.snapshot.tag,
  };
}

function flatFeature(lens: Lens, index: number): string {
  const { properties, geometry } = parcelFeature(lens, index);
  return JSON.stringify({ type: 'Feature', properties: flatProperties(lens, properties), geometry });
}

/**
 * GDAL takes the type of a column from its values, so a column without any would be text today and a number tomorrow, and an export
 * without rows would have no columns. This feature, which is left out of the file (its code is empty), has a value of each type.
 */
const typesFeature = JSON.stringify({
  type: 'Feature',
  geometry: null,
  properties: {
    code: '',
    name: '',
    county: '',
    township: '',
    townshipName: '',
    block: '',
    registeredMu: 0.5,
    measuredMu: 0.5,
    year: 0,
    taxWan: 0.5,
    taxPerMuWan: 0.5,
    grade: '',
    gradeYears: 0,
    class: '',
    flags: '',
    unknown: '',
    idle: '',
    idleSince: '2000-01-01',
    idleBasis: '',
    freed: '',
    freedGrossMu: 0.5,
    freedEffectiveMu: 0.5,
    firms: '',
    usccs: '',
    demo: '',
    dataVersion: '',
  } satisfies Record<keyof ReturnType<typeof flatProperties>, string | number>,
});

/** Short name of what was asked for: stands in the footer of outputs beside the data version. */
export function hashOfView(query: string): string {
  return createHash('sha256').update(query).digest('hex').slice(0, 12);
}

/** The file of the parcels with these indices; `query` is the view as asked for. */
export async function exportView(
  lens: Lens,
  indices: readonly number[],
  format: ExportFormat,
  query: string,
): Promise<Uint8Array<ArrayBuffer>> {
  if (format === 'geojson') return new Uint8Array(new TextEncoder().encode(geojsonText(lens, indices, indices.length)));
  if (format === 'gpkg')
    return geopackageBytes(
      `{"type":"FeatureCollection","features":[${[typesFeature, ...indices.map((index) => flatFeature(lens, index))].join(',')}]}`,
    );
  const { header, rows } = exportRows(lens, indices);
  if (format === 'csv') return csvBytes(header, rows);
  return workbookBytes(header, rows, exportNotes(lens, indices.length, hashOfView(query)));
}

/** Name of the file: county, year, what it is and of which version of the data. */
export function exportName({ snapshot, year }: Lens, format: ExportFormat): string {
  const { county } = snapshot.sheet.data;
  return `${county.name}-地块-${year}-v${snapshot.tag}${county.demo ? '-演示' : ''}.${format}`;
}

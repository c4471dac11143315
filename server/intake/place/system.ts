// What a coordinate system is to the importer: a name for people and a way to lon/lat on CGCS2000.
import proj4 from 'proj4';

export interface Crs {
  /** For people: EPSG:4549, or the name in the WKT. */
  readonly label: string;
  /** Transverse Mercator as surveys use it: central meridian in degrees and false easting in metres. */
  readonly zone: { readonly meridian: number; readonly falseEasting: number } | null;
  readonly degrees: boolean;
  /** A projection of some other country or region, not of China and not of the whole world: data in it are meant to lie elsewhere. */
  readonly foreign: boolean;
  /** Places well and measures badly (Web Mercator): areas are taken on the ellipsoid, as they always are. */
  readonly distorted?: boolean;
  /** x (east or lon), y (north or lat) to lon, lat. */
  toLonLat(x: number, y: number): readonly [number, number];
  /** The same system with another false easting: a zone prefix is written by some and left out by others. */
  withEasting?(falseEasting: number): Crs;
}

/** The function that undoes a projection: x, y to lon, lat. Throws when the definition cannot be read. */
export function projectionOf(definition: string): (x: number, y: number) => readonly [number, number] {
  const projection = proj4(definition);
  return (x, y) => {
    // The library throws for what is no number; here that is one shape's fault, told at its row.
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN];
    const [lon, lat] = projection.inverse([x, y]) as [number, number];
    return [lon, lat];
  };
}

export const lonLat: Omit<Crs, 'label'> = { degrees: true, foreign: false, zone: null, toLonLat: (x, y) => [x, y] };
export const webMercator: Crs = {
  label: 'EPSG:3857',
  zone: null,
  degrees: false,
  foreign: false,
  distorted: true,
  toLonLat: projectionOf('EPSG:3857'),
};

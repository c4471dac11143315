// What the page may ask of the map, and the map's answer to it.
import { VectorTileSource, type Map as MapLibreMap } from 'maplibre-gl';
import type { Bounds } from '#domain/land/geometry.ts';
import { rounded, type Camera } from './camera.ts';

export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

export type ScreenPoint = readonly [number, number];

/** No nearer than this unless asked. */
const usualZoom = 16;

/** What the page may ask of the map. */
export interface MapHandle {
  readonly fit: (bounds: Bounds, padding: Padding, closest?: number) => void;
  /** Goes there only when it is out of sight or too small to see. */
  readonly reveal: (bounds: Bounds, padding: Padding, closest?: number) => void;
  /** Asks for the tiles again, after some did not come. */
  readonly refresh: () => void;
  readonly zoomBy: (steps: number) => void;
  readonly camera: () => Camera;
  readonly jumpTo: (camera: Camera) => void;
  /** Told at every step of a movement; gives back how to stop it. */
  readonly onMove: (listener: (camera: Camera) => void) => () => void;
  /** Looks straight down, north up. */
  readonly level: () => void;
  /** Leans back, for what stands up. */
  readonly tilt: () => void;
  /** Screen points as lon/lat. */
  readonly places: (points: readonly ScreenPoint[]) => [number, number][];
}

export function cameraOf(map: MapLibreMap): Camera {
  const { lng, lat } = map.getCenter();
  return rounded([lng, lat, map.getZoom(), map.getBearing(), map.getPitch()]);
}

export function handleOf(map: MapLibreMap): MapHandle {
  return {
    fit: (bounds, padding, closest = usualZoom) => map.fitBounds([...bounds], { padding: { ...padding }, maxZoom: closest, duration: 500 }),
    reveal: (bounds, padding, closest = usualZoom) => {
      const { x: west, y: south } = map.project([bounds[0], bounds[1]]);
      const { x: east, y: north } = map.project([bounds[2], bounds[3]]);
      const { clientWidth, clientHeight } = map.getContainer();
      const inSight =
        west > padding.left && east < clientWidth - padding.right && north > padding.top && south < clientHeight - padding.bottom;
      if (!inSight || east - west < 12) map.fitBounds([...bounds], { padding: { ...padding }, maxZoom: closest, duration: 500 });
    },
    refresh: () => {
      for (const id of Object.keys(map.getStyle().sources)) {
        const source = map.getSource(id);
        if (source instanceof VectorTileSource && source.tiles) source.setTiles([...source.tiles]);
      }
    },
    camera: () => cameraOf(map),
    jumpTo: ([lng, lat, zoom, bearing, pitch]) => map.jumpTo({ center: [lng, lat], zoom, bearing, pitch }),
    onMove: (listener) => {
      const { unsubscribe } = map.on('move', () => {
        const { lng, lat } = map.getCenter();
        listener([lng, lat, map.getZoom(), map.getBearing(), map.getPitch()]);
      });
      return unsubscribe;
    },
    zoomBy: (steps) => map.easeTo({ zoom: map.getZoom() + steps, duration: 200 }),
    level: () => map.easeTo({ bearing: 0, pitch: 0, duration: 300 }),
    tilt: () => map.easeTo({ bearing: -15, pitch: 50, duration: 400 }),
    places: (points) => points.map(([x, y]) => map.unproject([x, y]).toArray()),
  };
}

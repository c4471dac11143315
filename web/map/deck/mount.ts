// The part of the map drawn by deck.gl, fetched only when it is asked for: columns in 3-D, what a what-if changes, the halo round what is selected.
import { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import type { ColumnsData } from './columns-data.ts';
import { columnsLayer } from './columns-layer.ts';
import { differenceLayer, type DifferenceDot } from './difference-layer.ts';
import { haloLayer, type HaloData } from './halo-layer.ts';

/** What deck.gl is to draw; null parts are not drawn. */
export interface Scene {
  readonly columns: ColumnsData | null;
  readonly halo: HaloData | null;
  readonly dots: readonly DifferenceDot[] | null;
  /** Pixels; larger for what is read from afar. */
  readonly dotRadius?: number;
}

export interface DeckMount {
  readonly show: (scene: Scene | null) => void;
  readonly remove: () => void;
}

/** Puts the overlay into the map's own layer stack, sharing its WebGL context. */
export function mountDeck(map: MapLibreMap): DeckMount {
  const overlay = new MapLibreOverlay({ interleaved: true, layers: [] });
  map.addControl(overlay);
  return {
    show: (scene) => {
      const layers = [
        scene?.columns ? columnsLayer(scene.columns) : null,
        scene?.dots ? differenceLayer(scene.dots, scene.dotRadius) : null,
        scene?.halo ? haloLayer(scene.halo) : null,
      ];
      overlay.setProps({ layers: layers.filter((layer) => layer !== null) });
    },
    remove: () => map.removeControl(overlay),
  };
}

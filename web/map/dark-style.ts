// The map's style for the dark wall: the same layers in dark ground and light words; the parcels keep their colours.
import type { LayerSpecification, StyleSpecification } from 'maplibre-gl';

const night = '#0f1b2d';
const words = '#e5edf7';

/** Paint that changes in the dark, by layer. */
const dark: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  background: { 'background-color': night },
  water: { 'fill-color': '#173a5c' },
  'road-casing': { 'line-color': '#0b1524' },
  road: { 'line-color': '#26364f' },
  'township-edge': { 'line-color': '#7d8da5', 'line-width': 1.6 },
  'parcel-hairline': { 'line-color': '#8fa0b8' },
  'former-parcel-label': { 'text-color': words, 'text-halo-color': night },
  'place-label': { 'text-color': '#93a4bd', 'text-halo-color': night },
  'parcel-label': { 'text-color': words, 'text-halo-color': night },
  'block-label': { 'text-color': '#b6c4d8', 'text-halo-color': night },
  'township-label': { 'text-color': words, 'text-halo-color': night },
};

/** Larger names: the wall is read from across a room. */
const layouts: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'township-label': { 'text-size': 26 },
  'block-label': { 'text-size': 18 },
};

export function darkened(style: StyleSpecification): StyleSpecification {
  return {
    ...style,
    layers: style.layers
      // A basemap made for white paper would be the brightest thing in the room.
      .filter(({ id }) => id !== 'basemap')
      .map(
        (layer) =>
          ({
            ...layer,
            ...(dark[layer.id] ? { paint: { ...layer.paint, ...dark[layer.id] } } : {}),
            ...(layouts[layer.id] ? { layout: { ...layer.layout, ...layouts[layer.id] } } : {}),
          }) as LayerSpecification,
      ),
  };
}

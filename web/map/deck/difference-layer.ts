// Dots on the parcels that a what-if or a comparison changes: seen from far away, where single parcels are not drawn.
import { ScatterplotLayer } from '@deck.gl/layers';

export interface DifferenceDot {
  readonly place: readonly [number, number];
  /** #rrggbb. */
  readonly colour: string;
}

function channels(colour: string): [number, number, number, number] {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return [red, green, blue, 235];
}

export function differenceLayer(dots: readonly DifferenceDot[], radius = 5): ScatterplotLayer<DifferenceDot> {
  return new ScatterplotLayer<DifferenceDot>({
    id: 'difference-dots',
    data: dots,
    getPosition: ({ place: [lon, lat] }) => [lon, lat],
    radiusUnits: 'pixels',
    getRadius: radius,
    getFillColor: ({ colour }) => channels(colour),
    stroked: true,
    lineWidthUnits: 'pixels',
    getLineWidth: 1.5,
    getLineColor: [255, 255, 255, 255],
    antialiasing: true,
    updateTriggers: { getPosition: [dots], getFillColor: [dots] },
  });
}

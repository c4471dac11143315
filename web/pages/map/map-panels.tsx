// The panels over the map, fetched apart from it: filters, legend, headline, selection, table, dossier.
import type { MapHandle, Padding, ScreenPoint } from '../../map/map-canvas.tsx';
import { Themed } from '../../ui/themed.tsx';
import type { Figures } from './figures.ts';

export interface MapPanelsProps {
  readonly figures: Figures;
  readonly handle: MapHandle | null;
  readonly padding: Padding;
  readonly ringAt: (points: readonly ScreenPoint[]) => [number, number][];
}

export function MapPanels({ figures }: MapPanelsProps) {
  return (
    <Themed>
      <div className="map-overlay">
        <div className="map-left">{figures.keptCount}</div>
      </div>
    </Themed>
  );
}

// The list.
import type { MapHandle, Padding } from '../../map/map-canvas.tsx';
import type { Figures } from './figures.ts';

export function ParcelTable(_: { figures: Figures; handle: MapHandle | null; padding: Padding; onClose: () => void }) {
  return null;
}

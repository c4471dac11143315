// 一地一档.
import type { MapHandle, Padding } from '../../map/map-canvas.tsx';
import type { Figures } from './figures.ts';

export function Dossier(_: { code: string; figures: Figures; handle: MapHandle | null; padding: Padding }) {
  return null;
}

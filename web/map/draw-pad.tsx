// The drawing pad over the map: a box or a freehand lasso by pointer; Esc gives up. It knows screen points only.
import { useEffect, useEffectEvent, useState, type PointerEvent } from 'react';
import type { ScreenPoint } from './map-handle.ts';

export type DrawTool = 'box' | 'lasso';

interface DrawPadProps {
  readonly tool: DrawTool;
  readonly label: string;
  readonly onDrawn: (ring: readonly ScreenPoint[]) => void;
  readonly onCancel: () => void;
}

/** Shorter strokes are slips, not areas. */
const smallest = 6;

function boxRing([x0, y0]: ScreenPoint, [x1, y1]: ScreenPoint): ScreenPoint[] {
  return [
    [x0, y0],
    [x1, y0],
    [x1, y1],
    [x0, y1],
  ];
}

function spans(points: readonly ScreenPoint[]): boolean {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return Math.max(...xs) - Math.min(...xs) > smallest && Math.max(...ys) - Math.min(...ys) > smallest;
}

export function DrawPad({ tool, label, onDrawn, onCancel }: DrawPadProps) {
  const [points, setPoints] = useState<readonly ScreenPoint[]>([]);
  const cancel = useEffectEvent(onCancel);
  useEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') cancel();
    };
    window.addEventListener('keydown', leave);
    return () => window.removeEventListener('keydown', leave);
  }, []);

  const at = (event: PointerEvent<HTMLDivElement>): ScreenPoint => [event.nativeEvent.offsetX, event.nativeEvent.offsetY];
  const [first, last] = [points[0], points.at(-1)];
  const ring = tool === 'box' && first && last ? boxRing(first, last) : points;
  return (
    <div
      className="draw-pad"
      title={label}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setPoints([at(event)]);
      }}
      onPointerMove={(event) => {
        if (first) setPoints([...points, at(event)]);
      }}
      onPointerUp={() => {
        if (ring.length > 2 && spans(ring)) onDrawn(ring);
        else onCancel();
        setPoints([]);
      }}
    >
      <svg aria-hidden="true">{ring.length > 1 && <path d={`M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`} />}</svg>
    </div>
  );
}

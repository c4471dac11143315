// Draws a boundary corner by corner over the map: click sets a corner, double click or Enter closes, Backspace takes the last one back, Esc gives up.
import { useEffect, useEffectEvent, useState, type PointerEvent } from 'react';
import type { ScreenPoint } from './map-handle.ts';

interface PolygonPadProps {
  readonly label: string;
  readonly onDrawn: (ring: readonly ScreenPoint[]) => void;
  readonly onCancel: () => void;
}

/** Corners nearer than this are one: a double click sets two. */
const near = 4;
const apart = ([x0, y0]: ScreenPoint, [x1, y1]: ScreenPoint): boolean => Math.hypot(x1 - x0, y1 - y0) > near;

export function PolygonPad({ label, onDrawn, onCancel }: PolygonPadProps) {
  const [corners, setCorners] = useState<readonly ScreenPoint[]>([]);
  const [pointer, setPointer] = useState<ScreenPoint | null>(null);
  const finish = (ring: readonly ScreenPoint[]): void => {
    const own = ring.filter((corner, place) => place === 0 || apart(corner, ring[place - 1]!));
    if (own.length > 2) onDrawn(own);
  };
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    else if (event.key === 'Enter') finish(corners);
    else if (event.key === 'Backspace') setCorners(corners.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  useEffect(() => {
    window.addEventListener('keydown', press, true);
    return () => window.removeEventListener('keydown', press, true);
  }, []);
  const at = (event: PointerEvent<HTMLDivElement>): ScreenPoint => [event.nativeEvent.offsetX, event.nativeEvent.offsetY];
  const ring = pointer && corners.length > 0 ? [...corners, pointer] : corners;
  return (
    <div
      className="draw-pad"
      title={label}
      data-testid="polygon-pad"
      onPointerDown={(event) => {
        // The second press of a double click closes; its corner is the one just set.
        if (corners.length > 2 && !apart(at(event), corners.at(-1)!)) finish(corners);
        else setCorners([...corners, at(event)]);
      }}
      onPointerMove={(event) => setPointer(at(event))}
    >
      <svg aria-hidden="true">
        {ring.length > 1 && <path d={`M${ring.map(([x, y]) => `${x} ${y}`).join('L')}Z`} />}
        {corners.map(([x, y]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={4} />
        ))}
      </svg>
    </div>
  );
}

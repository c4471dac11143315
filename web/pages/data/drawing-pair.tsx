// Two drawings of one lot to one scale: the one that was sent and the mended one, with the other's outline under it.
import type { MultiPolygon } from '#domain/land/geometry.ts';

const [width, height, margin] = [168, 112, 8];

/** Both drawings lie in one box, so that what changed can be seen. */
function pathsOf(shapes: readonly MultiPolygon[]): string[] {
  const points = shapes.flat(3);
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const [west, east, south, north] = [Math.min(...lons), Math.max(...lons), Math.min(...lats), Math.max(...lats)];
  // A degree of longitude is shorter than one of latitude.
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const scale = Math.min(
    (width - 2 * margin) / Math.max((east - west) * narrow, 1e-9),
    (height - 2 * margin) / Math.max(north - south, 1e-9),
  );
  const left = (width - (east - west) * narrow * scale) / 2;
  const top = (height - (north - south) * scale) / 2;
  const place = ([lon, lat]: readonly [number, number]): string =>
    `${(left + (lon - west) * narrow * scale).toFixed(1)} ${(top + (north - lat) * scale).toFixed(1)}`;
  return shapes.map((shape) =>
    shape
      .flat()
      .map((ring) => `M${ring.map(place).join('L')}Z`)
      .join(''),
  );
}

export function DrawingPair({
  before,
  after,
  labels,
}: {
  before: MultiPolygon;
  after: MultiPolygon;
  labels: readonly [before: string, after: string];
}) {
  const [sent, mended] = pathsOf([before, after]);
  return (
    <span className="repair-pair">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={labels[0]}>
        <path className="repair-sent" d={sent} fillRule="evenodd" />
      </svg>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={labels[1]}>
        <path className="repair-under" d={sent} fillRule="evenodd" />
        <path className="repair-mended" d={mended} fillRule="evenodd" />
      </svg>
    </span>
  );
}

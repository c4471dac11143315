// Tax per mu of one parcel over the years, with the policy's thresholds as lines. Fetched when a dossier opens.
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, XAxis, YAxis, type LabelProps } from 'recharts';
import { muted, primary, rule } from '../ui/tokens.ts';

export interface SeriesPoint {
  readonly year: number;
  /** 万元/亩; null where not known: a gap in the line, never a zero. */
  readonly value: number | null;
  /** The value as it is to be read. */
  readonly text: string;
  readonly colour: string;
}

export interface SeriesThreshold {
  readonly value: number;
  readonly text: string;
}

interface RatioSeriesProps {
  readonly points: readonly SeriesPoint[];
  readonly thresholds: readonly SeriesThreshold[];
  readonly chosen: number;
  readonly label: string;
}

interface DotProps {
  readonly cx?: number;
  readonly cy?: number;
  readonly payload?: SeriesPoint;
}

export function RatioSeries({ points, thresholds, chosen, label }: RatioSeriesProps) {
  const known = points.flatMap((point) => (point.value === null ? [] : [point.value]));
  const highest = Math.max(...known, ...thresholds.map((one) => one.value), 1);
  const lowest = Math.min(0, ...known);
  // Thresholds far above the values would flatten the line: only those within reach are drawn.
  const reach = Math.max(...known, 1) * 2.2;
  const drawn = thresholds.filter((one) => one.value <= reach);
  const top = Math.max(...known, ...drawn.map((one) => one.value), Math.min(highest, 1)) * 1.12;
  const dot = ({ cx, cy, payload }: DotProps) =>
    cx === undefined || cy === undefined || !payload || payload.value === null ? (
      <g key={payload?.year} />
    ) : (
      <circle
        key={payload.year}
        cx={cx}
        cy={cy}
        r={payload.year === chosen ? 5 : 3.5}
        fill={payload.colour}
        stroke={primary}
        strokeWidth={1.5}
      />
    );
  const text = ({ x, y, index }: LabelProps) => {
    const point = points[index ?? 0];
    if (!point || point.value === null) return <g key={index} />;
    return (
      <text
        key={index}
        x={Number(x)}
        y={Number(y) - 9}
        fontSize={12}
        fontWeight={point.year === chosen ? 700 : 400}
        textAnchor="middle"
        fill="#1f2937"
      >
        {point.text}
      </text>
    );
  };
  return (
    <div role="img" aria-label={label} className="ratio-series">
      <ResponsiveContainer width="100%" height={148}>
        <LineChart data={[...points]} margin={{ top: 18, right: 28, bottom: 0, left: 16 }} accessibilityLayer={false}>
          <CartesianGrid stroke={rule} vertical={false} horizontal={false} />
          <XAxis dataKey="year" tick={{ fontSize: 12, fill: muted }} tickLine={false} axisLine={{ stroke: '#9ca3af' }} interval={0} />
          <YAxis hide domain={[lowest, top]} />
          {drawn.map((one) => (
            <ReferenceLine
              key={one.text}
              y={one.value}
              stroke={muted}
              strokeDasharray="4 3"
              label={{ value: one.text, position: 'right', fontSize: 12, fill: muted }}
            />
          ))}
          <Line dataKey="value" stroke={primary} strokeWidth={2} isAnimationActive={false} connectNulls={false} dot={dot} label={text} />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

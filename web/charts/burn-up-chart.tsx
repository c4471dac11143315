// The burn-up: verified land climbing toward the target beside the pace it needs, and where the present pace leads.
import { Area, CartesianGrid, ComposedChart, Legend, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { day, plainNumber } from '../format.ts';
import type { BurnUpPoint } from '../state/burn-up.ts';
import { ink, muted, quiet, rule, seal } from '../ui/tokens.ts';

interface BurnUpChartProps {
  readonly points: readonly BurnUpPoint[];
  readonly targetMu: number;
  readonly asOf: string;
  readonly label: string;
  readonly height?: number;
  /** For the dark wall: lines and words in light colours. */
  readonly dark?: boolean;
}

/** First days of months, every so many that they can be read. */
function monthTicks(points: readonly BurnUpPoint[]): number[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return [];
  const start = new Date(first.time);
  const months =
    (new Date(last.time).getUTCFullYear() - start.getUTCFullYear()) * 12 + new Date(last.time).getUTCMonth() - start.getUTCMonth() + 1;
  const step = Math.max(1, Math.ceil(months / 8));
  const count = Math.ceil(months / step);
  return Array.from({ length: count }, (_, place) => Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + place * step, 1)).filter(
    (time) => time >= first.time,
  );
}

/** Names of the lines in the legend, apart from colour told by their strokes. */
const dark = {
  ink: '#f3f4f6',
  muted: '#cbd5e1',
  quiet: '#94a3b8',
  rule: '#334155',
  verified: '#5eead4',
  all: '#67b7ad',
  pipeline: '#f2c879',
  needed: '#ff8a80',
};
const light = { ink, muted, quiet, rule, verified: '#01665e', all: '#5ab4ac', pipeline: '#9a3412', needed: seal };

export function BurnUpChart({ points, targetMu, asOf, label, height = 360, dark: isDark = false }: BurnUpChartProps) {
  const { t, i18n } = useTranslation();
  const month = (time: number): string => new Date(time).toISOString().slice(0, 7);
  const look = isDark ? dark : light;
  const size = isDark ? 26 : 12;
  const highest = Math.max(targetMu, ...points.map((point) => Math.max(point.all ?? 0, point.band?.[1] ?? 0, point.pipeline ?? 0)));
  const series = { isAnimationActive: false, dot: false, connectNulls: false } as const;
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={height}>
        <ComposedChart data={[...points]} margin={{ top: 12, right: 24, bottom: 0, left: 8 }} accessibilityLayer={false}>
          <CartesianGrid stroke={look.rule} vertical={false} />
          <XAxis
            dataKey="time"
            type="number"
            scale="time"
            domain={['dataMin', 'dataMax']}
            ticks={monthTicks(points)}
            tickFormatter={month}
            tick={{ fontSize: size, fill: look.muted }}
            tickLine={false}
          />
          <YAxis
            tick={{ fontSize: size, fill: look.muted }}
            tickLine={false}
            axisLine={false}
            width={isDark ? 100 : 52}
            domain={[0, Math.ceil(highest / 100) * 100]}
          />
          {!isDark && (
            <Tooltip
              labelFormatter={(time) => day(new Date(Number(time)).toISOString(), i18n.language)}
              formatter={(value) =>
                Array.isArray(value) ? value.map((one) => plainNumber(Number(one), 0)).join('–') : plainNumber(Number(value), 1)
              }
            />
          )}
          <Legend wrapperStyle={{ fontSize: size, color: look.muted }} iconType="plainline" itemSorter={null} />
          <ReferenceLine
            y={targetMu}
            stroke={look.ink}
            label={{
              value: `${t('progress.target')} ${plainNumber(targetMu, 0)}`,
              position: 'insideTopLeft',
              fontSize: size,
              fill: look.ink,
            }}
          />
          <ReferenceLine x={Date.parse(`${asOf}T00:00:00Z`)} stroke={look.quiet} strokeDasharray="3 3" />
          <Area
            dataKey="band"
            name={t('progress.forecastBand')}
            stroke="none"
            fill={look.all}
            fillOpacity={0.2}
            isAnimationActive={false}
            legendType="rect"
          />
          <Line dataKey="pace" name={t('progress.pace')} stroke={look.quiet} strokeDasharray="6 4" {...series} />
          <Line dataKey="needed" name={t('progress.needed')} stroke={look.needed} strokeDasharray="2 3" strokeWidth={1.5} {...series} />
          <Line
            dataKey="all"
            name={t('progress.declaredAndVerified')}
            stroke={look.all}
            strokeWidth={2}
            strokeDasharray="2 3"
            type="stepAfter"
            {...series}
          />
          <Line
            dataKey="verified"
            name={t('progress.verified')}
            stroke={look.verified}
            strokeWidth={isDark ? 4 : 2.5}
            type="stepAfter"
            {...series}
          />
          <Line
            dataKey="forecast"
            name={t('progress.forecast')}
            stroke={look.verified}
            strokeDasharray="1 4"
            strokeLinecap="round"
            strokeWidth={2}
            {...series}
          />
          <Line
            dataKey="pipeline"
            name={t('progress.byCases')}
            stroke={look.pipeline}
            strokeDasharray="8 3 2 3"
            strokeWidth={1.5}
            {...series}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

// The burn-up: verified land climbing toward the target beside the pace it needs, and where the present pace leads.
import { Area, CartesianGrid, ComposedChart, Legend, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { day, plainNumber } from '../format.ts';
import type { BurnUpPoint } from '../state/burn-up.ts';
import { ink, muted, quiet, rule } from '../ui/tokens.ts';

interface BurnUpChartProps {
  readonly points: readonly BurnUpPoint[];
  readonly targetMu: number;
  readonly asOf: string;
  readonly label: string;
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

export function BurnUpChart({ points, targetMu, asOf, label }: BurnUpChartProps) {
  const { t, i18n } = useTranslation();
  const month = (time: number): string => new Date(time).toISOString().slice(0, 7);
  const highest = Math.max(targetMu, ...points.map((point) => Math.max(point.all ?? 0, point.band?.[1] ?? 0)));
  const series = { isAnimationActive: false, dot: false, connectNulls: false } as const;
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={380}>
        <ComposedChart data={[...points]} margin={{ top: 12, right: 24, bottom: 0, left: 8 }} accessibilityLayer={false}>
          <CartesianGrid stroke={rule} vertical={false} />
          <XAxis
            dataKey="time"
            type="number"
            scale="time"
            domain={['dataMin', 'dataMax']}
            ticks={monthTicks(points)}
            tickFormatter={month}
            tick={{ fontSize: 12, fill: muted }}
            tickLine={false}
          />
          <YAxis
            tick={{ fontSize: 12, fill: muted }}
            tickLine={false}
            axisLine={false}
            width={52}
            domain={[0, Math.ceil(highest / 100) * 100]}
          />
          <Tooltip
            labelFormatter={(time) => day(new Date(Number(time)).toISOString(), i18n.language)}
            formatter={(value) =>
              Array.isArray(value) ? value.map((one) => plainNumber(Number(one), 0)).join('–') : plainNumber(Number(value), 1)
            }
          />
          <Legend wrapperStyle={{ fontSize: 12 }} iconType="plainline" />
          <ReferenceLine
            y={targetMu}
            stroke={ink}
            label={{ value: `${t('progress.target')} ${plainNumber(targetMu, 0)}`, position: 'insideTopLeft', fontSize: 12, fill: ink }}
          />
          <ReferenceLine x={Date.parse(`${asOf}T00:00:00Z`)} stroke={quiet} strokeDasharray="3 3" />
          <Area
            dataKey="band"
            name={t('progress.forecastBand')}
            stroke="none"
            fill="#5ab4ac"
            fillOpacity={0.18}
            isAnimationActive={false}
            legendType="rect"
          />
          <Line dataKey="pace" name={t('progress.pace')} stroke={quiet} strokeDasharray="6 4" {...series} />
          <Line
            dataKey="all"
            name={t('progress.declaredAndVerified')}
            stroke="#5ab4ac"
            strokeWidth={2}
            strokeDasharray="2 3"
            type="stepAfter"
            {...series}
          />
          <Line dataKey="verified" name={t('progress.verified')} stroke="#01665e" strokeWidth={2.5} type="stepAfter" {...series} />
          <Line
            dataKey="forecast"
            name={t('progress.forecast')}
            stroke="#01665e"
            strokeDasharray="1 4"
            strokeLinecap="round"
            strokeWidth={2}
            {...series}
          />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

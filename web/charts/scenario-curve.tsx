// Flagged land against one threshold: what every value along the line would flag, the legal value and the tried one marked.
import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { count, plainNumber } from '../format.ts';
import { ink, muted, primary, rule, seal } from '../ui/tokens.ts';

export interface ScenarioCurvePoint {
  readonly value: number | string;
  /** Mu in any class; null when nothing of it is known. */
  readonly areaMu: number | null;
  /** Mu for which the rule itself holds; null when the place is no rule's. */
  readonly ruleMu: number | null;
}

interface ScenarioCurveProps {
  readonly points: readonly ScenarioCurvePoint[];
  readonly legal: number | string;
  readonly tried: number | string | null;
  readonly unit: string;
  readonly label: string;
}

/** Where a value stands on the axis: numbers as they are, days in time. */
function placeOf(value: number | string): number {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number(value);
}

export function ScenarioCurve({ points, legal, tried, unit, label }: ScenarioCurveProps) {
  const { t } = useTranslation();
  const days = points.some((point) => typeof point.value === 'string' && Number.isNaN(Number(point.value)));
  const told = (place: number): string => (days ? new Date(place).toISOString().slice(0, 10) : String(place));
  const data = points.map((point) => ({ place: placeOf(point.value), all: point.areaMu, rule: point.ruleMu }));
  const series = { isAnimationActive: false, dot: false, type: 'linear', strokeWidth: 2 } as const;
  return (
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={240}>
        <LineChart data={data} margin={{ top: 20, right: 24, bottom: 0, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke={rule} vertical={false} />
          <XAxis
            dataKey="place"
            type="number"
            domain={['dataMin', 'dataMax']}
            tickFormatter={told}
            tick={{ fontSize: 12, fill: muted }}
            tickLine={false}
          />
          <YAxis
            tickFormatter={(value: number) => count(value)}
            tick={{ fontSize: 12, fill: muted }}
            tickLine={false}
            axisLine={false}
            width={56}
          />
          <Tooltip
            labelFormatter={(place) => `${told(Number(place))} ${unit}`}
            formatter={(value) => t('policy.mu', { value: plainNumber(typeof value === 'number' ? value : null) })}
          />
          <Legend wrapperStyle={{ fontSize: 12 }} iconType="plainline" />
          <ReferenceLine
            x={placeOf(legal)}
            stroke={ink}
            label={{ value: t('policy.try.curveLegal', { value: legal }), position: 'top', fontSize: 12, fill: ink }}
          />
          {tried !== null && placeOf(tried) !== placeOf(legal) && (
            <ReferenceLine
              x={placeOf(tried)}
              stroke={seal}
              strokeDasharray="4 3"
              label={{ value: t('policy.try.curveTried', { value: tried }), position: 'insideTop', fontSize: 12, fill: seal }}
            />
          )}
          <Line dataKey="all" name={t('policy.try.curveAll')} stroke={primary} {...series} />
          {data.some((point) => point.rule !== null) && (
            <Line dataKey="rule" name={t('policy.try.curveRule')} stroke="#8c510a" strokeDasharray="5 3" {...series} />
          )}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

// What land costs: the least cost found for more and more land, with the bound below which no plan can be; a point is taken as the goal at a click.
import { CartesianGrid, Legend, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslation } from 'react-i18next';
import { plainNumber } from '../format.ts';
import { ink, muted, primary, rule, seal } from '../ui/tokens.ts';

export interface FrontierCurvePoint {
  readonly targetMu: number;
  /** 万元; null where there is no plan. */
  readonly costWan: number | null;
  readonly boundWan: number | null;
}

interface FrontierCurveProps {
  readonly points: readonly FrontierCurvePoint[];
  readonly target: number | null;
  readonly budget: number | null;
  readonly onTarget: (targetMu: number) => void;
}

export function FrontierCurve({ points, target, budget, onTarget }: FrontierCurveProps) {
  const { t } = useTranslation();
  const series = { isAnimationActive: false, type: 'linear', strokeWidth: 2 } as const;
  const label = points
    .map(
      ({ targetMu, costWan }) =>
        `${plainNumber(targetMu, 0)} ${t('frame.unit.mus')} ${plainNumber(costWan, 0)} ${t('repurchase.unit.wan')}`,
    )
    .join('，');
  return (
    <div role="img" aria-label={`${t('repurchase.frontier.title')}：${label}`}>
      <ResponsiveContainer width="100%" height={200}>
        <LineChart
          data={[...points]}
          margin={{ top: 16, right: 12, bottom: 0, left: 0 }}
          accessibilityLayer={false}
          onClick={({ activeLabel }) => activeLabel !== undefined && onTarget(Number(activeLabel))}
        >
          <CartesianGrid stroke={rule} vertical={false} />
          <XAxis
            dataKey="targetMu"
            type="number"
            domain={[0, 'dataMax']}
            tick={{ fontSize: 12, fill: muted }}
            tickLine={false}
            unit={t('frame.unit.mus')}
          />
          <YAxis tick={{ fontSize: 12, fill: muted }} tickLine={false} axisLine={false} width={60} />
          <Tooltip
            labelFormatter={(area) => `${plainNumber(Number(area), 1)} ${t('frame.unit.mus')}`}
            formatter={(value) => `${plainNumber(typeof value === 'number' ? value : null, 1)} ${t('repurchase.unit.wan')}`}
          />
          <Legend wrapperStyle={{ fontSize: 12 }} iconType="plainline" />
          {target !== null && <ReferenceLine x={target} stroke={ink} strokeDasharray="4 3" ifOverflow="extendDomain" />}
          {budget !== null && <ReferenceLine y={budget} stroke={seal} strokeDasharray="4 3" ifOverflow="extendDomain" />}
          <Line dataKey="costWan" name={t('repurchase.frontier.cost')} stroke={primary} dot={{ r: 3 }} {...series} />
          <Line
            dataKey="boundWan"
            name={t('repurchase.frontier.bound')}
            stroke="#8c510a"
            strokeDasharray="5 3"
            dot={{ r: 2 }}
            connectNulls
            {...series}
          />
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}

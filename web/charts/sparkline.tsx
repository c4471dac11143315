// A line the size of a word: what a township had verified at the end of each month.

interface SparklineProps {
  readonly values: readonly number[];
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

export function Sparkline({ values, label, width = 84, height = 20 }: SparklineProps) {
  if (values.length < 2 || values.every((value) => value === 0)) return null;
  const most = Math.max(...values, 1e-9);
  const x = (place: number): number => 1 + (place / (values.length - 1)) * (width - 4);
  const y = (value: number): number => height - 2 - (Math.max(0, value) / most) * (height - 5);
  const line = values.map((value, place) => `${place === 0 ? 'M' : 'L'}${x(place).toFixed(1)} ${y(value).toFixed(1)}`).join('');
  return (
    <svg role="img" aria-label={label} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <path d={`${line}L${x(values.length - 1)} ${height - 2}L1 ${height - 2}Z`} fill="#5ab4ac" fillOpacity="0.22" />
      <path d={line} fill="none" stroke="#01665e" strokeWidth="1.4" strokeLinejoin="round" />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1)!)} r="1.8" fill="#01665e" />
    </svg>
  );
}

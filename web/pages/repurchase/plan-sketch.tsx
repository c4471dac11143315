// A small map of a plan: the box of every candidate as a faint mark, the plan's plots strong, all sketches of a comparison in one frame.
import { useMemo } from 'react';
import { boundsOf } from '../../map/column-bounds.ts';
import type { PlanReply } from '../../api/repurchase-replies.ts';
import { chosenColour } from './choice-drawing.ts';
import type { ChoiceFigures } from './choice-figures.ts';

const size = { width: 150, height: 110 } as const;
const least = 2.4;

export function PlanSketch({ figures, plan, label }: { figures: ChoiceFigures; plan: PlanReply; label: string }) {
  const { base, byCode } = figures;
  const drawn = useMemo(() => {
    const whole = boundsOf(base.bounds, base.size, () => true);
    if (!whole) return null;
    const [west, south, east, north] = whole;
    // A degree of longitude is shorter than one of latitude.
    const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
    const scale = Math.min(size.width / ((east - west) * squeeze || 1), size.height / (north - south || 1));
    const x = (lon: number): number => (lon - west) * squeeze * scale;
    const y = (lat: number): number => (north - lat) * scale;
    const mark = (index: number): string => {
      const [w, s, e, n] = [0, 1, 2, 3].map((at) => base.bounds[4 * index + at]!) as [number, number, number, number];
      const [width, height] = [Math.max(least, x(e) - x(w)), Math.max(least, y(s) - y(n))];
      return `M${x(w).toFixed(1)} ${y(n).toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h-${width.toFixed(1)}z`;
    };
    const known = [...base.codes.keys()].filter((index) => !Number.isNaN(base.bounds[4 * index]!));
    const chosen = plan.parcels
      .flatMap(({ code }) => byCode.get(code)?.index ?? [])
      .filter((index) => !Number.isNaN(base.bounds[4 * index]!));
    return { all: known.map(mark).join(''), chosen: chosen.map(mark).join('') };
  }, [base, byCode, plan]);
  if (!drawn) return null;
  return (
    <svg className="plan-sketch" viewBox={`0 0 ${size.width} ${size.height}`} role="img" aria-label={label}>
      <path d={drawn.all} fill="#d1d5db" />
      <path d={drawn.chosen} fill={chosenColour} stroke="#7c2d12" strokeWidth={0.6} />
    </svg>
  );
}

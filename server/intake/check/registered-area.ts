// Registered against measured area: which unit a bare number is in, and whether the two agree.
import { MICRO_MU_PER_SQUARE_METRE, type LandUnit, type MicroMu } from '#domain/units.ts';
import { landIn } from '../columns/units.ts';
import { median } from '../place/crs-ladder.ts';

/** Units a bare area can be in; they lie at least 15 times apart, so a drawing tells them apart surely. */
const readings: readonly LandUnit[] = ['平方米', '亩', '公顷'];

/**
 * Tolerance of registered against measured area: 1 % of the registered figure, at least 5 m². Wide enough for figures that were
 * computed in a projection (up to 0.06 % at the edge of a zone) or rounded to a hundredth of a mu, narrow enough for a lot that was cut.
 */
export function areasAgree(registered: MicroMu, measured: MicroMu): boolean {
  return Math.abs(registered - measured) <= Math.max(registered / 100, 5 * MICRO_MU_PER_SQUARE_METRE);
}

/** The one unit in which the number is within 5 % of the drawing; null when none or several are. */
export function unitByDrawing(text: string, measured: MicroMu): LandUnit | null {
  const near = readings.filter((unit) => {
    const area = landIn(text, unit)?.value;
    return area !== undefined && Math.abs(area - measured) <= measured * 0.05;
  });
  return near.length === 1 ? near[0]! : null;
}

export type UnitFound =
  | { readonly unit: LandUnit; readonly by: 'drawing' | 'custom' }
  | { readonly unit: null; readonly by: 'conflict' | 'either' };

/** Lots of industry are hardly smaller than this, and hardly as many mu: a smaller number without a drawing may be in either. */
const leastSquareMetres = 500;

/** Unit of a column without one: what most drawings say (their median ratio within a factor of two); without drawings square metres, unless the figures are too small. */
export function unitOfColumn(samples: readonly { readonly text: string; readonly measured: MicroMu | null }[]): UnitFound {
  const drawn = samples.filter((sample) => sample.measured !== null && sample.measured > 0);
  const ratios = drawn.map(({ text, measured }) => (landIn(text, '平方米')?.value ?? Number.NaN) / measured!).filter((ratio) => ratio > 0);
  if (ratios.length === 0) {
    const figures = samples
      .map(({ text }) => (landIn(text, '平方米')?.value ?? 0) / MICRO_MU_PER_SQUARE_METRE)
      .filter((figure) => figure > 0);
    return figures.length > 0 && median(figures) < leastSquareMetres ? { unit: null, by: 'either' } : { unit: '平方米', by: 'custom' };
  }
  const ratio = median(ratios);
  for (const unit of readings) {
    const factor = landIn('1', unit)!.value / landIn('1', '平方米')!.value;
    if (ratio * factor > 0.5 && ratio * factor < 2) return { unit, by: 'drawing' };
  }
  return { unit: null, by: 'conflict' };
}

/** A number whose stated unit is plainly not what was meant: off by more than five times, yet right in another unit. */
export function unitDoubt(text: string, unit: string, measured: MicroMu | null): LandUnit | null {
  const stated = landIn(text, unit)?.value;
  if (measured === null || measured <= 0 || stated === undefined || stated <= 0) return null;
  const other = unitByDrawing(text, measured);
  const ratio = stated / measured;
  return other !== null && other !== unit && (ratio > 5 || ratio < 0.2) ? other : null;
}

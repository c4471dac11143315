// What may be tried at a place of a policy: the range or the choices, and the values along which a curve is drawn.
import { decimalText } from '../units.ts';
import { LONGEST_WINDOW } from './condition-schema.ts';
import { fieldOf } from './fields.ts';
import { comparatorChoices, type OverridePlace } from './overrides.ts';
import type { Comparator, Policy } from './policy.ts';
import { thresholdsOf } from './thresholds.ts';

/** How a place is moved: along a line of numbers or days, or among choices. `step`: in the unit of the field; in months for days. */
export type OverrideRange =
  | { readonly kind: 'number'; readonly min: number; readonly max: number; readonly step: number }
  | { readonly kind: 'years'; readonly min: number; readonly max: number; readonly step: 1 }
  | { readonly kind: 'date'; readonly min: string; readonly max: string; readonly step: number }
  | { readonly kind: 'choice' | 'choices'; readonly choices: readonly string[] }
  | { readonly kind: 'word' };

/** A place with what people call it and what may be put there. */
export interface DescribedPlace extends OverridePlace {
  readonly ownerKind: 'scope' | 'rule' | 'gap';
  readonly clause: string | null;
  readonly wording: string;
  readonly label: string;
  readonly range: OverrideRange;
}

/** Points along a line, at most: enough for a smooth curve, few enough to be judged while a hand moves. */
const POINTS = 40;

/** A step of 1, 2 or 5 times a power of ten, so that so many cover the length. */
function plainStep(length: number): number {
  const rough = length / POINTS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10;
  // 3 * 0.1 is not 0.3: the step is written as the decimal it means.
  return Number((factor * power).toPrecision(1));
}

function numberRange(policy: Policy, place: OverridePlace): OverrideRange {
  const legal = Math.abs(Number(place.current));
  const highest = Math.max(legal * 2, ...thresholdsOf(policy, place.field).map((value) => Number(decimalText(value))));
  const reach = highest > 0 ? highest : 1;
  const step = plainStep(reach);
  return { kind: 'number', min: 0, max: Number((Math.ceil(reach / step - 1e-9) * step).toPrecision(12)), step };
}

function dateRange(place: OverridePlace): OverrideRange {
  const year = Number(String(place.current).slice(0, 4));
  return { kind: 'date', min: `${year - 5}-01-01`, max: `${year + 5}-01-01`, step: 3 };
}

function rangeOf(policy: Policy, place: OverridePlace): OverrideRange {
  const field = fieldOf(place.field);
  if (place.part === 'window.n') return { kind: 'years', min: 1, max: LONGEST_WINDOW, step: 1 };
  if (place.part === 'op') return { kind: 'choice', choices: comparatorChoices(field, place.current as Comparator) };
  if (field.type === 'number') return numberRange(policy, place);
  if (field.type === 'date') return dateRange(place);
  if (field.values) return { kind: Array.isArray(place.current) ? 'choices' : 'choice', choices: field.values };
  return { kind: 'word' };
}

/** A place with its clause, wording and range. */
export function describePlace(policy: Policy, place: OverridePlace): DescribedPlace {
  const { label } = fieldOf(place.field);
  const range = rangeOf(policy, place);
  const rule = policy.rules.find((candidate) => candidate.id === place.owner);
  if (rule) return { ...place, ownerKind: 'rule', clause: rule.clause, wording: rule.wording, label, range };
  const gap = policy.gaps.find((candidate) => candidate.id === place.owner);
  if (gap) return { ...place, ownerKind: 'gap', clause: null, wording: gap.wording, label, range };
  const limb = policy.scope.limbs.find((candidate) => candidate.id === place.owner);
  return { ...place, ownerKind: 'scope', clause: policy.scope.clause, wording: limb?.wording ?? policy.scope.wording, label, range };
}

/** Days of a quarter's beginning from one year to another. */
function quarters(min: string, max: string): string[] {
  const [first, last] = [Number(min.slice(0, 4)), Number(max.slice(0, 4))];
  const days = Array.from(
    { length: (last - first) * 4 },
    (_, at) => `${first + Math.floor(at / 4)}-${['01', '04', '07', '10'][at % 4]!}-01`,
  );
  return [...days, max];
}

/** The values at which a curve over a place is drawn, ascending, the legal value among them; null for a place that has no order. */
export function curveValues({ range, current }: DescribedPlace): readonly (number | string)[] | null {
  switch (range.kind) {
    case 'number': {
      const { min, max, step } = range;
      const count = Math.round((max - min) / step);
      const steps = Array.from({ length: count + 1 }, (_, at) => Number((min + at * step).toPrecision(12)));
      return [...new Set([...steps, Number(current)])].sort((left, right) => left - right);
    }
    case 'years':
      return Array.from({ length: range.max - range.min + 1 }, (_, at) => range.min + at);
    case 'date':
      return [...new Set([...quarters(range.min, range.max), String(current)])].sort();
    case 'choice':
      return range.choices;
    default:
      return null;
  }
}

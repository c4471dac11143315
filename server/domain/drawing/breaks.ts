// Class edges of the fill: fixed, and holding every tax threshold of the chosen policy, so that a colour never straddles a rule.
import type { Condition } from '../policy/policy.ts';
import { compareDecimals, decimal, decimalText, parseDecimal, type Decimal } from '../units.ts';
import { ratioRamp, quantityRamp } from './palette.ts';

/** Edges in 万元/亩 when nothing else is asked for. */
export const neutralEdges = ['1', '3', '5', '10', '20'] as const;
/** Edges in 亩 for the fill by area; 3, 5 and 15 are limits that the policies use. */
export const areaEdges = ['3', '5', '15', '30', '100'] as const;
/** Edges in 万元/亩 of the change between two years; closed-open like all classes, so 0 itself is "no fall". */
export const changeEdges = ['-5', '-1', '0', '1', '5'] as const;

/** Field that holds a firm's tax per mu, in either spelling. */
const ratioField = /tax_?per_?mu/i;

function numbersIn(condition: Condition): number[] {
  if ('all' in condition) return condition.all.flatMap(numbersIn);
  if ('any' in condition) return condition.any.flatMap(numbersIn);
  if ('not' in condition) return numbersIn(condition.not);
  if ('rule' in condition) return [];
  return ratioField.test(condition.field) && typeof condition.value === 'number' ? [condition.value] : [];
}

function unique(edges: readonly Decimal[]): Decimal[] {
  const sorted = [...edges].sort(compareDecimals);
  return sorted.filter((edge, place) => place === 0 || compareDecimals(edge, sorted[place - 1]!) !== 0);
}

/** Every tax-per-mu threshold that the rules test, ascending; empty when the policy sets none. */
export function taxThresholds(rules: readonly { readonly when: Condition }[]): Decimal[] {
  return unique(rules.flatMap((rule) => numbersIn(rule.when)).map((value) => decimal(value)));
}

/** Edges to draw by: the user's own where given, else the neutral ones; the policy's thresholds always among them. */
export function ratioEdges(own: readonly string[] | undefined, thresholds: readonly Decimal[]): Decimal[] {
  const asked = (own ?? neutralEdges).map((text) => parseDecimal(text)).filter((edge): edge is Decimal => edge !== null);
  return unique([...asked, ...thresholds]);
}

/** A colour between two, as a share of the way. */
export function mixed(from: string, to: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [low, high] = [Number.parseInt(from.slice(at, at + 2), 16), Number.parseInt(to.slice(at, at + 2), 16)];
    return Math.round(low + (high - low) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${parts.join('')}`;
}

/** So many colours along a ramp of fixed stops. */
export function spread(stops: readonly string[], wanted: number): string[] {
  if (wanted === stops.length) return [...stops];
  return Array.from({ length: wanted }, (_, place) => {
    const position = wanted === 1 ? 0 : (place / (wanted - 1)) * (stops.length - 1);
    const low = Math.min(Math.floor(position), stops.length - 2);
    return mixed(stops[low]!, stops[low + 1]!, position - low);
  });
}

/**
 * One colour per class between the edges: brown below the policy's highest threshold, teal from it on.
 * A policy without thresholds has no side to show, so its classes get one neutral hue.
 */
export function ratioColours(edges: readonly Decimal[], thresholds: readonly Decimal[]): string[] {
  const highest = thresholds.at(-1);
  if (!highest) return spread(quantityRamp, edges.length + 1);
  const below = edges.filter((edge) => compareDecimals(edge, highest) <= 0).length;
  return [...spread(ratioRamp.slice(0, 3), below), ...spread(ratioRamp.slice(3), edges.length + 1 - below)];
}

const minusText = (edge: Decimal): string => decimalText(edge).replace('-', '−');

/** "<1", "1–3", "≥20": the label of a class between edges. */
export function edgeLabel(edges: readonly Decimal[], place: number): string {
  const [low, high] = [edges[place - 1], edges[place]];
  if (!low) return high ? `< ${minusText(high)}` : '';
  // A dash between negative numbers would read as one of their signs.
  const between = low.digits < 0n ? '…' : '–';
  return high ? `${minusText(low)} ${between} ${minusText(high)}` : `≥ ${minusText(low)}`;
}

// The yearly evaluation once more, from its written formula and with nothing of the program's: what `evaluateFirms` and `evaluateBlocks` must give.
//   value = Σ numerator ÷ Σ denominator; sub-score = value ÷ base × weight, between floor × weight and cap × weight;
//   score = Σ sub-scores (by the missing-value rules) + bonus − penalty (within their limits); class by share or score; vetoes last.

/** An exact fraction, the denominator positive. */
export type Fraction = readonly [bigint, bigint];
export const whole = (value: bigint | number): Fraction => [BigInt(value), 1n];
/** A decimal as written: 1.25. */
export function dec(text: string): Fraction {
  const [head = '', tail = ''] = text.split('.');
  return [BigInt(`${head}${tail}`), 10n ** BigInt(tail.length)];
}
export const plus = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
export const times = (a: Fraction, b: Fraction): Fraction => [a[0] * b[0], a[1] * b[1]];
export const minus = (a: Fraction, b: Fraction): Fraction => plus(a, [-b[0], b[1]]);
/** `b` is positive. */
export const over = (a: Fraction, b: Fraction): Fraction => [a[0] * b[1], a[1] * b[0]];
export const order = (a: Fraction, b: Fraction): number => {
  const [left, right] = [a[0] * b[1], b[0] * a[1]];
  return left < right ? -1 : left > right ? 1 : 0;
};
const total = (list: readonly Fraction[]): Fraction => list.reduce(plus, whole(0));
/** To twelve decimals, halves away from zero. */
function published([top, bottom]: Fraction): Fraction {
  const unit = 10n ** 12n;
  const size = ((top < 0n ? -top : top) * unit * 2n + bottom) / (bottom * 2n);
  return [top < 0n ? -size : size, unit];
}

export interface OracleIndicator {
  readonly id: string;
  readonly upper: string;
  readonly lower: string;
  /** What one smallest unit over another is in the indicator's unit. */
  readonly scale: Fraction;
  readonly weight: string;
  readonly base: string;
  readonly cap: string | null;
  readonly floor: string | null;
  readonly missing: 'group-average' | 'zero' | 'not-evaluated' | 'reweight';
  readonly zeroDenominator: 'missing' | 'cap';
}

export interface OracleGroup {
  readonly id: string;
  readonly indicators: readonly OracleIndicator[];
  readonly bonus: readonly { readonly id: string; readonly points: string }[];
  readonly penalty: readonly { readonly id: string; readonly points: string }[];
  readonly bonusLimit: string | null;
  readonly penaltyLimit: string | null;
  readonly vetoes: readonly { readonly id: string; readonly atMost: string }[];
  readonly cuts:
    | {
        readonly by: 'share';
        readonly shares: readonly (readonly [string, string])[];
        readonly rounding: 'down' | 'up' | 'nearest';
        readonly ties: 'better' | 'worse' | 'code';
        readonly vetoed: 'ranked' | 'apart';
      }
    | { readonly by: 'score'; readonly from: readonly (readonly [string, 'ge' | 'gt', string])[] };
  readonly tieBreak: readonly string[];
}

/** Somebody whose figures count; figures in smallest units, null = not known. */
export interface OracleMember {
  readonly id: string;
  readonly figures: Readonly<Record<string, Fraction | null>>;
}

export interface OracleSubject {
  readonly id: string;
  readonly members: readonly OracleMember[];
}

export interface OracleResult {
  readonly total: Fraction | null;
  readonly rank: number | null;
  readonly outOf: number | null;
  readonly outcome:
    | { readonly state: 'rated'; readonly class: string }
    | { readonly state: 'lacking'; readonly indicators: readonly string[] };
}

type Marked = (subject: OracleSubject, item: string) => boolean;

function pooled(
  { members }: OracleSubject,
  { upper, lower }: OracleIndicator,
  leaveOut: boolean,
): readonly [Fraction | null, Fraction | null] {
  const both = members.filter(({ figures }) => figures[upper] && figures[lower]);
  const counted = members.length > 1 && leaveOut && both.length > 0 ? both : members;
  const sumOf = (key: string): Fraction | null => {
    const values = counted.map(({ figures }) => figures[key] ?? null);
    return values.length === 0 || values.includes(null) ? null : total(values.filter((value) => value !== null));
  };
  return [sumOf(upper), sumOf(lower)];
}

interface Read {
  readonly value: Fraction | null;
  readonly points: Fraction | null;
}

function read(subject: OracleSubject, indicator: OracleIndicator, leaveOut: boolean): Read {
  const none = { value: null, points: null };
  const [upper, lower] = pooled(subject, indicator, leaveOut);
  if (upper === null || lower === null || lower[0] < 0n) return none;
  const weight = dec(indicator.weight);
  const ceiling = indicator.cap === null ? null : times(dec(indicator.cap), weight);
  const floor = indicator.floor === null ? null : times(dec(indicator.floor), weight);
  if (lower[0] === 0n) return indicator.zeroDenominator === 'cap' && ceiling && upper[0] > 0n ? { value: null, points: ceiling } : none;
  const value = times(over(upper, lower), indicator.scale);
  const free = times(over(value, dec(indicator.base)), weight);
  const points = ceiling && order(free, ceiling) > 0 ? ceiling : floor && order(free, floor) < 0 ? floor : free;
  return { value, points };
}

/** One group: everybody's score, place and class. */
export function oracleGroup(
  group: OracleGroup,
  classes: readonly string[],
  subjects: readonly OracleSubject[],
  marked: Marked,
  leaveOut: boolean,
): ReadonlyMap<string, OracleResult> {
  const { indicators } = group;
  const table = subjects.map((subject) => indicators.map((indicator) => read(subject, indicator, leaveOut)));
  const evaluated = table.filter(
    (row) => row.some(({ points }) => points) && row.every(({ points }, at) => points || indicators[at]!.missing !== 'not-evaluated'),
  );
  const averages = indicators.map((_, at) => {
    const known = evaluated.map((row) => row[at]!.points).filter((points) => points !== null);
    return known.length === 0 ? null : published(over(total(known.map(published)), whole(known.length)));
  });
  const allWeight = total(indicators.map(({ weight }) => dec(weight)));
  const scored = subjects.map((subject, place) => {
    const row = table[place]!;
    const nobody = row.every(({ points }) => points === null);
    const lacking: string[] = [];
    let [counted, carried] = [whole(0), whole(0)];
    indicators.forEach((indicator, at) => {
      const own = row[at]!.points;
      const stands = own ?? (indicator.missing === 'zero' ? whole(0) : indicator.missing === 'group-average' ? averages[at]! : null);
      if (stands === null && indicator.missing === 'reweight') return;
      if (stands === null) lacking.push(indicator.id);
      else counted = plus(counted, stands);
      carried = plus(carried, dec(indicator.weight));
    });
    const without = nobody ? indicators.map(({ id }) => id) : lacking;
    const given = (items: OracleGroup['bonus'], limit: string | null): Fraction => {
      const points = total(items.filter(({ id }) => marked(subject, id)).map((item) => dec(item.points)));
      return limit !== null && order(points, dec(limit)) > 0 ? dec(limit) : points;
    };
    const extra = minus(given(group.bonus, group.bonusLimit), given(group.penalty, group.penaltyLimit));
    const score = without.length > 0 ? null : plus(over(times(counted, allWeight), carried), extra);
    const limits = group.vetoes.filter(({ id }) => marked(subject, id)).map(({ atMost }) => classes.indexOf(atMost));
    return { subject, row, score, without, lowest: Math.max(-1, ...limits) };
  });
  const last = classes.length - 1;
  const { cuts } = group;
  const apart = cuts.by === 'share' && cuts.vetoed === 'apart';
  const inCount = scored.filter(({ score, lowest }) => score !== null && !(apart && lowest === last));
  const before = (a: (typeof scored)[number], b: (typeof scored)[number]): number => {
    const byScore = order(b.score!, a.score!);
    if (byScore !== 0) return byScore;
    for (const id of group.tieBreak) {
      const at = indicators.findIndex((indicator) => indicator.id === id);
      const [left, right] = [a.row[at]!.value, b.row[at]!.value];
      if (left === null && right === null) continue;
      if (left === null || right === null) return left === null ? 1 : -1;
      const byValue = order(right, left);
      if (byValue !== 0) return byValue;
    }
    return 0;
  };
  const ends: number[] = [];
  if (cuts.by === 'share') {
    let upTo = whole(0);
    for (const [, percent] of cuts.shares) {
      upTo = plus(upTo, dec(percent));
      const [top, bottom] = over(times(upTo, whole(inCount.length)), whole(100));
      const exact = { down: top / bottom, up: (top + bottom - 1n) / bottom, nearest: (2n * top + bottom) / (2n * bottom) };
      ends.push(Number(exact[cuts.rounding]));
    }
    ends[ends.length - 1] = inCount.length;
  }
  return new Map(
    scored.map((one): [string, OracleResult] => {
      const counts = inCount.includes(one);
      const better = counts ? inCount.filter((other) => before(other, one) < 0).length : 0;
      const equals = counts ? inCount.filter((other) => before(other, one) === 0) : [];
      let rankedClass: string | null = null;
      if (counts && cuts.by === 'share') {
        const ahead = equals.filter(({ subject }) => subject.id < one.subject.id).length;
        const place = cuts.ties === 'better' ? better + 1 : cuts.ties === 'worse' ? better + equals.length : better + ahead + 1;
        rankedClass = cuts.shares[ends.findIndex((end) => place <= end)]![0];
      } else if (counts && cuts.by === 'score') {
        const fit = cuts.from.find(([, op, at]) => (op === 'ge' ? order(one.score!, dec(at)) >= 0 : order(one.score!, dec(at)) > 0));
        rankedClass = fit ? fit[0] : classes[last]!;
      }
      const outcome: OracleResult['outcome'] =
        one.lowest === last
          ? { state: 'rated', class: classes[last]! }
          : rankedClass === null
            ? { state: 'lacking', indicators: one.without }
            : { state: 'rated', class: classes[Math.max(one.lowest, classes.indexOf(rankedClass))]! };
      return [one.subject.id, { total: one.score, rank: counts ? better + 1 : null, outOf: counts ? inCount.length : null, outcome }];
    }),
  );
}

// One test over a column: fills the bits of a run of rows with true and unknown. Same outcomes as `testInYear`.
// Each kind of column has its own plain loop: one shared loop with a callback per row is several times slower.
import type { Decimal } from '../../units.ts';
import { compareRatio, fen, microMu } from '../../units.ts';
import { thresholdDecimal } from '../exact-number.ts';
import type { Comparator, Predicate } from '../policy.ts';
import { orderHolds } from '../predicate.ts';
import type { FactColumn, FactColumns } from './fact-columns.ts';
import {
  ABSENT_CODE,
  ABSENT_DAY,
  ABSENT_TAGS,
  PARTLY_KNOWN,
  UNKNOWN_CODE,
  UNKNOWN_DAY,
  UNKNOWN_TAGS,
  columnOf,
  dayNumber,
} from './fact-columns.ts';

/** Fills `words` words of 32 rows from row `start`: bit b of word w is row start + 32 w + b. Bits of rows past `end` are of no meaning. */
export type Fill = (yes: Uint32Array, open: Uint32Array, start: number, words: number, end: number) => void;

/** The filler of one predicate in one year over these columns. */
export function leafFill(columns: FactColumns, predicate: Predicate, year: number | null): Fill {
  const column = columnOf(columns, predicate.field, year);
  if (!column) return (yes, open, _start, words) => void (yes.fill(0, 0, words), open.fill(0xffff_ffff, 0, words));
  switch (column.kind) {
    case 'ratio':
      return isPresence(predicate.op) ? ratioPresence(column.area, predicate.op) : ratioOrder(column.money, column.area, predicate);
    case 'micro':
      return microFill(column.value, predicate);
    case 'day':
      return dayFill(column.day, predicate);
    case 'tags':
      return tagFill(column, predicate);
    default:
      return codeFill(column, predicate);
  }
}

const isPresence = (op: Comparator): boolean => op === 'is_null' || op === 'not_null' || op === 'manual';

function ratioPresence(area: Float64Array, op: Comparator): Fill {
  const absent = op === 'is_null';
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      const first = start + 32 * word;
      const count = Math.min(32, end - first);
      let [isTrue, isOpen] = [0, 0];
      for (let bit = 0; bit < count; bit += 1) {
        const land = area[first + bit]!;
        if (Number.isNaN(land)) isOpen |= 1 << bit;
        else if ((land === 0) === absent) isTrue |= 1 << bit;
      }
      yes[word] = isTrue;
      open[word] = isOpen;
    }
  };
}

/** The doubles decide when they are plainly apart (as in compareRatio), the integers otherwise. */
function ratioOrder(money: Float64Array, area: Float64Array, predicate: Predicate): Fill {
  const threshold = thresholdDecimal(predicate.value as number | string);
  const { op } = predicate;
  const { approx } = threshold;
  const doubt = 1e-9 * Math.max(1, Math.abs(approx));
  // Every comparator holds on one side of its threshold at most.
  const side = orderHolds(op, 1) ? 1 : -1;
  const wanted = Number(op !== 'eq');
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      const first = start + 32 * word;
      const count = Math.min(32, end - first);
      let [isTrue, isOpen] = [0, 0];
      for (let bit = 0; bit < count; bit += 1) {
        const land = area[first + bit]!;
        const distance = side * (money[first + bit]! - approx * land);
        const margin = doubt * land;
        // No branch on which side a firm is on: it cannot be predicted, and a wrong guess costs more than the test.
        isTrue |= (Number(distance > margin) & wanted) << bit;
        isOpen |= Number(Number.isNaN(land)) << bit;
        if (Math.abs(distance) <= margin && land > 0) {
          const order = compareRatio(fen(money[first + bit]!), microMu(land), threshold);
          isTrue |= Number(orderHolds(op, order)) << bit;
        }
      }
      yes[word] = isTrue;
      open[word] = isOpen;
    }
  };
}

/** Whole numbers that satisfy a comparator with a decimal threshold times `unit`: from first to last. */
function wholeRange(op: Comparator, threshold: Decimal, unit: bigint): readonly [number, number] {
  const top = threshold.digits * unit;
  const bottom = 10n ** BigInt(threshold.scale);
  const cut = top / bottom;
  const floor = top < 0n && cut * bottom !== top ? cut - 1n : cut;
  const ceiling = floor * bottom === top ? floor : floor + 1n;
  const [least, most] = [-Number.MAX_VALUE, Number.MAX_VALUE];
  switch (op) {
    case 'lt':
      return [least, Number(ceiling - 1n)];
    case 'le':
      return [least, Number(floor)];
    case 'gt':
      return [Number(floor + 1n), most];
    case 'ge':
      return [Number(ceiling), most];
    default:
      return [Number(ceiling), Number(floor)];
  }
}

function microFill(value: Float64Array, predicate: Predicate): Fill {
  const { op } = predicate;
  const infinite = Number.POSITIVE_INFINITY;
  const whole = (): readonly [number, number] => wholeRange(op, thresholdDecimal(predicate.value as number | string), 1_000_000n);
  const [least, most] = op === 'is_null' ? [infinite, infinite] : isPresence(op) ? [-infinite, Number.MAX_VALUE] : whole();
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      const first = start + 32 * word;
      const count = Math.min(32, end - first);
      let [isTrue, isOpen] = [0, 0];
      for (let bit = 0; bit < count; bit += 1) {
        const found = value[first + bit]!;
        isTrue |= (Number(found >= least) & Number(found <= most)) << bit;
        isOpen |= Number(Number.isNaN(found)) << bit;
      }
      yes[word] = isTrue;
      open[word] = isOpen;
    }
  };
}

function dayFill(day: Int32Array, predicate: Predicate): Fill {
  const { op } = predicate;
  const firstDay = ABSENT_DAY + 1;
  const range = (): readonly [number, number] => wholeRange(op, thresholdDecimal(dayNumber(predicate.value as string)), 1n);
  const [from, to] = op === 'is_null' ? [ABSENT_DAY, ABSENT_DAY] : isPresence(op) ? [firstDay, Number.MAX_VALUE] : range();
  const least = op === 'is_null' ? from : Math.max(from, firstDay);
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      const first = start + 32 * word;
      const count = Math.min(32, end - first);
      let [isTrue, isOpen] = [0, 0];
      for (let bit = 0; bit < count; bit += 1) {
        const found = day[first + bit]!;
        isTrue |= (Number(found >= least) & Number(found <= to)) << bit;
        isOpen |= Number(found === UNKNOWN_DAY) << bit;
      }
      yes[word] = isTrue;
      open[word] = isOpen;
    }
  };
}

type CodeColumn = Extract<FactColumn, { readonly code: Uint8Array }>;

function codeFill(column: CodeColumn, predicate: Predicate): Fill {
  // True in the lower half of the word, unknown in the upper: sixteen rows are gathered with one step each.
  const table = new Uint32Array(256);
  for (let value = 0; value < ABSENT_CODE; value += 1) table[value] = codeHolds(column, predicate, value) ? 1 : 0;
  table[ABSENT_CODE] = predicate.op === 'is_null' ? 1 : 0;
  table[UNKNOWN_CODE] = 1 << 16;
  if (predicate.op === 'any_false') table[PARTLY_KNOWN] = 1 << 16;
  const { code } = column;
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      const first = start + 32 * word;
      const count = Math.min(32, end - first);
      const half = Math.min(16, count);
      let [low, high] = [0, 0];
      for (let bit = 0; bit < half; bit += 1) low |= table[code[first + bit]!]! << bit;
      for (let bit = 16; bit < count; bit += 1) high |= table[code[first + bit]!]! << (bit - 16);
      yes[word] = (low & 0xffff) | (high << 16);
      open[word] = (low >>> 16) | (high & 0xffff_0000);
    }
  };
}

function codeHolds(column: CodeColumn, predicate: Predicate, code: number): boolean {
  switch (predicate.op) {
    case 'is_null':
      return false;
    case 'not_null':
    case 'manual':
      return true;
    case 'is_true':
    case 'any_false':
      return code === 1;
    case 'is_false':
      return code === 0;
    default: {
      const word = column.kind === 'word' && code > 0 ? column.words[code] : undefined;
      const wanted = predicate.value;
      return word !== undefined && (Array.isArray(wanted) ? (wanted as readonly string[]).includes(word) : wanted === word);
    }
  }
}

function tagFill(column: Extract<FactColumn, { kind: 'tags' }>, predicate: Predicate): Fill {
  const { has, open: doubtful } = column;
  const mask = tagMask(column.tags, predicate);
  const { op } = predicate;
  const truthOf = (row: number): 0 | 1 | 2 => {
    if (doubtful[row] === UNKNOWN_TAGS) return 2;
    const absent = has[row] === ABSENT_TAGS;
    if (op === 'is_null') return absent ? 1 : 0;
    if (absent) return 0;
    if (op === 'intersects') return (has[row]! & mask) !== 0 ? 1 : (doubtful[row]! & mask) !== 0 ? 2 : 0;
    if (op !== 'contains') return 1;
    if ((has[row]! & mask) === mask) return 1;
    return ((has[row]! | doubtful[row]!) & mask) === mask ? 2 : 0;
  };
  return (yes, open, start, words, end) => {
    for (let word = 0; word < words; word += 1) {
      const first = start + 32 * word;
      const count = Math.min(32, end - first);
      let [isTrue, isOpen] = [0, 0];
      for (let bit = 0; bit < count; bit += 1) {
        const truth = truthOf(first + bit);
        isTrue |= (truth & 1) << bit;
        isOpen |= (truth >>> 1) << bit;
      }
      yes[word] = isTrue;
      open[word] = isOpen;
    }
  };
}

function tagMask(tags: readonly string[], predicate: Predicate): number {
  const { value } = predicate;
  const wanted = value === undefined ? [] : Array.isArray(value) ? (value as readonly string[]) : [String(value)];
  return wanted.reduce((mask, tag) => {
    const bit = tags.indexOf(tag);
    if (bit < 0) throw new RangeError(`${predicate.field}: tag ${tag} was not packed`);
    return mask | (1 << bit);
  }, 0);
}

// How alike two names, addresses or codes are: numbers from 0 (nothing in common) to 1 (the same once folded).
import { foldCompanyForm, foldName } from './names.ts';

/** Words that say what kind of company it is or where it sits, and nothing about which one it is. */
const commonWords =
  /有限公司|股份有限公司|集团|分公司|总公司|公司|工厂|厂|中国|浙江省|浙江|[\u4e00-\u9fff]{2}(?:省|市|县|区)|工贸|实业|科技|制造|个体工商户|经营部|门市部/gu;

/** The part of a firm's name that tells it from others: without place and company form. The whole name when nothing else is left. */
export function nameCore(name: string, placeNames: readonly string[] = []): string {
  let core = foldCompanyForm(name);
  for (const place of placeNames) if (place !== '') core = core.replaceAll(place, '');
  core = core.replaceAll(commonWords, '');
  return core === '' ? foldName(name) : core;
}

/** Pairs of neighbouring characters; of a single character, itself. */
export function bigrams(text: string): string[] {
  if (text.length < 2) return text === '' ? [] : [text];
  return Array.from({ length: text.length - 1 }, (_, index) => text.slice(index, index + 2));
}

function shared(left: readonly string[], right: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const pair of left) counts.set(pair, (counts.get(pair) ?? 0) + 1);
  let both = 0;
  for (const pair of right) {
    const rest = counts.get(pair) ?? 0;
    if (rest > 0) {
      both += 1;
      counts.set(pair, rest - 1);
    }
  }
  return both;
}

/** Dice coefficient over the bigrams of two folded texts. */
export function alike(left: string, right: string): number {
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const [a, b] = [bigrams(left), bigrams(right)];
  return (2 * shared(a, b)) / (a.length + b.length);
}

/** How much of the shorter text stands in the longer: an address often names only the last part of another. */
export function contained(left: string, right: string): number {
  const [a, b] = [bigrams(foldName(left)), bigrams(foldName(right))];
  const shorter = Math.min(a.length, b.length);
  return shorter === 0 ? 0 : shared(a, b) / shorter;
}

/** Edits (replace, insert, leave out, swap neighbours) that make one code the other; `most + 1` when it takes more than `most`. */
export function codeEdits(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      let cost = Math.min(last[column - 1]! + same, last[column]! + 1, next[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1);
      next.push(cost);
    }
    if (Math.min(...next) > most) return most + 1;
    before = last;
    last = next;
  }
  return Math.min(last[right.length]!, most + 1);
}

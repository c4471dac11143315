// Figures as an official paper writes them. Rounding happens here and never across a target: 799.996 of 800 is not written as 800.
import type { LandMetricKind } from '../ledger/entry.ts';
import { roundedText } from '../units.ts';

export const kindWords: Readonly<Record<LandMetricKind, string>> = {
  vacated: '腾出工业用地',
  vacated_effective: '腾出有效用地',
  revitalised: '盘活用地',
  remediated_or_revitalised: '整治、盘活用地',
  stock_revitalised: '盘活存量用地',
};

/** Key of a class that the policy's figures cannot tell yet. */
export const unjudged = 'unjudged';

/** A class of the policy, or why there is none. */
export function classWords(key: string | null): string {
  if (key === null) return '地块不在册';
  if (key === 'none') return '未列入类别';
  return key === unjudged ? '待补数据、未判定' : key;
}

/** What the places in a bulletin are: townships of a county, counties of a prefecture. */
export function placesOf({ county }: { readonly county: { readonly code: string } }): string {
  return county.code.endsWith('00') ? '县（市、区）' : '乡镇（街道）';
}

const microOf = (mu: number): bigint => BigInt(Math.round(mu * 1_000_000));

function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

/** Mu with two decimals at most, or as many more as keep it on its side of `beside`. Zeros at the end are not written. */
export function muWords(mu: number, beside: number | null = null): string {
  const exact = microOf(mu);
  for (let places = 2; places <= 6; places += 1) {
    const text = roundedText(exact, 1_000_000n, places);
    const shown = Math.round(Number(text) * 1_000_000);
    const zero = exact !== 0n && shown === 0;
    if (!zero && (beside === null || Math.sign(shown - Number(microOf(beside))) === Math.sign(Number(exact - microOf(beside)))))
      return trimmed(text);
  }
  return trimmed(roundedText(exact, 1_000_000n, 6));
}

/** Percent with one decimal, rounded towards the middle: 100% only when all, 0% only when none. Null without a whole. */
export function shareWords(part: number, whole: number): string | null {
  if (whole <= 0) return null;
  const [a, b] = [microOf(part), microOf(whole)];
  if (a === b) return '100%';
  const tenths = (a * 1000n) / b;
  const exact = tenths * b === a * 1000n;
  // Downwards from the half on (and above the whole), upwards below it, so that nothing is told as all or as none that is not.
  const kept = exact || tenths >= 500n ? tenths : tenths + 1n;
  return `${trimmed(`${kept / 10n}.${kept % 10n}`)}%`;
}

/** 增加 12.5 亩, 减少 3 亩, 持平. */
export function changeWords(mu: number): string {
  if (Math.round(mu * 1_000_000) === 0) return '持平';
  return mu > 0 ? `增加${muWords(mu)}亩` : `减少${muWords(-mu)}亩`;
}

/** +12.5, −3, 0. */
export function signedMu(mu: number): string {
  if (Math.round(mu * 1_000_000) === 0) return '0';
  return mu > 0 ? `+${muWords(mu)}` : `−${muWords(-mu)}`;
}

/** 升2位, 降1位, 不变; 新列入 when it had no place before, 未列位 when it has none now. */
export function rankWords(before: number | null, now: number | null): string {
  if (now === null) return before === null ? '—' : '未列位';
  if (before === null) return '新列入';
  if (before === now) return '不变';
  return before > now ? `升${before - now}位` : `降${now - before}位`;
}

// Figures as people read them. Rounding happens here and nowhere before; a rounded figure never crosses a threshold.
import { formatQuotient, roundedText, type Decimal } from '#domain/units.ts';

export const unknownMark = '—';

/** Thousands separators into plain decimal text. */
export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const separated = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

export function count(value: number): string {
  return grouped(String(value));
}

/** Micro-mu as mu, rounded for the eye; the dash when not known. */
export function mu(microMu: number | null, places = 1): string {
  if (microMu === null || Number.isNaN(microMu)) return unknownMark;
  return grouped(roundedText(BigInt(Math.round(microMu)), 1_000_000n, places));
}

/** Fen as 万元. */
export function wan(fen: number | null, places = 1): string {
  if (fen === null || Number.isNaN(fen)) return unknownMark;
  return grouped(roundedText(BigInt(Math.round(fen)), 1_000_000n, places));
}

/** A plain number of mu or 万元 as a reply carries it. */
export function plainNumber(value: number | null | undefined, places = 1): string {
  if (value === null || value === undefined || Number.isNaN(value)) return unknownMark;
  return grouped(value.toFixed(places));
}

/** 万元/亩 with as many digits as keep it on its side of every threshold (0.9996 is never shown as 1.00). */
export function perMu(fen: number | null, microMu: number | null, thresholds: readonly Decimal[], places = 2): string {
  if (fen === null || microMu === null || !Number.isFinite(fen) || !Number.isFinite(microMu) || microMu <= 0) return unknownMark;
  return grouped(formatQuotient(Math.round(fen), Math.round(microMu), thresholds, places));
}

/** Both sides of a quotient with as many digits as keep their shown quotient on its side of every threshold. */
export function bothSides(fen: number, microMu: number, thresholds: readonly Decimal[], places = 2): { tax: string; area: string } {
  const exact = fen / microMu;
  for (let digits = places; digits < 6; digits += 1) {
    const [tax, area] = [fen, microMu].map((side) => Number((side / 1_000_000).toFixed(digits))) as [number, number];
    if (thresholds.every((threshold) => Math.sign(tax / area - threshold.approx) === Math.sign(exact - threshold.approx))) {
      return { tax: wan(fen, digits), area: mu(microMu, digits) };
    }
  }
  return { tax: wan(fen, 6), area: mu(microMu, 6) };
}

/** A share in percent, rounded towards the middle: 100 % only when all, 0 % only when none. */
export function percent(part: number, whole: number, places = 1): string {
  if (whole === 0) return unknownMark;
  if (part === whole) return '100%';
  const step = 10 ** places;
  const raw = (part / whole) * 100 * step;
  const kept = raw > 50 * step ? Math.floor(raw) : Math.ceil(raw);
  return `${(kept / step).toFixed(places)}%`;
}

/** A day on screen: 2023年3月31日 in Chinese, ISO otherwise. */
export function day(iso: string | null | undefined, language: string): string {
  if (!iso) return unknownMark;
  const [year, month, date] = iso.slice(0, 10).split('-').map(Number);
  if (language !== 'zh-CN' || year === undefined || month === undefined || date === undefined) return iso.slice(0, 10);
  return `${year}年${month}月${date}日`;
}

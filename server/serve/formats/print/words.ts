// Figures in words on paper: rounded here, for the first time on their way, and never across a threshold.
import { formatQuotient, roundedText, type Decimal } from '#domain/units.ts';

export const unknownMark = '—';

export function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const separated = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

export const countText = (value: number): string => grouped(String(value));

/** Micro-mu as mu, or fen as 万元. */
export function millionthsText(value: number | null, places = 1): string {
  return value === null || Number.isNaN(value) ? unknownMark : grouped(roundedText(BigInt(Math.round(value)), 1_000_000n, places));
}

export function perMuText(tax: number | null, area: number | null, thresholds: readonly Decimal[], places = 2): string {
  if (tax === null || area === null || !Number.isFinite(tax) || !(area > 0)) return unknownMark;
  return grouped(formatQuotient(Math.round(tax), Math.round(area), thresholds, places));
}

/** A number of mu or 万元 as a dossier carries it. */
export function plainText(value: number | null | undefined, places = 2): string {
  return value === null || value === undefined || Number.isNaN(value) ? unknownMark : grouped(value.toFixed(places));
}

/** A share in percent: 100 % only when all, 0 % only when none. */
export function percentText(part: number, whole: number): string {
  if (whole === 0) return unknownMark;
  if (part === whole) return '100%';
  const tenths = (part / whole) * 1000;
  return `${((tenths > 500 ? Math.floor(tenths) : Math.ceil(tenths)) / 10).toFixed(1)}%`;
}

/** 2023年3月31日. */
export function dayText(iso: string | null | undefined): string {
  if (!iso) return unknownMark;
  const [year, month, day] = iso.slice(0, 10).split('-').map(Number);
  return `${year}年${month}月${day}日`;
}

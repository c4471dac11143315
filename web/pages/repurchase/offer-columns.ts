// Columns of the candidate list: what they show, how they order. Exact figures are compared, what is not known stands last.
import type { TFunction } from 'i18next';
import { NO_INDEX } from '#domain/columns.ts';
import { mu, plainNumber, unknownMark, wan } from '../../format.ts';
import type { ChoiceFigures, Offer } from './choice-figures.ts';
import { scoreText } from './score-text.ts';

export const offerColumns = ['lock', 'name', 'score', 'area', 'cost', 'costPerMu', 'township', 'coverage', 'state', 'code'] as const;
export type OfferColumn = (typeof offerColumns)[number];
export const numberColumns: ReadonlySet<OfferColumn> = new Set(['area', 'cost', 'costPerMu', 'score', 'coverage']);
export const columnWidths: Record<OfferColumn, number> = {
  lock: 98,
  name: 118,
  code: 168,
  township: 90,
  area: 76,
  cost: 98,
  costPerMu: 84,
  score: 56,
  coverage: 60,
  state: 150,
};
/** Which columns go first when there is no room: the last of these. */
const wantedFirst: readonly OfferColumn[] = ['name', 'cost', 'lock', 'area', 'score', 'state', 'costPerMu', 'township', 'coverage', 'code'];
/** Columns that take what room is left. */
export const wideColumns: ReadonlySet<OfferColumn> = new Set(['name', 'state']);

/** The columns that fit without scrolling sideways; what is folded away stands in the row's tip and in the plot's panel. */
export function columnsWithin(width: number): OfferColumn[] {
  const taken = new Set<OfferColumn>();
  let left = width;
  for (const column of wantedFirst) {
    left -= columnWidths[column];
    if (left < 0 && taken.size > 1) break;
    taken.add(column);
  }
  return offerColumns.filter((column) => taken.has(column));
}

/** 万元 per mu in exact fen ÷ micro-mu; null when either is not known. */
function costPerMu({ candidate: { cost, areaMicroMu } }: Offer): number | null {
  return cost.known && areaMicroMu !== null && areaMicroMu > 0 ? cost.fen / areaMicroMu : null;
}

export function townshipName(figures: ChoiceFigures, index: number): string {
  const place = figures.base.township[index]!;
  return place === NO_INDEX ? unknownMark : figures.base.townshipNames[place]!;
}

/** Why a plot is not offered, or what else is worth saying of it. */
export function stateText(t: TFunction, figures: ChoiceFigures, { candidate, excluded, isolated }: Offer): string {
  if (candidate.excluded) return t('repurchase.card.excluded', { why: candidate.excluded.message });
  if (excluded !== null) return t('repurchase.lowScore', { least: figures.choice.minScore ?? 0 });
  const willing = candidate.parts.some(({ part, value }) => part === 'willing' && value === 100);
  const notes = [
    figures.chosen.has(candidate.code) ? t('repurchase.role.chosen') : '',
    willing ? t('repurchase.willing') : '',
    isolated ? t('repurchase.isolated') : '',
  ];
  return notes.filter((note) => note !== '').join(' · ');
}

export function cellText(t: TFunction, column: Exclude<OfferColumn, 'lock'>, figures: ChoiceFigures, offer: Offer): string {
  const { candidate, score, index } = offer;
  switch (column) {
    case 'name':
      return candidate.name ?? candidate.code;
    case 'code':
      return candidate.code;
    case 'township':
      return townshipName(figures, index);
    case 'area':
      return mu(candidate.areaMicroMu, 2);
    case 'cost':
      return candidate.cost.known ? wan(candidate.cost.fen, 1) : unknownMark;
    case 'costPerMu':
      return plainNumber(costPerMu(offer), 1);
    case 'score':
      return scoreText(score.score);
    case 'coverage':
      return `${Math.floor(score.coverage * 100)}%`;
    case 'state':
      return stateText(t, figures, offer);
  }
}

function sortKey(column: OfferColumn, figures: ChoiceFigures): (offer: Offer) => number | string | null {
  switch (column) {
    case 'lock':
      return ({ lock }) => (lock === 'in' ? 0 : lock === 'out' ? 1 : 2);
    case 'name':
      return ({ candidate }) => candidate.name;
    case 'code':
      return ({ candidate }) => candidate.code;
    case 'township':
      return ({ candidate }) => candidate.township;
    case 'area':
      return ({ candidate }) => candidate.areaMicroMu;
    case 'cost':
      return ({ candidate }) => (candidate.cost.known ? candidate.cost.fen : null);
    case 'costPerMu':
      return costPerMu;
    case 'score':
      return ({ score }) => score.score;
    case 'coverage':
      return ({ score }) => score.coverage;
    case 'state':
      return (offer) => (offer.excluded === null ? (figures.chosen.has(offer.candidate.code) ? '' : '0') : `1${offer.excluded}`);
  }
}

export type OfferOrder = readonly [column: OfferColumn, direction: 'ascending' | 'descending'];

/** The order in a view, when it names a column of this list; best scores first otherwise. */
export function orderOf(sort: readonly [string, 'ascending' | 'descending'] | undefined): OfferOrder {
  const column = offerColumns.find((one) => one === sort?.[0]);
  return column && sort ? [column, sort[1]] : ['score', 'descending'];
}

/** The offers that are shown, in the order asked for. */
export function orderedOffers(figures: ChoiceFigures, [column, direction]: OfferOrder): readonly Offer[] {
  const key = sortKey(column, figures);
  const sign = direction === 'ascending' ? 1 : -1;
  const collator = new Intl.Collator('zh-CN');
  const keyed = figures.shownOffers.map((offer) => ({ offer, value: key(offer) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null) || a.offer.index - b.offer.index;
    if (typeof a.value === 'string' || typeof b.value === 'string')
      return sign * collator.compare(String(a.value), String(b.value)) || a.offer.index - b.offer.index;
    return sign * (a.value - b.value) || a.offer.index - b.offer.index;
  });
  return keyed.map(({ offer }) => offer);
}

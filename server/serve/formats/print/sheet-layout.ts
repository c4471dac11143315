// Where things stand on a wall map: title, body, legend beside or below it, foot.
import { inset, POINTS_PER_MM, type Rect, type Sheet } from '#domain/print/paper.ts';
import type { Card } from './legend.ts';

export interface SheetLayout {
  readonly head: Rect;
  /** Inside of the neat line: map and insets. */
  readonly body: Rect;
  readonly legend: Rect;
  readonly columns: number;
  readonly foot: Rect;
}

export function marginOf({ size }: Sheet): number {
  return (5 + 3 * size) * POINTS_PER_MM;
}

/** The legend's columns and their width, before its height is known. */
export function legendColumns(sheet: Sheet): { readonly columns: number; readonly width: number; readonly gap: number } {
  const { size, width, orientation } = sheet;
  const gap = 14 * size;
  if (orientation === 'landscape') return { columns: 1, width: 132 * size, gap };
  const inner = width - 2 * marginOf(sheet) - 16 * size;
  const columns = Math.max(3, Math.floor((inner + gap) / (150 * size + gap)));
  return { columns, width: (inner - gap * (columns - 1)) / columns, gap };
}

export function layoutOf(sheet: Sheet, legendHeight: number): SheetLayout {
  const { size, width, height, orientation } = sheet;
  const page = inset({ x: 0, y: 0, width, height }, marginOf(sheet));
  const [head, foot, gap] = [37 * size, 17 * size, 7 * size];
  const inner = { x: page.x, y: page.y + head, width: page.width, height: page.height - head - foot };
  const { columns, width: column } = legendColumns(sheet);
  const beside = orientation === 'landscape';
  const map = inset(inner, 3 * size);
  return {
    head: { ...page, height: head },
    foot: { ...page, y: page.y + page.height - foot, height: foot },
    body: beside ? { ...map, width: map.width - column - 2 * gap } : { ...map, height: map.height - legendHeight - 2 * gap },
    legend: beside
      ? { x: inner.x + inner.width - column - gap, y: inner.y + gap, width: column, height: inner.height - 2 * gap }
      : {
          x: inner.x + gap + size,
          y: inner.y + inner.height - legendHeight - gap,
          width: inner.width - 2 * gap - 2 * size,
          height: legendHeight,
        },
    columns,
  };
}

/** Cards set one below the other into columns of about equal height. */
export function flowed(cards: readonly Card[], columns: number, gap: number): Card[][] {
  const shown = cards.filter(({ height }) => height > 0);
  if (columns === 1) return [shown];
  const heightOf = (column: readonly Card[]): number => column.reduce((sum, { height }) => sum + height + gap, 0);
  // The lowest height at which they fit, keeping their order.
  for (let most = Math.max(...shown.map(({ height }) => height)); ; most *= 1.04) {
    const set: Card[][] = [[]];
    for (const card of shown) {
      if (heightOf(set.at(-1)!) + card.height > most && set.at(-1)!.length > 0) set.push([]);
      set.at(-1)!.push(card);
    }
    if (set.length <= columns) return set;
  }
}

export function flowHeight(columns: readonly (readonly Card[])[], gap: number): number {
  return Math.max(0, ...columns.map((cards) => cards.reduce((sum, { height }) => sum + height, 0) + gap * Math.max(0, cards.length - 1)));
}

// Which rows of a long list are on screen: only those are drawn.

export interface RowWindow {
  readonly from: number;
  readonly to: number;
  /** Heights of what is not drawn above and below. */
  readonly above: number;
  readonly below: number;
}

/** Rows drawn beyond either edge, so that fast scrolling shows no gaps. */
const spare = 8;

export function rowWindow(total: number, rowHeight: number, scrolled: number, height: number): RowWindow {
  const from = Math.max(0, Math.min(total, Math.floor(scrolled / rowHeight)) - spare);
  const to = Math.min(total, Math.ceil((scrolled + height) / rowHeight) + spare);
  return { from, to, above: from * rowHeight, below: (total - to) * rowHeight };
}

/** Scroll offset that brings a row fully into view; the present one when it is there already. `head` covers the top. */
export function scrollToRow(row: number, rowHeight: number, scrolled: number, height: number, head: number): number {
  const [top, bottom] = [row * rowHeight, (row + 1) * rowHeight];
  if (top < scrolled) return top;
  return bottom > scrolled + height - head ? bottom - height + head : scrolled;
}

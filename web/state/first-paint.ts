// The map comes first: what is heavy and not needed to see parcels waits until they are on screen, or until it is clear that they will not be.

/** Longest wait: a slow or failing map must not keep the panels away. */
const patience = 4000;

let mark: () => void = () => undefined;
const painted = new Promise<void>((resolve) => {
  mark = resolve;
});

/** Says that the first picture stands (or that the page has no map). */
export function markFirstPaint(): void {
  // Stands in the browser's own timeline, for whoever measures how fast the page is.
  performance.mark('mutu first picture');
  mark();
}

/** Resolves once the first picture stands, at the latest after the longest wait. */
export async function afterFirstPaint(): Promise<void> {
  await Promise.race([painted, new Promise((resolve) => setTimeout(resolve, patience))]);
}

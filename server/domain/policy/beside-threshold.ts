// A value found beside its threshold, and the distance between them, as people read them: on screen and on paper the same.

/** Thousands separators into plain decimal text. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const separated = whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction === undefined ? separated : `${separated}.${fraction}`;
}

/** A number with as many digits as keep it on its side of a threshold, and at least `places`. */
export function besideThreshold(value: number, threshold: number, places = 2): string {
  const side = Math.sign(value - threshold);
  // Whole months and years are counted, not measured: no decimals.
  for (let digits = Number.isInteger(value) ? 0 : places; digits <= 8; digits += 1) {
    const text = value.toFixed(digits);
    if (Math.sign(Number(text) - threshold) === side) return grouped(text);
  }
  return side < 0 ? `<${threshold}` : `>${threshold}`;
}

/** A distance that is never shown as nothing when it is something. */
export function distance(value: number, places = 2): string {
  const size = Math.abs(value);
  if (Number.isInteger(size)) return grouped(String(size));
  for (let digits = places; digits <= 8; digits += 1) if (Number(size.toFixed(digits)) > 0) return grouped(size.toFixed(digits));
  return '<0.00000001';
}

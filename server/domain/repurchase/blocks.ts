// Chosen plots in contiguous blocks: disjoint sets over who lies beside whom.

/** Blocks of the chosen codes, largest first by the measure given, each in code order. Neighbours that are not chosen join nothing. */
export function blocksOf(
  chosen: readonly string[],
  neighbours: (code: string) => readonly string[],
  measure: (code: string) => number,
): string[][] {
  const parent = new Map(chosen.map((code) => [code, code]));
  const root = (code: string): string => {
    let at = code;
    while (parent.get(at) !== at) at = parent.get(at)!;
    parent.set(code, at);
    return at;
  };
  for (const code of chosen) for (const other of neighbours(code)) if (parent.has(other)) parent.set(root(code), root(other));
  const groups = new Map<string, string[]>();
  for (const code of [...chosen].sort()) {
    const key = root(code);
    groups.set(key, [...(groups.get(key) ?? []), code]);
  }
  const size = (codes: readonly string[]): number => codes.reduce((sum, code) => sum + measure(code), 0);
  return [...groups.values()].sort((a, b) => size(b) - size(a) || (a[0]! < b[0]! ? -1 : 1));
}

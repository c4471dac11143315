// What is known of the land that counts: how much of it has documents, and a township. Read once per ledger, counted in one pass.
import type { LineGroup } from '#domain/ledger/ledger-lines.ts';

/** Of how many entries each thing is known. */
export interface EvidenceCoverage {
  readonly entries: number;
  readonly documents: number;
  readonly townships: number;
}

const bits = { documents: 1, townships: 2 } as const;

const kept = new WeakMap<LineGroup, Uint8Array>();

function evidenceOf(group: LineGroup): Uint8Array {
  const known =
    kept.get(group) ??
    Uint8Array.from(
      group.lines,
      ({ entry, township }) => (entry.documents.length > 0 ? bits.documents : 0) | (township === null ? 0 : bits.townships),
    );
  kept.set(group, known);
  return known;
}

/** Of what is selected. */
export function evidenceCoverage(group: LineGroup, selected: Uint8Array): EvidenceCoverage {
  const evidence = evidenceOf(group);
  const count = { entries: 0, documents: 0, townships: 0 };
  for (let place = 0; place < selected.length; place += 1) {
    if (selected[place] === 0) continue;
    const own = evidence[place]!;
    count.entries += 1;
    if (own & bits.documents) count.documents += 1;
    if (own & bits.townships) count.townships += 1;
  }
  return count;
}

// The hash chain of the ledger: each row is sealed over its own text and the row before, so that a changed row shows.
import type { LedgerRow } from './entry.ts';

/** SHA-256 of a text (UTF-8) as lower-case hex; given by the caller, because the domain does no input or output. */
export type Sha256 = (text: string) => string;

/** `previousHash` of a county's first row. */
export const chainStart = '0'.repeat(64);

/** Fields that a draft may leave out: most rows have nothing to say in them. */
type Seldom = Pick<LedgerRow, 'countsFrom' | 'reason' | 'lineage' | 'origin'>;

/** A row as it is asked for: without the seal; `entry` is 'own' for a declare, which refers to itself. */
export type LedgerDraft = Omit<LedgerRow, 'id' | 'entry' | 'hash' | 'previousHash' | 'form' | keyof Seldom> &
  Partial<Seldom> & { readonly entry: number | 'own' };

function firstForm(row: Omit<LedgerRow, 'hash'>): unknown[] {
  return [
    row.previousHash,
    row.id,
    row.county,
    row.act,
    row.entry,
    row.policy,
    row.parcel,
    row.township,
    row.shape,
    row.kind,
    row.measure,
    row.gross,
    row.effective,
    row.date,
    row.basis,
    row.documents,
    row.actor,
    row.recordedAt,
  ];
}

/** The text that is hashed: every field in fixed order, as JSON, so that no two different rows give the same text. */
export function canonicalRow(row: Omit<LedgerRow, 'hash'>): string {
  const fields = firstForm(row);
  if (row.form > 1) fields.push(row.form, row.countsFrom, row.reason, row.lineage, row.origin);
  return JSON.stringify(fields);
}

/** The draft as row `id` behind the row whose hash is `previousHash`. */
export function sealRow(draft: LedgerDraft, id: number, previousHash: string, sha256: Sha256): LedgerRow {
  const row = {
    ...draft,
    id,
    entry: draft.entry === 'own' ? id : draft.entry,
    countsFrom: draft.countsFrom ?? draft.date,
    reason: draft.reason ?? null,
    lineage: draft.lineage ?? null,
    origin: draft.origin ?? null,
    previousHash,
    form: 2 as const,
  };
  return { ...row, hash: sha256(canonicalRow(row)) };
}

export interface BrokenLink {
  readonly id: number;
  /** text: the row's own fields were changed; link: it does not follow the row before it. */
  readonly fault: 'text' | 'link';
}

/** The first row of one county's ledger (in order of id) that does not hold; null when the chain is whole. */
export function findBrokenLink(rows: Iterable<LedgerRow>, sha256: Sha256): BrokenLink | null {
  let previousHash = chainStart;
  for (const row of rows) {
    if (row.previousHash !== previousHash) return { id: row.id, fault: 'link' };
    if (sha256(canonicalRow(row)) !== row.hash) return { id: row.id, fault: 'text' };
    previousHash = row.hash;
  }
  return null;
}

// Gathers what an import does to the record, row by row, while it does it: the same for the trial and for the commit.
import type { Issue } from '#domain/issue.ts';
import type { Conservation } from '#domain/firms/allocate.ts';
import { geodesicSquareMetres } from '#domain/land/area.ts';
import type { SourcePlace } from '#domain/source.ts';
import { decimalText, parseDecimal, toWan } from '#domain/units.ts';
import type { ConservationWan, OutcomeGroup, OutcomeRow, RowOutcome, SheetLines } from '#domain/upload.ts';
import { rowOutcomes } from '#domain/upload.ts';
import type { RecordChanges, Stored, Told } from '../store/record-table.ts';
import { shapeFromBytes } from '../store/shape-blob.ts';

/** Rows of each outcome that are told one by one; of the others the lines are told. */
const rowsTold = 1_000;

export function conservationWan(rows: readonly Conservation[]): ConservationWan[] {
  return rows
    .filter(({ accounts }) => accounts > 0)
    .map(({ year, accounts, known, imported, allocated, unallocated }) => ({
      year,
      accounts,
      known,
      importedWan: toWan(imported),
      allocatedWan: toWan(allocated),
      unallocatedWan: toWan(unallocated),
    }));
}

const millionth = /_area$|^area$|^tax$|^revenue$|^value_added$|^output_value$|^research_spending$/;

/** A stored value as people read it: micro-mu and fen in 亩 and 万元, a shape by its size. */
function shown(column: string, value: Stored): string | null {
  if (value === null) return null;
  if (typeof value === 'object') {
    if (column !== 'shape') return '…';
    const metres = geodesicSquareMetres(shapeFromBytes(new Uint8Array(Buffer.from(value.base64, 'base64'))));
    return `${metres.toFixed(1)} m²`;
  }
  if (typeof value === 'number' && millionth.test(column)) {
    const decimal = parseDecimal(`${value}e-6`);
    return decimal ? decimalText(decimal) : String(value);
  }
  return String(value).slice(0, 200);
}

function changesOf(changes: RecordChanges): OutcomeRow['changes'] {
  return Object.entries(changes).map(([field, [before, after]]) => ({ field, before: shown(field, before), after: shown(field, after) }));
}

class Lines {
  readonly #rows = new Map<string | null, number[]>();
  #count = 0;

  add(sheet: string | null, row: number | null): void {
    this.#count += 1;
    if (row === null) return;
    const rows = this.#rows.get(sheet);
    if (rows) rows.push(row);
    else this.#rows.set(sheet, [row]);
  }

  group(): OutcomeGroup {
    return { count: this.#count, lines: [...this.#rows].map(([sheet, rows]) => ({ sheet, ranges: rangesOf(rows) })) };
  }
}

/** 3, 4, 5, 9 → [3, 5], [9, 9]. */
export function rangesOf(rows: readonly number[]): SheetLines['ranges'] {
  const ranges: [number, number][] = [];
  for (const row of [...new Set(rows)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && row === last[1] + 1) last[1] = row;
    else ranges.push([row, row]);
  }
  return ranges;
}

interface Sourced {
  readonly source: SourcePlace;
}

export class Effect {
  readonly #lines: Record<RowOutcome, Lines> = {
    created: new Lines(),
    updated: new Lines(),
    unchanged: new Lines(),
    rejected: new Lines(),
  };
  readonly #rows: Record<RowOutcome, OutcomeRow[]> = { created: [], updated: [], unchanged: [], rejected: [] };
  /** Keys that the record held before, and those it did not. */
  readonly created = new Set<string>();
  readonly updated = new Set<string>();
  readonly unchanged = new Set<string>();
  /** Of those, whose drawing changed. */
  readonly redrawn = new Set<string>();

  /** For records that say where they came from. */
  readonly told: Told<Sourced & { readonly name?: string | null; readonly holder?: string | null; readonly location?: string | null }> = (
    outcome,
    record,
    { key, changes },
  ) => {
    this.note(outcome, record.source, key, record.name ?? record.holder ?? record.location ?? null, changes);
  };

  /** For townships and blocks, which do not. */
  readonly toldPlace: Told<{ readonly name: string }> = (outcome, record, { key, changes }) => {
    this.note(outcome, { sheet: null, row: null }, key, record.name, changes);
  };

  note(
    outcome: Exclude<RowOutcome, 'rejected'>,
    place: Pick<SourcePlace, 'sheet' | 'row'>,
    key: string,
    label: string | null,
    changes: RecordChanges,
  ): void {
    this[outcome].add(key);
    if (outcome === 'updated' && 'shape' in changes) this.redrawn.add(key);
    this.#lines[outcome].add(place.sheet, place.row);
    const rows = this.#rows[outcome];
    if (rows.length < rowsTold) rows.push({ sheet: place.sheet, row: place.row, key, label, changes: changesOf(changes), message: null });
  }

  /** Rows that were not taken, by the errors about them. */
  reject(issues: readonly Issue[]): void {
    const seen = new Set<string>();
    for (const { severity, sheet, row, subject, message } of issues) {
      if (severity !== 'error' || row === null) continue;
      const place = `${sheet ?? ''}\u0000${row}`;
      if (seen.has(place)) continue;
      seen.add(place);
      this.#lines.rejected.add(sheet, row);
      if (this.#rows.rejected.length < rowsTold)
        this.#rows.rejected.push({ sheet, row, key: subject ?? '', label: null, changes: [], message });
    }
  }

  has(key: string): boolean {
    return this.created.has(key) || this.updated.has(key) || this.unchanged.has(key);
  }

  outcomes(rejected: number): Record<RowOutcome, OutcomeGroup> {
    const groups = Object.fromEntries(rowOutcomes.map((outcome) => [outcome, this.#lines[outcome].group()])) as Record<
      RowOutcome,
      OutcomeGroup
    >;
    return { ...groups, rejected: { ...groups.rejected, count: rejected } };
  }

  rows(): Readonly<Record<RowOutcome, readonly OutcomeRow[]>> {
    return this.#rows;
  }
}

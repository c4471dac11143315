// Enters a declaration into the ledger: held against what is already counted, then written with what became of its land since.
import { boundsOf, type Bounds } from '../land/geometry.ts';
import type { CountyCode } from '../land/codes.ts';
import { countedArea, type Parcel } from '../land/parcel.ts';
import type { Policy } from '../policy/policy.ts';
import type { Placement } from './carry.ts';
import type { LedgerDraft } from './chain.ts';
import { checkDeclaration, type CountingCheck, type Declaration } from './counting.ts';
import type { LedgerRow } from './entry.ts';
import { kinOf, type Lineage } from './lineage.ts';
import { keptCodes } from './parcel-times.ts';

/** What of the record is asked for, inside one change. */
export interface LedgerRecord {
  lineage(county: CountyCode): Promise<readonly Lineage[]>;
  ledgerAround(county: CountyCode, around: { readonly parcels: readonly string[]; readonly bounds: Bounds | null }): Promise<LedgerRow[]>;
  /** Parcels that left the register, as they were when they left. */
  formerParcels(county: CountyCode): Promise<readonly Parcel[]>;
  /** Parcels of these codes as they were before each later delivery that changed their land, of each code the oldest first. */
  earlierParcels(county: CountyCode, codes: readonly string[]): Promise<readonly Parcel[]>;
  appendLedger(draft: Omit<LedgerDraft, 'county'>): Promise<LedgerRow>;
}

/** The county's parcels as the register has them. */
export interface Parcels {
  byCode(code: string): Parcel | null;
  /** Those whose boxes meet the bounds. */
  within(bounds: Bounds): readonly Parcel[];
}

export interface DeclarationToEnter extends Declaration {
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** The check of a declaration against the record. */
export async function holdAgainst(
  record: Pick<LedgerRecord, 'lineage' | 'ledgerAround' | 'formerParcels' | 'earlierParcels'>,
  draft: Declaration,
  parcel: Parcel,
  parcels: Parcels,
  policy: Policy,
  today: string,
  placements: readonly Placement[] = [],
): Promise<CountingCheck> {
  const lineage = await record.lineage(parcel.county);
  const counted = countedArea(parcel);
  const drawing = draft.shape ?? (counted && draft.gross >= counted.area ? parcel.shape : null);
  const bounds = drawing && boundsOf(drawing);
  const near = bounds ? parcels.within(bounds).map(({ code }) => code) : [];
  const rows = await record.ledgerAround(parcel.county, { parcels: [...kinOf(lineage, parcel.code), ...near], bounds });
  const former = new Map((lineage.length > 0 ? await record.formerParcels(parcel.county) : []).map((one) => [one.code, one]));
  const earlier = await record.earlierParcels(parcel.county, keptCodes(lineage));
  const land = { parcel, lineage, parcelOf: (code: string) => parcels.byCode(code) ?? former.get(code) ?? null, earlier, placements };
  return checkDeclaration(draft, land, policy, rows, today);
}

/** Writes a declaration that was held against the record and found free, inside the same change. Gives its own row. */
export async function writeDeclaration(
  record: Pick<LedgerRecord, 'appendLedger'>,
  draft: DeclarationToEnter,
  { township, countsFrom, carries }: CountingCheck,
): Promise<readonly [LedgerRow, ...LedgerRow[]]> {
  const { policy, parcel, shape, kind, gross, effective, date, basis, documents, actor, recordedAt } = draft;
  const measure = draft.measure ?? '';
  const row = await record.appendLedger({
    act: 'declare',
    entry: 'own',
    policy,
    parcel,
    township,
    shape,
    kind,
    measure,
    gross,
    effective,
    date,
    countsFrom,
    basis,
    documents,
    actor,
    recordedAt,
  });
  const rows: [LedgerRow, ...LedgerRow[]] = [row];
  for (const step of carries) {
    for (const { origin, ...part } of step.parts) {
      const carry = { ...part, act: 'carry' as const, entry: row.id, policy, kind, measure, lineage: step.lineage, origin };
      rows.push(await record.appendLedger({ ...carry, date: step.date, basis, documents: [], actor, recordedAt }));
    }
  }
  return rows;
}

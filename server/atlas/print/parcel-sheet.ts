// One parcel's sheet (一地一档) before it is drawn: the dossier that the screen shows, with cases, plans and the dates of its sources.
import { casesOn } from '#domain/ledger/cases.ts';
import type { LandMetricKind } from '#domain/ledger/entry.ts';
import type { CaseStage } from '#domain/ledger/target-statement.ts';
import type { PlanStep } from '#domain/repurchase/plan.ts';
import { parcelDossier, type ParcelDossier } from '../dossier.ts';
import { plansNow } from '../repurchase/planned.ts';
import type { PrintSubject } from './print-subject.ts';

export interface SheetCase {
  readonly stage: CaseStage;
  readonly kind: LandMetricKind;
  /** Micro-mu that it is to free. */
  readonly area: number;
  readonly due: string;
  readonly since: string;
}

export interface SheetPlan {
  readonly name: string;
  readonly step: PlanStep | null;
  readonly since: string | null;
  /** Fen: estimated when the plan was made, and agreed at the contract. */
  readonly cost: number;
  readonly contract: number | null;
}

export interface ParcelSheet {
  readonly index: number;
  readonly dossier: Omit<ParcelDossier, 'geometry' | 'facts' | 'sources'>;
  readonly cases: readonly SheetCase[];
  readonly plan: SheetPlan | null;
  readonly sources: readonly {
    readonly what: string;
    readonly file: string;
    readonly row: number | null;
    readonly importedAt: string | null;
  }[];
}

function planOf({ snapshot }: PrintSubject, code: string): SheetPlan | null {
  for (const { plan, state, progress } of plansNow(snapshot.sheet)) {
    const own = progress.find((one) => one.code === code && !one.dropped);
    if (state !== 'approved' || !own) continue;
    return {
      name: plan.name,
      step: own.step,
      since: own.since,
      cost: plan.parcels.find((one) => one.code === code)!.cost,
      contract: own.contract,
    };
  }
  return null;
}

/** `importedAt`: the day on which a file was imported, by its import. */
export function parcelSheet(subject: PrintSubject, index: number, importedAt: ReadonlyMap<number, string>): ParcelSheet {
  const { snapshot, columns, policy, ledgerDay } = subject;
  const { geometry: _geometry, facts: _facts, sources, ...dossier } = parcelDossier(snapshot, index, columns, policy);
  const cases = snapshot.once(`cases on ${ledgerDay}`, () => casesOn(snapshot.sheet.data.targetStatements ?? [], ledgerDay));
  return {
    index,
    dossier,
    cases: cases
      .filter(({ row }) => row.said.parcel === dossier.code)
      .map(({ row, opened }) => ({
        stage: row.said.stage,
        kind: row.said.kind,
        area: row.said.area,
        due: row.said.due,
        since: opened,
      })),
    plan: planOf(subject, dossier.code),
    sources: sources.map(({ what, place }) => ({
      what,
      file: place.file,
      row: place.row,
      importedAt: importedAt.get(place.importId) ?? null,
    })),
  };
}

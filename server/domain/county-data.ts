// Everything the record holds of one county at one version: what the store reads out and the atlas is built from.
import type { Account, Allocation, Firm, Occupancy, Tenure } from './firms/firm.ts';
import type { Block, ContextFeature, County, Parcel, Township } from './land/parcel.ts';
import type { IsoDate } from './period.ts';
import type { TargetStatement } from './ledger/target-statement.ts';
import type { LedgerRow } from './ledger/entry.ts';
import type { Lineage } from './ledger/lineage.ts';
import type { PlanAct, PlanRecord } from './repurchase/plan.ts';
import type { CostOverride, SettingsVersion } from './repurchase/settings.ts';
import type { ForcedGrade, Mark } from './scoring/marks.ts';
import type { Zone } from './land/zone.ts';

/** A person's act that a parcel is idle, or is not. The newest row per parcel counts. */
export interface IdleDecision {
  readonly parcel: string;
  readonly state: 'decided' | 'none';
  readonly since: IsoDate | null;
  readonly basis: string;
  readonly actor: string;
  readonly recordedAt: string;
}

/** One county at one version of the record. Arrays are in a stable order (codes ascending). */
export interface CountyData {
  readonly county: County;
  /** Grows with every write to the county; stands in ETags and in the footer of outputs. */
  readonly version: number;
  readonly townships: readonly Township[];
  readonly blocks: readonly Block[];
  readonly context: readonly ContextFeature[];
  readonly parcels: readonly Parcel[];
  readonly firms: readonly Firm[];
  readonly accounts: readonly Account[];
  readonly tenures: readonly Tenure[];
  readonly occupancies: readonly Occupancy[];
  readonly allocations: readonly Allocation[];
  readonly ledger: readonly LedgerRow[];
  /** What became of parcels; left out or empty when nothing did. */
  readonly lineage?: readonly Lineage[];
  /** Parcels that left the register, as they were when they left; left out or empty when none did. */
  readonly formerParcels?: readonly Parcel[];
  /** Parcels that kept their codes through a change, as they were before each delivery that changed their land, oldest first; left out or empty when none did. */
  readonly earlierParcels?: readonly Parcel[];
  readonly idleDecisions: readonly IdleDecision[];
  /** What people stated for the yearly evaluation (亩产效益综合评价), in the order of writing: the newest per subject, year and item counts. */
  readonly marks: readonly Mark[];
  readonly forcedGrades: readonly ForcedGrade[];
  /** Settings for buying land back and costs stated for parcels, in the order of writing; left out: none. */
  readonly repurchaseSettings?: readonly SettingsVersion[];
  readonly costOverrides?: readonly CostOverride[];
  /** Plans to buy land back and what was done to them, in the order of writing; left out: none. */
  readonly repurchasePlans?: readonly PlanRecord[];
  readonly repurchasePlanActs?: readonly PlanAct[];
  /** Planning zones; left out or empty when the county has none on record. */
  readonly zones?: readonly Zone[];
  /** Tasks, targets, counters, cases and likelihoods as people stated them, in the order of writing; left out: none. */
  readonly targetStatements?: readonly TargetStatement[];
}

// What a plan comes to: land, cost, blocks, firms, jobs and tax touched, each with how much of it is known; and what was agreed so far.
import { type Fen, fen, type MicroMu, sumFen, sumMicroMu } from '../units.ts';
import type { PlanNow, PlanRecord } from './plan.ts';

/** A sum with how many of the plots state it. */
export interface Covered<T> {
  readonly sum: T;
  readonly known: number;
  readonly total: number;
}

export interface PlanFigures {
  readonly parcels: number;
  readonly area: MicroMu;
  readonly cost: Fen;
  readonly blocks: number;
  readonly largestBlock: MicroMu;
  /** Firms that stand on any of the plots, each once. */
  readonly firms: number;
  readonly owners: number;
  readonly jobs: Covered<number>;
  readonly tax: Covered<Fen>;
}

/** What chosen plots in these blocks come to; those of a plan, or of a choice that is not kept yet. */
export function planFigures({ parcels, blocks }: Pick<PlanRecord, 'parcels' | 'blocks'>): PlanFigures {
  const areas = new Map(parcels.map(({ code, area }) => [code, area]));
  const ofBlock = (codes: readonly string[]): MicroMu => sumMicroMu(codes.map((code) => areas.get(code)!));
  const jobs = parcels.flatMap((parcel) => parcel.jobs ?? []);
  const tax = parcels.flatMap((parcel) => parcel.tax ?? []);
  return {
    parcels: parcels.length,
    area: sumMicroMu(parcels.map(({ area }) => area)),
    cost: sumFen(parcels.map(({ cost }) => cost)),
    blocks: blocks.length,
    largestBlock: blocks.map(ofBlock).reduce((most, area) => (area > most ? area : most), sumMicroMu([])),
    firms: new Set(parcels.flatMap(({ firms }) => firms)).size,
    owners: new Set(parcels.flatMap(({ owner }) => owner ?? [])).size,
    jobs: { sum: jobs.reduce((sum, one) => sum + one, 0), known: jobs.length, total: parcels.length },
    tax: { sum: sumFen(tax), known: tax.length, total: parcels.length },
  };
}

/** What the plots of a plan will cost as things stand: the contract, else the valuation, else the estimate. */
export interface PlanCommitment {
  /** 已签约: sums of the contracts. */
  readonly contracted: Fen;
  /** 已交付, within the contracted. */
  readonly delivered: Fen;
  /** Not yet contracted: valuation where there is one, else the estimate. */
  readonly open: Fen;
}

export function planCommitment({ plan, progress }: PlanNow): PlanCommitment {
  const estimates = new Map(plan.parcels.map(({ code, cost }) => [code, cost]));
  const standing = progress.filter(({ dropped }) => !dropped);
  const contracted = standing.filter(({ contract }) => contract !== null);
  return {
    contracted: sumFen(contracted.map(({ contract }) => contract!)),
    delivered: sumFen(contracted.filter(({ step }) => step === 'delivery').map(({ contract }) => contract!)),
    open: sumFen(
      standing.filter(({ contract }) => contract === null).map(({ code, valuation }) => valuation ?? estimates.get(code) ?? fen(0)),
    ),
  };
}

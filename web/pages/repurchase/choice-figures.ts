// Everything the repurchase page shows, worked out once from candidates, columns and the choice: map, list, panels and sums share it.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import { defaultAdjacency, type AdjacencySettings } from '#domain/repurchase/adjacency.ts';
import { blocksOf } from '#domain/repurchase/blocks.ts';
import type { Choice, OfferFilter } from '#domain/repurchase/choice.ts';
import { planFigures, type PlanFigures } from '#domain/repurchase/plan-figures.ts';
import type { PlannedParcel } from '#domain/repurchase/plan.ts';
import { weighted, type Score } from '#domain/repurchase/score.ts';
import type { Weights } from '#domain/repurchase/settings.ts';
import { compileFilter, filterFault } from '#domain/select.ts';
import { fen, microMu } from '#domain/units.ts';
import type { Filter, View } from '#domain/view.ts';
import { baseColumnsQuery, countiesQuery, yearColumnsQuery } from '../../api/queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { candidatesQuery, plansQuery, settingsQuery } from '../../api/repurchase-queries.ts';
import type { CandidateReply, PlanReply, SettingsReply } from '../../api/repurchase-replies.ts';
import { useChoice } from '../../state/choice.ts';
import { resolveView, type ResolvedView } from '../../state/resolve-view.ts';
import { useViewState } from '../../state/view-context.tsx';

/** A candidate as the page looks at it: scored by the weights in hand, with what the choice makes of it. */
export interface Offer {
  readonly candidate: CandidateReply;
  /** Place in the columns and on the map. */
  readonly index: number;
  readonly score: Score;
  readonly lock: 'in' | 'out' | null;
  /** The server's exclusion, or the page's own floor for the score. */
  readonly excluded: string | null;
  /** Nothing that is offered lies beside it. */
  readonly isolated: boolean;
}

/** Where the chosen plots come from. */
export type ChosenFrom = 'plan' | 'result' | 'locks';

export interface ChoiceFigures {
  readonly view: View;
  readonly shown: ResolvedView;
  readonly county: CountyReply;
  readonly choice: Choice;
  readonly base: BaseColumns;
  readonly year: YearColumns;
  readonly settings: SettingsReply;
  readonly weights: Weights;
  readonly adjacency: AdjacencySettings;
  readonly offers: readonly Offer[];
  readonly byCode: ReadonlyMap<string, Offer>;
  /** 1 per parcel that list and map show. */
  readonly kept: Uint8Array;
  /** Those that are shown, in the record's order. */
  readonly shownOffers: readonly Offer[];
  readonly chosen: ReadonlySet<string>;
  readonly chosenFrom: ChosenFrom;
  readonly blocks: readonly (readonly string[])[];
  readonly sums: PlanFigures;
  /** Land and cost of all that is offered: the ends of the sliders. */
  readonly offered: { readonly parcels: number; readonly areaMicroMu: number; readonly costFen: number };
  readonly plan: PlanReply | null;
}

export interface ChoiceFiguresState {
  readonly facts: { readonly view: View; readonly shown: ResolvedView; readonly county: CountyReply } | null;
  readonly figures: ChoiceFigures | null;
  readonly fault: unknown;
  readonly retry: () => void;
}

/** The figures by which a plan would be kept; null for what is not known well enough to be offered. */
export function plannedOf({ code, name, township, areaMicroMu, cost, owner, firms, jobs, taxWan }: CandidateReply): PlannedParcel | null {
  if (areaMicroMu === null || !cost.known) return null;
  return {
    code,
    name,
    township,
    area: microMu(areaMicroMu),
    cost: fen(cost.fen),
    owner,
    firms,
    // The reply's numbers are the exact whole ones divided: multiplied back they are whole again.
    jobs: jobs === null ? null : Math.round(jobs * 1000),
    tax: taxWan === null ? null : fen(Math.round(taxWan * 1_000_000)),
  };
}

/** Whether a kind of filter shows a candidate. */
export function showsOffer(filter: OfferFilter, { candidate, lock, excluded, isolated }: Offer, chosen: ReadonlySet<string>): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'offered':
      return excluded === null;
    case 'excluded':
      return excluded !== null;
    case 'unknown':
      return candidate.areaMu === null || !candidate.cost.known || candidate.scoreCoverage < 1;
    case 'isolated':
      return isolated && excluded === null;
    case 'willing':
      return candidate.parts.some(({ part, value }) => part === 'willing' && value === 100);
    case 'chosen':
      return chosen.has(candidate.code);
    case 'locked':
      return lock !== null;
  }
}

const noCodes: readonly string[] = [];

export function useChoiceFigures(result: readonly string[] | null): ChoiceFiguresState {
  const { view } = useViewState();
  const { choice } = useChoice();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = useMemo(() => (view && county ? resolveView(view, county) : null), [view, county]);
  const key = { county: county?.code ?? '', version: county?.version ?? '' };
  const enabled = shown !== null && county !== undefined && county.parcels > 0;
  const barriers = choice.barriers?.join() ?? '';
  const adjacency = useMemo(
    (): AdjacencySettings => ({
      gapM: choice.gapM ?? defaultAdjacency.gapM,
      minSharedM: choice.minSharedM ?? defaultAdjacency.minSharedM,
      barriers: barriers === '' ? [] : (barriers.split(',') as AdjacencySettings['barriers']),
    }),
    [choice.gapM, choice.minSharedM, barriers],
  );
  const year = shown?.year ?? 0;
  const policy = shown?.policy ?? null;
  const base = useQuery({ ...baseColumnsQuery(key), enabled });
  const columns = useQuery({ ...yearColumnsQuery({ ...key, policy, year }), enabled });
  const candidates = useQuery({ ...candidatesQuery({ ...key, year, policy, adjacency }), enabled });
  const settings = useQuery({ ...settingsQuery(key), enabled });
  const plans = useQuery({ ...plansQuery(key), enabled: enabled && choice.plan !== undefined, retry: false });

  const weightsText = JSON.stringify(choice.weights ?? {});
  const current = settings.data?.current ?? null;
  const weights = useMemo(
    (): Weights | null => current && { ...current.settings.weights, ...(JSON.parse(weightsText) as Partial<Weights>) },
    [current, weightsText],
  );
  const indexOf = useMemo(() => new Map((base.data?.codes ?? []).map((code, index) => [code, index])), [base.data]);
  const [lockedIn, lockedOut, minScore] = [choice.lockedIn ?? noCodes, choice.lockedOut ?? noCodes, choice.minScore];
  const offers = useMemo(() => {
    if (!candidates.data || !weights || indexOf.size !== candidates.data.length) return null;
    const [inside, outside] = [new Set(lockedIn), new Set(lockedOut)];
    const scores = new Map(candidates.data.map(({ code, parts }) => [code, weighted(parts, weights)]));
    const low = (code: string): boolean => minScore !== undefined && (scores.get(code)?.score ?? -1) < minScore;
    const open = new Set(candidates.data.flatMap(({ code, excluded }) => (excluded || low(code) ? [] : [code])));
    return candidates.data.map((candidate): Offer => {
      const { code } = candidate;
      return {
        candidate,
        index: indexOf.get(candidate.code)!,
        score: scores.get(code)!,
        lock: inside.has(code) ? 'in' : outside.has(code) ? 'out' : null,
        excluded: candidate.excluded?.message ?? (low(code) ? `< ${minScore}` : null),
        isolated: !candidate.neighbours.some((other) => open.has(other)),
      };
    });
  }, [candidates.data, weights, indexOf, lockedIn, lockedOut, minScore]);
  const byCode = useMemo(() => new Map((offers ?? []).map((offer) => [offer.candidate.code, offer])), [offers]);

  const plan = plans.data?.find(({ id }) => id === choice.plan) ?? null;
  const chosenFrom: ChosenFrom = plan ? 'plan' : result ? 'result' : 'locks';
  const chosenList = plan ? plan.parcels.map(({ code }) => code) : (result ?? lockedIn);
  const chosenText = chosenList.join();
  const sums = useMemo(() => {
    const codes = chosenText === '' ? [] : chosenText.split(',');
    const parcels = plan
      ? plan.parcels.map((parcel) => plannedFromPlan(parcel))
      : codes.flatMap((code) => {
          const offer = byCode.get(code);
          return (offer && plannedOf(offer.candidate)) ?? [];
        });
    const known = new Map(parcels.map((parcel) => [parcel.code, parcel.area]));
    const blocks = plan
      ? plan.blocks
      : blocksOf(
          [...known.keys()],
          (code) => byCode.get(code)?.candidate.neighbours ?? noCodes,
          (code) => known.get(code) ?? 0,
        );
    return { chosen: new Set(codes), blocks, figures: planFigures({ parcels, blocks }) };
  }, [chosenText, plan, byCode]);

  const asked = view?.filter;
  const filter = useMemo((): Filter => (asked && filterFault(asked) === null ? asked : {}), [asked]);
  const show = choice.show ?? 'all';
  const visible = useMemo(() => {
    if (!offers || !base.data || columns.data?.tax.length !== base.data.size) return null;
    const keeps = compileFilter(filter, base.data, columns.data);
    const kept = new Uint8Array(base.data.size);
    const rows = offers.filter((offer) => keeps(offer.index) && showsOffer(show, offer, sums.chosen));
    for (const { index } of rows) kept[index] = 1;
    return { kept, rows };
  }, [offers, base.data, columns.data, filter, show, sums.chosen]);
  const offered = useMemo(() => {
    const open = (offers ?? []).filter(({ excluded }) => excluded === null);
    return {
      parcels: open.length,
      areaMicroMu: open.reduce((sum, { candidate }) => sum + (candidate.areaMicroMu ?? 0), 0),
      costFen: open.reduce((sum, { candidate }) => sum + (candidate.cost.known ? candidate.cost.fen : 0), 0),
    };
  }, [offers]);

  const figures = useMemo((): ChoiceFigures | null => {
    if (!view || !shown || !county || !base.data || !columns.data || !offers || !visible || !current || !weights) return null;
    return {
      view,
      shown,
      county,
      choice,
      base: base.data,
      year: columns.data,
      settings: current,
      weights,
      adjacency,
      offers,
      byCode,
      kept: visible.kept,
      shownOffers: visible.rows,
      chosen: sums.chosen,
      chosenFrom,
      blocks: sums.blocks,
      sums: sums.figures,
      offered,
      plan,
    };
  }, [
    view,
    shown,
    county,
    choice,
    base.data,
    columns.data,
    offers,
    byCode,
    visible,
    current,
    weights,
    adjacency,
    sums,
    chosenFrom,
    offered,
    plan,
  ]);

  // While another state of the record comes, the last one stays: what somebody is filling in must not vanish because somebody else wrote.
  const [last, setLast] = useState<ChoiceFigures | null>(null);
  if (figures !== null && figures !== last) setLast(figures);
  const held = useMemo((): ChoiceFigures | null => {
    if (figures !== null || !last || !view || !shown || !enabled) return figures;
    const same = last.county.code === county?.code && last.shown.year === shown.year && last.shown.policy === shown.policy;
    return same ? { ...last, view, choice, plan: last.plan?.id === choice.plan ? last.plan : null } : null;
  }, [figures, last, view, shown, enabled, county, choice]);

  const failed = [counties, base, columns, candidates, settings].filter((query) => query.isError);
  return {
    facts: view && shown && county ? { view, shown, county } : null,
    figures: failed.length > 0 ? figures : held,
    fault: failed[0]?.error ?? null,
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}

function plannedFromPlan({
  code,
  name,
  township,
  areaMu,
  costWan,
  owner,
  firms,
  jobs,
  taxWan,
}: PlanReply['parcels'][number]): PlannedParcel {
  return {
    code,
    name,
    township,
    area: microMu(Math.round(areaMu * 1_000_000)),
    cost: fen(Math.round(costWan * 1_000_000)),
    owner,
    firms,
    jobs: jobs === null ? null : Math.round(jobs * 1000),
    tax: taxWan === null ? null : fen(Math.round(taxWan * 1_000_000)),
  };
}

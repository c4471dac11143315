// Everything the map page shows, from the columns and the view: fetched in parallel, worked out once, shared by map, panels and table.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import { freedOnDay, type FreedTimeline } from '#domain/ledger/freed-timeline.ts';
import { dayNumber } from '#domain/ledger/ledger-lines.ts';
import type { IsoDate } from '#domain/period.ts';
import type { Policy } from '#domain/policy/policy.ts';
import { compileFilter, filterFault } from '#domain/select.ts';
import { summarise, type Sums } from '#domain/summary.ts';
import type { Decimal } from '#domain/units.ts';
import type { Filter, View } from '#domain/view.ts';
import { Problem } from '../../api/problem.ts';
import { freedQuery } from '../../api/freed-query.ts';
import { baseColumnsQuery, countiesQuery, policyQuery, yearColumnsQuery } from '../../api/queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { taxThresholds } from '#domain/drawing/breaks.ts';
import { fillOf, type Fill } from '#domain/drawing/fill.ts';
import { resolveView, type ResolvedView } from '../../state/resolve-view.ts';
import { useWatched } from '../../state/hover.ts';
import { replayDay } from '../../state/replay.ts';
import { useViewState } from '../../state/view-context.tsx';
import { useDifference, type Difference } from './difference.ts';

/** What is known as soon as the county is. */
export interface PageFacts {
  readonly view: View;
  readonly shown: ResolvedView;
  readonly county: CountyReply;
}

/** What is known when the columns have arrived. */
export interface Figures extends PageFacts {
  readonly base: BaseColumns;
  readonly year: YearColumns;
  readonly before: YearColumns | null;
  /** The year that was asked for; `shown.year` is the one whose figures these are. */
  readonly askedYear: number;
  /** Null for a county without one. */
  readonly policy: Policy | null;
  readonly thresholds: readonly Decimal[];
  readonly filter: Filter;
  /** 1 per parcel that the filter keeps. */
  readonly kept: Uint8Array;
  readonly keptCount: number;
  readonly fill: Fill;
  readonly sums: Sums;
  /** Indices of the parcels named in the view as selected or open. */
  readonly marked: ReadonlySet<number>;
  readonly indexOf: ReadonlyMap<string, number>;
  /** Day whose ledger is shown: the view's as-of day, or the one that a replay is at. */
  readonly day: string;
  /** The ledger as a timeline; null until it is here. */
  readonly timeline: FreedTimeline | null;
  /** Kind of freed land per parcel on the day; null while only states are known. */
  readonly freedKinds: Uint8Array | null;
  /** 1 where freed land is drawn in pieces of its own. */
  readonly pieced: Uint8Array | null;
  /** What the view's what-if or comparison changes; null when the view has none. */
  readonly difference: Difference | null;
}

export interface FiguresState {
  readonly facts: PageFacts | null;
  readonly figures: Figures | null;
  readonly fault: unknown;
  readonly retry: () => void;
  /** Learns the counties' versions anew; everything of an older version follows. */
  readonly renew: () => void;
}

/** The filter, or an empty one when a hand-made link carries numbers that are none. */
export function usableFilter(filter: Filter | undefined): Filter {
  return filter && filterFault(filter) === null ? filter : {};
}

export function keptBy(filter: Filter, base: BaseColumns, year: YearColumns): Uint8Array {
  const keeps = compileFilter(filter, base, year);
  return Uint8Array.from({ length: base.size }, (_, index) => (keeps(index) ? 1 : 0));
}

export function useFigures(): FiguresState {
  const { view } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = useMemo(() => (view && county ? resolveView(view, county) : null), [view, county]);

  const key = { county: county?.code ?? '', version: county?.version ?? '', policy: shown?.policy ?? null };
  const enabled = shown !== null && county !== undefined && county.parcels > 0;
  const base = useQuery({ ...baseColumnsQuery(key), enabled });
  const yearReply = useQuery({ ...yearColumnsQuery({ ...key, year: shown?.year ?? 0 }), enabled });
  // The columns tell freed land on the county's own day; any other day is worked out from the timeline.
  const replayed = useWatched(replayDay);
  const day = replayed ?? shown?.asOf ?? '';
  const ownDay = day === county?.asOf;
  const anyFreed = useMemo(() => yearReply.data?.freed.some((state) => state > 0) ?? false, [yearReply.data]);
  const timeline = useQuery({
    ...freedQuery(key.county, key.version),
    enabled: enabled && (!ownDay || anyFreed || view?.beforeDay !== undefined),
  });
  const size = base.data?.size;
  const onDay = useMemo(
    () => (timeline.data && size !== undefined && day !== '' ? freedOnDay(timeline.data, size, dayNumber(day as IsoDate)) : null),
    [timeline.data, size, day],
  );
  const year = useMemo(
    () => ({
      data: yearReply.data && onDay && !ownDay ? { ...yearReply.data, freed: onDay.freed } : ownDay ? yearReply.data : undefined,
      isError: yearReply.isError,
      error: yearReply.error,
      refetch: yearReply.refetch,
    }),
    [yearReply.data, yearReply.isError, yearReply.error, yearReply.refetch, onDay, ownDay],
  );
  const wantsBefore = enabled && shown.fill === 'change' && shown.baseYear !== null;
  const before = useQuery({ ...yearColumnsQuery({ ...key, year: shown?.baseYear ?? 0 }), enabled: wantsBefore });
  const policy = useQuery(policyQuery(shown?.policy ?? null));

  const thresholds = useMemo(() => taxThresholds(policy.data?.rules ?? []), [policy.data]);
  const difference = useDifference(view, shown, county, base.data ?? null, year.data ?? null);
  const filter = useMemo(() => usableFilter(view?.filter), [view?.filter]);
  const kept = useMemo(() => {
    // A year kept from the county shown before must not be read with this county's parcels.
    if (!base.data || year.data?.tax.length !== base.data.size) return null;
    return keptBy(filter, base.data, year.data);
  }, [base.data, year.data, filter]);
  const policyPending = shown !== null && shown.policy !== null && policy.isPending;
  const baseYear = shown?.baseYear ?? null;
  const breaks = view?.breaks;
  const asked = shown?.fill ?? 'taxPerMu';
  // A link may keep the fill of a difference that is no longer asked for.
  const metric = asked === 'difference' && difference === null ? 'class' : asked;
  const changes = difference?.codes ?? null;
  const fill = useMemo(() => {
    if (!base.data || year.data?.tax.length !== base.data.size) return null;
    const policyClasses = policy.data?.classes ?? [];
    const earlier = before.data?.tax.length === base.data.size && before.data.year === baseYear ? before.data : null;
    return fillOf({ metric, base: base.data, year: year.data, before: earlier, policyClasses, thresholds, breaks, difference: changes });
  }, [base.data, year.data, before.data, policy.data, thresholds, breaks, metric, changes, baseYear]);
  const sums = useMemo(
    () => (base.data && year.data && kept ? summarise('none', base.data, year.data, (index) => kept[index] === 1).total : null),
    [base.data, year.data, kept],
  );
  const indexOf = useMemo(() => new Map((base.data?.codes ?? []).map((code, index) => [code, index])), [base.data]);
  const selection = view?.selection;
  const open = view?.open;
  const marked = useMemo(() => {
    const codes = [...(selection ?? []), ...(open === undefined ? [] : [open])];
    return new Set(codes.flatMap((code) => indexOf.get(code) ?? []));
  }, [selection, open, indexOf]);

  const figures = useMemo((): Figures | null => {
    if (!view || !shown || !county || !base.data || !year.data || !kept || !fill || !sums) return null;
    // Colours and sides come from the policy: nothing is coloured before it is here.
    if (policyPending) return null;
    const keptCount = sums.parcels;
    const columns = { base: base.data, year: year.data, before: before.data ?? null };
    return {
      view,
      // While another year comes, everything says the year that it shows.
      shown: year.data.year === shown.year ? shown : { ...shown, year: year.data.year },
      askedYear: shown.year,
      county,
      ...columns,
      policy: policy.data ?? null,
      thresholds,
      filter,
      kept,
      keptCount,
      fill,
      sums,
      marked,
      indexOf,
      day,
      timeline: timeline.data ?? null,
      freedKinds: onDay?.kind ?? null,
      pieced: onDay?.pieced ?? null,
      difference,
    };
  }, [
    view,
    shown,
    county,
    base.data,
    year.data,
    before.data,
    policy.data,
    thresholds,
    filter,
    kept,
    fill,
    sums,
    marked,
    indexOf,
    difference,
    policyPending,
    day,
    timeline.data,
    onDay,
  ]);

  // The county has been written to since the page learnt of its version: learn it anew, and everything follows.
  const outdated = [base, year, before, timeline].some(({ error }) => error instanceof Problem && error.kind === 'outdated');
  const { refetch: refetchCounties } = counties;
  useEffect(() => {
    if (outdated) void refetchCounties();
  }, [outdated, refetchCounties]);

  const failed = [base, yearReply, counties, policy, ...(ownDay ? [] : [timeline])].filter((query) => query.isError);
  return {
    facts: view && shown && county ? { view, shown, county } : null,
    figures,
    fault: failed[0]?.error ?? null,
    renew: () => void refetchCounties(),
    retry: () => {
      for (const query of failed) void query.refetch();
    },
  };
}

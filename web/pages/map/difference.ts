// What the view's what-if or comparison changes, parcel by parcel: for the map's fill and the card that says what is being shown.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { BaseColumns, YearColumns } from '#domain/columns.ts';
import type { View } from '#domain/view.ts';
import { comparisonQuery, scenarioQuery } from '../../api/policy-queries.ts';
import type { ClassChanges } from '../../api/policy-replies.ts';
import type { CountyReply } from '../../api/replies.ts';
import { differenceCodes } from '#domain/drawing/difference.ts';
import type { ResolvedView } from '../../state/resolve-view.ts';

export interface Difference {
  readonly kind: 'scenario' | 'comparison';
  /** Null until it is known. */
  readonly changes: ClassChanges | null;
  /** By parcel, its place in `differenceWords`; null until it is known. */
  readonly codes: Uint8Array | null;
  readonly fault: unknown;
  readonly retry: () => void;
}

export function useDifference(
  view: View | null,
  shown: ResolvedView | null,
  county: CountyReply | undefined,
  base: BaseColumns | null,
  year: YearColumns | null,
): Difference | null {
  const lens = { policy: shown?.policy ?? '', county: county?.code ?? '', year: shown?.year ?? 0, version: county?.version ?? '' };
  const known = shown?.policy !== undefined && shown.policy !== null && county !== undefined;
  const overrides = view?.scenario ?? {};
  const tries = known && Object.keys(overrides).length > 0;
  // A what-if goes before a comparison: one difference at a time.
  const other = view?.against;
  const compares = known && !tries && other !== undefined && other !== shown.policy;
  const scenario = useQuery({ ...scenarioQuery(lens, overrides), enabled: tries });
  const comparison = useQuery({ ...comparisonQuery(lens, other ?? ''), enabled: compares });
  const asked = tries ? scenario : comparison;
  const changes: ClassChanges | null = asked.data ?? null;
  const codes = useMemo(() => {
    if (!changes || !base || year?.verdict.length !== base.size || year.year !== changes.year) return null;
    return differenceCodes(base, year.verdict, changes.codes);
  }, [changes, base, year]);
  const { error, refetch } = asked;
  return useMemo(
    () =>
      tries || compares
        ? { kind: tries ? ('scenario' as const) : ('comparison' as const), changes, codes, fault: error, retry: () => void refetch() }
        : null,
    [tries, compares, changes, codes, error, refetch],
  );
}

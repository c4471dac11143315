// Land that stands in a declaration's way: what it shares with entries, else the drawings of those entries themselves.
import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { MultiPolygon } from '#domain/land/geometry.ts';
import { ledgerEntryQuery } from '../../api/ledger-queries.ts';
import type { LedgerCheckReply, LedgerHistoryReply } from '../../api/ledger-replies.ts';
import { shapesOf } from './sketch.ts';

/** Drawings that have come; kept as one list while they stay the same. */
const drawings = (results: UseQueryResult<LedgerHistoryReply>[]): MultiPolygon[] =>
  results.flatMap(({ data }) => (data?.entry.geometry ? [data.entry.geometry.coordinates] : []));

export function useInTheWay(trial: LedgerCheckReply | null, version: string): readonly MultiPolygon[] {
  const conflicts = trial?.conflicts;
  // Land of one parcel of which one side is not drawn is held against its area alone: the trial then has no drawing of it.
  const unknown = (conflicts ?? []).filter(({ geometry }) => !geometry);
  const others = useQueries({ queries: unknown.map(({ id }) => ledgerEntryQuery(version, id)), combine: drawings });
  return useMemo(() => [...shapesOf(conflicts ?? []), ...others], [conflicts, others]);
}

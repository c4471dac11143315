// Which of the compared plans hold which plots, for the map.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CountyReply } from '../../api/replies.ts';
import { plansQuery } from '../../api/repurchase-queries.ts';
import type { PlanReply } from '../../api/repurchase-replies.ts';
import type { Compared } from './choice-drawing.ts';

/** By plot: held by the first plan only, by others only, or by several. */
export function membership(plans: readonly Pick<PlanReply, 'parcels'>[]): Compared {
  const found = new Map<string, 'first' | 'others' | 'several'>();
  for (const [place, plan] of plans.entries())
    for (const { code } of plan.parcels) found.set(code, found.has(code) ? 'several' : place === 0 ? 'first' : 'others');
  return found;
}

export function useCompared(county: CountyReply | undefined, ids: readonly number[] | undefined): Compared | null {
  const several = ids !== undefined && ids.length > 1;
  const key = { county: county?.code ?? '', version: county?.version ?? '' };
  const plans = useQuery({ ...plansQuery(key), enabled: several && county !== undefined, retry: false });
  const wanted = ids?.join() ?? '';
  return useMemo(() => {
    if (!several || !plans.data) return null;
    const chosen = wanted.split(',').flatMap((id) => plans.data.find((plan) => plan.id === Number(id)) ?? []);
    return chosen.length > 1 ? membership(chosen) : null;
  }, [several, plans.data, wanted]);
}

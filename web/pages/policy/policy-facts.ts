// What every part of the policy page stands on: the view, the county, the policy's text.
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Policy } from '#domain/policy/policy.ts';
import type { PolicyLens } from '../../api/policy-queries.ts';
import { countiesQuery, policyQuery } from '../../api/queries.ts';
import type { CountyReply } from '../../api/replies.ts';
import { resolveView, type ResolvedView } from '../../state/resolve-view.ts';
import { useViewState } from '../../state/view-context.tsx';

/** What a part is given. */
export interface PolicyFacts {
  readonly policy: Policy;
  readonly county: CountyReply;
  readonly shown: ResolvedView;
  readonly lens: PolicyLens;
}

export interface PageState {
  /** Null while the county or its policy is not known. */
  readonly facts: PolicyFacts | null;
  /** The county when it has no policy at all: one can be written for it. */
  readonly bare: { readonly code: string; readonly name: string; readonly year: number } | null;
  readonly fault: unknown;
  readonly retry: () => void;
}

export function usePolicyPage(): PageState {
  const { view } = useViewState();
  const counties = useQuery(countiesQuery);
  const county = counties.data?.find((one) => one.code === view?.county);
  const shown = useMemo(() => (view && county ? resolveView(view, county) : null), [view, county]);
  const policy = useQuery(policyQuery(shown?.policy ?? null));
  const facts = useMemo((): PolicyFacts | null => {
    if (!county || !shown || !policy.data) return null;
    const lens = { policy: policy.data.id, county: county.code, year: shown.year, version: county.version };
    return { policy: policy.data, county, shown, lens };
  }, [county, shown, policy.data]);
  return {
    facts,
    bare: county && shown && shown.policy === null ? { code: county.code, name: county.name, year: shown.year } : null,
    fault: policy.error ?? counties.error,
    retry: () => void policy.refetch(),
  };
}

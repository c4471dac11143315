// The policies toward whose targets land of a county can count: its own and its prefecture's.
import { useQuery } from '@tanstack/react-query';
import { policiesQuery } from '../../api/queries.ts';
import type { PolicyListing } from '../../api/replies.ts';

export function useCountingPolicies(county: string): readonly PolicyListing[] {
  const policies = useQuery(policiesQuery);
  const prefecture = `${county.slice(0, 4)}00`;
  return (policies.data ?? []).filter((policy) => policy.county === county || policy.county === prefecture);
}

// The place in the address, and the way to another one; the view stays.
import { useNavigate, useParams } from '@tanstack/react-router';
import type { Address } from '../../state/view-context.tsx';
import { readPlace, type Place, type Shown, writePlace } from './place.ts';

export interface PlaceState extends Place {
  readonly go: (shown: Shown, upper?: boolean) => Promise<void>;
}

export function usePlace(): PlaceState {
  const { part } = useParams({ strict: false });
  const navigate = useNavigate();
  const place = readPlace(part);
  return {
    ...place,
    go: (shown, upper = place.upper) => {
      const word = writePlace({ upper, shown });
      const search = (previous: Address): Address => previous;
      return word === null ? navigate({ to: '/bulletins', search }) : navigate({ to: '/bulletins/$part', params: { part: word }, search });
    },
  };
}

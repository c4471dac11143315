// The address of the page as it stands, to be handed on as a link.
import { useCallback } from 'react';

export function usePageAddress(): () => string {
  return useCallback(() => window.location.href, []);
}

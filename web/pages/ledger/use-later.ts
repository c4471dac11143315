// A value once it has stood still for a moment: questions are asked when typing pauses.
import { useEffect, useState } from 'react';

/** Values are compared by what they hold; the same object comes back while nothing changes. `settled`: it is the value of now. */
export function useLater<T>(value: T, milliseconds: number): { readonly later: T; readonly settled: boolean } {
  const [later, setLater] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setLater(JSON.parse(text) as T), milliseconds);
    return () => clearTimeout(timer);
  }, [text, milliseconds]);
  return { later, settled: JSON.stringify(later) === text };
}

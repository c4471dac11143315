// The name of a measure in the page's language; words of the county's own stay as they are.
import type { TFunction } from 'i18next';

export function measureName(t: TFunction, measure: string): string {
  const key = `progress.measures.${measure}`;
  const words: string = t(key as 'progress.measures.M-CLOSE', { defaultValue: measure });
  return words;
}

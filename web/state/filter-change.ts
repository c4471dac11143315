// Changes of a filter as pure steps: an empty part leaves the filter, an empty filter leaves the view.
import type { Filter } from '#domain/view.ts';

/** Parts of the filter that are lists of keys. */
export type ListPart = 'townships' | 'blocks' | 'grades' | 'classes' | 'industries' | 'idle' | 'freed' | 'rules';

/** The filter with one part set; undefined when nothing is left to filter by. */
export function withPart<K extends keyof Filter>(filter: Filter | undefined, part: K, value: Filter[K] | undefined): Filter | undefined {
  const next: Filter = { ...filter };
  if (value === undefined || (Array.isArray(value) && value.length === 0)) delete next[part];
  else next[part] = value;
  return Object.keys(next).length === 0 ? undefined : next;
}

/** The filter without one part, for counts "if this were chosen instead". */
export function withoutPart(filter: Filter | undefined, part: keyof Filter): Filter {
  const next: Filter = { ...filter };
  delete next[part];
  return next;
}

/** The list with the key put in, or taken out when it was in. */
export function toggled(keys: readonly string[] | undefined, key: string): string[] {
  const list = keys ?? [];
  return list.includes(key) ? list.filter((other) => other !== key) : [...list, key];
}

/** How many parts of the filter are set. */
export function partsSet(filter: Filter | undefined): number {
  return Object.keys(filter ?? {}).length;
}
